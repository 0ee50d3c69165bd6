"""Which kinds of events a text tells, by the pack's triggers, and which of them a phrase is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jebo.disclosure.country import EventType, Pack
from jebo.disclosure.lexicon import Scanner, join, scanner
from jebo.disclosure.words import Words, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event type that the text tells: the word where its trigger begins, and its code."""

    word: int
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Affair:
    """The events of a text in order, and the chain that each code belongs to."""

    told: tuple[Told, ...]
    chains: Mapping[str, str]

    def of(
        self, first: int, last: int, sentence: Sequence[int], paragraph: Sequence[int]
    ) -> tuple[str, str] | None:
        """The event of the words from *first* up to *last*: its code and how near it stands.

        The trigger within the phrase, else the nearest in its sentence (``own``), else the nearest before
        in the paragraph (``before``).
        """
        within = [t for t in self.told if first <= t.word < last]
        mine = within or [t for t in self.told if sentence[t.word] == sentence[first]]
        if mine:
            return min(mine, key=lambda t: (abs(t.word - first), t.word)).code, "own"
        before = [t for t in self.told if t.word < first and paragraph[t.word] == paragraph[first]]
        return (before[-1].code, "before") if before else None

    def main(self) -> str | None:
        """The chain that the text tells most of."""
        chains = [self.chains[t.code] for t in self.told]
        return max(sorted(set(chains)), key=chains.count, default=None)


def affair(words: Words, pack: Pack, language: str) -> Affair:
    """The events that a text tells; the longer trigger wins, and it counts from the beginning of a word."""
    triggers = tuple(
        (trigger, e.code) for e in pack.events.values() for trigger in e.triggers.get(language, ())
    )
    told: list[Told] = []
    if triggers and len(words):
        codes, finder = _finder(triggers)
        starts = np.cumsum([0, *(len(f) + 2 for f in words.forms[:-1])])
        for number, at, _ in finder.find(join(words.forms)):
            told.append(Told(word=int(np.searchsorted(starts, at, side="right")) - 1, code=codes[number]))
    return Affair(told=tuple(told), chains=chains(pack.events))


@lru_cache(maxsize=8)
def _finder(triggers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], Scanner]:
    """The code of each pattern, and what finds them; the first of two equal triggers counts."""
    words = split("\n".join(trigger for trigger, _ in triggers))
    begins = [0, *np.flatnonzero(words.newline > 0).tolist(), len(words)]
    patterns: dict[str, str] = {}
    for (_, code), first, last in zip(triggers, begins, begins[1:], strict=False):
        patterns.setdefault(join(words.forms[first:last])[:-1], code)
    return tuple(patterns.values()), scanner(list(patterns))


def chains(events: Mapping[str, EventType]) -> dict[str, str]:
    """The chain of each code: events that follow one another, named by the first of their codes."""
    head = {code: code for code in events}

    def root(code: str) -> str:
        while head[code] != code:
            code = head[code]
        return code

    for code, event in events.items():
        if event.then in head:
            one, other = sorted((root(code), root(event.then)))
            head[other] = one
    return {code: root(code) for code in events}
