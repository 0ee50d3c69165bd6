"""No refusal tells what it refused: not in its words, and not in what it carries along."""

import inspect
import io
import pickle
from collections.abc import Callable, Iterator

import pytest
from tests.sealing.cast import ALICE, BOB, NEWSROOM, Kept, parts_of
from tests.vectors.make import by_hand, filled, locked_by_hand

from jebo.errors import JeboError
from jebo.sealing import (
    Context,
    Identity,
    Part,
    Receipt,
    Recipient,
    Sealing,
    SigningKey,
    VerifyKey,
    canonical,
    digest_bytes,
    listed,
    lock,
    read_manifest,
    read_receipt,
    refusals,
    seal,
    unlock,
    unseal,
    unseal_stream,
)
from jebo.sealing.refusals import SealingError

CANARY = "canary7"
RAW = CANARY.encode()
FOR_ALICE = ALICE.recipient.text


class FullOf(Kept):
    def write(self, chunk: bytes, /) -> int:
        raise OSError(28, CANARY, CANARY)


def stream_to_a_full_disk() -> None:
    with Sealing(FullOf(), [ALICE.recipient]) as sealing:
        sealing.begin(CANARY)
        sealing.write(RAW)


BREACHES: list[Callable[[], object]] = [
    lambda: Recipient.parse(CANARY),
    lambda: Identity.parse(CANARY),
    lambda: Identity.parse(f"{ALICE.reveal()}\n{CANARY}"),
    lambda: SigningKey.parse(RAW),
    lambda: VerifyKey(text=f"ssh-ed25519 {CANARY}"),
    lambda: seal([Part(name=f"{CANARY}/", content=RAW)], [ALICE.recipient]),
    lambda: seal(parts_of((CANARY, RAW), (CANARY, RAW)), [ALICE.recipient]),
    lambda: unseal(RAW, ALICE),
    lambda: unseal(seal(parts_of((CANARY, RAW)), [BOB.recipient]), ALICE),
    lambda: unseal(seal(parts_of((CANARY, RAW)), [ALICE.recipient]), ALICE, expected={"a"}),
    lambda: unseal(by_hand(RAW, FOR_ALICE), ALICE),
    lambda: unseal(by_hand(filled([(f"../{CANARY}", RAW)]), FOR_ALICE), ALICE),
    lambda: unseal(by_hand(filled([(CANARY, RAW)]).replace(RAW, RAW.upper(), 1), FOR_ALICE), ALICE),
    lambda: unseal_stream(io.BytesIO(RAW), ALICE, lambda name, size: Kept()),
    lambda: unseal_stream(
        io.BytesIO(seal(parts_of((CANARY, RAW)), [ALICE.recipient])), ALICE, lambda n, s: FullOf()
    ),
    stream_to_a_full_disk,
    lambda: lock(RAW, f"{CANARY}\n"),
    lambda: unlock(RAW, CANARY),
    lambda: unlock(locked_by_hand(RAW, "other", 2), CANARY),
    lambda: Identity.unlock(locked_by_hand(RAW, CANARY, 2), CANARY),
    lambda: SigningKey.unlock(locked_by_hand(RAW, CANARY, 2), CANARY),
    lambda: canonical({CANARY: 0.5}),
    lambda: canonical({CANARY: RAW}),
    lambda: canonical(f"{CANARY}\ud800"),
    lambda: Receipt(digest=digest_bytes(b""), edition=CANARY, release=0, day=CANARY, signers=(CANARY,)),
    lambda: read_receipt(NEWSROOM.sign(Context.RECEIPT, RAW)),
    lambda: read_manifest(NEWSROOM.sign(Context.MANIFEST, RAW)),
    lambda: listed(f"../{CANARY}", io.BytesIO(RAW)),
    lambda: pickle.dumps(ALICE),
]


def told(error: BaseException) -> Iterator[str]:
    """All that an error and those behind it say."""
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None:
            yield f"{one!s} {one!r} {one.args} {vars(one)} {getattr(one, 'object', '')} {getattr(one, 'doc', '')}"
            waiting += [one.__cause__, one.__context__]


@pytest.mark.parametrize("breach", BREACHES, ids=range(len(BREACHES)))
def test_a_refusal_quotes_nothing(breach: Callable[[], object]) -> None:
    with pytest.raises(SealingError) as caught:
        breach()
    assert not any(CANARY in words for words in told(caught.value))


def test_the_control_a_quoting_error_is_caught() -> None:
    with pytest.raises(ValueError, match="canary") as caught:
        int(CANARY)
    assert any(CANARY in words for words in told(caught.value))


REFUSALS = [one for _, one in inspect.getmembers(refusals, inspect.isclass) if issubclass(one, SealingError)]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: one.__name__)
def test_every_refusal_has_one_sentence_of_its_own(refusal: type[SealingError]) -> None:
    assert issubclass(refusal, JeboError)
    assert "says" in vars(refusal)
    assert str(refusal()) == refusal.says
    assert refusal.says[0].islower()
    assert not refusal.says.endswith(".")
    assert refusal is SealingError or ";" in refusal.says or "," in refusal.says  # what is wrong; what to do
