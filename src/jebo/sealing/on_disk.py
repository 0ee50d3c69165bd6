"""Puts an envelope on disk so that its name never stands for half of one."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from jebo.sealing.identity import Identity
from jebo.sealing.recipient import Recipient
from jebo.sealing.refusals import NotWritten
from jebo.sealing.stream import Sealing, rewrap_stream

T = TypeVar("T")


@contextmanager
def sealing_file(path: Path, recipients: Iterable[Recipient]) -> Iterator[Sealing]:
    """An envelope in the making that becomes *path* when the ``with`` is left without an error.

    It is written under a temporary name in the same folder, readable by the owner only, synced to the disk and
    renamed; a file of that name is replaced. After an error nothing of it is left.

    :raises NotWritten: if the disk refuses.
    :raises SealingError: as :class:`jebo.sealing.stream.Sealing`.
    """
    with replacing(path) as target, Sealing(target, recipients) as sealing:
        yield sealing


def rewrap_file(path: Path, identity: Identity, recipients: Iterable[Recipient]) -> None:
    """Seal the envelope *path* anew for other *recipients*, in its place. The old bytes may stay on the medium.

    :raises OSError: if *path* cannot be read.
    :raises SealingError: as :func:`jebo.sealing.stream.rewrap_stream`; *path* is then as it was.
    """
    with path.open("rb") as source, replacing(path) as target:
        rewrap_stream(source, identity, target, recipients)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of *path* when the ``with`` is left without an error.

    :raises NotWritten: if it cannot be made, synced or renamed. Errors of the ``with`` itself pass through.
    """
    handle, name = _done(lambda: tempfile.mkstemp(dir=path.parent, prefix=".sealing-"))
    temporary, file = (
        Path(name),
        os.fdopen(handle, "wb"),
    )  # buffered, or a write may end before all is written
    try:
        yield file
        _done(file.flush)
        _done(lambda: os.fsync(file.fileno()))
        _done(file.close)
        _done(lambda: temporary.replace(path))
        _done(lambda: _sync_folder(path.parent))
    except BaseException:
        with suppress(OSError):
            file.close()
        temporary.unlink(missing_ok=True)
        raise


def _done(action: Callable[[], T]) -> T:
    with suppress(OSError):
        return action()
    raise NotWritten  # here, where the system's error, which names the path, is gone


def _sync_folder(folder: Path) -> None:
    """Make the new name last. Windows has no handle for a folder and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
