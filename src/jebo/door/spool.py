"""The door's folder of sealed envelopes. Nothing in it tells whose an envelope is, what is in it, or when it came.

``tips/NAME`` are envelopes for the desk, ``threads/THREAD/key`` the public half of who sent some, ``threads/THREAD/NAME`` answers sealed
for them. ``coming/`` holds what is not whole yet, and is emptied at each start. Names look random; times are all the same.

Of two times a file system keeps its own account: when a file began (ext4, btrfs, XFS), and when something about it changed last. So files
and folders are made beforehand (``blank/``, ``empty/``), without cause, and taken when something comes; and what came since the desk asked
last is touched together soon after. Who has the disk sees what came within some seconds, about when something came last, and when the
desk asked; no more.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from jebo.door.keys import Keys
from jebo.door.refusals import NotKept
from jebo.sealing.polling import name_of

AT: Final = 315_619_200_000_000_000
"""2 January 1980, in nanoseconds: the time of everything that is kept."""
KEY: Final = "key"
BLANKS, FRESH = 512, 500
"""Blank files that are held ready, and a fourth as many folders; above so many new ones everything is touched. Chosen by us."""
BLANK_BYTES: Final = 8_192
"""Room on the disk that each of them has from the beginning, more than a message takes: where its blocks lie tells nothing. Chosen by us."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that is to be kept: where it lies now, or its bytes; and the name that it gets, unless something else has it."""

    what: Path | bytes = field(repr=False)
    folder: Path = field(repr=False)
    name: str = field(repr=False)


class Spool:
    """The folder. All that it does is quick but :meth:`keep`, which waits for the disk."""

    def __init__(self, folder: Path) -> None:
        self.tips, self.threads, self.coming = (folder / name for name in ("tips", "threads", "coming"))
        self.blank, self.empty = folder / "blank", folder / "empty"
        for one in (folder, self.tips, self.threads, self.coming, self.blank, self.empty):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._fresh: dict[Path, None] = {}
        self._blank: list[Path] = []
        self._empty: list[Path] = []

    def clear(self) -> None:
        """Drop what was not whole when the door was last closed, or killed."""
        for one in self.coming.iterdir():
            one.unlink()

    def fill(self) -> None:
        """Make files and folders beforehand, once half of them are gone."""
        if len(list(self.blank.iterdir())) < BLANKS // 2:
            for _ in range(BLANKS):
                _make_blank(self.blank / secrets.token_hex(16))
        if len(list(self.empty.iterdir())) < BLANKS // 8:
            for _ in range(BLANKS // 4):
                (self.empty / secrets.token_hex(16)).mkdir(mode=0o700)
        self._blank, self._empty = sorted(self.blank.iterdir()), sorted(self.empty.iterdir())

    def begin(self) -> Path:
        """A place for something that is not whole yet: one that was made beforehand, if there is one."""
        at = self.coming / secrets.token_hex(16)
        _moved(self._blank, at)
        return at

    def room(self, reserve: int) -> int:
        """Bytes that may still be taken."""
        found = os.statvfs(self.coming)
        return max(found.f_bavail * found.f_frsize - reserve, 0)

    # What is kept.

    def keep(self, some: Sequence[Kept]) -> list[str | NotKept]:
        """Keep several things at once, so that they outlive a power cut; gives the name of each, or why it is not kept.

        Each is written whole under another name, then the disk is waited for, then each gets its own name: a name never stands for
        half of something.
        """
        placed = [self._written(one) for one in some]
        if not _synced(self.coming, [one for one in placed if one is not None]):
            placed = self._dropped(placed)
        found = [_named(one, at) if at else None for one, at in zip(some, placed, strict=True)]
        folders = sorted(
            {one.folder for one in some} | {one.folder.parent for one in some if one.name == KEY}
        )
        refused = {one for one in folders if not _settled(one)}
        found = [
            name if refused.isdisjoint((one.folder, one.folder.parent)) else None
            for one, name in zip(some, found, strict=True)
        ]
        self._fresh.update(
            dict.fromkeys([one.folder / name for one, name in zip(some, found, strict=True) if name])
        )
        self._fresh.update(dict.fromkeys(folders))
        return [name or NotKept() for name in found]

    def _written(self, one: Kept) -> Path | None:
        if isinstance(one.what, Path):
            return one.what
        at = self.begin()
        try:
            with os.fdopen(private(at), "wb") as file:
                file.write(one.what)
                file.truncate()
        except OSError:
            at.unlink(missing_ok=True)
            return None
        return at

    def _dropped(self, some: Iterable[Path | None]) -> list[Path | None]:
        for one in some:
            if one is not None:
                one.unlink(missing_ok=True)
        return [None for _ in some]

    # Tips.

    def tip_names(self) -> list[str]:
        """Names of all envelopes for the desk, in the order of their names, which is that of nothing."""
        return sorted(one.name for one in self.tips.iterdir())

    def tip_sizes(self) -> dict[str, int]:
        """How many bytes each of them has, in the same order."""
        with os.scandir(self.tips) as found:
            return dict(sorted((one.name, one.stat().st_size) for one in found))

    # Threads.

    def begun(self, thread: str) -> bool:
        """Whether somebody with this thread ever sent something and did not erase it."""
        return (self.threads / thread / KEY).exists()

    def begin_thread(self, keys: Keys) -> Kept:
        """What has to be kept before the first envelope of a source."""
        folder = self.threads / keys.thread
        if not folder.exists():
            _moved(self._empty, folder)
        folder.mkdir(mode=0o700, exist_ok=True)
        _level(folder)
        return Kept(f"{keys.recipient}\n".encode(), folder, KEY)

    def answers(self, thread: str) -> list[Path]:
        """Envelopes for a source."""
        folder = self.threads / thread
        try:
            return sorted(one for one in folder.iterdir() if one.name != KEY)
        except OSError:
            return []

    def answer(self, thread: str, sealed: bytes) -> Kept | None:
        """What has to be kept so that a source finds an answer; None where nobody asks for one any more."""
        return Kept(sealed, self.threads / thread, name_of(sealed)) if self.begun(thread) else None

    def erase(self, keys: Keys) -> None:
        """Destroy all that is here of a source: envelopes that the desk has not fetched, answers, the key."""
        for name in filter(keys.gave, self.tip_names()):
            (self.tips / name).unlink(missing_ok=True)
        shutil.rmtree(self.threads / keys.thread, ignore_errors=True)
        _settled(self.tips)
        _settled(self.threads)

    def take_away(self, names: Iterable[str]) -> None:
        """Drop envelopes that the desk has."""
        for name in names:
            with suppress(OSError):
                (self.tips / name).unlink()
        _settled(self.tips)

    def together(self) -> None:
        """Touch what came since the desk asked last, all at once: of none of it can be said any more when it came."""
        if len(self._fresh) > FRESH:
            self.level()
            return
        with suppress(OSError):
            self.fill()
        self._touch([*self._fresh, *self._folders()])

    def level(self) -> None:
        """Let the times that a file system keeps by itself be the same for everything."""
        self._fresh = {}
        with suppress(OSError):
            self.fill()
        self._touch(
            [*self.tips.iterdir(), *self.threads.glob("*/*"), *self.threads.iterdir(), *self._folders()]
        )

    def _folders(self) -> list[Path]:
        return [self.tips, self.threads, self.coming, self.blank, self.empty]

    def _touch(self, some: Iterable[Path]) -> None:
        for one in some:
            with suppress(OSError):
                _level(one)


def _moved(some: list[Path], at: Path) -> None:
    """Give one of *some* another name, whichever can be had; they are in the order of their names, which is that of nothing."""
    while some:
        with suppress(OSError, IndexError):
            some.pop().rename(at)
            return


def private(path: Path) -> int:
    """Open a file that only the owner may read, new or blank, for writing from its beginning; a blank one keeps its place on the disk."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)


def _make_blank(path: Path) -> None:
    made = private(path)
    try:
        os.posix_fallocate(made, 0, BLANK_BYTES)
    finally:
        os.close(made)


def _synced(folder: Path, some: Sequence[Path]) -> bool:
    """Wait until what was written is on the disk: of several things at once by one call for the whole file system (syncfs(2))."""
    try:
        for one in some:
            _level(one)
        if len(some) > 1 and _SYNCFS is not None:
            with _opened(folder) as handle:
                return bool(_SYNCFS(handle) == 0)
        for one in some:
            with _opened(one) as handle:
                os.fsync(handle)
    except OSError:
        return False
    return True


def _named(one: Kept, at: Path) -> str | None:
    """Give something its name, unless something else has it."""
    try:
        os.link(at, one.folder / one.name)
    except OSError:
        return None
    finally:
        with suppress(OSError):
            at.unlink()
    return one.name


def _settled(folder: Path) -> bool:
    try:
        _level(folder)
        with _opened(folder) as handle:
            os.fsync(handle)
    except OSError:
        return False
    return True


def _level(path: Path) -> None:
    os.utime(path, ns=(AT, AT))


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """A file or a folder, open for reading, as a number."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield handle
    finally:
        os.close(handle)


_SYNCFS = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
