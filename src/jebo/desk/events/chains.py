"""What came from what: statements, articles, the links between them, and talk that runs in a circle.

Everything here goes by opaque ids, and no names are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar

from jebo.observatory.date import Date
from jebo.observatory.place import EventPlace
from jebo.observatory.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What corroboration needs to know of one statement.

    ``own`` tells that the source saw it, took part, or holds the document: the statement stands on its own feet.
    ``heard_from`` are ids of statements and of articles; ``heard_from_unknown`` tells that somebody nobody knows
    is among those it came from. ``groups`` are opaque ids of whatever ties sources together: kin, one workplace,
    one go-between. ``told`` is when the newsroom was told.
    """

    id: str
    source: str
    own: bool = False
    heard_from: frozenset[str] = frozenset()
    heard_from_unknown: bool = False
    groups: frozenset[str] = frozenset()
    told: Date | None = None
    number: Quantity | None = None
    date: Date | None = None
    place: EventPlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Something published, here or elsewhere.

    ``rests_on`` are the statements that it rests on; None where nobody here knows, as with most articles of
    others, and then its origin is unknown.
    """

    id: str
    published: Day
    rests_on: frozenset[str] | None = None


Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What there is on one event: statements and articles, the ids of both being different.

    ``beyond`` are statements that do not speak of the event here but lie behind those that do; they are not counted.
    ``vouched`` are pairs of ids that a person says to be independent although the origin of one is unknown; who
    said so is recorded by the caller. It outweighs an unknown origin, never a shared one.
    """

    statements: tuple[Statement, ...]
    articles: tuple[Article, ...] = ()
    beyond: tuple[Statement, ...] = ()
    vouched: frozenset[Pair] = frozenset()

    @property
    def told(self) -> tuple[Statement, ...]:
        """All the statements: of the event, and behind them."""
        return self.statements + self.beyond


def links(evidence: Evidence, *, possible_only: bool = False) -> dict[str, frozenset[str]]:
    """From each statement and article to what it came from.

    A link to something that is not part of the evidence stays, as an origin of which nothing is known. With
    *possible_only*, links that the dates rule out are left away.
    """
    found = {one.id: one.heard_from for one in evidence.told}
    found |= {one.id: one.rests_on or frozenset() for one in evidence.articles}
    if possible_only:
        wrong = {(one.later, one.earlier) for one in impossible_links(evidence)}
        found = {node: frozenset(to for to in tos if (node, to) not in wrong) for node, tos in found.items()}
    for to in frozenset().union(*found.values()) - found.keys():
        found[to] = frozenset()
    return found


def reached(start: str, links: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Where the links lead from *start*, itself included."""
    seen, waiting = {start}, [start]
    while waiting:
        new = links[waiting.pop()] - seen
        seen |= new
        waiting += new
    return frozenset(seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpossibleLink:
    """A link that the dates rule out: ``later`` came out or was told after ``earlier`` was already there."""

    later: str
    earlier: str


def impossible_links(evidence: Evidence) -> tuple[ImpossibleLink, ...]:
    """Links that run against time, for a person to correct.

    A statement told before an article was published was not heard from it, and an article does not rest on what
    was told after it. On the same day both are possible, and where the date is vague, whatever may be is. Of two
    statements the order in which the newsroom was told says nothing. A link that cannot be still ties its two ends
    together, for one of the dates may be the mistake.
    """
    statements = {one.id: one for one in evidence.told}
    found = []
    for article in evidence.articles:
        for one in evidence.told:
            told = one.told.latest if one.told else None
            if article.id in one.heard_from and told and told < article.published:
                found.append(ImpossibleLink(later=one.id, earlier=article.id))
        for id_ in sorted(article.rests_on or ()):
            date = statements[id_].told if id_ in statements else None
            if date and date.earliest and date.earliest > article.published:
                found.append(ImpossibleLink(later=article.id, earlier=id_))
    return tuple(found)


def circles(evidence: Evidence) -> tuple[tuple[str, ...], ...]:
    """Where talk comes back to where it began: A from B, B from an article, the article from A.

    Each circle once, by its shortest way, beginning with the smallest id; links that the dates rule out close no
    circle.
    """
    way = links(evidence, possible_only=True)
    found: dict[frozenset[str], tuple[str, ...]] = {}
    covered: set[str] = set()
    for start in sorted(way):
        circle = () if start in covered else _shortest_circle(start, way)
        if circle:
            covered |= set(circle)
            found.setdefault(frozenset(circle), circle)
    return tuple(found.values())


def _shortest_circle(start: str, way: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Breadth first from *start* back to it; empty if there is no way back."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while paths:
        longer = []
        for path in paths:
            if start in way[path[-1]]:
                return path
            for node in sorted(way[path[-1]] - seen):
                seen.add(node)
                longer.append((*path, node))
        paths = longer
    return ()
