"""An event of the desk as the record looks at it: its facts as values, what may be public of it, and what released stories said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from jebo.desk import pack
from jebo.desk.events.models import Event
from jebo.desk.events.public import AS_HELD
from jebo.desk.record.models import Entry
from jebo.desk.testimony.facts import read_quantity, tongue_of
from jebo.observatory.event import Event as Told
from jebo.observatory.event import Goods, Status, Story
from jebo.observatory.fineness import Fineness
from jebo.observatory.may import Held, May, Said
from jebo.observatory.place import PlaceKind
from jebo.observatory.role import Body, Class, Official, Part, Role, Sealed, names_at
from jebo.observatory.said import Vocabulary, said

_WHEN: Final = {
    "year": Fineness.YEAR,
    "quarter": Fineness.QUARTER,
    "month": Fineness.MONTH,
    AS_HELD: Fineness.DAY,
}
_WHERE: Final = {"country": PlaceKind.COUNTRY, "province": PlaceKind.PROVINCE, AS_HELD: PlaceKind.POINT}
_RANKS: Final = list(PlaceKind).index
_STATUS: Final = {
    Event.Status.REPORTED: Status.REPORTED,
    Event.Status.CORROBORATED: Status.CORROBORATED,
    Event.Status.DISPUTED: Status.DISPUTED,
}


FEW: Final = 3
"""Words for a class of people at most. Chosen by us: "state security officers" has three."""
_SAID: Final = {
    "en": ("A source said recently that ", " were arrested."),
    "ko": ("소식통은 최근 ", " 여럿이 체포됐다고 전했다."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A released edition that tells of an event, the id of its story at the desk, and those of its sentences that do."""

    story: Story
    story_id: str
    sentences: tuple[str, ...]


def may_enter(event: Event) -> bool:
    """Whether the desk says enough of it may be public: what happened, when and where; and a kind, a time and a place are known."""
    fine = dict(one.split(":", 1) for one in event.public if ":" in one)
    known = event.event_type in pack.pack().events and event.date and event.event_place
    return bool(known) and "what" in event.public and {"when", "where"} <= fine.keys()


def held(entry: Entry, printed: Iterable[Printed]) -> Held | None:
    """The event of an entry; None where it may not enter any more.

    :param printed: the released editions that tell of it.
    """
    event = entry.event
    if event is None or not may_enter(event) or event.status == Event.Status.WITHDRAWN:
        return None
    some = list(printed)
    told = _told(entry, event, some)
    return Held(event=told, may=may(event, named=entry.named), said=_said(told, some))


def may(event: Event, *, named: bool = False) -> May:
    """What the desk says may be public of an event."""
    fine = dict(one.split(":", 1) for one in event.public if ":" in one)
    return May(
        when=_WHEN[fine["when"]], where=_WHERE[fine["where"]], who="who" in event.public,
        goods="goods" in event.public, number="number" in event.public, named=named,
    )  # fmt: skip


def plain_words(names: Mapping[str, str]) -> bool:
    """Whether words for a class of people give nothing away: asked again at each release, for an event can be changed."""
    return not any(gives_away(one) for one in names.values())


@lru_cache(maxsize=10_000)
def gives_away(words: str) -> bool:
    """Whether words for a class of people hold a name or a figure, are more than a few, or hold a detail that the check finds where a
    source says them.
    """
    from jebo.disclosure.find import found, read  # numpy, which the first page does without
    from jebo.packs.language import language

    code = tongue_of(words)
    if (
        any(letter.isdigit() or letter.isupper() for letter in words)
        or len(words.split()) > FEW
        or "씨" in words
    ):
        return True
    before, after = _SAID[code]
    language_ = language(code, pack.pack_id())
    finding = found(read(before + words + after, language_), language_)
    end = len(before) + len(words)
    spans = [(one.start, one.end) for one in finding.details] + [
        (one.start, one.end) for one in finding.third_parties
    ]
    return any(first < end and last > len(before) for first, last in spans)


def _told(entry: Entry, event: Event, printed: Sequence[Printed]) -> Told:
    assert event.date is not None  # it may enter
    assert event.event_place is not None
    return Told(
        id=entry.pk, type=event.event_type, date=event.date, place=event.event_place,
        roles=(*_roles(event.roles), *_officials(entry.officials)), goods=tuple(_goods(event.goods)),
        quantity=read_quantity(event.quantity), counted=event.counted, status=_STATUS[Event.Status(event.status)],
        several=event.independent > 1, stories=tuple(sorted({one.story for one in printed}, key=lambda one: one.address)),
    )  # fmt: skip


def _roles(rows: Iterable[Mapping[str, Any]]) -> Iterator[Role]:
    for row in rows:
        who: Body | Class | Sealed = Sealed(id="")
        if "organisation" in row:
            who = Body(organisation=row["organisation"])
        elif "class" in row:
            if not plain_words(row["class"]):
                continue
            who = Class(names=row["class"])
        yield Role(part=Part(row["part"]), who=who, quantity=read_quantity(row.get("said", "")))


def _officials(rows: Iterable[Mapping[str, Any]]) -> Iterator[Role]:
    """Public officials in office, whom an editor marked as such for this event."""
    for row in rows:
        yield Role(part=Part(row["part"]), who=Official(names=row["name"], office=row["office"]))


def _goods(rows: Iterable[Mapping[str, Any]]) -> Iterator[Goods]:
    for row in rows:
        if pack.good(row["code"]):
            yield Goods(code=row["code"], quantity=read_quantity(row.get("said", "")))


def _said(event: Told, printed: Iterable[Printed]) -> Said:
    """The finest that one story said: that two stories tell of one event is more than either said."""
    by_story: dict[str, list[Printed]] = defaultdict(list)
    for one in printed:
        by_story[one.story_id].append(one)
    every = (_said_in(event, by_story[story]) for story in sorted(by_story))
    return min(every, key=lambda one: (one.when, _RANKS(one.where), -len(one.tells)), default=Said())


def _said_in(event: Told, editions: Iterable[Printed]) -> Said:
    """The finest that any edition of a story said, and all that any of them told: to readers they are one text."""
    found, stories = Said(), set()
    for one in editions:
        here = said(one.sentences, one.story.day, tongue(one), event, pack.places(), _vocabulary(tongue(one)))
        where = min(found.where, here.where, key=_RANKS)
        found = Said(when=min(found.when, here.when), where=where, tells=found.tells | here.tells)
        stories.add(one.story)
    return replace(found, stories=tuple(sorted(stories, key=lambda one: one.address)))


def tongue(one: Printed) -> pack.Tongue:
    """The language of an edition."""
    return "ko" if one.story.language == "ko" else "en"


def _vocabulary(language: pack.Tongue) -> Vocabulary:
    known, bodies = pack.pack(), {one.id: one for one in pack.pack().organisations}
    goods = {one.code: one.names.get(language, "") for one in known.goods}
    return Vocabulary(
        organisations=lambda id_: names_at(bodies[id_], None, language) if id_ in bodies else (),
        goods=lambda code: filter(None, [goods.get(code, "")]),
    )


def words_that_tell(event: Event) -> list[str]:
    """Words that somebody typed for this event and that readers would see: those for classes of people."""
    return [name for row in event.roles if "class" in row for name in row["class"].values()]
