"""The record as it is released: events, ties, yearly numbers of what is only counted, and what was withdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from typing import Final

from jebo.disclosure.country import Names
from jebo.observatory.event import Event, Link
from jebo.observatory.may import DELAY

BAND: Final = 5
"""Numbers of what is only counted are told in bands of so many, so that one more or less is not seen. Chosen by us; statistical
offices suppress cells below 3 to 10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many events of a kind that is only counted there were in the country in a year: from ``low`` to ``high``."""

    year: int
    type: str
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What is left of an event that was withdrawn: its id, and the first release without it. No reason is given."""

    id: str
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A numbered release. ``names`` are the newsroom's, ``pack`` is the country's."""

    number: int
    day: Day
    pack: str
    names: Names
    events: tuple[Event, ...] = field(default=(), repr=False)
    links: tuple[Link, ...] = field(default=(), repr=False)
    totals: tuple[Total, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()


def totals(counted: Iterable[tuple[str, int]], day: Day) -> tuple[Total, ...]:
    """Of kinds and years of single events, how many there were in each year that had been over for a quarter on *day*.

    >>> totals([("REMIT", 2025)] * 7 + [("REMIT", 2026)], Day(2026, 11, 26))
    (Total(year=2025, type='REMIT', low=5, high=9),)
    """
    over = Counter(one for one in counted if Day(one[1], 12, 31) + DELAY < day)
    return tuple(
        Total(year=year, type=type_, low=max(1, number // BAND * BAND), high=number // BAND * BAND + BAND - 1)
        for (type_, year), number in sorted(over.items(), key=lambda one: (one[0][1], one[0][0]))
    )
