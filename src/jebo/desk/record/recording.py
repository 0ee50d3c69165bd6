"""The record as it stands on a day: what enters, what changed, what was withdrawn; and its numbered releases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jebo.desk import pack
from jebo.desk.events.rests import must_wait
from jebo.desk.publication.key import signing_key
from jebo.desk.record.held import Printed, held
from jebo.desk.record.models import Edition, Entry, Tie
from jebo.desk.record.printed import printed
from jebo.desk.record.within import expose, within
from jebo.desk.stories.models import Story
from jebo.observatory.conclude import standing
from jebo.observatory.date import coarser, read
from jebo.observatory.event import Event, Link, in_order
from jebo.observatory.event import Tie as How
from jebo.observatory.may import Held, enters, entry
from jebo.observatory.place import coarser as wider_places
from jebo.observatory.place import event_place
from jebo.observatory.record import Record, Withdrawn, totals
from jebo.observatory.tables import World, of_events
from jebo.press.house import House

if TYPE_CHECKING:
    from jebo.observatory.build import Built


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What of an entry stands in the record on a day, or will.

    :param event: as the record holds it; None where it is only counted, or does not enter.
    :param counted: its kind and year, where it is only counted.
    :param since: the first day on which it may stand there.
    :param waits: whether it waits for a source in danger.
    :param beyond: whether it tells more than its stories, because the limits hold.
    """

    entry: Entry
    event: Event | None = None
    counted: tuple[str, int] | None = None
    since: date | None = None
    waits: bool = False
    beyond: bool = False

    def out(self, day: date) -> bool:
        """Whether it stands in the record on *day*; what stood in the last release does not leave for being told otherwise."""
        there = self.entry.since is not None and self.entry.gone is None
        due = self.since is not None and self.since <= day and not self.waits
        return self.event is not None and (there or due)


def world() -> World:
    """The desk's country pack, as the record takes its names from it."""
    return World(pack.pack())


def standings(entries: Iterable[Entry], day: date) -> list[Standing]:
    """Each entry as it stands on *day*."""
    some = list(entries)
    told_in = printed([one.event_id for one in some if one.event_id], day)
    known = world()
    return [_standing(one, told_in.get(one.event_id or "", ()), known, day) for one in some]


def _standing(row: Entry, told_in: Sequence[Printed], known: World, day: date) -> Standing:
    found = held(row, told_in)
    if row.left or row.event is None or found is None or not told_in:
        return Standing(entry=row)
    kind = known.pack.events[found.event.type]
    told, beyond = _told(found, told_in, known, day)
    if told is None:
        year = found.event.date.earliest or found.event.date.latest
        return Standing(entry=row, counted=(kind.code, year.year) if kind.withheld and year else None)
    waits = row.since is None and must_wait(row.event, day)
    return Standing(entry=row, event=told, since=enters(told.date, row.day), waits=waits, beyond=beyond)


def _told(found: Held, told_in: Sequence[Printed], known: World, day: date) -> tuple[Event | None, bool]:
    """What may stand there; and whether that is more than stories said, because the limits hold for it in every one of them."""
    plain = entry(found, known.pack.places, known.pack.events)
    more = entry(replace(found, within=True), known.pack.places, known.pack.events)
    if plain is None or more is None or more == plain:
        return plain, False
    stories = Story.objects.filter(pk__in=stories_of(told_in))
    return (
        (more, True) if stories and all(within(one, more, known, day) for one in stories) else (plain, False)
    )


def stories_of(told_in: Iterable[Printed]) -> set[str]:
    """The desk's stories of which these are editions."""
    return {one.story_id for one in told_in}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The record on a day, and the entries behind it."""

    record: Record
    out: tuple[Standing, ...]
    changed: bool


def record(house: House, day: date) -> Found:
    """The record as it stands on *day*; with the next number where it is not as it was released last.

    :raises jebo.observatory.unreadable.RunsInACircle: if the ties lead from an event back to it.
    """
    last = Edition.objects.first()
    number = last.number + 1 if last else 1
    every = standings(Entry.objects.select_related("event"), day)
    some = tuple(one for one in every if one.out(day))
    events = tuple(_numbered(one, number) for one in some if one.event)
    known, by_desk = {one.id: one for one in events}, {one.entry.event_id: one.entry.pk for one in some}
    links = list(_links(by_desk))
    in_order(links)
    made = Record(
        number=number, day=day, pack=pack.pack_id(), names=dict(house.name), events=events,
        links=standing(known, links, pack.places()), totals=totals((one.counted for one in every if one.counted), day),
        withdrawn=tuple(sorted(_withdrawn(every, known, number), key=lambda one: one.id)),
    )  # fmt: skip
    same = last is not None and last.digest == digest(made)
    if same:
        assert last is not None
        made = replace(made, number=last.number, day=last.day)
    return Found(record=made, out=some, changed=not same)


def _numbered(one: Standing, number: int) -> Event:
    """With the release that held it first, and a version that rises only when more is told or something was corrected."""
    assert one.event is not None
    row, told = one.entry, plain(one.event)
    if row.since is None:
        return replace(one.event, since=number, version=1)
    corrected = bool(row.told) and row.told != told and not _only_vaguer(row.told, told)
    return replace(one.event, since=row.since, version=row.version + corrected)


def _only_vaguer(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether nothing differs but what is told less exactly now; then nobody is shown that it was told more exactly."""
    same = all(
        before[name] == now[name] for name in ("type", "status", "several", "stories", "counted") if now[name]
    )
    fewer = all(_within(now[name], before[name]) for name in ("roles", "goods"))
    return same and fewer and now["quantity"] in ("", before["quantity"]) and _wider(before, now)


def _within(now: Sequence[Any], before: Sequence[Any]) -> bool:
    """Whether nothing is there that was not, but for a number that was left away."""
    known = [[*row[:-3], None, None, None] for row in before] + [list(row) for row in before]
    return all(list(row) in known for row in now)


def _wider(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    old, new = read(before["date"]), read(now["date"])
    times = new == old or new in coarser(old)
    there, places = before["place"].split()[0], pack.places()
    around = [there, *(one.id for one in wider_places(event_place(there, places), places))]
    return times and now["place"].split()[0] in around


def plain(event: Event) -> dict[str, Any]:
    """What is told of an event, as plain values."""
    rows = of_events([replace(event, since=1, version=1)], world())
    return {
        "date": event.date.text, "place": f"{event.place.id} {event.place.near}", "type": event.type,
        "roles": [list(row[2:]) for row in rows["roles"]], "goods": [list(row[1:]) for row in rows["things"]],
        "quantity": str(event.quantity.text if event.quantity else ""), "counted": event.counted, "status": event.status.value,
        "several": event.several, "stories": [one.address for one in event.stories],
    }  # fmt: skip


def _links(by_desk: Mapping[str | None, str]) -> Iterator[Link]:
    for tie in Tie.objects.filter(one__in=list(by_desk), other__in=list(by_desk)):
        yield Link(one=by_desk[tie.one_id], tie=How(tie.how), other=by_desk[tie.other_id])


def _withdrawn(every: Iterable[Standing], known: Mapping[str, Event], number: int) -> Iterator[Withdrawn]:
    for one in every:
        if one.entry.since is not None and one.entry.pk not in known:
            yield Withdrawn(id=one.entry.pk, since=one.entry.gone or number)


def digest(made: Record) -> str:
    """Of all that a record tells, but for its number and day."""
    told = {
        "events": {one.id: plain(one) for one in made.events},
        "links": sorted([one.one, one.tie.value, one.other] for one in made.links),
        "totals": sorted([one.year, one.type, one.low] for one in made.totals),
        "withdrawn": sorted(one.id for one in made.withdrawn),
    }
    return f"sha256:{sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()}"


def press(
    where: Path, house: House, day: date, *, signed: bool = True, workers: int = 0
) -> tuple[Built, Record]:
    """Make the record at *where* as it stands on *day*, and write down what it tells from now on.

    :raises jebo.press.wrong.PressRefusal: something is wrong; the record is as it was.
    """
    from jebo.observatory.build import build  # DuckDB, which the pages do without

    found = record(house, day)
    built = build(
        where, found.record, world(), house, sign=signing_key() if signed else None, workers=workers, shown=lambda: _kept(found, day)
    )  # fmt: skip
    return built, found.record


def _kept(found: Found, day: date) -> None:
    if not found.changed:
        return
    made = found.record
    with transaction.atomic():
        Edition.objects.create(number=made.number, day=day, digest=digest(made))
        by_id = {one.id: one for one in made.events}
        for one in found.out:
            told, first = by_id[one.entry.pk], one.entry.since is None
            if one.beyond and (first or one.entry.told != plain(told)):
                _exposed(one, told, made, day)
            Entry.objects.filter(pk=one.entry.pk).update(
                since=told.since, version=told.version, told=plain(told), gone=None
            )
        for gone in made.withdrawn:
            Entry.objects.filter(pk=gone.id, gone=None).update(gone=gone.since)


def _exposed(one: Standing, told: Event, made: Record, day: date) -> None:
    for story in Story.objects.filter(
        pk__in=stories_of(printed([one.entry.event_id or ""], day)[one.entry.event_id or ""])
    ):
        expose(story, told, world(), release=f"record {made.number} {one.entry.pk}", day=day)
