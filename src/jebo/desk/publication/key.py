"""The newsroom's key for receipts. It signs in :mod:`jebo.desk.publication.release` and nowhere else.

It lies in the desk's database, which on SQLCipher is encrypted as a whole and goes with every backup and change of passphrase;
on PostgreSQL who administers the server could read it (docs/decisions/0012).
"""

from __future__ import annotations

from django.db import transaction

from jebo.desk.publication.models import ReleaseKey
from jebo.sealing.signing import SigningKey, VerifyKey


def signing_key() -> SigningKey:
    """The key, drawn when it is first asked for."""
    with transaction.atomic():
        row = ReleaseKey.objects.first()
        if row is None:
            made = SigningKey.make()
            ReleaseKey.objects.create(public=made.verify_key.text, private=made.reveal())
            return made
        return SigningKey.parse(bytes(row.private))


def verify_key() -> VerifyKey | None:
    """The public half; none before the first release."""
    row = ReleaseKey.objects.only("public").first()
    return VerifyKey(text=row.public) if row else None
