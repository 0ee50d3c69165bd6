"""Reads JSON that others wrote: a whole file of it, or one piece on each line. What is missing is nothing, never an error."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from jebo.desk.testimony.chats.refused import BrokenChat
from jebo.texts.quiet import attempt

Piece = dict[str, Any]
"""One object; nothing is known of its values."""
_FAULTS: Final = (ValueError, RecursionError)
_OLD_ESCAPE: Final = re.compile(
    r"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})"
)  # as Telegram wrote control characters until 2024


def looks_written(text: str) -> bool:
    """Whether *text* begins as JSON does.

    >>> looks_written(' {"messages": []}'), looks_written("[민지] [오전 9:00] 쌀")
    (True, False)
    """
    return bool(re.match(r'\s*(?:\{\s*["}]|\[\s*[{\]])', text))


def whole(text: str) -> Any:
    """The value of a whole file, or the list of the values on its lines.

    :raises BrokenChat: it is neither.
    """
    found = attempt(lambda: (json.loads(text, strict=False),), *_FAULTS)
    if found is None and "\\x" in text:
        mended = _OLD_ESCAPE.sub(r"\1\\u00\2", text)
        found = attempt(lambda: (json.loads(mended, strict=False),), *_FAULTS)
    if found is None:
        found = attempt(lambda: (list(_on_lines(text)),), *_FAULTS)
    if found is None:
        raise BrokenChat
    return found[0]


def _on_lines(text: str) -> Iterator[Any]:
    for line in text.split("\n"):
        if line.strip():
            yield json.loads(line, strict=False)


def piece(value: object) -> Piece:
    """*value* if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def pieces(value: object) -> list[Piece]:
    """The objects in *value*, if it is a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def words(value: object) -> str:
    """*value* if it is text, or a number written out; else nothing."""
    if isinstance(value, bool):
        return ""
    return (
        value
        if isinstance(value, str)
        else str(value)
        if isinstance(value, int) and abs(value) < 10**18
        else ""
    )
