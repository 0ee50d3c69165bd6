"""A text read: what the engine sees of it before it judges."""

from __future__ import annotations

from dataclasses import dataclass

from jebo.disclosure.lexicon import Marks
from jebo.disclosure.rules import Match
from jebo.disclosure.speakers import Speakers
from jebo.disclosure.structure import Structure
from jebo.disclosure.words import Words

Spot = tuple[str, str, int, int]
"""Kind, check (empty: not named), first word, and one past the last word."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """A text read: its words, how they are arranged, what the lists say of them, who speaks, which rules hold.

    ``spots`` are what the rules and the ear found. Vetoes and notes are among them.
    """

    words: Words
    structure: Structure
    marks: Marks
    speakers: Speakers
    matches: tuple[Match, ...]
    spots: tuple[Spot, ...]

    @property
    def sure(self) -> list[Match]:
        """The matches of rules that always stand."""
        return [m for m in self.matches if m.rule.sure]
