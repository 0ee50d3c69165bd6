"""The record as its pages look at it: by place, organisation, goods, kind, year and chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from functools import cached_property

from jebo.disclosure.country import Place
from jebo.observatory.chain import Chain, chains
from jebo.observatory.date import Moment
from jebo.observatory.event import Event, Link
from jebo.observatory.record import Record
from jebo.observatory.role import Body
from jebo.observatory.tables import World, quarter

Groups = Mapping[str, tuple[Event, ...]]


@dataclass(frozen=True)
class Shown:
    """A record with its pack."""

    record: Record
    world: World

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All, the latest first; of one time by their ids, which say nothing."""
        return tuple(sorted(self.record.events, key=_latest, reverse=True))

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """All by their ids."""
        return {one.id: one for one in self.events}

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """All chains, the longest first."""
        return tuple(
            sorted(chains(self.by_id, self.record.links), key=lambda one: (-len(one.events), one.id))
        )

    @cached_property
    def chain_of(self) -> Mapping[str, Chain]:
        """The chain of an event."""
        return {event.id: chain for chain in self.chains for event in chain.events}

    @cached_property
    def ties_of(self) -> Mapping[str, tuple[Link, ...]]:
        """The ties of an event, in either direction."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.record.links:
            found[link.one].append(link)
            found[link.other].append(link)
        return {id_: tuple(some) for id_, some in found.items()}

    @cached_property
    def by_place(self) -> Groups:
        """Events by the place that is named and every place around it."""
        around = {one.place.id: tuple(self.around(one.place.id)) for one in self.events}
        return _grouped(self.events, lambda one: around[one.place.id])

    def around(self, id_: str) -> Iterable[str]:
        """A place and the places around it, from the next to the country."""
        at: str | None = id_
        while at is not None and at in self.world.pack.places:
            yield at
            at = self.world.pack.places[at].inside

    @cached_property
    def by_organisation(self) -> Groups:
        """Events by the organisations that had a part in them."""
        return _grouped(
            self.events,
            lambda one: {role.who.organisation for role in one.roles if isinstance(role.who, Body)},
        )

    @cached_property
    def by_goods(self) -> Groups:
        """Events by their goods, and by the wider kind of these."""
        inside = {one.code: one.inside for one in self.world.pack.goods}
        return _grouped(
            self.events,
            lambda one: {
                code for thing in one.goods for code in (thing.code, inside.get(thing.code)) if code
            },
        )

    @cached_property
    def by_kind(self) -> Groups:
        """Events by their kind."""
        return _grouped(self.events, lambda one: (one.type,))

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Event, ...]]:
        """Events by the year in which they began; those of no one year are left out."""
        found: dict[int, list[Event]] = defaultdict(list)
        for one in self.events:
            began = one.date.start
            if isinstance(began, Moment) and began.earliest.year == began.latest.year:
                found[began.earliest.year].append(one)
        return {year: tuple(some) for year, some in sorted(found.items(), reverse=True)}

    @cached_property
    def quarters(self) -> tuple[tuple[int, int], ...]:
        """Every quarter from the first of which something is known to the last, none left out."""
        known = sorted(at for one in self.events if (at := quarter(one.date)) and at[1])
        if not known:
            return ()
        (year, number), last = known[0], known[-1]
        found = []
        while (year, number) <= last:
            found.append((year, number))
            year, number = (year, number + 1) if number < 4 else (year + 1, 1)
        return tuple(found)

    def counts(self, events: Iterable[Event]) -> list[int]:
        """How many events are of each of :attr:`quarters`."""
        at = {one: place for place, one in enumerate(self.quarters)}
        counts = [0] * len(at)
        for event in events:
            place = at.get(quarter(event.date) or (0, 0))
            if place is not None:
                counts[place] += 1
        return counts

    @cached_property
    def provinces(self) -> tuple[Place, ...]:
        """The provinces of the country, as the pack orders them."""
        return tuple(one for one in self.world.pack.places.values() if one.level == "province")

    def rate(self, province: Place, events: Sequence[Event]) -> float:
        """Events for a million adults, by the middle of the pack's estimate."""
        return len(events) * 2_000_000 / max(province.adults.low + province.adults.high, 1)


def _latest(event: Event) -> tuple[Day, Day, str]:
    return event.date.latest or Day.max, event.date.earliest or Day.min, event.id


def _grouped(events: Iterable[Event], keys: Callable[[Event], Iterable[str]]) -> Groups:
    found: dict[str, list[Event]] = defaultdict(list)
    for one in events:
        for key in keys(one):
            found[key].append(one)
    return {key: tuple(some) for key, some in found.items()}
