"""Locks a secret with a passphrase, as an age file that the stock `age -d` opens too."""

import re
import unicodedata
from typing import Final

import pyrage

from jebo.sealing.armour import without_armour
from jebo.sealing.refusals import (
    BadPassphrase,
    NotLocked,
    SealingError,
    TooLarge,
    TooMuchWork,
    WeakLock,
    WrongPassphrase,
)

WORK_LIMIT: Final = 20
"""The most work that is tried, as log2 of scrypt's N.

Chosen by us. scrypt takes 128·r·N bytes (RFC 7914, section 2) with r = 8 in age, so 20 is 1 GiB and about ten
seconds, what a laptop can still spare. age writes 18; the library writes what takes a second, 17 to 19 on the
machines of 2026; age itself reads up to 22, which is 4 GiB.
"""
WORK_LEAST: Final = 15
"""The least work of a lock that we make, as log2 of N. Chosen by us: 32 MiB for each guess. The library times
itself, and on a machine that is very busy at that moment it would take far less."""
LOCKED_LIMIT_BYTES: Final = 65_536  # chosen by us: a locked key has about 600 bytes
_TRIES: Final = 3  # chosen by us: the library's choice varies by one or two from one try to the next

# https://age-encryption.org/v1, "The scrypt recipient type": it stands alone in its header.
_HEADER: Final = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n"
)


def lock(secret: bytes, passphrase: str) -> bytes:
    """An armoured age file that holds *secret* under *passphrase*. Takes about a second.

    The passphrase is taken in Unicode form NFC, so that the same Hangul opens from any keyboard.

    :param secret: at most 32 KiB.
    :raises BadPassphrase: if it is empty or holds a control character.
    :raises TooLarge: if the secret is.
    :raises WeakLock: if the library chose less than ``WORK_LEAST`` three times.
    """
    if len(secret) > LOCKED_LIMIT_BYTES // 2:
        raise TooLarge
    typed = _typed(passphrase)
    for _ in range(_TRIES):
        locked = pyrage.passphrase.encrypt(secret, typed, armored=True)
        if work_of(locked) >= WORK_LEAST:
            return locked
    raise WeakLock


def unlock(locked: bytes, passphrase: str) -> bytes:
    """The secret that *locked*, armoured or not, holds under *passphrase*.

    What the header asks for is read first; nothing is computed for a file that asks for too much.

    :raises NotLocked: if it is not one age file with one passphrase; before any work.
    :raises TooMuchWork: if it asks for more than ``WORK_LIMIT``, or for more than the library thinks fit for
        this machine (sixteen times a second's work); before any work.
    :raises BadPassphrase: if nobody could have typed it; before any work.
    :raises WrongPassphrase: if it does not open, or the file is damaged: the two look alike.
    """
    if work_of(locked) > WORK_LIMIT:
        raise TooMuchWork
    # Without its armour, so that the library reads the very header that was judged.
    opened = _opened(without_armour(locked), _typed(passphrase))
    if isinstance(opened, SealingError):
        raise opened
    return opened


def work_of(locked: bytes) -> int:
    """The work that opening *locked* takes, as log2 of scrypt's N, read from its header.

    :raises NotLocked: if it is not one age file with one passphrase.
    :raises Damaged: if its armour is not whole.
    """
    if len(locked) > LOCKED_LIMIT_BYTES:
        raise NotLocked
    header = _HEADER.match(without_armour(locked))
    if header is None:
        raise NotLocked
    return int(header[1])


def _typed(passphrase: str) -> str:
    typed = unicodedata.normalize("NFC", passphrase)
    if not typed or any(unicodedata.category(letter) in ("Cc", "Cs") for letter in typed):
        raise BadPassphrase
    return typed


def _opened(locked: bytes, typed: str) -> bytes | SealingError:
    # Returned, not raised, so that the library's error is gone when ours is raised.
    try:
        return pyrage.passphrase.decrypt(locked, typed)
    except pyrage.DecryptError as fault:
        return TooMuchWork() if str(fault).startswith("Excessive work") else WrongPassphrase()
