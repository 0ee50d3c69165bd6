"""A passphrase becomes a key by the published way, and what is secret shows itself nowhere."""

from __future__ import annotations

import copy
import pickle
import traceback
import unicodedata
from pprint import pformat

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.desk import key
from jebo.desk.key import (
    BadDerivation,
    BadRecoveryKey,
    Derivation,
    Key,
    Passphrase,
    RecoveryKey,
    Secret,
    WrongPassphrase,
)

SALT = bytes(range(16))
RAW = bytes(range(32))


def test_a_key_is_derived_as_strongly_as_rfc_9106_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert (key.MEMORY_KIB, key.ITERATIONS, key.LANES, key.SALT_BYTES, key.KEY_BYTES) == (2**16, 3, 4, 16, 32)
    assert Derivation().salt != Derivation().salt
    assert Derivation(salt=SALT).key(Passphrase("a b")).reveal().hex() == (
        "b2d64aff101ef363abc34b4657b24db12882269f9d1ba3eb627858cd2fe2ffd1"
    )


@pytest.mark.parametrize(
    "weaker", [{"memory_kib": 2**16 - 1}, {"iterations": 2}, {"salt": bytes(15)}, {"lanes": 0}]
)
def test_weaker_parameters_are_refused(monkeypatch: pytest.MonkeyPatch, weaker: dict[str, int]) -> None:
    monkeypatch.undo()
    with pytest.raises(BadDerivation):
        Derivation(**{"salt": SALT, **weaker})  # type: ignore[arg-type]


def derived(words: str) -> bytes:
    return Derivation(salt=SALT, memory_kib=64, iterations=1).key(Passphrase(words)).reveal()


def test_a_passphrase_is_the_same_however_the_keyboard_sends_it() -> None:
    assert derived("감자\u3000언덕") == derived(unicodedata.normalize("NFD", "감자 언덕"))


@pytest.mark.parametrize("other", ["감자언덕", "감자 언덕 ", "감자 언턱", "감자\n언덕"])
def test_another_passphrase_is_another_key(other: str) -> None:
    assert derived(other) != derived("감자 언덕")


@given(st.text(max_size=30))
def test_normalising_a_passphrase_twice_changes_nothing(text: str) -> None:
    once = Passphrase(text).reveal()
    assert Passphrase(once.decode("utf-8", "surrogatepass")).reveal() == once


def shown(secret: Secret) -> str:
    """All that printing, formatting and reporting make of a secret."""
    holder = {"secret": [secret]}
    text = f"{secret}{secret!r}{secret!s}{holder}{pformat(holder)}{copy.copy(secret)}{copy.deepcopy(holder)}"
    try:
        raise LookupError(secret)
    except LookupError as fault:
        told = traceback.TracebackException.from_exception(fault, capture_locals=True)
    return text + "".join(told.format())


SECRETS = [Passphrase("sesame"), Key(b"s" * 32), RecoveryKey(b"AGE-SECRET-KEY-1SESAME")]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_shows_itself_nowhere(secret: Secret) -> None:
    assert secret.reveal().decode() not in shown(secret)
    assert not hasattr(secret, "__dict__") or not vars(secret)
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_a_secret_that_shows_itself_would_be_seen() -> None:
    class Talkative(Secret):
        def __repr__(self) -> str:
            return self.reveal().decode()

    assert "sesame" in shown(Talkative(b"sesame"))


@pytest.mark.parametrize(
    ("make", "text"), [(lambda text: Key(text.encode()), "s" * 31), (RecoveryKey.typed, "SESAME" * 9)]
)
def test_what_is_no_key_is_refused_without_repeating_it(make: object, text: str) -> None:
    assert callable(make)
    with pytest.raises((ValueError, BadRecoveryKey)) as refused:
        make(text)
    frames = traceback.TracebackException.from_exception(refused.value, capture_locals=True).stack
    ours = [frame for frame in frames if frame.filename == key.__file__]
    assert ours
    assert [frame.name for frame in ours if text in str(frame.locals)] == []
    assert text not in str(refused.value)


def test_a_recovery_key_is_an_age_identity_that_age_itself_opens() -> None:
    recovery = RecoveryKey.new()
    sealed = Key(RAW).seal(recovery.recipient)
    identity = pyrage.x25519.Identity.from_str(recovery.reveal().decode())
    assert pyrage.decrypt(sealed, [identity]) == RAW
    assert recovery.open(sealed) == Key(RAW)


def test_a_key_sealed_to_another_or_damaged_does_not_open() -> None:
    recovery = RecoveryKey.new()
    sealed = Key(RAW).seal(recovery.recipient)
    for broken in (Key(RAW).seal(RecoveryKey.new().recipient), sealed[:-1], sealed[:-1] + b"\0", b""):
        with pytest.raises(WrongPassphrase):
            recovery.open(broken)


@pytest.mark.parametrize("at", [0, 20, 57])
def test_a_slip_in_copying_a_recovery_key_is_seen(at: int) -> None:
    signs = "".join(RecoveryKey.new().lines()).replace(" ", "").removeprefix("AGE-SECRET-KEY-1")
    wrong = signs[:at] + ("Q" if signs[at] != "Q" else "P") + signs[at + 1 :]
    assert RecoveryKey.typed(signs).lines()
    with pytest.raises(BadRecoveryKey):
        RecoveryKey.typed(wrong)


def test_a_signature_holds_for_its_text_its_purpose_and_its_key_alone() -> None:
    signature = Key(RAW).sign("a", b"text")
    assert Key(RAW).signed("a", b"text", signature)
    assert not Key(RAW).signed("a", b"texts", signature)
    assert not Key(RAW).signed("b", b"text", signature)
    assert not Key(bytes(32)).signed("a", b"text", signature)
    assert not Key(RAW).signed("a", b"text", "서명")
