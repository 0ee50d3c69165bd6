"""What a reader can conclude from the order of events: a tie is left out where it would tell a time more exactly than the record does.

If an arrest came after a search in July, and the search is in the record as of July, the arrest was not in June, whatever the
record says of its own time. So a tie counts as a statement of time, and stands only where it narrows nothing, or where one
released story told of both ends and readers know as much already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from typing import Final

from jebo.disclosure.country import Place
from jebo.observatory.event import ORDERED, Event, Link, Tie
from jebo.observatory.place import EventPlace, coarser

Days = tuple[Day, Day]
_FIRST: Final = Day.min
_LAST: Final = Day.max


def bounds(event: Event) -> Days:
    """The days that the record leaves open."""
    return event.date.earliest or _FIRST, event.date.latest or _LAST


def narrowed(link: Link, one: Days, other: Days) -> tuple[Days, Days]:
    """What is left of the times of both ends, given the tie."""
    if link.tie in ORDERED:
        return (one[0], min(one[1], other[1])), (max(other[0], one[0]), other[1])
    first, last = max(one[0], other[0]), min(one[1], other[1])
    if link.tie is Tie.SAME_AS:
        return (first, last), (first, last)
    return (first, last), other  # a part lies within the whole


def standing(
    events: Mapping[str, Event], links: Iterable[Link], places: Mapping[str, Place]
) -> tuple[Link, ...]:
    """The ties that may stand: both ends are in the record, and neither time nor place of either is narrowed.

    As no tie that stands moves a bound, nothing follows from several of them either.
    """
    both = sorted((link for link in links if link.one in events and link.other in events), key=_order)
    return tuple(link for link in both if _tells_nothing(link, events) and _one_place(link, events, places))


def _order(link: Link) -> tuple[str, str, str]:
    return link.one, link.other, link.tie.value


def _tells_nothing(link: Link, events: Mapping[str, Event]) -> bool:
    known = bounds(events[link.one]), bounds(events[link.other])
    return narrowed(link, *known) == known


def _one_place(link: Link, events: Mapping[str, Event], places: Mapping[str, Place]) -> bool:
    """Of events that are one, or one in the other, the finer place would be the place of both."""
    if link.tie in ORDERED:
        return True
    one, other = events[link.one].place, events[link.other].place
    return one == other or (link.tie is Tie.PART_OF and _around(one, other, places))


def _around(one: EventPlace, other: EventPlace, places: Mapping[str, Place]) -> bool:
    return other in coarser(one, places)
