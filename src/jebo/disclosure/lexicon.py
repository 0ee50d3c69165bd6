"""Word lists of a language, looked up in a text in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
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
        try:
            return self._automaton.find_matches_as_indexes(text)
        except UnicodeEncodeError:  # half a surrogate, which no phrase holds
            return self._automaton.find_matches_as_indexes(text.encode(errors="replace").decode())


class Lookup:
    """The same hits in pure Python, where the automaton has no wheel. Phrases begin with a space."""

    def __init__(self, phrases: list[str]) -> None:
        self._number = dict(zip(reversed(phrases), range(len(phrases) - 1, -1, -1), strict=True))
        lengths: dict[str, list[int]] = {}
        for head, length in sorted({(phrase[:2], len(phrase)) for phrase in phrases}, reverse=True):
            lengths.setdefault(head, []).append(length)
        self._lengths = lengths

    def find(self, text: str) -> list[Hit]:
        hits: list[Hit] = []
        at = text.find(" ")
        while at >= 0:
            end = at + 1
            for length in self._lengths.get(text[at : at + 2], ()):
                phrase = text[at : at + length]
                number = self._number.get(phrase)
                if number is not None:
                    end = at + len(phrase)
                    hits.append((number, at, end))
                    break
            at = text.find(" ", end)
        return hits


class Patient:
    """The lookup for the first texts, then the automaton: to make one takes as long as a dozen look-ups."""

    FIRST = 8

    def __init__(self, phrases: list[str]) -> None:
        self._phrases = phrases
        self._scanner: Scanner = Lookup(phrases)
        self._left = self.FIRST

    def find(self, text: str) -> list[Hit]:
        if self._left == 0:
            self._scanner = Automaton(self._phrases)
        self._left -= 1
        return self._scanner.find(text)


def scanner(phrases: list[str]) -> Scanner:
    """The automaton, in time, where it is installed; else the lookup."""
    try:
        import ahocorasick_rs  # noqa: F401
    except ImportError:
        return Lookup(phrases)
    return Patient(phrases)


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
        self._lengths = [len(phrase) for phrase in masks]
        self._scanner = scanner(list(masks))
        proper_mask = int(self._proper)
        sets = sorted({0, *masks.values(), *(mask & ~proper_mask for mask in masks.values())})
        self.groups = {mask: i for i, mask in enumerate(sets)}
        self._mask_of = np.array(sets, np.uint64)
        self._group_of = np.array([self.groups[mask] for mask in masks.values()], np.int64)
        self._common_of = np.array([self.groups[mask & ~proper_mask] for mask in masks.values()], np.int64)

    def scan(self, joined: str) -> list[Hit]:
        """The bare hits of the word lists in words joined by :func:`join`."""
        return self._scanner.find(joined)

    def mark(self, words: Words) -> Marks:
        """Look the words up; the longest phrase at each place counts."""
        n = len(words)
        group = np.zeros(n, np.int64)
        tail: list[str | None] = [None] * n
        hits = self._scanner.find(join(words.forms)) if n else []
        if not hits:
            return Marks(group, self._mask_of[group], tail)
        lengths = words.ends - words.starts
        starts = np.cumsum(lengths + 2) - (lengths + 2)
        number, at, end = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits)).reshape(-1, 3).T
        first = np.searchsorted(starts, at, side="right") - 1
        last = np.searchsorted(starts, end, side="left") - 1
        common = (words.sort[first] == w.LETTER) & (words.capital[first] == 0)
        found = np.where(common, self._common_of[number], self._group_of[number])
        used = end - starts[last] - 1
        whole = used >= lengths[last]
        simple = whole & (first == last)
        group[first[simple]] = found[simple]
        for j in first[simple].tolist():
            tail[j] = ""
        others = [column[~simple].tolist() for column in (first, last, used, number, found)]
        for a, z, length, phrase, classes in zip(*others, strict=True):
            rest = words.forms[z][length:]
            if not rest or self._lengths[phrase] > 2 or rest in self.particles:
                group[a : z + 1] = classes
                tail[z] = rest
        return Marks(group, self._mask_of[group], tail)


def _patterns(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases as the scanner wants them: Korean ones match the beginning of a word, others only whole words."""
    mixed: list[str] = []
    for phrase in phrases:
        # Most are plain words, which need no cutting up.
        if phrase.isascii() and phrase.isalpha():
            yield f" {phrase.lower()} "
        elif phrase.isascii() and phrase.replace(" ", "").isalpha():
            yield join(phrase.lower().split())
        elif phrase.isalpha() and min(phrase) >= "가" and max(phrase) <= "힣":
            yield f" {phrase}"
        else:
            mixed.append(phrase)
    words = w.split("\n".join(mixed))
    begins = np.flatnonzero(words.newline > 0).tolist()
    for a, b in zip([0, *begins], [*begins, len(words)], strict=True):
        if b > a:
            joined = join(words.forms[a:b])
            yield joined[:-1] if "가" <= words.forms[b - 1][-1] <= "힣" else joined
