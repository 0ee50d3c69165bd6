"""Numbers as people give them: exact, about, more than, twenty-odd, dozens; never made more exact.

The reading of Korean and English is that of the check of translations (:mod:`jebo.disclosure.drift`); here each
number keeps the word that made it rough, and gets the ends that the word leaves open.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from jebo.disclosure.drift.english_numbers import english_numbers
from jebo.disclosure.drift.korean_numbers import korean_numbers
from jebo.disclosure.drift.quantity import COUNT, Sense
from jebo.disclosure.drift.quantity import Quantity as Read
from jebo.observatory.unreadable import ImpossibleNumber, NotANumber

Language = Literal["en", "ko"]


class Approximator(StrEnum):
    """What a number was said with. ``ODD`` is twenty-odd (20여), ``FEW`` a word without a figure (dozens, 수십)."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    ODD = "odd"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    RANGE = "range"
    FEW = "few"


class Agreement(StrEnum):
    """How two numbers of the same thing lie; ``OTHER`` where they count different things."""

    AGREE = "agree"
    COULD_AGREE = "could_agree"
    CONTRADICT = "contradict"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of something: ``low <= n <= high``, both included, ``high`` infinite where nothing bounds it.

    ``value`` is the figure that was said, None where there is none (dozens). ``unit`` is ``count``, a unit of
    time, ``age``, ``percent``, ``share``, ``money``, ``mass`` or ``length``; ``counted`` is the counter, the unit
    or the class as somebody named it (``명``, ``inspectors``, ``kg``), and ``text`` the words as written, both
    possibly empty.
    """

    low: float
    high: float
    approximator: Approximator
    value: float | None = None
    unit: str = COUNT
    counted: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ImpossibleNumber

    @property
    def exact(self) -> bool:
        """Whether it is one number, said without a word that makes it rough."""
        return self.approximator == Approximator.EXACT


_SLACK: Final = 0.25
"""Chosen by us, as in the check of translations: "about 20" may be 15 to 25; of things that are counted, at least
one either way."""
_WHOLE: Final = frozenset({COUNT, "age"})
_READERS: Final = {"en": english_numbers, "ko": korean_numbers}
_WORDS: Final[tuple[tuple[Approximator, str], ...]] = (
    (Approximator.ODD, r"여|남짓|\bodd\b"),
    (Approximator.AT_LEAST, r"이상|최소|적어도|\bat least|no fewer than|not less than|or more|plus|\+"),
    (Approximator.AT_MOST, r"이하|최대|많게는|up to|at most|no more than|as many as"),
    (Approximator.MORE_THAN, r"넘|over|more than|upwards of|above"),
    (Approximator.NEARLY, r"거의|근|가까|육박|nearly|almost|close to|just under"),
    (Approximator.FEWER_THAN, r"미만|under|fewer than|less than"),
)
"""The words that the reading takes for "more" and "less", told apart: 20명 이상 may be 20, 20명 넘는 may not. In
this order: "no more than" holds "more than".

여 and 남짓 say that the number is exceeded, so 20여 명 is 21 to 29 people and never 20: National Institute of
Korean Language, *Standard Korean Dictionary*, under -여(餘) ("beyond that number") and 남짓; KBS World Radio, "바른
우리말", gives 10여 년 as above ten years and below twenty. So with "odd": Merriam-Webster, under *odd*, somewhat
more than the number named."""
_ONE: Final = re.compile(r"(?:한(?!두)|하나|one|1)(?![\d.,])", re.IGNORECASE)
"""One, which a text uses as an article and the reading leaves out. What it counts is read with two in its place."""
_TWO: Final = {"한": "두", "하나": "둘", "one": "two", "1": "2"}
_CUT: Final = re.compile(r"여?\s?[만억조]")


def exactly(number: float, *, counted: str = "", unit: str = COUNT, text: str = "") -> Quantity:
    """The number itself."""
    return Quantity(
        low=number,
        high=number,
        value=number,
        approximator=Approximator.EXACT,
        unit=unit,
        counted=counted,
        text=text,
    )


def read(text: str, language: Language, *, counted: str = "") -> Quantity:
    """The one number in *text*, with the word that makes it rough.

    *counted* says what is counted; the caller knows.

    :raises NotANumber: if there is none, or there are several.

    >>> number = read("20여 명", "ko")
    >>> number.low, number.high, number.approximator.value
    (21, 29, 'odd')
    """
    found = _READERS[language](text, 0, len(text), [])
    if not found and (one := _one(text, language)):
        return exactly(1, counted=counted, unit=one.unit, text=text)
    if len(found) != 1 or _CUT.match(text, found[0].span.end):
        raise NotANumber
    return _kept(found[0], text, counted)


def _kept(number: Read, text: str, counted: str) -> Quantity:
    approximator = _approximator(number, text[number.span.start : number.span.end].lower())
    low, high = _ends(number, approximator)
    return Quantity(
        low=low,
        high=high,
        value=_value(number, approximator),
        approximator=approximator,
        unit=number.unit,
        counted=counted,
        text=text,
    )


def _one(text: str, language: Language) -> Read | None:
    match = _ONE.match(text.strip())
    if match is None:
        return None
    twice = _TWO[match[0].lower()] + text.strip()[match.end() :]
    found = _READERS[language](twice, 0, len(twice), [])
    return found[0] if len(found) == 1 and found[0].value == 2 and found[0].sense == Sense.EXACT else None


def _value(number: Read, approximator: Approximator) -> float | None:
    """The figure that was said; of a dozen and a score, which the reading gives by their ends, the middle."""
    if approximator in (Approximator.RANGE, Approximator.FEW):
        return None
    return number.value or (number.low + number.high) / 2


def _approximator(number: Read, said: str) -> Approximator:
    if number.sense in (Sense.VAGUE, Sense.PASSING):
        return Approximator.ABOUT if number.value else Approximator.FEW
    if number.sense == Sense.EXACT:
        return Approximator.EXACT
    if number.sense == Sense.ABOUT:
        return Approximator.RANGE if number.low < number.high and not number.loose else Approximator.ABOUT
    return next((word for word, pattern in _WORDS if re.search(pattern, said)), Approximator.ABOUT)


def _ends(number: Read, approximator: Approximator) -> tuple[float, float]:
    value, least = number.value, 1 if number.unit in _WHOLE else 0
    match approximator:
        case Approximator.ABOUT if number.low == number.high:
            slack = max(value * _SLACK, least)
            return _whole(number.unit, value - slack, value + slack)
        case Approximator.ODD:
            return value + least, max(_end_of_odd(value), value + least)
        case Approximator.AT_LEAST | Approximator.MORE_THAN:
            return value + (least if approximator == Approximator.MORE_THAN else 0), math.inf
        case Approximator.AT_MOST | Approximator.FEWER_THAN:
            return 0, max(value - (least if approximator == Approximator.FEWER_THAN else 0), 0)
        case Approximator.NEARLY:
            return _whole(number.unit, value * (1 - _SLACK), max(value - least, value * (1 - _SLACK)))
    return _whole(number.unit, number.low, number.high)


def _end_of_odd(value: float) -> float:
    """Where twenty-odd ends, by the rule of the reading of Korean: 20여 before 30, 120여 before 130."""
    number = f"{int(value)}여 명"
    return korean_numbers(number, 0, len(number), [])[0].high


def _whole(unit: str, low: float, high: float) -> tuple[float, float]:
    """The whole numbers between the ends, of things that are counted."""
    if unit not in _WHOLE:
        return low, high
    least = math.ceil(low)
    return least, high if math.isinf(high) else max(math.floor(high), least)


_IN_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
"""Months and years have no fixed length, so they are compared with themselves only."""
_NAMED: Final = frozenset({"money", "mass", "length"})
"""Units of which the name matters: won are no yuan."""


def agreement(one: Quantity, other: Quantity) -> Agreement:
    """Whether two numbers can be of the same thing. Symmetric.

    ``AGREE`` if both leave the same numbers open, so 20여 명 and "20-odd people" do; ``CONTRADICT`` if no number
    is left by both, so 20 and 20여 do. Numbers in different units are of ``OTHER`` things; what is counted is
    compared only where it is a unit of money, mass or length, for people are counted under many names.
    """
    if not _comparable(one, other):
        return Agreement.OTHER
    mine, theirs = _IN_SECONDS.get(one.unit, 1), _IN_SECONDS.get(other.unit, 1)
    if one.low * mine == other.low * theirs and one.high * mine == other.high * theirs:
        return Agreement.AGREE
    meets = one.low * mine <= other.high * theirs and other.low * theirs <= one.high * mine
    return Agreement.COULD_AGREE if meets else Agreement.CONTRADICT


def _comparable(one: Quantity, other: Quantity) -> bool:
    if one.unit in _IN_SECONDS and other.unit in _IN_SECONDS:
        return True
    named = one.unit in _NAMED and bool(one.counted and other.counted)
    return one.unit == other.unit and not (named and one.counted.casefold() != other.counted.casefold())


_KOREAN: Final[Mapping[Approximator, str]] = {
    Approximator.EXACT: "{n}{c}",
    Approximator.ABOUT: "약 {n}{c}",
    Approximator.NEARLY: "거의 {n}{c}",
    Approximator.ODD: "{n}여{s}{c}",
    Approximator.AT_LEAST: "{n}{c} 이상",
    Approximator.MORE_THAN: "{n}{c} 초과",
    Approximator.AT_MOST: "{n}{c} 이하",
    Approximator.FEWER_THAN: "{n}{c} 미만",
}
_ENGLISH: Final[Mapping[Approximator, str]] = {
    Approximator.EXACT: "{n}",
    Approximator.ABOUT: "about {n}",
    Approximator.NEARLY: "nearly {n}",
    Approximator.ODD: "{n}-odd",
    Approximator.AT_LEAST: "at least {n}",
    Approximator.MORE_THAN: "more than {n}",
    Approximator.AT_MOST: "at most {n}",
    Approximator.FEWER_THAN: "fewer than {n}",
}
_FEW: Final[tuple[tuple[float, float, str, str], ...]] = (
    (1, 2, "한두", "one or two"),
    (2, 3, "두세", "two or three"),
    (3, 4, "서너", "three or four"),
    (4, 5, "네댓", "four or five"),
    (5, 6, "대여섯", "five or six"),
    (6, 7, "예닐곱", "six or seven"),
    (7, 8, "일고여덟", "seven or eight"),
    (2, 9, "몇", "a few"),
    (2, 30, "여러", "several"),
    (20, 99, "수십", "dozens of"),
    (200, 999, "수백", "hundreds of"),
    (2_000, 9_999, "수천", "thousands of"),
    (20_000, 99_999, "수만", "tens of thousands of"),
    (200_000, 999_999, "수십만", "hundreds of thousands of"),
    (2e6, 9_999_999, "수백만", "millions of"),
)
"""From the narrowest: a word may be said of what lies between its ends, so a translation is never narrower."""


def quantity_in_words(quantity: Quantity, language: Language, counter: str = "") -> str:
    """The number in words with its *counter* in place; what follows it, particles and nouns, is the caller's.

    >>> quantity_in_words(read("20-odd people", "en"), "ko", "명")
    '20여 명'
    >>> quantity_in_words(read("수십 명", "ko"), "en", "people")
    'dozens of people'
    """
    if quantity.approximator == Approximator.RANGE:
        return _range(quantity, language, counter)
    if quantity.approximator == Approximator.FEW or quantity.value is None:
        return _few(quantity, language, counter)
    number = _figure(quantity.value)
    if language == "ko":
        parts = {"n": number, "c": counter, "s": " " if counter else ""}
        return _KOREAN[quantity.approximator].format(**parts)
    return f"{_ENGLISH[quantity.approximator].format(n=number)} {counter}".strip()


def _few(quantity: Quantity, language: Language, counter: str) -> str:
    for low, high, korean, english in _FEW:
        if low <= quantity.low and quantity.high <= high:
            if language == "ko":
                return f"{korean} {counter}".strip()
            return f"{english} {counter}" if counter else english.removesuffix(" of")
    if math.isinf(quantity.high):
        return "다수" if language == "ko" else f"many {counter}".strip()
    return _range(quantity, language, counter)


def _range(quantity: Quantity, language: Language, counter: str) -> str:
    low, high = _figure(quantity.low), _figure(quantity.high)
    if language == "ko":
        return f"{low}~{high}{counter}"
    return f"{low} to {high} {counter}".strip()


def _figure(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else f"{number:,g}"
