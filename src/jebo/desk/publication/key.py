"""The newsroom's key for receipts. It signs in :mod:`jebo.desk.publication.release` and nowhere else.

It lies in two halves (docs/decisions/0013): sealed in a file among the desk's envelopes, and what opens the file in a row of the
database. Who can write only to the database can neither sign nor put a key of their own in its place; who has only the folder
cannot open the file. Both go with every backup, and a change of passphrase leaves both as they are.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from django.db import transaction

from jebo.desk import disk, unlocked
from jebo.desk.publication.models import ReleaseKey
from jebo.sealing.age import decrypt, encrypt
from jebo.sealing.identity import Identity
from jebo.sealing.signing import SigningKey, VerifyKey

FILE: Final = "receipts.age"
_ONLY: Final = 1
"""The one row: another beside it is not looked at."""


def signing_key() -> SigningKey:
    """The key, drawn when it is first asked for.

    :raises jebo.errors.JeboError: the file or the row is not what was written.
    """
    with transaction.atomic():
        row = ReleaseKey.objects.filter(pk=_ONLY).first()
        return _opened(bytes(_sealed(row)), row.opens) if row else _drawn()


def verify_key() -> VerifyKey | None:
    """The public half; none before the first release, and none where its file or its row was changed."""
    row = ReleaseKey.objects.filter(pk=_ONLY).first()
    sealed = _sealed(row) if row else b""
    return _public(sealed, row.opens) if row and sealed else None


def _drawn() -> SigningKey:
    made, opens = SigningKey.make(), Identity.make()
    sealed, file = encrypt(made.reveal(), [opens.recipient], armoured=False), _file()
    if file is not None:
        with disk.in_one_sentence():
            disk.write(file, sealed)
    ReleaseKey.objects.create(pk=_ONLY, opens=opens.reveal(), sealed=b"" if file else sealed)
    return made


def _file() -> Path | None:
    folder = unlocked.desk().envelopes
    return folder / FILE if folder else None


def _sealed(row: ReleaseKey) -> bytes:
    """The sealed half: of the file alone, where the desk has a folder."""
    file = _file()
    if file is None:
        return bytes(row.sealed)
    return file.read_bytes() if file.is_file() else b""


def _opened(sealed: bytes, opens: str) -> SigningKey:
    return SigningKey.parse(decrypt(sealed, Identity.parse(opens)))


@lru_cache(maxsize=4)
def _public(sealed: bytes, opens: str) -> VerifyKey | None:
    from jebo.errors import JeboError

    try:
        return _opened(sealed, opens).verify_key
    except JeboError:
        return None
