"""How text fits on a terminal: its width in cells, where to break it, and what must not be printed.

Library: unicodedata (standard). rich.cells gives the same widths and takes 40 ms to load, a seventh of a
cold check.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

WIDTH: Final = 80
"""Columns of a report."""
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# Joiners belong to what is written in some languages, and move nothing.
_HARMLESS: Final = frozenset("\u200c\u200d")
_GAP: Final = re.compile(r"[ \t\r\n]+")  # not the space that keeps a number and its unit together
_PLACEHOLDER: Final = "\ufffd"


def clean(text: str) -> str:
    """*text* on one line, without what could move the cursor, turn the direction of writing or hide letters.

    A story may come from anybody; what it holds must not command the terminal of who checks it. One character
    stays one character.

    >>> clean("a\\x1b[2Jb\\nc")
    'a\ufffd[2Jb c'
    """
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter not in _HARMLESS and unicodedata.category(letter) in _HIDDEN:
        return _PLACEHOLDER
    return letter


def width(text: str) -> int:
    """Cells that *text* takes: two for a wide character, none for one that is written onto the one before.

    >>> width("소식통 source")
    13
    """
    return len(text) if text.isascii() else sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf") or "\u1160" <= letter <= "\u11ff":
        return 0  # accents, joiners, and the vowels and finals of Hangul written in parts
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def wrapped(text: str, room: int, *, first: str = "", rest: str = "") -> list[str]:
    """*text* broken at spaces into lines of at most *room* cells, the first after *first*, the others after
    *rest*.

    A word that is longer than a line is broken where the line ends. Korean is broken at spaces only.
    """
    lines, line, used = [], first, width(first)
    blank = True
    for piece in _pieces(text, max(8, room - max(width(first), width(rest)))):
        cells = width(piece)
        if not blank and used + 1 + cells > room:
            lines.append(line)
            line, used, blank = rest, width(rest), True
        line, used = (line + piece, used + cells) if blank else (f"{line} {piece}", used + 1 + cells)
        blank = False
    return [*lines, line.rstrip()]


def _pieces(text: str, longest: int) -> Iterator[str]:
    """The words of *text*, those of more than *longest* cells in parts."""
    for word in _GAP.split(text.strip()):
        while width(word) > longest:
            head = kept(word, longest)
            yield head
            word = word[len(head) :]
        yield word


def kept(text: str, room: int) -> str:
    """As many first characters of *text* as fit in *room* cells; at least one."""
    used = 0
    for at, letter in enumerate(text):
        used += _cells(letter)
        if used > room and at:
            return text[:at]
    return text


def padded(text: str, room: int) -> str:
    """*text* with spaces up to *room* cells."""
    return text + " " * max(0, room - width(text))
