"""Which sentences of an edition report something that somebody must have told, which are background, and which say whose word they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jebo.desk.stories.models import Edition

if TYPE_CHECKING:
    from jebo.disclosure.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """A sentence: whether the finding marks a detail in it (background has none and needs no ground), and whether its
    paragraph says that this is the word of one person who is not named ("sources" would say that there are more).
    """

    reports: bool
    attributed: bool


def reporting(edition: Edition) -> tuple[Reporting, ...]:
    """Each sentence of an edition, in the order of the text."""
    from jebo.disclosure.find import found, read  # numpy, which the first page does without
    from jebo.packs.language import language

    if not edition.text.strip():
        return tuple(Reporting(reports=False, attributed=False) for _ in edition.marked())
    tongue = language(edition.language, edition.story.pack)
    reading = read(edition.text, tongue)
    details = [(one.start, one.end) for one in found(reading, tongue).details]
    said = _said(reading)
    return tuple(
        Reporting(reports=_meets(one.start, one.end, details), attributed=_meets(one.start, one.end, said))
        for one in edition.marked()
    )


def _said(reading: Reading) -> list[tuple[int, int]]:
    """The words of paragraphs in which one anonymous person is heard."""
    paragraph, speaker = reading.structure.paragraph.tolist(), reading.speakers.sentence.tolist()
    one = {number for number, voice in enumerate(reading.speakers.voices) if not voice.plural}
    spoken = [speaker[sentence] in one for sentence in reading.structure.sentence.tolist()]
    heard = {number for number, says in zip(paragraph, spoken, strict=True) if says}
    places = zip(reading.words.starts.tolist(), reading.words.ends.tolist(), strict=True)
    return [place for number, place in zip(paragraph, places, strict=True) if number in heard]


def _meets(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(left < end and start < right for left, right in spans)
