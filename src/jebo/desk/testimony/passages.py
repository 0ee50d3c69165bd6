"""Passages: which words of a testimony a statement rests on, when the words are changed and when they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(Generic[T]):
    """A stretch of the words, and the things that rest on it."""

    text: str = field(repr=False)
    rests: tuple[T, ...] = ()


def moved(before: str, after: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the passage ``before[start:end]`` stands in *after*; none where its words are no longer there as they were.

    What comes before the first change stays, what comes after the last one moves along; in between, the passage is
    looked for word by word, and found only if it stands there once.

    >>> moved("rice is dear", "white rice is dear", 0, 4)
    (6, 10)
    """
    if not 0 <= start < end <= len(before):
        return None
    kept = _alike(before, after)
    rest = min(len(before), len(after)) - kept
    tail = _alike(before[len(before) - rest :][::-1], after[len(after) - rest :][::-1])
    if end <= kept:
        return start, end
    if start >= len(before) - tail:
        by = len(after) - len(before)
        return start + by, end + by
    passage = before[start:end]
    at = after.find(passage)
    return (at, at + len(passage)) if at >= 0 and after.find(passage, at + 1) < 0 else None


def _alike(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def pieces(words: str, spans: Iterable[tuple[int, int, T]]) -> list[Piece[T]]:
    """*words* cut wherever a passage begins or ends, each piece with what rests on it; together they are *words* again.

    :param spans: start, end and what rests there; those outside of the words are left out.
    """
    held = [(start, end, thing) for start, end, thing in spans if 0 <= start < end <= len(words)]
    cuts = sorted({0, len(words), *(at for start, end, _ in held for at in (start, end))})
    return [Piece(text=words[start:end], rests=_resting(held, start, end)) for start, end in pairwise(cuts)]


def _resting(held: Sequence[tuple[int, int, T]], start: int, end: int) -> tuple[T, ...]:
    return tuple(thing for from_, to, thing in held if from_ <= start and end <= to)
