"""Who may sign what, and in which roles exactly these bytes are signed."""

from __future__ import annotations

from datetime import date
from typing import Final

from jebo.desk.people.models import Member
from jebo.desk.publication.candidate import Candidate
from jebo.desk.publication.models import Deputy, Notice, Signature
from jebo.desk.stories.models import Revision, Work

EDITOR: Final = Signature.As.EDITOR.value
SAFETY: Final = Signature.As.SAFETY_EDITOR.value
_ACTION = {Signature.As.EDITOR: "release.sign", Signature.As.SAFETY_EDITOR: "release.accept"}


def signed_in(one: Candidate, day: date) -> frozenset[str]:
    """The roles in which it is signed; who signs as an editor is not the safety editor besides."""
    return _roles(_good(one, one.digest, day))


def signers(one: Candidate, digest: str, role: str, day: date) -> frozenset[str]:
    """The ids of those who signed a text of the edition in a role, and may."""
    return frozenset(row.by_id for row in _good(one, digest, day) if row.role == role)


def signed_in_full(one: Candidate, digest: str, day: date) -> bool:
    """Whether an earlier text of the edition has the signatures of an editor and of a safety editor, both for these very bytes.

    That editor may have mended a word since: what goes out has an editor's signature of its own. The safety editor may not.
    """
    editors = [
        row
        for row in _rows(one, digest, day)
        if row.role == EDITOR and has_role(row.by, Signature.As.EDITOR, row.day)
    ]
    return _roles([*editors, *_good(one, digest, day)]) == {EDITOR, SAFETY}


def _good(one: Candidate, digest: str, day: date) -> list[Signature]:
    return [row for row in _rows(one, digest, day) if may_sign(row.by, Signature.As(row.role), one, row.day)]


def _rows(one: Candidate, digest: str, day: date) -> list[Signature]:
    rows = Signature.objects.filter(edition=one.edition, digest=digest, day__lte=day)
    return list(rows.select_related("by").order_by("pk"))


def _roles(rows: list[Signature]) -> frozenset[str]:
    roles = {row.role for row in rows}
    if len({row.by_id for row in rows}) < len(roles):
        roles.discard(SAFETY)
    return frozenset(roles)


def may_sign(member: Member, role: Signature.As, one: Candidate, day: date) -> bool:
    """Whether a member may sign an edition in a role: by their own roles or as a deputy on that day; nobody what they
    wrote."""
    return has_role(member, role, day) and not wrote(member, one)


def has_role(member: Member, role: Signature.As, day: date) -> bool:
    """Whether a member signs in a role at all, on that day."""
    return member.is_active and (member.may(_ACTION[role]) or _deputises(member, role, day))


def _deputises(member: Member, role: Signature.As, day: date) -> bool:
    rows = Deputy.objects.filter(member=member, role=role, since__lte=day, until__gte=day).select_related(
        "of"
    )
    return any(row.of.may(_ACTION[role]) for row in rows)


def wrote(member: Member, one: Candidate) -> bool:
    """Whether the member wrote anything of the edition or of its correction, or is printed as its writer."""
    if one.plain["note"] and Notice.objects.filter(story=one.edition.story_id, by=member).exists():
        return True
    printed = any(
        credit.role == Work.WRITING and credit.name.casefold() == member.name.casefold()
        for credit in one.content.credits
    )
    return printed or Revision.objects.filter(edition=one.edition, by=member, number__gt=1).exists()
