"""Dates for readers, in English and in Korean, saying no more than is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from typing import Final, Literal

from jebo.observatory.date import Date, End, Moment, Unit

Language = Literal["en", "ko"]

_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_SEASONS: Final = {
    "21": ("spring", "봄"),
    "22": ("summer", "여름"),
    "23": ("autumn", "가을"),
    "24": ("winter", "겨울"),
}
_ORDINALS: Final = ("first", "second", "third", "fourth")
_THIRDS: Final = (("초순", 1, 10), ("중순", 11, 20), ("하순", 21, 31))
"""A third of a month runs from the 1st, the 11th and the 21st: National Institute of Korean Language,
*Standard Korean Dictionary*, under 초순, 중순, 하순. So ``2023-07-1X``, which may be the 10th, is no 중순."""


def date_in_words(date: Date, language: Language) -> str:
    """*date* as a reader would say it.

    >>> from jebo.observatory.date import read
    >>> date_in_words(read("2023-07-13"), "en"), date_in_words(read("2023-07-0X"), "ko")
    ('13 July 2023', '2023년 7월 초순')
    """
    return _english(date) if language == "en" else _korean(date)


def _english(date: Date) -> str:
    start, end = date.start, date.end
    if isinstance(start, Moment) and isinstance(end, Moment):
        if not date.lasting:
            return _marked_en(start)
        return _short_en(start, end) or f"from {_marked_en(start)} to {_marked_en(end)}"
    if isinstance(start, Moment):
        since = f"from {_marked_en(start)}"
        return f"{since} on" if end == End.OPEN else f"{since}, until when is not known"
    if isinstance(end, Moment):
        until = f"up to {_marked_en(end)}"
        return until if start == End.OPEN else f"{until}, since when is not known"
    return "date not known"


def _korean(date: Date) -> str:
    start, end = date.start, date.end
    if isinstance(start, Moment) and isinstance(end, Moment):
        if not date.lasting:
            return _marked_ko(start)
        return _short_ko(start, end) or f"{_marked_ko(start)}부터 {_marked_ko(end)}까지"
    if isinstance(start, Moment):
        return f"{_marked_ko(start)}부터" + ("" if end == End.OPEN else "(끝은 모름)")
    if isinstance(end, Moment):
        return f"{_marked_ko(end)}까지" + ("" if start == End.OPEN else "(시작은 모름)")
    return "날짜 모름"


def _short_en(start: Moment, end: Moment) -> str:
    """``13–15 July 2023``, ``13 July – 2 August 2023``; empty where the two must be told apart in full."""
    if not _two_plain_days(start, end):
        return ""
    one, two = start.earliest, end.earliest
    if one.month == two.month:
        return f"{one.day}–{two.day} {_MONTHS[two.month - 1]} {two.year}"
    return f"{one.day} {_MONTHS[one.month - 1]} – {two.day} {_MONTHS[two.month - 1]} {two.year}"


def _short_ko(start: Moment, end: Moment) -> str:
    """``2023년 7월 13~15일``, ``2023년 7월 13일~8월 2일``; empty where the two must be told apart in full."""
    if not _two_plain_days(start, end):
        return ""
    one, two = start.earliest, end.earliest
    if one.month == two.month:
        return f"{one.year}년 {one.month}월 {one.day}~{two.day}일"
    return f"{one.year}년 {one.month}월 {one.day}일~{two.month}월 {two.day}일"


def _two_plain_days(start: Moment, end: Moment) -> bool:
    plain = all(
        side.unit == Unit.DAY and not (side.open_digits or side.uncertain or side.approximate)
        for side in (start, end)
    )
    return plain and start.year == end.year and start.earliest < end.earliest


def _marked_en(moment: Moment) -> str:
    about = "about " if moment.approximate else ""
    return about + _plain_en(moment) + (" (not certain)" if moment.uncertain else "")


def _marked_ko(moment: Moment) -> str:
    about = "쯤" if moment.approximate else ""
    return _plain_ko(moment) + about + ("(불확실)" if moment.uncertain else "")


def _plain_en(moment: Moment) -> str:
    if moment.open_digits:
        return _open_en(moment)
    return _UNITS_EN[moment.unit](moment)


def _plain_ko(moment: Moment) -> str:
    if moment.open_digits:
        return _open_ko(moment)
    return _UNITS_KO[moment.unit](moment)


def _day_en(moment: Moment) -> str:
    return f"{moment.earliest.day} {_month_en(moment)}"


def _month_en(moment: Moment) -> str:
    return f"{_MONTHS[moment.earliest.month - 1]} {_year(moment.earliest)}"


def _quarter_en(moment: Moment) -> str:
    return f"the {_ORDINALS[int(moment.month) - 33]} quarter of {_year(moment.earliest)}"


_UNITS_EN: Final[Mapping[Unit, Callable[[Moment], str]]] = {
    Unit.DAY: _day_en,
    Unit.MONTH: _month_en,
    Unit.SEASON: lambda moment: f"{_SEASONS[moment.month][0]} {int(moment.year)}",
    Unit.QUARTER: _quarter_en,
    Unit.YEAR: lambda moment: _year(moment.earliest),
}
_UNITS_KO: Final[Mapping[Unit, Callable[[Moment], str]]] = {
    Unit.DAY: lambda moment: f"{_month_ko(moment)} {moment.earliest.day}일",
    Unit.MONTH: lambda moment: _month_ko(moment),
    Unit.SEASON: lambda moment: f"{int(moment.year)}년 {_SEASONS[moment.month][1]}",
    Unit.QUARTER: lambda moment: f"{int(moment.year)}년 {int(moment.month) - 32}분기",
    Unit.YEAR: lambda moment: f"{_year(moment.earliest)}년",
}


def _month_ko(moment: Moment) -> str:
    return f"{moment.earliest.year}년 {moment.earliest.month}월"


def _year(day: Day) -> str:
    return str(day.year)


def _open_en(moment: Moment) -> str:
    first, last = moment.earliest, moment.latest
    if moment.unit == Unit.DECADE:
        return f"the {moment.year[:3]}0s"
    if moment.unit == Unit.CENTURY:
        return f"between {first.year} and {last.year}"
    if moment.month == "XX":
        return f"some {moment.unit} in {first.year}"
    if moment.day == "XX" and "X" not in moment.month:
        return f"some day in {_month_en(moment)}"
    if moment.unit == Unit.MONTH or "X" in moment.month:
        some = "between" if moment.unit == Unit.MONTH else "some day between"
        return f"{some} {_MONTHS[first.month - 1]} and {_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return _day_en(moment)
    days = f"{first.day} or {last.day}" if (last - first).days == 1 else f"between {first.day} and {last.day}"
    return f"{days} {_month_en(moment)}"


def _open_ko(moment: Moment) -> str:
    first, last = moment.earliest, moment.latest
    if moment.unit == Unit.DECADE:
        return f"{int(moment.year[:3])}0년대"
    if moment.unit == Unit.CENTURY:
        return f"{first.year}년에서 {last.year}년 사이"
    if moment.month == "XX":
        return f"{first.year}년의 어느 {'달' if moment.unit == Unit.MONTH else '날'}"
    if moment.day == "XX" and "X" not in moment.month:
        return f"{_month_ko(moment)}의 어느 날"
    if moment.unit == Unit.MONTH or "X" in moment.month:
        some = "" if moment.unit == Unit.MONTH else "의 어느 날"
        return f"{first.year}년 {first.month}월에서 {last.month}월 사이{some}"
    return f"{_month_ko(moment)} {_days_ko(first, last)}"


def _days_ko(first: Day, last: Day) -> str:
    """Some day of a month: by its third where all the days lie in one, otherwise by the days."""
    if first == last:
        return f"{first.day}일"
    for name, low, high in _THIRDS:
        if low <= first.day and last.day <= high:
            return name
    return f"{first.day}일에서 {last.day}일 사이"
