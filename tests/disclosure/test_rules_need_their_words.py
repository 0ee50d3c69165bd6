"""A rule is passed over only in a text that lacks a word it cannot do without."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from jebo.disclosure.lexicon import Lexicon
from jebo.disclosure.rules import Rule, Rules
from jebo.disclosure.structure import structure
from jebo.disclosure.words import split
from jebo.packs.language import language

HERE = Path(__file__).parent
TINY = Lexicon({"say": ["said", "told"], "day": ["monday", "friday"]})


def matches(rules: Rules, lexicon: Lexicon, text: str) -> list[tuple[str, int, int]]:
    words = split(text)
    found = rules.match(words, lexicon.mark(words), structure(words))
    return [(match.rule.id, match.first, match.last) for match in found]


def without_needs(rules: Rules, lexicon: Lexicon) -> Rules:
    """The same rules, run on every text."""
    free = Rules(rules.rules, lexicon)
    free._written = [(rule, written, ()) for rule, written, _ in free._written]
    return free


@pytest.mark.parametrize("code", ["en", "ko"])
def test_passing_rules_over_changes_nothing_that_is_found(code: str) -> None:
    ear = language(code, "kp")
    free = without_needs(ear.rules, ear.lexicon)
    stories = tomllib.loads((HERE / f"checks_{code}.toml").read_text(encoding="utf-8"))
    for text in [story[part] for story in stories.values() for part in ("hit", "miss")]:
        assert matches(ear.rules, ear.lexicon, text) == matches(free, ear.lexicon, text)


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("<say> Any{0,3} [ on <day> ]", 3),
        ("<say>? [ on <day> ]", 2),
        ("[ ( on | at ) <day> ]", 2),
        ("[ ( on )? <day>{0,2} Word ]", 1),
        ("[ ( on | Word ) ]", 1),
        ("[ Cap # Any ]", 2),
    ],
)
def test_only_what_must_stand_in_a_match_is_needed(pattern: str, needs: int) -> None:
    rules = Rules([Rule(id="tried", kind="note", check="R01", pattern=pattern)], TINY)
    assert len(rules._written[0][2]) == needs


def test_a_need_that_is_none_would_be_seen() -> None:
    rules = Rules([Rule(id="tried", kind="note", check="R01", pattern="[ <day> ]")], TINY)
    free = without_needs(rules, TINY)
    rules._written = [(rule, written, (frozenset("\uf8ff"),)) for rule, written, _ in rules._written]
    assert matches(rules, TINY, "On Friday.") != matches(free, TINY, "On Friday.")
