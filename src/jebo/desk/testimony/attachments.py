"""Photos and papers that come with testimony: taken in without what they carry, their originals sealed or not kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.db import transaction

from jebo.desk.refused import Refused
from jebo.desk.testimony import originals
from jebo.desk.testimony.models import Attachment, Testimony
from jebo.errors import N_
from jebo.texts.reading import FILE_LIMIT_BYTES, decode, sniff
from jebo.texts.unreadable import UnreadableText

LARGEST_BYTES: Final = 32 << 20
"""Of one file that is taken in. Chosen by us: above, it would have to lie on the disk before it is sealed."""
_SUFFIXES: Final = {
    ".md": "md",
    ".docx": "docx",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".eml": "eml",
}


class LargeFile(Refused):
    """It is above the limit."""

    says = N_("the file is larger than 32 MB; make it smaller or split it")


class NothingIn(Refused):
    """It has no bytes."""

    says = N_("the file is empty; check that it was saved")


class OnlySealed(Refused):
    """Nothing of it can be shown, and its original was not to be kept."""

    says = N_(
        "of this kind of document jebo can show nothing without what it carries about its maker; keep the original, sealed,"
        " or save it as .docx or .txt first"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What of a file may be shown: a picture, a text, or neither."""

    kind: str
    shown: bytes = field(default=b"", repr=False)
    text: str = field(default="", repr=False)


def taken(data: bytes, name: str) -> Taken:
    """What of a file may be shown.

    :param name: as the browser told it; only its ending is looked at.
    :raises LargeFile, NothingIn: by its size.
    :raises jebo.desk.testimony.photos.NotAPicture, jebo.desk.testimony.photos.HugePicture: a picture that cannot be drawn.
    """
    if len(data) > LARGEST_BYTES:
        raise LargeFile
    if not data:
        raise NothingIn
    from jebo.desk.testimony.photos import drawn_anew, is_picture  # loads Pillow, which few pages need

    if is_picture(data):
        drawn = drawn_anew(data)
        return Taken(kind=drawn.kind, shown=drawn.data)
    text = text_in(data, name) if len(data) <= FILE_LIMIT_BYTES else None
    return Taken(kind=Attachment.Kind.SEALED) if text is None else Taken(kind=Attachment.Kind.TEXT, text=text)


def text_in(data: bytes, name: str) -> str | None:
    """The bare text of a document; none where jebo cannot read it."""
    dot = name.rfind(".")
    format_ = _SUFFIXES.get(name[dot:].lower() if dot >= 0 else "", "") or sniff(data)
    try:
        return decode(data, format_).text.strip() or None
    except UnreadableText:
        return None


def attach(
    testimony: Testimony, data: bytes, name: str, *, caption: str = "", keep_original: bool = True
) -> Attachment:
    """Take a file in.

    :raises Refused: in one sentence; nothing was kept.
    """
    found = taken(data, name)
    if found.kind == Attachment.Kind.SEALED and not keep_original:
        raise OnlySealed
    original = originals.sealed(data, originals.keys_for(testimony.source)) if keep_original else None
    return keep(testimony, found, original, caption=caption)


def keep(
    testimony: Testimony, found: Taken, original: originals.Original | None, *, caption: str = ""
) -> Attachment:
    """Keep what was taken in, beside its original, if that is kept."""
    attachment = Attachment(
        source=testimony.source, testimony=testimony, kind=found.kind, shown=found.shown, text=found.text, caption=caption,
        envelope=original.envelope if original else b"", recipients=original.recipients if original else [],
        sealed_in=original.file if original else "", place=testimony.attachments.count(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            attachment.save(force_insert=True)
    except BaseException:
        originals.drop(attachment.sealed_in)
        raise
    return attachment
