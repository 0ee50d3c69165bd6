"""What the running desk says of a fault of its own: which kind and at which line, never what the page held."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

_OURS: Final = Path(__file__).parents[1]
_PACKAGES: Final = _OURS.parent


class Faults(logging.Handler):
    """Writes one line to stderr for a fault that was raised, and nothing for what is merely said.

    The message, its arguments, the address that was asked for and the text of the error are all left out: each may
    hold content.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Say where it was."""
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, where = record.exc_info
            print(f"jebo: {kind.__qualname__} at {_line(where)}", file=sys.stderr)  # noqa: T201 - stderr is its place


def _line(where: TracebackType | None) -> str:
    """The innermost line of ours: where in jebo it happened, or was called from."""
    lines = traceback.extract_tb(where, limit=None)
    ours = [line for line in lines if Path(line.filename).is_relative_to(_OURS)] or lines[-1:]
    if not ours:
        return "an unknown line"
    file = Path(ours[-1].filename)
    short = file.relative_to(_PACKAGES) if file.is_relative_to(_PACKAGES) else Path(file.name)
    return f"{short}, line {ours[-1].lineno}"
