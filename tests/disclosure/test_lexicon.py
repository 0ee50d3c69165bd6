"""The pure scanner stands in for the automaton: the same hits, the same findings."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.disclosure.any_text import CODES, TELLING, stories

from jebo.disclosure import lexicon as lex
from jebo.disclosure.find import find
from jebo.disclosure.language import Language
from jebo.disclosure.lexicon import Automaton, Hit, Lexicon, Lookup, Patient, join
from jebo.disclosure.words import split
from jebo.packs import load
from jebo.packs.language import FOLDER, language, read

SYLLABLES = st.sampled_from(["a", "ab", "b", "ba", "가", "가나", "나", "다가", "-", "'"])
PHRASES = st.lists(st.lists(SYLLABLES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=12)
TEXTS = (
    TELLING | st.lists(SYLLABLES, max_size=20).map(" ".join) | st.lists(SYLLABLES, max_size=20).map("".join)
)


@given(phrases=PHRASES, text=TEXTS)
@example(phrases=["가"], text="가나")
@example(phrases=["a b", "a"], text="a a b")
def test_both_scanners_give_the_same_hits(phrases: list[str], text: str) -> None:
    patterns = list(dict.fromkeys(lex._patterns(phrases)))
    joined = join(split(text).forms)
    assert Lookup(patterns).find(joined) == Automaton(patterns).find(joined)


class ShortestFirst(Lookup):
    """A breach: it takes the shortest phrase at each place."""

    def __init__(self, phrases: list[str]) -> None:
        super().__init__(phrases)
        self._lengths = {head: found[::-1] for head, found in self._lengths.items()}


def test_a_scanner_of_its_own_mind_would_be_seen() -> None:
    patterns, joined = list(lex._patterns(["소식", "소식통"])), join(["소식통은"])
    assert ShortestFirst(patterns).find(joined) != Automaton(patterns).find(joined)


@pytest.fixture(scope="module", params=CODES)
def pure(request: pytest.FixtureRequest) -> tuple[Language, list[str]]:
    """A language read where the automaton is missing, and the phrases of its lists."""
    phrases: list[str] = []

    def lookup(listed: list[str]) -> Lookup:
        phrases.extend(listed)
        return Lookup(listed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lex, "scanner", lookup)
        told = read(FOLDER / request.param, request.param, (load("kp"), load("world")))
    return told, phrases


def hits(scanner: lex.Scanner, text: str) -> list[Hit]:
    return scanner.find(join(split(text).forms))


def test_the_real_lists_give_the_same_hits_in_the_stories(pure: tuple[Language, list[str]]) -> None:
    fast, slow = Automaton(pure[1]), Lookup(pure[1])
    found = [hits(fast, text) for text in stories("en") + stories("ko")]
    assert [hits(slow, text) for text in stories("en") + stories("ko")] == found
    assert sum(map(len, found)) > 100


def test_the_whole_finding_is_the_same_without_the_automaton(pure: tuple[Language, list[str]]) -> None:
    told = pure[0]
    assert isinstance(told.lexicon._scanner, Lookup)
    for text in stories(told.code)[:12]:
        assert find(text, told) == find(text, language(told.code, "kp"))


def test_the_lookup_is_taken_where_the_automaton_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(lex.scanner([" a "]), Patient)
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    assert isinstance(lex.scanner([" a "]), Lookup)


def test_the_automaton_is_made_when_several_texts_have_come_and_the_hits_stay_the_same() -> None:
    phrases, text = [" a ", " a  b "], join(["a", "b", "a"])
    patient = Patient(phrases)
    found = [patient.find(text) for _ in range(Patient.FIRST)]
    assert isinstance(patient._scanner, Lookup)
    found += [patient.find(text) for _ in range(3)]
    assert isinstance(patient._scanner, Automaton)
    assert found == [Automaton(phrases).find(text)] * len(found)


def marked(classes: dict[str, list[str]], text: str, proper: frozenset[str] = frozenset()) -> list[set[str]]:
    lexicon = Lexicon(classes, particles=frozenset({"은", "에서"}), proper=proper)
    marks = lexicon.mark(split(text))
    return [{n for n, bit in lexicon.bit.items() if mask & bit} for mask in marks.mask]


@pytest.mark.parametrize(
    ("phrase", "text", "hit"),
    [
        ("lead", "They lead.", True),
        ("lead", "a leader", False),
        ("lead", "mislead", False),
        ("Lead", "LEAD", True),
        ("p.m.", "at 5 p.m. today", True),
        ("p.m.", "at 5 p. today", False),
        ("in the north", "it is in the north", True),
        ("in the north", "it is in the northern part", False),
        ("소식통", "소식통은", True),
        ("소식통", "새소식통", False),
        ("곳", "곳은", True),
        ("곳", "곳간이", False),
    ],
)
def test_a_phrase_matches_whole_words_or_the_beginning_of_korean_ones(
    phrase: str, text: str, hit: bool
) -> None:
    assert any(marked({"tried": [phrase]}, text)) == hit


def test_the_longest_phrase_counts() -> None:
    found = marked({"short": ["a man"], "long": ["a man of the hills"]}, "a man of the hills")
    assert found == [{"long"}] * 5


def test_a_proper_name_needs_its_capital() -> None:
    proper = frozenset({"month"})
    assert marked({"month": ["may"]}, "in May", proper)[1] == {"month"}
    assert marked({"month": ["may"]}, "it may", proper)[1] == set()


@given(text=TELLING)
def test_marks_of_any_text_are_as_many_as_its_words(text: str) -> None:
    words = split(text)
    for code in CODES:
        marks = language(code, "kp").lexicon.mark(words)
        assert len(marks.group) == len(marks.mask) == len(marks.tail) == len(words)
        for form, tail in zip(words.forms, marks.tail, strict=True):
            assert tail is None or form.endswith(tail)
