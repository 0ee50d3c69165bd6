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
from jebo.observatory.plainly import of_one_place, of_one_time, plain
from jebo.observatory.quantity import Language
from jebo.observatory.role import Body, Class, Official, Who

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT: Final = "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sept. Oct. Nov. Dec.".split()
_LEVELS: Final = {"ward": PlaceKind.DISTRICT, "city": PlaceKind.CITY, "province": PlaceKind.PROVINCE}
_PARTS: Final = re.compile(r"[·,]\s*|\s+and\s+")
"""What parts names of goods that hold several (전자제품·가전)."""
_PLAINLY: Final = {Fineness.DAY: 10, Fineness.MONTH: 7}
"""Letters of a date that is plainly a day (2026-07-13) or a month (2026-07), by ISO 8601."""
_IN_A_MONTH: Final = r"(?:[Ii]n|[Ee]arly in|[Ll]ate in|[Dd]uring|[Mm]id-)\s?"
_ON_A_DAY: Final = r"[Oo]n\s"
_AFTER_MONTH: Final = r"\s?(?:에(?:만|도|는)?|초|중순|하순|상순|초순|말|쯤|경)(?![가-힣]{2})"
_AFTER_DAY: Final = r"(?:에(?:도|는)?(?![가-힣])|쯤|경|\s(?:오전|오후|새벽|아침|저녁|밤))"
_KOREAN_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})월")
_KOREAN_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})일(?!\s?(?:간|동안|째))")
_SPAN: Final = re.compile(r"\d\s*[,·~∼–-]\s*\d{1,2}(?:월|일)")
_GROUNDS: Final = "시장|장마당|거리|역|역전|골목|광장|공장|농장|학교|병원|단속초소"
_CAME: Final = "온 간 산 난 사는 오는 가는 나오는 떠나는 있는 받은 얻은 파는".split()
"""What may follow "from there" (에서) beside verbs in the past, which end in ㄴ: then it is where something came from."""
_N: Final = 4
"""Which of the 28 ends of a syllable is ㄴ (The Unicode Standard, 3.12)."""
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

    A sentence in which somebody speaks says nothing: whose day and whose place stands in it is not plain. A month without a year is
    that of the year before *published*.
    """
    some = [one for one in sentences if plain(one, language)]
    finest = list(PlaceKind).index
    return Said(
        when=min((_when(one, published, language, event.date) for one in some), default=Fineness.YEAR),
        where=min(
            (_where(one, language, event.place, places) for one in some),
            key=finest,
            default=PlaceKind.COUNTRY,
        ),
        tells=frozenset(told for one in some for told in _tells(one, language, event, words)),
    )


def _tells(text: str, language: Language, event: Event, words: Vocabulary) -> Iterator[str]:
    for at, role in enumerate(event.roles):
        if _is_told(role.who, language, text, words):
            yield role_key(at, language)
    for one in event.goods:
        if any(
            _is_named(part, language, text) for name in words.goods(one.code) for part in _PARTS.split(name)
        ):
            yield goods_key(one.code)


def _is_told(who: Who, language: Language, text: str, words: Vocabulary) -> bool:
    """Whether a sentence names somebody; of an official the office as well."""
    if isinstance(who, Body):
        return any(_is_named(name, language, text) for name in words.organisations(who.organisation))
    names = [who.names.get(language, "")] if isinstance(who, Class | Official) else [""]
    names += [who.office.get(language, "")] if isinstance(who, Official) else []
    return all(name and _is_named(name, language, text) for name in names)


def _when(text: str, published: Day, language: Language, when: Date) -> Fineness:
    for fineness, letters in _PLAINLY.items():
        told = no_finer(when, fineness)
        if told is None or of_date(told) is not fineness or len(told.text.rstrip("?~%")) != letters:
            continue
        if (
            told.earliest
            and _lately(told.earliest, published)
            and _names(told.earliest, fineness, language, text)
        ):
            return fineness
    return Fineness.YEAR


def _lately(day: Day, published: Day) -> bool:
    return 0 <= (published - day).days < 365


def _names(day: Day, fineness: Fineness, language: Language, text: str) -> bool:
    """Whether a sentence plainly says that it was then, and names no other month, day or year."""
    if not of_one_time(text, language, day.year):
        return False
    named = _in_korean if language == "ko" else _in_english
    return named(day, fineness, text)


def _in_korean(day: Day, fineness: Fineness, text: str) -> bool:
    months, days = set(_KOREAN_MONTH.findall(text)), set(_KOREAN_DAY.findall(text))
    if _SPAN.search(text) or months != {str(day.month)} or len(days) > 1:
        return False
    on_a_day = rf"\s?{day.day if fineness is Fineness.DAY else '[0-3]?[0-9]'}일{_AFTER_DAY}"
    after = on_a_day if fineness is Fineness.DAY else rf"(?:{_AFTER_MONTH}|{on_a_day})"
    return bool(re.search(rf"(?<!\d){day.month}월{after}", text))


def _in_english(day: Day, fineness: Fineness, text: str) -> bool:
    called = [f"{full}|{re.escape(short)}" for full, short in zip(_MONTHS, _SHORT, strict=True)]
    months = [at for at, names in enumerate(called, 1) for _ in re.findall(rf"\b(?:{names})(?!\w)", text)]
    if months != [day.month]:
        return False
    month, figure = rf"(?:{called[day.month - 1]})", str(day.day) if fineness is Fineness.DAY else r"\d{1,2}"
    on_a_day = rf"{_ON_A_DAY}(?:{month} {figure}|{figure} {month})(?!\d)"
    either = on_a_day if fineness is Fineness.DAY else rf"(?:{_IN_A_MONTH}{month}|{on_a_day})"
    return bool(re.search(rf"\b{either}(?!\w)(?!\s(?:and|or)\b)", text))


def _where(text: str, language: Language, where: EventPlace, places: Mapping[str, Place]) -> PlaceKind:
    at: str | None = where.id
    while at is not None and at in places and of_one_place(text, language):
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


def _is_there(name: str, language: Language, text: str) -> bool:
    """Whether a sentence says that it was in the place: in English after in or at, or in markets or streets of it; in Korean by its full
    name before "in" (에서), or before what stands there.
    """
    if language == "en":
        return bool(
            re.search(
                rf"\b(?:[Ii]n|[Aa]t|(?:markets?|streets?) (?:of|in)) {re.escape(name)}(?![-\w'’])", text
            )
        )
    if not name.endswith(_SUFFIXES) or len(name) < 3:
        return False
    whole = rf"(?<![가-힣]){re.escape(name)}"
    if re.search(rf"{whole}(?:의)?\s(?:[가-힣]+\s)?(?:{_GROUNDS})(?:들)?에서\s", text):
        return True
    after = re.search(rf"{whole}에서\s+([가-힣0-9]+)", text)
    return after is not None and not _came(after[1])


def _came(word: str) -> bool:
    """Whether a Korean word may be a verb before a noun (온, 떠난, 사는): then 에서 before it is "from"."""
    last = ord(word[-1]) - ord("가")
    ends_in_n = 0 <= last < 11172 and last % 28 == _N
    return word in _CAME or (ends_in_n and not word.endswith(("은", "는")))


def _is_named(name: str, language: str, text: str) -> bool:
    """Whether a noun stands in a text as a word of its own."""
    if language == "ko":
        if len(name) < 2:
            return False
        after = "|".join(sorted(_PARTICLES, key=len, reverse=True))
        return bool(re.search(rf"(?<![가-힣]){re.escape(name)}(?:{after})?(?![가-힣])", text))
    return bool(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE))
