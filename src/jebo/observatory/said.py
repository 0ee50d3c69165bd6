"""How finely sentences of a released story tell of an event, by what is written in them: time, place, who, goods, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from typing import Final

from jebo.disclosure.country import Place
from jebo.observatory.date import Date
from jebo.observatory.event import Event
from jebo.observatory.fineness import Fineness, no_finer, of_date
from jebo.observatory.may import Said, goods_key, role_key
from jebo.observatory.place import EventPlace, PlaceKind, event_place
from jebo.observatory.quantity import Language
from jebo.observatory.role import Body

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT: Final = "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sept. Oct. Nov. Dec.".split()
_LEVELS: Final = {"ward": PlaceKind.DISTRICT, "city": PlaceKind.CITY, "province": PlaceKind.PROVINCE}
_PARTS: Final = re.compile(r"[·,]\s*|\s+and\s+")
"""What parts names of goods that hold several (전자제품·가전)."""
_PLAINLY: Final = {Fineness.DAY: 10, Fineness.MONTH: 7}
"""Letters of a date that is plainly a day (2026-07-13) or a month (2026-07), by ISO 8601."""
_IN_A_MONTH: Final = (
    r"(?:in|[Ii]n|(?:[Ee]arly|[Ll]ate) in|[Ss]ince|[Dd]uring|[Mm]id-|[Tt]hroughout|[Bb]y the end of)\s?"
)
_ON_A_DAY: Final = r"(?:on|On|[Ss]ince|[Uu]ntil|[Ff]rom)\s"
_AFTER_MONTH: Final = r"\s?(?:에(?:만|도|는)?|부터|까지|초|중순|하순|상순|초순|말|쯤|경)(?![가-힣]{2})"
_AFTER_DAY: Final = r"(?:에(?:도|는)?|부터|까지|쯤|경|,|\s(?:오전|오후|새벽|아침|저녁|밤))"
_OTHER_YEAR: Final = r"(?<!지난해\s)(?<!작년\s)(?<!재작년\s)(?<!이듬해\s)(?<!그해\s)(?<!내년\s)"
_PARTICLES: Final = (
    "을 를 이 가 은 는 과 와 의 에 도 만 등 및 이나 나 으로 로 들 들이 들을 들은 들의 들도 들에게 에게 여럿이 몇 한테 께 마다"
).split()
"""What may follow a noun without making another word of it."""
_SUFFIXES: Final = ("시", "군", "구역", "구", "도")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What things are called in a language: organisations and goods by their ids."""

    organisations: Callable[[str], Iterable[str]]
    goods: Callable[[str], Iterable[str]]


def said(
    sentences: Iterable[str],
    published: Day,
    language: Language,
    event: Event,
    places: Mapping[str, Place],
    words: Vocabulary,
) -> Said:
    """What *sentences* that rest on the event say of it; of anything they do not plainly name, nothing.

    A month without a year is that of the year before *published*.
    """
    text = "\n".join(sentences)
    return Said(
        when=_when(text, published, language, event.date),
        where=_where(text, language, event.place, places),
        tells=frozenset(_tells(text, language, event, words)),
    )


def _tells(text: str, language: Language, event: Event, words: Vocabulary) -> Iterator[str]:
    for at, role in enumerate(event.roles):
        if any(_is_named(name, language, text) for name in _of_whom(role.who, language, words)):
            yield role_key(at)
    for one in event.goods:
        if any(
            _is_named(part, language, text) for name in words.goods(one.code) for part in _PARTS.split(name)
        ):
            yield goods_key(one.code)


def _of_whom(who: object, language: Language, words: Vocabulary) -> Iterable[str]:
    if isinstance(who, Body):
        return words.organisations(who.organisation)
    return filter(None, [getattr(who, "names", {}).get(language, "")])


def _when(text: str, published: Day, language: str, when: Date) -> Fineness:
    for fineness, letters in _PLAINLY.items():
        told = no_finer(when, fineness)
        if told is None or of_date(told) is not fineness or len(told.text.rstrip("?~%")) != letters:
            continue
        if _lately(told, published) and _names(told.earliest, fineness, language, text):
            return fineness
    return Fineness.YEAR


def _lately(told: Date, published: Day) -> bool:
    return told.earliest is not None and 0 <= (published - told.earliest).days < 365


def _names(day: Day | None, fineness: Fineness, language: str, text: str) -> bool:
    """Whether a text plainly says that it was then; another year beside it speaks against that."""
    assert day is not None  # it is plainly a day or a month
    if language == "ko":
        after = (
            rf"\s?{day.day}일{_AFTER_DAY}"
            if fineness is Fineness.DAY
            else rf"(?:{_AFTER_MONTH}|\s?[0-3]?\d일{_AFTER_DAY})"
        )
        year = rf"(?:(?<![0-9년]\s)(?<![0-9년])|{day.year}년\s?)"
        return bool(re.search(rf"{_OTHER_YEAR}(?<![\d·~–-]){year}{day.month}월{after}", text))
    month = rf"(?:{_MONTHS[day.month - 1]}|{re.escape(_SHORT[day.month - 1])})"
    year = rf"(?!,?\s(?!{day.year}\b)\d{{4}}\b)(?!\w)"
    if fineness is Fineness.DAY:
        return bool(re.search(rf"\b{_ON_A_DAY}(?:{month} {day.day}|{day.day} {month})(?!\d){year}", text))
    return bool(
        re.search(
            rf"\b(?:{_IN_A_MONTH}{month}|{_ON_A_DAY}(?:{month} \d{{1,2}}|\d{{1,2}} {month})(?!\d)){year}",
            text,
        )
    )


def _where(text: str, language: str, where: EventPlace, places: Mapping[str, Place]) -> PlaceKind:
    at: str | None = where.id
    while at is not None and at in places:
        place = places[at]
        if place.level in _LEVELS and any(
            _is_there(name, language, text) for name in _called(place, language)
        ):
            return event_place(at, places).level
        at = place.inside
    return PlaceKind.COUNTRY


def _called(place: Place, language: str) -> Iterable[str]:
    yield from filter(None, [place.names.get(language, "")])
    yield from (one.name for one in place.aliases if one.language == language)


def _is_there(name: str, language: str, text: str) -> bool:
    """Whether a text says that it was in the place: in English after in, at or near, or of what is there; in Korean by its full name."""
    if language == "ko":
        full = name.endswith(_SUFFIXES) and len(name) > 2
        return full and bool(re.search(rf"(?<![가-힣]){re.escape(name)}(?=에서|의 |에 |\s|,|$)", text))
    return bool(
        re.search(
            rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|(?:markets|towns|cities|homes|people|traders) of) {re.escape(name)}\b",
            text,
        )
    )


def _is_named(name: str, language: str, text: str) -> bool:
    """Whether a noun stands in a text as a word of its own."""
    if language == "ko":
        if len(name) < 2:
            return False
        after = "|".join(sorted(_PARTICLES, key=len, reverse=True))
        return bool(re.search(rf"(?<![가-힣]){re.escape(name)}(?:{after})?(?![가-힣])", text))
    return bool(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE))
