"""Envelopes: parts sealed for named people, in one age file whose size says little.

Sealing says nothing of who sealed: anybody who knows a recipient can. What must be known to come from the
newsroom is signed besides (:mod:`jebo.sealing.receipt`, :mod:`jebo.sealing.manifest`).
"""

from collections.abc import Collection, Iterable
from typing import Final

from jebo.sealing.age import decrypt, encrypt
from jebo.sealing.identity import Identity
from jebo.sealing.packing import packed
from jebo.sealing.part import Part
from jebo.sealing.recipient import Recipient
from jebo.sealing.refusals import TooLarge, UnknownPart
from jebo.sealing.unpacking import unpacked

MEMORY_LIMIT_BYTES: Final = 64 * 1024 * 1024
"""The most that is sealed or opened in memory. Chosen by us: the library takes about three times as much."""


def seal(parts: Iterable[Part], recipients: Iterable[Recipient], *, armoured: bool = False) -> bytes:
    """One age file that any of *recipients* can open; inside, a ZIP of *parts* in their order and a pad.

    :param armoured: as text, a third longer, for mail and chat.
    :returns: the size of the payload follows from the padded size of the parts alone. The header before it
        grows by about 100 bytes for each recipient and up to about 200 bytes of noise, and shows how many there are.
    :raises NoRecipients: if there is none.
    :raises BadPartName, DoubledPart: if a name is not allowed.
    :raises TooLarge: above ``MEMORY_LIMIT_BYTES``; use :class:`jebo.sealing.stream.Sealing`.
    """
    payload = packed(_measured(parts))
    return encrypt(payload, recipients, armoured=armoured)


def unseal(sealed: bytes, identity: Identity, *, expected: Collection[str] | None = None) -> tuple[Part, ...]:
    """The parts of an envelope, armoured or not. All of it has been checked before a byte is returned.

    :param expected: names that may occur; ``None``: any.
    :raises NotForUs: if *identity* is not among its recipients.
    :raises Damaged: if it is not exactly one whole age file: cut off, changed, something appended.
    :raises NotAnEnvelope: if the ZIP inside differs from jebo's layout in a single byte, or a checksum is wrong.
    :raises BadPartName, DoubledPart, UnknownPart: if a name is not allowed, alike to another, not expected.
    :raises TooLarge: above ``MEMORY_LIMIT_BYTES``; use :func:`jebo.sealing.stream.unseal_stream`.
    """
    parts = unpacked(_payload(sealed, identity))
    if expected is not None and any(part.name not in expected for part in parts):
        raise UnknownPart
    return parts


def rewrap(
    sealed: bytes, identity: Identity, recipients: Iterable[Recipient], *, armoured: bool = False
) -> bytes:
    """The same parts, sealed anew for other *recipients*. Who could open the old copy still can.

    :raises SealingError: as :func:`unseal` and :func:`seal`.
    """
    payload = _payload(sealed, identity)
    unpacked(payload)
    return encrypt(payload, recipients, armoured=armoured)


def _payload(sealed: bytes, identity: Identity) -> bytes:
    if len(sealed) > 2 * MEMORY_LIMIT_BYTES:  # armour makes it a third longer, the pad up to 12 %
        raise TooLarge
    return decrypt(sealed, identity)


def _measured(parts: Iterable[Part]) -> Iterable[Part]:
    total = 0
    for part in parts:
        total += len(part.content)
        if total > MEMORY_LIMIT_BYTES:
            raise TooLarge
        yield part
