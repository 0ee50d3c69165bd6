"""Days and weeks in Korean."""

from __future__ import annotations

import re

from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Edit, Phrase

_MONTH_DAY = re.compile(r"(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일")
_MONTH = re.compile(r"(?:지난해 |올해 |작년 |\d{4}년 )?(?P<month>\d{1,2})월")
_NUMBER = re.compile(r"\d*$")
_TAIL = re.compile(r"(?P<tail>에는|에도|에|께|쯤|경)?(?=\s|,|$)")
_BOUND = re.compile(r"\s?(?:부터|까지|이후|이전|이래|자|자로|의|이|은|을|과|와|로|이다|이었)")


def time_phrase(frame: Frame) -> Phrase:
    """A day: wordings by its month, where one is named; 최근; left out where it is an adverbial."""
    phrase, slots = frame.phrase, {}
    if match := _MONTH_DAY.search(phrase):
        part = ("초순", "중순", "하순")[min((int(match["day"]) - 1) // 10, 2)]
        slots = {"part_of_month": f"{match['month']}월 {part}", "month": f"{match['month']}월"}
    elif match := _MONTH.search(phrase):
        slots = {"month": f"{match['month']}월"} if match[0] != phrase else {}
    number = _NUMBER.search(frame.before)
    start = frame.start - (len(number[0]) if number else 0)
    if before := re.search(r"(?:지난|오는|이달|지난달)\s$", frame.before):
        start = frame.first + before.start()
    if _BOUND.match(frame.after):
        return Phrase(kind=frame.kind, phrase_class="day", start=start, end=frame.end, slots=slots)
    end = _end(frame)
    if frame.after[: end - frame.end] in ("", "쯤", "경", "께"):
        slots = {
            key: f"{value}에" if not frame.after.startswith("에") else value for key, value in slots.items()
        }
    slots = {
        key: value if value.endswith("에") or end == frame.end else f"{value}에"
        for key, value in slots.items()
    }
    return Phrase(
        kind=frame.kind,
        phrase_class="day",
        start=start,
        end=end,
        slots=slots | {"recently": "최근"},
        cuts=cut(frame, start, end),
    )


def _end(frame: Frame) -> int:
    """Where the time ends, with its particle and the part of the day that follows."""
    tail = re.match(
        r"(?:\s(?:첫|둘|셋|넷|다섯)째\s주|\s마지막\s주)?(?:\s(?:새벽|아침|오전|낮|오후|저녁|밤|무렵|현재)(?!\s?(?:\d|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)))?(?:에는|에도|에|께|쯤|경)?(?=\s|,|$|“|‘)",
        frame.after,
    )
    return frame.end + (tail.end() if tail else 0)


def cut(frame: Frame, start: int, end: int) -> tuple[Edit, ...]:
    """Leave it out with the space or the comma behind it."""
    after = re.match(r",?\s+|,", frame.text[end : frame.last])
    return (Edit(start, end + (after.end() if after else 0), ""),)
