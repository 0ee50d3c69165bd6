"""A phrase in its line with carets under it, as compilers show an error."""

from __future__ import annotations

from jebo.cli.cells import WIDTH, clean, kept, width
from jebo.cli.paint import painted
from jebo.cli.places import Places

_MORE = "…"
_LONGEST = 3 * WIDTH
"""Characters of a line that are looked at on either side of a phrase; more never fit."""


def snippet(places: Places, start: int, end: int, colour: str, on: bool) -> list[str]:
    """Two lines: a part of the text's line, and carets under ``text[start:end]``; 80 cells wide at most.

    A phrase that runs over several lines is shown as far as its first line goes.
    """
    number, _column = places.of(start)
    first, last = places.line(number)
    last = max(last, start)
    end = min(max(end, start + 1), max(last, start + 1))
    gutter = len(str(number))
    room = WIDTH - gutter - 3
    before = clean(places.text[max(first, start - _LONGEST) : start])
    phrase = clean(places.text[start:end]) or " "
    after = clean(places.text[end : min(last, end + _LONGEST)])
    before, phrase, after = _fitted(before.lstrip(), phrase, after.rstrip(), room)
    bar = painted("|", "blue", on)
    carets = "^" * max(1, width(phrase))
    return [
        f"{painted(str(number), 'blue', on)} {bar} {before}{painted(phrase, colour, on)}{after}".rstrip(),
        f"{' ' * gutter} {bar} {' ' * width(before)}{painted(carets, colour, on)}",
    ]


def _fitted(before: str, phrase: str, after: str, room: int) -> tuple[str, str, str]:
    """The three parts cut to *room* cells: the phrase whole where that is possible, and about as much on each
    side.
    """
    if width(phrase) > room:
        return "", kept(phrase, room - 1) + _MORE, ""
    spare = room - width(phrase)
    left = min(width(before), max(spare // 2, spare - width(after)))
    right = min(width(after), spare - left)
    return _last_cells(before, left), phrase, _first_cells(after, right)


def _first_cells(text: str, room: int) -> str:
    if width(text) <= room:
        return text
    return (kept(text, room - 1) if room > 1 else "") + _MORE if room > 0 else ""


def _last_cells(text: str, room: int) -> str:
    if width(text) <= room:
        return text
    return _MORE + kept(text[::-1], room - 1)[::-1] if room > 1 else _MORE * (room > 0)
