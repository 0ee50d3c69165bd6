"""A Korean text as the ear reads it: words with classes, names, and what may stand before a noun."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.speakers.korean_words import CALLED, DOUBLE, INDIRECT, NO_NAMES, SURNAMES
from jebo.disclosure.structure import Structure
from jebo.disclosure.words import DIGIT, HANGUL, LETTER, MARK, Words

_CALLED_OR_BRACKET = sorted({"(", *(word[0] for word in CALLED)})
MO = re.compile(r"^([가-힣])(?:모|아무개|○○|OO)$")


@lru_cache(65_536)  # chosen by us: some 8 MB
def is_name(form: str) -> bool:
    """Whether a word no list holds looks like a Korean name: surname and one or two syllables."""
    if form[-1] in "한된던할될난는면게며" or form in NO_NAMES:
        return False
    if len(form) == 4:
        return form.startswith(DOUBLE)
    return len(form) == 3 and (form[0] in SURNAMES or form.startswith(DOUBLE))


def final(form: str) -> int:
    """The final consonant of the last syllable as Unicode numbers it: 0 none, 4 ㄴ, 8 ㄹ, 20 ㅆ."""
    code = ord(form[-1]) - 0xAC00
    return code % 28 if 0 <= code < 11172 else 0


@dataclass(slots=True, kw_only=True, eq=False)  # not frozen: that would take three times as long to make
class Head:
    """A person: the word numbers of its phrase, its noun and what follows it.

    ``sort`` is source, role, person, kin, letter (A 씨), name, institution or she; ``key`` tells one from
    another; ``named`` says that the phrase names the person, ``hidden`` that a word such as 한 or 전직 hides
    him; ``bare`` that nothing stands before the noun, ``run`` where the nouns right before it begin.
    """

    first: int
    last: int
    head: int
    sort: str
    key: str
    ending: str
    after: int
    named: bool = False
    hidden: bool = False
    this: bool = False
    link: int = -1
    plural: bool = False
    number: int = 0
    places: tuple[int, ...] = ()
    roles: tuple[tuple[int, int], ...] = ()
    persons: tuple[tuple[int, int], ...] = ()
    bare: bool = True
    run: int = 0


class Bits(dict[str | tuple[str, ...], int]):
    """The mask of a class, or of several: ``bit["role", "kin"]``. A class that the pack lacks has no bit."""

    def __missing__(self, names: str | tuple[str, ...]) -> int:
        whole = sum(self[name] for name in names) if isinstance(names, tuple) else 0
        return self.setdefault(names, whole)


@cache
def _bits(lexicon: Lexicon) -> Bits:
    return Bits({name: int(bit) for name, bit in lexicon.bit.items()})


class Text:
    """Words, classes and endings of a text as plain lists, with the questions the ear asks of them.

    ``stem(i)`` is word *i* without its ending, ``bit`` gives the masks of classes.
    """

    def __init__(self, words: Words, marks: Marks, structure: Structure, lexicon: Lexicon) -> None:
        self.words = words
        self.structure = structure
        self.n = len(words)
        self.forms = words.forms
        self.mask: list[int] = marks.mask.tolist()
        self.tail = [t or "" for t in marks.tail]
        self.sort: list[int] = words.sort.tolist()
        self.spaced: list[bool] = words.spaced.tolist()
        self.inside: list[int] = structure.inside.tolist()
        self.sentence: list[int] = structure.sentence.tolist()
        self.paragraph: list[int] = structure.paragraph.tolist()
        self.stem: Callable[[int], str] = [
            form[: -len(tail)] if tail else form for form, tail in zip(self.forms, self.tail, strict=True)
        ].__getitem__
        self.initial = words.codes[words.starts]
        self.length = words.ends - words.starts
        self.bit = _bits(lexicon)
        self.masks = marks.mask
        self._marked: dict[int, list[int]] = {}
        self._unquoted: dict[int, list[int]] = {}

    def marked(self, mask: int) -> list[int]:
        """Numbers of the words of these classes."""
        found = self._marked.get(mask)
        if found is None:
            found = self._marked[mask] = np.flatnonzero(self.masks & np.uint64(mask)).tolist()
        return found

    def hangul(self, i: int) -> bool:
        """Whether word *i* exists and is written in Hangul."""
        return 0 <= i < self.n and self.sort[i] == HANGUL

    def wordlike(self, i: int) -> bool:
        """Whether word *i* exists and is a word or a number."""
        return 0 <= i < self.n and self.sort[i] in (HANGUL, LETTER, DIGIT)

    def glued(self, i: int) -> bool:
        """Whether word *i* stands right behind the one before it."""
        return 0 < i < self.n and not self.spaced[i]

    def quoted(self, i: int) -> bool:
        """Whether word *i* is the ending of a quotation: ”고, ”라며."""
        return self.glued(i) and self.inside[i - 1] > 0 and not self.inside[i]

    def parenthesis(self, i: int) -> int:
        """One past the bracket that opens at *i*, or *i*."""
        if not (0 <= i < self.n and self.forms[i] == "(" and self.glued(i)):
            return i
        for j in range(i + 1, min(i + 16, self.n)):
            if self.forms[j] == ")":
                return j + 1
        return i

    def any(self, first: int, last: int, mask: int) -> bool:
        """Whether a word of these classes stands in the range."""
        return between(self.marked(mask), first, last)

    def unquoted(self, mask: int) -> list[int]:
        """Numbers of the words of these classes outside quotations."""
        found = self._unquoted.get(mask)
        if found is None:
            found = self._unquoted[mask] = [i for i in self.marked(mask) if not self.inside[i]]
        return found

    @cached_property
    def years(self) -> list[int]:
        """Numbers of the words behind the number of a year: 2019년."""
        some = np.flatnonzero((self.initial[1:] == ord("년")) & (self.words.sort[:-1] == DIGIT)) + 1
        before = [(i, self.forms[i - 1]) for i in some.tolist()]
        return [i for i, year in before if len(year) < 9 and year.isdecimal() and 1900 < int(year) < 2100]

    @cached_property
    def indirect(self) -> set[int]:
        """Numbers of the words with an ending of reported speech."""
        final = self.words.codes[self.words.ends - 1]
        some = np.logical_or.reduce([final == ord(syllable) for syllable in {e[-1] for e in INDIRECT}])
        return {i for i in np.flatnonzero(some).tolist() if self.forms[i].endswith(INDIRECT)}

    @cached_property
    def closed(self) -> list[bool]:
        """Whether each word is a mark or a word that ends what is said: no phrase goes on before it."""
        found = self.words.sort == MARK
        found[1:] |= (
            ~self.words.spaced[1:] & (self.structure.inside[:-1] > 0) & (self.structure.inside[1:] == 0)
        )
        found[list(self.indirect)] = True
        told: list[bool] = found.tolist()
        return told

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Surnames of the full names in the text."""
        name = (self.words.sort == HANGUL) & (self.length > 2) & (self.length < 8)
        signed = (self.initial == ord("(")) | (self.initial == ord("씨")) | self.holds("official", "kin")
        found = {
            self.forms[i][0]
            for i in np.flatnonzero(name[:-1] & signed[1:]).tolist()
            if is_name(self.forms[i])
        }
        bare = (name & (self.masks == 0))[1:] & self.holds("role", "official", "kin")[:-1]
        for i in (np.flatnonzero(bare) + 1).tolist():
            if is_name(self.stem(i)) and not self.tail[i - 1]:
                found.add(self.forms[i][0])
        return frozenset(found)

    def holds(self, *names: str) -> NDArray[np.bool_]:
        """Whether each word is of these classes."""
        return self.masks & np.uint64(self.bit[names]) > 0

    @cached_property
    def pseudonyms(self) -> dict[str, tuple[int, int]]:
        """Names followed by (가명), with the place where they are told to be no real names."""
        found: dict[str, tuple[int, int]] = {}
        sign = self.bit["pseudonym"]
        some = np.logical_or.reduce([self.initial == ord(char) for char in _CALLED_OR_BRACKET])
        for i in np.flatnonzero(some).tolist():
            if i and self.forms[i].startswith(CALLED) and (name := self._called(i)):
                found[name] = (i - 1, i)
            if (
                not i
                or self.forms[i] != "("
                or (end := self.parenthesis(i)) == i
                or not self.any(i, end, sign)
            ):
                continue
            first, last = self._before(i)
            if last > first:
                found[" ".join(self.forms[first:last])] = (first, end)
        return found

    def _called(self, i: int) -> str:
        """The name in ‘저울’이라는 서명 or 산다르라는 가명, before the noun at *i*."""
        if (
            self.forms[i - 1] in ("라는", "이라는")
            and i > 3
            and self.sort[i - 2] == MARK
            and self.wordlike(i - 3)
        ):
            return self.forms[i - 3] if self.sort[i - 4] == MARK else ""
        return self.stem(i - 1) if self.tail[i - 1] in ("라는", "이라는") else ""

    def _before(self, i: int) -> tuple[int, int]:
        """The name that ends before the bracket at *i*."""
        last = i
        if self.sort[i - 1] == MARK:
            last = i - 1
            first = last
            while first > 0 and last - first < 4 and self.wordlike(first - 1):
                first -= 1
            return first, last
        if self.forms[i - 1] == "씨":
            last = i - 1
        first = last - 1
        while (
            first > 0
            and last - first < 3
            and self.hangul(first - 1)
            and not self.mask[first - 1]
            and not self.tail[first - 1]
            and self.sentence[first - 1] == self.sentence[first]
            and final(self.forms[first - 1]) != 4
        ):
            first -= 1
        return max(first, 0), last


def between(at: list[int], first: int, last: int) -> bool:
    """Whether one of the numbers *at*, which are in order, is from *first* to *last* (one past the end)."""
    k = bisect_left(at, first)
    return k < len(at) and at[k] < last


def units(structure: Structure) -> list[int]:
    """For each sentence the number of the first one that a quotation ties it to."""
    n = int(structure.sentence[-1]) + 1 if len(structure.sentence) else 0
    root = np.arange(n)
    for quote in structure.quotes:
        a, b = int(structure.sentence[quote.first]), int(structure.sentence[quote.last - 1])
        if b > a:
            root[a : b + 1] = root[a]
    return root.tolist()
