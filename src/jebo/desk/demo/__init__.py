"""A small invented newsroom to look around in: who told what, and what it rests on. Its people and words are in ``newsroom.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction

from jebo.desk.events.models import Event, Support
from jebo.desk.events.rests import recompute
from jebo.desk.people import members
from jebo.desk.people.models import Member
from jebo.desk.people.trail import AT_THE_MACHINE
from jebo.desk.rights import Role
from jebo.desk.seed import InUse
from jebo.desk.sources.models import Source
from jebo.desk.sources.register import offers, register
from jebo.desk.testimony.models import Statement, Testimony
from jebo.desk.wall import whole_desk

CONTACT_EDITOR, COLLEAGUE, SAFETY_EDITOR, EDITOR = "Hanbyeol", "Doyun", "Saebom", "Garam"
_ROLES = {
    CONTACT_EDITOR: [Role.CONTACT_EDITOR, Role.REPORTER],
    COLLEAGUE: [Role.CONTACT_EDITOR, Role.TRANSLATOR],
    SAFETY_EDITOR: [Role.SAFETY_EDITOR, Role.EDITOR, Role.ADMINISTRATOR],
    EDITOR: [Role.EDITOR],
}
_SOURCE_OF = {
    "one": CONTACT_EDITOR,
    "two": COLLEAGUE,
    "three": CONTACT_EDITOR,
    "four": COLLEAGUE,
    "five": CONTACT_EDITOR,
}
Row = Mapping[str, Any]


def fill(day: date) -> dict[str, str]:
    """Put the invented newsroom into a new desk; gives the one-time password of each member by house name.

    :raises jebo.desk.seed.InUse: the desk holds a source.
    """
    told = tomllib.loads((files("jebo.desk") / "demo" / "newsroom.toml").read_text(encoding="utf-8"))
    with whole_desk(), transaction.atomic():
        if Source.objects.exists():
            raise InUse
        staff = {name: members.add(day, AT_THE_MACHINE, name, roles) for name, roles in _ROLES.items()}
        people = {row["key"]: _source(row, staff[_SOURCE_OF[row["key"]]][0], day) for row in told["source"]}
        events = {row["key"]: _event(row, day) for row in told["event"]}
        for row in told["testimony"]:
            _testimony(row, people[row["source"]], events, day)
        recompute(event.pk for event in events.values())
    return {name: password for name, (_, password) in staff.items()}


def _source(row: Row, contact_editor: Member, day: date) -> Source:
    source = Source(
        alias=offers("ko", 1)[0],
        reliability=row["reliability"],
        status=row.get("status", "active"),
        check_in_days=row["check_in_days"],
        last_heard=day - timedelta(days=row["heard"]),
        terms=row.get("terms", []),
    )
    return register(day, contact_editor, source)


def _event(row: Row, day: date) -> Event:
    facts = {name: row[name] for name in ("korean", "english", "event_type", "place")}
    given = {name: row[name] for name in ("roles", "goods", "public") if name in row}
    return Event.objects.create(when=_when(row, day), **facts, **given)


def _testimony(row: Row, source: Source, events: Mapping[str, Event], day: date) -> None:
    testimony = Testimony.objects.create(
        source=source,
        day=day - timedelta(days=row["days"]),
        words=row["words"],
        translation=row["translation"],
        read=row["days"] > 7,
    )
    for said in row["statement"]:
        statement = _statement(said, testimony, events[said["event"]], day)
        Support.objects.create(source=source, event=events[said["event"]], statement=statement)


def _statement(said: Row, testimony: Testimony, event: Event, day: date) -> Statement:
    facts = {k: v for k, v in said.items() if k not in ("passage", "event", "days", "month")}
    start = testimony.words.index(said["passage"])
    made: Statement = Statement.objects.create(
        source=testimony.source,
        testimony=testimony,
        start=start,
        end=start + len(said["passage"]),
        event_type=event.event_type,
        place=event.place,
        when=_when(said, day),
        graded=testimony.day if "credibility" in said else None,
        **facts,
    )
    return made


def _when(row: Row, day: date) -> str:
    """So many days ago, or in that month of the year before *day*."""
    if "days" in row:
        return (day - timedelta(days=row["days"])).isoformat()
    year = day.year if int(row["month"][:2]) < day.month else day.year - 1
    return f"{year}-{row['month']}"
