"""The data folder lies where the platform keeps data, and only its owner may look into it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from platformdirs import user_data_path
from tests.desk.ground.desks import NEW, OLD, desk, files, quick, told

from jebo.desk import disk, folder
from jebo.desk.folder import (
    BrokenSettings,
    ChangedSettings,
    Created,
    DataFolder,
    DeskThere,
    NewerDesk,
    NoDesk,
    create,
    unlock,
)
from jebo.desk.key import Passphrase, RecoveryKey, WrongPassphrase
from jebo.desk.refused import ClosedFolder, DiskFull
from jebo.desk.sqlcipher.connection import DamagedDatabase, MissingDatabase, PlainDatabase
from jebo.desk.strength import WeakPassphrase


def test_the_folder_is_the_one_named_else_that_of_the_environment_else_the_platforms() -> None:
    assert DataFolder.at(Path("a"), {"JEBO_DESK": "b"}).root == Path("a")
    assert DataFolder.at(None, {"JEBO_DESK": "b"}).root == Path("b")
    assert DataFolder.at(None, {"JEBO_DESK": ""}).root == user_data_path("jebo", appauthor=False) / "desk"


def open_to_others(root: Path) -> list[str]:
    return [
        one.name for one in (root, *root.rglob("*")) if stat.S_IMODE(one.stat().st_mode) not in (0o600, 0o700)
    ]


def test_nobody_else_may_enter_the_folder_or_read_a_file_in_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        desk(tmp_path / "not" / "there" / "yet")
    finally:
        os.umask(before)
    assert open_to_others(tmp_path / "not") == []


def test_a_file_open_to_others_would_be_seen(where: DataFolder) -> None:
    where.settings.chmod(0o640)
    assert open_to_others(where.root) == ["desk.toml"]


def test_the_passphrase_and_the_recovery_key_open_the_desk(where: DataFolder, created: Created) -> None:
    assert unlock(where, Passphrase(OLD)) == created.key
    assert unlock(where, created.recovery) == created.key
    assert unlock(where, RecoveryKey.typed(" \n".join(created.recovery.lines()).lower())) == created.key
    assert told(where, created.key) == ["one", "two", "three"]


@pytest.mark.parametrize("words", ["", OLD.upper(), OLD + ".", OLD.replace(" ", ""), NEW])
def test_another_passphrase_is_refused_in_one_sentence(where: DataFolder, words: str) -> None:
    with pytest.raises(WrongPassphrase) as refused:
        unlock(where, Passphrase(words))
    assert str(refused.value) == WrongPassphrase.says


def test_another_recovery_key_is_refused(where: DataFolder) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(where, RecoveryKey.new())


def test_a_weak_passphrase_makes_no_desk(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        create(DataFolder(tmp_path / "desk"), Passphrase("hunter2"), derivation=quick())
    assert not (tmp_path / "desk").exists()


def test_a_folder_with_anything_in_it_is_left_as_it_is(tmp_path: Path, where: DataFolder) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"light")
    before = files(tmp_path)
    for root in (tmp_path, where.root):
        with pytest.raises(DeskThere):
            create(DataFolder(root), Passphrase(NEW), derivation=quick())
    assert files(tmp_path) == before


def test_the_settings_hold_nothing_secret(where: DataFolder, created: Created) -> None:
    text = where.settings.read_text(encoding="utf-8")
    for secret in (created.key.reveal().hex(), created.recovery.reveal().decode(), OLD):
        assert secret not in text
    assert created.recovery.recipient in text


def test_somebody_elses_recovery_key_in_the_settings_is_seen(where: DataFolder, created: Created) -> None:
    text = where.settings.read_text(encoding="utf-8")
    theirs = text.replace(created.recovery.recipient, RecoveryKey.new().recipient)
    where.settings.write_text(theirs, encoding="utf-8")
    with pytest.raises(ChangedSettings):
        unlock(where, Passphrase(OLD))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("memory_kib = 64", "memory_kib = 1099511627776"),
        ("memory_kib = 64", "memory_kib = 8"),
        ("iterations = 1", "iterations = 0"),
        ("lanes = 4", "lanes = 0"),
        ("lanes = 4", 'lanes = "many"'),
        ('salt = "', 'salt = "xy'),
        ("argon2id", "scrypt"),
        ("version = 1", "version = "),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(where: DataFolder, old: str, new: str) -> None:
    text = where.settings.read_text(encoding="utf-8")
    assert old in text
    where.settings.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenSettings):
        unlock(where, Passphrase(OLD))


def test_a_desk_of_a_later_version_is_left_alone(where: DataFolder) -> None:
    text = where.settings.read_text(encoding="utf-8")
    where.settings.write_text(text.replace("version = 1", "version = 2"), encoding="utf-8")
    with pytest.raises(NewerDesk):
        unlock(where, Passphrase(OLD))


def test_what_is_missing_or_damaged_is_told_apart(where: DataFolder, tmp_path: Path) -> None:
    whole = where.database.read_bytes()
    for data, kind in (
        (b"", MissingDatabase),
        (b"SQLite format 3\0" + whole[16:], PlainDatabase),
        (whole[:100] + bytes(3996) + whole[4096:], DamagedDatabase),
    ):
        where.database.write_bytes(data)
        with pytest.raises(kind):
            unlock(where, Passphrase(OLD))
    where.database.unlink()
    with pytest.raises(MissingDatabase):
        unlock(where, Passphrase(OLD))
    with pytest.raises(NoDesk):
        unlock(DataFolder(tmp_path / "nowhere"), Passphrase(OLD))


def test_two_cannot_hold_a_folder_at_once(where: DataFolder) -> None:
    with where.held(), pytest.raises(disk.InUse), where.held():
        pass
    with where.held():
        pass


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk.write(tmp_path / "a", b"before")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device", str(tmp_path))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull) as refused, disk.in_one_sentence():
        disk.write(tmp_path / "a", b"after")
    assert (tmp_path / "a").read_bytes() == b"before"
    assert str(tmp_path) not in f"{refused.value}{refused.value!r}{refused.value.__cause__}"


def test_a_link_laid_in_the_way_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.partial").symlink_to(tmp_path / "elsewhere")
    disk.write(tmp_path / "a", b"text")
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ClosedFolder):
        folder.create(DataFolder(tmp_path / "file" / "desk"), Passphrase(NEW), derivation=quick())
