"""Invented events, as many as asked for: for measuring, and for pages to try. Nothing in them happened."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from functools import cached_property
from random import Random

from jebo.disclosure.country import Pack
from jebo.observatory.date import Date
from jebo.observatory.date import read as read_date
from jebo.observatory.event import Event, Goods, Link, Status, Story, Tie
from jebo.observatory.place import EventPlace, event_place
from jebo.observatory.quantity import Approximator, Quantity, exactly
from jebo.observatory.record import Total, Withdrawn
from jebo.observatory.role import Body, Class, Part, Role

_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
_PEOPLE = (
    exactly(12), Quantity(low=21, high=29, value=20, approximator=Approximator.ODD),
    Quantity(low=101, high=math.inf, value=100, approximator=Approximator.MORE_THAN),
)  # fmt: skip
_STATUS = {
    (False, False): Status.REPORTED, (False, True): Status.CORROBORATED, (True, False): Status.DISPUTED, (True, True): Status.DISPUTED,
}  # fmt: skip
_FIRST, _LAST = 2015, 2026
_AT_ONCE = 10_000


@dataclass(frozen=True)
class Invented:
    """Events of a pack, the same for the same *seed*; those after one another make chains."""

    pack: Pack
    count: int
    seed: int = 1

    @cached_property
    def _dates(self) -> list[Date]:
        years = range(_FIRST, _LAST + 1)
        quarters = [f"{year}-{33 + number}" for year in years for number in range(4)]
        months = [
            f"{year}-{month:02}{mark}" for year in years for month in range(1, 13) for mark in ("", "~")
        ]
        days = [
            told.format(month=f"{year}-{month:02}")
            for year in years
            for month in (3, 8)
            for told in ("{month}-07", "{month}-1X", "{month}-14/{month}-21")
        ]
        return [read_date(text) for text in [*quarters * 4, *months, *days, *map(str, years)]]

    @cached_property
    def _places(self) -> list[EventPlace]:
        provinces = [one.id for one in self.pack.places.values() if one.level == "province"]
        towns = [one.id for one in self.pack.places.values() if one.level == "city"]
        return [event_place(id_, self.pack.places) for id_ in [*provinces * 40, *towns, self.pack.root]]

    @cached_property
    def _roles(self) -> list[tuple[Role, ...]]:
        bodies = [Role(part=Part.AGENT, who=Body(organisation=one.id)) for one in self.pack.organisations]
        traders = Class(names={"en": "traders", "ko": "상인"})
        struck = [
            Role(part=Part.PATIENT, who=traders, quantity=number)
            for number in (
                None,
                exactly(4),
                Quantity(low=21, high=29, value=20, approximator=Approximator.ODD),
            )
        ]
        return [*((body, one) for body in bodies for one in struck), (struck[0],)]

    @cached_property
    def _goods(self) -> list[tuple[Goods, ...]]:
        return [(), (), *((Goods(code=one.code),) for one in self.pack.goods if one.specificity != "flag")]

    def _id(self, number: int) -> str:
        """Eight letters that say nothing, another for each number."""
        number = (number * 0x9E3779B1 + self.seed) % 29**7
        letters = []
        for _ in range(8):
            number, at = divmod(number, 29)
            letters.append(_LETTERS[at])
        return "".join(letters)

    def events(self) -> Iterator[Event]:
        """All of them, the same each time."""
        random = Random(self.seed)  # noqa: S311 - nothing is kept secret
        types = [one.code for one in self.pack.events.values() if not one.withheld]
        story = Story(
            address="en/2026/12/an-invented-story.html",
            language="en",
            title="An invented story",
            day=Day(2026, 12, 1),
        )
        for start in range(0, self.count, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, self.count))
            parts = (
                random.choices(one, k=len(numbers))
                for one in (types, self._dates, self._places, self._roles, self._goods)
            )
            for number, type_, when, there, roles, goods in zip(numbers, *parts, strict=True):
                several = number * 7 % 10 < 4
                yield Event(
                    id=self._id(number), type=type_, date=when, place=there, roles=roles, goods=goods, several=several,
                    status=_STATUS[number % 25 == 24, several], stories=(story,), counted="people" if number % 7 == 0 else "",
                    quantity=_PEOPLE[number % len(_PEOPLE)] if number % 7 == 0 else None,
                )  # fmt: skip

    def links(self) -> Iterator[Link]:
        """Ties between neighbours of three out of four."""
        for number in range(self.count - 1):
            if number % 4 != 3:
                yield Link(one=self._id(number), tie=Tie.PRECEDES, other=self._id(number + 1))

    def totals(self) -> tuple[Total, ...]:
        """Of kinds that are only counted."""
        kinds = [one.code for one in self.pack.events.values() if one.withheld]
        rows = [
            (year, code, (at * 7 + year) % 4)
            for year in range(_FIRST, _LAST)
            for at, code in enumerate(kinds)
        ]
        return tuple(
            Total(year=year, type=code, low=max(1, 5 * band), high=5 * band + 4) for year, code, band in rows
        )

    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """Some that are no more."""
        return tuple(Withdrawn(id=self._id(self.count + number), since=1) for number in range(3))
