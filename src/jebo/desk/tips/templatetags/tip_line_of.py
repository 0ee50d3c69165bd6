"""The section on a source's page that leads to answers through the door."""

from __future__ import annotations

from typing import Any

from django import template

from jebo.desk.sources.models import Source
from jebo.desk.tips.models import SourceThread

register = template.Library()


@register.inclusion_tag("tips/_tip_line_of.html", takes_context=True)
def tip_line_of(context: Any, source: Source) -> dict[str, Any]:
    """Whether the door knows the source, and whether they asked that all be destroyed."""
    wishes = list(SourceThread.objects.filter(source=source).values_list("wants_all_destroyed", flat=True))
    if not wishes:
        return {}
    return {"source": source, "wants_all_destroyed": any(wishes), "allowed": context.get("allowed", ())}
