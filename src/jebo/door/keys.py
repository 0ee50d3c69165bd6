"""What follows from a return phrase: where answers lie, the key that opens them, and what a source's own envelopes are called.

None of it is kept but the place and the public half; all of it can be worked out again from the phrase, and from nothing else.
Library: cryptography (Argon2id of RFC 9106, HKDF of RFC 5869).
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from jebo.door.phrase import Phrase
from jebo.sealing.identity import Identity

MEMORY_KIB: Final = 19 * 1024
PASSES: Final = 2
"""Argon2id with 19 MiB and two passes: OWASP, Password Storage Cheat Sheet. The phrase itself has 80 bits, so this only makes each of
2^80 guesses dearer; more would let a few requests fill a small server."""
SALT_BYTES: Final = 16
NAME_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Keys:
    """What a session holds of a source while it lasts; ``repr`` shows nothing.

    :param thread: 32 hexadecimal letters; where answers lie.
    :param recipient: the public half of what opens them.
    """

    thread: str = field(repr=False)
    identity: Identity = field(repr=False)
    recipient: str = field(repr=False)
    _names: bytes = field(repr=False)

    def name(self) -> str:
        """A name for an envelope of the source, never given before: it looks drawn at random, and only the phrase knows it again."""
        drawn = secrets.token_bytes(NAME_BYTES // 2)
        return (drawn + self._mark(drawn)).hex()

    def gave(self, name: str) -> bool:
        """Whether an envelope of this name is the source's; of 2^64 others one would seem to be."""
        told = bytes.fromhex(name)
        drawn, mark = told[: NAME_BYTES // 2], told[NAME_BYTES // 2 :]
        return hmac.compare_digest(mark, self._mark(drawn))

    def _mark(self, drawn: bytes) -> bytes:
        return hmac.digest(self._names, drawn, "sha256")[: NAME_BYTES // 2]


def keys_of(phrase: Phrase, salt: bytes) -> Keys:
    """Takes some 25 ms of a core and 19 MiB; the caller sees to it that few do so at a time.

    :param salt: the door's own, 16 bytes.
    """
    work = Argon2id(salt=salt, length=32, iterations=PASSES, lanes=1, memory_cost=MEMORY_KIB)
    root = work.derive(phrase.secret)
    identity = Identity.of_secret(_part(root, b"reply", 32))
    thread, names = _part(root, b"thread", NAME_BYTES).hex(), _part(root, b"names", 32)
    return Keys(thread, identity, identity.recipient.text, names)


def _part(root: bytes, purpose: bytes, length: int) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=length, info=b"jebo door " + purpose).derive(root)
