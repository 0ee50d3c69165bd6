"""The audit trail: a chain of hashes over actions and opaque ids, by day and number. It never holds content.

What happened to a source is written under the source's *trail id*, a random word that stands in the source's row alone; when
the source is destroyed, nobody can tell any more whom those lines were about, and the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db import connection, transaction

from jebo.desk.people.models import Entry

START: Final = "0" * 64
AT_THE_MACHINE: Final = ""
"""Stands for the member where somebody used the command at the machine, who holds the desk's passphrase."""

RECENT: Final = (
    200  # chosen by us: the lines that the page checks each time; `jebo desk audit verify` checks all
)
_WRITERS: Final = 0x747261696C  # "trail": the lock of PostgreSQL that writers queue for


def digest(number: int, day: date, member: str, action: str, about: str, before: str) -> str:
    """The hash of a line and of all lines before it: SHA-256 over the JSON of its fields."""
    line = json.dumps([number, day.isoformat(), member, action, about, before], separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def write(day: date, member: str, action: str, about: str = "") -> Entry:
    """Add a line to the end of the trail.

    :param member: who did it, by id, or :data:`AT_THE_MACHINE`.
    :param action: a word of :data:`jebo.desk.people.words.ACTIONS`.
    :param about: the trail id of a source, or the id of a member.
    """
    with transaction.atomic():
        _one_at_a_time()
        last = Entry.objects.order_by("-number").first()
        number, before = (last.number + 1, last.digest) if last else (1, START)
        return Entry.objects.create(
            number=number,
            day=day,
            member=member,
            action=action,
            about=about,
            before=before,
            digest=digest(number, day, member, action, about, before),
        )


def _one_at_a_time() -> None:
    """SQLite has one writer at any time. PostgreSQL has many, and two must not follow the same line."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS])


def first_fault(entries: Iterable[Entry], after: Entry | None = None) -> int | None:
    """The number of the first line that was changed, taken out or put in; none when the trail holds.

    :param entries: lines in their order, from the first one on, or from the one that follows *after*.
    """
    expected, before = (after.number + 1, after.digest) if after else (1, START)
    for e in entries:
        mine = digest(e.number, e.day, e.member, e.action, e.about, before)
        if e.number != expected or e.before != before or e.digest != mine:
            return expected
        expected, before = expected + 1, e.digest
    return None


def fault() -> int | None:
    """The first fault in the whole trail. It takes some seconds for 100,000 lines, too long for a page."""
    return first_fault(Entry.objects.order_by("number").iterator())


def recent_fault() -> int | None:
    """The first fault among the last :data:`RECENT` lines."""
    recent = list(Entry.objects.order_by("-number")[: RECENT + 1])[::-1]
    return first_fault(recent[1:], recent[0]) if len(recent) > RECENT else first_fault(recent)


def head() -> tuple[int, str]:
    """The number of the last line and the first 16 signs of its digest.

    Whoever wrote both down can tell later that nothing before it was changed, nor the end cut off.
    """
    last = Entry.objects.order_by("-number").first()
    return (last.number, last.digest[:16]) if last else (0, START[:16])
