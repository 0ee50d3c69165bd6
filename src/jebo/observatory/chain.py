"""Chains: events that led to one another, in order, with what usually comes between them and is not in the record."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from itertools import pairwise

from jebo.disclosure.country import EventType
from jebo.observatory.event import ORDERED, Event, Link, Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Events in order, and the ties between them. ``id`` is that of the member that was first released."""

    id: str
    events: tuple[Event, ...]
    links: tuple[Link, ...]


def chains(events: Mapping[str, Event], links: Iterable[Link]) -> tuple[Chain, ...]:
    """All chains of two or more events, by their first day; what is the same as another event makes no chain of its own."""
    tied = [link for link in links if link.tie is not Tie.SAME_AS]
    groups = _groups(tied)
    by_root: dict[str, list[Link]] = defaultdict(list)
    for link in tied:
        by_root[groups[link.one]].append(link)
    members: dict[str, list[Event]] = defaultdict(list)
    for id_, root in groups.items():
        members[root].append(events[id_])
    found = [
        Chain(
            id=min(members[root], key=lambda one: (one.since, one.id)).id,
            events=tuple(_ordered(members[root], some)),
            links=tuple(some),
        )
        for root, some in by_root.items()
    ]
    return tuple(sorted(found, key=lambda one: (_place(one.events[0]), one.id)))


def _groups(links: Iterable[Link]) -> dict[str, str]:
    """The ids of tied events, each with one that stands for its group."""
    of: dict[str, str] = {}

    def root(id_: str) -> str:
        while of[id_] != id_:
            of[id_] = of[of[id_]]
            id_ = of[id_]
        return id_

    for link in links:
        of.setdefault(link.one, link.one)
        of.setdefault(link.other, link.other)
        of[root(link.one)] = root(link.other)
    return {id_: root(id_) for id_ in of}


def _place(event: Event) -> tuple[Day, Day, str]:
    return event.date.earliest or Day.min, event.date.latest or Day.max, event.id


def _ordered(events: Iterable[Event], links: Iterable[Link]) -> Iterator[Event]:
    """By their ties; where those leave it open, by their first day, and then along one branch before the next, the longest first."""
    known = {one.id: one for one in events}
    after: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.tie in ORDERED:
            after[link.one].append(link.other)
    waits = dict.fromkeys(known, 0) | Counter(later for some in after.values() for later in some)
    steps = _steps(known, after)

    def place(id_: str) -> tuple[Day, Day, int, str]:
        first, last, _ = _place(known[id_])
        return first, last, -steps[id_], id_

    ready = [place(id_) for id_, count in waits.items() if not count]
    heapq.heapify(ready)
    done: set[str] = set()
    along: tuple[Day, Day, int, str] | None = (
        None  # what goes on from the event before, where nothing else is earlier
    )
    while ready:
        *_, id_ = along if along and along[:2] <= ready[0][:2] else ready[0]
        if id_ == ready[0][3]:
            heapq.heappop(ready)
        along = None
        if id_ in done:
            continue
        done.add(id_)
        yield known[id_]
        for later in after[id_]:
            waits[later] -= 1
            if not waits[later]:
                heapq.heappush(ready, place(later))
                along = min(along or place(later), place(later))


def _steps(known: Iterable[str], after: Mapping[str, list[str]]) -> dict[str, int]:
    """How many steps follow each event at most. There are no circles (:func:`jebo.observatory.event.in_order`)."""
    found: dict[str, int] = {}
    for start in known:
        way = [start]
        while way:
            id_ = way[-1]
            open_ = [one for one in after.get(id_, ()) if one not in found]
            if open_:
                way += open_
                continue
            found[way.pop()] = max((found[one] + 1 for one in after.get(id_, ())), default=0)
    return found


def far(chain: Chain) -> Event:
    """The event to which most steps lead from the first one, where the chain is told of in a line."""
    at = {chain.events[0].id: 0}
    for event in chain.events:  # in their order, so what leads to an event was looked at
        for link in chain.links:
            if link.tie in ORDERED and link.other == event.id and link.one in at:
                at[event.id] = max(at.get(event.id, 0), at[link.one] + 1)
    return max(chain.events, key=lambda one: at.get(one.id, -1))


def tied(chain: Chain) -> frozenset[str]:
    """Ids of events that are tied to the one right above them."""
    pairs = {(link.one, link.other) for link in chain.links if link.tie in ORDERED}
    return frozenset(below.id for above, below in pairwise(chain.events) if (above.id, below.id) in pairs)


def gaps(chain: Chain, types: Mapping[str, EventType]) -> dict[str, tuple[str, ...]]:
    """After which events, by their ids, kinds are not in the chain that usually come before one that is: their codes."""
    found = {}
    for at, event in enumerate(chain.events[:-1], 1):
        missing = _usual(event.type, {one.type for one in chain.events[at:]}, types)
        if missing:
            found[event.id] = missing
    return found


def _usual(code: str, there: Container[str], types: Mapping[str, EventType]) -> tuple[str, ...]:
    """What usually follows a kind, as far as the next that is *there*; nothing where none ever is."""
    way: list[str] = []
    following = types[code].then
    while following and following in types and following not in way:
        if following in there:
            return tuple(way)
        way.append(following)
        following = types[following].then
    return ()


def unordered(chain: Chain) -> frozenset[str]:
    """Ids of events of which it is not known whether they came before or after the one above them."""
    known = tied(chain)
    return frozenset(
        below.id
        for above, below in pairwise(chain.events)
        if below.id not in known and _may_turn(above, below)
    )


def _may_turn(above: Event, below: Event) -> bool:
    last, first = above.date.latest, below.date.earliest
    return last is None or first is None or first <= last
