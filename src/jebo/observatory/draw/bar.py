"""A time as a bar on an axis: light where it may have been, dark where it surely was, open where no end is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from datetime import timedelta
from typing import Final

from markupsafe import Markup

from jebo.observatory.date import Date, Moment

WIDE: Final = 1000
"""Units of an axis from end to end."""
_LEAST: Final = 6
"""Units of the shortest bar. Chosen by eye: on a phone that is two dots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Whole quarters or years, from the first day to the last."""

    first: Day
    last: Day

    def at(self, day: Day) -> float:
        """Where a day begins, from 0 to :data:`WIDE`."""
        days = (self.last - self.first).days + 1
        return WIDE * min(max((day - self.first).days, 0), days) / days

    def ticks(self) -> list[tuple[int, int]]:
        """The quarters on it, as years and numbers from 1."""
        found, year, number = [], self.first.year, (self.first.month + 2) // 3
        while Day(year, 3 * number - 2, 1) <= self.last:
            found.append((year, number))
            year, number = (year, number + 1) if number < 4 else (year + 1, 1)
        return found


def axis(dates: list[Date]) -> Axis | None:
    """The quarters that hold all of them; nothing where no day is known."""
    days = [day for one in dates for day in (one.earliest, one.latest) if day]
    if not days:
        return None
    first, last = min(days), max(days)
    start = Day(first.year, 3 * ((first.month + 2) // 3) - 2, 1)
    end = 3 * ((last.month + 2) // 3)
    return Axis(first=start, last=Day(last.year + end // 12, end % 12 + 1, 1) - timedelta(days=1))


def bar(told: Date, along: Axis) -> Markup:
    """The bar of a date. It is left out for screen readers: the words beside it say the same."""
    left = along.at(told.earliest) if told.earliest else 0.0
    right = along.at(told.latest + timedelta(days=1)) if told.latest else float(WIDE)
    kind = "may rough" if told.approximate or told.uncertain else "may"
    parts = [_box(left, right, kind)]
    if told.lasting and isinstance(told.start, Moment):
        sure = along.at(told.end.earliest + timedelta(days=1)) if isinstance(told.end, Moment) else right
        parts.append(_box(along.at(told.start.latest), sure, "sure"))
    elif told.earliest and told.earliest == told.latest and kind == "may":
        parts.append(_box(left, right, "sure"))
    parts += [_open(0) if told.earliest is None else "", _open(WIDE) if told.latest is None else ""]
    return Markup(  # noqa: S704 - numbers and our own words
        f'<svg class="bar" viewBox="0 0 {WIDE} 14" preserveAspectRatio="none" aria-hidden="true">{"".join(parts)}</svg>'
    )


def beside(told: Date, along: Axis) -> str:
    """The classes by which the words for a date stand over its bar: from its beginning, or where that is far right up to its end."""
    left = along.at(told.earliest) if told.earliest else 0.0
    right = along.at(told.latest + timedelta(days=1)) if told.latest else float(WIDE)
    if left < WIDE * 0.55:
        return f"at{round(left * 10 / WIDE)}"
    return f"end end{int(right * 10 / WIDE - 0.01)}"


def _box(left: float, right: float, kind: str) -> str:
    wide = max(right - left, _LEAST)
    return f'<rect class="{kind}" x="{min(left, WIDE - wide):.0f}" y="1" width="{wide:.0f}" height="12"/>'


def _open(at: int) -> str:
    tip = 14 if at == 0 else -14
    return f'<path class="open" d="M{at + tip} 0L{at} 7L{at + tip} 14"/>'
