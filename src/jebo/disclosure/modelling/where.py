"""Which places a text names, and which of them a phrase is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, runtime_checkable

import numpy as np

from jebo.disclosure.country import Pack, Place
from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.modelling.constants import UNKNOWN_COUNTRY
from jebo.disclosure.words import Words

_LONGEST: Final = 6  # words of a name
_SYLLABLES: Final = 12
ORDER: Final = ("country", "province", "city", "ward")
"""Levels of places, the widest first."""
SOMEWHERE: Final = "somewhere"
"""The country of a text that names none."""


@runtime_checkable
class _Named(Protocol):
    """Places that know their names (the packs' do)."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the places that bear a name, case-folded."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place named in the text: its words (``last`` is one past the end), its id, and how the text spells
    it.
    """

    first: int
    last: int
    place: str
    surface: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """The places of a text: those it names in order, its country, and all that they lie in.

    ``home`` is the place of a detail that is near no name: the province or country named most.
    """

    places: Mapping[str, Place]
    root: str
    named: tuple[Named, ...]
    home: str
    abroad: frozenset[str] = field(default_factory=frozenset)

    def chain(self, place: str) -> tuple[str, ...]:
        """A place and all that it lies in, up to the country."""
        found = [place]
        while (inside := self.places[found[-1]].inside) and inside in self.places and inside not in found:
            found.append(inside)
        return tuple(found)

    def at(self, place: str, level: str) -> str | None:
        """The place of that level that a place is or lies in."""
        return next((p for p in self.chain(place) if self.places[p].level == level), None)

    def within(self, first: int, last: int) -> str | None:
        """The narrowest place of the country that is named between two words."""
        inside = [
            n.place for n in self.named if first <= n.first and n.last <= last and n.place not in self.abroad
        ]
        return max(inside, key=lambda p: ORDER.index(self.places[p].level), default=None)

    def outside(self, first: int, last: int) -> str | None:
        """A place of another country that is named between two words."""
        return next(
            (n.place for n in self.named if first <= n.first and n.last <= last and n.place in self.abroad),
            None,
        )

    def spelt(self, place: str) -> str | None:
        """How the text spells the name of a place; None where it does not name it."""
        return next((n.surface for n in self.named if n.place == place and n.surface), None)

    def near(self, word: int, paragraph: Sequence[int]) -> str:
        """The place named last before a word in its paragraph, else the first named after it there, else
        home.
        """
        mine = [n for n in self.named if paragraph[n.first] == paragraph[word] and n.place not in self.abroad]
        before = [n for n in mine if n.first <= word]
        if before or mine:
            return (before[-1] if before else mine[0]).place
        earlier = [n for n in self.named if n.first <= word and n.place not in self.abroad]
        return earlier[-1].place if earlier else self.home


def gazetteer(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Which places of a pack bear a name (case-folded), the one with most adults first."""
    if isinstance(pack.places, _Named):
        return pack.places.names
    found: dict[str, tuple[str, ...]] = {}
    for place in sorted(pack.places.values(), key=lambda p: -p.adults.high):
        for name in (*place.names.values(), *(alias.name for alias in place.aliases)):
            found[name.casefold()] = (*found.get(name.casefold(), ()), place.id)
    return found


def survey(words: Words, marks: Marks, lexicon: Lexicon, pack: Pack) -> Land:
    """The places that a text names, in the country that it is about."""
    names = gazetteer(pack)
    found = _named(words, marks, lexicon, names)
    root = pack.root or _country(pack, [ids for _, _, ids, _ in found])
    places = _reach(pack, root, [ids for _, _, ids, _ in found])
    resolved = tuple(
        Named(first=a, last=b, place=_choose(pack, root, ids), surface=_surface(words, a, b, size))
        for a, b, ids, size in found
    )
    abroad = frozenset(n.place for n in resolved if _root(pack, n.place) != root)
    return Land(
        places=places, root=root, named=resolved, home=_home(places, root, resolved, abroad), abroad=abroad
    )


_Found = tuple[int, int, tuple[str, ...], int]
"""First word, one past the last, the places of that name, and the length of the name in the last word."""


def _named(
    words: Words, marks: Marks, lexicon: Lexicon, names: Mapping[str, tuple[str, ...]]
) -> list[_Found]:
    bits = sum(int(lexicon.bit[name]) for name in ("place_wide", "place_local") if name in lexicon.bit)
    hits = np.flatnonzero(marks.mask & np.uint64(bits)).tolist()
    found: list[_Found] = []
    for i in hits:
        if found and i < found[-1][1]:
            continue
        last, ids, size = _longest(words.forms, i, names)
        if ids:
            found.append((i, last, ids, size))
    return found


def _longest(
    forms: Sequence[str], i: int, names: Mapping[str, tuple[str, ...]]
) -> tuple[int, tuple[str, ...], int]:
    for size in range(min(_LONGEST, len(forms) - i), 0, -1):
        if ids := names.get(" ".join(forms[i : i + size])):
            return i + size, ids, len(forms[i + size - 1])
    if "가" <= forms[i][0] <= "힣":
        for length in range(min(len(forms[i]), _SYLLABLES), 1, -1):
            if ids := names.get(forms[i][:length]):
                return i + 1, ids, length
    return i, (), 0


def _surface(words: Words, first: int, last: int, size: int) -> str:
    return words.text[int(words.starts[first]) : int(words.starts[last - 1]) + size]


def _root(pack: Pack, place: str) -> str:
    seen = place
    while inside := pack.places[seen].inside:
        seen = inside
    return seen


def _country(pack: Pack, found: Sequence[tuple[str, ...]]) -> str:
    """The country of most of the places named; a name of a town counts twice one of a country."""
    points = Counter[str]()
    for ids in found:
        points[_root(pack, ids[0])] += 1 if pack.places[ids[0]].level == "country" else 2
    return max(points, key=lambda root: (points[root], root), default=SOMEWHERE)


def _choose(pack: Pack, root: str, ids: Sequence[str]) -> str:
    return next((one for one in ids if _root(pack, one) == root), ids[0])


def _reach(pack: Pack, root: str, found: Sequence[tuple[str, ...]]) -> dict[str, Place]:
    if root == SOMEWHERE:
        nowhere = Place(id=SOMEWHERE, level="country", names={}, inside=None, adults=UNKNOWN_COUNTRY)
        return {SOMEWHERE: nowhere}
    places = {root: pack.places[root]}
    for ids in found:
        at: str | None = _choose(pack, root, ids)
        while at is not None and at not in places:
            places[at] = pack.places[at]
            at = pack.places[at].inside
    return places


def _home(places: Mapping[str, Place], root: str, named: Sequence[Named], abroad: frozenset[str]) -> str:
    count = Counter[str]()
    for one in named:
        at: str | None = one.place if one.place not in abroad else None
        while at is not None and places[at].level not in ("province", "country"):
            at = places[at].inside
        if at is not None and places[at].level == "province":
            count[at] += 1
    return max(count, key=lambda p: (count[p], p), default=root)
