"""Days, months and hours that a text names, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from jebo.disclosure.drift.change import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A time as named: each part is there or None.

    ``weekday`` counts from Monday (0); ``part`` of a month is ``early``, ``mid``, ``late`` or ``week1`` to
    ``week5``; ``hour`` counts to twelve; ``told`` is a day told from another one (``today``, ``yesterday``,
    ``next_day`` …).
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    hour: int | None = None
    told: str | None = None

    @property
    def fine(self) -> bool:
        """Whether it names a day, not a longer time."""
        return self.day is not None or self.weekday is not None or self.told in _DAYS_TOLD


_DAYS_TOLD: Final = frozenset({"today", "yesterday", "before_yesterday"})
_WEEKDAYS: Final = "월화수목금토일"
_KOREAN: Final = re.compile(
    r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)년(?:도)?\s?)?(?:(?<!\d)(?P<month>1[0-2]|[1-9])월(?!급)\s?)?"
    r"(?:(?:(?P<part>초순|상순|중순|하순|초|말)(?![가-힣]{3}))|(?:(?P<week>첫째|첫|둘째|셋째|넷째|다섯째)\s?주)|"
    r"(?:(?<!\d)(?<!\d[-~∼～])(?P<day>3[01]|[12]\d|[1-9])일(?!\s?(?:간|동안|째|만|내내|이상|이내|가량|정도|넘|후|뒤|전(?![했한하해])|치|에\s걸쳐|여|씩|짜리))))?"
)
_KOREAN_WEEKDAY: Final = re.compile(rf"(?P<weekday>[{_WEEKDAYS}])요일")
_KOREAN_HOUR: Final = re.compile(
    r"(?:오전|오후|새벽|아침|저녁|밤)\s?(?P<hour>\d{1,2}|열두|열한|열|한|두|세|네|다섯|여섯|일곱|여덟|아홉)\s?시(?!간)(?:\s?\d{1,2}분)?|(?<![\d가-힣])(?P<clock>\d{1,2})시(?!간|[가-힣]*장)|(?<!\d)(?P<digital>\d{1,2}):\d\d"
)
_KOREAN_HOURS: Final = {
    w: i for i, w in enumerate("한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두".split(), start=1)
}
_PARTS: Final = {"초": "early", "초순": "early", "상순": "early", "중순": "mid", "하순": "late", "말": "late"}
_WEEKS: Final = {"첫": 1, "첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5}
_KOREAN_TOLD: Final = {
    "today": r"오늘(?![가-힣]{2}날)",
    "yesterday": r"어제|어젯밤|간밤",
    "before_yesterday": r"그저께|그제(?!서)",
    "next_day": r"다음\s?날|이튿날|하루\s(?:뒤|후)",
    "day_before": r"(?<![가-힣])전날|하루\s전",
    "this_week": r"이번\s?주",
    "last_week": r"지난\s?주(?!민)",
    "this_month": r"이달|이번\s?달",
    "last_month": r"지난\s?달",
    "this_year": r"올해|금년",
    "last_year": r"지난해|작년",
}

_MONTHS: Final = {
    name: i
    for i, names in enumerate(
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep"
        " october|oct november|nov december|dec".split(),
        start=1,
    )
    for name in names.split("|")
}
_MONTH: Final = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_PART: Final = (
    r"(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Tt]he\s(?:beginning|start|end|middle)\sof|[Bb]eginning of|"
    r"[Ee]nd of)[\s-](?:in\s)?|(?:the\s)?(?P<week>first|second|third|fourth|last)\sweek\s(?:of|in)\s)?"
)
_NUMBER: Final = r"(?P<{}>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?"
_ENGLISH: Final = (
    re.compile(
        rf"\b{_NUMBER.format('first')}(?:\s(?:of\s)?){_MONTH}(?:,?\s(?P<year>(?:19|20)\d\d))?\b|"
        rf"\b{_PART.replace('<part>', '<part2>').replace('<week>', '<week2>')}"
        rf"{_MONTH.replace('<month>', '<month2>')}"
        rf"(?:\s{_NUMBER.format('second')}\b)?(?:,?\s(?P<year2>(?:19|20)\d\d)\b)?"
    ),
    re.compile(
        r"\b(?:on\s)?the\s(?P<first>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?!\s(?:floor|century|time|round|year|grade|party|congress|plenary|session|birthday|anniversary))|\b(?:in|since|during|of)\s(?P<year>(?:19|20)\d\d)\b"
    ),
)
_ENGLISH_WEEKDAY: Final = re.compile(r"\b(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_ENGLISH_WEEKDAYS: Final = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_ENGLISH_HOUR: Final = re.compile(
    r"\b(?P<hour>\d{1,2})(?::\d\d)?\s?(?:[ap]\.?m\b\.?|o['’]clock)|\b(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"\s(?:o['’]clock|in\sthe\s(?:morning|afternoon|evening))|\b(?P<digital>\d{1,2}):\d\d\b",
    re.IGNORECASE,
)
_ENGLISH_HOURS: Final = {
    w: i
    for i, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_ENGLISH_TOLD: Final = {
    "today": r"\btoday\b",
    "yesterday": r"\byesterday\b|\blast night\b",
    "before_yesterday": r"\bthe day before yesterday\b",
    "next_day": r"\bthe (?:very )?(?:next|following) (?:day|morning|afternoon|evening)\b"
    r"|\b(?:the|a|one) day (?:after|later)\b|\bnext day\b",
    "day_before": r"\bthe (?:day before|previous day)\b|\ba day earlier\b",
    "this_week": r"\bthis week\b",
    "last_week": r"\blast week\b",
    "this_month": r"\bthis month\b",
    "last_month": r"\blast month\b",
    "this_year": r"\bthis year\b",
    "last_year": r"\blast year\b",
}


def _told(table: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in table.items()), re.IGNORECASE)


_TOLD: Final = {"ko": _told(_KOREAN_TOLD), "en": _told(_ENGLISH_TOLD)}


def korean_days(text: str, start: int, end: int) -> list[Day]:
    """The times of ``text[start:end]``."""
    found = [_korean(m) for m in _KOREAN.finditer(text, start, end) if m["year"] or m["month"] or m["day"]]
    found += [
        Day(span=Span(*m.span()), weekday=_WEEKDAYS.index(m["weekday"]))
        for m in _KOREAN_WEEKDAY.finditer(text, start, end)
    ]
    found += _hours(_KOREAN_HOUR, _KOREAN_HOURS, text, start, end) + _tolds("ko", text, start, end)
    return _apart(found)


def _korean(match: re.Match[str]) -> Day:
    stop = match.start() + len(match[0].rstrip())
    week = f"week{_WEEKS[match['week']]}" if match["week"] else None
    return Day(
        span=Span(match.start(), stop),
        year=_int(match["year"]),
        month=_int(match["month"]),
        day=_int(match["day"]),
        part=(_PARTS[match["part"]] if match["part"] else week) if match["month"] else None,
    )


def english_days(text: str, start: int, end: int) -> list[Day]:
    """The times of ``text[start:end]``."""
    found = [_english(m) for m in _ENGLISH[0].finditer(text, start, end)]
    found += [
        Day(span=Span(*m.span()), day=_int(m["first"]), year=_int(m["year"]))
        for m in _ENGLISH[1].finditer(text, start, end)
    ]
    found += [
        Day(span=Span(*m.span()), weekday=_ENGLISH_WEEKDAYS.index(m["weekday"]))
        for m in _ENGLISH_WEEKDAY.finditer(text, start, end)
    ]
    found += _hours(_ENGLISH_HOUR, _ENGLISH_HOURS, text, start, end) + _tolds("en", text, start, end)
    return _apart([day for day in found if not _is_may(day, text)])


def _is_may(day: Day, text: str) -> bool:
    """Whether "May" is no month: alone, at the beginning of a sentence or after its subject."""
    alone = day.month == 5 and day.day is None and day.year is None and day.part is None
    return alone and not re.search(
        r"\b(?:in|of|since|until|by|last|this|from|to|through)\s$", text[: day.span.start][-8:]
    )


def _english(match: re.Match[str]) -> Day:
    month = (match["month"] or match["month2"]).lower().rstrip(".")
    part, week = (match["part2"] or "").lower(), (match["week2"] or "").lower()
    return Day(
        span=Span(*match.span()),
        year=_int(match["year"] or match["year2"]),
        month=_MONTHS[month],
        day=_int(match["first"] or match["second"]),
        part=_english_part(part, week),
    )


def _english_part(part: str, week: str) -> str | None:
    if week:
        return {"first": "week1", "second": "week2", "third": "week3", "fourth": "week4", "last": "late"}[
            week
        ]
    for word, name in (
        ("early", "early"),
        ("begin", "early"),
        ("start", "early"),
        ("mid", "mid"),
        ("late", "late"),
        ("end", "late"),
    ):
        if word in part:
            return name
    return None


def _hours(pattern: re.Pattern[str], words: Mapping[str, int], text: str, start: int, end: int) -> list[Day]:
    found = []
    for match in pattern.finditer(text, start, end):
        named = next(name for name in match.groupdict().values() if name)
        hour = int(named) if named.isdecimal() else words[named.lower()]
        found.append(Day(span=Span(*match.span()), hour=hour % 12 or 12))
    return found


def _tolds(code: str, text: str, start: int, end: int) -> list[Day]:
    return [Day(span=Span(*m.span()), told=m.lastgroup) for m in _TOLD[code].finditer(text, start, end)]


def _apart(found: list[Day]) -> list[Day]:
    """In order, those that lie in another left out."""
    kept: list[Day] = []
    for day in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or day.span.start >= kept[-1].span.end:
            kept.append(day)
    return kept


def _int(text: str | None) -> int | None:
    return int(text) if text else None


DAYS: Final[Mapping[str, Callable[[str, int, int], list[Day]]]] = {"ko": korean_days, "en": english_days}
