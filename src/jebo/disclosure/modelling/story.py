"""A text made ready to be modelled: its places, its events, and its sentences as units that are rewritten
as one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jebo.disclosure.country import Pack
from jebo.disclosure.detail import Detail, Finding, Source
from jebo.disclosure.language import Language
from jebo.disclosure.modelling.events import affair
from jebo.disclosure.modelling.parts import Part, Story, part
from jebo.disclosure.modelling.scenes import SourceScene, aligned, scene_of
from jebo.disclosure.modelling.where import survey
from jebo.disclosure.reading import Reading
from jebo.disclosure.settings import Settings


def story_of(
    text: str, reading: Reading, details: Sequence[Detail], language: Language, pack: Pack, settings: Settings
) -> Story:
    """The text with its places, events and sentences."""
    return Story(
        text=text,
        language=language,
        pack=pack,
        reading=reading,
        land=survey(reading.words, reading.marks, language.lexicon, pack),
        affair=affair(reading.words, pack, language.code),
        units=units(reading, details),
        settings=settings,
    )


def units(reading: Reading, details: Sequence[Detail]) -> tuple[tuple[int, int], ...]:
    """Sentences as offsets, in order; those that one quotation or one detail spans are one.

    A sentence within a paragraph ends where the next begins, so that nothing between two is lost.
    """
    words, sentence = reading.words, reading.structure.sentence
    if not len(words):
        return ()
    firsts = np.flatnonzero(np.concatenate(([True], sentence[1:] != sentence[:-1])))
    starts = words.starts[firsts].tolist()
    ends = words.ends[np.concatenate((firsts[1:] - 1, [len(words) - 1]))].tolist()
    joined = [False] * len(starts)
    spans = [(d.start, d.end) for d in details]
    spans += [
        (int(words.starts[q.first]), int(words.ends[q.last - 1]))
        for q in reading.structure.quotes
        if q.closed
    ]
    for a, b in spans:
        first = int(np.searchsorted(starts, a, side="right")) - 1
        last = int(np.searchsorted(starts, b - 1, side="right")) - 1
        for i in range(first + 1, last + 1):
            joined[i] = True
    made: list[tuple[int, int]] = []
    for i, (a, b) in enumerate(zip(starts, ends, strict=True)):
        if joined[i] and made:
            made[-1] = (made[-1][0], max(b, made[-1][1]))
        else:
            made.append((a, b))
    return tuple(made)


def modelled(story: Story, finding: Finding) -> tuple[tuple[Part, ...], tuple[SourceScene, ...]]:
    """Every detail with its wordings, and one scene for each source."""
    sources = tuple({s.id: s for s in finding.sources}.values())
    parts = aligned([part(story, detail, _first(detail, sources)) for detail in finding.details])
    return parts, tuple(scene_of(story, source, parts, sources) for source in sources)


def _first(detail: Detail, sources: Sequence[Source]) -> int:
    """The source that a detail about a person belongs to: the first it is charged to."""
    return detail.sources[0] if detail.sources else sources[0].id if sources else 0
