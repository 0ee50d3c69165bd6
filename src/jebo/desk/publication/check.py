"""The release check of a story: all demands that do not hold, and whose signatures are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from jebo.desk.people.models import Member
from jebo.desk.publication import figures, whose, words
from jebo.desk.publication.candidate import Candidate, Candidates, candidates
from jebo.desk.publication.demand import Demand, Settled
from jebo.desk.publication.models import AcceptedRisk, Deputy, Notice, Release, Signature
from jebo.desk.refused import Refused
from jebo.desk.rights import Role
from jebo.desk.stories.models import Revision, Story, Work
from jebo.errors import N_

if TYPE_CHECKING:
    from jebo.disclosure.settings import Settings

DEMANDS: Final[tuple[Callable[[Candidates], Iterator[Demand]], ...]] = (
    whose.waits, whose.nobody, whose.unheard, whose.never, whose.terms, figures.limits, figures.blocks, figures.union,
    words.others, words.bare, words.changed, words.photos, words.drawn_anew, words.notes, words.texts, words.credits_said,
)  # fmt: skip
"""Every demand. One that raises closes the check."""


class NothingToRelease(Refused):
    """The story has no edition with words in it."""

    says = N_("there is nothing to release: no edition has a text yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was found: the editions as they are, what is demanded, what was accepted, and what is signed.

    :param open: demands that nobody has settled.
    :param accepted: demands that a safety editor accepted, with the reason.
    :param signed: for each edition's digest the roles in which it is signed by somebody who may.
    """

    found: Candidates
    open: tuple[Demand, ...]
    accepted: tuple[tuple[Demand, AcceptedRisk], ...]
    signed: dict[str, frozenset[str]]

    @property
    def needed(self) -> frozenset[str]:
        """The roles that have to sign: an editor, and a safety editor where a risk was accepted."""
        roles = {Signature.As.EDITOR.value}
        return frozenset(roles | ({Signature.As.SAFETY_EDITOR.value} if self.accepted else set()))

    @property
    def unsigned(self) -> tuple[tuple[Candidate, str], ...]:
        """Which editions lack whose signature."""
        return tuple(
            (one, role)
            for one in self.found.editions
            for role in sorted(self.needed - self.signed[one.digest])
        )

    @property
    def ready(self) -> bool:
        """Whether the story may go out."""
        return not self.open and not self.unsigned


def check(story: Story, day: date, settings: Settings | None = None) -> Check:
    """Look at a story as it would be published on *day*.

    :raises NothingToRelease: there is no text.
    """
    found = candidates(story, day, settings)
    if not found.editions:
        raise NothingToRelease
    asked = () if found.kind is Release.Kind.WITHDRAWAL else DEMANDS  # what is empty gives nothing away
    demands = tuple(demand for ask in asked for demand in ask(found))
    accepted = tuple(_accepted(found, demands))
    settled = {id(one) for one, _ in accepted}
    return Check(
        found=found,
        open=tuple(one for one in demands if id(one) not in settled),
        accepted=accepted,
        signed={one.digest: _signed(one, day) for one in found.editions},
    )


def bound(found: Candidates, demand: Demand) -> str:
    """The digest for which a demand is accepted: of the edition that it is about, else of all editions together."""
    if demand.language and demand.settled is not Settled.COMPARISON:
        return next(one.digest for one in found.editions if one.language == demand.language)
    return found.digest


def _accepted(found: Candidates, demands: tuple[Demand, ...]) -> Iterator[tuple[Demand, AcceptedRisk]]:
    """Risks accepted in exactly these bytes, by somebody who still may."""
    rows = AcceptedRisk.objects.filter(edition__story=found.story).select_related("by")
    risks = {
        (row.finding, row.digest): row
        for row in rows
        if all(may_sign(row.by, Signature.As.SAFETY_EDITOR, one, row.day) for one in found.editions)
    }
    for demand in demands:
        risk = risks.get((demand.key, bound(found, demand))) if demand.may_be_accepted else None
        if risk:
            yield demand, risk


def _signed(one: Candidate, day: date) -> frozenset[str]:
    """The roles in which it is signed; who signs as an editor is not the safety editor besides."""
    rows = Signature.objects.filter(edition=one.edition, digest=one.digest, day__lte=day).select_related("by")
    good = [row for row in rows if may_sign(row.by, Signature.As(row.role), one, row.day)]
    roles = {row.role for row in good}
    if len({row.by_id for row in good}) < len(roles):
        roles.discard(Signature.As.SAFETY_EDITOR.value)
    return frozenset(roles)


_ACTION = {Signature.As.EDITOR: "release.sign", Signature.As.SAFETY_EDITOR: "release.accept"}
_ROLE = {Signature.As.EDITOR: Role.EDITOR, Signature.As.SAFETY_EDITOR: Role.SAFETY_EDITOR}


def may_sign(member: Member, role: Signature.As, one: Candidate, day: date) -> bool:
    """Whether a member may sign an edition in a role: by their own roles or as a deputy on that day; nobody what they
    wrote."""
    by_role = member.may(_ACTION[role]) or _deputises(member, role, day)
    return member.is_active and by_role and not wrote(member, one)


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
