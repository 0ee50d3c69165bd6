"""The one way to publish. What goes out is what was signed: the receipt is over the bytes, and nothing but the receipt counts."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction

from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.publication.candidate import Candidate
from jebo.desk.publication.check import Check, check
from jebo.desk.publication.exposed import expose
from jebo.desk.publication.key import signing_key, verify_key
from jebo.desk.publication.models import Release, ReleasedPhoto, Signature
from jebo.desk.refused import Refused
from jebo.desk.stories.models import Photo, Story
from jebo.disclosure.settings import Settings
from jebo.errors import N_, JeboError
from jebo.sealing.digest import Digest, digest_bytes, edition_digest
from jebo.sealing.receipt import Receipt, receipt_faults, sign_receipt
from jebo.sealing.signing import Signed

LAG: Final = range(1, 8)
"""Days after the last signature, of which one is drawn at random. Chosen by us; a fixed one would tell when somebody called."""
Draw = Callable[[int], int]


class NotReady(Refused):
    """The release check is not passed."""

    says = N_("this story may not go out yet; the release check says what is missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An edition that may be shown to the world: its content, its photos by digest, and its receipt."""

    edition: str
    number: int
    day: date
    kind: str
    content: dict[str, Any] = field(repr=False)
    photos: dict[str, bytes] = field(repr=False)
    receipt: Signed


def release(
    story: Story, day: date, by: Member, *, settings: Settings | None = None, draw: Draw = secrets.randbelow,
    kind: Release.Kind = Release.Kind.EDITION, note: str = "",
) -> list[Release]:  # fmt: skip
    """Release all editions of a story together, on a day drawn at random.

    :param draw: gives a number below the one that it is given.
    :param note: what was wrong, of a correction; it is part of what is signed and printed.
    :raises NotReady: something is demanded or not signed; nothing was released.
    """
    with transaction.atomic():
        passed = check(story, day, settings)
        if not passed.ready:
            raise NotReady
        out = together(day, draw)
        rows = [_written(one, passed, out, kind, note) for one in passed.found.editions]
        if kind is not Release.Kind.WITHDRAWAL:
            expose(passed.found, rows[0].pk, out)
        trail.write(day, by.pk, "release", about=story.pk)
    return rows


def together(day: date, draw: Draw) -> date:
    """The day on which it goes out: with what waits already, else a day drawn from :data:`LAG`."""
    first, last = day + timedelta(days=LAG[0]), day + timedelta(days=LAG[-1])
    waiting = (
        Release.objects.filter(day__gte=first, day__lte=last).order_by("day").values_list("day", flat=True)
    )
    days = list(dict.fromkeys(waiting))
    return days[draw(len(days))] if days else day + timedelta(days=LAG[draw(len(LAG))])


def _written(one: Candidate, passed: Check, day: date, kind: Release.Kind, note: str) -> Release:
    plain = one.content.plain() | {"kind": kind.value, "note": note}
    number = Release.objects.filter(edition=one.edition).count() + 1
    receipt = Receipt(
        digest=edition_digest(plain), edition=one.edition.pk, release=number, day=day.isoformat(),
        signers=_signers(one),
    )  # fmt: skip
    signed = sign_receipt(receipt, signing_key())
    _keep_photos(one)
    return Release.objects.create(
        edition=one.edition, number=number, kind=kind, day=day, note=note, content=plain,
        document=signed.document, signature=signed.signature,
    )  # fmt: skip


def _signers(one: Candidate) -> tuple[str, ...]:
    """By what they are at the desk, not by name: a receipt goes out with the edition."""
    rows = Signature.objects.filter(edition=one.edition, digest=one.digest).order_by("pk")
    return tuple(dict.fromkeys(rows.values_list("role", flat=True)))


def _keep_photos(one: Candidate) -> None:
    wanted = {piece.picture.digest for piece in one.content.pieces if piece.picture}
    for photo in Photo.objects.filter(story=one.edition.story_id):
        digest = digest_bytes(bytes(photo.data))
        if digest in wanted:
            ReleasedPhoto.objects.get_or_create(
                digest=digest, defaults={"kind": photo.kind, "data": bytes(photo.data)}
            )


def published(day: date) -> Iterator[Published]:
    """What may be shown to the world on *day*: of each edition the latest release that is out, its receipt verified over its
    bytes. Whatever does not verify is left out; a withdrawal takes its edition with it."""
    key = verify_key()
    latest: dict[str, Release] = {}
    for row in Release.objects.filter(day__lte=day).order_by("number") if key else ():
        if verified(row):
            latest[row.edition_id] = row
    for row in latest.values():
        if row.kind != Release.Kind.WITHDRAWAL:
            yield Published(
                edition=row.edition_id, number=row.number, day=row.day, kind=row.kind, content=row.content,
                photos=_photos(row), receipt=_receipt(row),
            )  # fmt: skip


def verified(row: Release) -> bool:
    """Whether the receipt of a release is the newsroom's, over exactly these bytes, this edition, number and day."""
    key = verify_key()
    try:
        digest = edition_digest(row.content)
        if key is None or receipt_faults(
            _receipt(row), [key], digest=digest, edition=row.edition_id, release=row.number
        ):
            return False
        said = _read(row)
    except (JeboError, ValueError, TypeError, LookupError, AttributeError):
        return False
    of = row.content.get("edition"), row.content.get("kind"), row.content.get("note")
    return (
        said.day == row.day.isoformat() and of == (row.edition_id, row.kind, row.note) and _photos_hold(row)
    )


def _read(row: Release) -> Receipt:
    from jebo.sealing.receipt import read_receipt

    return read_receipt(_receipt(row))


def _receipt(row: Release) -> Signed:
    return Signed(document=bytes(row.document), signature=row.signature)


def _wanted(row: Release) -> set[Digest]:
    return {piece["picture"]["digest"] for piece in row.content["pieces"] if piece.get("picture")}


def _photos(row: Release) -> dict[str, bytes]:
    return {one.digest: bytes(one.data) for one in ReleasedPhoto.objects.filter(digest__in=_wanted(row))}


def _photos_hold(row: Release) -> bool:
    have = _photos(row)
    return have.keys() == _wanted(row) and all(digest_bytes(data) == digest for digest, data in have.items())
