"""Copies of the desk that nobody can read without its passphrase, each tried out before it counts."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Final

from jebo.desk import archive, disk, stage
from jebo.desk.folder import (
    DATABASE,
    ENVELOPES,
    EXPOSURE,
    LOCK,
    RECOVERY,
    SETTINGS,
    BrokenSettings,
    ChangedSettings,
    DataFolder,
    NoDesk,
    database_is_sound,
    empty,
    settings,
    unlock,
)
from jebo.desk.key import Key, Passphrase, RecoveryKey
from jebo.desk.keyring import Keyring
from jebo.desk.ledger import Backup, remember
from jebo.desk.refused import Refused
from jebo.desk.sqlcipher import connection
from jebo.errors import N_

_WORKPLACE: Final = "backup" + disk.PARTIAL
_SPOILT: Final = (
    BrokenSettings,
    ChangedSettings,
    NoDesk,
    connection.DamagedDatabase,
    connection.MissingDatabase,
    connection.PlainDatabase,
)
"""What tells of a backup that was changed, once its files are unpacked."""


class BackupThere(Refused):
    """A file of that name is there already."""

    says = N_("there is a file of that name already; choose another name, for nothing is overwritten")


def backup(folder: DataFolder, key: Key, to: Path, day: date) -> Backup:
    """Put all of the desk into the new file *to*, and try whether it could be restored.

    The desk may be at work meanwhile: the copy is of one moment. The database is copied before the envelopes
    are, so that an envelope which the copy speaks of can only be missing if it was destroyed meanwhile.
    Killed on the way, a file that ends in ``.partial`` may lie beside *to* and in the data folder.

    :param day: what day it is, for the list of backups.
    :raises BackupThere: if *to* is there; it stays as it is.
    :raises Refused: in one sentence.
    """
    said = settings(folder)
    if not said.is_signed(key):
        raise ChangedSettings
    if os.path.lexists(to):
        raise BackupThere
    with disk.held(folder.root / ("backup-" + LOCK)), _workplace(folder.root) as place:
        partial = to.with_name(to.name + disk.PARTIAL)
        try:
            _pack(folder, key, place, partial)
            digest = _tried(partial, key, place)
            _publish(partial, to)
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
        made = Backup(day=day, digest=digest, generation=said.generation)
        remember(folder, made)
    return made


@contextmanager
def _workplace(root: Path) -> Iterator[Path]:
    """A folder (mode 0700) on the desk's own disk, which is gone afterwards."""
    place = root / _WORKPLACE
    with disk.in_one_sentence():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(disk.PRIVATE_FOLDER)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _pack(folder: DataFolder, key: Key, place: Path, partial: Path) -> None:
    with closing(connection.connect(folder.database, key)) as opened:
        connection.copy(opened, place / DATABASE)
    with disk.in_one_sentence():
        files = {
            DATABASE: place / DATABASE,
            SETTINGS: folder.settings,
            RECOVERY: folder.recovery,
            **({EXPOSURE: folder.exposure} if folder.exposure.exists() else {}),
            **{f"{ENVELOPES}/{one.name}": one for one in _envelopes(folder)},
        }
        partial.unlink(missing_ok=True)
        with open(disk.create(partial), "r+b") as file:  # noqa: PTH123 - a handle
            archive.pack(files, key, file)
            file.flush()
            os.fsync(file.fileno())


def _envelopes(folder: DataFolder) -> list[Path]:
    return [one for one in folder.envelopes.iterdir() if one.suffix != disk.PARTIAL and one.is_file()]


def _tried(partial: Path, key: Key, place: Path) -> str:
    """The digest of a backup that could be restored."""
    with disk.in_one_sentence(), partial.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        tried = place / "tried"
        tried.mkdir(disk.PRIVATE_FOLDER)
    _demand(DataFolder(tried), archive.unpack(partial, tried), key)
    return digest


def _demand(folder: DataFolder, manifest: archive.Manifest, key: Key) -> None:
    """:raises DamagedBackup: if what was unpacked is not a sound desk of *key*."""
    signed = manifest.is_signed(key) and settings(folder).is_signed(key)
    if not (signed and database_is_sound(folder, key) and Keyring(folder.exposure, key).is_sound()):
        raise archive.DamagedBackup


def _publish(partial: Path, to: Path) -> None:
    """Give the finished file its name, unless another took it meanwhile."""
    with disk.in_one_sentence():
        try:
            os.link(partial, to)
        except FileExistsError:
            raise BackupThere from None
        except OSError:  # a disk without links (FAT on a stick)
            if os.path.lexists(to):
                raise BackupThere from None
            partial.rename(to)
        disk.sync_folder(to.parent)


def restore(path: Path, folder: DataFolder, secret: Passphrase | RecoveryKey) -> Key:
    """Make *folder* the desk that the backup *path* holds; killed on the way, nothing or all of it is there.

    :param secret: the passphrase of the day on which the backup was made, or the recovery key.
    :returns: the key of the restored desk.
    :raises DeskThere: if anything lies in the folder.
    :raises WrongPassphrase, NoBackup, DamagedBackup, Refused: in one sentence; the folder is as it was.
    """
    with disk.in_one_sentence():
        disk.make_folder(folder.root)
    with folder.held():
        empty(folder)
        with stage.staged(folder.root) as new:
            restored = DataFolder(new)
            manifest = archive.unpack(path, new)
            key = _opened(restored, secret)
            _demand(restored, manifest, key)
            with disk.in_one_sentence():
                disk.make_folder(restored.envelopes)
    return key


def _opened(restored: DataFolder, secret: Passphrase | RecoveryKey) -> Key:
    try:
        return unlock(restored, secret)
    except _SPOILT:
        raise archive.DamagedBackup from None
