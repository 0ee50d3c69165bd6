"""What the press gets of the desk: every release that is out, with its receipt; the press looks at each receipt itself.

What goes out for the first time is written down when the site is whole and about to be shown: what is out stays out, and what is
not yet out waits while a source of its story is lost or at risk.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from jebo.desk.publication.key import signing_key, verify_key
from jebo.desk.publication.models import Release, ReleasedPhoto, WentOut
from jebo.desk.publication.release import may_be_shown
from jebo.press.build import Built, Progress, build
from jebo.press.carry import Issue, issue
from jebo.press.edition import Head
from jebo.press.edition import Release as Given
from jebo.press.house import House
from jebo.press.intake import intake
from jebo.sealing.digest import Digest
from jebo.sealing.signing import Signed, VerifyKey

os.register_at_fork(before=connections.close_all)  # a connection belongs to one process


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """What is out on a day. ``new`` are releases that were never shown before, by id, with their editions."""

    given: tuple[Given, ...] = field(repr=False)
    new: Mapping[str, str]


def out(day: date) -> Out:
    """Each release that may be shown to the world on *day*, whether or not its receipt holds: that is the press's to see."""
    rows = Release.objects.filter(day__lte=day).select_related("edition__story").order_by("edition", "number")
    shown = set(WentOut.objects.values_list("release", flat=True))
    some = [row for row in rows.defer("content", "note") if row.pk in shown or may_be_shown(row)]
    new = {row.pk: row.edition_id for row in some if row.pk not in shown}
    return Out(given=tuple(map(given, some)), new=new)


def given(row: Release) -> Given:
    """A release as the press takes it."""
    receipt = Signed(document=bytes(row.document), signature=row.signature)
    return Given(
        edition=row.edition_id, number=row.number, day=row.day, receipt=receipt, content=_content(row.pk)
    )


def _content(key: str) -> Callable[[], Mapping[str, Any]]:
    return lambda: Release.objects.values_list("content", flat=True).get(pk=key)


def photo(digest: Digest) -> bytes | None:
    """The bytes of a photo that was released."""
    found = ReleasedPhoto.objects.filter(digest=digest).values_list("data", flat=True).first()
    return None if found is None else bytes(found)


def press(
    where: Path,
    house: House,
    day: date,
    *,
    signed: bool = True,
    anew: bool = False,
    workers: int = 0,
    progress: Progress = lambda done, total: None,
) -> Built:
    """Bring the newsroom's site at *where* up to what is out on *day*.

    :raises jebo.press.wrong.PressRefusal: something is wrong; the site is as it was.
    """
    found = out(day)
    return build(
        where, found.given, photo, house, keys=public_keys(),
        sign=signing_key() if signed else None, anew=anew, workers=workers, progress=progress,
        shown=lambda set_: went_out(row for row, edition in found.new.items() if edition in set_),
    )  # fmt: skip


def carried(
    house: House, day: date, language: str, title: str, choose: Callable[[Sequence[Head]], Iterable[Head]]
) -> tuple[Issue, Callable[[], None]]:
    """Stories for a carry-edition, and what is to be called once it is made: then what is in it is out.

    :raises jebo.press.wrong.PressRefusal: something is wrong with an edition, or there is none.
    """
    found = out(day)
    made = issue(intake(found.given, photo, public_keys()), house, language, title, choose)
    inside = {one.head.id for one in made.editions}
    return made, lambda: went_out(row for row, edition in found.new.items() if edition in inside)


def public_keys() -> tuple[VerifyKey, ...]:
    """Whose receipts count."""
    key = verify_key()
    return (key,) if key else ()


def went_out(releases: Iterable[str]) -> None:
    """Write down what is shown from now on."""
    with transaction.atomic():
        WentOut.objects.bulk_create([WentOut(release_id=key) for key in releases], ignore_conflicts=True)
