"""The statements of a testimony, in the order of its words."""

from __future__ import annotations

from django import template
from django.db.models import F

from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.statement import Statement

register = template.Library()


@register.simple_tag
def statements_of(testimony: Testimony) -> list[Statement]:
    """Those that the member may see; the ones without a passage last."""
    return list(Statement.objects.filter(testimony=testimony).order_by(F("start").asc(nulls_last=True), "id"))
