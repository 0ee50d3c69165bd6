"""Reads a story from a file or from bytes, by what its name or its first bytes say it is."""

import stat
from pathlib import Path
from typing import Final

from jebo.texts import encoding, front_matter
from jebo.texts.document import Document
from jebo.texts.quiet import attempt
from jebo.texts.unreadable import (
    ClosedFile,
    EmptyFile,
    MissingFile,
    NotAFile,
    NoText,
    TooLarge,
    UnknownFormat,
)

# Chosen by us: three thick books as plain text, or a story with its pictures.
FILE_LIMIT_BYTES: Final = 20_000_000
_FORMATS: Final = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".docx": "docx",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".eml": "eml",
}
SUFFIXES: Final = frozenset(_FORMATS)
_ZIP: Final = b"PK\x03\x04"
_PAGES: Final = (b"<!doctype html", b"<html")
_MAILS: Final = (
    b"from:",
    b"to:",
    b"subject:",
    b"date:",
    b"received:",
    b"return-path:",
    b"message-id:",
    b"mime-version:",
)
_FIRST_BYTES: Final = 4_096


def read(path: Path) -> Document:
    """The text of the file at *path*, by its suffix, or by its first bytes where the suffix says nothing.

    :raises UnreadableText: with one sentence that says what is wrong; it holds neither path nor content.
    """
    data = _bytes_of(path)
    return decode(data, _FORMATS.get(path.suffix.lower()) or sniff(data))


def decode(data: bytes, format: str) -> Document:
    """The text of *data*, which is of *format* (``txt``, ``md``, ``docx``, ``odt``, ``html`` or ``eml``).

    >>> decode(b"---\\nlanguage: en\\n---\\nRice is dear.", "md").front
    {'language': 'en'}
    """
    if not data:
        raise EmptyFile
    if len(data) > FILE_LIMIT_BYTES:
        raise TooLarge
    text = _text(data, format)
    front, body = front_matter.split(text) if format in ("txt", "md") else ({}, 0)
    if not text[body:].strip():
        raise NoText
    return Document(text=text, front=front, body=body, format=format)


def sniff(data: bytes) -> str:
    """The format that the first bytes of *data* show; ``txt`` where they show none.

    >>> sniff(b"<!DOCTYPE html><p>Rice is dear.")
    'html'
    """
    first = data[:_FIRST_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if data.startswith(_ZIP):
        return _zipped_format(data)
    if first.startswith(_PAGES):
        return "html"
    return "eml" if _begins_a_mail(first) else "txt"


def _begins_a_mail(first: bytes) -> bool:
    """Whether there are two headers that mail has: a story may begin with "To:", but not go on so."""
    headers = first.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0].splitlines()
    return first.startswith(_MAILS) and sum(line.startswith(_MAILS) for line in headers) > 1


def _zipped_format(data: bytes) -> str:
    """Word processors' archives differ by their members; every other one is binary, as ``txt`` will find."""
    from jebo.texts.archive import open_archive

    archive = open_archive(data)
    if archive is None:
        return "txt"
    if archive.holds("content.xml"):
        return "odt"
    return "docx" if archive.holds("[Content_Types].xml") else "txt"


def _text(data: bytes, format: str) -> str:
    """Each reader is loaded when a file of its format comes: a plain text needs none of their libraries."""
    if format in ("txt", "md"):
        return encoding.plain(data)
    if format == "docx":
        from jebo.texts import word

        return word.text_of(data)
    if format == "odt":
        from jebo.texts import opendocument

        return opendocument.text_of(data)
    if format == "html":
        from jebo.texts import webpage

        return webpage.text_of(data)
    if format == "eml":
        from jebo.texts import mail

        return mail.text_of(data)
    raise UnknownFormat


def _bytes_of(path: Path) -> bytes:
    mode = attempt(lambda: path.stat().st_mode, OSError, ValueError)
    if mode is None:
        raise MissingFile
    if stat.S_ISDIR(mode):
        raise NotAFile
    data = attempt(lambda: _first_bytes(path), OSError)
    if data is None:
        raise ClosedFile
    return data


def _first_bytes(path: Path) -> bytes:
    """One byte more than is allowed is enough to refuse; a size that the system reports may be wrong."""
    with path.open("rb") as file:
        return file.read(FILE_LIMIT_BYTES + 1)
