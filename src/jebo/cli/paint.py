"""Colours on a terminal. Colour is never the only sign: each word says the same in black and white."""

from __future__ import annotations

import os
from typing import Final, TextIO

_CODES: Final = {
    "bold": "1",
    "dim": "2",
    "red": "1;31",
    "yellow": "1;33",
    "green": "1;32",
    "blue": "1;34",
    "cyan": "36",
}


def wanted(stream: TextIO) -> bool:
    """Whether *stream* is a terminal that takes colours, and nobody asked for none (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def painted(text: str, colour: str, on: bool) -> str:
    """*text* in a colour, if it is *on*."""
    return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if on and text else text
