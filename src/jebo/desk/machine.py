"""What the machine under the desk does with memory and disks, as far as it can be told without asking anybody."""

from __future__ import annotations

import ctypes
import os
import re
import stat
import sys
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE: Final = 4  # linux/prctl.h
_ENCRYPTED: Final = "CRYPT-"  # how a dm-crypt device's id begins, cryptsetup's lib/libdevmapper.c
_IN_MEMORY: Final = "zram"  # compressed memory; nothing of it reaches a disk
_MOST_LAYERS: Final = 16  # chosen by us: a volume group on a RAID on an encrypted disk is three

# Folders that a service copies to somebody's server, by their names as their programs make them.
_SYNCED: Final = re.compile(
    r"dropbox( \(.*\))?|onedrive( ?- ?.*)?|icloud ?drive.*|mobile documents|com~apple~clouddocs|cloudstorage"
    r"|google ?drive|googledrive-.*|my drive|box( sync)?|pcloud ?drive|mega(sync)?|nextcloud|owncloud|seafile"
    r"|synologydrive|yandex\.disk|naver ?(my)?box|mybox|네이버 ?(my)?box|nutstore( files)?|坚果云|baidunetdisk.*"
    r"|百度网盘.*|tresorit|proton ?drive",
    re.I,
)


class Swap(Enum):
    """Where memory goes when there is too little of it."""

    NONE = "none"
    ENCRYPTED = "encrypted"
    PLAIN = "plain"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where Linux tells of itself; tests give folders of their own."""

    proc: Path = field(default=Path("/proc"))
    sys: Path = field(default=Path("/sys"))

    def swap(self) -> Swap:
        """Whether pages of the desk's memory may come to lie readable on a disk."""
        try:
            areas = (self.proc / "swaps").read_text(encoding="utf-8", errors="replace").splitlines()[1:]
        except OSError:
            return Swap.UNKNOWN
        kinds = {self._area(line.split()[0]) for line in areas if line.strip()}
        for worst in (Swap.PLAIN, Swap.UNKNOWN, Swap.ENCRYPTED):
            if worst in kinds:
                return worst
        return Swap.NONE

    def _area(self, name: str) -> Swap:
        path = Path(name.replace("\\040", " "))
        try:
            status = path.stat()
        except OSError:
            status = None
        if status is None or path.name.startswith(_IN_MEMORY):
            return Swap.ENCRYPTED if path.name.startswith(_IN_MEMORY) else Swap.UNKNOWN
        device = status.st_rdev if stat.S_ISBLK(status.st_mode) else status.st_dev
        return self.device(device)

    def device(self, number: int) -> Swap:
        """Whether the block device *number* (as in ``st_dev``) lies on an encrypted one."""
        node = self.sys / "dev/block" / f"{os.major(number)}:{os.minor(number)}"
        if not node.exists():  # btrfs, ZFS and networks have numbers of no device
            return Swap.UNKNOWN
        return Swap.ENCRYPTED if _encrypted(node.resolve(), _MOST_LAYERS) else Swap.PLAIN

    def dumps_core(self) -> bool:
        """Whether a crash of this process would write its memory to a file or a crash collector.

        A collector (a pattern that begins with a bar) is given the memory whatever the limit is, except by a
        process that is not dumpable.
        """
        if sys.platform == "win32":
            return False  # Windows keeps crash dumps only where an administrator asked for them
        pattern = ""
        if (self.proc / "sys/kernel/core_pattern").exists():
            pattern = (self.proc / "sys/kernel/core_pattern").read_text(encoding="utf-8").strip()
        return not _is_hidden() and (resource.getrlimit(resource.RLIMIT_CORE)[0] != 0 or pattern[:1] == "|")


def _encrypted(node: Path, layers: int) -> bool:
    """Whether *node* is a dm-crypt device, or rests on such devices alone."""
    identity = node / "dm/uuid"
    if identity.exists() and identity.read_text(encoding="ascii", errors="replace").startswith(_ENCRYPTED):
        return True
    if (node / "partition").exists():
        node = node.parent
    below = [one.resolve() for one in (node / "slaves").glob("*")]
    return bool(below) and layers > 0 and all(_encrypted(one, layers - 1) for one in below)


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform == "linux" else None


def _is_hidden() -> bool:
    libc = _libc()
    return libc is not None and libc.prctl(3, 0, 0, 0, 0) == 0  # PR_GET_DUMPABLE


def hide() -> None:
    """Have a crash of this process write no memory anywhere, and no other process of this user look into it.

    Core dumps are switched off (``RLIMIT_CORE``), and on Linux the process is made not dumpable
    (``PR_SET_DUMPABLE``, prctl(2)). To be called first, before a passphrase is read.
    """
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if libc := _libc():
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def is_synced(folder: Path) -> bool:
    """Whether a name on the way to *folder*, links followed, is that of a service which copies it elsewhere."""
    ways = (folder.absolute(), folder.resolve())
    return any(_SYNCED.fullmatch(name) is not None for way in ways for name in way.parts)
