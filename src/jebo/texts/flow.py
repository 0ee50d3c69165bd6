"""Puts pieces of a document one after another so that sentences and paragraphs stay apart."""

import re
from enum import IntEnum
from typing import Final

# What HTML and OpenDocument fold into one space. A no-break space is a character like another.
_BLANKS: Final = re.compile(r"[ \t\n\f\r]+")


class Gap(IntEnum):
    """What stands between two pieces."""

    NONE = 0
    SPACE = 1
    LINE = 2
    BLOCK = 3


_GAPS: Final = {Gap.NONE: "", Gap.SPACE: " ", Gap.LINE: "\n", Gap.BLOCK: "\n\n"}


class Flow:
    """Text that grows: a blank line between blocks, a newline for a line break.

    Blocks get a blank line because in plain text a single newline may be a folded line.

    >>> flow = Flow()
    >>> flow.words("Rice  is ")
    >>> flow.words("dear.")
    >>> flow.block()
    >>> flow.words("Salt is not.")
    >>> flow.text()
    'Rice is dear.\\n\\nSalt is not.'
    """

    __slots__ = ("_gap", "_pieces")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._gap = Gap.NONE

    def line(self) -> None:
        """End the line; a second time, the block."""
        self._gap = Gap.BLOCK if self._gap >= Gap.LINE else Gap.LINE

    def block(self) -> None:
        """End the block."""
        self._gap = Gap.BLOCK

    def space(self) -> None:
        """Let a space follow, unless a line ends here."""
        self._gap = max(self._gap, Gap.SPACE)

    def exact(self, text: str) -> None:
        """Add *text* as it stands."""
        if text:
            if self._pieces:
                self._pieces.append(_GAPS[self._gap])
            self._pieces.append(text)
            self._gap = Gap.NONE

    def words(self, text: str) -> None:
        """Add *text* with its blanks folded, as a browser shows it."""
        folded = _BLANKS.sub(" ", text)
        if folded.startswith(" "):
            self.space()
        self.exact(folded.strip(" "))
        if folded.endswith(" "):
            self.space()

    def text(self) -> str:
        """All that was added, without what follows the last word."""
        return "".join(self._pieces)
