"""Padmé: sizes are rounded up so that a length says little about what is inside."""

from typing import Final

LEAST_BYTES: Final = 3_584
"""The smallest payload. Chosen by us: a name, an address and a page of Korean text look alike, and with its
header for three recipients the sealed file still fits one disk block of 4,096 bytes."""


def padded_bytes(size: int) -> int:
    """The next size, at or above *size*, that Padmé allows.

    A number of E + 1 binary digits keeps only as many leading ones as E has digits; the rest are zero. So a
    size tells O(log log size) bits, at less than 12 % more bytes (the most, 11.6 %, from 129 on; under 6 %
    from 1 MiB on).

    :param size: bytes, at least 0.
    :returns: bytes, ``size <= padded_bytes(size) <= 1.12 * size``.

    Source: K. Nikitin, L. Barman, W. Lueks, M. Underwood, J.-P. Hubaux, B. Ford, "Reducing Metadata Leakage
    from Encrypted Files and Communication with PURBs", PoPETs 2019(4), section 4.

    >>> padded_bytes(129), padded_bytes(1_000_000)
    (144, 1015808)
    """
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    loose = exponent - exponent.bit_length()
    mask = (1 << loose) - 1
    return (size + mask) & ~mask


def payload_bytes(size: int) -> int:
    """The size of a payload whose parts and headers take *size* bytes.

    >>> payload_bytes(300), payload_bytes(5_000)
    (3584, 5120)
    """
    return padded_bytes(max(size, LEAST_BYTES))
