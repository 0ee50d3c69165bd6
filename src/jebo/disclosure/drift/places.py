"""Places that a text names, by the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from jebo.disclosure.country import Place
from jebo.disclosure.drift.change import Span
from jebo.disclosure.drift.tongue import Tongues
from jebo.disclosure.words import HANGUL, LETTER, Words

_KOREAN_SUFFIX: Final = re.compile(r"(?:특별시|직할시|시내|시당|군당|시|군|구역|도|주|성|현|구)")
_ENGLISH_SUFFIX: Final = frozenset(
    "province city county state region district township prefecture port prison market".split()
)
_LONGEST: Final = 4  # words of an English name
_SURE_SYLLABLES: Final = 3  # chosen by us: a Korean name of two syllables is too often another word


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place as named: the ids that the name may stand for, the likeliest first.

    ``sure`` tells whether it is taken for a place by itself; others only answer to a place that the other
    edition names.
    """

    ids: tuple[str, ...]
    span: Span
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Map:
    """The places of a pack and of the world, those of the pack's country by the pack alone."""

    tongues: Tongues
    own: Mapping[str, Place]
    root: str

    def known(self, name: str) -> tuple[str, ...]:
        """Ids of the places of that name."""
        ids = self.tongues.names.get(" ".join(name.casefold().replace("’", "'").split()), ())
        return tuple(i for i in ids if not self.root or i in self.own or self.above(i)[-1] != self.root)

    def place(self, identity: str) -> Place | None:
        """The place of an id."""
        return self.own.get(identity) or self.tongues.places.get(identity)

    def above(self, identity: str) -> tuple[str, ...]:
        """The place and all it lies in, the country last."""
        chain = [identity]
        while (place := self.place(chain[-1])) is not None and place.inside and place.inside not in chain:
            chain.append(place.inside)
        return tuple(chain)

    def level(self, mention: Mention) -> str:
        """The level of the likeliest place."""
        place = self.place(mention.ids[0])
        return place.level if place else "country"

    def within(self, inner: Mention, outer: Mention) -> bool:
        """Whether the one may lie in the other."""
        return any(set(self.above(i)[1:]) & set(outer.ids) for i in inner.ids)


def korean_places(words: Words, atlas: Map) -> Iterator[Mention]:
    """Places by their Korean names: the longest beginning of a word after which only a suffix or a particle
    stands.
    """
    particles = atlas.tongues.korean.particles
    for i, form in enumerate(words.forms):
        if words.sort[i] != HANGUL:
            continue
        for length in range(len(form), 1, -1):
            ids = atlas.known(form[:length])
            rest = form[length:]
            if not ids or not _may_follow(rest, particles):
                continue
            start = int(words.starts[i])
            clear = form[:length] not in atlas.tongues.ambiguous
            own = any(one in atlas.own for one in ids) and bool(atlas.root)
            # 지난 is a city, 지난주 last week: what 주 follows must be long or at home.
            suffix = _KOREAN_SUFFIX.match(rest)
            named = suffix is not None and (suffix[0] != "주" or length >= _SURE_SYLLABLES or own)
            if clear or named:
                sure = named or length >= _SURE_SYLLABLES or (own and clear)
                yield Mention(ids=ids, span=Span(start, start + length), sure=sure)
            break


def _may_follow(rest: str, particles: frozenset[str]) -> bool:
    if not rest or rest in particles:
        return True
    suffix = _KOREAN_SUFFIX.match(rest)
    return suffix is not None and (rest[suffix.end() :] == "" or rest[suffix.end() :] in particles)


def english_places(words: Words, atlas: Map) -> Iterator[Mention]:
    """Places by their English names, the longest of up to four words that begin with a capital."""
    i = 0
    while i < len(words):
        found = _english(words, i, atlas) if words.sort[i] == LETTER and words.capital[i] else None
        if found is None:
            i += 1
            continue
        mention, i = found
        yield mention


def _english(words: Words, i: int, atlas: Map) -> tuple[Mention, int] | None:
    for last in range(min(len(words), i + _LONGEST), i, -1):
        start, end = int(words.starts[i]), int(words.ends[last - 1])
        name = re.sub(r"['’]s$", "", words.text[start:end])
        ids = atlas.known(name)
        if ids and name.casefold() not in atlas.tongues.ambiguous:
            sure = any(one in atlas.own for one in ids) if atlas.root else not _in_a_name(words, i, last)
            sure = sure or not _in_a_name(words, i, last)
            return Mention(ids=ids, span=Span(start, start + len(name)), sure=sure), last
    return None


def _in_a_name(words: Words, first: int, last: int) -> bool:
    """Whether words with capitals stand on either side: then it may be a person or a firm."""
    before = first > 0 and bool(words.capital[first - 1]) and words.sort[first - 1] == LETTER
    sentence = first > 1 and words.forms[first - 2] in '.?!"“”'
    after = last < len(words) and bool(words.capital[last]) and words.forms[last] not in _ENGLISH_SUFFIX
    return (before and not sentence) or (after and words.sort[last] == LETTER)
