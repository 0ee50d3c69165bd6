"""What a release gave away of each source, put into the exposure history."""

from __future__ import annotations

from datetime import date

from jebo.desk.exposure.history import record
from jebo.desk.exposure.releasing import told_of
from jebo.desk.publication.candidate import Candidates


def expose(found: Candidates, day: date) -> None:
    """Record the union of the editions for every source that the story rests on."""
    texts = {one.language: one.prose for one in found.editions}
    release = f"{found.story.pk}:{day.isoformat()}"
    for source in sorted(found.sources):
        record(source, told_of(found.story, source, texts, release=release, day=day))
