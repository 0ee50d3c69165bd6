"""An identity: the secret half of a key, with which things are opened."""

from typing import Final

import pyrage
from pyrage.x25519 import Identity as X25519Identity

from jebo.sealing.bech32 import age_secret
from jebo.sealing.locks import lock, unlock
from jebo.sealing.recipient import Recipient
from jebo.sealing.refusals import BadIdentity
from jebo.sealing.secret import Secret

SECRET_BYTES: Final = 32
_LINES: Final = 100  # chosen by us: an identity file has three lines


class Identity(Secret):
    """An X25519 identity of age. ``repr``, ``str`` and ``pickle`` show nothing of it."""

    __slots__ = ("_key",)

    def __init__(self, key: X25519Identity) -> None:
        """Wrap the library's *key*; use ``make``, ``parse`` or ``unlock`` instead."""
        self._key = key

    @classmethod
    def make(cls) -> "Identity":
        """A new identity, from the system's randomness."""
        return cls(X25519Identity.generate())

    @classmethod
    def of_secret(cls, secret: bytes) -> "Identity":
        """The identity whose secret is these 32 bytes, which somebody derived and nobody keeps.

        :raises BadIdentity: if they are not 32.
        """
        if len(secret) != SECRET_BYTES:
            raise BadIdentity
        return cls(X25519Identity.from_str(age_secret(secret)))

    @classmethod
    def parse(cls, text: str) -> "Identity":
        """The identity in *text*: one key line, beside it only blank lines and comments, as age-keygen writes.

        :raises BadIdentity: if there is none, or more than one.
        """
        lines = [bare for line in text.splitlines()[:_LINES] if (bare := line.strip()) and bare[0] != "#"]
        key = _key(lines[0]) if len(lines) == 1 else None
        if key is None:
            raise BadIdentity
        return cls(key)

    @classmethod
    def unlock(cls, locked: bytes, passphrase: str) -> "Identity":
        """The identity in an age file under a passphrase (:func:`jebo.sealing.locks.unlock`).

        :raises NotLocked, TooMuchWork: before any work.
        :raises WrongPassphrase: after about a second of work.
        :raises BadIdentity: if something else was locked.
        """
        return cls.parse(unlock(locked, passphrase).decode("ascii", errors="replace"))

    def locked(self, passphrase: str) -> bytes:
        """An armoured age file under *passphrase*, which ``age -d -i`` takes as an identity file.

        Takes about one second. It carries no date, unlike the files of age-keygen.

        :raises BadPassphrase: if it is empty or cannot be typed.
        :raises WeakLock: if the machine was too busy for a strong lock.
        """
        return lock(self._file().encode("ascii"), passphrase)

    @property
    def recipient(self) -> Recipient:
        """The recipient for which this identity opens."""
        return Recipient(text=str(self._key.to_public()))

    def reveal(self) -> str:
        """The secret line itself, ``AGE-SECRET-KEY-1…``: to be printed once, on paper."""
        return str(self._key)

    def for_library(self) -> X25519Identity:
        """The library's own object, for :mod:`jebo.sealing.age` alone: its ``str`` shows the secret."""
        return self._key

    def _file(self) -> str:
        return f"# public key: {self.recipient.text}\n{self.reveal()}\n"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and self.recipient == other.recipient

    def __hash__(self) -> int:
        return hash(self.recipient)


def _key(line: str) -> X25519Identity | None:
    try:
        return X25519Identity.from_str(line)
    except pyrage.IdentityError:
        return None
