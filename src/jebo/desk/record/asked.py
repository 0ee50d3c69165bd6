"""What could be told of an event beyond its stories, from the finest on, and whether the limits hold for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Max

from jebo.desk.record.models import Entry
from jebo.desk.record.printed import shown
from jebo.desk.record.within import sources, within
from jebo.desk.stories.models import Story
from jebo.observatory import keeping
from jebo.observatory.event import Event
from jebo.observatory.may import Grant, Held
from jebo.observatory.tables import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """What may be told; whether it is beyond the stories; what it was granted for; and what was refused."""

    event: Event | None
    beyond: bool = False
    key: str = ""
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An entry with all that it could be told as.

    :param stories: ids of the stories that tell of it.
    :param told: how it is told by how much is granted.
    :param there: whether it stood in the last release.
    :param orphan: whether all that it rested on is gone.
    :param differs: as :attr:`jebo.desk.record.standing.Standing.differs`.
    """

    row: Entry
    held: Held
    stories: tuple[str, ...]
    told: Mapping[Grant, Event | None]
    world: World
    day: date
    there: bool
    orphan: bool = False
    differs: date | None = None

    @cached_property
    def sources(self) -> frozenset[str]:
        """Whose limits are asked: of all sources of its stories and of the event."""
        rows = Story.objects.filter(pk__in=self.stories)
        return frozenset().union(*(sources(story, self.row.event_id or "") for story in rows))

    @cached_property
    def _ground(self) -> list[str]:
        """What an answer rests on, besides what is told: if any of it changes, the limits are asked again."""
        out = shown(self.day).filter(edition__story__in=self.stories).values("edition").order_by("edition")
        numbers = [f"{one['edition']} {one['last']}" for one in out.annotate(last=Max("number"))]
        return [*sorted(self.sources), *numbers, key_of(self.told[Grant.SAID])]

    def more(self) -> Iterator[Event]:
        """What could be told beyond the stories, the finest first."""
        seen = {key_of(self.told[Grant.SAID])}
        for grant in (Grant.ALL, Grant.PARTLY, Grant.DEFAULT):
            event = self.told[grant]
            if event is not None and key_of(event) not in seen:
                seen.add(key_of(event))
                yield event

    def kept(self) -> Granted | None:
        """What stands in the record and was granted for just this: it is not asked for again."""
        for event in self.more():
            key = self._key(event)
            if self._stands(key):
                return Granted(event=event, beyond=True, key=key, refusals=tuple(self.row.refusals))
            if key not in self.row.refusals:
                return None
        return None

    def _stands(self, key: str) -> bool:
        return self.there and key == self.row.granted

    def granted(self, told: Mapping[str, Sequence[Event]], *, ask: bool) -> Granted:
        """The finest for which the limits hold, with all else that the record tells of any of its sources (*told*, by source)."""
        if not ask:
            default, said = self.told[Grant.DEFAULT], self.told[Grant.SAID]
            return Granted(
                event=default, beyond=key_of(default) != key_of(said), refusals=tuple(self.row.refusals)
            )
        others = {one.id: one for source in self.sources for one in told.get(source, ())}
        refusals: list[str] = []
        for event in self.more():
            key = self._key(event)
            refused = key in self.row.refusals
            if self._stands(key) or (not refused and self._holds([*others.values(), event])):
                return Granted(event=event, beyond=True, key=key, refusals=tuple(refusals))
            refusals.append(key)
        return Granted(event=self.told[Grant.SAID], refusals=tuple(refusals))

    def _key(self, event: Event) -> str:
        return keeping.digest([keeping.plain(event), *self._ground])

    def _holds(self, told: Sequence[Event]) -> bool:
        rows = list(Story.objects.filter(pk__in=self.stories).order_by("pk"))
        return bool(rows) and all(within(row, told, self.sources, self.world, self.day, rows) for row in rows)


def key_of(event: Event | None) -> str:
    """What is told of an event, as a digest; the same for the same."""
    return keeping.digest(keeping.plain(event)) if event else ""
