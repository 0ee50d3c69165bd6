"""A text as words, marks, sentences and quotations, with offsets in code points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

SPACE, MARK, LETTER, HANGUL, DIGIT = range(5)
_BMP = 65_536


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words and marks of a text, in order.

    ``starts`` and ``ends`` are offsets; ``forms`` the lower-case strings; ``sort`` one of the five sorts above;
    ``capital`` is 0 for lower case, 1 for an initial capital, 2 for all capitals; ``newline`` counts the line ends
    before a word (0, 1, 2 for two or more); ``spaced`` tells whether white space stands before it.
    """

    text: str
    starts: Ints
    ends: Ints
    forms: list[str]
    sort: NDArray[np.uint8]
    capital: NDArray[np.uint8]
    newline: NDArray[np.uint8]
    spaced: NDArray[np.bool_]
    codes: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.forms)


@cache
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Sort and lower-case form of each character of the basic plane."""
    plane = "".join(map(chr, range(_BMP)))
    sort = np.full(_BMP, MARK, np.uint8)
    sort[[char.isdigit() for char in plane]] = DIGIT
    sort[[char.isspace() for char in plane]] = SPACE
    sort[[char.isalpha() for char in plane]] = LETTER
    small = [char.lower() for char in plane]
    lower = np.array([ord(c) if len(c) == 1 else i for i, c in enumerate(small)], np.uint32)
    sort[0xAC00:0xD7A4] = HANGUL
    sort[0x3131:0x318F] = HANGUL
    sort[0xD800:0xE000] = MARK
    return sort, lower


def split(text: str) -> Words:
    """Words and marks of *text*.

    A word is a run of letters (an apostrophe between two letters belongs to it), of Hangul, or of digits (a comma or
    full stop between two digits belongs to it); every other visible character stands alone.
    """
    sort_of, lower_of = _tables()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    small = np.minimum(codes, _BMP - 1)
    sort, lower = sort_of[small], lower_of[small]
    if len(codes) > 2:
        _join(codes, sort)
    before = np.concatenate(([np.uint8(SPACE)], sort[:-1]))
    first = (sort != SPACE) & ((sort != before) | (sort == MARK))
    starts = np.flatnonzero(first)
    last = np.concatenate((sort[1:] != sort[:-1], [True])) | (sort == MARK)
    ends = np.flatnonzero(last & (sort != SPACE)) + 1
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    forms = [lowered[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    return Words(
        text, starts, ends, forms, sort[starts], _capital(codes, lower, starts, ends),
        _newlines(codes, starts, ends), before[starts] == SPACE, lower,
    )  # fmt: skip


def _join(codes: NDArray[np.uint32], sort: NDArray[np.uint8]) -> None:
    """Apostrophes between letters and commas between digits become part of the word."""
    inner, left, right = sort[1:-1], sort[:-2], sort[2:]
    mid = codes[1:-1]
    apostrophe = ((mid == 0x27) | (mid == 0x2019)) & (left == LETTER) & (right == LETTER)
    comma = ((mid == 0x2C) | (mid == 0x2E)) & (left == DIGIT) & (right == DIGIT)
    inner[apostrophe] = LETTER
    inner[comma] = DIGIT


def _capital(
    codes: NDArray[np.uint32], lower: NDArray[np.uint32], starts: Ints, ends: Ints
) -> NDArray[np.uint8]:
    upper = (lower != codes) & (codes < _BMP)
    if not len(starts):
        return np.zeros(0, np.uint8)
    count = np.add.reduceat(upper.astype(np.int64), starts)
    whole = (count == ends - starts) & (count > 1)
    return np.asarray(np.where(upper[starts], np.where(whole, 2, 1), 0), np.uint8)


def _newlines(codes: NDArray[np.uint32], starts: Ints, ends: Ints) -> NDArray[np.uint8]:
    so_far = np.concatenate(([0], np.cumsum((codes == 10) | (codes == 0x2029))))
    before = np.concatenate(([0], ends[:-1]))
    return np.asarray(np.minimum(so_far[starts] - so_far[before], 2), np.uint8)
