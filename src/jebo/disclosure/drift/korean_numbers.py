"""Numbers in Korean: figures with 만 and 억, native and Chinese numerals, 여·가량·안팎, 몇·수십."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from jebo.disclosure.drift.change import Span
from jebo.disclosure.drift.quantity import COUNT, Quantity, Room, Sense, figure

_SMALL: Final = {"십": 10, "백": 100, "천": 1_000}
_LARGE: Final = {"만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000}
_CHINESE: Final = {c: i + 1 for i, c in enumerate("일이삼사오육칠팔구")}
_TENS: Final = dict(
    zip(
        "열 스물 스무 서른 마흔 쉰 예순 일흔 여든 아흔".split(),
        (10, 20, 20, 30, 40, 50, 60, 70, 80, 90),
        strict=True,
    )
)
_ONES: Final = {
    "한": 1,
    "하나": 1,
    "두": 2,
    "둘": 2,
    "세": 3,
    "셋": 3,
    "석": 3,
    "서": 3,
    "네": 4,
    "넷": 4,
    "넉": 4,
    "너": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
}
_FEW: Final = {
    "한두": (1, 2),
    "두세": (2, 3),
    "두서너": (2, 4),
    "두어": (2, 3),
    "서너": (3, 4),
    "너덧": (4, 5),
    "네댓": (4, 5),
    "너댓": (4, 5),
    "네다섯": (4, 5),
    "댓": (4, 6),
    "대여섯": (5, 6),
    "예닐곱": (6, 7),
    "일고여덟": (7, 8),
    "엳아홉": (8, 9),
    "여남은": (10, 13),
    "열댓": (14, 16),
    "십수": (11, 19),
    "몇몇": (2, 9),
    "몇": (2, 9),
    "여러": (2, 30),
    "수": (2, 9),
    "수십": (20, 99),
    "몇십": (20, 99),
    "수백": (200, 999),
    "몇백": (200, 999),
    "수천": (2_000, 9_999),
    "몇천": (2_000, 9_999),
    "수만": (20_000, 99_999),
    "수십만": (200_000, 999_999),
    "수백만": (2e6, 9_999_999),
    "다수": (3, math.inf),
    "상당수": (3, math.inf),
}
_PASSING: Final = frozenset({"여러", "다수", "상당수"})
_DAYS: Final = {
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}

_COUNTERS: Final = (
    "명 사람 분 놈 식구 가구 세대 가정 집 개 대 건 회 차례 번 곳 군데 마리 장 권 척 채 정 발 상자 박스 자루 "
    "마대 포대 통 병 벌 켤레 갑 층 배 점 줄 팀 조 가지 종 종류 그루 단 필 짝 말 평 정보 끼 잔 컵 그릇 부대 "
    "단체 업체 공장 기업소 기업 마을 학교 도시 시장 지역 나라 개국 대원 인 쌍 호"
).split()
_UNITS: Final = {
    **dict.fromkeys(_COUNTERS, COUNT),
    "초간": "second",
    "분간": "minute",
    "시간": "hour",
    "일간": "day",
    "일": "day",
    "날": "day",
    "주": "week",
    "주일": "week",
    "주간": "week",
    "개월": "month",
    "달": "month",
    "개월간": "month",
    "년": "year",
    "해": "year",
    "년간": "year",
    "살": "age",
    "세": "age",
    "대": "age",
    "%": "percent",
    "％": "percent",
    "퍼센트": "percent",
    "프로": "percent",
    "원": "money",
    "위안": "money",
    "달러": "money",
    "유로": "money",
    "엔": "money",
    "루블": "money",
    "짯": "money",
    "리알": "money",
    "kg": "mass",
    "㎏": "mass",
    "킬로그램": "mass",
    "킬로그람": "mass",
    "킬로": "mass",
    "그램": "mass",
    "톤": "mass",
    "t": "mass",
    "km": "length",
    "㎞": "length",
    "킬로미터": "length",
    "킬로메터": "length",
    "미터": "length",
    "메터": "length",
    "m": "length",
}
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_ARABIC: Final = r"\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,6})?"
_FIGURE: Final = (
    rf"{_ARABIC}(?:여)?(?:\s?[십백천만억조]+(?:\s?{_ARABIC}[십백천만억조]+)*"
    rf"(?:\s?{_ARABIC}(?=\s?(?:{_UNIT})))?)?"
)
_WORD: Final = (
    "(?:" + "|".join(_TENS) + ")(?:" + "|".join(sorted(_ONES, key=len, reverse=True)) + ")?|"
    "(?:"
    + "|".join(sorted(_ONES, key=len, reverse=True))
    + ")|[일이삼사오육칠팔구십백천만억]*[십백천만억][일이삼사오육칠팔구십백천만억]*"
)
_VAGUE: Final = "|".join(sorted(_FEW, key=len, reverse=True))
_BEFORE: Final = r"(?:(?P<before>약|대략|거의|근|최소한?|적어도|최대|많게는|무려)\s?)?"
_AFTER: Final = (
    r"(?:\s?(?P<after>가량|정도|안팎|남짓|쯤|내외|이상|이하|미만|가까이|가까운|에 가까운|"
    r"을 넘|를 넘|이 넘|가 넘|넘|여(?![가-힣])|에 육박))?"
)
_NUMBER: Final = re.compile(
    rf"{_BEFORE}(?<![가-힣\w.])(?:(?P<from>{_ARABIC})\s?(?:~|∼|～|-|–|에서|내지)\s?)?"
    rf"(?:(?P<figure>{_FIGURE})|(?P<vague>{_VAGUE})|(?P<word>{_WORD}))"
    rf"(?P<odd>여)?(?:\s?(?P<unit>{_UNIT}))?{_AFTER}"
)
_NAMED_DAYS: Final = re.compile(
    rf"{_BEFORE}(?<![가-힣])(?P<days>며칠|{'|'.join(_DAYS)})(?![가-힣]{{3}}){_AFTER}"
)
_ALONE: Final = re.compile(
    r"(?<![가-힣])(?P<alone>둘|셋|넷|다섯|여섯|일곱|여덟|아홉)(?=(?:이|은|을|도|의|과|씩)?(?![가-힣]))"
)
_SHARE: Final = re.compile(r"(?<!\d)(?P<lower>\d{1,4})분의\s?(?P<upper>\d{1,4})|(?<![가-힣])(?P<half>절반)")
_ENDS_OPEN: Final = re.compile(
    r"(?:이|가|은|는|을|를|의|에|도|와|과|들|씩|만|으로|로|이나|이고|이며|뿐|째|간|치|짜리|당|마다|동안|에게|에서|밖|까지|부터|안|내|하|된|했|중|전|후|뒤|여|가량|쯤|정도|남짓)"
)
_NEAR: Final = frozenset({"거의", "근", "가까이", "가까운", "에 가까운", "에 육박"})
_SENSES: Final = {
    **dict.fromkeys(["약", "대략", "가량", "정도", "안팎", "쯤", "내외"], Sense.ABOUT),
    **dict.fromkeys(
        ["거의", "근", "최대", "많게는", "이하", "미만", "가까이", "가까운", "에 가까운", "에 육박"],
        Sense.LESS,
    ),
    **dict.fromkeys(
        ["최소", "최소한", "적어도", "남짓", "이상", "여", "을 넘", "를 넘", "이 넘", "가 넘", "넘"],
        Sense.MORE,
    ),
}


def korean_numbers(text: str, start: int, end: int, taken: list[Span]) -> list[Quantity]:
    """The numbers of ``text[start:end]`` in order, outside the spans that are *taken* (dates)."""
    room = Room(start, end, taken)
    read = chain(
        map(_share, _SHARE.finditer(text, start, end)),
        map(_named_days, _NAMED_DAYS.finditer(text, start, end)),
        (_quantity(match, text) for match in _NUMBER.finditer(text, start, end)),
        _alone(text, start, end),
    )
    found = [one for one in read if one is not None and room.take(one.span)]
    return sorted(found, key=lambda one: one.span)


def _share(match: re.Match[str]) -> Quantity:
    span = Span(*match.span())
    if match["half"]:
        return figure(0.5, Sense.EXACT, "share", span)
    lower = int(match["lower"])
    return figure(int(match["upper"]) / lower if lower else 0.0, Sense.EXACT, "share", span)


def _named_days(match: re.Match[str]) -> Quantity:
    if match["days"] == "며칠":
        return Quantity(low=2, high=9, sense=Sense.VAGUE, unit="day", span=Span(*match.span()))
    value = _DAYS[match["days"]]
    quantity = figure(value, _sense(match), "day", Span(*match.span()))
    if match["days"] == "보름":
        return Quantity(low=14, high=16, sense=Sense.PASSING, unit="day", span=quantity.span, value=15)
    return quantity


def _alone(text: str, start: int, end: int) -> Iterator[Quantity]:
    for match in _ALONE.finditer(text, start, end):
        yield figure(_ONES[match["alone"]], Sense.EXACT, COUNT, Span(*match.span("alone")))


def _sense(match: re.Match[str]) -> Sense:
    after = match["after"]
    return _SENSES.get(after or match["before"] or "", Sense.EXACT)


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    """The number of a match; None where the word is no number (한, 이 and the like without a counter)."""
    unit = match["unit"]
    if (
        not match["figure"]
        and not unit
        and match["vague"] not in ("수십", "수백", "수천", "수만", "몇몇", "다수", "상당수")
    ):
        return None
    if unit and not _is_counter(match, text):
        if not match["figure"]:
            return None
        unit = None
    span = Span(match.start(), match.end())
    kind = _UNITS.get(unit or "", COUNT)
    if unit == "대" and not (match["figure"] and _is_age(text, match.end("unit"), match["figure"])):
        kind = COUNT
    if match["vague"]:
        return _few(match["vague"], kind, span)
    return _counted(match, kind, span)


def _is_counter(match: re.Match[str], text: str) -> bool:
    """Whether the counter ends its word, or a known ending follows."""
    at = match.end("unit")
    following = text[at : at + 1]
    return not ("가" <= following <= "힣") or _ENDS_OPEN.match(text, at) is not None


def _is_age(text: str, at: int, value: str) -> bool:
    """Whether 40대 are the forties of a person: 초반, 여성, 주민 and the like follow, or nothing that can
    be counted.
    """
    return value in {"10", "20", "30", "40", "50", "60", "70", "80", "90"} and bool(
        re.match(
            r"\s?(?:의|초반|중반|후반|초|중|후|남|여|주민|청년|노동자|로동자|가장|상인|장사|부부|주부|농민|직원|교사|군인)",
            text[at : at + 6],
        )
    )


def _few(word: str, unit: str, span: Span) -> Quantity:
    low, high = _FEW[word]
    if word in _PASSING:
        return Quantity(low=low, high=high, sense=Sense.PASSING, unit=unit, span=span)
    return Quantity(low=low, high=high, sense=Sense.VAGUE, unit=unit, span=span)


def _counted(match: re.Match[str], unit: str, span: Span) -> Quantity | None:
    value = _arabic(match["figure"]) if match["figure"] else _numeral(match["word"])
    if value is None:
        return None
    if match["from"]:
        low = float(match["from"].replace(",", ""))
        return Quantity(low=min(low, value), high=value, sense=Sense.ABOUT, unit=unit, span=span, value=value)
    odd = match["odd"] or match["after"] == "여" or "여" in (match["figure"] or "")
    sense = Sense.MORE if odd and match["after"] in (None, "여") else _sense(match)
    near = (match["after"] or match["before"]) in _NEAR
    quantity = figure(value, sense, unit, span, near=near)
    if sense == Sense.MORE and (odd or match["after"] == "남짓"):
        return Quantity(low=value, high=_next(value), sense=sense, unit=unit, span=span, value=value)
    return quantity


def _next(value: float) -> float:
    """The end of "twenty-odd": the next round number of the same size."""
    step = 10 ** (len(str(int(value))) - len(str(int(value)).rstrip("0"))) if value >= 10 else 1
    return value + step - (1 if step > 1 else 0)


def _arabic(text: str) -> float | None:
    """2만5천, 1억 2천만, 20여만 as numbers."""
    total, section, number = 0.0, 0.0, ""
    for letter in text.replace("여", "").replace(",", "").replace(" ", "") + "\0":
        if letter.isdecimal() or letter == ".":
            number += letter
            continue
        value = float(number) if number.strip(".") else 0.0
        number = ""
        if letter in _SMALL:
            section += (value or 1) * _SMALL[letter]
        elif letter in _LARGE:
            total += (section + value or 1) * _LARGE[letter]
            section = 0.0
        else:
            section += value
    return total + section


def _numeral(text: str) -> float | None:
    """스물네, 이십, 삼백 as numbers; 1 counts as none, for it is also the article."""
    for ten, value in _TENS.items():
        if text.startswith(ten) and (text == ten or text[len(ten) :] in _ONES):
            return float(value + _ONES.get(text[len(ten) :], 0))
    if text in _ONES:
        return float(_ONES[text]) if _ONES[text] > 1 else None
    total, section, digit = 0, 0, 0
    for letter in text:
        if letter in _CHINESE:
            digit = _CHINESE[letter]
        elif letter in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[letter], 0
        else:
            total, section, digit = total + ((section + digit) or 1) * _LARGE[letter], 0, 0
    return float(total + section + digit)
