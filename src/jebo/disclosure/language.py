"""What the engine knows of a language: word lists, rules, and who speaks in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.rules import Rules
from jebo.disclosure.speakers import Speakers
from jebo.disclosure.structure import Structure
from jebo.disclosure.words import Words

Listen = Callable[[Words, Marks, Structure, Lexicon], Speakers]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """A language: its ISO 639-1 code, its word lists (with the names of a pack's places), its rules and its ear."""

    code: str
    lexicon: Lexicon
    rules: Rules
    listen: Listen
