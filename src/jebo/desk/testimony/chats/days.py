"""Days as messengers write them, in Korean, English and Chinese forms. The hour is read over, never kept."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

HERE: Final = timezone(timedelta(hours=9))
"""Whose days a moment is counted in: those of Korea. Chosen by us; most files name the day themselves."""

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NUMBERED: Final = (
    r"(?P<y>\d{4})(?:년 ?|\. ?|-|/|年)(?P<m>\d{1,2})(?:월 ?|\. ?|-|/|月)(?P<d>\d{1,2})(?:일|\.|日)?"
)
_NAMED: Final = r"(?P<name>[A-Z][a-z]{2,8})\.? (?P<nd>\d{1,2}), (?P<ny>\d{4})"
_WEEKDAY: Final = r"(?:[월화수목금토일]요일|\([월화수목금토일]\))"
DAY: Final = rf"(?:(?:[A-Z][a-z]{{5,8}}, )?{_NAMED}|{_NUMBERED}(?: {_WEEKDAY})?)"
"""A day on a line; its parts are the groups y, m, d or name, nd, ny."""
_GAP: Final = "[ \u00a0\u202f]"
CLOCK: Final = rf"(?:(?:오전|오후|上午|下午){_GAP}?\d{{1,2}}:\d{{2}}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:{_GAP}?(?:[AaPp]\.?[Mm]\.?))?)"
"""An hour on a line, in twelve or twenty-four hours. It has no groups: nothing of it is wanted."""


def day_of(match: re.Match[str]) -> date | None:
    """The day that a match of :data:`DAY` found; none if there is no such day."""
    found = match.groupdict()
    if found.get("name"):
        return day(found["ny"], str(_MONTHS.get(found["name"].lower(), 0)), found["nd"])
    return day(found["y"], found["m"], found["d"])


def day(year: str, month: str, day: str) -> date | None:
    """The day, or none if there is no such day.

    >>> day("2026", "2", "30") is None
    True
    """
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def iso_day(text: object) -> date | None:
    """The day at the beginning of an ISO date or moment, as it stands there.

    >>> iso_day("2026-03-02T23:59:59")
    datetime.date(2026, 3, 2)
    """
    if not isinstance(text, str) or len(text) < 10:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def moment_day(milliseconds: object) -> date | None:
    """The day, in Korea, of a moment in milliseconds since 1970, as a number or as digits.

    >>> moment_day(1772467200000)  # 2026-03-02, four in the afternoon in London
    datetime.date(2026, 3, 3)
    """
    if (
        isinstance(milliseconds, str)
        and milliseconds.isascii()
        and milliseconds.isdigit()
        and len(milliseconds) < 16
    ):
        milliseconds = int(milliseconds)
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return None
    if not 0 < milliseconds < 1e14:  # the year 5138; NaN fails too
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(HERE).date()
