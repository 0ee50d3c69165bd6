"""The section on a source's page that leads to its exposure history."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext

from jebo.desk.refused import Refused
from jebo.desk.sources.models import Source

register = template.Library()


@register.inclusion_tag("exposure/_exposure_of.html", takes_context=True)
def exposure_of(context: Any, source: Source) -> dict[str, Any]:
    """How often something was given away of the source, for those who may see it."""
    if "exposure_see" not in context.get("allowed", ()):
        return {}
    from jebo.desk.exposure import history  # numpy, which the first page does without

    try:
        told = history.ever(source.pk)
    except Refused as refused:
        return {"source": source, "refused": gettext(refused.says)}
    asked = sum(one.asked for one in told)
    return {"source": source, "released": len(told) - asked, "asked": asked}
