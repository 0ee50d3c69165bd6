"""Finds: asks the index, looks into the texts of what it gives, ranks, and cuts out the passages to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from django.urls import reverse

from jebo.desk.people.models import Member
from jebo.desk.search import index, rank
from jebo.desk.search.kinds import KINDS, Kind, Row
from jebo.desk.search.models import Sort
from jebo.desk.search.query import Query
from jebo.desk.search.snippet import Part, snippet
from jebo.desk.search.words import BREAK, fold
from jebo.desk.testimony.facts import tongue_of

MOST: Final = 100
"""Of each sort, the newest so many are ranked; whoever wants older ones adds a word, or looks at one sort alone. Chosen by us."""
MOST_OF_ONE: Final = 400
"""Where one sort alone is looked for. Chosen by us: eight pages."""
_ROUNDS: Final = (
    4  # how often more rows are looked into, where the index was wrong about the first; it seldom is
)
_TEXTS_SHOWN: Final = 2  # of one row: usually the words and their translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A row in which all was found.

    :param weight: its place in the order, see :mod:`jebo.desk.search.rank`.
    """

    kind: Kind
    row: Row
    number: int
    weight: float

    @property
    def day(self) -> date | None:
        """Its day, if it has one."""
        return self.kind.day_of(self.row)

    @property
    def title(self) -> str:
        """What it is about: an alias, or what the desk calls an event."""
        return next((str(self.row[name]) for name in self.kind.titles if self.row[name]), "")

    @property
    def page(self) -> str:
        """The address of its page."""
        return reverse(self.kind.page, args=[self.row[self.kind.target]])


class Looked(NamedTuple):
    """A row that was looked into: how often each term stands in it, and how long its folded text is."""

    number: int
    row: Row
    counts: list[int]
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was found of one sort, the best first.

    :param more: there are more than these, older ones.
    """

    kind: Kind
    hits: list[Hit]
    more: bool

    @property
    def sort(self) -> Sort:
        """Which sort."""
        return self.kind.sort


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A passage in which something was found, and its language, for fonts and for those who listen to it."""

    tongue: str
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Passage:
    """A hit as it is shown."""

    hit: Hit
    texts: list[Text]


def find(query: Query, member: Member, today: date, only: Sort | None = None) -> list[Group]:
    """What the member may see that holds all of *query*, by sort; sorts without any are left out.

    :param only: look for this sort alone.
    """
    kinds = [kind for kind in KINDS if only in (None, kind.sort) and member.may(kind.right)]
    if not query or not kinds:
        return []
    mine, most = index.mine(), MOST_OF_ONE if only else MOST
    groups = (_group(kind, query, mine, today, most) for kind in kinds if mine != [] or kind.of_the_desk)
    return [group for group in groups if group.hits]


def passages(query: Query, hits: Iterable[Hit]) -> list[Passage]:
    """The hits as they are shown."""
    return [Passage(hit, _shown(query, [text for text in hit.kind.texts(hit.row) if text])) for hit in hits]


def _group(kind: Kind, query: Query, mine: list[str] | None, today: date, most: int) -> Group:
    found: list[Looked] = []
    before: int | None = None
    more = True
    for _ in range(_ROUNDS):
        asked = index.newest(kind, query, mine, before, most + 1, today)
        found += _looked_into(kind, query, asked)
        more = len(asked) > most
        if not more or len(found) > most:
            break
        before = asked[-1][0]
    return Group(kind=kind, hits=_ranked(kind, found[:most], today), more=more or len(found) > most)


def _looked_into(kind: Kind, query: Query, asked: list[tuple[int, str]]) -> list[Looked]:
    """Those in whose texts all is found."""
    ids = [about for _, about in asked]
    rows: dict[Any, Row] = {row["pk"]: row for row in index.among(kind.for_pages(), ids)} if ids else {}
    found = []
    for number, about in asked:
        if about in rows:
            folded = fold(BREAK.join(kind.texts(rows[about])))
            spans = query.spans(folded)
            if spans is not None:
                found.append(Looked(number, rows[about], [len(one) for one in spans], len(folded)))
    return found


def _ranked(kind: Kind, found: list[Looked], today: date) -> list[Hit]:
    average = sum(one.length for one in found) / max(len(found), 1)
    hits = [
        Hit(
            kind=kind, row=one.row, number=one.number,
            weight=rank.about(one.counts, one.length, average) * rank.recency(kind.day_of(one.row), today),
        )
        for one in found
    ]  # fmt: skip
    return sorted(hits, key=lambda hit: (-hit.weight, -hit.number))


def _shown(query: Query, texts: list[str]) -> list[Text]:
    """Passages of the texts in which something stands; of the first text, if a text holds none by itself."""
    found = []
    for text in texts:
        folded = fold(text)
        spans = [list(term.find(folded)) for term in query.terms]
        if any(spans):
            found.append(Text(tongue=tongue_of(text), parts=snippet(text, spans)))
    return found[:_TEXTS_SHOWN] or [
        Text(tongue=tongue_of(text), parts=snippet(text, [])) for text in texts[:1]
    ]
