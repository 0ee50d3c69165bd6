"""Which statements and events may be of the same thing, so that a person can say whether they are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db.models import QuerySet

from jebo.desk import pack
from jebo.desk.events.models import Event
from jebo.desk.testimony.facts import Facts
from jebo.desk.testimony.statement import Statement
from jebo.desk.testimony.statements_board import seen

NEAR_DAYS: Final = 31
"""How far apart the dates of one event may lie in the telling. Chosen by us: one more of the month that people name."""
AT_MOST: Final = 20  # shown at once; chosen by us


def like(facts: Facts, rows: QuerySet[Any]) -> list[Any]:
    """Those of *rows* that may be of the same thing: its kind, a near date, the same place or one around or in it.

    The latest come first, and after them those of which no date was told, for that rules nothing out; so a place.
    Without a kind of event nothing is like it.
    """
    if not facts.event_type:
        return []
    fitting = rows.filter(event_type=facts.event_type)
    if facts.place:
        fitting = fitting.filter(place__in={"", *pack.around(facts.place), *pack.inside(facts.place)})
    dated = fitting.filter(earliest__isnull=False)
    if facts.latest:
        dated = dated.filter(earliest__lte=facts.latest + timedelta(days=NEAR_DAYS))
    if facts.earliest:
        dated = dated.filter(latest__gte=facts.earliest - timedelta(days=NEAR_DAYS))
    found = list(dated.order_by("-earliest", "id")[:AT_MOST])
    undated = fitting.filter(earliest__isnull=True).order_by("id")
    return [*found, *undated[: AT_MOST - len(found)]]


def statements_for(event: Event) -> list[Statement]:
    """Statements that the member may see and that may belong under the event."""
    return like(event, seen().filter(proposed=False).exclude(supports__event=event).select_related("source"))


def events_for(statement: Statement) -> list[Event]:
    """Events that the statement may belong under."""
    held = Event.objects.exclude(status=Event.Status.WITHDRAWN).exclude(supports__statement=statement)
    return like(statement, held)
