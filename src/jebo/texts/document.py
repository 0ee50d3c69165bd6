"""A story as it was read: its text, and what its first lines say about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of one file.

    Offsets are Unicode code points into ``text``. For ``txt`` and ``md`` it is the file as decoded, with
    only its byte-order mark removed; for the other formats it is what was taken out of the file, with a
    blank line between blocks and a newline for a line break.

    The text and the front matter stay out of ``repr``, so that no traceback shows them.
    """

    text: str = field(repr=False)
    front: Mapping[str, object] = field(repr=False)
    """What the front matter says; empty without one."""
    body: int
    """Where the story begins in ``text``, after the front matter."""
    format: str
    """``txt``, ``md``, ``docx``, ``odt``, ``html`` or ``eml``."""
