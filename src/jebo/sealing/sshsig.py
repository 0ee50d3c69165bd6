"""OpenSSH's format for signatures, so that `ssh-keygen -Y verify` can check what we signed.

Only Ed25519 and SHA-512, which is what ssh-keygen itself writes. The cryptography package signs but does not
write this frame; it is these few lines. Format: PROTOCOL.sshsig of OpenSSH.
"""

import base64
import hashlib
import struct
import textwrap
from dataclasses import dataclass
from typing import Final

_MAGIC: Final = b"SSHSIG"
_VERSION: Final = struct.pack(">I", 1)
_KIND: Final = b"ssh-ed25519"
_HASH: Final = b"sha512"
_BEGIN: Final = "-----BEGIN SSH SIGNATURE-----"
_END: Final = "-----END SSH SIGNATURE-----"
_WIDTH: Final = 70
_KEY_BYTES: Final = 32
_SIGNATURE_BYTES: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What an OpenSSH signature says about itself."""

    key: bytes
    """The raw Ed25519 public key, 32 bytes."""
    namespace: str
    signature: bytes
    """64 bytes."""


def to_be_signed(namespace: str, document: bytes) -> bytes:
    """The bytes under the signature: the namespace is among them, so a signature counts in one context only."""
    fields = (namespace.encode("ascii"), b"", _HASH, hashlib.sha512(document).digest())
    return _MAGIC + b"".join(map(_string, fields))


def written(frame: Frame) -> str:
    """*frame* as text, as ssh-keygen writes it."""
    text = base64.b64encode(_blob(frame)).decode("ascii")
    return "\n".join([_BEGIN, *textwrap.wrap(text, _WIDTH), _END, ""])


def read(text: str) -> Frame | None:
    """The frame in *text*; None unless it is exactly one Ed25519 signature over SHA-512."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END:
        return None
    blob = decoded("".join(lines[1:-1]))
    frame = _frame(blob) if blob is not None else None
    # Written again and compared, so that nothing stands in it that was not read.
    return frame if frame is not None and _blob(frame) == blob else None


def key_blob(key: bytes) -> bytes:
    """A raw public key as OpenSSH puts it in a frame, in ``authorized_keys`` and under a fingerprint."""
    return _string(_KIND) + _string(key)


def _blob(frame: Frame) -> bytes:
    signature = _string(_KIND) + _string(frame.signature)
    fields = (key_blob(frame.key), frame.namespace.encode("ascii"), b"", _HASH, signature)
    return _MAGIC + _VERSION + b"".join(map(_string, fields))


def _frame(blob: bytes) -> Frame | None:
    fields = _strings(blob[len(_MAGIC) + len(_VERSION) :])
    if fields is None or len(fields) != 5 or not fields[1].isascii():
        return None
    key, signature = _strings(fields[0]), _strings(fields[4])
    if key is None or signature is None or len(key) != 2 or len(signature) != 2:
        return None
    if len(key[1]) != _KEY_BYTES or len(signature[1]) != _SIGNATURE_BYTES:
        return None
    return Frame(key=key[1], namespace=fields[1].decode("ascii"), signature=signature[1])


def _string(raw: bytes) -> bytes:
    return struct.pack(">I", len(raw)) + raw


def _strings(raw: bytes) -> list[bytes] | None:
    found: list[bytes] = []
    at = 0
    while at < len(raw):
        if at + 4 > len(raw):
            return None
        (size,) = struct.unpack_from(">I", raw, at)
        at += 4 + size
        if at > len(raw):
            return None
        found.append(raw[at - size : at])
    return found


def decoded(text: str) -> bytes | None:
    """The bytes of *text* in base64; None unless it is the one text that stands for them."""
    try:
        blob = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return blob if base64.b64encode(blob).decode("ascii") == text else None  # one text for one signature
