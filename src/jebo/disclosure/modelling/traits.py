"""What a phrase tells of the source itself: where it lives, what it is, and the traces of a contact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from jebo.disclosure.advice.ladder import Ladders
from jebo.disclosure.anonymity.scene import Belongs, Lives, Shared, Tells, Traced
from jebo.disclosure.country import Pack, Range
from jebo.disclosure.modelling.constants import (
    ABROAD_CITY,
    ABROAD_COUNTRY,
    CHANNEL_SHARE,
    CONTACT_DAY,
    CONTACT_PERIOD,
    ROLE_OF_SOME,
    TRAIT_SHARE,
)
from jebo.disclosure.modelling.where import Land

_MALE: Final = re.compile(
    r"(?i)\b(?:he|his|him|himself|man|men|boy|father|husband|son|brother|uncle|nephew|grandfather|widower)\b|남성|남자|아버지|아들|오빠|남편|형|삼촌|할아버지|사내|총각"
)
_FEMALE: Final = re.compile(
    r"(?i)\b(?:she|her|hers|herself|woman|women|girl|mother|wife|daughter|sister|aunt|niece|grandmother|widow|housewife)\b"
    r"|그녀|여성|여자|어머니|딸|누나|언니|아내|여동생|누이|할머니|과부|주부|녀성|·여\b"
)
_KIN: Final = re.compile(
    r"(?i)\b(?:cousin|uncle|aunt|brother|sister|husband|wife|son|daughter|nephew|niece|relative|in-law|family member)s?\b"
    r"|친척|사촌|삼촌|조카|동생|언니|오빠|누나|누이|남편|아내|아들|딸"
)
_DECADE: Final = re.compile(
    r"(?i)\b(twenties|thirties|forties|fifties|sixties|seventies)\b|([2-9])0대|([이삼사오육칠]십대)"
    r"|(?:가명|·|\b|\()(\d{2})(?=세|살|·|\)|\b)"
)
_DECADES: Final = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
}
_SINO: Final = {"이": 20, "삼": 30, "사": 40, "오": 50, "육": 60, "칠": 70}
_DAY: Final = re.compile(r"(?i)\d|day\b|morning|evening|night|어제|그저께|이날|같은 날|오늘|당일")
_WEEK: Final = re.compile(r"(?i)\b(?:week|beginning|middle|end|half|early|late)\b|주|초|중순|하순|말")
COUNTRY_WORDS: Final = re.compile(
    r"(?i)^(?:in(?:side)? )?(?:the country|inside|local|locally|there|the region|here)$|^(?:현지|내부|국내|나라|국경|현장|해외)$"
)


def sex(phrase: str) -> str | None:
    """``female`` or ``male``, where the words tell."""
    if _FEMALE.search(phrase):
        return "female"
    return "male" if _MALE.search(phrase) else None


def decade(phrase: str) -> int | None:
    """The decade of an age, 10 to 70, where the words tell."""
    found = _DECADE.search(phrase)
    if found is None:
        return None
    if found[1]:
        return _DECADES[found[1].lower()]
    if found[3]:
        return _SINO[found[3][0]]
    number = int(found[2]) * 10 if found[2] else int(found[4])
    return min(number // 10 * 10, 70) if number >= 16 else None


def contact_time(phrase: str) -> Tells:
    """A day, or a week or part of a month, on which the source was in touch."""
    period = _WEEK.search(phrase) and not _DAY.search(phrase)
    return Traced(share=CONTACT_PERIOD if period else CONTACT_DAY)


def channel() -> Tells:
    """The way by which the source was in touch."""
    return Traced(share=CHANNEL_SHARE)


def place(land: Land, place_id: str | None, abroad: str | None) -> Tells:
    """Where the source lives: a place of the country, or its people abroad."""
    if place_id is None and abroad is not None:
        country = abroad in land.places and land.places[abroad].level == "country"
        return Shared(attribute=f"abroad.{abroad}:yes", share=ABROAD_COUNTRY if country else ABROAD_CITY)
    return Lives(place=place_id or land.root)


def role(name: str, pack: Pack, where: str) -> Tells:
    """A role by its class: its share of the profile, or the circle that the pack sizes it by."""
    default = pack.defaults.get(f"attribution.role:{name}")
    if default is not None and default.core and default.core[0] in pack.circles:
        return Belongs(circle=default.core[0], place=where)
    share = pack.profile.shares.get(f"role:{name}")
    if share is not None:
        return Shared(attribute=f"role.{name}:yes", share=share)
    return Shared(attribute=f"role.{name or 'some'}:yes", share=ROLE_OF_SOME)


def role_class(phrase: str, ladders: Ladders) -> str:
    """The class of a role, by the longest of its words that the language knows; empty where it knows none."""
    words = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", phrase.lower())
    best = ""
    for size in range(min(4, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            name = " ".join(words[i : i + size])
            for form in (name, name.removesuffix("s"), name.removesuffix("es"), name.removesuffix("들")):
                if form in ladders.roles:
                    return ladders.roles[form]
    if words and "가" <= words[0][0] <= "힣":
        last = words[-1].removesuffix("들")
        best = next(
            (ladders.roles[last[-n:]] for n in range(len(last), 1, -1) if last[-n:] in ladders.roles), ""
        )
    return best


def person(phrase: str, pack: Pack, where: str) -> tuple[str, Tells]:
    """Gender, age or kin: the name of the trait and what it tells."""
    age, gender = decade(phrase), sex(phrase)
    default = pack.defaults.get("attribution.role:relative")
    if _KIN.search(phrase) and default is not None and default.core:
        return "relative", Belongs(circle=default.core[0], place=where)
    if age is not None and f"age:{age}" in pack.profile.shares:
        return f"age:{age}", Shared(attribute=f"age:{age}", share=pack.profile.shares[f"age:{age}"])
    if gender is not None:
        share = pack.profile.shares.get(f"sex:{gender}", Range(low=0.45, high=0.55))
        return f"sex:{gender}", Shared(attribute=f"sex:{gender}", share=share)
    return "trait", Shared(attribute=f"trait.{phrase.casefold()}:yes", share=TRAIT_SHARE)


def alike(tells: Tells, traits: Mapping[str, int], most: int) -> Tells:
    """An attribute beyond the *most* that divide the people: its share, the same for all."""
    if isinstance(tells, Shared) and traits.get(tells.attribute, 0) >= most:
        return Traced(share=tells.share)
    return tells
