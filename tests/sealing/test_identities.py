"""Identities: read as age-keygen writes them, and silent about themselves."""

import copy
import pickle

import pytest
from tests.sealing.cast import ALICE, BOB, NEWSROOM, VECTORS

from jebo.sealing import Identity, SigningKey
from jebo.sealing.refusals import BadIdentity, BadSigningKey, SecretStays

SECRETS = [ALICE, NEWSROOM]


def test_an_identity_file_of_age_keygen_is_read() -> None:
    text = (VECTORS / "alice.txt").read_text(encoding="ascii")
    assert Identity.parse(text).recipient.text in text


def test_two_new_identities_differ() -> None:
    assert Identity.make() != Identity.make()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "AGE-SECRET-KEY-1",
        ALICE.reveal()[:-1],
        ALICE.recipient.text,
        f"{ALICE.reveal()}\n{BOB.reveal()}\n",  # which of the two?
        f"{ALICE.reveal()}\nhello\n",
        "\n" * 200 + ALICE.reveal(),
        "AGE-SECRET-KEY-PQ-1XXC4XS9DXHZ6TREKQTT3XECY8VNNU7GJ83C3Y49D0GZ3ZUME4JWS6QC3EF",
    ],
)
def test_what_is_no_single_identity_is_refused(text: str) -> None:
    with pytest.raises(BadIdentity):
        Identity.parse(text)


@pytest.mark.parametrize("pem", [b"", b"hello", NEWSROOM.reveal()[:-60], NEWSROOM.verify_key.text.encode()])
def test_what_is_no_signing_key_is_refused(pem: bytes) -> None:
    with pytest.raises(BadSigningKey):
        SigningKey.parse(pem)


def test_a_signing_key_survives_being_written_down() -> None:
    assert SigningKey.parse(NEWSROOM.reveal()).verify_key == NEWSROOM.verify_key


@pytest.mark.parametrize("secret", SECRETS, ids=["identity", "signing key"])
def test_a_secret_shows_nothing_of_itself(secret: Identity | SigningKey) -> None:
    shown = f"{secret!r} {secret!s} {secret} {[secret]} {vars(type(secret))}"
    revealed = secret.reveal()
    text = revealed if isinstance(revealed, str) else revealed.decode()
    assert max(map(len, text.split())) > 20  # the control: there is something to look for
    assert not any(word in shown for word in text.split() if len(word) > 20)


@pytest.mark.parametrize("secret", SECRETS, ids=["identity", "signing key"])
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_secret_is_never_pickled(secret: Identity | SigningKey, protocol: int) -> None:
    with pytest.raises(SecretStays):
        pickle.dumps({"deep": [secret]}, protocol)


@pytest.mark.parametrize("secret", SECRETS, ids=["identity", "signing key"])
def test_a_secret_is_never_copied(secret: Identity | SigningKey) -> None:
    assert copy.copy(secret) is secret
    assert copy.deepcopy([secret])[0] is secret
    assert not hasattr(secret, "__dict__")


def test_an_identity_is_itself_by_its_recipient() -> None:
    assert {ALICE, Identity.parse(ALICE.reveal())} == {ALICE}
    assert ALICE != BOB
    assert not ALICE.__eq__(ALICE.recipient)
