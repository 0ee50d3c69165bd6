"""age as the library gives it, made quiet: what it says about a fault stays here.

Library: pyrage (MIT, bindings of the Rust implementation `rage`, one wheel for all Pythons from 3.10 on).
"""

from collections.abc import Callable, Iterable
from io import BufferedIOBase
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import pyrage

from jebo.sealing.identity import Identity
from jebo.sealing.recipient import Recipient, keys_of
from jebo.sealing.refusals import Damaged, NotForUs, NotWritten, SealingError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

T = TypeVar("T")
_NO_KEY: Final = "No matching keys found"  # pyrage 1.4's words; a test holds them


class Readable(Protocol):
    """Where bytes come from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most *size* bytes; none at the end."""
        ...


class Writable(Protocol):
    """Where bytes go."""

    def write(self, chunk: bytes, /) -> int | None:
        """Take *chunk*; returns how many bytes of it were taken, ``None`` for all."""
        ...


def write_all(target: Writable, chunk: bytes) -> None:
    """Write *chunk* to its end: a raw file may take less than it is given."""
    taken = target.write(chunk)
    while taken is not None and taken < len(chunk):
        chunk = chunk[taken:]
        taken = target.write(chunk)


def encrypt(plain: bytes, recipients: Iterable[Recipient], *, armoured: bool) -> bytes:
    """One age file for *recipients*.

    :raises NoRecipients: if there is none.
    """
    return pyrage.encrypt(plain, keys_of(recipients), armored=armoured)


def decrypt(sealed: bytes, identity: Identity) -> bytes:
    """What the age file *sealed*, armoured or not, holds. All of it is authentic, or nothing is returned.

    :raises NotForUs: if *identity* is not among its recipients.
    :raises Damaged: if it is not exactly one whole age file.
    """
    return _quietly(lambda: pyrage.decrypt(sealed, [identity.for_library()]))


def encrypt_stream(
    source: Readable, target: Writable, recipients: Iterable[Recipient], *, armoured: bool
) -> None:
    """Encrypt *source* to its end into *target*, in memory that does not grow.

    :raises NotWritten: if *target* fails with an OSError. Its other errors, and those of *source*, pass through.
    """
    reader, writer = _Reader(source), _Writer(target)
    keys = keys_of(recipients)
    _quietly(lambda: pyrage.encrypt_io(reader, writer, keys, armored=armoured), reader, writer)


def decrypt_stream(source: Readable, target: Writable, identity: Identity) -> None:
    """Decrypt the age file *source* to its end into *target*, in memory that does not grow.

    Each chunk of 64 KiB that *target* gets is authentic, and in its place. That it is **all** of the file is
    known only when this returns: what was cut off is noticed at the end.

    :raises NotForUs, Damaged: as :func:`decrypt`.
    """
    reader, writer = _Reader(source), _Writer(target)
    _quietly(lambda: pyrage.decrypt_io(reader, writer, [identity.for_library()]), reader, writer)


class _Ward(BufferedIOBase):
    """Stands between the library and a file: keeps an error of ours, which the library would turn into text."""

    fault: BaseException | None = None

    def kept(self, action: Callable[[], T]) -> T:
        """What *action* returns; an error of its own is kept before it goes on."""
        try:
            return action()
        except BaseException as fault:
            self.fault = fault
            raise


class _Reader(_Ward):
    def __init__(self, source: Readable) -> None:
        self._source = source

    def read(self, size: int | None = -1, /) -> bytes:
        return self.kept(lambda: self._source.read(-1 if size is None else size))


class _Writer(_Ward):
    def __init__(self, target: Writable) -> None:
        self._target = target

    def write(self, chunk: "Buffer", /) -> int:
        whole = bytes(chunk)
        try:
            self.kept(lambda: write_all(self._target, whole))
        except OSError:
            self.fault = NotWritten()
            raise
        return len(whole)


def _quietly(action: Callable[[], T], *wards: _Ward) -> T:
    result = _tried(action)
    # Asked whatever the library says: pyrage 1.4 is silent when the last write fails (a test holds that).
    fault = next((ward.fault for ward in wards if ward.fault is not None), result)
    if isinstance(fault, BaseException):
        raise fault
    return result  # type: ignore[return-value]


def _tried(action: Callable[[], T]) -> T | SealingError:
    # Returned, not raised, so that the library's error, which quotes, is gone when ours is raised.
    try:
        return action()
    except (pyrage.DecryptError, pyrage.EncryptError, OSError) as fault:  # OSError: what decrypt_io raises
        return NotForUs() if str(fault).startswith(_NO_KEY) else Damaged()
