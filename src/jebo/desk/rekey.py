"""A new passphrase: the whole database under a new key, at once or not at all."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Final

from jebo.desk import stage
from jebo.desk.folder import DataFolder, Settings, settings, unlock, write_keys
from jebo.desk.key import Derivation, Key, Passphrase, RecoveryKey
from jebo.desk.keyring import Keyring
from jebo.desk.ledger import Backup, backups
from jebo.desk.sqlcipher import connection
from jebo.desk.strength import demand

_WAIT_SECONDS: Final = 1.0  # chosen by us: a desk at work will not stop for a passphrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekeyed:
    """A desk with a new key."""

    key: Key
    recovery: RecoveryKey | None
    """A new one, if it was asked for: to be shown once and written on paper."""
    older: tuple[Backup, ...]
    """Backups that open with an older passphrase and hold what the desk held then: to be made anew and
    destroyed."""


def rekey(
    folder: DataFolder,
    secret: Passphrase | RecoveryKey,
    new: Passphrase,
    *,
    new_recovery: bool = False,
    derivation: Derivation | None = None,
) -> Rekeyed:
    """Give the desk in *folder* the passphrase *new*, a new salt and a new key; nobody may be at work in it.

    The database is copied page by page under the new key into another file, the copy is checked, and then it,
    ``desk.toml`` and ``recovery.age`` take their places together (:mod:`jebo.desk.stage`). Killed before the
    decision the old passphrase opens the desk, killed after it the new one; there is no moment at which
    neither does. The old file is unlinked, not wiped: a disk may keep its blocks, under the old key.

    :param secret: the passphrase so far, or the recovery key.
    :param new_recovery: make a new recovery key as well, because the paper was lost or seen.
    :raises WrongPassphrase, WeakPassphrase, InUse, Refused: in one sentence; the desk is as it was.
    """
    demand(new)
    with folder.held():
        old = unlock(folder, secret)
        said = settings(folder)
        recovery = RecoveryKey.new() if new_recovery else None
        next_said = Settings(
            derivation=derivation or Derivation(),
            recipient=recovery.recipient if recovery else said.recipient,
            generation=said.generation + 1,
            in_postgres=said.in_postgres,
        )
        key = next_said.derivation.key(new)
        with stage.staged(folder.root) as place:
            write_keys(DataFolder(place), key, next_said)
            _copy(folder, old, DataFolder(place), key)
            Keyring(folder.exposure, old).copy(Keyring(DataFolder(place).exposure, key))
        older = tuple(one for one in backups(folder) if one.generation < next_said.generation)
    return Rekeyed(key=key, recovery=recovery, older=older)


def _copy(folder: DataFolder, old: Key, new: DataFolder, key: Key) -> None:
    """The database under *key*, checked; its own journal is emptied first, and nobody else may have it open."""
    with closing(connection.connect(folder.database, old, timeout=_WAIT_SECONDS)) as opened:
        connection.close_journal(opened)
        connection.copy_with_key(opened, new.database, key)
    with closing(connection.connect(new.database, key)) as copied:
        if not connection.check(copied):
            raise connection.DamagedDatabase
