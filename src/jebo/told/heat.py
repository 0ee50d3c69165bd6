"""The marks of a heat map: which stretches of a text are marked, where marks lie in or over one another."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from jebo.disclosure.detail import Kind, Remark, Severity
from jebo.disclosure.judgement import Judged
from jebo.errors import N_
from jebo.told import wordings
from jebo.told.answer import Answer

_BLANK = re.compile(r"(?>\r\n|\r|\n)[ \t]*(?:(?>\r\n|\r|\n)[ \t]*)+")
_LINE = re.compile(r"\r\n|\r|\n")
# From the weakest to the strongest; where marks overlap, the strongest shows.
STRENGTHS = ("note", "third", "warn", "block")
SYMBOLS: Final = {"block": "■", "warn": "▲", "third": "◆", "note": "○"}
NAMES: Final = {
    "block": N_("must be reworded"),
    "warn": N_("counts in the figures"),
    "third": N_("endangers somebody else"),
    "note": N_("for the editor's eye"),
}
"""What each strength means, the strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked phrase: its ``number`` in the order of the text, from 1, and how strong it is
    (:data:`STRENGTHS`).

    ``rank`` is its place among the findings that matter most, from 0; None for what is no detail.
    """

    number: int
    start: int
    end: int
    strength: str
    check: str
    reveals: str
    whom: str
    judged: Judged | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of the text under the same marks all along; ``ends`` are the marks that end with it."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    ends: tuple[Mark, ...]

    @property
    def strength(self) -> str | None:
        """The strongest of its marks."""
        return max((mark.strength for mark in self.marks), key=STRENGTHS.index, default=None)


def marks(answer: Answer) -> list[Mark]:
    """All marks of a text, numbered in its order; a third party whom a detail marks is marked once."""
    ranks = {judged.detail.id: rank for rank, judged in enumerate(answer.findings())}
    found = [_of_detail(judged, ranks[judged.detail.id]) for judged in answer.details]
    third = {
        (one.detail.start, one.detail.end) for one in answer.details if one.detail.kind == Kind.THIRD_PARTY
    }
    others = [remark for remark in answer.third_parties if (remark.start, remark.end) not in third]
    found += [_of_remark(remark, "third") for remark in others]
    found += [_of_remark(remark, "note") for remark in answer.notes]
    found.sort(key=lambda mark: (mark.start, -mark.end))
    return [replace(mark, number=number) for number, mark in enumerate(found, 1)]


def _of_remark(remark: Remark, strength: str) -> Mark:
    return Mark(
        number=0,
        start=remark.start,
        end=remark.end,
        strength=strength,
        check=remark.check,
        reveals=wordings.reveals(remark.check),
        whom=wordings.to_whom(remark.check),
    )


def _of_detail(judged: Judged, rank: int) -> Mark:
    detail = judged.detail
    third = detail.kind == Kind.THIRD_PARTY and detail.severity != Severity.BLOCK
    return Mark(
        number=0,
        start=detail.start,
        end=detail.end,
        strength="third" if third else str(detail.severity),
        check=detail.check or str(detail.kind),
        reveals=wordings.reveals(detail.check, detail.kind),
        whom=wordings.to_whom(detail.check, detail.kind),
        judged=judged,
        rank=rank,
    )


def stretches(bounds: Sequence[int], marks: Sequence[Mark]) -> Iterator[Stretch]:
    """A text cut at its *bounds* and wherever a mark begins or ends, from the first bound to the last.

    :param bounds: offsets in rising order, at least two.
    :param marks: sorted by where they begin. What reaches beyond the bounds is cut off there.
    """
    first, last = bounds[0], bounds[-1]
    cuts = {*bounds, *(at for mark in marks for at in (mark.start, mark.end) if first <= at <= last)}
    ordered = sorted(cuts)
    waiting = deque(mark for mark in marks if mark.end > mark.start)
    over: list[Mark] = []
    for start, end in pairwise(ordered):
        while waiting and waiting[0].start <= start:
            over.append(waiting.popleft())
        over = [mark for mark in over if mark.end > start]
        ends = tuple(mark for mark in over if mark.end == end or (end == last and mark.end > last))
        yield Stretch(start=start, end=end, marks=tuple(over), ends=ends)


def blocks(text: str, start: int) -> list[tuple[int, int]]:
    """Offsets of the paragraphs of *text* from *start*: what blank lines part, or lines where no line is
    blank.
    """
    end = _BLANK if _BLANK.search(text.strip()) else _LINE
    found: list[tuple[int, int]] = []
    at = start
    for gap in end.finditer(text, start):
        found.append((at, gap.start()))
        at = gap.end()
    return [(left, right) for left, right in [*found, (at, len(text))] if text[left:right].strip()]
