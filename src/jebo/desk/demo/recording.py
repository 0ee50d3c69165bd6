"""The demo's events, entered in the public record and tied by the hands of its editor."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files

from jebo.desk.demo import EDITOR
from jebo.desk.events.models import Event
from jebo.desk.people.models import Member
from jebo.desk.record.entering import enter, tie
from jebo.desk.record.held import may_enter
from jebo.desk.record.models import Entry, Tie
from jebo.desk.record.standing import standings


def entered(day: date) -> date:
    """Enter what may be public and tie it; gives the day on which all of it that will stand in the record does."""
    told = tomllib.loads((files("jebo.desk") / "demo" / "newsroom.toml").read_text(encoding="utf-8"))
    by = Member.objects.get(name=EDITOR)
    events = {row["key"]: Event.objects.get(english=row["english"]) for row in told["event"]}
    for row in told["event"]:
        if may_enter(events[row["key"]]):
            enter(events[row["key"]], day, by)
        for other in row.get("leads", ()):
            tie(events[row["key"]], Tie.How.CAUSES, events[other], day, by)
    far = day.replace(year=day.year + 1, day=1)
    return max(
        (one.since for one in standings(Entry.objects.select_related("event"), far, asking=()) if one.since),
        default=day,
    )
