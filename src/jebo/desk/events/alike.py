"""Which statements and events may be of the same thing, so that a person can say whether they are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from jebo.desk import pack
from jebo.desk.events.models import Event
from jebo.desk.testimony.facts import Facts
from jebo.desk.testimony.statement import Statement

NEAR_DAYS: Final = 31
"""How far apart the dates of one event may lie in the telling. Chosen by us: one more of the month that people name."""
AT_MOST: Final = 20  # shown at once; chosen by us


def like(facts: Facts, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of *rows* that may be of the same thing: its kind, a near date, the same place or one around or in it.

    Without a kind of event nothing is like it; a date or a place that is not told rules nothing out.
    """
    if not facts.event_type:
        return rows.none()
    fitting = rows.filter(event_type=facts.event_type)
    if facts.earliest:
        fitting = fitting.filter(
            Q(latest__isnull=True) | Q(latest__gte=facts.earliest - timedelta(days=NEAR_DAYS))
        )
    if facts.latest:
        fitting = fitting.filter(
            Q(earliest__isnull=True) | Q(earliest__lte=facts.latest + timedelta(days=NEAR_DAYS))
        )
    if facts.place:
        near = {"", *pack.around(facts.place), *pack.inside(facts.place)}
        fitting = fitting.filter(place__in=near)
    return fitting


def statements_for(event: Event) -> list[Statement]:
    """Statements that the member may see and that may belong under the event, the newest first."""
    free = Statement.objects.filter(proposed=False).exclude(supports__event=event)
    return list(like(event, free).select_related("source")[:AT_MOST])


def events_for(statement: Statement) -> list[Event]:
    """Events that the statement may belong under, the latest first."""
    open_ones = Event.objects.exclude(status=Event.Status.WITHDRAWN).exclude(supports__statement=statement)
    return list(like(statement, open_ones)[:AT_MOST])
