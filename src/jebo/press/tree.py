"""Two copies of a site, of which readers see one: the other is brought up to date and then takes its place in one step.

``SITE`` is a link to one of two folders in ``.SITE``. A build writes into the one that nobody sees, file by file only what
changed, and then turns the link. So readers never see half a site, a build that is broken off leaves the old one, and a change
costs what was changed. Files are never written where they stand, because both copies may share them.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from jebo.press.wrong import NotASite
from jebo.sealing.on_disk import replacing

T = TypeVar("T")
SIDES: Final = ("a", "b")
FEW: Final = 500
"""Files that are synced to the disk each by itself; more are synced with everything else. Chosen by us."""


class Written(msgspec.Struct, frozen=True, array_like=True, gc=False, kw_only=True):
    """A file of the site: the key of what it was made from, its SHA-256 in hexadecimal digits, and its size in bytes."""

    key: str
    sum: str
    size: int


Files = dict[str, Written]
"""What a copy holds, by path."""


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

    def files(self, side: str) -> Files:
        """What a copy holds; nothing where that is not known."""
        return self._read(side, Files) or {}

    def known(self, form: type[T]) -> T | None:
        """Whatever the build of the copy that readers see wanted to find again; nothing where it has not that form."""
        return self._read(f"{self.live}.known", form) if self.live else None

    def _read(self, name: str, form: type[T]) -> T | None:
        try:
            return msgspec.json.decode((self.store / f"{name}.json").read_bytes(), type=form)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def begin(self) -> tuple[Path, Files]:
        """The copy that nobody sees, and what it holds: emptied, where a build before was broken off."""
        side = "b" if self.live == "a" else "a"
        folder, files = self.store / side, self.files(side)
        (self.store / f"{side}.json").unlink(missing_ok=True)  # from here on it is not known what is in it
        if not files or not folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            files = {}
        return folder, files

    def turn(
        self,
        folder: Path,
        files: Files,
        known: object,
        changed: list[Path],
        shown: Callable[[], None],
    ) -> None:
        """Let readers see a copy, once it is whole and on the disk; *shown* is called right before."""
        _synced(changed)
        for name, told in ((folder.name, files), (f"{folder.name}.known", known)):
            with replacing(self.store / f"{name}.json") as file:
                file.write(msgspec.json.encode(told))
        shown()
        link = self.store / "link"
        link.unlink(missing_ok=True)
        link.symlink_to(f"{self.store.name}/{folder.name}")
        link.replace(self.where)


def place(folder: Path, path: str, data: bytes) -> None:
    """Write a file of the copy that nobody sees: under a new inode, for the old one may be read in the other copy."""
    file = folder / path
    try:
        out = file.open("xb")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        out = file.open("xb")
    except FileExistsError:
        file.unlink()
        out = file.open("xb")
    with out:
        out.write(data)


def share(folder: Path, other: Path, path: str) -> None:
    """Let a file of the other copy stand in this one as well."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
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
