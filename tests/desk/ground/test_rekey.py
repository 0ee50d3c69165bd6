"""A new passphrase opens the desk and the old one does not; older backups are named."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from tests.desk.ground.desks import NEW, OLD, files, quick, told

from jebo.desk import disk
from jebo.desk.backup import backup, restore
from jebo.desk.folder import Created, DataFolder, settings, unlock
from jebo.desk.key import Passphrase, RecoveryKey, WrongPassphrase
from jebo.desk.refused import Refused
from jebo.desk.rekey import Rekeyed, rekey
from jebo.desk.sqlcipher import connection
from jebo.desk.strength import WeakPassphrase

DAY = date(2026, 1, 2)


def rekeyed(
    where: DataFolder, secret: Passphrase | RecoveryKey, words: str = NEW, *, new_recovery: bool = False
) -> Rekeyed:
    return rekey(where, secret, Passphrase(words), new_recovery=new_recovery, derivation=quick())


def test_the_new_passphrase_opens_all_and_the_old_one_nothing(where: DataFolder, created: Created) -> None:
    before = settings(where)
    changed = rekeyed(where, Passphrase(OLD))
    assert unlock(where, Passphrase(NEW)) == changed.key != created.key
    assert told(where, changed.key) == ["one", "two", "three"]
    assert (where.envelopes / "a1b2").read_bytes() == b"sealed"
    assert settings(where).derivation.salt != before.derivation.salt
    with pytest.raises(WrongPassphrase):
        unlock(where, Passphrase(OLD))
    with pytest.raises(WrongPassphrase):
        connection.connect(where.database, created.key)


def test_no_page_of_the_old_database_is_in_the_new_one(where: DataFolder) -> None:
    pages = {where.database.read_bytes()[at : at + 4096] for at in range(0, 4096 * 2, 4096)}
    rekeyed(where, Passphrase(OLD))
    data = where.database.read_bytes()
    assert not {data[at : at + 4096] for at in range(0, len(data), 4096)} & pages
    assert data[:16] not in {page[:16] for page in pages}  # the file's own salt


def test_the_recovery_key_on_paper_goes_on_opening_the_desk(where: DataFolder, created: Created) -> None:
    changed = rekeyed(where, Passphrase(OLD))
    assert changed.recovery is None
    assert unlock(where, created.recovery) == changed.key


def test_a_new_recovery_key_takes_the_old_ones_place(where: DataFolder, created: Created) -> None:
    changed = rekeyed(where, Passphrase(OLD), new_recovery=True)
    assert changed.recovery is not None
    assert unlock(where, changed.recovery) == changed.key
    with pytest.raises(WrongPassphrase):
        unlock(where, created.recovery)


def test_a_lost_passphrase_is_replaced_with_the_recovery_key(where: DataFolder, created: Created) -> None:
    changed = rekeyed(where, created.recovery)
    assert unlock(where, Passphrase(NEW)) == changed.key


def test_older_backups_are_named_and_still_open_with_the_old_passphrase(
    where: DataFolder, created: Created, tmp_path: Path
) -> None:
    made = backup(where, created.key, tmp_path / "first.zip", DAY)
    changed = rekeyed(where, Passphrase(OLD))
    later = backup(where, changed.key, tmp_path / "second.zip", DAY)
    assert changed.older == (made,)
    assert later.generation == made.generation + 1
    assert restore(tmp_path / "first.zip", DataFolder(tmp_path / "a"), Passphrase(OLD)) == created.key
    assert restore(tmp_path / "second.zip", DataFolder(tmp_path / "b"), Passphrase(NEW)) == changed.key
    assert rekeyed(where, Passphrase(NEW), OLD).older == (made, later)


@pytest.mark.parametrize(
    ("secret", "words", "kind"),
    [(OLD, "hunter2", WeakPassphrase), (NEW, NEW, WrongPassphrase)],
)
def test_what_is_refused_changes_nothing(
    where: DataFolder, secret: str, words: str, kind: type[Refused]
) -> None:
    before = files(where.root)
    with pytest.raises(kind):
        rekeyed(where, Passphrase(secret), words)
    assert files(where.root) == before


def test_a_desk_at_work_is_not_rekeyed_under_its_feet(where: DataFolder, created: Created) -> None:
    before = where.settings.read_bytes()
    with where.held(), pytest.raises(disk.InUse):
        rekeyed(where, Passphrase(OLD))
    with closing(connection.connect(where.database, created.key)), pytest.raises(connection.Busy):
        rekeyed(where, Passphrase(OLD))
    assert where.settings.read_bytes() == before
    assert unlock(where, Passphrase(OLD)) == created.key


def test_a_copy_that_is_not_sound_is_thrown_away(
    where: DataFolder, created: Created, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "check", lambda opened: False)
    with pytest.raises(connection.DamagedDatabase):
        rekeyed(where, Passphrase(OLD))
    assert unlock(where, Passphrase(OLD)) == created.key
    assert {one.name for one in where.root.iterdir()} == {
        "desk.toml",
        "desk.db",
        "desk.lock",
        "recovery.age",
        "envelopes",
    }
