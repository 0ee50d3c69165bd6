"""The ``jebo.toml`` of a folder of stories: where it lies, and what it sets."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from jebo.cli.refusals import BrokenToml
from jebo.told.newsroom import Newsroom, read

FILE: Final = "jebo.toml"
_LARGEST_BYTES: Final = 100_000  # chosen by us: a thousand circles fit


def file_above(folder: Path) -> Path | None:
    """The ``jebo.toml`` in *folder* or in the nearest folder above it that has one."""
    return next((path for above in (folder, *folder.parents) if _is_file(path := above / FILE)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


@cache
def from_file(path: Path) -> Newsroom:
    """What a ``jebo.toml`` sets.

    :raises Refused: if it cannot be read, holds a key that jebo does not know, or a wrong value.
    """
    import tomllib

    values: dict[str, Any] | None
    try:
        with path.open("rb") as file:
            values = tomllib.loads(file.read(_LARGEST_BYTES).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        values = None
    if values is None:  # raised here, where the fault and the lines that it quotes are gone
        raise BrokenToml
    return read(values, FILE)
