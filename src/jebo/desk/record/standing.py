"""What of each entry stands in the record, or would: as far as one story said, as far as the limits hold, and never while a source is in
danger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jebo.desk import pack
from jebo.desk.events.models import Support
from jebo.desk.events.rests import must_wait
from jebo.desk.record.asked import Asked, Granted, key_of
from jebo.desk.record.held import Printed, held
from jebo.desk.record.models import Entry
from jebo.desk.record.printed import printed, still_shown
from jebo.desk.wall import whole_desk
from jebo.observatory import keeping
from jebo.observatory.event import Event, Status
from jebo.observatory.may import Grant, enters, entry
from jebo.observatory.tables import World, quarter
from jebo.observatory.vaguer import only_vaguer


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What of an entry stands in the record on a day, or will.

    :param event: as the record holds it; None where it is only counted, or does not enter.
    :param counted: its kind and year, where it is only counted and may be by now.
    :param since: the first day on which it may stand there.
    :param waits: whether it waits for a source in danger.
    :param beyond: whether it tells more than its stories, because the limits hold.
    :param granted: for what they hold, and what that rests on; as :attr:`jebo.desk.record.models.Entry.granted`.
    :param refusals: of what was asked for and is not within limits, so that it is not asked for again.
    :param stories: ids of the stories that tell of it.
    :param danger: whether it was held as it was for the sake of a source.
    :param differs: since when it rests on more or fewer sources than the record says, and does not say so yet.
    """

    entry: Entry
    event: Event | None = None
    counted: tuple[str, int] | None = None
    since: date | None = None
    waits: bool = False
    beyond: bool = False
    granted: str = ""
    refusals: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    danger: bool = False
    differs: date | None = None

    def out(self, day: date) -> bool:
        """Whether it stands in the record on *day*; what stood in the last release does not leave for being told otherwise."""
        due = self.since is not None and self.since <= day and not self.waits
        return self.event is not None and (there(self.entry) or due)


def there(row: Entry) -> bool:
    """Whether an entry stood in the last release."""
    return row.since is not None and row.gone is None


def before(row: Entry) -> Event | None:
    """What the last release that held it told of it."""
    return keeping.event(row.pk, row.told) if row.told else None


def world() -> World:
    """The desk's country pack, as the record takes its names from it."""
    return World(pack.pack())


def beside(row: Entry) -> list[Entry]:
    """An entry and those that rest on a source of its event."""
    with whole_desk():
        of = list(Support.objects.filter(event=row.event_id or "").values_list("source", flat=True))
        events = list(Support.objects.filter(source__in=of).values_list("event", flat=True))
    others = Entry.objects.filter(event__in=events).exclude(pk=row.pk).select_related("event")
    return [row, *others]


def standings(
    entries: Iterable[Entry], day: date, *, asking: Collection[str] | None = None
) -> list[Standing]:
    """Each entry as it stands on *day*, in the order given.

    All that goes beyond the stories of one source is asked together: what is told already first, then one after another.

    :param asking: ids of the entries for which the limits are asked where something new would be told, all where it is None; what is
        not asked for is shown as it would be by default.
    """
    rows = list(entries)
    told_in = printed([one.event_id for one in rows if one.event_id], day)
    known, orphans = world(), _orphans(rows)
    every = {
        row.pk: _asked(row, told_in.get(row.event_id or "", ()), known, day, orphan=row.pk in orphans)
        for row in rows
    }
    kept = {row.pk for row in rows if (one := every[row.pk]) and one.kept() is not None}
    told: dict[str, list[Event]] = defaultdict(list)
    found: dict[str, Standing] = {}
    for row in sorted(rows, key=lambda row: (row.pk not in kept, not there(row), row.pk)):
        one = every[row.pk]
        ask = asking is None or row.pk in asking
        stands = found[row.pk] = _standing(row, one, told, known, day, ask=ask)
        if one and stands.event and stands.beyond and stands.out(day):
            for source in one.sources:
                told[source].append(stands.event)
    return [found[row.pk] for row in rows]


def _orphans(rows: Iterable[Entry]) -> set[str]:
    """Entries of the last release whose event no longer rests on anything: with the sources, what stories said of it is gone."""
    some = {row.event_id: row.pk for row in rows if there(row) and row.event_id}
    with whole_desk():
        rest = set(Support.objects.filter(event__in=list(some)).values_list("event", flat=True))
    return {entry for event, entry in some.items() if event not in rest}


def _asked(row: Entry, told_in: Sequence[Printed], known: World, day: date, *, orphan: bool) -> Asked | None:
    told_in = still_shown(row.stories, day) if orphan else told_in
    found = held(row, told_in)
    if row.left or row.event is None or found is None or not told_in:
        return None
    graded, differs = _graded(row, found.event, day)
    found = replace(found, event=graded)
    told = {
        grant: entry(replace(found, grant=grant), known.pack.places, known.pack.events) for grant in Grant
    }
    stories = tuple(sorted({one.story_id for one in told_in}))
    return Asked(
        row=row, held=found, stories=stories, told=told, world=known, day=day, there=there(row), orphan=orphan, differs=differs
    )  # fmt: skip


def _graded(row: Entry, event: Event, day: date) -> tuple[Event, date | None]:
    """That it rests on more or fewer sources is told in the month after: the day on which a source came or went is not seen.

    That it is disputed, or no longer, is told at once.
    """
    old = before(row) if there(row) else None
    if old is None or Status.DISPUTED in (old.status, event.status):
        return event, None
    if (old.status, old.several) == (event.status, event.several):
        return event, None
    first = row.differs or day
    if first.replace(day=1) < day.replace(day=1):
        return event, first
    return replace(event, status=old.status, several=old.several), first


def _standing(
    row: Entry, one: Asked | None, told: Mapping[str, Sequence[Event]], known: World, day: date, *, ask: bool
) -> Standing:
    if one is None:
        return Standing(entry=row)
    if one.told[Grant.SAID] is None:
        return _counted(one, known, day)
    since, old = enters(one.held.event.date, row.day), before(row) if there(row) else None
    danger = one.orphan or (row.event is not None and must_wait(row.event, day))
    ask = ask and not danger and (there(row) or since <= day)
    found = one.kept() or one.granted(told, ask=ask)
    waits = danger and found.event != old
    if waits and old:
        found = _meanwhile(one, old)
    if found.event is not None:  # what is told by the year enters when the year is over
        since = max(since, enters(found.event.date, row.day))
    return Standing(
        entry=row, event=found.event, since=since, waits=waits and not old, beyond=found.beyond, granted=found.key or row.granted,
        refusals=found.refusals, stories=one.stories, danger=danger, differs=one.differs,
    )  # fmt: skip


def _meanwhile(one: Asked, old: Event) -> Granted:
    """While a source is in danger: nothing more is told and nothing is taken away, for a silence would speak; but a story that was
    withdrawn is withdrawn here as well, with what only it may have said.
    """
    shown = {story.address: story for story in one.held.event.stories}
    left = tuple(shown[story.address] for story in old.stories if story.address in shown)
    now = replace(old, stories=left)
    if len(left) < len(old.stories):
        goods = {good.code: good for good in one.world.pack.goods}
        less = [it for it in (one.told[Grant.DEFAULT], one.told[Grant.SAID]) if it is not None]
        now = next((it for it in less if only_vaguer(old, it, one.world.pack.places, goods)), now)
    beyond = key_of(now) != key_of(one.told[Grant.SAID])
    return Granted(event=now, beyond=beyond, refusals=tuple(one.row.refusals))


def _counted(one: Asked, known: World, day: date) -> Standing:
    """Of a kind that is only counted: its year, where that is known, once the same time has passed as for any other."""
    told, row = one.held.event, one.row
    at, since = quarter(told.date), enters(told.date, row.day)
    may = known.pack.events[told.type].withheld and at and since <= day and row.event is not None
    waits = bool(may) and not row.counted and row.event is not None and must_wait(row.event, day)
    return Standing(entry=row, counted=(told.type, at[0]) if may and at and not waits else None, since=since)
