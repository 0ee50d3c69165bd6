"""Word lists of a language, looked up in a text in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from jebo.disclosure import words as w
from jebo.disclosure.words import Words

Hit = tuple[int, int, int]


class Scanner(Protocol):
    """Finds phrases in a string: leftmost, longest, none overlapping."""

    def find(self, text: str) -> list[Hit]:
        """Hits ``(number of the phrase, start, end)`` in order."""
        ...


class Automaton:
    """Aho-Corasick in Rust (``ahocorasick_rs``); see docs/decisions/0002 for the choice."""

    def __init__(self, phrases: list[str]) -> None:
        import ahocorasick_rs as ac

        self._automaton = ac.AhoCorasick(phrases, matchkind=ac.MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Hit]:
        return self._automaton.find_matches_as_indexes(text)


class Lookup:
    """The same hits in pure Python, where the automaton has no wheel. Phrases begin with a space."""

    def __init__(self, phrases: list[str]) -> None:
        self._number = {phrase: i for i, phrase in reversed(list(enumerate(phrases)))}
        lengths: dict[str, set[int]] = {}
        for phrase in phrases:
            lengths.setdefault(phrase[:3], set()).add(len(phrase))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def find(self, text: str) -> list[Hit]:
        hits: list[Hit] = []
        at = text.find(" ")
        while at >= 0:
            end = at + 1
            for length in self._lengths.get(text[at : at + 3], ()):
                number = self._number.get(text[at : at + length])
                if number is not None:
                    end = at + length
                    hits.append((number, at, end))
                    break
            at = text.find(" ", end)
        return hits


def scanner(phrases: list[str]) -> Scanner:
    """The automaton where it is installed, else the lookup."""
    try:
        return Automaton(phrases)
    except ImportError:
        return Lookup(phrases)


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What the word lists say of each word.

    ``group`` is the number of its set of classes (0: none), ``tail`` what follows the stem in the word (a Korean
    particle, mostly), ``""`` when nothing does, None when no list holds the word.
    """

    group: NDArray[np.int64]
    mask: NDArray[np.uint64]
    tail: list[str | None]


def join(forms: Iterable[str]) -> str:
    """Words as one string in which each stands between two spaces of its own."""
    return " " + "  ".join(forms) + " "


class Lexicon:
    """Classes of words and phrases, such as ``weekday`` or ``role``.

    :param classes: the phrases of each class, as written; at most 64 classes.
    :param particles: endings that may follow a one-syllable Korean stem.
    :param proper: classes whose phrases count only with a capital first letter (names of places).
    """

    def __init__(
        self,
        classes: Mapping[str, Iterable[str]],
        *,
        particles: frozenset[str] = frozenset(),
        proper: frozenset[str] = frozenset(),
    ) -> None:
        self.classes = tuple(classes)
        self.bit = {name: np.uint64(1 << i) for i, name in enumerate(self.classes)}
        self.particles = particles
        self._proper = np.uint64(sum(1 << i for i, name in enumerate(self.classes) if name in proper))
        masks: dict[str, int] = {}
        for i, phrases in enumerate(classes.values()):
            for pattern in _patterns(phrases):
                masks[pattern] = masks.get(pattern, 0) | 1 << i
        self._masks = list(masks.values())
        self._lengths = [len(phrase) for phrase in masks]
        self._scanner = scanner(list(masks))

    @cached_property
    def groups(self) -> dict[int, int]:
        """Number of each set of classes that a word can have (as a mask); 0 is the empty set."""
        proper = int(self._proper)
        seen = sorted({m for m in self._masks} | {m & ~proper for m in self._masks} | {0})
        return {mask: i for i, mask in enumerate(seen)}

    def mark(self, words: Words) -> Marks:
        """Look the words up; the longest phrase at each place counts."""
        n = len(words)
        mask = np.zeros(n, np.uint64)
        tail: list[str | None] = [None] * n
        if not n:
            return Marks(mask.astype(np.int64), mask, tail)
        joined = join(words.forms)
        starts = np.cumsum(np.array([0] + [len(f) + 2 for f in words.forms[:-1]]))
        hits = self._scanner.find(joined)
        if hits:
            table = np.array(hits)
            first = np.searchsorted(starts, table[:, 1], side="right") - 1
            last = np.searchsorted(starts, table[:, 2], side="left") - 1
            for (number, _, end), i, j in zip(hits, first.tolist(), last.tolist(), strict=True):
                self._apply(words, mask, tail, number, i, j, end - int(starts[j]) - 1)
        group = self.groups
        return Marks(np.array([group[m] for m in mask.tolist()]), mask, tail)

    def _apply(
        self, words: Words, mask: NDArray[np.uint64], tail: list[str | None], number: int, i: int, j: int, used: int
    ) -> None:
        rest = words.forms[j][used:]
        if rest and self._lengths[number] <= 2 and rest not in self.particles:
            return
        classes = np.uint64(self._masks[number])
        if self._proper & classes and words.sort[i] == w.LETTER and not words.capital[i]:
            classes &= ~self._proper
        mask[i : j + 1] = classes
        tail[j] = rest


def _patterns(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases as the scanner wants them: Korean ones match the beginning of a word, others only whole words."""
    words = w.split("\n".join(phrases))
    begins = np.flatnonzero(words.newline > 0).tolist()
    for a, b in zip([0, *begins], [*begins, len(words)], strict=True):
        if b > a:
            phrase = join(words.forms[a:b])
            yield phrase[:-1] if "가" <= words.forms[b - 1][-1] <= "힣" else phrase
