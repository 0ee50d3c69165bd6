"""The events of a statement, for its page."""

from __future__ import annotations

from typing import Any

from django import template

from jebo.desk.events.alike import events_for
from jebo.desk.events.models import Support
from jebo.desk.testimony.statement import Statement

register = template.Library()


@register.inclusion_tag("events/_events_of.html", takes_context=True)
def events_of(context: Any, statement: Statement) -> dict[str, Any]:
    """The events that rest on the statement, those it may belong under, and the way to a new one."""
    allowed = context.get("allowed", ())
    return {
        "statement": statement,
        "supports": Support.objects.filter(statement=statement).select_related("event"),
        "candidates": events_for(statement)
        if "statement_write" in allowed and not statement.proposed
        else [],
        "allowed": allowed,
        "csrf_token": context.get("csrf_token"),
    }
