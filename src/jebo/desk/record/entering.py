"""Letting events into the record, taking them out, and tying them to one another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from jebo.desk.events.models import Event
from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.record.held import gives_away, may_enter, words_that_tell
from jebo.desk.record.models import Entry, Tie
from jebo.desk.refused import Refused
from jebo.errors import N_
from jebo.observatory.event import Link, in_order
from jebo.observatory.event import Tie as How
from jebo.observatory.unreadable import RunsInACircle


class NotPublic(Refused):
    """The desk does not say that enough of it may be public."""

    says = N_(
        "say on the event's page what happened, when and where, and that all three may be public; then enter it in the record"
    )


class WordsTell(Refused):
    """A word that somebody typed for a class of people gives something away."""

    says = N_(
        "a word for the people in this event gives a place, a time or a person away; choose a plainer one, as in traders"
    )


class Circle(Refused):
    """Ties that lead back to where they began."""

    says = RunsInACircle.says


class TiedToItself(Refused):
    """Both ends are one event."""

    says = N_("choose another event: this one cannot be tied to itself")


def enter(event: Event, day: date, by: Member, *, named: bool = False) -> Entry:
    """Let an event into the record, from the batch after *day* on.

    :raises NotPublic: not enough of it may be public.
    :raises WordsTell: a word in it gives something away.
    """
    if not may_enter(event):
        raise NotPublic
    if any(map(gives_away, words_that_tell(event))):
        raise WordsTell
    with transaction.atomic():
        entry, _ = Entry.objects.update_or_create(
            event=event, defaults={"by": by, "day": day, "left": False, "named": named}
        )
        trail.write(day, by.pk, "record.enter", about=event.pk)
    return entry


def leave(event: Event, day: date, by: Member) -> None:
    """Take an event out of the record: readers find its id, and no reason."""
    with transaction.atomic():
        Entry.objects.filter(event=event).update(left=True)
        trail.write(day, by.pk, "record.leave", about=event.pk)


def mark(event: Event, official: Mapping[str, object], day: date, by: Member) -> None:
    """Mark a public official in office for the event's entry. Named in the record only where a released story named them."""
    with transaction.atomic():
        entry = Entry.objects.select_for_update().get(event=event)
        entry.officials = [*entry.officials, dict(official)]
        entry.save(update_fields=["officials"])
        trail.write(day, by.pk, "record.official", about=event.pk)


def unmark(event: Event, at: int, day: date, by: Member) -> None:
    """Take such a mark away."""
    with transaction.atomic():
        entry = Entry.objects.select_for_update().get(event=event)
        entry.officials = [one for number, one in enumerate(entry.officials) if number != at]
        entry.save(update_fields=["officials"])
        trail.write(day, by.pk, "record.official", about=event.pk)


def tie(one: Event, how: str, other: Event, day: date, by: Member) -> None:
    """Say how one event lies to another.

    :raises TiedToItself: both are one.
    :raises Circle: an event would come before itself.
    """
    if one.pk == other.pk:
        raise TiedToItself
    links = [
        Link(one=row.one_id, tie=How(row.how), other=row.other_id)
        for row in Tie.objects.exclude(one=one, other=other)
    ]
    try:
        in_order([*links, Link(one=one.pk, tie=How(how), other=other.pk)])
    except RunsInACircle:
        raise Circle from None
    with transaction.atomic():
        Tie.objects.update_or_create(one=one, other=other, defaults={"how": how})
        trail.write(day, by.pk, "record.tie", about=one.pk)


def untie(key: str, day: date, by: Member) -> None:
    """Take a tie away."""
    with transaction.atomic():
        row = Tie.objects.filter(pk=key).first()
        if row is not None:
            trail.write(day, by.pk, "record.tie", about=row.one_id)
            row.delete()
