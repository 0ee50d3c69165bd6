"""The desk's keys for its door: what sources' words are sealed for, and what lets the desk in over Tor.

They lie beside those of exposure histories, in a file of the data folder that only the desk's key opens: not in the database.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from jebo.desk import unlocked
from jebo.desk.keyring import Keyring
from jebo.desk.refused import Refused
from jebo.errors import N_
from jebo.sealing import Identity, Recipient

_NAME: Final = "door"
"""No source has such an id: those have 22 letters."""
_MOST: Final = 100  # keys one after the other; chosen by us


class NoFolder(Refused):
    """This desk keeps no files."""

    says = N_("this desk has no folder for keys, so it can have no door")


@dataclass(frozen=True, slots=True)
class OnionKey:
    """A key of Tor's client authorisation, each half in the form of its files (rend-spec-v3, section G; tor(1))."""

    public: str
    private: str = field(repr=False)

    def for_the_door(self) -> str:
        """A line for the server's ``authorized_clients/desk.auth``."""
        return f"descriptor:x25519:{self.public}"

    def for_the_desk(self, address: str) -> str:
        """A line for a file ``….auth_private`` in the ``ClientOnionAuthDir`` of the desk's Tor."""
        return f"{address.removesuffix('.onion')}:descriptor:x25519:{self.private}"


def identities() -> list[Identity]:
    """All keys that the desk ever gave a door, the latest first; the first one is made where there is none."""
    keyring = _keyring()
    keyring.made(_NAME)
    return list(_found(keyring))[::-1]


def renew() -> None:
    """A new key from now on; what was sealed for older ones still opens."""
    keyring = _keyring()
    keyring.made(f"{_NAME} {len(identities()) + 1}")


def recipients() -> tuple[Recipient, ...]:
    """What a door seals for: the desk's latest key and the recovery key that is on paper."""
    recovery = unlocked.desk().recovery
    return (identities()[0].recipient, *((Recipient(text=recovery),) if recovery else ()))


def onion_key() -> OnionKey:
    """What lets the desk find its address of the door, and nobody else."""
    secret = _keyring().made(f"{_NAME} onion").reveal().encode()
    raw = HKDFExpand(algorithm=SHA256(), length=32, info=b"jebo desk: client authorisation").derive(secret)
    key = X25519PrivateKey.from_private_bytes(raw)
    return OnionKey(_base32(key.public_key().public_bytes_raw()), _base32(key.private_bytes_raw()))


def _keyring() -> Keyring:
    keyring = unlocked.desk().exposure
    if keyring is None:
        raise NoFolder
    return keyring


def _found(keyring: Keyring) -> Iterator[Identity]:
    for number in range(1, _MOST):
        found = keyring.of(_NAME if number == 1 else f"{_NAME} {number}")
        if found is None:
            return
        yield found


def _base32(raw: bytes) -> str:
    return b32encode(raw).decode().rstrip("=")
