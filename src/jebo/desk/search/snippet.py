"""The part of a text in which something was found, with what was found marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jebo.desk.search.query import Span
from jebo.desk.search.words import places, shown

AROUND: Final = 60
"""Letters shown before and after what was found: about a line. Chosen by us."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some letters of a text, found or only around it."""

    text: str
    found: bool


def snippet(text: str, spans: list[Span], around: int = AROUND) -> list[Part]:
    """The part of *text* around the first of *spans*, with all of them that lie in it marked.

    :param spans: where something was found, in letters of the folded text.
    :returns: parts that together are a passage of the text as it is shown (NFC), with … where it is cut.
    """
    whole, place = shown(text), places(text)
    marks = _joined([(place[start], place[end - 1] + 1) for start, end in spans if end > start])
    if not marks:
        return [Part(_cut(whole, 0, 2 * around), False)]
    start = _word_border(whole, marks[0][0] - around, marks[0][0])
    end = _word_border(whole, marks[0][1] + around, marks[0][1])
    parts, at = [Part("…", False)] if start > 0 else [], start
    for a, b in marks:
        if b > end:
            break
        parts += [Part(whole[at:a], False), Part(whole[a:b], True)]
        at = b
    parts.append(Part(_cut(whole, at, end), False))
    return [part for part in parts if part.text]


def _joined(marks: list[Span]) -> list[Span]:
    """In order, those that touch made one."""
    found: list[Span] = []
    for start, end in sorted(marks):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _cut(whole: str, start: int, end: int) -> str:
    return whole[start:end] + ("…" if end < len(whole) else "")


def _word_border(whole: str, at: int, found: int) -> int:
    """The nearest space between *at* and what was found, so that no word is cut; *at* itself where there is none."""
    if at <= 0 or at >= len(whole):
        return min(max(at, 0), len(whole))
    near = whole.find(" ", at, found) + 1 if at < found else whole.rfind(" ", found, at + 1)
    return near if near > 0 else at
