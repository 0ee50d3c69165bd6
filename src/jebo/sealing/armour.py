"""age's armour: sealed bytes written as text, so that they survive a mail or a chat."""

import base64
import binascii
from typing import Final

from jebo.sealing.refusals import Damaged

# https://age-encryption.org/v1, section "ASCII armor"
_BEGIN: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END: Final = b"-----END AGE ENCRYPTED FILE-----"


def is_armoured(sealed: bytes) -> bool:
    """Whether *sealed* is written as text."""
    return sealed.startswith(_BEGIN)


def without_armour(sealed: bytes) -> bytes:
    """*sealed* as binary, with its armour taken off if it has one.

    :raises Damaged: if the armour is not whole.
    """
    if not is_armoured(sealed):
        return sealed
    lines = sealed.strip().split(b"\n")
    if lines[-1].strip() != _END:
        raise Damaged
    binary = _decoded(b"".join(line.strip() for line in lines[1:-1]))
    if binary is None:
        raise Damaged
    return binary


def _decoded(text: bytes) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return None
