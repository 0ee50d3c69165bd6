"""The desk's day is that of the newsroom: it begins at midnight there, wherever the machine and the sources are."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from tests.desk.conftest import DeskOf, MakeMember

from jebo.desk import clock
from jebo.desk.people import sessions

NOWHERE = Path("/nowhere")
# Half past midnight in Seoul, while it is still the day before in London.
HALF_PAST_MIDNIGHT = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)


class Stopped(datetime):
    """A clock that stands at half past midnight in Seoul."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(HALF_PAST_MIDNIGHT.timestamp(), tz)


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(clock, "datetime", Stopped)
    return monkeypatch


@pytest.mark.parametrize(
    ("hour", "minute", "there"),
    [(14, 59, date(2026, 3, 2)), (15, 0, date(2026, 3, 3)), (23, 59, date(2026, 3, 3))],
)
def test_a_day_begins_at_midnight_where_the_newsroom_is(hour: int, minute: int, there: date) -> None:
    moment = datetime(2026, 3, 2, hour, minute, tzinfo=UTC)
    assert clock.day(moment, ZoneInfo("Asia/Seoul")) == there
    assert clock.day(moment, UTC) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("named", "day"),
    [("Asia/Seoul", date(2026, 3, 3)), ("Europe/London", date(2026, 3, 2)), ("UTC", date(2026, 3, 2))],
)
def test_after_midnight_in_seoul_today_is_the_day_of_the_zone_that_is_named(
    night: pytest.MonkeyPatch, named: str, day: date
) -> None:
    night.setenv(clock.VARIABLE, named)
    assert clock.today() == day


def test_the_first_page_shows_the_newsrooms_day(
    night: pytest.MonkeyPatch, member: MakeMember, desk_of: DeskOf
) -> None:
    browser = desk_of(member("Mina", "contact editor"))
    for named, day in (("Asia/Seoul", "2026-03-03"), ("America/New_York", "2026-03-02")):
        night.setenv(clock.VARIABLE, named)
        assert f'<time class="count" datetime="{day}">{day}</time>' in browser.get("/").content.decode()


def test_what_is_named_goes_before_what_the_machine_says(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    for environment, key in (
        ({clock.VARIABLE: "Asia/Seoul", "TZ": "Europe/London"}, "Asia/Seoul"),
        ({"TZ": ":Europe/London"}, "Europe/London"),
        ({"TZ": "KST-9"}, "Asia/Tokyo"),  # an offset is no name
        ({}, "Asia/Tokyo"),
    ):
        assert clock.zone(environment, link).key == key


@pytest.mark.parametrize("said", ["", "KST-9", "/etc/passwd", "../Asia/Seoul", "Asia"])
def test_a_machine_that_does_not_say_where_it_is_counts_in_utc(said: str) -> None:
    assert clock.zone({"TZ": said}, NOWHERE).key == "UTC"


@pytest.mark.parametrize("said", ["Soul", "KST-9", "Europe", "../Asia/Seoul", "/etc/passwd", "QX7\0"])
def test_a_name_that_is_none_is_refused_and_not_quoted(said: str) -> None:
    with pytest.raises(clock.NoZone) as refused:
        clock.zone({clock.VARIABLE: said})
    assert said not in str(refused.value)


def test_pages_count_in_the_same_zone() -> None:
    assert clock.zone(os.environ).key == settings.TIME_ZONE


def test_a_session_says_the_newsrooms_day_on_which_it_began(
    member: MakeMember, desk_of: DeskOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: HALF_PAST_MIDNIGHT)
    mina = member("Mina", "contact editor")
    desk_of(mina)
    with timezone.override("Asia/Seoul"):
        assert [one.since for one in sessions.of(mina.pk, None)] == [date(2026, 3, 3)]
