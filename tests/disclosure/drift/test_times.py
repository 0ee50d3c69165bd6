"""Days, months and hours, and what a translation does to them."""

from __future__ import annotations

import pytest
from tests.disclosure.drift.changes import found, kinds

from jebo.disclosure.drift.days import Day, english_days, korean_days


def _told(day: Day) -> dict[str, object]:
    names = ("year", "month", "day", "weekday", "part", "hour", "told")
    return {name: value for name in names if (value := getattr(day, name)) is not None}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023년 7월 13일에", {"year": 2023, "month": 7, "day": 13}),
        ("7월 초에", {"month": 7, "part": "early"}),
        ("7월 첫째 주", {"month": 7, "part": "week1"}),
        ("목요일에", {"weekday": 3}),
        ("새벽 5시에", {"hour": 5}),
        ("오후 세 시", {"hour": 3}),
        ("22일 전했다", {"day": 22}),
        ("이튿날", {"told": "next_day"}),
        ("지난주", {"told": "last_week"}),
    ],
)
def test_a_korean_time_is_read(text: str, told: dict[str, object]) -> None:
    assert [_told(day) for day in korean_days(text, 0, len(text))] == [told]


@pytest.mark.parametrize("text", ["3일간", "10일 만에", "22일 전", "세 시간", "7월급", "초조하다"])
def test_a_korean_span_of_time_is_no_day(text: str) -> None:
    assert korean_days(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("on July 13, 2023", {"year": 2023, "month": 7, "day": 13}),
        ("on 13 July", {"month": 7, "day": 13}),
        ("in early July", {"month": 7, "part": "early"}),
        ("in the first week of July", {"month": 7, "part": "week1"}),
        ("on the 13th", {"day": 13}),
        ("on Thursday", {"weekday": 3}),
        ("at 5 a.m.", {"hour": 5}),
        ("the very next day", {"told": "next_day"}),
        ("in May", {"month": 5}),
    ],
)
def test_an_english_time_is_read(text: str, told: dict[str, object]) -> None:
    assert [_told(day) for day in english_days(text, 0, len(text))] == [told]


@pytest.mark.parametrize(
    "text", ["May they rest", "he may come", "a march on the city", "for 5 hours", "the 13th floor"]
)
def test_an_english_word_that_only_looks_like_a_time_is_none(text: str) -> None:
    assert english_days(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("korean", "english", "kind"),
    [
        ("검열은 7월 초에 시작됐다.", "The inspection began in July.", "time.coarser"),
        ("검열은 7월에 시작됐다.", "The inspection began early in July.", "time.finer"),
        ("검열은 7월 초에 시작됐다.", "The inspection began in the first week of July.", "time.finer"),
        ("검열은 7월 말에 시작됐다.", "The inspection began in early July.", "time.changed"),
        ("검열은 7월에 시작됐다.", "The inspection began in August.", "time.changed"),
        ("검열은 최근 시작됐다.", "The inspection began on Tuesday.", "time.finer"),
        ("검열은 5일 시작됐다.", "The inspection began recently.", "time.coarser"),
        ("검열은 5일 시작됐다.", "The inspection began on the 6th.", "time.changed"),
        ("검열은 새벽 5시에 시작됐다.", "The inspection began at dawn.", "time.coarser"),
        ("검열은 새벽에 시작됐다.", "The inspection began at 5 a.m.", "time.finer"),
        ("검열은 이튿날 시작됐다.", "The inspection began soon afterwards.", "time.coarser"),
        ("검열은 얼마 뒤 시작됐다.", "The inspection began the very next day.", "time.finer"),
    ],
)
def test_what_became_of_a_time_is_told(korean: str, english: str, kind: str) -> None:
    assert kinds(korean, english) == {kind}


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("검열은 7월 초에 시작됐다.", "The inspection began early in July."),
        ("검열은 7월 하순에 시작됐다.", "The inspection began at the end of July."),
        ("검열은 5일 시작됐다.", "The inspection began on the 5th."),
        ("검열은 5일 이어졌다.", "The inspection went on for five days."),
        ("검열은 화요일에 시작됐다.", "The inspection began on Tuesday."),
        ("검열은 오후 2시에 시작됐다.", "The inspection began at 2 p.m."),
        ("검열은 다음 날 시작됐다.", "The inspection began the following day."),
    ],
)
def test_the_same_time_in_another_form_is_no_change(korean: str, english: str) -> None:
    assert found(korean, english) == []


def test_a_date_and_a_weekday_that_do_not_agree_are_told_where_the_year_is_known() -> None:
    korean, english = "검열은 7월 13일 시작됐다.", "The inspection began on {day}."
    assert kinds(korean, english.format(day="Friday"), year=2023) == {"time.changed"}
    assert kinds(korean, english.format(day="Thursday"), year=2023) == set()
    assert kinds(korean, english.format(day="Friday")) == set()
