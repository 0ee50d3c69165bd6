"""A backup can be restored, or it is no backup; nothing is overwritten on either way."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from tests.desk.ground.desks import NEW, OLD, files, told

from jebo.desk import archive, disk
from jebo.desk.archive import DamagedBackup, NewerBackup, NoBackup
from jebo.desk.backup import BackupThere, backup, restore
from jebo.desk.folder import BrokenSettings, ChangedSettings, Created, DataFolder, DeskThere
from jebo.desk.key import Key, Passphrase, RecoveryKey, WrongPassphrase
from jebo.desk.ledger import backups
from jebo.desk.refused import ClosedFolder
from jebo.desk.sqlcipher import connection

DAY = date(2026, 1, 2)


@pytest.fixture
def kept(where: DataFolder, created: Created, tmp_path: Path) -> Path:
    """A backup."""
    backup(where, created.key, tmp_path / "kept.zip", DAY)
    return tmp_path / "kept.zip"


def test_what_was_backed_up_comes_back_with_its_passphrase_and_with_the_recovery_key(
    kept: Path, created: Created, tmp_path: Path
) -> None:
    secrets: list[Passphrase | RecoveryKey] = [Passphrase(OLD), created.recovery]
    for number, secret in enumerate(secrets):
        again = DataFolder(tmp_path / f"again{number}")
        assert restore(kept, again, secret) == created.key
        assert told(again, created.key) == ["one", "two", "three"]
        assert (again.envelopes / "a1b2").read_bytes() == b"sealed"


def test_a_backup_may_be_made_while_somebody_writes(
    where: DataFolder, created: Created, tmp_path: Path
) -> None:
    with where.held(), closing(connection.connect(where.database, created.key)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO told (text) VALUES ('half')")
        backup(where, created.key, tmp_path / "kept.zip", DAY)
        writer.execute("COMMIT")
    restore(tmp_path / "kept.zip", DataFolder(tmp_path / "again"), Passphrase(OLD))
    assert told(DataFolder(tmp_path / "again"), created.key) == ["one", "two", "three"]


def test_the_list_of_backups_knows_day_digest_and_key_and_nothing_else(
    where: DataFolder, created: Created, tmp_path: Path
) -> None:
    made = [backup(where, created.key, tmp_path / f"{n}.zip", date(2026, 1, n)) for n in (1, 2)]
    assert backups(where) == tuple(made)
    assert [one.day for one in made] == [date(2026, 1, 1), date(2026, 1, 2)]
    assert str(tmp_path) not in where.backups.read_text(encoding="utf-8")


def test_the_stock_tool_reads_the_list_and_no_time_is_told(kept: Path) -> None:
    with zipfile.ZipFile(kept) as opened:
        assert opened.testzip() is None
        assert set(opened.namelist()) == {
            "desk.toml",
            "desk.db",
            "recovery.age",
            "envelopes/a1b2",
            "manifest.json",
        }
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_file_is_overwritten_nor_left_over(where: DataFolder, created: Created, tmp_path: Path) -> None:
    (tmp_path / "kept.zip").write_bytes(b"older")
    before = files(tmp_path)
    with pytest.raises(BackupThere):
        backup(where, created.key, tmp_path / "kept.zip", DAY)
    with pytest.raises(ClosedFolder):
        backup(where, created.key, tmp_path / "nowhere" / "kept.zip", DAY)
    assert files(tmp_path) == before


def test_a_file_that_came_meanwhile_is_not_overwritten_either(
    where: DataFolder, created: Created, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = archive.pack

    def slow_pack(*given: object) -> None:
        pack(*given)  # type: ignore[arg-type]
        (tmp_path / "kept.zip").write_bytes(b"another")

    monkeypatch.setattr(archive, "pack", slow_pack)
    with pytest.raises(BackupThere):
        backup(where, created.key, tmp_path / "kept.zip", DAY)
    assert (tmp_path / "kept.zip").read_bytes() == b"another"


def test_a_database_that_is_damaged_makes_no_backup(
    where: DataFolder, created: Created, tmp_path: Path
) -> None:
    with closing(connection.connect(where.database, created.key)) as opened:
        opened.executemany("INSERT INTO told (text) VALUES (?)", [("x" * 1000,)] * 100)
    data = bytearray(where.database.read_bytes())
    data[40_000] ^= 1
    where.database.write_bytes(data)
    with pytest.raises(connection.DamagedDatabase):
        backup(where, created.key, tmp_path / "kept.zip", DAY)
    assert not (tmp_path / "kept.zip").exists()
    assert backups(where) == ()


def test_a_copy_that_cannot_be_restored_is_no_backup(
    where: DataFolder, created: Created, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "check", lambda opened: False)
    with pytest.raises(DamagedBackup):
        backup(where, created.key, tmp_path / "kept.zip", DAY)
    assert [one.name for one in tmp_path.rglob("*") if "kept" in one.name or ".partial" in one.name] == []


def test_another_desks_key_makes_no_backup(where: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(ChangedSettings):
        backup(where, Key(bytes(32)), tmp_path / "kept.zip", DAY)


def test_a_folder_in_use_or_with_anything_in_it_takes_no_restored_desk(
    kept: Path, where: DataFolder, tmp_path: Path
) -> None:
    before = files(where.root)
    with pytest.raises(DeskThere):
        restore(kept, where, Passphrase(OLD))
    with where.held(), pytest.raises(disk.InUse):
        restore(kept, where, Passphrase(OLD))
    assert files(where.root) == before


@pytest.mark.parametrize("secret", [Passphrase(NEW), RecoveryKey.new()])
def test_a_wrong_passphrase_restores_nothing(
    kept: Path, tmp_path: Path, secret: Passphrase | RecoveryKey
) -> None:
    with pytest.raises(WrongPassphrase):
        restore(kept, DataFolder(tmp_path / "again"), secret)
    assert files(tmp_path / "again") == {}


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None], kind: int = zipfile.ZIP_STORED) -> None:
    """The archive with what *change* makes of its members."""
    with zipfile.ZipFile(path) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", kind) as new:
        for name, data in members.items():
            new.writestr(name, data)


def with_list(members: dict[str, bytes]) -> None:
    """The list made to fit the members, as somebody without the key would."""
    said = json.loads(members["manifest.json"])
    said["files"] = {
        name: sha256(data).hexdigest() for name, data in members.items() if name != "manifest.json"
    }
    members["manifest.json"] = json.dumps(said).encode()


def more(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members[name] = data
        with_list(members)

    return change


def fewer(members: dict[str, bytes]) -> None:
    del members["envelopes/a1b2"]
    with_list(members)


def unlisted(members: dict[str, bytes]) -> None:
    members["envelopes/c3d4"] = b"put in"


def swapped(members: dict[str, bytes]) -> None:
    members["envelopes/a1b2"] = b"other!"


def newer(members: dict[str, bytes]) -> None:
    members["manifest.json"] = members["manifest.json"].replace(b'"jebo": 1', b'"jebo": 2')


def unlike(members: dict[str, bytes]) -> None:
    members["manifest.json"] = b"[" * 100_000


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (fewer, DamagedBackup),
        (unlisted, DamagedBackup),
        (swapped, DamagedBackup),
        (more("envelopes/c3d4", b"put in"), DamagedBackup),
        (more("envelopes/../../c3d4", b"put in"), DamagedBackup),
        (more("/c3d4", b"put in"), DamagedBackup),
        (more("envelopes/.hidden", b"put in"), DamagedBackup),
        (more("desk.db", b"SQLite format 3\0" + bytes(5000)), DamagedBackup),
        (more("recovery.age", b"theirs"), DamagedBackup),
        (newer, NewerBackup),
        (unlike, NoBackup),
    ],
)
def test_a_changed_backup_is_refused_and_nothing_of_it_stays(
    kept: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], kind: type[Exception]
) -> None:
    rewritten(kept, change)
    with pytest.raises(kind):
        restore(kept, DataFolder(tmp_path / "again"), Passphrase(OLD))
    assert files(tmp_path / "again") == {}


def test_a_compressed_archive_is_refused_for_it_could_be_a_bomb(kept: Path, tmp_path: Path) -> None:
    rewritten(kept, lambda members: None, zipfile.ZIP_DEFLATED)
    with pytest.raises(DamagedBackup):
        restore(kept, DataFolder(tmp_path / "again"), Passphrase(OLD))


def test_an_archive_written_again_unchanged_is_still_a_backup(
    kept: Path, created: Created, tmp_path: Path
) -> None:
    rewritten(kept, lambda members: None)
    assert restore(kept, DataFolder(tmp_path / "again"), Passphrase(OLD)) == created.key


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.999])
def test_a_backup_cut_short_is_told(kept: Path, tmp_path: Path, share: float) -> None:
    data = kept.read_bytes()
    kept.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(NoBackup):
        restore(kept, DataFolder(tmp_path / "again"), Passphrase(OLD))


def test_a_flipped_bit_in_any_part_is_seen(kept: Path, tmp_path: Path) -> None:
    whole = kept.read_bytes()
    with zipfile.ZipFile(kept) as opened:
        starts = [whole.index(opened.read(name)) for name in opened.namelist()]
    for start in starts:
        kept.write_bytes(whole[:start] + bytes([whole[start] ^ 1]) + whole[start + 1 :])
        with pytest.raises((DamagedBackup, NoBackup)):
            restore(kept, DataFolder(tmp_path / "again"), Passphrase(OLD))


def test_a_broken_list_of_backups_is_told_and_kept(where: DataFolder) -> None:
    where.backups.write_text("[[backup]]\nday = 'yesterday'\n", encoding="utf-8")
    with pytest.raises(BrokenSettings):
        backups(where)
