"""The record as it stands on a day, and its numbered releases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from jebo.desk import pack
from jebo.desk.events.rests import must_wait
from jebo.desk.publication.key import signing_key
from jebo.desk.record.models import Edition, Entry, Tie
from jebo.desk.record.standing import Standing, before, standings, there, world
from jebo.desk.record.within import expose, sources
from jebo.desk.refused import Refused
from jebo.desk.stories.models import Story
from jebo.errors import N_
from jebo.observatory import conclude, keeping
from jebo.observatory.event import Event, Link, in_order
from jebo.observatory.event import Tie as How
from jebo.observatory.record import Record, Withdrawn, totals
from jebo.observatory.tables import of_pack
from jebo.observatory.vaguer import only_vaguer
from jebo.press.house import House

if TYPE_CHECKING:
    from jebo.observatory.build import Built


class AnotherRelease(Refused):
    """Somebody released the record meanwhile."""

    says = N_("the record was released by another build meanwhile; run this one again")


class ChangedMeanwhile(Refused):
    """What was to be told may not be any more."""

    says = N_("the desk changed while the record was made; nothing was released, so run this one again")


class ClockBehind(Refused):
    """Today is before the last release."""

    says = N_(
        "the last release of the record is of a later day than this machine's; set its clock, and nothing was changed"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The record on a day, the entries behind it, and whether it is another than was released last."""

    record: Record
    every: tuple[Standing, ...]
    changed: bool


def record(house: House, day: date) -> Found:
    """The record as it stands on *day*; with the next number where it is not as it was released last.

    :raises jebo.observatory.unreadable.RunsInACircle: if the ties lead from an event back to it.
    :raises ClockBehind: the last release is of a later day.
    """
    last = Edition.objects.first()
    if last is not None and day < last.day:
        raise ClockBehind
    number = last.number + 1 if last else 1
    every = tuple(standings(Entry.objects.select_related("event"), day))
    some = [one for one in every if one.out(day)]
    events = tuple(_numbered(one, number) for one in some if one.event)
    known, by_desk = {one.id: one for one in events}, {one.entry.event_id: one.entry.pk for one in some}
    links = [*_links(by_desk, some, last, day)]
    in_order(links)
    made = Record(
        number=number, day=day, pack=pack.pack_id(), names=dict(house.name), events=events,
        links=conclude.standing(known, links, pack.places()), totals=totals((one.counted for one in every if one.counted), day),
        withdrawn=tuple(sorted(_withdrawn(every, known, number), key=lambda one: one.id)),
    )  # fmt: skip
    same = last is not None and last.digest == digest(made)
    if same:
        assert last is not None
        made = replace(made, number=last.number, day=last.day)
    return Found(record=made, every=every, changed=not same)


def _numbered(one: Standing, number: int) -> Event:
    """With the release that held it first, and a version that rises only when more is told or something was corrected."""
    assert one.event is not None
    row, old = one.entry, before(one.entry)
    if row.since is None:
        return replace(one.event, since=number, version=1)
    goods = {good.code: good for good in pack.pack().goods}
    same = old == one.event or (old is not None and only_vaguer(old, one.event, pack.places(), goods))
    return replace(one.event, since=row.since, version=row.version + (not same))


def _links(
    by_desk: Mapping[str | None, str], some: Sequence[Standing], last: Edition | None, day: date
) -> Iterator[Link]:
    """The desk's ties; of an event of which a source is in danger those that the last release told, no more and no fewer."""
    rows = Tie.objects.filter(one__in=list(by_desk), other__in=list(by_desk))
    now = {Link(one=by_desk[tie.one_id], tie=How(tie.how), other=by_desk[tie.other_id]) for tie in rows}
    told = {Link(one=one, tie=How(tie), other=other) for one, tie, other in (last.links if last else ())}
    of = {one.entry.pk: one.entry.event for one in some}
    for link in now | told:
        ends = [event for end in (link.one, link.other) if (event := of.get(end)) is not None]
        still = link in told and len(ends) == 2
        if (
            still
            if link not in (now & told) and any(must_wait(event, day) for event in ends)
            else link in now
        ):
            yield link


def _withdrawn(every: Iterable[Standing], known: Mapping[str, Event], number: int) -> Iterator[Withdrawn]:
    for one in every:
        if one.entry.since is not None and one.entry.pk not in known:
            yield Withdrawn(id=one.entry.pk, since=one.entry.gone or number)


def digest(made: Record) -> str:
    """Of all that a record tells, but for its number and day."""
    return keeping.digest({
        "names": dict(made.names), "pack": {table: list(map(list, rows)) for table, rows in of_pack(world()).items()},
        "events": {one.id: keeping.plain(one) for one in made.events},
        "links": _told_links(made),
        "totals": sorted([one.year, one.type, one.low] for one in made.totals),
        "withdrawn": sorted(one.id for one in made.withdrawn),
    })  # fmt: skip


def _told_links(made: Record) -> list[list[str]]:
    return sorted([one.one, one.tie.value, one.other] for one in made.links)


def press(
    where: Path, house: House, day: date, *, signed: bool = True, workers: int = 0
) -> tuple[Built, Record]:
    """Make the record at *where* as it stands on *day*, and write down what it tells from now on.

    :raises jebo.press.wrong.PressRefusal: something is wrong; the record is as it was.
    :raises AnotherRelease: another build released it meanwhile.
    """
    from jebo.observatory.build import build  # DuckDB, which the pages do without

    found: list[Found] = []

    def now() -> Record:
        found.append(record(house, day))
        return found[0].record

    built = build(
        where, now, world(), house, sign=signing_key() if signed else None, workers=workers, shown=lambda: _kept(found[0], day)
    )  # fmt: skip
    return built, found[0].record


def _kept(found: Found, day: date) -> None:
    made = found.record
    with transaction.atomic():
        for one in found.every:
            seen = {
                "refusals": list(one.refusals),
                "differs": one.differs,
                "counted": one.counted is not None,
            }
            if any(getattr(one.entry, name) != value for name, value in seen.items()):
                Entry.objects.filter(pk=one.entry.pk).update(**seen)
        _still_so(found, day)
        if not found.changed:
            return
        Edition.objects.create(number=made.number, day=day, digest=digest(made), links=_told_links(made))
        by_id = {one.id: one for one in made.events}
        for one in found.every:
            if (told := by_id.get(one.entry.pk)) is not None:
                _told(one, told, made, day)
        for gone in made.withdrawn:
            Entry.objects.filter(pk=gone.id, gone=None).update(gone=gone.since)


def _still_so(found: Found, day: date) -> None:
    """Look that nothing was released, taken out or brought into danger while the record was made.

    :raises AnotherRelease: another build released it.
    :raises ChangedMeanwhile: something may not be told any more.
    """
    last = Edition.objects.select_for_update().first()
    if (last.number if last else 0) != found.record.number - found.changed:
        raise AnotherRelease
    told = {one.id: one for one in found.record.events}
    if Entry.objects.filter(pk__in=list(told)).filter(Q(left=True) | Q(event=None)).exists():
        raise ChangedMeanwhile
    for one in found.every:
        event, same = one.entry.event, there(one.entry) and before(one.entry) == one.event
        new = one.entry.pk in told and not same and not one.danger
        if new and event is not None and must_wait(event, day):
            raise ChangedMeanwhile


def _told(one: Standing, told: Event, made: Record, day: date) -> None:
    """Keep what an entry told, and charge what went beyond its stories, once."""
    if one.beyond and one.granted != one.entry.granted:
        for story in Story.objects.filter(pk__in=one.stories):
            of = sources(story, one.entry.event_id or "")
            expose(story, told, of, world(), release=f"record {made.number} {one.entry.pk}", day=day)
    Entry.objects.filter(pk=one.entry.pk).update(
        since=told.since,
        version=told.version,
        told=keeping.plain(told),
        gone=None,
        granted=one.granted,
        stories=list(one.stories),
    )
