"""Saying yes by name: to exactly these bytes, or to a finding in them, with a reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.publication import asking
from jebo.desk.publication.check import bound, check
from jebo.desk.publication.models import AcceptedRisk, Signature
from jebo.desk.publication.signing import may_sign
from jebo.desk.stories.models import Story


def accept(
    story: Story, finding: str, reason: str, day: date, by: Member, *, digest: str | None = None
) -> bool:
    """Accept a finding of the release check as a risk; whether it was accepted.

    It is not where it is not open any more, where nobody may accept it, or where *by* may not sign as a safety editor.

    :param finding: the key of a demand.
    :param digest: of what *by* looked at; where it is given, nothing else is accepted.
    """
    found = check(story, day)
    wanted = [one for one in found.open if one.key == finding and one.may_be_accepted]
    wanted = [one for one in wanted if digest in (None, bound(found.found, one))]
    editions = found.found.editions
    if not wanted or not all(may_sign(by, Signature.As.SAFETY_EDITOR, one, day) for one in editions):
        return False
    about = next((one for one in editions if one.language == wanted[0].language), editions[0])
    with transaction.atomic():
        AcceptedRisk.objects.get_or_create(
            edition=about.edition, digest=bound(found.found, wanted[0]), finding=finding,
            defaults={"reason": reason, "by": by, "day": day},
        )  # fmt: skip
        trail.write(day, by.pk, "release.accept", about=story.pk)
    return True


class Changed(Exception):
    """The story is not what was looked at."""


def sign(story: Story, seen: Collection[str], role: Signature.As, day: date, by: Member) -> bool:
    """Say yes to all editions of a story; whether *by* may.

    :param seen: the digests of what *by* looked at.
    :raises Changed: the editions are others by now; nothing is signed.
    """
    editions = check(story, day).found.editions
    if {one.digest for one in editions} != set(seen):
        raise Changed
    if not all(may_sign(by, role, one, day) for one in editions):
        return False
    with transaction.atomic():
        for one in editions:
            Signature.objects.get_or_create(
                edition=one.edition, digest=one.digest, by=by, role=role.value, defaults={"day": day}
            )
        trail.write(day, by.pk, "release.sign", about=story.pk)
    return True


def agreed(story: Story, source: str, seen: Collection[str], day: date, by: Member) -> bool:
    """Say that a source whom *by* looks after was asked and agreed to all editions as they are; whether that was waited for.

    The trail gets no line of it: it would be a list of contacts.

    :param source: its opaque id.
    :raises Changed: the editions are others by now; nothing is kept.
    """
    found = check(story, day).found
    if {one.digest for one in found.editions} != set(seen):
        raise Changed
    mine = [one for one in asking.of_whom(found, by) if one.pk == source]
    with transaction.atomic():
        asking.say(found, mine, by)
    return bool(mine)
