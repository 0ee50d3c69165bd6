"""What of each entry stands in the record, or would: as far as stories said, as far as the limits hold, and never while a source is in
danger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jebo.desk import pack
from jebo.desk.events.rests import must_wait
from jebo.desk.record.held import Printed, held
from jebo.desk.record.models import Entry
from jebo.desk.record.printed import printed
from jebo.desk.record.within import sources, within
from jebo.desk.stories.models import Story
from jebo.observatory import keeping
from jebo.observatory.event import Event
from jebo.observatory.may import Grant, Held, enters, entry
from jebo.observatory.tables import World, quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What of an entry stands in the record on a day, or will.

    :param event: as the record holds it; None where it is only counted, or does not enter.
    :param counted: its kind and year, where it is only counted and may be by now.
    :param since: the first day on which it may stand there.
    :param waits: whether it waits for a source in danger.
    :param beyond: whether it tells more than its stories, because the limits hold.
    :param refused: of what was asked for and is not within limits, so that it is not asked for again.
    :param stories: ids of the stories that tell of it.
    """

    entry: Entry
    event: Event | None = None
    counted: tuple[str, int] | None = None
    since: date | None = None
    waits: bool = False
    beyond: bool = False
    refused: str = ""
    stories: tuple[str, ...] = ()

    def out(self, day: date) -> bool:
        """Whether it stands in the record on *day*; what stood in the last release does not leave for being told otherwise."""
        due = self.since is not None and self.since <= day and not self.waits
        return self.event is not None and (there(self.entry) or due)


def there(row: Entry) -> bool:
    """Whether an entry stood in the last release."""
    return row.since is not None and row.gone is None


def before(row: Entry) -> Event | None:
    """What the last release told of it."""
    return keeping.event(row.pk, row.told) if there(row) and row.told else None


def world() -> World:
    """The desk's country pack, as the record takes its names from it."""
    return World(pack.pack())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """An entry with all that it could be told as, from the least on."""

    row: Entry
    found: Held
    stories: tuple[str, ...]
    told: Mapping[Grant, Event | None]

    @property
    def more(self) -> list[Event]:
        """What could be told beyond the stories, the finest first."""
        some = [self.told[Grant.ALL], self.told[Grant.DEFAULT]]
        found = [one for one in dict.fromkeys(map(_key, some)) if one and one != _key(self.told[Grant.SAID])]
        return [one for one in some if one is not None and _key(one) in found][: len(found)]


def _key(event: Event | None) -> str:
    return keeping.digest(keeping.plain(event)) if event else ""


def standings(entries: Iterable[Entry], day: date, *, ask: bool = True) -> list[Standing]:
    """Each entry as it stands on *day*, in the order given.

    Of one story all that goes beyond it is asked together, one after another, with what was told before first.

    :param ask: whether the limits are asked for what is new; if not, it is shown as it would be by default.
    """
    rows = list(entries)
    told_in = printed([one.event_id for one in rows if one.event_id], day)
    known = world()
    every = {row.pk: _asked(row, told_in.get(row.event_id or "", ()), known) for row in rows}
    granted: dict[str, list[Event]] = defaultdict(list)
    found: dict[str, Standing] = {}
    for row in sorted(rows, key=lambda row: (not there(row), row.pk)):
        one = every[row.pk]
        stands = _standing(row, one, granted, known, day, ask=ask)
        found[row.pk] = stands
        if stands.event and stands.beyond:
            for story in stands.stories:
                granted[story].append(stands.event)
    return [found[row.pk] for row in rows]


def _asked(row: Entry, told_in: Sequence[Printed], known: World) -> _Asked | None:
    found = held(row, told_in)
    if row.left or row.event is None or found is None or not told_in:
        return None
    told = {
        grant: entry(replace(found, grant=grant), known.pack.places, known.pack.events) for grant in Grant
    }
    return _Asked(row=row, found=found, stories=tuple(sorted({one.story_id for one in told_in})), told=told)


def _standing(
    row: Entry,
    one: _Asked | None,
    granted: Mapping[str, Sequence[Event]],
    known: World,
    day: date,
    *,
    ask: bool,
) -> Standing:
    if one is None:
        return Standing(entry=row)
    if one.told[Grant.SAID] is None:
        return _counted(one, known, day)
    event, beyond, refused = _granted(one, granted, known, day, ask=ask)
    old = before(row)
    waits = event != old and row.event is not None and must_wait(row.event, day)
    if waits and old:  # nothing more of it is told now, and nothing is taken away: a silence would speak
        event, beyond = old, _key(old) != _key(one.told[Grant.SAID])
    return Standing(
        entry=row, event=event, since=enters(one.found.event.date, row.day), waits=waits and not old, beyond=beyond,
        refused=refused, stories=one.stories,
    )  # fmt: skip


def _granted(
    one: _Asked, granted: Mapping[str, Sequence[Event]], known: World, day: date, *, ask: bool
) -> tuple[Event | None, bool, str]:
    """What may be told of it; whether that is beyond its stories; and what was refused."""
    old, refused = _key(before(one.row)), one.row.refused
    for more in one.more:
        if _key(more) == old:
            return more, True, refused
        if not ask:
            return one.told[Grant.DEFAULT], True, refused
        if _key(more) != refused and all(
            _holds(one, story, [*granted.get(story, ()), more], known, day) for story in one.stories
        ):
            return more, True, refused
        refused = refused or _key(more)
    return one.told[Grant.SAID], False, refused


def _holds(one: _Asked, story: str, told: Sequence[Event], known: World, day: date) -> bool:
    row = Story.objects.filter(pk=story).first()
    return row is not None and within(row, told, sources(row, one.row.event_id or ""), known, day)


def _counted(one: _Asked, known: World, day: date) -> Standing:
    """Of a kind that is only counted: its year, where that is known, once the same time has passed as for any other."""
    told, row = one.found.event, one.row
    at, since = quarter(told.date), enters(told.date, row.day)
    may = known.pack.events[told.type].withheld and at and since <= day and row.event is not None
    waits = bool(may) and row.event is not None and must_wait(row.event, day)
    return Standing(entry=row, counted=(told.type, at[0]) if may and at and not waits else None, since=since)
