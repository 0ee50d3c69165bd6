"""Receipts: the newsroom's word that exactly these bytes passed the release check."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from jebo.sealing.canonical_json import INTEGER_LIMIT, canonical
from jebo.sealing.digest import Digest, is_digest
from jebo.sealing.refusals import BadReceipt, NotCanonical
from jebo.sealing.signing import Context, Signed, SigningKey, VerifyKey, body_of, signature_faults
from jebo.sealing.wrong import Fault, Wrong

_DAY: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_FIELDS: Final = frozenset({"day", "digest", "edition", "release", "signers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a receipt says. It goes out with the edition, so it holds no name that readers may not know.

    :raises BadReceipt: if a field has not its form.
    """

    digest: Digest
    """Of the edition: :func:`jebo.sealing.digest.edition_digest`."""
    edition: str
    """The id of the edition, not empty."""
    release: int
    """1 for the first release, then one more for each."""
    day: str
    """``YYYY-MM-DD``: the day and no time, so that it tells nothing about a contact."""
    signers: tuple[str, ...]
    """Names or ids of those who released it, at least one, in the order in which they did."""

    def __post_init__(self) -> None:
        if not is_digest(self.digest) or not _texts(self.edition) or not _is_day(self.day):
            raise BadReceipt
        if type(self.release) is not int or not 1 <= self.release <= INTEGER_LIMIT:
            raise BadReceipt
        if not self.signers or not _texts(*self.signers):
            raise BadReceipt


def sign_receipt(receipt: Receipt, key: SigningKey) -> Signed:
    """*receipt* as a document and its signature.

    :raises BadReceipt: if a text in it has a broken character.
    """
    return key.sign(Context.RECEIPT, _body(receipt))


def read_receipt(signed: Signed) -> Receipt:
    """What *signed* says, whether or not the signature is good: ask :func:`receipt_faults` first.

    :raises BadReceipt: if it is not byte for byte what :func:`sign_receipt` writes.
    """
    receipt = _read(body_of(signed, Context.RECEIPT))
    if receipt is None:
        raise BadReceipt
    return receipt


@lru_cache(maxsize=16)  # whoever looks at a receipt asks for it several times in a row
def _read(body: bytes) -> Receipt | None:
    receipt = _parsed(body)
    return receipt if receipt is not None and _body(receipt) == body else None


def receipt_faults(
    signed: Signed, keys: Iterable[VerifyKey], *, digest: Digest, edition: str, release: int
) -> tuple[Wrong, ...]:
    """What keeps *signed* from being the receipt of exactly these bytes. Nothing: publish.

    :param keys: the newsroom's keys.
    :param digest: of the edition as it is about to be written, recomputed.
    :returns: a fault of the signature; or ``UNREADABLE``; or ``CHANGED`` with the names of the fields that
        differ, in the order ``digest``, ``edition``, ``release``.
    """
    wrong = signature_faults(signed, keys, Context.RECEIPT)
    if wrong:
        return wrong
    try:
        receipt = read_receipt(signed)
    except BadReceipt:
        return (Wrong(fault=Fault.UNREADABLE),)
    pairs = {"digest": digest, "edition": edition, "release": release}
    return tuple(
        Wrong(fault=Fault.CHANGED, what=name) for name, due in pairs.items() if getattr(receipt, name) != due
    )


def _body(receipt: Receipt) -> bytes:
    try:
        return canonical({name: getattr(receipt, name) for name in _FIELDS}) + b"\n"
    except NotCanonical:
        raise BadReceipt from None


def _parsed(body: bytes) -> Receipt | None:
    try:
        said: Any = json.loads(body.decode())
        if not isinstance(said, dict) or said.keys() != _FIELDS or not isinstance(said["signers"], list):
            return None
        return Receipt(**{**said, "signers": tuple(said["signers"])})
    except (ValueError, TypeError, RecursionError, BadReceipt):
        return None


def _is_day(day: object) -> bool:
    return isinstance(day, str) and _DAY.fullmatch(day) is not None


def _texts(*values: object) -> bool:
    return all(isinstance(value, str) and value for value in values)
