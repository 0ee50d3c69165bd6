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
    """A text read: its words, how they are arranged, what the lists say of them, who speaks, which rules hold."""

    words: Words
    structure: Structure
    marks: Marks
    speakers: Speakers
    matches: tuple[Match, ...]

    @property
    def sure(self) -> list[Match]:
        """The matches of rules that always stand."""
        return [m for m in self.matches if m.rule.sure]

    @property
    def spots(self) -> list[Spot]:
        """What the rules and the ear found: kind, check, first and last word. Vetoes and notes are among them."""
        return [(m.rule.kind, m.rule.check, m.first, m.last) for m in self.matches] + list(
            self.speakers.details
        )
