"""Invented things said, to fill a desk for trials: no place, number or word of them was ever told by anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from jebo.disclosure.country import Pack, Place

_TOLD = (
    ("INSPECT", "{place}에서 검열조 {n}여 명이 장마당을 돌았다", "some {n} inspectors went through the market of {place}"),
    ("CONFISCATE", "{place} 시장에서 {goods} {n}상자를 걷어 갔다", "{n} boxes of {goods} were taken from a market in {place}"),
    ("ARREST", "{place}에서 장사꾼 {few}명이 끌려갔다", "{few} traders were led away in {place}"),
    ("PRICE", "{place}에서 {goods} 값이 {n}프로 올랐다", "{goods} cost {n} percent more in {place}"),
    ("SHORTAGE", "{place}에서 {goods} 구하기가 어렵다", "{goods} can hardly be had in {place}"),
    ("LECTURE", "{place}에서 {n}명이 모인 강연회가 있었다", "a lecture was held in {place} before {n} people"),
    ("MOBILISE", "{place}에서 인민반마다 {few}명씩 동원됐다", "each neighbourhood unit of {place} sent {few} people to work"),
    ("LODGING", "{place}에서 밤에 숙박검열을 했다", "homes in {place} were checked at night"),
    ("RUMOUR", "{place}에서 시장을 닫는다는 말이 돈다", "people in {place} say that the market will be closed"),
    ("PERMIT", "{place}에서 려행증 떼기가 까다로워졌다", "travel permits have become harder to get in {place}"),
    ("DISMISS", "{place}의 한 간부가 철직됐다", "an official in {place} lost the post"),
    ("RELEASE", "{place}에서 붙잡혔던 {few}명이 풀려났다", "{few} people who had been held in {place} were let go"),
)  # fmt: skip
_AROUND = (
    ("요즘 다들 말을 아낀다.", "People are careful with words these days."),
    ("그 뒤로는 장사가 전 같지 않다.", "Trade has not been the same since."),
    ("더 알아보겠다고 했다.", "More will be asked."),
    ("누가 시켰는지는 모른다.", "Who ordered it is not known."),
    ("옆 동네도 비슷하다고 들었다.", "It is said to be much the same next door."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One invented thing said."""

    event_type: str
    korean: str
    english: str
    day: date
    place: Place
    quantity: str


class Inventor:
    """Makes things up, always the same from one *seed*, in the places of a *pack*, in the two years before *day*."""

    def __init__(self, pack: Pack, day: date, seed: int) -> None:
        self.chance, self._day = Random(seed), day  # noqa: S311 - nothing is kept secret with it
        self._places = [place for place in pack.places.values() if place.level in ("province", "city")]
        self._goods = [good.names for good in pack.goods]

    def one(self) -> Told:
        """One thing said."""
        chance = self.chance
        place, goods = chance.choice(self._places), chance.choice(self._goods)
        n, few = chance.randint(2, 9) * 10, chance.randint(2, 9)
        event_type, korean, english = chance.choice(_TOLD)
        ko = korean.format(place=place.names["ko"], goods=goods["ko"], n=n, few=few)
        en = english.format(place=place.names["en"], goods=goods["en"], n=n, few=few)
        quantity = f"{n}여 명" if "{n}여 명" in korean else f"{few}명" if "{few}명" in korean else ""
        return Told(
            event_type=event_type, korean=ko, english=en, place=place, quantity=quantity,
            day=self._day - timedelta(days=chance.randint(0, 730)),
        )  # fmt: skip

    def talk(self, told: Sequence[Told]) -> tuple[str, str]:
        """A source's words, and their translation, that hold all of *told*."""
        around = [self.chance.choice(_AROUND) for _ in told]
        korean = " ".join(f"{one.korean}. {aside[0]}" for one, aside in zip(told, around, strict=True))
        english = " ".join(
            f"{one.english[:1].upper()}{one.english[1:]}. {aside[1]}"
            for one, aside in zip(told, around, strict=True)
        )
        return korean, english
