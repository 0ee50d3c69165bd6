"""A site as an order of editions: by story, month and topic, and what stands beside each."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from jebo.press import address
from jebo.press.edition import Head
from jebo.press.house import House
from jebo.press.wrong import SameAddress

BESIDE: Final = 4
"""Earlier stories under a story. Chosen by us."""
TAKEN: Final = frozenset({"index"})
"""Addresses in the folder of a month that are the site's own."""
NEAR: Final = 8
"""Of each tag so many stories before one are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What is told under a tag in one language, the latest first. ``label`` is the tag as it was written last."""

    name: str
    label: str
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that is set, in one order: the latest first.

    :param told: by language what readers find in lists; what was withdrawn has an address alone.
    :param twins: of each edition's id the story's other edition.
    :param beside: of editions' ids earlier ones with the same tags; so a new story changes no older page.
    """

    house: House
    heads: tuple[Head, ...]
    told: Mapping[str, tuple[Head, ...]]
    twins: Mapping[str, Head]
    topics: Mapping[str, Mapping[str, Topic]]
    beside: Mapping[str, tuple[Head, ...]]

    def months(self, language: str) -> dict[tuple[int, int], list[Head]]:
        """What first went out in each month, the latest first."""
        found: dict[tuple[int, int], list[Head]] = {}
        for head in self.told[language]:
            found.setdefault((head.first.year, head.first.month), []).append(head)
        return found


def arrange(house: House, heads: Iterable[Head]) -> Site:
    """Put editions into their order, with nothing beside them yet.

    :raises SameAddress: two pages would stand in one place.
    """
    ordered = tuple(sorted(heads, key=_place, reverse=True))
    _one_address_each(ordered)
    told = {
        code: tuple(head for head in ordered if head.language == code and not head.withdrawn)
        for code in house.languages
    }
    return Site(
        house=house,
        heads=tuple(head for head in ordered if head.language in house.languages),
        told=told,
        twins=_twins(ordered, house),
        topics={code: _topics(told[code]) for code in house.languages},
        beside={},
    )


Place = tuple[date, str, str]
"""By which editions are ordered: on one day by their stories, so that it is the same order in both languages."""


def _place(head: Head) -> Place:
    return head.first, head.story, head.id


def touched(heads: Iterable[Head], changed: Sequence[Head]) -> set[str]:
    """Which editions' own pages may be others when some came, went or changed: their own, those of their story's other edition, and
    later ones under their tags, beside which they may stand.

    :param changed: these, as they were and as they are.
    """
    ids, stories = {one.id for one in changed}, {one.story for one in changed}
    since: dict[tuple[str, str], Place] = {}
    for one in changed:
        for tag in map(address.name_of, one.tags):
            since[one.language, tag] = min(_place(one), since.get((one.language, tag), _place(one)))

    def later(head: Head) -> bool:
        places = (since.get((head.language, address.name_of(tag))) for tag in head.tags)
        return any(place is not None and place < _place(head) for place in places)

    return {head.id for head in heads if head.id in ids or head.story in stories or later(head)}


def _one_address_each(ordered: Sequence[Head]) -> None:
    seen: set[str] = set()
    for head in reversed(ordered):  # the older one was there first
        place = address.of(head).casefold()
        if place in seen or head.slug.casefold() in TAKEN:
            raise SameAddress(head.id)
        seen.add(place)


def _twins(ordered: Sequence[Head], house: House) -> dict[str, Head]:
    by_story: dict[str, list[Head]] = defaultdict(list)
    for head in ordered:
        if head.language in house.languages:
            by_story[head.story].append(head)
    return {
        one.id: other
        for both in by_story.values()
        for one in both
        for other in both
        if other.language != one.language
    }


def _topics(told: Sequence[Head]) -> dict[str, Topic]:
    found: dict[str, list[Head]] = {}
    labels: dict[str, str] = {}
    for head in told:
        for tag in head.tags:
            name = address.name_of(tag)
            labels.setdefault(name, tag)
            heads = found.setdefault(name, [])
            if not heads or heads[-1] is not head:
                heads.append(head)
    return {name: Topic(name=name, label=labels[name], heads=tuple(heads)) for name, heads in found.items()}


def with_neighbours(site: Site, asked: Container[str]) -> Site:
    """The same, with what stands beside the editions with these ids: earlier stories of the same language with the most tags in
    common, then the latest.
    """
    recent: dict[tuple[str, str], deque[Head]] = defaultdict(lambda: deque(maxlen=NEAR))
    found: dict[str, tuple[Head, ...]] = {}
    for head in reversed(site.heads):
        if head.withdrawn:
            continue
        near = [recent[head.language, address.name_of(tag)] for tag in head.tags]
        if head.id in asked:
            found[head.id] = _best(head, near)
        for others in near:
            others.append(head)
    return replace(site, beside=found)


def _best(head: Head, near: Sequence[Iterable[Head]]) -> tuple[Head, ...]:
    shared = Counter(other.id for others in near for other in others)
    known = {other.id: other for others in near for other in others if other.story != head.story}
    best = sorted(known.values(), key=lambda one: (shared[one.id], one.first, one.id), reverse=True)
    return tuple(best[:BESIDE])


_FIRST: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_PLAIN: Final = str.maketrans("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ")


def letter(label: str) -> str:
    """Under which letter of an alphabetical list a word stands: ㄱ to ㅎ, A to Z, or #.

    >>> letter("쌀값"), letter("éclair"), letter("20 days")
    ('ㅅ', 'E', '#')
    """
    first = unicodedata.normalize("NFC", label.strip())[:1]
    if "가" <= first <= "힣":
        return _FIRST[(ord(first) - 0xAC00) // 588].translate(_PLAIN)
    base = unicodedata.normalize("NFD", first)[:1].upper()
    return base if base.isascii() and base.isalpha() else "#"
