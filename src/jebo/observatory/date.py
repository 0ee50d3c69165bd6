"""Dates as people know them: a day, a month, some day in the teens of July, about then, since then.

Written as the Extended Date/Time Format: ISO 8601-2:2019, in the wording of the Library of Congress
(https://www.loc.gov/standards/datetime/). Level 0 and level 1 without times of day, years beyond four digits and
years before 1; from level 2 the single ``X`` of a month or a day (``2023-07-1X``) and the quarters 33 to 36.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, timedelta
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from enum import StrEnum
from typing import Final

from jebo.observatory.unreadable import EndsBeforeItBegins, NoSuchDay, NotADate


class Unit(StrEnum):
    """How fine a date is meant, from a day to a century."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class End(StrEnum):
    """An end that is no date: open (``..``, there is no bound) or not known (nothing before or behind the slash)."""

    OPEN = "open"
    UNKNOWN = "unknown"


class Overlap(StrEnum):
    """How two dates lie: they share a day whatever is meant, they may, or they cannot."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    CONTRADICT = "contradict"


_SLACK: Final = {
    Unit.DAY: timedelta(days=3),
    Unit.MONTH: timedelta(days=31),
    Unit.SEASON: timedelta(days=92),
    Unit.QUARTER: timedelta(days=92),
    Unit.YEAR: timedelta(days=366),
    Unit.DECADE: timedelta(days=3_653),
    Unit.CENTURY: timedelta(days=36_525),
}
"""How far off "about" may be, either way. EDTF leaves it open; chosen by us: one more of what was named, and three
days for a day, which is how far memory slips within a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One date without a slash: the first and the last day that it may mean, both included.

    ``year``, ``month`` and ``day`` are the digits as written, with their ``X``, empty where there are none;
    ``month`` may be the code of a season (21 to 24) or of a quarter (33 to 36).
    """

    year: str
    month: str
    day: str
    earliest: Day
    latest: Day
    unit: Unit
    uncertain: bool
    approximate: bool

    @property
    def open_digits(self) -> bool:
        """Whether a digit is not known (``X``): one day, month or year is meant, and which is not said."""
        return "X" in self.year + self.month + self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date as written, ``text``, and what it may mean.

    ``lasting`` tells an interval, which is a time that lasted from ``start`` to ``end``; otherwise both are the
    same, and something happened *in* that time. Made by :func:`read`.
    """

    text: str
    start: Moment | End
    end: Moment | End
    lasting: bool = False

    @property
    def earliest(self) -> Day | None:
        """The first day that may be meant; None where the beginning is open or not known."""
        return None if isinstance(self.start, End) else self.start.earliest

    @property
    def latest(self) -> Day | None:
        """The last day that may be meant; None where the end is open or not known."""
        return None if isinstance(self.end, End) else self.end.latest

    @property
    def uncertain(self) -> bool:
        """Whether the teller was not sure of it (``?`` or ``%``), at either end."""
        return any(isinstance(side, Moment) and side.uncertain for side in (self.start, self.end))

    @property
    def approximate(self) -> bool:
        """Whether it is rough (``~`` or ``%``), at either end."""
        return any(isinstance(side, Moment) and side.approximate for side in (self.start, self.end))

    @property
    def precision(self) -> int:
        """ACLED's time precision: 1 the day is known, 2 the week, 3 the month or something vaguer.

        ACLED leaves out what is not known to the month; here it is 3 as well. A day that is rough or not sure is
        no known day, so it is 2 at best (chosen by us). Source: Armed Conflict Location & Event Data Project
        (ACLED), Codebook, "Event time", the column ``time_precision``.
        """
        if self.earliest is None or self.latest is None:
            return 3
        days = (self.latest - self.earliest).days + 1
        if days == 1 and not (self.uncertain or self.approximate):
            return 1
        return 2 if days <= 7 else 3


_SEASONS: Final = {"21": (3, 5), "22": (6, 8), "23": (9, 11)}
"""First and last month, as the weather services of the northern half count them; EDTF itself names no months."""
_WINTER: Final = "24"
_QUARTERS: Final = {"33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12)}
_MOMENT: Final = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>0[1-9]|1[0-2]|[01]X|XX|2[1-4]|3[3-6])(?:-(?P<day>[0-3][0-9X]|XX))?)?"
    r"(?P<mark>[?~%]?)"
)
_MARKS: Final = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}
UNKNOWN: Final = "XXXX"
"""How a date is written of which nothing is known."""


def read(text: str) -> Date:
    """The date that *text* writes, kept as written.

    :raises NotADate: if it is none, or a form that jebo does not keep.
    :raises NoSuchDay: if the calendar does not have it.
    :raises EndsBeforeItBegins: if no day lies between the two ends.

    >>> read("2023-07-1X").earliest, read("2023-07-13/..").latest
    (datetime.date(2023, 7, 10), None)
    """
    if text == UNKNOWN:
        return Date(text=text, start=End.UNKNOWN, end=End.UNKNOWN)
    if "/" not in text:
        moment = _moment(text)
        return Date(text=text, start=moment, end=moment)
    first, _, last = text.partition("/")
    start, end = _side(first), _side(last)
    if isinstance(start, End) and isinstance(end, End):
        raise NotADate
    if isinstance(start, Moment) and isinstance(end, Moment) and start.earliest > end.latest:
        raise EndsBeforeItBegins
    return Date(text=text, start=start, end=end, lasting=True)


def _side(text: str) -> Moment | End:
    if not text:
        return End.UNKNOWN
    return End.OPEN if text == ".." else _moment(text)


def _moment(text: str) -> Moment:
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise NotADate
    year, month, day = match["year"], match["month"] or "", match["day"] or ""
    if not _in_order(year, month, day):
        raise NotADate
    earliest, latest = _bounds(year, month, day)
    return Moment(
        year=year,
        month=month,
        day=day,
        earliest=earliest,
        latest=latest,
        unit=_unit(year, month, day),
        uncertain=match["mark"] in ("?", "%"),
        approximate=match["mark"] in ("~", "%"),
    )


def _in_order(year: str, month: str, day: str) -> bool:
    """Whether an X stands for the rightmost digits only, and a season or a quarter has no days."""
    if "X" in year:
        return not month
    if "X" in month:
        return day in ("", "XX")
    return not (day and month in {*_SEASONS, _WINTER, *_QUARTERS})


def _unit(year: str, month: str, day: str) -> Unit:
    if day:
        return Unit.DAY
    if month in _QUARTERS:
        return Unit.QUARTER
    if month in _SEASONS or month == _WINTER:
        return Unit.SEASON
    if month:
        return Unit.MONTH
    return {0: Unit.YEAR, 1: Unit.DECADE, 2: Unit.CENTURY}[year.count("X")]


def _bounds(year: str, month: str, day: str) -> tuple[Day, Day]:
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if last < 1:
        raise NoSuchDay
    first = max(first, 1)
    if month == _WINTER:
        return _winter(first)
    low, high = _months(month)
    if not day or "X" in month:
        return Day(first, low, 1), _month_end(last, high)
    days = _fitting(day, monthrange(first, low)[1])
    if not days:
        raise NoSuchDay
    return Day(first, low, days[0]), Day(first, low, days[-1])


def _winter(year: int) -> tuple[Day, Day]:
    """The winter of a year is told of both its ends: of January and February, and of December and what follows."""
    return Day(year, 1, 1), _month_end(min(year + 1, MAXYEAR), 2 if year < MAXYEAR else 12)


def _months(month: str) -> tuple[int, int]:
    if not month:
        return 1, 12
    if months := _SEASONS.get(month) or _QUARTERS.get(month):
        return months
    fitting = _fitting(month, 12)
    return fitting[0], fitting[-1]


def _fitting(mask: str, last: int) -> list[int]:
    """The numbers from 1 to *last* of which the two digits fit, an X being any."""
    if "X" not in mask:
        return [int(mask)] if 1 <= int(mask) <= last else []
    fixed = mask.rstrip("X")
    return [one for one in range(1, last + 1) if f"{one:02}".startswith(fixed)]


def _month_end(year: int, month: int) -> Day:
    return Day(year, month, monthrange(year, month)[1])


def coarser(date: Date) -> tuple[Date, ...]:
    """The vaguer forms that are true of *date*, from the finest: month, quarter, year.

    Each holds every day that the date may mean, and marks of doubt stay. A date that crosses the end of a year
    goes to the decade or the century. An end that is open or not known stays so, and the other one is widened.

    >>> [one.text for one in coarser(read("2023-07-13?"))]
    ['2023-07?', '2023-35?', '2023?']
    """
    if date.earliest is None or date.latest is None:
        return _wider_open(date)
    mark = _MARKS[date.uncertain, date.approximate]
    found = [read(text + mark) for text in _around(date.earliest, date.latest)]
    days = date.latest - date.earliest
    return tuple(one for one in found if one.latest and one.earliest and one.latest - one.earliest > days)


def _around(first: Day, last: Day) -> list[str]:
    """The month, quarter and year that hold both days; where no year does, the decade or the century."""
    if first.year == last.year:
        month = [f"{first.year:04}-{first.month:02}"] if first.month == last.month else []
        quarter = (first.month - 1) // 3
        same = quarter == (last.month - 1) // 3
        return [*month, *([f"{first.year:04}-{33 + quarter}"] if same else []), f"{first.year:04}"]
    for digits in (3, 2):
        start = f"{first.year:04}"[:digits]
        if start == f"{last.year:04}"[:digits]:
            return [start + "X" * (4 - digits)]
    return []


def _wider_open(date: Date) -> tuple[Date, ...]:
    """``2023-07-13/..`` as ``2023-07/..`` and ``2023/..``."""
    side = date.start if isinstance(date.start, Moment) else date.end
    if isinstance(side, End):
        return ()
    mark = _MARKS[side.uncertain, side.approximate]
    texts = [text + mark for text in _around(side.earliest, side.latest) if text[5:] < "33"]
    first, _, last = date.text.partition("/")
    found, reach = [], {(date.earliest, date.latest)}
    for text in texts:
        wider = read(f"{text}/{last}" if side is date.start else f"{first}/{text}")
        if (wider.earliest, wider.latest) not in reach:
            found.append(wider)
            reach.add((wider.earliest, wider.latest))
    return tuple(found)


def overlap(one: Date, other: Date) -> Overlap:
    """Whether two dates can be of one event.

    ``CERTAIN`` only if they share a day whatever either of them means, and neither is rough or unsure; so a day
    and its month are ``POSSIBLE``. "About" and "not sure" reach a little beyond the days named, by the unit that
    was named; what lies farther off is ``CONTRADICT``, for a person to judge. Symmetric.
    """
    if not _meet(_reach(one), _reach(other)):
        return Overlap.CONTRADICT
    if any(date.uncertain or date.approximate for date in (one, other)):
        return Overlap.POSSIBLE
    mine, theirs = _core(one), _core(other)
    if theirs and _within((one.earliest, one.latest), theirs):
        return Overlap.CERTAIN
    if mine and _within((other.earliest, other.latest), mine):
        return Overlap.CERTAIN
    return Overlap.CERTAIN if mine and theirs and _meet(mine, theirs) else Overlap.POSSIBLE


_Days = tuple[Day | None, Day | None]


def _meet(one: _Days, other: _Days) -> bool:
    return _before(one[0], other[1]) and _before(other[0], one[1])


def _before(start: Day | None, end: Day | None) -> bool:
    return start is None or end is None or start <= end


def _within(inner: _Days, outer: tuple[Day, Day]) -> bool:
    return bool(inner[0] and inner[1]) and _before(outer[0], inner[0]) and _before(inner[1], outer[1])


def _core(date: Date) -> tuple[Day, Day] | None:
    """The days on which it surely was: of a time that lasted, from the last possible beginning to the first
    possible end; otherwise the one day, if it is one. Of an end that is open or not known nothing is sure, so the
    other one stands alone.
    """
    start = date.start.latest if isinstance(date.start, Moment) else None
    end = date.end.earliest if isinstance(date.end, Moment) else None
    if not date.lasting:
        return (end, end) if end and start == end else None
    if start is None:
        return (end, end) if end and end == date.latest else None
    if end is None:
        return (start, start) if start == date.earliest else None
    return (start, end) if start <= end else None


def _reach(date: Date) -> _Days:
    earliest, latest = date.earliest, date.latest
    if isinstance(date.start, Moment) and earliest and (date.start.uncertain or date.start.approximate):
        earliest = _moved(earliest, -_SLACK[date.start.unit])
    if isinstance(date.end, Moment) and latest and (date.end.uncertain or date.end.approximate):
        latest = _moved(latest, _SLACK[date.end.unit])
    return earliest, latest


def _moved(day: Day, by: timedelta) -> Day | None:
    """The day so much later, or None (no bound) beyond the calendar."""
    try:
        return day + by
    except OverflowError:
        return None
