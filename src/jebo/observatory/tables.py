"""The record as rows of tables. What each table and column means stands in ``schema``, one file for each noun."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from jebo.disclosure.country import Names, Organisation, Pack, Place
from jebo.observatory.date import Date
from jebo.observatory.event import Event, Goods, Link
from jebo.observatory.fineness import Fineness, of_date
from jebo.observatory.place import EventPlace, coarser, event_place
from jebo.observatory.quantity import Quantity
from jebo.observatory.record import Record
from jebo.observatory.role import Body, Official, Role, name_at

Cell = str | int | float | None
Row = tuple[Cell, ...]
NOUNS: Final = (
    "event", "role", "thing", "link", "story", "type", "place", "organisation", "good", "total", "withdrawn", "coverage",
)  # fmt: skip
"""In this order they are told of."""
RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With one of these a cell begins that a spreadsheet would run: OWASP, "CSV Injection"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: ``kind`` is ``text``, ``whole``, ``number``, ``day``, ``edtf`` or ``flag``; ``refers`` is ``table.column``."""

    name: str
    kind: str
    says: Names
    needed: bool = False
    refers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a table holds."""

    name: str
    says: Names
    key: tuple[str, ...]
    columns: tuple[Column, ...]


@cache
def schema() -> Mapping[str, Table]:
    """The tables by name, in the order of :data:`NOUNS`."""
    found = {}
    for noun in NOUNS:
        told = tomllib.loads(
            (files("jebo.observatory") / "schema" / f"{noun}.toml").read_text(encoding="utf-8")
        )
        columns = tuple(Column(**one) for one in told["column"])
        found[told["table"]] = Table(
            name=told["table"], says=told["says"], key=tuple(told["key"]), columns=columns
        )
    return found


def plain(text: str) -> str:
    """A text as a spreadsheet shows it and does not run it."""
    return f"'{text}" if text.startswith(RUNS) else text


class World:
    """What rows take from the country pack; what is asked again is not worked out again."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.goods: Mapping[str, Names] = {one.code: one.names for one in pack.goods}
        self.organisations: Mapping[str, Organisation] = {one.id: one for one in pack.organisations}
        self.province = cache(self._province)
        self.kind_cells = cache(self._kind_cells)
        self._dates: dict[str, Row] = {}
        self.place_cells = cache(self._place_cells)
        self._bodies: dict[tuple[str, int, int], Row] = {}

    def _province(self, id_: str) -> Place | None:
        """The province around a place, or the place itself where it is one."""
        there = event_place(id_, self.pack.places)
        wider = (self.pack.places[one.id] for one in (there, *coarser(there, self.pack.places)))
        return next((one for one in wider if one.level == "province"), None)

    def _kind_cells(self, code: str) -> Row:
        names = self.pack.events[code].names
        return code, names["en"], names.get("ko") or names["en"]

    def date_cells(self, when: Date) -> Row:
        """What a date says, by its text."""
        found = self._dates.get(when.text)
        if found is None:
            found = self._dates[when.text] = _date_cells(when)
        return found

    def _place_cells(self, there: EventPlace) -> Row:
        place, province = self.pack.places[there.id], self.province(there.id)
        of = (province.id, province.iso) if province else (None, None)
        names = place.names["en"], place.names.get("ko") or place.names["en"]
        return (place.id, *names, *of, there.precision, place.latitude, place.longitude)

    def body_cells(self, id_: str, when: Date) -> Row:
        """An organisation by the name that it bore; of a date only the years matter."""
        first, last = when.earliest or when.latest, when.latest or when.earliest
        key = id_, first.year if first else 0, last.year if last else 0
        found = self._bodies.get(key)
        if found is None:
            one = self.organisations[id_]
            names = name_at(one, when, "en") or None, name_at(one, when, "ko") or None
            found = self._bodies[key] = ("organisation", id_, *names)
        return found


def _date_cells(when: Date) -> Row:
    first, last = when.earliest, when.latest
    return when.text, first.isoformat() if first else None, last.isoformat() if last else None, when.precision


_NO_NUMBER: Final[Row] = (None, None, None)


def _number(told: Quantity | None) -> Row:
    if told is None:
        return _NO_NUMBER
    return told.low, None if math.isinf(told.high) else told.high, told.approximator.value


def event_row(event: Event, world: World) -> Row:
    """The row of an event."""
    return (
        event.id, event.version, event.since, *world.kind_cells(event.type), *world.date_cells(event.date),
        *world.place_cells(event.place), *_number(event.quantity), event.counted or None,
        event.status.value, int(event.several), len(event.stories),
    )  # fmt: skip


def role_row(event: Event, at: int, role: Role, world: World) -> Row:
    """The row of one part in an event."""
    who = role.who
    if isinstance(who, Body):
        head = world.body_cells(who.organisation, event.date)
    elif isinstance(who, Official):
        named = {
            code: ", ".join(filter(None, (who.names.get(code), who.office.get(code))))
            for code in ("en", "ko")
        }
        head = ("official", None, plain(named["en"]) or None, plain(named["ko"]) or None)
    else:
        names = getattr(who, "names", {})
        head = ("class", None, plain(names.get("en", "")) or None, plain(names.get("ko", "")) or None)
    return (event.id, at, role.part.value, *head, *_number(role.quantity))


def thing_row(event: Event, thing: Goods, world: World) -> Row:
    """The row of goods in an event."""
    names = world.goods[thing.code]
    return (event.id, thing.code, names["en"], names.get("ko") or names["en"], *_number(thing.quantity))


def of_events(events: Iterable[Event], world: World) -> dict[str, list[Row]]:
    """The rows of events in each table that speaks of them."""
    found: dict[str, list[Row]] = {"events": [], "roles": [], "things": [], "stories": []}
    for event in events:
        found["events"].append(event_row(event, world))
        found["roles"] += (role_row(event, at, one, world) for at, one in enumerate(event.roles, 1))
        found["things"] += (thing_row(event, one, world) for one in event.goods)
        found["stories"] += (
            (event.id, one.address, one.language, plain(one.title), one.day.isoformat())
            for one in event.stories
        )
    return found


def of_links(links: Iterable[Link], types: Mapping[str, str]) -> list[Row]:
    """The rows of ties, given the kinds of events by their ids."""
    return [(one.one, one.tie.value, one.other, types[one.one], types[one.other]) for one in links]


def of_pack(world: World) -> dict[str, list[Row]]:
    """The vocabulary: kinds of events and goods, places, organisations by the names that all know."""
    pack, both = world.pack, _both
    return {
        "types": [
            (
                one.code, *both(one.names), one.group or None, one.then, ";".join(one.huridocs) or None,
                one.acled or None, int(one.withheld), one.retired or None,
            )
            for one in pack.events.values()
        ],
        "places": [
            (one.id, one.level, one.inside, *both(one.names), one.iso, one.latitude, one.longitude, one.adults.low, one.adults.high)
            for one in pack.places.values()
        ],
        "organisations": [
            (one.id, name_at(one, None, "en"), name_at(one, None, "ko") or None, one.level, one.inside)
            for one in pack.organisations
        ],
        "goods": [(one.code, *both(one.names), one.inside, one.specificity) for one in pack.goods],
    }  # fmt: skip


def _both(names: Names) -> tuple[Cell, Cell]:
    return names["en"], names.get("ko") or None


class Coverage:
    """How many events of each province and quarter there are, and how many rest on one source."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._every, self._one_source = Counter[tuple[str, int, int]](), Counter[tuple[str, int, int]]()

    def add(self, events: Iterable[Event]) -> None:
        """Count these as well."""
        for event in events:
            if (at := quarter(event.date)) is None:
                continue
            province = self._world.province(event.place.id)
            key = (province.id if province else self._world.pack.root, *at)
            self._every[key] += 1
            self._one_source[key] += not event.several

    def rows(self) -> list[Row]:
        """The rows of the table."""
        return [
            (province, year, number or None, count, self._one_source[province, year, number])
            for (province, year, number), count in sorted(self._every.items())
        ]


@lru_cache(maxsize=50_000)
def quarter(when: Date) -> tuple[int, int] | None:
    """The year and the quarter of a date; 0 for the quarter where that is not known, nothing where the year is not."""
    first, last = when.earliest, when.latest
    if first is None or last is None or first.year != last.year:
        return None
    number = (first.month + 2) // 3
    return first.year, number if number == (last.month + 2) // 3 and of_date(when) < Fineness.YEAR else 0


def small(record: Record, world: World) -> dict[str, Sequence[Row]]:
    """The tables that are as long as the country and not as the record."""
    return {
        **of_pack(world),
        "totals": [(one.year, one.type, one.low, one.high) for one in record.totals],
        "withdrawn": [(one.id, one.since) for one in record.withdrawn],
    }


def every(record: Record, world: World) -> dict[str, Sequence[Row]]:
    """All tables of a record, in the order of the schema."""
    counts = Coverage(world)
    counts.add(record.events)
    found: dict[str, Sequence[Row]] = {
        **of_events(record.events, world), **small(record, world),
        "links": of_links(record.links, {one.id: one.type for one in record.events}), "coverage": counts.rows(),
    }  # fmt: skip
    return {name: found[name] for name in schema()}


def batches(events: Iterable[Event], size: int) -> Iterator[list[Event]]:
    """The events in lists of *size*."""
    batch: list[Event] = []
    for event in events:
        batch.append(event)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
