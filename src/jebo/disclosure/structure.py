"""Paragraphs, sentences and quotations of a text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jebo.disclosure.words import MARK, Words

_OPENING = {"“": "”", "„": "”", "「": "」", "『": "』", "«": "»", "《": "》"}
_SINGLE = {"‘": "’"}
_STOPS = frozenset(".?!。…？！")
_CLOSERS = frozenset("”’\"')」』»]")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt maj gov sen rep st no vs jan feb mar apr jun jul aug sept sep oct nov dec "
    "mon tue tues wed thu thurs fri sat sun u s n k a p m e g i etc inc co corp ltd jr sr art dept".split()
)
_MAX_QUOTE = 400  # words; a quotation that runs on longer has lost its closing mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation: ``first`` and ``last`` are word numbers of its marks (``last`` is one past the end).

    ``single`` tells single quotation marks, ``closed`` whether a closing mark was found.
    """

    first: int
    last: int
    single: bool
    closed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """``sentence`` and ``paragraph`` number each word's; ``inside`` is 0 outside quotations, 1 in double, 2 in single marks."""

    sentence: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    inside: NDArray[np.uint8]
    quotes: tuple[Quote, ...]


def structure(words: Words) -> Structure:
    """Paragraphs, sentences and quotations of *words*."""
    paragraph = _paragraphs(words)
    quotes = _quotes(words, paragraph)
    inside = np.zeros(len(words), np.uint8)
    for quote in quotes:
        region = inside[quote.first : quote.last]
        region[region == 0] = 2 if quote.single else 1
    return Structure(_sentences(words, paragraph, inside), paragraph, inside, quotes)


def _paragraphs(words: Words) -> NDArray[np.int64]:
    """A line end parts paragraphs, unless blank lines do and the text is wrapped."""
    if not len(words):
        return np.zeros(0, np.int64)
    lines, blanks = int((words.newline == 1).sum()), int((words.newline == 2).sum())
    wrapped = lines > 3 * (blanks + 1) and _looks_wrapped(words)
    breaks = words.newline >= (2 if wrapped else 1)
    breaks[0] = False
    return np.cumsum(breaks)


def _looks_wrapped(words: Words) -> bool:
    """Whether most lines break in the middle of a sentence, at much the same width."""
    at = np.flatnonzero(words.newline == 1)
    midway = sum(words.forms[i - 1] not in _STOPS and words.forms[i - 1] not in _CLOSERS for i in at if i)
    return midway > 0.6 * len(at)


def _quotes(words: Words, paragraph: NDArray[np.int64]) -> tuple[Quote, ...]:
    found: list[Quote] = []
    open_at, closing, single = -1, "", False
    for i in np.flatnonzero(words.sort == MARK).tolist():
        form = words.forms[i]
        if open_at >= 0 and (paragraph[i] != paragraph[open_at] or i - open_at > _MAX_QUOTE):
            end = int(np.searchsorted(paragraph, paragraph[open_at], side="right"))
            found.append(Quote(first=open_at, last=min(end, i), single=single, closed=False))
            open_at = -1
        if open_at >= 0:
            if form == closing and _closes(words, i, single):
                found.append(Quote(first=open_at, last=i + 1, single=single, closed=True))
                open_at = -1
        elif form in _OPENING or form in _SINGLE:
            open_at, closing, single = i, _OPENING.get(form) or _SINGLE[form], form in _SINGLE
        elif form == '"' or (
            form == "'" and words.spaced[i] and i + 1 < len(words) and not words.spaced[i + 1]
        ):
            open_at, closing, single = i, form, form == "'"
    if open_at >= 0:
        end = int(np.searchsorted(paragraph, paragraph[open_at], side="right"))
        found.append(Quote(first=open_at, last=end, single=single, closed=False))
    return tuple(found)


def _closes(words: Words, i: int, single: bool) -> bool:
    """A single mark closes only when no letter follows at once (else it is an apostrophe)."""
    if not single or i + 1 >= len(words):
        return True
    follower = words.forms[i + 1]
    return bool(words.spaced[i + 1]) or not follower.isascii() or not follower.isalnum()


def _sentences(words: Words, paragraph: NDArray[np.int64], inside: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Sentence numbers: a stop ends one when a space and a capital, a quotation or Hangul follow."""
    n = len(words)
    breaks = np.zeros(n, np.bool_)
    if n > 1:
        breaks[1:] = paragraph[1:] != paragraph[:-1]
    forms, spaced, capital = words.forms, words.spaced.tolist(), words.capital.tolist()
    for i in np.flatnonzero(words.sort == MARK).tolist():
        if forms[i] not in _STOPS or (forms[i] == "." and i and forms[i - 1] in _ABBREVIATIONS):
            continue
        j = i + 1
        while j < n and forms[j] in _CLOSERS and not spaced[j]:
            j += 1
        if j < n and spaced[j] and (capital[j] or not forms[j][0].islower()):
            breaks[j] = True
    return np.cumsum(breaks)
