"""Who else says so, and does it count: independent feet, contradictions, and what may be called confirmed.

Everything here goes by opaque ids. Who knows whom is never kept: a person who does know gives two statements the
same group, or says of two that they are independent, and only that verdict arrives here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from jebo.desk.events.chains import Evidence, Statement, circles, links, reached
from jebo.desk.events.independent_set import largest
from jebo.disclosure.country import Place
from jebo.errors import N_
from jebo.observatory.date import Overlap, overlap
from jebo.observatory.place import Containment, containment
from jebo.observatory.quantity import Agreement, agreement


class Tie(StrEnum):
    """Why two statements do not count as two."""

    SAME_STATEMENT = "same_statement"
    SAME_SOURCE = "same_source"
    CHAIN = "chain"
    SHARED_ORIGIN = "shared_origin"
    SHARED_GROUP = "shared_group"
    ORIGIN_UNKNOWN = "origin_unknown"


class Ties:
    """What ties the statements of an event together: each with all that it came from."""

    def __init__(self, evidence: Evidence) -> None:
        self._statements = {one.id: one for one in evidence.told}
        self._groups_of: dict[str, set[str]] = {one.source: set() for one in evidence.told}
        for one in evidence.told:  # a tie is between people, so it holds for all that a source says
            self._groups_of[one.source] |= one.groups
        self._links = links(evidence)
        self._vouched = evidence.vouched
        self._behind = {id_: reached(id_, self._links) for id_ in self._statements}
        self._unknown = frozenset(node for node in self._links if self._is_unknown(node))

    def behind(self, statement: str) -> frozenset[str]:
        """The statement and all the statements and articles that it came from."""
        return self._behind[statement]

    def unknown(self, statement: str) -> frozenset[str]:
        """What it came from, itself included, of which nobody knows the origin."""
        return self._behind[statement] & self._unknown

    def between(self, one: str, other: str) -> Tie | None:
        """Why the two do not count as two, the plainest reason first; None if they are independent. Symmetric."""
        if one == other:
            return Tie.SAME_STATEMENT
        if self._statements[one].source == self._statements[other].source:
            return Tie.SAME_SOURCE
        mine, theirs = self._behind[one], self._behind[other]
        if other in mine or one in theirs:
            return Tie.CHAIN
        if mine & theirs or self._sources(mine) & self._sources(theirs):
            return Tie.SHARED_ORIGIN
        if self._groups(mine) & self._groups(theirs):
            return Tie.SHARED_GROUP
        return None if self._vouched_for(one, other) else Tie.ORIGIN_UNKNOWN

    def _vouched_for(self, one: str, other: str) -> bool:
        """Whether a person spoke for every unknown origin on either side, against all of the other side."""
        pairs = [(u, node) for u in self.unknown(one) for node in self._behind[other]]
        pairs += [(u, node) for u in self.unknown(other) for node in self._behind[one]]
        return all(frozenset(pair) in self._vouched for pair in pairs)

    def _is_unknown(self, node: str) -> bool:
        """Whether somebody unknown told it, or nobody it came from has own feet to stand on."""
        statement = self._statements.get(node)
        if statement is None:
            return not self._links[node]
        if statement.heard_from_unknown:
            return True
        return not any(
            behind in self._statements and self._statements[behind].own for behind in self._behind[node]
        )

    def _sources(self, nodes: Iterable[str]) -> set[str]:
        return {self._statements[node].source for node in nodes if node in self._statements}

    def _groups(self, nodes: Iterable[str]) -> set[str]:
        return {group for source in self._sources(nodes) for group in self._groups_of[source]}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A statement that adds nothing to the count, the counted one that it hangs on, and why."""

    statement: str
    because_of: str
    tie: Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Independent:
    """Statements of which each stands on its own, as many as there can be; ``left_out`` explains the rest.

    One alone is a report, not a corroboration. ``exact`` is False where there were too many to be sure that no
    larger set exists; the count is then at most too low, never too high.
    """

    statements: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    exact: bool

    @property
    def count(self) -> int:
        """How many statements stand independently."""
        return len(self.statements)


def independent(evidence: Evidence) -> Independent:
    """The most statements of which any two are independent, and what each of the others hangs on.

    A statement that came from another one of the event is left out first: whatever it is independent of, so is
    the other. Hence a chain counts once, and a further statement heard from one of these never raises the count.
    """
    ties = Ties(evidence)
    every = sorted((one.id for one in evidence.statements), key=lambda id_: (bool(ties.unknown(id_)), id_))
    roots = [id_ for id_ in every if not _hangs_on_another(id_, every, ties)]
    chosen, exact = largest(roots, lambda one, other: ties.between(one, other) is not None)
    left_out = [_left_out(id_, chosen, ties) for id_ in every if id_ not in chosen]
    return Independent(statements=tuple(chosen), left_out=tuple(left_out), exact=exact)


def _hangs_on_another(id_: str, every: Collection[str], ties: Ties) -> bool:
    """Whether it came from another statement; of those in a circle, the first stays."""
    mine = ties.behind(id_)
    return any(
        other in mine and (id_ not in ties.behind(other) or other < id_) for other in every if other != id_
    )


def _left_out(id_: str, chosen: Iterable[str], ties: Ties) -> LeftOut:
    """The plainest tie to one that counts. There is one: no more could be taken in, and what is tied to a statement
    is tied to all that were heard from it.
    """
    order = list(Tie)
    found = [(tie, other) for other in chosen if (tie := ties.between(id_, other))]
    tie, other = min(found, key=lambda one: (order.index(one[0]), one[1]))
    return LeftOut(statement=id_, because_of=other, tie=tie)


class Matter(StrEnum):
    """What two statements contradict each other in."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two statements that cannot both be right in one matter, to be shown side by side."""

    matter: Matter
    one: str
    other: str


def contradictions(evidence: Evidence, places: Mapping[str, Place]) -> tuple[Contradiction, ...]:
    """Every contradiction between two statements, in the order of the statements; *places* are the pack's."""
    return tuple(
        Contradiction(matter=matter, one=one.id, other=other.id)
        for one, other in combinations(evidence.statements, 2)
        for matter in matters(one, other, places)
    )


def matters(one: Statement, other: Statement, places: Mapping[str, Place]) -> tuple[Matter, ...]:
    """What the two contradict each other in. What one of them does not say is no contradiction."""
    found = []
    if one.number and other.number and agreement(one.number, other.number) == Agreement.CONTRADICT:
        found.append(Matter.NUMBER)
    if one.date and other.date and overlap(one.date, other.date) == Overlap.CONTRADICT:
        found.append(Matter.DATE)
    if one.place and other.place and containment(one.place, other.place, places) == Containment.CONTRADICT:
        found.append(Matter.PLACE)
    return tuple(found)


class Refusal(StrEnum):
    """Why a statement may not be graded 1, the nearest to a yes first. The sentence for the page: :attr:`says`."""

    CONTRADICTED = "contradicted"
    ORIGIN_UNKNOWN = "origin_unknown"
    SHARED_GROUP = "shared_group"
    CIRCULAR = "circular"
    SHARED_ORIGIN = "shared_origin"
    SAME_SOURCE = "same_source"
    ALONE = "alone"

    @property
    def says(self) -> str:
        """What to tell the person who grades, to be translated."""
        return _SAYS[self]


_SAYS = {
    Refusal.CONTRADICTED: N_(
        "An independent statement is there, but it contradicts this one in the number, the date or the place;"
        " settle that first."
    ),
    Refusal.ORIGIN_UNKNOWN: N_(
        "Nobody knows where this, or what else says so, came from, so it may all be one person's word; find out,"
        " or let somebody who knows say that the two are independent."
    ),
    Refusal.SHARED_GROUP: N_(
        "What else says so comes from people with ties to this source, so they may have it from one another;"
        " look for somebody without such ties."
    ),
    Refusal.CIRCULAR: N_(
        "What else says so goes back to this statement itself: it came round in a circle; look for somebody who"
        " has it from elsewhere."
    ),
    Refusal.SHARED_ORIGIN: N_(
        "This and what else says so come from the same origin, so they count once; look for somebody who has it"
        " from elsewhere."
    ),
    Refusal.SAME_SOURCE: N_("Only this source says so, if more than once; look for somebody else."),
    Refusal.ALONE: N_("Nobody else says so yet; look for somebody else."),
}
_REFUSALS = {
    Tie.SAME_SOURCE: Refusal.SAME_SOURCE,
    Tie.CHAIN: Refusal.SHARED_ORIGIN,
    Tie.SHARED_ORIGIN: Refusal.SHARED_ORIGIN,
    Tie.SHARED_GROUP: Refusal.SHARED_GROUP,
    Tie.ORIGIN_UNKNOWN: Refusal.ORIGIN_UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Whether a statement may be graded 1: ``by`` are the independent statements that agree; ``refusal`` says
    why not, None where it may.
    """

    by: tuple[str, ...]
    refusal: Refusal | None

    @property
    def allowed(self) -> bool:
        """Whether credibility 1 may be given."""
        return self.refusal is None


def may_be_confirmed(statement: str, evidence: Evidence, places: Mapping[str, Place]) -> Confirmation:
    """Whether *statement* may be graded "confirmed": only if another one, independent of it, does not contradict it.

    *statement* is the id of one of the *evidence*.

    Source of the rule: NATO STANAG 2511, annex A, on credibility 1, which wants certainty that the other source
    is another one.
    """
    ties, this = Ties(evidence), next(one for one in evidence.statements if one.id == statement)
    circular = {node for circle in circles(evidence) if statement in circle for node in circle}
    by, refusals = [], [Refusal.ALONE]
    for other in evidence.statements:
        if other.id == statement:
            continue
        tie = ties.between(statement, other.id)
        if tie is not None:
            refusals.append(Refusal.CIRCULAR if other.id in circular else _REFUSALS[tie])
        elif matters(this, other, places):
            refusals.append(Refusal.CONTRADICTED)
        else:
            by.append(other.id)
    order = list(Refusal)
    return Confirmation(by=tuple(by), refusal=None if by else min(refusals, key=order.index))
