"""Recipients: what people paste is understood, or refused, never guessed."""

import pytest
from tests.sealing.cast import ALICE

from jebo.sealing import Recipient, seal
from jebo.sealing.refusals import BadRecipient, NoRecipients, PostQuantumRecipient

TEXT = ALICE.recipient.text


@pytest.mark.parametrize("pasted", [TEXT, f"  {TEXT}\n", TEXT.upper()])
def test_a_recipient_is_read_as_it_is_pasted(pasted: str) -> None:
    assert Recipient.parse(pasted) == ALICE.recipient


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "age1",
        TEXT[:-1],
        TEXT + "q",
        TEXT[:-1] + ("q" if TEXT[-1] != "q" else "p"),  # one wrong letter: the checksum tells
        TEXT[:10].upper() + TEXT[10:],
        f"{TEXT} {TEXT}",
        ALICE.reveal(),
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILXWXZ8aikOh96SYsGdqCNNVLTkLTFp",
        "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t",
        "쌀",
        TEXT.replace("1", "１", 1),  # a full-width one
    ],
)
def test_a_badly_written_recipient_is_refused(pasted: str) -> None:
    with pytest.raises(BadRecipient):
        Recipient.parse(pasted)


@pytest.mark.parametrize("pasted", ["age1pq1" + "q" * 1952, "AGE1PQ1" + "Q" * 1952, "age1tagpq1" + "q" * 100])
def test_a_post_quantum_recipient_is_told_from_a_mistyped_one(pasted: str) -> None:
    with pytest.raises(PostQuantumRecipient):
        Recipient.parse(pasted)


def test_nothing_is_sealed_for_nobody() -> None:
    with pytest.raises(NoRecipients):
        seal([], [])


def test_a_recipient_named_twice_is_written_once() -> None:
    assert seal([], [ALICE.recipient] * 3).count(b"-> X25519 ") == 1
