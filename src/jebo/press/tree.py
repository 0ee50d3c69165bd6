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
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from jebo.press.wrong import NotASite
from jebo.sealing.on_disk import replacing
from jebo.sealing.signing import Context, Signed, SigningKey, body_of, signature_faults

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
class Whole:
    """What a copy holds, of all that is known of it."""

    files: Files


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The two copies of the site at *where*.

    :param sign: signs what is known of them; without it that is believed as it stands.
    """

    where: Path
    sign: SigningKey | None = None

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

    def state(self, side: str, form: type[T]) -> T | None:
        """What was known of a copy when it was whole. Nothing where that is not there, not ours, or not of this form."""
        data = self._bytes(f"{side}.json")
        if data is None or (self.sign and not self._ours(side, data)):
            return None
        try:
            return msgspec.json.decode(data, type=form)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def _bytes(self, name: str) -> bytes | None:
        try:
            return (self.store / name).read_bytes()
        except OSError:
            return None

    def _ours(self, side: str, data: bytes) -> bool:
        """Whether this was written by a build that had the key: whoever can write beside the site could otherwise have it sign what
        was never released.
        """
        assert self.sign is not None
        document, signature = self._bytes(f"{side}.sum"), self._bytes(f"{side}.sum.sig")
        if document is None or signature is None:
            return False
        signed = Signed(document=document, signature=signature.decode("ascii", "replace"))
        wrong = signature_faults(signed, [self.sign.verify_key], Context.STATE)
        return not wrong and body_of(signed, Context.STATE) == _sum(side, data)

    def begin(self) -> tuple[Path, Files]:
        """The copy that nobody sees, and what it holds: emptied, where a build before was broken off."""
        side = "b" if self.live == "a" else "a"
        folder, known = self.store / side, self.state(side, Whole)
        files = known.files if known else {}
        self.forget(side)  # from here on it is not known what is in it
        if not files or not folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            files = {}
        return folder, files

    def forget(self, *sides: str) -> None:
        """Take away what is known of copies, so that they are made anew."""
        for side in sides:
            for name in (f"{side}.json", f"{side}.sum", f"{side}.sum.sig"):
                (self.store / name).unlink(missing_ok=True)

    def drop(self, side: str) -> None:
        """Take away a copy that readers do not see, and what is known of it."""
        self.forget(side)
        shutil.rmtree(self.store / side, ignore_errors=True)

    def turn(self, folder: Path, state: object, changed: list[Path], shown: Callable[[], None]) -> None:
        """Let readers see a copy, once it is whole and on the disk; *shown* is called right before."""
        _synced(changed)
        data = msgspec.json.encode(state)
        written = {f"{folder.name}.json": data}
        if self.sign:
            signed = self.sign.sign(Context.STATE, _sum(folder.name, data))
            written |= {
                f"{folder.name}.sum": signed.document,
                f"{folder.name}.sum.sig": signed.signature.encode(),
            }
        for name, told in written.items():
            with replacing(self.store / name) as file:
                file.write(told)
        shown()
        link = self.store / "link"
        link.unlink(missing_ok=True)
        link.symlink_to(f"{self.store.name}/{folder.name}")
        link.replace(self.where)


def _sum(side: str, data: bytes) -> bytes:
    return f"{sha256(data).hexdigest()}  {side}.json\n".encode()


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
