"""Which sentences of an edition report something that somebody must have told, and which are background."""

from __future__ import annotations

from jebo.desk.stories.models import Edition


def reporting(edition: Edition) -> tuple[bool, ...]:
    """For each sentence of an edition, whether the finding marks a detail in it. Background has none and needs no ground."""
    from jebo.disclosure.find import find  # numpy, which the first page does without
    from jebo.packs.language import language

    text = edition.text
    found = find(text, language(edition.language, edition.story.pack)).details if text.strip() else ()
    return tuple(
        any(detail.start < one.end and one.start < detail.end for detail in found) for one in edition.marked()
    )
