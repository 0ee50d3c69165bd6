"""Details of an English text that need to know who speaks: places, days, numbers, papers, third parties."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.speakers.english_numbers import numbers
from jebo.disclosure.speakers.english_papers import papers
from jebo.disclosure.speakers.english_places import places
from jebo.disclosure.speakers.english_private import private
from jebo.disclosure.speakers.english_scene import Detail, Scene
from jebo.disclosure.speakers.english_spoken import spoken
from jebo.disclosure.speakers.english_there import clauses
from jebo.disclosure.speakers.english_ties import ties
from jebo.disclosure.speakers.english_times import times


def details(scene: Scene) -> Iterator[Detail]:
    """All of them."""
    for search in (ties, places, times, numbers, papers, private, spoken, clauses):
        yield from search(scene)
