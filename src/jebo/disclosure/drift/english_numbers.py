"""Numbers in English: figures, words, dozens and scores, and what makes them rough."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Final

from jebo.disclosure.drift.change import Span
from jebo.disclosure.drift.quantity import COUNT, Quantity, Room, Sense, figure

_ONES: Final = {
    word: i
    for i, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split(),
        start=1,
    )
}
_TENS: Final = {
    word: (i + 2) * 10
    for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
_SCALES: Final = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 10**12,
}
_SHARES: Final = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
_VAGUE: Final = {
    "hundreds of thousands": (200_000, 999_999),
    "tens of thousands": (20_000, 99_999),
    "tens of millions": (2e7, 1e8),
    "several hundred": (200, 999),
    "several thousand": (2_000, 9_999),
    "several dozen": (24, 99),
    "a few dozen": (24, 99),
    "a few hundred": (200, 999),
    "a few thousand": (2_000, 9_999),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2e6, 9_999_999),
    "dozens": (20, 99),
    "scores": (20, 99),
    "tens": (20, 99),
    "several": (2, 30),
    "a few": (2, 9),
    "a handful": (2, 9),
    "a couple": (2, 3),
    "couple of": (2, 3),
}
_PASSING: Final = {
    "a number of": (2, 30),
    "numerous": (3, math.inf),
    "many": (3, math.inf),
    "various": (2, 30),
    "multiple": (2, 30),
}
_TIMES: Final = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
_UNITS: Final = {
    **_TIMES,
    "percent": "percent",
    "per cent": "percent",
    "%": "percent",
    "percentage": "percent",
    **dict.fromkeys("won yuan dollar euro yen rouble ruble kyat rial rmb".split(), "money"),
    **dict.fromkeys("kilogram kilo kg gram ton tonne".split(), "mass"),
    **dict.fromkeys("kilometer kilometre km meter metre mile".split(), "length"),
}

_ONE_WORDS: Final = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
_FULL: Final = (
    rf"(?:(?:{_ONE_WORDS}|a(?=\s(?:hundred|thousand|million|billion)\b))"
    rf"(?:[\s-](?:and\s)?(?:{_ONE_WORDS}|{'|'.join(_SCALES)})\b)*)"
)
_ARABIC: Final = r"\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,6})?"
_BEFORE: Final = (
    r"(?:(?P<before>about|around|some|roughly|approximately|an estimated|nearly|almost|close to|over|"
    r"more than|upwards of|above|at least|no fewer than|not less than|up to|at most|no more than|"
    r"as many as|fewer than|less than|under|just over|just under|"
    r"well over|a little over|a little more than|or so|probably)\s+)?"
)
_NUMBER: Final = re.compile(
    rf"(?<!\w){_BEFORE}(?:(?:(?P<from>{_ARABIC}|{_ONE_WORDS})(?:\s(?:to|or)\s|(?<=\d)\s?[-–]\s?)"
    rf"|between\s(?P<between>{_ARABIC}|{_ONE_WORDS})\sand\s)(?=\d|(?:{_ONE_WORDS})\b))?"
    rf"(?:(?P<money>US\$|[$€£¥₩])\s?)?(?:(?P<figure>{_ARABIC})(?:[\s-](?P<scale>{'|'.join(_SCALES)})\b)?|"
    rf"(?P<dozen>(?:half a|half-a|a|one|two|three|four)\s+(?:dozen|score))\b|(?P<word>{_FULL})\b)"
    r"(?P<odd>[\s-]odd\b|-some\b|\s+or\s+so\b|\s+or\s+more\b|-plus\b|\+|\s+plus\b)?(?P<fifties>s\b)?",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    rf"\b{_BEFORE}(?P<vague>{'|'.join(sorted((*_VAGUE, *_PASSING), key=len, reverse=True))})\b(?:\s+of\b)?"
    r"|\bfor\s+(?:many\s+)?(?P<times>days|weeks|months|years|hours)\b|(?P<decade>\b(?:twenties|thirties|forties|fifties|sixties|seventies|eighties)\b)",
    re.IGNORECASE,
)
_DECADES: Final = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
}
_SHARE: Final = re.compile(
    r"\b(?:(?P<upper>a|one|two|three)[\s-](?P<lower>third|quarter|fifth|tenth)s?(?!\s(?!of\b|in\b|to\b|from\b|since\b|and\b)[a-z])|(?P<half>half))\b(?!\s+(?:a|an)\s)(?!-)",
    re.IGNORECASE,
)
_OUT_OF: Final = re.compile(
    r"\b(?P<one>one|two|three)\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<of>three|four|five|ten)\b", re.IGNORECASE
)
_ORDINALS: Final = {
    w: i for i, w in enumerate("second third fourth fifth sixth seventh eighth ninth tenth".split(), start=2)
}
_RUNNING: Final = re.compile(
    rf"\b(?P<rank>{'|'.join(_ORDINALS)})(?:\s(?:straight|consecutive|running))?[\s-](?P<time>day|week|month|year)\b",
    re.IGNORECASE,
)
"""For a third day: 사흘째."""
_PHRASAL: Final = re.compile(
    r"\b(?:turn|hand|look|pass|por)(?:s|e|es|ed|ing)?\s$|\b(?:took|taken?|r[au]n|went|gone)\s$"
)
_NOUN: Final = re.compile(r"[\s-]+(?:of\s+)?([^\W\d_]+|%)(?:[\s-]+([^\W\d_]+))?(?:[\s-]+([^\W\d_]+))?|\s?%")
_NEAR: Final = frozenset({"nearly", "almost", "close to", "just under", "as many as"})
_SENSES: Final = {
    **dict.fromkeys(
        ["about", "around", "some", "roughly", "approximately", "an estimated", "or so", "probably"],
        Sense.ABOUT,
    ),
    **dict.fromkeys(
        [
            "nearly",
            "almost",
            "close to",
            "up to",
            "at most",
            "no more than",
            "as many as",
            "fewer than",
            "less than",
            "under",
            "just under",
        ],
        Sense.LESS,
    ),
    **dict.fromkeys(
        [
            "over",
            "more than",
            "upwards of",
            "above",
            "at least",
            "no fewer than",
            "not less than",
            "just over",
            "well over",
            "a little over",
            "a little more than",
        ],
        Sense.MORE,
    ),
}


def english_numbers(text: str, start: int, end: int, taken: list[Span]) -> list[Quantity]:
    """The numbers of ``text[start:end]`` in order, outside the spans that are *taken* (dates). One is no
    number.
    """
    room = Room(start, end, taken)
    found = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text, start, end):
            quantity = read(match)
            if quantity is not None and room.take(quantity.span):
                found.append(quantity)
    return sorted(found, key=lambda one: one.span)


def _share(match: re.Match[str]) -> Quantity:
    value = 0.5
    if match["lower"]:
        value = _ONES.get(match["upper"].lower(), 1) * _SHARES[match["lower"].lower()]
    return figure(value, Sense.EXACT, "share", Span(*match.span()))


def _out_of(match: re.Match[str]) -> Quantity:
    value = _ONES[match["one"].lower()] / _ONES[match["of"].lower()]
    return figure(value, Sense.EXACT, "share", Span(*match.span()))


def _running(match: re.Match[str]) -> Quantity:
    return figure(_ORDINALS[match["rank"].lower()], Sense.EXACT, match["time"].lower(), Span(*match.span()))


def _open(match: re.Match[str]) -> Quantity:
    span = Span(*match.span())
    if match["decade"]:
        return figure(_DECADES[match["decade"].lower()], Sense.EXACT, "age", span)
    if match["times"]:
        return Quantity(low=2, high=99, sense=Sense.VAGUE, unit=match["times"].lower()[:-1], span=span)
    word = " ".join(match["vague"].lower().split())
    low, high = _VAGUE[word] if word in _VAGUE else _PASSING[word]
    unit, _end = _unit(match)
    sense = Sense.VAGUE if word in _VAGUE else Sense.PASSING
    return Quantity(low=low, high=high, sense=sense, unit=unit, span=span)


def _figure(match: re.Match[str]) -> Quantity | None:
    value = _value(match)
    if value is None or (value == 1 and not (match["from"] or match["between"])):
        return None
    unit, end = _unit(match)
    span = Span(match.start(), end)
    if match["fifties"]:
        return figure(value, Sense.EXACT, "age" if value < 100 else "decade", span)
    if first := match["from"] or match["between"]:
        low = _plain(first)
        return Quantity(low=min(low, value), high=value, sense=Sense.ABOUT, unit=unit, span=span, value=value)
    sense = _sense(match)
    if match["dozen"]:
        slack = 2 if value == 12 else value / 6
        return Quantity(
            low=value - slack,
            high=value + slack,
            sense=Sense.ABOUT if sense == Sense.EXACT else sense,
            unit=unit,
            span=span,
            loose=True,
        )
    quantity = figure(value, sense, unit, span, near=_rough(match) in _NEAR)
    if match["odd"] and sense == Sense.MORE and "odd" in match["odd"]:
        return Quantity(low=value, high=value * 1.5, sense=sense, unit=unit, span=span, value=value)
    return quantity


def _sense(match: re.Match[str]) -> Sense:
    odd = (match["odd"] or "").lower().strip(" -")
    if odd:
        return Sense.ABOUT if odd in ("or so", "some") else Sense.MORE
    return _SENSES.get(_rough(match), Sense.EXACT)


def _rough(match: re.Match[str]) -> str:
    """What makes a number rough; the "over" of "turned over 30 stalls" belongs to its verb."""
    rough = " ".join((match["before"] or "").lower().split())
    if rough == "over" and _PHRASAL.search(match.string, max(0, match.start() - 12), match.start()):
        return ""
    return rough


def _value(match: re.Match[str]) -> float | None:
    if match["figure"]:
        return _plain(match["figure"]) * _SCALES.get((match["scale"] or "").lower(), 1)
    if match["dozen"]:
        many, what = match["dozen"].lower().replace("half-a", "half a").rsplit(maxsplit=1)
        size = 12 if what == "dozen" else 20
        return size * {"half a": 0.5, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4}[many]
    return _in_words(match["word"].lower())


def _plain(text: str) -> float:
    low = text.lower()
    if low in _ONES or low in _TENS:
        return float(_ONES.get(low) or _TENS[low])
    return float(low.replace(",", "").rstrip("."))


def _in_words(text: str) -> float:
    """Twenty-four, one hundred and six, two thousand as numbers."""
    total, section = 0, 0
    for word in re.split(r"[\s-]+", text):
        if word in _SCALES:
            section = max(section, 1) * _SCALES[word]
            if _SCALES[word] >= 1_000:
                total, section = total + section, 0
        else:
            section += _ONES.get(word) or _TENS.get(word) or (word == "a")
    return float(total + section)


def _unit(match: re.Match[str]) -> tuple[str, int]:
    """The unit that follows, and where the number ends with it (a unit of measure belongs to it, a noun
    does not).
    """
    if "money" in match.re.groupindex and match["money"]:
        return "money", match.end()
    noun = _NOUN.match(match.string, match.end())
    if noun is None:
        return COUNT, match.end()
    if noun[1] is None or noun[1] == "%":
        return "percent", noun.end(1) if noun[1] else noun.end()
    for number in (1, 2):
        word = (noun[number] or "").lower()
        if word == "per" and (noun[number + 1] or "").lower() == "cent":
            return "percent", noun.end(number + 1)
        unit = _UNITS.get(word) or _UNITS.get(word.rstrip("s"))
        if word == "old" or (unit == "year" and (noun[number + 1] or "").lower() == "old"):
            return "age", noun.end(number)
        if unit is not None:
            return unit, noun.end(number)
    return COUNT, match.end()


_READERS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Quantity | None]], ...]] = (
    (_OUT_OF, _out_of),
    (_SHARE, _share),
    (_OPEN, _open),
    (_RUNNING, _running),
    (_NUMBER, _figure),
)
"""In this order: what is read by one is not read again by the next."""
