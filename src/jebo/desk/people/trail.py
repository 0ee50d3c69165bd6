"""The audit trail: a chain of hashes over actions and opaque ids, by day and number. It never holds content.

What happened to a source is written under the source's *trail id*, a random word that stands in the source's row alone; when
the source is destroyed, nobody can tell any more whom those lines were about, and the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from jebo.desk.people.models import Entry

START = "0" * 64


def digest(number: int, day: date, member: str, action: str, about: str, before: str) -> str:
    """The hash of a line and of all lines before it: SHA-256 over the JSON of its fields."""
    line = json.dumps([number, day.isoformat(), member, action, about, before], separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def write(day: date, member: str, action: str, about: str = "") -> Entry:
    """Add a line to the end of the trail."""
    with transaction.atomic():
        last = Entry.objects.select_for_update().order_by("-number").first()
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


def first_fault(entries: Iterable[Entry]) -> int | None:
    """The number of the first line that was changed, taken out or put in; none when the trail holds."""
    expected, before = 1, START
    for e in entries:
        mine = digest(e.number, e.day, e.member, e.action, e.about, before)
        if e.number != expected or e.before != before or e.digest != mine:
            return expected
        expected, before = expected + 1, e.digest
    return None
