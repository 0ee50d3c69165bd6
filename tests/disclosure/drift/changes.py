"""What the comparison finds, in a form that is quick to write down and to read."""

from __future__ import annotations

from jebo.disclosure.drift import Comparison, Span, compare
from jebo.packs import load
from jebo.packs.drift import tongues

Found = tuple[str, str, str]
"""Kind, Korean phrase, English phrase; "" where an edition has none."""


def comparison(korean: str, english: str, pack: str = "kp", year: int | None = None) -> Comparison:
    """The two editions compared, with nobody listening for sources."""
    return compare(korean, english, tongues(pack), load(pack), year=year)


def found(korean: str, english: str, pack: str = "kp", year: int | None = None) -> list[Found]:
    """Kinds and phrases of all drifts."""
    return [
        (str(one.kind), phrase(korean, one.korean), phrase(english, one.english))
        for one in comparison(korean, english, pack, year).drifts
    ]


def kinds(korean: str, english: str, pack: str = "kp", year: int | None = None) -> set[str]:
    """The kinds of all drifts."""
    return {kind for kind, _, _ in found(korean, english, pack, year)}


def phrase(text: str, span: Span | None) -> str:
    """The text of a span."""
    return "" if span is None else text[span.start : span.end]
