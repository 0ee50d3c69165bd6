"""From a return phrase, and from nothing else, follow the place of answers, the key that opens them, and the names of envelopes."""

from __future__ import annotations

import re

import pytest

from jebo.door.keys import Keys, keys_of
from jebo.door.phrase import Phrase
from jebo.sealing import Part, Recipient, SealingError, seal, unseal

ONE, OTHER = Phrase(b"1" * 10), Phrase(b"2" * 10)
SALT, OTHER_SALT = b"s" * 16, b"t" * 16
KEYS = keys_of(ONE, SALT)


def told(keys: Keys) -> tuple[str, ...]:
    return keys.thread, keys.recipient, keys.identity.reveal()


def test_the_same_phrase_at_the_same_door_gives_the_same_keys() -> None:
    assert told(keys_of(Phrase(b"1" * 10), bytes(SALT))) == told(KEYS)


@pytest.mark.parametrize(("phrase", "salt"), [(OTHER, SALT), (ONE, OTHER_SALT), (OTHER, OTHER_SALT)])
def test_another_phrase_or_another_door_gives_keys_with_nothing_in_common(
    phrase: Phrase, salt: bytes
) -> None:
    assert not set(told(keys_of(phrase, salt))) & set(told(KEYS))


def test_names_of_envelopes_look_drawn_at_random_and_do_not_repeat() -> None:
    names = [keys.name() for keys in (KEYS, keys_of(OTHER, SALT)) for _ in range(4_096)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[0-9a-f]{32}", name) for name in (*names, KEYS.thread))
    letters = "".join(names)
    share = [letters.count(letter) / len(letters) for letter in "0123456789abcdef"]
    assert max(share) - min(share) < 0.003, "each letter as often as any other"
    firsts = [name[:4] for name in names[:4_096]]
    assert firsts != sorted(firsts), "and in no order"


def test_only_the_phrase_knows_its_envelopes_again() -> None:
    other = keys_of(OTHER, SALT)
    mine, theirs = [KEYS.name() for _ in range(500)], [other.name() for _ in range(500)]
    assert all(map(keys_of(ONE, SALT).gave, mine))
    assert not any(map(KEYS.gave, theirs))
    assert not any(map(keys_of(ONE, OTHER_SALT).gave, mine))
    assert KEYS.thread not in mine


def test_only_the_phrase_opens_what_is_sealed_for_its_reply_key() -> None:
    sealed = seal([Part(name="content", content="고맙습니다".encode())], [Recipient(text=KEYS.recipient)])
    (part,) = unseal(sealed, keys_of(ONE, SALT).identity)
    assert part.content.decode() == "고맙습니다"
    for phrase, salt in ((OTHER, SALT), (ONE, OTHER_SALT)):
        with pytest.raises(SealingError):
            unseal(sealed, keys_of(phrase, salt).identity)


def test_a_phrase_costs_nineteen_mebibytes_and_two_passes_of_argon2id(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that a guess is dear, and a flood of guesses does not fill a small server."""
    from jebo.door import keys

    asked: list[dict[str, object]] = []

    class Watched:
        def __init__(self, **given: object) -> None:
            asked.append(given)

        def derive(self, secret: bytes) -> bytes:
            return secret * 4

    monkeypatch.setattr(keys, "Argon2id", Watched)
    keys_of(ONE, SALT)
    assert asked == [{"salt": SALT, "length": 32, "iterations": 2, "lanes": 1, "memory_cost": 19 * 1024}]


def test_nothing_shows_a_key_by_accident() -> None:
    shown = f"{KEYS!r} {KEYS} {[KEYS]}"
    assert not any(word in shown for word in (*told(KEYS), KEYS._names.hex(), str(KEYS._names)))
