"""Reads a story from a file, whatever program wrote it, and gives its plain text."""

from jebo.texts.document import Document
from jebo.texts.reading import FILE_LIMIT_BYTES, SUFFIXES, decode, read, sniff
from jebo.texts.unreadable import UnreadableText

__all__ = ["FILE_LIMIT_BYTES", "SUFFIXES", "Document", "UnreadableText", "decode", "read", "sniff"]
