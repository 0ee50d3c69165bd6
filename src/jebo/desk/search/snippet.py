"""The parts of a text in which something was found, with what was found marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jebo.desk.search.query import Span
from jebo.desk.search.words import places, shown

AROUND: Final = 50
"""Letters shown before and after what was found: with them a line or two. Chosen by us."""
WINDOWS: Final = 2
"""Parts of one text that are shown at most. Chosen by us."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some letters of a text, found or only around it."""

    text: str
    found: bool


def snippet(text: str, found: list[list[Span]], around: int = AROUND) -> list[Part]:
    """The parts of *text* around the first place of each thing that was found, with all marked that lies in them.

    :param found: for each thing that was looked for where it stands, in letters of the folded text.
    :returns: parts that are passages of the text as it is shown (NFC), with … where it is cut; its beginning, if nothing is in it.
    """
    whole, place = shown(text), places(text)
    spans = [[(place[start], place[end - 1] + 1) for start, end in one if end > start] for one in found]
    marks = _joined([span for one in spans for span in one])
    windows = _windows(whole, [min(one) for one in spans if one], around) or [
        (0, min(2 * around, len(whole)))
    ]
    parts: list[Part] = []
    for number, (start, end) in enumerate(windows):
        cut = "…" if start > 0 and number == 0 else " … " if number else ""
        parts += [Part(cut, False), *_marked(whole, marks, start, end)]
    parts.append(Part("…" if windows[-1][1] < len(whole) else "", False))
    return [part for part in parts if part.text]


def _windows(whole: str, firsts: list[Span], around: int) -> list[Span]:
    """Passages around these places, cut between words; those that meet are one."""
    found = [
        (_border(whole, start - around, start), _border(whole, end + around, end))
        for start, end in sorted(firsts)
    ]
    return _joined(found)[:WINDOWS]


def _marked(whole: str, marks: list[Span], start: int, end: int) -> list[Part]:
    parts, at = [], start
    for a, b in marks:
        if a >= at and b <= end:
            parts += [Part(whole[at:a], False), Part(whole[a:b], True)]
            at = b
    return [*parts, Part(whole[at:end], False)]


def _joined(spans: list[Span]) -> list[Span]:
    """In order, those that touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _border(whole: str, at: int, found: int) -> int:
    """The space nearest to *at* on the way to what was found, so that no word is cut; *at* itself where there is none."""
    if at <= 0 or at >= len(whole):
        return min(max(at, 0), len(whole))
    near = whole.find(" ", at, found) + 1 if at < found else whole.rfind(" ", found, at + 1)
    return near if near > 0 else at
