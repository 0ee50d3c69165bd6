"""What the engine knows of a language: word lists, rules, and who speaks in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jebo.disclosure.advice.ladder import Ladders
from jebo.disclosure.check import Check
from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.rules import Rules
from jebo.disclosure.speakers import Speakers
from jebo.disclosure.structure import Structure
from jebo.disclosure.tagger import Tagger
from jebo.disclosure.words import Words

Listen = Callable[[Words, Marks, Structure, Lexicon], Speakers]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """A language: its ISO 639-1 code, its word lists (with the names of a pack's places), its rules and its ear.

    ``tagger`` is None where rules stand alone; ``checks`` are the editorial checks by id, ``ladders`` how its details are worded more vaguely.
    """

    code: str
    lexicon: Lexicon
    rules: Rules
    listen: Listen
    checks: Mapping[str, Check] = field(default_factory=dict)
    ladders: Ladders = field(default_factory=Ladders)
    tagger: Tagger | None = None
