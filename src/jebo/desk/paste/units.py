"""Offsets as a browser counts them: in halves of some characters (UTF-16), where Python counts whole ones."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

_ONE_HALF: Final = 0xFFFF  # the last character that is one unit of UTF-16


@dataclass(frozen=True, slots=True)
class Units:
    """Where characters of two units stand in a text, in order."""

    doubled: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Units:
        """Those of *text*.

        >>> Units.of("a😀b")(2)
        3
        """
        if text.isascii():
            return cls(())
        return cls(tuple(at for at, letter in enumerate(text) if ord(letter) > _ONE_HALF))

    def __call__(self, offset: int) -> int:
        """The offset in UTF-16 units."""
        return offset + bisect_left(self.doubled, offset)
