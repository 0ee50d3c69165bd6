"""One connection to an encrypted database: the key first, then how it is to be kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from jebo.desk import disk
from jebo.desk.key import Key, WrongPassphrase
from jebo.desk.refused import ClosedFolder, DiskFailed, DiskFull, Refused
from jebo.errors import N_

TIMEOUT_SECONDS: Final = 30.0
"""How long a writer waits for another. With SQLite's five, eight writers got "locked" errors; with 30 none."""

# sqlite3.h, "Result Codes"; an extended code has its kind in the last byte.
_BUSY, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 8, 10, 11, 13, 14, 26
_PLAIN_HEADER: Final = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html, 1.3
_APPLICATION_ID: Final = 0x6A65626F  # "jebo", which marks the file as ours once it is open

# How every connection keeps the file. SQLCipher's settings are held at those of its version 4, so that a later
# one opens the same file. Deleted content is overwritten; scratch space stays in memory.
# cipher_memory_security (lock and wipe every page that SQLite frees, not only keys) is left off: a scan took
# 1.3 to 1.7 times as long and opening 2 to 3 times, and the same text lies in Python's memory, which nothing
# wipes (docs/decisions/0008).
_KEPT: Final = (
    "PRAGMA cipher_compatibility = 4",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # in WAL mode: what was acknowledged outlives a loss of power too
)


class MissingDatabase(Refused):
    """There is no database where the data folder says, or the file is empty."""

    says = N_("the database of the desk is missing or empty; restore the latest backup")


class PlainDatabase(Refused):
    """The file is an ordinary SQLite database, which anybody can read."""

    says = N_("the database is not encrypted, so it is not the desk's; it is left as it is")


class DamagedDatabase(Refused):
    """The file was encrypted with this key, and parts of it are not what was written."""

    says = N_("the database is damaged; restore the latest backup")


class Busy(Refused):
    """Another connection held the database for longer than the timeout."""

    says = N_("the desk is busy with other work; try again in a minute")


_SENTENCES: Final[dict[int, type[Refused]]] = {
    _BUSY: Busy,
    _READONLY: ClosedFolder,
    _IOERR: DiskFailed,
    _CORRUPT: DamagedDatabase,
    _FULL: DiskFull,
    _CANTOPEN: ClosedFolder,
    _NOTADB: WrongPassphrase,
}


def sentence(fault: BaseException) -> type[Refused] | None:
    """Which sentence of ours says what SQLite says; None where it is a fault of the program."""
    code = getattr(fault, "sqlite_errorcode", None)
    return None if code is None else _SENTENCES.get(code & 0xFF)


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """Turns what SQLite says of the disk, the key or the file into one sentence of ours."""
    refused: Refused | None = None
    try:
        yield
    except dbapi2.Error as fault:
        kind = sentence(fault)
        if kind is None:
            raise
        refused = kind()
    if refused is not None:  # raised here, where the fault is gone
        raise refused


def create(path: Path, key: Key) -> None:
    """An empty encrypted database in a new file of mode 0600, flushed to the disk.

    :raises FileExistsError: if something of that name is there.
    :raises Refused: if the disk does not take it.
    """
    with disk.in_one_sentence():
        os.close(disk.create(path))
    with in_one_sentence(), closing(_opened(path, key)) as connection:
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    with disk.in_one_sentence():
        disk.sync(path)
        disk.sync_folder(path.parent)


def connect(path: Path, key: Key, **options: Any) -> Any:
    """A connection to the encrypted database *path*, in autocommit unless *options* say otherwise.

    :param options: what ``sqlcipher3.connect`` takes.
    :raises MissingDatabase, PlainDatabase, WrongPassphrase, Refused: in one sentence.
    """
    with disk.in_one_sentence():
        _look(path)
    with in_one_sentence():
        return _opened(path, key, **options)


def _look(path: Path) -> None:
    if not path.is_file() or path.stat().st_size == 0:
        raise MissingDatabase
    with path.open("rb") as file:
        if file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER:
            raise PlainDatabase


def _opened(path: Path, key: Key, **options: Any) -> Any:
    """The key goes in through the library's own call, so that it is part of no SQL text."""
    given = {"timeout": TIMEOUT_SECONDS, "isolation_level": None, **options, "uri": True}
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=rw", **given)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes the time and faults to stderr
        connection.set_key(f"x'{key.reveal().hex()}'")
        for statement in _KEPT:
            connection.execute(statement)
        connection.execute("SELECT count(*) FROM sqlite_master")  # a wrong key is told here
        connection.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        connection.close()
        raise
    return connection


def checkpoint(connection: Any) -> bool:
    """Move the journal into the database and empty it; False while somebody still reads from it.

    What was destroyed is gone from the journal only after this.
    """
    with in_one_sentence():
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def close_journal(connection: Any) -> None:
    """Empty the journal and do without one, until somebody opens the database again.

    :raises Busy: if another connection is open: it would go on writing there.
    """
    with in_one_sentence():
        connection.execute("PRAGMA journal_mode = DELETE")


def check(connection: Any) -> bool:
    """Whether each page is what was written (its HMAC), and the pages make a sound database."""
    with in_one_sentence():
        altered = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        return not altered and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def copy(connection: Any, path: Path) -> None:
    """A copy of one moment under the same key, without free pages, while others go on writing.

    :raises Refused: if the disk does not take it.
    """
    with disk.in_one_sentence():
        os.close(disk.create(path))  # an empty file of ours is written into, and keeps its mode
    with in_one_sentence():
        connection.execute("VACUUM INTO ?", (str(path),))
    with disk.in_one_sentence():
        disk.sync(path)


def copy_with_key(connection: Any, path: Path, key: Key) -> None:
    """A copy of one moment under another key, with a salt of its own.

    :raises Refused: if the disk does not take it.
    """
    create(path, key)
    with in_one_sentence(), closing(_opened(path, key)) as copied:
        connection.backup(copied)
    with disk.in_one_sentence():
        disk.sync(path)
