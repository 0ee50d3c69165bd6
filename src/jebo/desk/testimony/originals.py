"""Originals of photos and papers: sealed, and never in clear on a disk.

A small one lies in its row, as one age envelope. A large one lies in the data folder, encrypted to a key of its own; that key
lies in the row, in an envelope. So whoever looks after a source is changed in the row alone, and when the row is destroyed,
what is left of the file on any disk or in any backup is noise.
"""

from __future__ import annotations

import io
import secrets
import shutil
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Final, cast

from django.db import transaction

from jebo.desk import disk, unlocked
from jebo.desk.refused import Refused
from jebo.desk.sources.models import Sharing, Source
from jebo.desk.testimony.models import Attachment
from jebo.errors import N_
from jebo.sealing import Identity, Part, Recipient, seal, unseal
from jebo.sealing.envelope import MEMORY_LIMIT_BYTES

SMALL_BYTES: Final = 1_000_000
"""Up to here an original lies in its row. Asked for by the desk's design: rows are read whole."""
_PIECE_BYTES: Final = 1 << 20
ORIGINAL: Final = "original"
KEY: Final = "key"
"""The names of the parts of an envelope. A file's own name is not kept: it often tells who made it, and when."""


_ENDINGS: Final = (
    ((0, b"\xff\xd8\xff"), ".jpg"), ((0, b"\x89PNG"), ".png"), ((8, b"WEBP"), ".webp"), ((4, b"ftyphei"), ".heic"),
    ((4, b"ftyp"), ".mp4"), ((0, b"%PDF-"), ".pdf"), ((0, b"HWP Document"), ".hwp"), ((0, b"ID3"), ".mp3"), ((0, b"OggS"), ".ogg"),
)  # fmt: skip
"""Where a file of a kind has which bytes."""


class NobodyToOpen(Refused):
    """No contact editor of the source has a key."""

    says = N_(
        "the original cannot be sealed, for no contact editor of this source has a key yet; make your key first, or do"
        " not keep the original"
    )


class FileGone(Refused):
    """The sealed file is not in its folder."""

    says = N_("the sealed file is not in the data folder; fetch it from a backup")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An original, sealed: what belongs into a row."""

    envelope: bytes = field(repr=False)
    recipients: list[str] = field(repr=False)
    file: str = ""


def keys_for(source: Source) -> list[str]:
    """The public keys of the source's contact editors who work here, and the recovery key.

    :raises NobodyToOpen: no contact editor has one.
    """
    looked_after = Sharing.objects.filter(source=source, how=Sharing.How.CONTACT, member__is_active=True)
    keys = {key for key in looked_after.values_list("member__recipient", flat=True) if key}
    if not keys:
        raise NobodyToOpen
    return sorted(keys | ({unlocked.desk().recovery} - {""}))


def sealed(content: bytes, recipients: list[str]) -> Original:
    """*content*, sealed to *recipients*: in an envelope, or in a file whose key is in the envelope.

    A file that belongs to no row in the end is taken away by :func:`drop`.

    :raises jebo.desk.refused.Refused: the disk refuses.
    """
    to = [Recipient(text=key) for key in recipients]
    folder = unlocked.desk().envelopes
    if len(content) <= SMALL_BYTES or folder is None:
        return Original(envelope=seal([Part(name=ORIGINAL, content=content)], to), recipients=recipients)
    key, name = Identity.make(), secrets.token_hex(16)
    with disk.in_one_sentence():
        disk.write(folder / name, seal([Part(name=ORIGINAL, content=content)], [key.recipient]))
    inside = Part(name=KEY, content=f"{key.reveal()}\n".encode())
    return Original(envelope=seal([inside], to), recipients=recipients, file=name)


def opened(attachment: Attachment, identity: Identity) -> bytes:
    """The original, for as long as the caller holds it.

    :raises jebo.sealing.SealingError: *identity* does not open it, or it is damaged.
    :raises FileGone: its file is not there.
    """
    (part,) = unseal(bytes(attachment.envelope), identity, expected=(ORIGINAL, KEY))
    if part.name == ORIGINAL:
        return part.content
    (inside,) = unseal(sealed_file(attachment), Identity.parse(part.content.decode("ascii")))
    return inside.content


def sealed_file(attachment: Attachment) -> bytes:
    """The file of a large original, as it lies in the data folder.

    :raises FileGone: it is not there.
    """
    folder = unlocked.desk().envelopes
    if folder is not None and attachment.sealed_in:
        with suppress(OSError):
            return (folder / attachment.sealed_in).read_bytes()
    raise FileGone


def copy_to_carry(attachment: Attachment, identity: Identity, passphrase: str) -> BinaryIO:
    """A ZIP with the original in it, sealed anew, and the key to it under a *passphrase*: for a machine without a network.

    ``age --decrypt -i key.age original.age`` opens it there. Nothing in it is clear and nothing tells the day.

    :raises jebo.sealing.SealingError: *identity* does not open the original, or *passphrase* cannot be typed.
    :raises FileGone: its file is not there.
    """
    if is_large(attachment):
        return _large_copy(attachment, identity, passphrase)
    content, key = opened(attachment, identity), Identity.make()
    inside = seal([Part(name=f"original{ending(content)}", content=content)], [key.recipient])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (("key.age", key.locked(passphrase)), ("original.age", inside)):
            archive.writestr(zipfile.ZipInfo(name), data)
    out.seek(0)
    return out


def is_large(attachment: Attachment) -> bool:
    """Whether an original is too large to be opened in memory, as films are that came through the door."""
    folder = unlocked.desk().envelopes
    file = folder / attachment.sealed_in if folder is not None and attachment.sealed_in else None
    return file is not None and file.is_file() and file.stat().st_size > MEMORY_LIMIT_BYTES


def _large_copy(attachment: Attachment, identity: Identity, passphrase: str) -> BinaryIO:
    """The file as it lies there, and its own key. The ZIP lies in the folder of envelopes while it is sent: nothing in it is clear."""
    (part,) = unseal(bytes(attachment.envelope), identity, expected=(KEY,))
    folder = unlocked.desk().envelopes
    if folder is None:
        raise FileGone
    locked = Identity.parse(part.content.decode("ascii")).locked(passphrase)
    with disk.in_one_sentence():
        out = cast(BinaryIO, TemporaryFile(dir=folder))  # noqa: SIM115 - whoever sends it closes it
        with zipfile.ZipFile(out, "w") as archive, (folder / attachment.sealed_in).open("rb") as file:
            archive.writestr(zipfile.ZipInfo("key.age"), locked)
            with archive.open(zipfile.ZipInfo("original.age"), "w", force_zip64=True) as original:
                shutil.copyfileobj(file, original, _PIECE_BYTES)
    out.seek(0)
    return out


def ending(content: bytes) -> str:
    """How a file of this kind is called, so that a double click opens it; empty where its first bytes do not say.

    >>> ending(b"%PDF-1.7")
    '.pdf'
    """
    return next((name for first, name in _ENDINGS if content[first[0] :].startswith(first[1])), "")


def drop(name: str) -> None:
    """Take a sealed file away."""
    folder = unlocked.desk().envelopes
    if folder is not None and name:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def drop_with_row(instance: Attachment, **_: Any) -> None:
    """When a row of an attachment is gone for good, its file goes too, however the row went."""
    name = instance.sealed_in
    if name:
        transaction.on_commit(lambda: drop(name))
