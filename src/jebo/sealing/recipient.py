"""A recipient: the public half of a key, for which things are sealed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pyrage
from pyrage.x25519 import Recipient as X25519Recipient

from jebo.sealing.refusals import BadRecipient, NoRecipients, PostQuantumRecipient

_POST_QUANTUM: Final = ("age1pq1", "age1tagpq1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """An X25519 recipient of age.

    ``text`` is the Bech32 line that ``age-keygen`` prints: 62 characters from ``age1`` on, in lower case.

    :raises BadRecipient: for any other text, spaces and line ends included; the checksum is verified.
    :raises PostQuantumRecipient: for an ``age1pq1…`` or ``age1tagpq1…`` one (docs/decisions/0007).
    """

    text: str

    def __post_init__(self) -> None:
        if self.text.startswith(_POST_QUANTUM):
            raise PostQuantumRecipient
        if _canonical(self.text) != self.text:
            raise BadRecipient

    @classmethod
    def parse(cls, text: str) -> "Recipient":
        """The recipient of a line as people paste it: spaces around it and capitals are forgiven.

        :raises BadRecipient: if it is not one.
        """
        bare = text.strip()
        return cls(text=bare.lower() if bare.isupper() else bare)


def _canonical(text: str) -> str | None:
    try:
        return str(X25519Recipient.from_str(text))
    except pyrage.RecipientError:
        return None


def keys_of(recipients: Iterable[Recipient]) -> list[X25519Recipient]:
    """The library's keys for *recipients*, each once, in their order.

    :raises NoRecipients: if there is none.
    """
    keys = [X25519Recipient.from_str(text) for text in dict.fromkeys(r.text for r in recipients)]
    if not keys:
        raise NoRecipients
    return keys
