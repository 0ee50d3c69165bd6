"""Signatures of the newsroom: Ed25519, in OpenSSH's format, each good in one context only."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
)

from jebo.sealing import sshsig
from jebo.sealing.locks import lock, unlock
from jebo.sealing.refusals import BadSigningKey, BadVerifyKey
from jebo.sealing.secret import Secret
from jebo.sealing.wrong import Fault, Wrong


class Context(StrEnum):
    """What a signature is for. It is the namespace of the signature and the first line of what is signed."""

    RECEIPT = "jebo-receipt-1"
    MANIFEST = "jebo-manifest-1"
    STATE = "jebo-state-1"  # what the press knows of a copy of its own site


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A document and the signature that belongs to it, to be kept as two files."""

    document: bytes = field(repr=False)
    signature: str = field(repr=False)
    """Armoured text, as ``ssh-keygen -Y sign`` writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyKey:
    """The public half of a signing key.

    ``text`` is ``ssh-ed25519 AAAA…`` without a comment, as it stands in an ``allowed_signers`` file of OpenSSH.

    :raises BadVerifyKey: for any other text.
    """

    text: str

    def __post_init__(self) -> None:
        if self.text != _key_text(self.raw):
            raise BadVerifyKey

    @property
    def raw(self) -> bytes:
        """The 32 bytes of the key."""
        kind, _, encoded = self.text.partition(" ")
        blob = sshsig.decoded(encoded) or b""
        if kind != "ssh-ed25519" or len(blob) != len(sshsig.key_blob(bytes(32))):
            raise BadVerifyKey
        return blob[-32:]

    @property
    def id(self) -> str:
        """``SHA256:…``, as ``ssh-keygen -l`` prints it."""
        sum_ = hashlib.sha256(sshsig.key_blob(self.raw)).digest()
        return "SHA256:" + base64.b64encode(sum_).decode("ascii").rstrip("=")


class SigningKey(Secret):
    """An Ed25519 key for signing. ``repr``, ``str`` and ``pickle`` show nothing of it."""

    __slots__ = ("_key",)

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Wrap *key*; use ``make``, ``parse`` or ``unlock`` instead."""
        self._key = key

    @classmethod
    def make(cls) -> "SigningKey":
        """A new key, from the system's randomness."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def parse(cls, pem: bytes) -> "SigningKey":
        """The key in *pem*, a private key file of OpenSSH without a passphrase of its own.

        :raises BadSigningKey: if it is anything else.
        """
        key = _private(pem)
        if key is None:
            raise BadSigningKey
        return cls(key)

    @classmethod
    def unlock(cls, locked: bytes, passphrase: str) -> "SigningKey":
        """The key in an age file under a passphrase.

        :raises NotLocked, TooMuchWork, WrongPassphrase: as :func:`jebo.sealing.locks.unlock`.
        :raises BadSigningKey: if something else was locked.
        """
        return cls.parse(unlock(locked, passphrase))

    def locked(self, passphrase: str) -> bytes:
        """An armoured age file under *passphrase*; ``age -d`` gives a key file that ssh-keygen reads.

        :raises BadPassphrase, WeakLock: as :func:`jebo.sealing.locks.lock`.
        """
        return lock(self.reveal(), passphrase)

    @property
    def verify_key(self) -> VerifyKey:
        """The public half."""
        return VerifyKey(text=_key_text(self._raw()))

    def reveal(self) -> bytes:
        """The secret key as a key file of OpenSSH, to be sealed into an envelope."""
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())

    def sign(self, context: Context, body: bytes) -> Signed:
        """Sign *body* in *context*: the document is the context line and *body*."""
        document = _line(context) + body
        signature = self._key.sign(sshsig.to_be_signed(context, document))
        frame = sshsig.Frame(key=self._raw(), namespace=context, signature=signature)
        return Signed(document=document, signature=sshsig.written(frame))

    def _raw(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


def signature_faults(signed: Signed, keys: Iterable[VerifyKey], context: Context) -> tuple[Wrong, ...]:
    """What is wrong with the signature of *signed*: nothing, or one thing.

    :param keys: those whose signature counts.
    :returns: at most one of ``UNREADABLE``, ``OTHER_KEY``, ``BAD_SIGNATURE``, ``OTHER_CONTEXT``.
    """
    frame = sshsig.read(signed.signature)
    if frame is None:
        return (Wrong(fault=Fault.UNREADABLE),)
    if frame.key not in {key.raw for key in keys}:
        return (Wrong(fault=Fault.OTHER_KEY),)
    if not _verifies(frame, signed.document):
        return (Wrong(fault=Fault.BAD_SIGNATURE),)
    if frame.namespace != context or not signed.document.startswith(_line(context)):
        return (Wrong(fault=Fault.OTHER_CONTEXT),)
    return ()


def body_of(signed: Signed, context: Context) -> bytes:
    """The document without its context line."""
    return signed.document.removeprefix(_line(context))


def _line(context: Context) -> bytes:
    return b"# " + context.encode("ascii") + b"\n"


def _verifies(frame: sshsig.Frame, document: bytes) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(frame.key)
        key.verify(frame.signature, sshsig.to_be_signed(frame.namespace, document))
    except InvalidSignature:
        return False
    return True


def _key_text(raw: bytes) -> str:
    key = Ed25519PublicKey.from_public_bytes(raw)
    return key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")


def _private(pem: bytes) -> Ed25519PrivateKey | None:
    try:
        key = load_ssh_private_key(pem, password=None)
    except Exception:  # noqa: BLE001  # what a parser of keys raises is not listed anywhere, and may quote the key
        return None
    return key if isinstance(key, Ed25519PrivateKey) else None
