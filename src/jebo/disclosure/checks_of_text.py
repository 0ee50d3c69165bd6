"""Checks that take two places of a text, or arithmetic: no rule of one sentence's words can say them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from jebo.disclosure import words as w
from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.speakers import Speakers
from jebo.disclosure.structure import Structure
from jebo.disclosure.words import Words

Spot = tuple[str, int, int]
"""Check, first word, and one past the last word."""

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
    "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두 열세 열네 열다섯 열여섯",
)
_VALUES: Final = {word: i + 1 for line in _NUMBERS for i, word in enumerate(line.split())}
_COUNTERS: Final = ("명", "사람", "세대", "가구", "집")  # Korean counters of people and households
ALL_CAPITALS: Final = 2
_LARGEST: Final = 1_000  # chosen by us: a list of people longer than that is a statistic
_NEAR: Final = 6  # chosen by us: words from one count of a list to the next
_SHORT_BRACKET: Final = 3  # chosen by us: words of a neutral insertion such as [the local authorities]


def checks_of_text(
    words: Words, marks: Marks, structure: Structure, speakers: Speakers, lexicon: Lexicon, found: list[Spot]
) -> list[Spot]:
    """The notes of a text: those that rules *found*, of which some hold only in view of the whole, and more.

    For R22 the rules find abbreviations, and for R53 captions of file photos.
    """
    abbreviations = [spot for spot in found if spot[0] == "R22"]
    captions = {int(structure.paragraph[first]) for check, first, _ in found if check == "R53"}
    return [
        *(spot for spot in found if spot[0] not in ("R22", "R53")),
        *unexplained(abbreviations, words),
        *file_photos_of_the_scene(captions, words, marks, structure, lexicon),
        *counts_that_sum(words, structure),
        *long_brackets(words, structure, speakers),
    ]


def counts_that_sum(words: Words, structure: Structure) -> Iterator[Spot]:
    """R16: a total with the parts that make it up, in one sentence ("six: two women and four men")."""
    runs: list[list[tuple[int, int]]] = []
    sentence = structure.sentence.tolist()
    for i, value in _numbers(words):
        last = runs[-1][-1][0] if runs else -_NEAR
        if i - last >= _NEAR or sentence[i] != sentence[last]:
            runs.append([])
        runs[-1].append((i, value))
    for run in runs:
        if len(run) >= 3 and (found := _sum(run)):
            yield "R16", found[0], found[1]


def _numbers(words: Words) -> Iterator[tuple[int, int]]:
    """Small whole numbers, in digits or in words, with the number of the word."""
    digits = {i: words.forms[i] for i in np.flatnonzero(words.sort == w.DIGIT).tolist()}
    values = {
        i: int(form) for i, form in digits.items() if form.isascii() and form.isdecimal() and len(form) < 5
    }
    values |= {i: _VALUES[form] for i, form in enumerate(words.forms) if form in _VALUES}
    for i, value in sorted(values.items()):
        if 0 < value <= _LARGEST and _counts_people(words, i + 1):
            yield i, value


def _counts_people(words: Words, i: int) -> bool:
    """Whether word *i*, which follows a number, is no Korean counter of anything but people."""
    return i >= len(words) or words.sort[i] != w.HANGUL or words.forms[i].startswith(_COUNTERS)


def _sum(numbers: list[tuple[int, int]]) -> tuple[int, int] | None:
    """First and last word of a total and of the two or more parts that follow or precede it at once."""
    for order in (numbers, numbers[::-1]):
        for k, (first, total) in enumerate(order):
            so_far, n = 0, k + 1
            while n < len(order) and so_far < total:
                so_far += order[n][1]
                n += 1
            if so_far == total and n - k > 2:
                last = order[n - 1][0]
                return min(first, last), max(first, last) + 1
    return None


def unexplained(abbreviations: list[Spot], words: Words) -> Iterator[Spot]:
    """R22: an abbreviation that stands for more than one body and is nowhere spelt out in brackets."""
    if not abbreviations:
        return
    explained = {form for before, form in pairwise(words.forms) if before == "("}
    seen = set[str]()
    for check, first, last in sorted(abbreviations, key=lambda spot: spot[1]):
        form = words.forms[first]
        if words.capital[first] < ALL_CAPITALS or form in seen:
            continue
        seen.add(form)
        if form not in explained:
            yield check, first, last


def long_brackets(words: Words, structure: Structure, speakers: Speakers) -> Iterator[Spot]:
    """R38: an insertion in a source's quotation that says more than whom or what is meant."""
    for quote, speaker in zip(structure.quotes, speakers.quote, strict=True):
        if speaker < 0:
            continue
        opened = -1
        for i in range(quote.first, quote.last):
            if words.forms[i] == "[":
                opened = i
            elif words.forms[i] == "]" and opened >= 0:
                if i - opened - 1 > _SHORT_BRACKET:
                    yield "R38", opened, i + 1
                opened = -1


def file_photos_of_the_scene(
    captions: set[int], words: Words, marks: Marks, structure: Structure, lexicon: Lexicon
) -> Iterator[Spot]:
    """R53: the caption of a file photo (a paragraph of *captions*) names a place that the story names too."""
    if not captions or "place_local" not in lexicon.bit:
        return
    places = np.flatnonzero(marks.mask & lexicon.bit["place_local"]).tolist()
    stem = {i: words.forms[i].removesuffix(marks.tail[i] or "") for i in places}
    outside = {stem[i] for i in places if int(structure.paragraph[i]) not in captions}
    for i in places:
        if int(structure.paragraph[i]) in captions and stem[i] in outside:
            yield "R53", i, i + 1
