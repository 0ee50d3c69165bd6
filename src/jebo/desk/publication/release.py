"""The one way to publish. What goes out is what was signed: the receipt is over the bytes, and nothing but the receipt counts."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.publication.candidate import Candidate, sources_of
from jebo.desk.publication.check import check
from jebo.desk.publication.exposed import expose
from jebo.desk.publication.key import signing_key, verify_key
from jebo.desk.publication.lag import LAG
from jebo.desk.publication.models import Notice, Release, ReleasedPhoto
from jebo.desk.refused import Refused
from jebo.desk.sources.waiting import stopped
from jebo.desk.stories.models import Photo, Story
from jebo.errors import N_, JeboError
from jebo.sealing.digest import Digest, digest_bytes, edition_digest
from jebo.sealing.receipt import Receipt, receipt_faults, sign_receipt
from jebo.sealing.signing import Signed

if TYPE_CHECKING:
    from jebo.disclosure.settings import Settings

Draw = Callable[[int], int]


class OutAlready(Refused):
    """Exactly this was released before."""

    says = N_("this was released already, just as it is; change the story or say what is corrected")


class NotReady(Refused):
    """The release check is not passed."""

    says = N_("this story may not go out yet; the release check says what is missing")


def release(
    story: Story, day: date, by: Member, *, settings: Settings | None = None, draw: Draw = secrets.randbelow
) -> list[Release]:  # fmt: skip
    """Release all editions of a story together, on a day drawn at random; as a correction or a withdrawal, where a
    :class:`Notice` says so.

    :param draw: gives a number below the one that it is given.
    :raises NotReady: something is demanded or not signed; nothing was released.
    :raises OutAlready: it was released just so; who could release it again could choose its day.
    """
    with transaction.atomic():
        passed = check(story, day, settings)
        if not passed.ready:
            raise NotReady
        if all(_released_just_so(one) for one in passed.found.editions):
            raise OutAlready
        out = together(day, draw)
        rows = [_written(one, out, passed.signed[one.digest]) for one in passed.found.editions]
        Notice.objects.filter(story=story).delete()
        if passed.found.kind is not Release.Kind.WITHDRAWAL:
            expose(passed.found, rows[0].pk, out)
        trail.write(day, by.pk, "release", about=story.pk)
    return rows


def together(day: date, draw: Draw) -> date:
    """The day on which it goes out: with what waits already, else a day drawn from :data:`LAG`."""
    first, last = day + timedelta(days=LAG[0]), day + timedelta(days=LAG[-1])
    waiting = Release.objects.filter(day__gte=first, day__lte=last).order_by("day")
    days = list(dict.fromkeys(row.day for row in waiting if verified(row)))
    return days[draw(len(days))] if days else day + timedelta(days=LAG[draw(len(LAG))])


def _released_just_so(one: Candidate) -> bool:
    last = Release.objects.filter(edition=one.edition).order_by("-number").first()
    return last is not None and verified(last) and edition_digest(last.content) == edition_digest(one.plain)


def _written(one: Candidate, day: date, roles: frozenset[str]) -> Release:
    """The row and its receipt. Who signed is said by what they are at the desk, not by name: a receipt goes out with the edition."""
    plain = one.plain
    number = Release.objects.filter(edition=one.edition).count() + 1
    receipt = Receipt(
        digest=edition_digest(plain), edition=one.edition.pk, release=number, day=day.isoformat(),
        signers=tuple(sorted(roles)),
    )  # fmt: skip
    signed = sign_receipt(receipt, signing_key())
    _keep_photos(one)
    return Release.objects.create(
        edition=one.edition, number=number, kind=plain["kind"], day=day, note=plain["note"], content=plain,
        document=signed.document, signature=signed.signature,
    )  # fmt: skip


def _keep_photos(one: Candidate) -> None:
    wanted = {piece.picture.digest for piece in one.content.pieces if piece.picture}
    for photo in Photo.objects.filter(story=one.edition.story_id):
        digest = digest_bytes(bytes(photo.data))
        if digest in wanted:
            ReleasedPhoto.objects.get_or_create(
                digest=digest, defaults={"kind": photo.kind, "data": bytes(photo.data)}
            )


def may_be_shown(row: Release) -> bool:
    """Whether a release whose day has come, and that was never shown, may be shown now: its source, if lost or at risk, stops it.

    A withdrawal goes out all the same. What a column says of that is believed only where the receipt says so too.
    """
    if row.kind == Release.Kind.WITHDRAWAL and verified(row):
        return True
    return not stopped(sources_of(row.edition.story))


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
