"""From what was found to what is computed: one scene for each anonymous source of a story."""

from __future__ import annotations

from jebo.disclosure.modelling.events import affair
from jebo.disclosure.modelling.parts import Part, Story, part
from jebo.disclosure.modelling.scenes import SourceScene, aligned, fact_id, scene_of
from jebo.disclosure.modelling.story import modelled, story_of
from jebo.disclosure.modelling.where import survey

__all__ = [
    "Part",
    "SourceScene",
    "Story",
    "affair",
    "aligned",
    "fact_id",
    "modelled",
    "part",
    "scene_of",
    "story_of",
    "survey",
]
