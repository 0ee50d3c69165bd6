"""An X25519 secret as age writes it: ``AGE-SECRET-KEY-1`` and 32 bytes in Bech32.

Library: pyrage reads this form and makes none of given bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_SIGNS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_HEAD: Final = "age-secret-key-"
_STEPS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def age_secret(secret: bytes) -> str:
    """*secret*, 32 bytes, in the form of age (Bech32, BIP 173: groups of five bits and a checksum of six signs).

    >>> age_secret(bytes(32))[:16]
    'AGE-SECRET-KEY-1'
    """
    groups = _fives(secret)
    return f"{_HEAD}1{''.join(_SIGNS[one] for one in [*groups, *_checksum(groups)])}".upper()


def _fives(secret: bytes) -> list[int]:
    bits = "".join(f"{byte:08b}" for byte in secret)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]


def _checksum(groups: Iterable[int]) -> list[int]:
    head = [ord(sign) >> 5 for sign in _HEAD] + [0] + [ord(sign) & 31 for sign in _HEAD]
    rest = _polymod([*head, *groups, *([0] * 6)]) ^ 1
    return [rest >> 5 * (5 - at) & 31 for at in range(6)]


def _polymod(values: Iterable[int]) -> int:
    rest = 1
    for value in values:
        top, rest = rest >> 25, (rest & 0x1FFFFFF) << 5 ^ value
        for at, step in enumerate(_STEPS):
            rest ^= step if top >> at & 1 else 0
    return rest
