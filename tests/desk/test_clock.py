"""The day that the desk writes down is the day where the newsroom is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from jebo.desk.clock import VARIABLE, UnknownZone, day_of, zone


@pytest.mark.parametrize(
    ("hour", "name", "day"),
    [
        (14, "Asia/Seoul", 1),
        (15, "Asia/Seoul", 2),
        (15, "UTC", 1),
        (4, "America/New_York", 28),
        (5, "America/New_York", 1),
    ],
)
def test_midnight_is_the_newsrooms_own(hour: int, name: str, day: int) -> None:
    found = day_of(datetime(2026, 3, 1, hour, tzinfo=UTC), ZoneInfo(name))
    assert found == date(2026, 3 if day < 28 else 2, day)


def test_where_nobody_names_a_zone_it_is_the_machines() -> None:
    assert zone({}) is None
    assert zone({VARIABLE: ""}) is None
    assert zone({VARIABLE: "Asia/Seoul"}) == ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize("name", ["Seoul", "../etc/passwd", "/etc/localtime", "Asia/\0", "KST-9"])
def test_a_zone_that_there_is_not_is_refused_in_words(name: str) -> None:
    with pytest.raises(UnknownZone, match="JEBO_TIME_ZONE"):
        zone({VARIABLE: name})
