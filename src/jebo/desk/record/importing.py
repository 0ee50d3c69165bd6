"""Events from a spreadsheet, into the desk: all rows or none, and none of them public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from jebo.desk import pack
from jebo.desk.events.models import Event
from jebo.desk.people import trail
from jebo.desk.people.trail import AT_THE_MACHINE
from jebo.desk.testimony.facts import Where
from jebo.errors import N_
from jebo.observatory.alike import Known, pairs
from jebo.observatory.importing.mapping import Columns
from jebo.observatory.importing.rows import Draft, Fault, Read
from jebo.observatory.importing.rows import read as rows
from jebo.observatory.unreadable import UnreadableValue
from jebo.packs import gazetteer, load


def read(text: str, columns: Columns, day: date) -> Read:
    """What can be taken of a spreadsheet, and what cannot.

    :raises jebo.observatory.importing.rows.NotATable: it is no CSV.
    :raises jebo.observatory.importing.mapping.BadMapping: a column that the mapping names is not there.
    """
    names, wide = gazetteer(pack.pack()), gazetteer(load("world"))
    found = rows(
        text, columns, pack.pack(), lambda name: names.get(_folded(name)) or wide.get(_folded(name), ()), day
    )
    return _not_again(found)


MOST = 20
"""Events that are proposed as the same. Chosen by us."""


class TakenAlready(UnreadableValue):
    """A row that is an event of the desk to the letter."""

    says = N_("this row is an event of the desk already; take the row away")


def _not_again(found: Read) -> Read:
    """The same with rows refused that were taken before."""
    there = set(Event.objects.values_list("event_type", "when", "place", "quantity", "korean", "english"))
    again = [one for one in found.drafts if _facts(one) in there]
    faults = tuple(Fault(line=one.line, column="", why=TakenAlready()) for one in again)
    every = sorted((*found.faults, *faults), key=lambda one: one.line)
    return Read(drafts=tuple(one for one in found.drafts if one not in again), faults=tuple(every))


def _facts(draft: Draft) -> tuple[str, ...]:
    number = draft.quantity.text if draft.quantity else ""
    return draft.type, draft.date.text, draft.place.id, number, draft.korean, draft.english


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def same(found: Read) -> list[tuple[str, str]]:
    """Lines of new events with what may be the same: another line, or the address of an event of the desk."""
    kinds = {one.type for one in found.drafts}
    known = list(_known(Event.objects.filter(event_type__in=kinds).exclude(status=Event.Status.WITHDRAWN)))
    return pairs((one.known() for one in found.drafts), known, pack.places())


def _known(events: object) -> Iterator[Known]:
    for one in events:  # type: ignore[attr-defined]
        if one.date and one.event_place:
            yield Known(id=f"/events/{one.pk}", type=one.event_type, date=one.date, place=one.event_place)


def like(event: Event) -> list[Event]:
    """Events of the desk that may be the same as this one, to be tied by a person or not."""
    mine = next(_known([event]), None)
    if mine is None:
        return []
    rows = {
        f"/events/{one.pk}": one
        for one in Event.objects.filter(event_type=event.event_type)
        .exclude(status=Event.Status.WITHDRAWN)
        .exclude(pk=event.pk)
    }
    return [rows[other] for _, other in pairs([mine], _known(rows.values()), pack.places())][:MOST]


def keep(found: Read, day: date) -> int:
    """Keep all of them, and tell how many they were."""
    with transaction.atomic():
        for draft in found.drafts:
            _event(draft).save()
        trail.write(day, AT_THE_MACHINE, "event.import")
    return len(found.drafts)


def _event(draft: Draft) -> Event:
    return Event(
        event_type=draft.type, when=draft.date.text, place=draft.place.id, place_how=Where.IN,
        quantity=draft.quantity.text if draft.quantity else "", counted=draft.counted,
        korean=draft.korean, english=draft.english,
    )  # fmt: skip
