"""The keys of the exposure histories: nobody reads them without the desk's key, and every change of the desk carries them."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from tests.desk.ground.desks import NEW, OLD

from jebo.desk import backup, rekey
from jebo.desk.folder import Created, DataFolder, unlock
from jebo.desk.key import Key, Passphrase, WrongPassphrase
from jebo.desk.keyring import BrokenKeyring, Keyring

DAY = date(2026, 3, 2)
KEY = Key(b"k" * 32)


@pytest.fixture
def ring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path / "exposure.age", KEY)


def test_each_source_has_a_key_of_its_own_and_keeps_it(ring: Keyring) -> None:
    one, two = ring.made("one"), ring.made("two")
    assert one != two
    assert (ring.of("one"), ring.made("two"), ring.of("three")) == (one, two, None)


def test_a_key_that_is_destroyed_is_gone_and_the_others_stay(ring: Keyring) -> None:
    one, two = ring.made("one"), ring.made("two")
    ring.destroy("one")
    ring.destroy("never there")
    assert ring.of("one") is None
    assert ring.of("two") == two
    assert ring.made("one") != one


def test_only_the_key_of_the_desk_opens_them(ring: Keyring) -> None:
    ring.made("one")
    assert not Keyring(ring.path, Key(b"j" * 32)).is_sound()
    with pytest.raises(BrokenKeyring):
        Keyring(ring.path, Key(b"j" * 32)).of("one")
    assert ring.is_sound()  # the control


@pytest.mark.parametrize("place", [0, 100, -1])
def test_a_changed_file_is_refused(ring: Keyring, place: int) -> None:
    ring.made("one")
    held = bytearray(ring.path.read_bytes())
    held[place] ^= 1
    ring.path.write_bytes(held)
    with pytest.raises(BrokenKeyring):
        ring.of("one")


def test_what_one_key_closes_for_a_purpose_opens_for_no_other() -> None:
    closed = KEY.close("one purpose", b"words")
    assert KEY.opened("one purpose", closed) == b"words"
    for key, purpose in ((KEY, "another"), (Key(b"j" * 32), "one purpose")):
        with pytest.raises(WrongPassphrase):
            key.opened(purpose, closed)


def test_many_at_once_lose_no_key(ring: Keyring) -> None:
    threads = [threading.Thread(target=ring.made, args=(f"source {n}",)) for n in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert all(ring.of(f"source {n}") for n in range(8))


def test_a_new_passphrase_carries_them(where: DataFolder, created: Created) -> None:
    kept = Keyring(where.exposure, created.key).made("one")
    changed = rekey.rekey(where, Passphrase(OLD), Passphrase(NEW))
    assert Keyring(where.exposure, changed.key).of("one") == kept
    assert not Keyring(where.exposure, created.key).is_sound()


def test_a_backup_carries_them_and_what_was_destroyed_since_is_in_the_older_one_alone(
    where: DataFolder, created: Created, tmp_path: Path
) -> None:
    ring = Keyring(where.exposure, created.key)
    kept = ring.made("one")
    backup.backup(where, created.key, tmp_path / "old.jebo", DAY)
    ring.destroy("one")
    backup.backup(where, created.key, tmp_path / "new.jebo", DAY)
    for name, found in (("old", kept), ("new", None)):
        there = DataFolder(tmp_path / name)
        backup.restore(tmp_path / f"{name}.jebo", there, Passphrase(OLD))
        assert Keyring(there.exposure, unlock(there, Passphrase(OLD))).of("one") == found


def test_a_desk_without_one_is_backed_up_as_before(
    where: DataFolder, created: Created, tmp_path: Path
) -> None:
    backup.backup(where, created.key, tmp_path / "b.jebo", DAY)
    backup.restore(tmp_path / "b.jebo", DataFolder(tmp_path / "new"), Passphrase(OLD))
    assert not DataFolder(tmp_path / "new").exposure.exists()
