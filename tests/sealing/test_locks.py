"""Locks: a passphrase opens, a wrong one does not, and nobody can make us work for minutes."""

import os
import time
import unicodedata
from pathlib import Path

import pyrage
import pytest
from tests.sealing.cast import ALICE, NEWSROOM, OUTCOMES, vector
from tests.sealing.stock import needs, run_typing
from tests.vectors.make import PASSPHRASE, locked_by_hand

from jebo.sealing import Identity, SigningKey, lock, refusals, unlock, work_of
from jebo.sealing.locks import LOCKED_LIMIT_BYTES, WORK_LEAST, WORK_LIMIT
from jebo.sealing.refusals import (
    BadIdentity,
    BadPassphrase,
    Damaged,
    NotLocked,
    TooLarge,
    TooMuchWork,
    WeakLock,
    WrongPassphrase,
)


@pytest.fixture(scope="module")
def locked() -> bytes:
    """Alice's identity, locked once for all tests: the library takes about a second for it."""
    return ALICE.locked(PASSPHRASE)


def test_a_locked_identity_opens_with_its_passphrase(locked: bytes) -> None:
    assert Identity.unlock(locked, PASSPHRASE) == ALICE


def test_a_lock_is_never_weak(locked: bytes) -> None:
    assert WORK_LEAST <= work_of(locked) <= WORK_LIMIT


def test_a_locked_identity_carries_no_date_and_no_secret(locked: bytes) -> None:
    assert locked.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert b"created" not in ALICE._file().encode()


@needs("age")
@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of Unix")
def test_the_stock_age_command_opens_what_we_lock(locked: bytes, tmp_path: Path) -> None:
    (tmp_path / "locked.age").write_bytes(locked)
    assert run_typing(["age", "-d", "-o", tmp_path / "out.txt", tmp_path / "locked.age"], PASSPHRASE) == 0
    assert Identity.parse((tmp_path / "out.txt").read_text(encoding="ascii")) == ALICE


def test_what_the_stock_age_command_locked_opens() -> None:
    assert Identity.unlock(vector("stock-locked.age"), PASSPHRASE) == ALICE


@pytest.mark.parametrize("name", [name for name in OUTCOMES if name.startswith("lock-")])
def test_a_vector_of_a_lock_does_what_is_written_of_it(name: str) -> None:
    if OUTCOMES[name] == "unlocks":
        assert Identity.unlock(vector(name), PASSPHRASE) == ALICE
    else:
        with pytest.raises(getattr(refusals, OUTCOMES[name])):
            unlock(vector(name), PASSPHRASE)


def test_a_wrong_passphrase_opens_nothing() -> None:
    with pytest.raises(WrongPassphrase):
        unlock(vector("lock-light.age"), PASSPHRASE + " ")


def test_hangul_opens_from_any_keyboard() -> None:
    typed = unicodedata.normalize("NFD", PASSPHRASE)
    assert typed != PASSPHRASE
    assert Identity.unlock(vector("lock-light.age"), typed) == ALICE


@pytest.mark.parametrize("passphrase", ["", "two\nlines", "a\0b", "half \ud800"])
def test_a_passphrase_that_cannot_be_typed_is_refused(passphrase: str) -> None:
    with pytest.raises(BadPassphrase):
        lock(b"x", passphrase)
    with pytest.raises(BadPassphrase):
        unlock(vector("lock-light.age"), passphrase)


@pytest.mark.parametrize("work", [WORK_LIMIT + 1, 30, 63])
def test_too_much_work_is_refused_before_it_is_done(work: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[bytes] = []
    monkeypatch.setattr(pyrage.passphrase, "decrypt", lambda *given: tried.append(given[0]))
    before = time.process_time()
    with pytest.raises(TooMuchWork):
        unlock(locked_by_hand(b"x", PASSPHRASE, work), PASSPHRASE)
    assert not tried
    assert time.process_time() - before < 0.5


def test_work_at_the_limit_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyrage.passphrase, "decrypt", lambda locked, passphrase: b"opened")
    assert unlock(locked_by_hand(b"x", PASSPHRASE, WORK_LIMIT), PASSPHRASE) == b"opened"


def test_work_that_only_the_library_finds_too_much_is_told_from_a_wrong_passphrase(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # On a slow machine the library's own limit is below ours. Its words are held here by the library itself.
    huge = locked_by_hand(b"x", PASSPHRASE, 40)
    with pytest.raises(pyrage.DecryptError, match=r"^Excessive work"):
        pyrage.passphrase.decrypt(huge, PASSPHRASE)
    monkeypatch.setattr("jebo.sealing.locks.WORK_LIMIT", 50)
    with pytest.raises(TooMuchWork):
        unlock(huge, PASSPHRASE)


def test_a_lock_made_too_weak_by_a_busy_machine_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    weak, strong = (locked_by_hand(b"x", PASSPHRASE, work) for work in (WORK_LEAST - 1, WORK_LEAST))
    made = iter([weak, strong])
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda *args, **kwargs: next(made))
    assert lock(b"x", PASSPHRASE) == strong


def test_a_machine_that_makes_only_weak_locks_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = locked_by_hand(b"x", PASSPHRASE, WORK_LEAST - 1)
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda *args, **kwargs: weak)
    with pytest.raises(WeakLock):
        lock(b"x", PASSPHRASE)


def test_a_signing_key_is_locked_as_an_identity_is(monkeypatch: pytest.MonkeyPatch) -> None:
    light = locked_by_hand(NEWSROOM.reveal(), PASSPHRASE, 4)
    assert SigningKey.unlock(light, PASSPHRASE).verify_key == NEWSROOM.verify_key
    monkeypatch.setattr("jebo.sealing.locks.WORK_LEAST", 0)
    monkeypatch.setattr(
        pyrage.passphrase, "encrypt", lambda secret, typed, armored: locked_by_hand(secret, typed, 4)
    )
    assert SigningKey.unlock(NEWSROOM.locked(PASSPHRASE), PASSPHRASE).verify_key == NEWSROOM.verify_key


def test_one_kind_of_key_is_not_taken_for_the_other() -> None:
    with pytest.raises(BadIdentity):
        Identity.unlock(locked_by_hand(NEWSROOM.reveal(), PASSPHRASE, 4), PASSPHRASE)


def test_a_whole_book_is_not_locked_and_not_read() -> None:
    with pytest.raises(TooLarge):
        lock(bytes(LOCKED_LIMIT_BYTES), PASSPHRASE)
    with pytest.raises(NotLocked):
        unlock(vector("lock-light.age") + bytes(LOCKED_LIMIT_BYTES), PASSPHRASE)


@pytest.mark.parametrize(
    ("broken", "refusal"),
    [
        (lambda text: text.replace(b"-----END", b"-----FIN"), Damaged),
        (lambda text: text.replace(b"YWdl", b"YW!l", 1), Damaged),
        (lambda text: text.replace(b"YWdl", b"YWdk", 1), NotLocked),
    ],
    ids=["end", "letter", "header"],
)
def test_broken_armour_is_refused_before_any_work(broken: object, refusal: type[Exception]) -> None:
    assert callable(broken)
    with pytest.raises(refusal):
        unlock(broken(vector("stock-locked.age")), PASSPHRASE)
