"""Where something stands in a file, as editors count: lines and columns from 1."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

_LINE_END: Final = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The lines of a text."""

    text: str = field(repr=False)
    starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", [0, *(end.end() for end in _LINE_END.finditer(self.text))])

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1; a column is a code point.

        >>> Places("a\\nbc").of(3)
        (2, 2)
        """
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> tuple[int, int]:
        """Offsets of the first character of a line and of its end, without its line end."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip("\r\n"))
