"""Which files are meant: a file is itself, a folder all stories in it, ``-`` what comes in from outside."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jebo.cli.refusals import ClosedFolder, EmptyFolder
from jebo.errors import JeboError
from jebo.texts import FILE_LIMIT_BYTES, SUFFIXES, Document, decode, read, sniff

STDIN: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file to judge: its name as given and where it lies; ``data`` is what came in from outside."""

    name: str
    path: Path
    data: bytes | None = None
    refused: JeboError | None = None

    def document(self) -> Document:
        """Its text.

        :raises UnreadableText: with one sentence that says what is wrong.
        """
        if self.refused is not None:
            raise self.refused
        return read(self.path) if self.data is None else decode(self.data, sniff(self.data))


def given(names: Sequence[str]) -> list[Given]:
    """The files that *names* stand for, in order: those of a folder by their names, hidden ones left out."""
    return [file for name in names for file in _meant(name)]


def _meant(name: str) -> Iterator[Given]:
    path = Path(name)
    if name == STDIN:
        yield Given(name=name, path=Path(), data=sys.stdin.buffer.read(FILE_LIMIT_BYTES + 1))
    elif _is_folder(path):
        yield from _within(name)
    else:
        yield Given(name=name, path=path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _within(name: str) -> Iterator[Given]:
    """The stories of a folder and of those in it; links to folders are not followed, for they may go in
    circles.
    """
    closed: list[str] = []
    found = 0
    for folder, folders, names in os.walk(name, onerror=lambda fault: closed.append(str(fault.filename))):
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        for inner in sorted(names):
            if not inner.startswith(".") and Path(inner).suffix.lower() in SUFFIXES:
                found += 1
                yield Given(name=os.path.join(folder, inner), path=Path(folder, inner))  # noqa: PTH118 - as given
    for folder in closed:
        yield Given(name=folder, path=Path(folder), refused=ClosedFolder())
    if not found and not closed:
        yield Given(name=name, path=Path(name), refused=EmptyFolder())
