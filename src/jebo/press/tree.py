"""Two copies of a site, of which readers see one: the other is brought up to date and then takes its place in one step.

``SITE`` is a link to one of two folders in ``.SITE``. A build writes into the one that nobody sees, file by file only what
changed, and then turns the link. So readers never see half a site, a build that is broken off leaves the old one, and a change
costs what was changed. Files are never written where they stand, because both copies may share them.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from jebo.press.wrong import NotASite

SIDES: Final = ("a", "b")
FEW: Final = 500
"""Files that are synced to the disk each by itself; more are synced with everything else. Chosen by us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file of the site: the key of what it was made from, its SHA-256 in hexadecimal digits, and its size in bytes."""

    key: str
    sum: str
    size: int


@dataclass(slots=True, kw_only=True)
class State:
    """What a copy holds. ``known`` is whatever the build wants to find again."""

    files: dict[str, Written] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The two copies of the site at *where*."""

    where: Path

    @property
    def store(self) -> Path:
        """The folder in which the copies are."""
        return self.where.with_name(f".{self.where.name}")

    @property
    def live(self) -> str:
        """The copy that readers see; none before the first build.

        :raises NotASite: something else is there.
        """
        if self.where.is_symlink():
            to = self.where.readlink()
            if to.parent == Path(self.store.name) and to.name in SIDES:
                return to.name
        if os.path.lexists(self.where):
            raise NotASite
        return ""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone at the site; waits for another build to end.

        :raises NotASite: something else is there.
        """
        _ = self.live
        self.store.mkdir(parents=True, exist_ok=True)
        with (self.store / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def state(self, side: str) -> State:
        """What a copy holds; nothing where that is not known."""
        try:
            plain = json.loads((self.store / f"{side}.json").read_bytes()) if side else {}
            files = {
                path: Written(key=key, sum=sum_, size=size)
                for path, (key, sum_, size) in plain["files"].items()
            }
        except (OSError, ValueError, KeyError, TypeError):
            return State()
        return State(files=files, known=plain.get("known", {}))

    def begin(self) -> tuple[Path, State]:
        """The copy that nobody sees, and what it holds: emptied, where a build before was broken off."""
        side = "b" if self.live == "a" else "a"
        folder, told = self.store / side, self.state(side)
        with suppress(FileNotFoundError):
            (self.store / f"{side}.json").unlink()  # from here on it is not known what is in it
        if not told.files or not folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            told = State()
        return folder, told

    def turn(self, folder: Path, state: State, changed: list[Path]) -> None:
        """Let readers see a copy, once it is whole and on the disk."""
        _synced(changed)
        files = {path: (one.key, one.sum, one.size) for path, one in state.files.items()}
        told = json.dumps({"files": files, "known": state.known}, ensure_ascii=False, separators=(",", ":"))
        put(self.store / f"{folder.name}.json", told.encode())
        link = self.store / "link"
        with suppress(FileNotFoundError):
            link.unlink()
        link.symlink_to(f"{self.store.name}/{folder.name}")
        link.replace(self.where)


def put(file: Path, data: bytes) -> None:
    """Write a file as a whole: a reader finds what was there before, or this."""
    new = file.with_name(f".{file.name}.new")
    with new.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)


def place(folder: Path, path: str, data: bytes) -> None:
    """Write a file of the copy that nobody sees: under a new inode, for the old one may be read in the other copy."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        file.unlink()
    with file.open("xb") as out:
        out.write(data)


def share(folder: Path, other: Path, path: str) -> None:
    """Let a file of the other copy stand in this one as well."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        file.unlink()
    try:
        os.link(other / path, file)
    except OSError:  # a file system without links
        shutil.copyfile(other / path, file)


def sweep(folder: Path, gone: Iterator[str]) -> None:
    """Take away what the site has no more, and folders that are empty then."""
    parents = set()
    for path in gone:
        (folder / path).unlink(missing_ok=True)
        parents |= set((folder / path).parents)
    for parent in sorted((one for one in parents if folder in one.parents), key=lambda one: -len(one.parts)):
        with suppress(OSError):
            parent.rmdir()


def _synced(changed: list[Path]) -> None:
    if len(changed) > FEW:
        os.sync()
        return
    for file in [*changed, *{file.parent for file in changed}]:
        handle = os.open(file, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


Files = Mapping[str, Written]
