"""Numbers as a text means them: exact, rough, or in words that leave them open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jebo.disclosure.drift.change import Span


class Sense(StrEnum):
    """How a number is meant. ``VAGUE`` are words without a figure (several, dozens); ``PASSING`` such as
    say next to nothing.
    """

    EXACT = "exact"
    ABOUT = "about"
    MORE = "more"
    LESS = "less"
    VAGUE = "vague"
    PASSING = "passing"


ROUGH: Final = frozenset({Sense.ABOUT, Sense.MORE, Sense.LESS, Sense.VAGUE})
COUNT: Final = "count"
"""The unit of people and things, which languages count in different ways."""
_WEEK: Final = 7
_SLACK: Final = 0.25  # chosen by us: "about 20" may stand for 15 to 25
_FAR: Final = 3  # chosen by us: "more than 20" says so of 50, hardly of 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a text, from ``low`` to ``high`` (both included, ``high`` may be infinite).

    ``unit`` is ``count``, a unit of time, ``age``, ``percent``, ``share``, ``money``, ``mass`` or
    ``length``. ``span`` holds the number with what makes it rough, without its noun. ``value`` is the
    figure as written (0 without one). ``loose`` tells that a rough word is also used of the exact number (a
    dozen).
    """

    low: float
    high: float
    sense: Sense
    unit: str
    span: Span
    value: float = 0.0
    loose: bool = False

    def meets(self, other: Quantity) -> bool:
        """Whether both may mean the same number."""
        one, two = self._scale(other), other._scale(self)
        if not one or not two:
            return False
        return self._from() * one <= other._to() * two and other._from() * two <= self._to() * one

    def _scale(self, other: Quantity) -> int:
        """What to multiply by so that units agree; 0 where they cannot."""
        if self.unit == other.unit or self._same_figure(other):
            return 1
        return {("week", "day"): _WEEK, ("day", "week"): 1}.get((self.unit, other.unit), 0)

    def _same_figure(self, other: Quantity) -> bool:
        """Whether both are the same figure of units that are easily taken for each other."""
        return self.value == other.value > 2 and COUNT in (self.unit, other.unit)

    def _from(self) -> float:
        if self.sense == Sense.ABOUT and self.value:
            return self.low * (1 - _SLACK)
        return self.low

    def _to(self) -> float:
        return self.high * (1 + _SLACK) if self.sense == Sense.ABOUT and self.value else self.high


class Room:
    """Which characters of a passage are free: what is read as a date is no number, and no number is two."""

    def __init__(self, start: int, end: int, taken: Iterable[Span] = ()) -> None:
        self._start, self._used = start, bytearray(end - start)
        for span in taken:
            self.take(span)

    def take(self, span: Span) -> bool:
        """Take the characters of *span*; False, and nothing is taken, where one of them is taken already."""
        first, last = span.start - self._start, span.end - self._start
        if any(self._used[first:last]):
            return False
        self._used[first:last] = b"\1" * (last - first)
        return True


def figure(value: float, sense: Sense, unit: str, span: Span, *, near: bool = False) -> Quantity:
    """A number written as a figure or in full; *near* tells "nearly" from "fewer than"."""
    low, high = value, value
    if sense == Sense.MORE:
        high = value * _FAR
    elif sense == Sense.LESS:
        low = value * (1 - _SLACK) if near else 0.0
    return Quantity(low=low, high=high, sense=sense, unit=unit, span=span, value=value)
