"""How the command says something, whatever the terminal can show."""

from __future__ import annotations

import sys
from typing import Final

CANNOT_JUDGE: Final = 2
_UTF8_ONLY: Final = frozenset({"json", "html"})


def make_printable(format: str) -> None:
    """Let nothing fail that a terminal's encoding does not hold; JSON and HTML are always UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None and format in _UTF8_ONLY:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def complain(words: str) -> int:
    """Say on standard error what is wrong, in one line; the status of what could not be judged."""
    print(f"jebo: {words}", file=sys.stderr)
    return CANNOT_JUDGE
