"""A detail in its sentence, as the wording modules of a language see it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from jebo.disclosure.advice.ladder import Edit, Ladders

_WORD_BEFORE = re.compile(r"([^\W_]+(?:[’'-][^\W_]+)*)\s*$")
_WORD_AFTER = re.compile(r"\s*([^\W_]+(?:[’'-][^\W_]+)*)")
OPENERS = "“„‘「『«《\"'(["
CLOSERS = "”’」』»》\"')]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The words of a detail and what stands around them.

    ``first`` and ``last`` bound the sentence (or the sentences that one quotation holds together).
    ``names`` are names of places for the slots (``city``, ``city_kind``, ``province``, ``country``), as
    far as they are known, and ``place_level`` how exact a place the detail names.
    """

    text: str
    kind: str
    start: int
    end: int
    first: int
    last: int
    ladders: Ladders
    names: Mapping[str, str] = field(default_factory=dict)
    place_level: str = ""
    month: int | None = None

    @property
    def phrase(self) -> str:
        """The words of the detail."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands before it in its sentence."""
        return self.text[self.first : self.start]

    @property
    def after(self) -> str:
        """What stands after it in its sentence."""
        return self.text[self.end : self.last]

    @property
    def word_before(self) -> str:
        """The word just before, as written; empty at the beginning, or where a mark stands between."""
        found = _WORD_BEFORE.search(self.before)
        return found[1] if found else ""

    @property
    def word_after(self) -> str:
        """The word just after, as written; empty at the end, or where a mark stands between."""
        found = _WORD_AFTER.match(self.after)
        return found[1] if found else ""

    @property
    def opens(self) -> bool:
        """Whether it begins its sentence."""
        return not self.before.strip(OPENERS + " \n\t―-–—·*#>")

    def among(self, word: str, *lists: str) -> bool:
        """Whether a word stands in one of the language's lists."""
        return any(word.lower() in self.ladders.words.get(name, ()) for name in lists)

    def back(self, word: str) -> int:
        """Where the word before the detail begins."""
        return self.first + self.before.rindex(word)

    def replace(self, text: str) -> tuple[Edit, ...]:
        """The edit that puts *text* in place of the detail."""
        return (Edit(self.start, self.end, text),)
