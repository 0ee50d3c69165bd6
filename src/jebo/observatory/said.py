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
from jebo.observatory.may import NUMBER, Said, goods_key, number_of, role_key
from jebo.observatory.place import EventPlace, PlaceKind, event_place
from jebo.observatory.quantity import Language, Quantity, every
from jebo.observatory.role import Body

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORT: Final = "jan feb mar apr may jun jul aug sept oct nov dec".split()
_LEVELS: Final = {"ward": PlaceKind.DISTRICT, "city": PlaceKind.CITY, "province": PlaceKind.PROVINCE}
_PARTS: Final = re.compile(r"[·,]\s*|\s+and\s+")
"""What parts names of goods that hold several (전자제품·가전)."""
_PLAINLY: Final = {Fineness.DAY: 10, Fineness.MONTH: 7}
"""Letters of a date that is plainly a day (2026-07-13) or a month (2026-07), by ISO 8601."""


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
    numbers = [(one.low, one.high) for one in every(text, language)]

    def counted(key: str, told: Quantity | None) -> Iterator[str]:
        if told is not None and (told.low, told.high) in numbers:
            yield key

    for at, role in enumerate(event.roles):
        if any(_is_named(name, language, text) for name in _of_whom(role.who, language, words) if name):
            yield role_key(at)
            yield from counted(number_of(role_key(at)), role.quantity)
    for one in event.goods:
        if any(
            _is_named(part, language, text) for name in words.goods(one.code) for part in _PARTS.split(name)
        ):
            yield goods_key(one.code)
            yield from counted(number_of(goods_key(one.code)), one.quantity)
    yield from counted(NUMBER, event.quantity)


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
    assert day is not None  # it is plainly a day or a month
    if language == "ko":
        after = rf"\s*{day.day}일" if fineness is Fineness.DAY else ""
        return bool(re.search(rf"(?<!\d){day.month}월{after}", text))
    month = rf"(?:{_MONTHS[day.month - 1]}|{_SHORT[day.month - 1]}\.?)"
    if fineness is Fineness.DAY:
        return bool(
            re.search(rf"\b{month} {day.day}\b(?!,? ?\d*%)|\b{day.day} {month}(?!\w)", text, re.IGNORECASE)
        )
    before = r"\b(?:in|early in|late in|since|of|during|mid-|early|late) " if day.month == 5 else r"\b"
    return bool(re.search(rf"{before}{month}(?!\w)", text, re.IGNORECASE))


def _where(text: str, language: str, where: EventPlace, places: Mapping[str, Place]) -> PlaceKind:
    at: str | None = where.id
    while at is not None and at in places:
        place = places[at]
        if place.level in _LEVELS and any(
            _is_named(name, language, text) for name in _called(place, language)
        ):
            return event_place(at, places).level
        at = place.inside
    return PlaceKind.COUNTRY


def _called(place: Place, language: str) -> Iterable[str]:
    yield from filter(None, [place.names.get(language, "")])
    yield from (one.name for one in place.aliases if one.language == language)


def _is_named(name: str, language: str, text: str) -> bool:
    if language == "ko":
        return bool(re.search(rf"(?<![가-힣]){re.escape(name)}", text))
    return bool(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE))
