"""Files that appear whole or not at all, and that nobody else on the machine may read."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from jebo.desk.refused import ClosedFolder, DiskFailed, DiskFull, Refused
from jebo.errors import N_

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PARTIAL: Final = ".partial"
"""How the name of a file or folder ends that is not finished."""
PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED: Final = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR}


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """Turns what the system says of a disk, paths and all, into one sentence of ours.

    :raises DiskFull, ClosedFolder, DiskFailed: in place of an ``OSError``.
    """
    refused: Refused | None = None
    try:
        yield
    except OSError as fault:
        refused = _sentence(fault)
    if refused is not None:  # raised here, where the fault and the path in it are gone
        raise refused


def _sentence(fault: OSError) -> Refused:
    if fault.errno in _FULL:
        return DiskFull()
    return ClosedFolder() if fault.errno in _CLOSED else DiskFailed()


def create(path: Path) -> int:
    """A new file of mode 0600, open for writing; never one that is there already, nor behind a link.

    :raises FileExistsError: if something of that name is there.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, PRIVATE_FILE)


def make_folder(path: Path) -> None:
    """A folder of mode 0700, with those above it where they are missing; one that is there stays as it is."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(PRIVATE_FOLDER)
        sync_folder(one.parent)


def write(path: Path, data: bytes) -> None:
    """Put *data* into *path*, whole or not at all: under another name first, flushed to the disk, renamed.

    A file of that name is replaced. Killed in between, the old one stands, and a file that ends in
    ``.partial`` may lie beside it.
    """
    partial = path.with_name(path.name + PARTIAL)
    partial.unlink(missing_ok=True)
    with os.fdopen(create(partial), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    sync_folder(path.parent)


def sync(path: Path) -> None:
    """Have the disk keep what *path* holds."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Have the disk keep which files the folder holds; only POSIX systems can be asked to."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            # Some disks (FAT on a stick, a network share) cannot sync a folder; the files in it are synced.
            with suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)


class InUse(Refused):
    """Another process holds the folder."""

    says = N_("the folder is in use by another jebo; stop that one first")


@contextmanager
def held(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock file *path* alone, as long as the block runs; a killed process lets go by itself.

    :param wait: until the other lets go; on Windows for ten seconds at most.
    :raises InUse: if another process holds it.
    """
    with in_one_sentence():
        handle = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    try:
        if not _lock(handle, wait):
            raise InUse
        yield
    finally:
        os.close(handle)


def _lock(handle: int, wait: bool) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
