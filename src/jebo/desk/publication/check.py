"""The release check of a story: all demands that do not hold, and whose signatures are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from jebo.desk.publication import figures, signing, whose, words
from jebo.desk.publication.candidate import Candidate, Candidates, candidates
from jebo.desk.publication.demand import Demand, Settled
from jebo.desk.publication.light import Since, since
from jebo.desk.publication.models import AcceptedRisk, Release, Signature
from jebo.desk.publication.signing import EDITOR, SAFETY
from jebo.desk.refused import Refused
from jebo.desk.stories.models import Story
from jebo.errors import N_

if TYPE_CHECKING:
    from jebo.disclosure.settings import Settings

DEMANDS: Final[tuple[Callable[[Candidates], Iterator[Demand]], ...]] = (
    whose.waits, whose.nobody, whose.unheard, whose.never, whose.terms, figures.limits, figures.blocks, figures.union,
    words.others, words.bare, words.changed, words.photos, words.drawn_anew, words.notes, words.texts, words.set_in_print, words.credits_said,
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
    :param since: what was signed in full before, and whether it is taken over (:mod:`jebo.desk.publication.light`).
    """

    found: Candidates
    open: tuple[Demand, ...]
    accepted: tuple[tuple[Demand, AcceptedRisk], ...]
    signed: dict[str, frozenset[str]]
    since: Since

    @property
    def needed(self) -> frozenset[str]:
        """The roles that have to sign: an editor, and a safety editor where a risk was accepted."""
        return frozenset({EDITOR, SAFETY} if self.accepted else {EDITOR})

    @property
    def carried(self) -> bool:
        """Whether a safety editor's yes to an earlier wording holds: nothing was accepted but what was accepted then."""
        now = {one.digest for one in self.found.editions} | {self.found.digest}
        new = now.difference(self.since.wholes, *self.since.taken.values())
        return self.since.light and not any(row.digest in new for _, row in self.accepted)

    @property
    def unsigned(self) -> tuple[tuple[Candidate, str], ...]:
        """Which editions lack whose signature."""
        return tuple(
            (one, role)
            for one in self.found.editions
            for role in sorted(self.needed - self.signed[one.digest] - self._taken_over(one))
        )

    def _taken_over(self, one: Candidate) -> frozenset[str]:
        """The safety editor's role, where it is; who signed as that is not the editor of the new wording besides."""
        if not self.carried or one.digest in self.since.taken[one.language]:
            return frozenset()
        editors = signing.signers(one, one.digest, EDITOR, self.found.day)
        both = editors and len(editors | self.since.safety[one.language]) == 1
        return frozenset() if both else frozenset({SAFETY})

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
    before = since(found, day)
    accepted = tuple(_accepted(found, demands, before))
    settled = {id(one) for one, _ in accepted}
    return Check(
        found=found,
        open=tuple(one for one in demands if id(one) not in settled),
        accepted=accepted,
        signed={one.digest: signing.signed_in(one, day) for one in found.editions},
        since=before,
    )


def bound(found: Candidates, demand: Demand) -> str:
    """The digest for which a demand is accepted: of the edition that it is about, else of all editions together."""
    if demand.language and demand.settled is not Settled.COMPARISON:
        return next(one.digest for one in found.editions if one.language == demand.language)
    return found.digest


def _bound_before(before: Since, demand: Demand) -> frozenset[str]:
    """The same for the texts from which it is taken over; none where there are none."""
    if demand.language and demand.settled is not Settled.COMPARISON:
        return before.taken.get(demand.language, frozenset())
    return before.wholes


def _accepted(
    found: Candidates, demands: tuple[Demand, ...], before: Since
) -> Iterator[tuple[Demand, AcceptedRisk]]:
    """Risks accepted in exactly these bytes, or in those from which they are taken over, by somebody who still may."""
    rows = AcceptedRisk.objects.filter(edition__story=found.story).select_related("by")
    risks = {
        (row.finding, row.digest): row
        for row in rows
        if all(signing.may_sign(row.by, Signature.As.SAFETY_EDITOR, one, row.day) for one in found.editions)
    }
    for demand in demands if risks else ():
        digests = [bound(found, demand), *sorted(_bound_before(before, demand))]
        risk = next((risks[demand.key, one] for one in digests if (demand.key, one) in risks), None)
        if risk and demand.may_be_accepted:
            yield demand, risk
