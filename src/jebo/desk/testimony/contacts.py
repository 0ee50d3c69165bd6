"""Contacts: that a source was in touch, on a day, and forgotten after a month. A contact itself is evidence in some countries.

No line of the trail speaks of a contact: the trail forgets nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Lock
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import CONTACT_DAYS, Contact
from jebo.desk.wall import whole_desk


def note(
    source: Source,
    day: date,
    *,
    channel: str = "",
    minutes: int | None = None,
    note: str = "",
    kept_because: str = "",
) -> Contact:
    """Write down that the source was in touch on *day*, and move on the day when it was last heard of."""
    contact = Contact(
        source=source, day=day, channel=channel, minutes=minutes, note=note, kept_because=kept_because
    )
    contact.save(force_insert=True)
    heard(source, day)
    return contact


def heard(source: Source, day: date) -> None:
    """The source was heard of on *day*."""
    if source.last_heard is None or source.last_heard < day:
        source.last_heard = day
        source.save(update_fields=["last_heard"])


def first_kept(day: date) -> date:
    """The first day whose contacts are still there on *day*.

    >>> first_kept(date(2026, 3, 31))
    datetime.date(2026, 3, 1)
    """
    return day - timedelta(days=CONTACT_DAYS)


def is_forgotten(contact_day: date, day: date) -> bool:
    """Whether a contact on *contact_day* without a reason is gone on *day*."""
    return contact_day < first_kept(day)


def still_known(source: Source, day: date) -> QuerySet[Contact]:
    """The contacts of a source that are not to be forgotten on *day*, whether or not they are gone already."""
    return source.contacts.exclude(day__lt=first_kept(day), kept_because="")


copies: Final[list[Callable[[QuerySet[Contact]], None]]] = []
"""What lets go of copies that others keep of contacts, before these are deleted, as the index of search does."""


def forget(day: date) -> int:
    """Delete the contacts of the whole desk that are older than :data:`CONTACT_DAYS` and kept for no reason; how many.

    In one statement, however many there are: Django's own ``delete`` would read each and tell of each by itself. Nothing hangs
    on a contact but what :data:`copies` are for.
    """
    with whole_desk(), transaction.atomic():
        old = Contact.objects.filter(day__lt=first_kept(day), kept_because="").order_by()
        for let_go in copies:
            let_go(old)
        return old._raw_delete(old.db)  # noqa: SLF001 - Django has no public name for one plain DELETE


_forgotten: Final[set[date]] = set()
_lock: Final = Lock()


def forget_daily(day: date) -> None:
    """:func:`forget`, the first time that it is called on a *day*: when the desk starts and at the first page of each day."""
    with _lock:
        if day in _forgotten:
            return
        _forgotten.clear()
        _forgotten.add(day)
    forget(day)
