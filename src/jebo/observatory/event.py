"""An event of the public record: what happened, as exactly as it may be known. It has no title but that of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from enum import StrEnum
from typing import Final

from jebo.observatory.date import Date
from jebo.observatory.place import EventPlace
from jebo.observatory.quantity import Quantity
from jebo.observatory.role import Role
from jebo.observatory.unreadable import RunsInACircle


class Status(StrEnum):
    """How the newsroom holds it."""

    REPORTED = "reported"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"


class Tie(StrEnum):
    """How one event lies to another: it came before it, it brought it about, it is a part of it, it is the same."""

    PRECEDES = "precedes"
    CAUSES = "causes"
    PART_OF = "part_of"
    SAME_AS = "same_as"


ORDERED: Final = frozenset({Tie.PRECEDES, Tie.CAUSES})
"""Ties of which the first cannot be later than the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Goods of an event by their code in the pack, and how much of them."""

    code: str
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An edition in which it was published: where it stands in the newsroom's site, and the day it first went out."""

    address: str
    language: str
    title: str
    day: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie from one event to another, by their ids."""

    one: str
    tie: Tie
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event.

    :param id: eight letters that say nothing.
    :param type: its kind, a code of the pack.
    :param counted: what ``quantity`` counts: ``people``, ``homes``, ``times``, ``money`` or ``other``.
    :param several: whether it rests on more than one source that stands on feet of its own.
    :param since: the number of the first release that held it.
    :param version: rises when it is corrected or more is known of it, never when it is told less exactly.
    """

    id: str
    type: str
    date: Date
    place: EventPlace
    roles: tuple[Role, ...] = ()
    goods: tuple[Goods, ...] = ()
    quantity: Quantity | None = None
    counted: str = ""
    status: Status = Status.REPORTED
    several: bool = False
    stories: tuple[Story, ...] = ()
    since: int = 1
    version: int = 1


def in_order(links: Iterable[Link]) -> None:
    """Look that no event comes before itself.

    :raises RunsInACircle: if the ties lead from one back to it.
    """
    after: dict[str, list[str]] = {}
    for link in links:
        if link.tie in ORDERED or link.tie is Tie.PART_OF:
            after.setdefault(link.one, []).append(link.other)
    done: set[str] = set()
    for start in after:
        _walk(start, after, done)


def _walk(start: str, after: Mapping[str, list[str]], done: set[str]) -> None:
    """Depth first, without recursion: *done* are those from which no circle is reached."""
    way: list[tuple[str, int]] = [(start, 0)]
    on_it = {start}
    while way:
        node, at = way.pop()
        nexts = after.get(node, [])
        if node in done or at == len(nexts):
            done.add(node)
            on_it.discard(node)
            continue
        way.append((node, at + 1))
        if nexts[at] in on_it:
            raise RunsInACircle
        if nexts[at] not in done:
            on_it.add(nexts[at])
            way.append((nexts[at], 0))
