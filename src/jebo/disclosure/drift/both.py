"""Both editions with their sentences paired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jebo.disclosure.drift.align import Beat
from jebo.disclosure.drift.change import Span
from jebo.disclosure.drift.edition import Edition, Sentence
from jebo.disclosure.drift.wisdom import Wisdom


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Both:
    """What the finders of changes look at.

    ``year`` is the story's, None where it is not known. ``voices`` are the pronouns of the English edition
    that stand for an anonymous source, None where nobody listened for them; ``contacts`` are the times of
    contact that the finding knows, by language.
    """

    korean: Edition
    english: Edition
    beats: tuple[Beat, ...]
    wisdom: Wisdom
    year: int | None = None
    voices: frozenset[Span] | None = None
    contacts: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    place: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", {id(beat): i for i, beat in enumerate(self.beats)})

    def paired(self) -> Iterator[Beat]:
        """The beats that have both sides."""
        return (beat for beat in self.beats if beat.korean and beat.english)

    def near(self, beat: Beat) -> tuple[Beat, ...]:
        """The beat with those before and after it."""
        at = self.place[id(beat)]
        return self.beats[max(0, at - 1) : at + 2]

    def has(self, beat: Beat, code: str, *cues: str) -> bool:
        """Whether a side of the beat holds a word of one of the classes."""
        return any(self.spans(beat, code, cue) for cue in cues)

    def spans(self, beat: Beat, code: str, cue: str) -> list[Span]:
        """Where the words of a class stand in a side of the beat."""
        edition = self.korean if code == "ko" else self.english
        sentences = beat.korean if code == "ko" else beat.english
        return [
            span
            for s in sentences
            for span in edition.tongue.spans(cue, edition.text, s.span.start, s.span.end)
        ]


def whole(sentences: tuple[Sentence, ...]) -> Span | None:
    """The span of a beat's side; None where it is empty."""
    return Span(sentences[0].span.start, sentences[-1].span.end) if sentences else None
