"""A value as JSON in an attribute, where a script of ours finds it: no script stands in a page."""

from __future__ import annotations

import json
from typing import Any

from django import template

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """The value as JSON; the template escapes it for the attribute."""
    return json.dumps(value, default=dict)
