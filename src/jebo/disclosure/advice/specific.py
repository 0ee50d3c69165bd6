"""How specific the attribution of a source stays, because editors rightly want the most specific one that
is within limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from jebo.disclosure.advice.ladder import Cut
from jebo.disclosure.detail import Kind

if TYPE_CHECKING:
    from jebo.disclosure.modelling.parts import Story
    from jebo.disclosure.modelling.scenes import SourceScene

_PLACE: Final = {"ward": 0.5, "city": 0.4, "province": 0.25, "country": 0.1, "": 0.1}
_ROLE, _WIDER_ROLE, _PERSON = 0.35, 0.2, 0.15
"""Parts of the axis, chosen by us after the rungs of ``generalisation_ladders.csv`` (source_role 0 to 7):
a place counts up to half, what the source does a third, who it is the rest.
"""


def specific(story: Story, scene: SourceScene, steps: Mapping[str, int]) -> float:
    """From 0 (the outlet's own voice) to 1 (a job at a workplace), at the given steps of the facts."""
    place = role = person = 0.0
    for fact, part in scene.parts.items():
        phrasing = part.phrasings[min(steps.get(fact, 0), len(part.phrasings) - 1)]
        template = phrasing.template
        if template.nothing or template.cut is not Cut.NONE:
            continue
        if part.detail.kind is Kind.PLACE:
            level = template.level or story.level_of(part.detail)
            place = max(place, _PLACE.get(level, 0.1))
        elif part.detail.kind is Kind.ROLE:
            role = max(role, _ROLE if template.up == 0 else _WIDER_ROLE)
        elif part.detail.kind is Kind.PERSON:
            person = _PERSON
    return round(min(place + role + person, 1.0), 3)
