"""From the desk's passphrase to the key of its database, and the key on paper for the day it is forgotten."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import Final, NoReturn, Self

import pyrage
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from jebo.desk.refused import Refused
from jebo.errors import N_
from jebo.sealing.bech32 import age_secret

KEY_BYTES: Final = (
    32  # SQLCipher's raw key: AES-256, https://www.zetetic.net/sqlcipher/sqlcipher-api/#PRAGMA_key
)

# RFC 9106, section 4, the second recommended option: 3 passes over 64 MiB in 4 lanes, a salt of 128 bits and
# a tag of 256. It takes 0.3 s on two free cores; the first option's 2 GiB would not fit beside the desk.
MEMORY_KIB: Final = 1 << 16
ITERATIONS: Final = 3
LANES: Final = 4
SALT_BYTES: Final = 16

# More than this is not ours: a changed desk.toml could ask for all memory of the machine. # chosen by us
_MOST_MEMORY_KIB: Final = 1 << 21
_MOST_ITERATIONS: Final = 64
_MOST_LANES: Final = 64
_IDENTITY: Final = "AGE-SECRET-KEY-1"


class WrongPassphrase(Refused):
    """The passphrase, or the recovery key, is not the one of this database."""

    says = N_("this does not open the desk; check the keyboard's language and type it again")


class BadRecoveryKey(Refused):
    """What was typed is no recovery key: a sign is wrong or missing."""

    says = N_("this is no recovery key; compare each sign with the paper and type it again")


class BadDerivation(Refused):
    """The parameters are weaker than jebo's, or ask for more than a machine has."""

    says = N_("desk.toml was changed or damaged; put the one from the latest backup in its place")


class NotCopiedOut(TypeError):
    """Something tried to pickle a secret."""


class Secret:
    """A value that shows itself only to code that asks for it.

    Printing, formatting, a report of local variables and an error page show the name of its class; pickle
    refuses; a copy is the thing itself, so that Django may copy its settings. Python cannot wipe its memory:
    against somebody who reads the memory of the running desk this is no help.
    """

    __slots__ = ("__value",)

    def __init__(self, value: bytes) -> None:
        self.__value = value

    def reveal(self) -> bytes:
        """The bytes themselves: use them within one expression, and bind them to no name."""
        return self.__value

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and hmac.compare_digest(self.__value, other.reveal())

    __hash__ = None  # type: ignore[assignment]  # a secret is looked up nowhere

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise NotCopiedOut("a secret is not written down")


class Passphrase(Secret):
    """What a person types, in the one form in which it is judged and used.

    Spaces of any width become plain ones and the text NFC (OpaqueString, RFC 8265, section 4.2), so that
    Korean typed on a Mac, which may come in single letters, opens a desk made on another system.
    """

    def __init__(self, text: str) -> None:
        plain = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in text)
        super().__init__(unicodedata.normalize("NFC", plain).encode("utf-8", "surrogatepass"))


class Key(Secret):
    """The raw key of a database: 32 bytes."""

    def __init__(self, value: bytes) -> None:
        if len(value) != KEY_BYTES:
            del value  # a report of local variables must not show it
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        super().__init__(value)

    def sign(self, purpose: str, text: bytes) -> str:
        """A keyed digest (HMAC-SHA256) in hexadecimal, by a key of its own for each purpose (HKDF, RFC 5869).

        It tells whether a file that is not secret was changed by somebody who cannot open the desk.
        """
        return hmac.digest(
            HKDFExpand(algorithm=SHA256(), length=KEY_BYTES, info=purpose.encode()).derive(self.reveal()),
            text,
            "sha256",
        ).hex()

    def signed(self, purpose: str, text: bytes, signature: str) -> bool:
        """Whether *signature* is that of *text*."""
        return hmac.compare_digest(self.sign(purpose, text).encode(), signature.encode())

    def close(self, purpose: str, content: bytes) -> bytes:
        """*content*, sealed in the age format to a key that this one has for *purpose* (HKDF, RFC 5869)."""
        return bytes(pyrage.encrypt(content, [self._of(purpose).to_public()]))

    def opened(self, purpose: str, closed: bytes) -> bytes:
        """What :meth:`close` closed.

        :raises WrongPassphrase: if another key closed it, or it is damaged.
        """
        try:
            return bytes(pyrage.decrypt(closed, [self._of(purpose)]))
        except (pyrage.DecryptError, ValueError):
            pass
        raise WrongPassphrase

    def _of(self, purpose: str) -> pyrage.x25519.Identity:
        derive = HKDFExpand(algorithm=SHA256(), length=KEY_BYTES, info=f"{purpose} (age)".encode())
        return pyrage.x25519.Identity.from_str(age_secret(derive.derive(self.reveal())))

    def seal(self, recipient: str) -> bytes:
        """This key, sealed in the age format to a recovery key's *recipient* (``age1…``)."""
        try:
            return bytes(pyrage.encrypt(self.reveal(), [pyrage.x25519.Recipient.from_str(recipient)]))
        except pyrage.RecipientError:
            pass
        raise BadDerivation


class RecoveryKey(Secret):
    """An age identity (X25519) that opens the desk without its passphrase; it is shown once, for paper."""

    @classmethod
    def new(cls) -> RecoveryKey:
        """A new one, from the system's randomness."""
        return cls(str(pyrage.x25519.Identity.generate()).encode())

    @classmethod
    def typed(cls, text: str) -> RecoveryKey:
        """The one that a person typed from paper: spaces, line ends and small letters do not matter.

        :raises BadRecoveryKey: if a sign is wrong (the checksum is that of Bech32, BIP 173).
        """
        signs = "".join(text.split()).upper()
        recovery = cls(
            (signs if signs.startswith(_IDENTITY) else _IDENTITY + signs).encode("utf-8", "replace")
        )
        del text, signs  # a report of local variables must not show them
        if recovery._is_identity():
            return recovery
        raise BadRecoveryKey

    def _is_identity(self) -> bool:
        try:
            pyrage.x25519.Identity.from_str(self.reveal().decode())
        except pyrage.IdentityError:
            return False
        return True

    @property
    def recipient(self) -> str:
        """What may be known: seals to this key, and opens nothing."""
        return str(pyrage.x25519.Identity.from_str(self.reveal().decode()).to_public())

    def lines(self) -> tuple[str, ...]:
        """The key as it is written down: its head, then groups of six signs, four to a line."""
        signs = self.reveal().decode().removeprefix(_IDENTITY)
        groups = [signs[at : at + 6] for at in range(0, len(signs), 6)]
        return (_IDENTITY, *(" ".join(groups[at : at + 4]) for at in range(0, len(groups), 4)))

    def open(self, sealed: bytes) -> Key:
        """The key that :meth:`Key.seal` sealed.

        :raises WrongPassphrase: if it was sealed to another recovery key, or is damaged.
        """
        try:
            return Key(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(self.reveal().decode())]))
        except (pyrage.DecryptError, ValueError):
            pass
        raise WrongPassphrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """How a passphrase becomes the key: Argon2id (RFC 9106), once, when the desk starts.

    :param salt: at least 16 bytes; not secret.
    :param memory_kib: memory in KiB, 65,536 to 2,097,152.
    :param iterations: passes over that memory, 3 to 64.
    :param lanes: threads, 1 to 64.
    :raises BadDerivation: if one is out of its range.
    """

    salt: bytes = field(default_factory=lambda: secrets.token_bytes(SALT_BYTES))
    memory_kib: int = MEMORY_KIB
    iterations: int = ITERATIONS
    lanes: int = LANES

    def __post_init__(self) -> None:
        if not (
            SALT_BYTES <= len(self.salt) <= 64
            and MEMORY_KIB <= self.memory_kib <= _MOST_MEMORY_KIB
            and ITERATIONS <= self.iterations <= _MOST_ITERATIONS
            and 1 <= self.lanes <= _MOST_LANES
        ):
            raise BadDerivation

    def key(self, passphrase: Passphrase) -> Key:
        """The key of *passphrase*."""
        argon2 = Argon2id(
            salt=self.salt,
            length=KEY_BYTES,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )
        return Key(argon2.derive(passphrase.reveal()))
