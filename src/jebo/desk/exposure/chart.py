"""Possible speakers after each release, as bars on a scale of powers of ten. The table under it says the same in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jebo.desk.exposure.course import Point

MOST: Final = 100_000
"""People at the upper edge; more look the same. As :data:`jebo.desk.paste.ruler.MOST`."""
HEIGHT, STEP, LEFT, TOP = 160, 36, 60, 12
LINES: Final = (1, 10, 100, 1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One release: where its bar stands, from its high end down to its low end, and where its middle is."""

    x: float
    top: float
    bottom: float
    middle: float
    number: int
    asked: bool
    below: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All of them, on lines of the scale; lengths in the units of the drawing."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, str], ...]
    limit: float
    left: int = LEFT
    foot: float = HEIGHT + TOP + 14


def chart(points: Sequence[Point], limit: float, first: int = 1) -> Chart:
    """The drawing of the points, oldest first.

    :param limit: least possible speakers in the middle, in people.
    :param first: the number of the first of the points.
    """
    bars = tuple(_bar(point, place, first, limit) for place, point in enumerate(points))
    return Chart(
        width=LEFT + STEP * max(len(points), 6) + 8, height=HEIGHT + TOP + 22, bars=bars, limit=_at(limit),
        lines=tuple((_at(people), f"{people:,}") for people in LINES),
    )  # fmt: skip


def _bar(point: Point, place: int, first: int, limit: float) -> Bar:
    found = point.after.possible_speakers
    top, low = _at(found.high), _at(found.low)
    return Bar(
        x=LEFT + STEP * (place + 0.5), top=top, bottom=max(low, top + 2.0), middle=_at(found.middle),
        number=first + place, asked=point.told.asked, below=found.middle < limit,
    )  # fmt: skip


def _at(people: float) -> float:
    """How far below the upper edge a number of people stands: powers of ten at even distances."""
    return round(TOP + HEIGHT * (1 - min(1.0, math.log10(max(people, 0) + 1) / math.log10(MOST + 1))), 1)
