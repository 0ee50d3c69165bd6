"""Sentences written out anew, on labelled stories: whole, and nothing left behind that a cut tore off."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from jebo.disclosure.advice.settle import Sentences
from jebo.disclosure.find import read
from jebo.disclosure.judge import judge_finding
from jebo.disclosure.settings import Settings
from jebo.packs import guess, load
from jebo.packs.language import language

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "tools"))

BROKEN = {
    "two spaces": re.compile(r"\S  +\S"),
    "a space before a mark": re.compile(r" [,.;!?](?:\s|$)"),
    "two commas": re.compile(r",\s*,"),
    "a comma before a stop": re.compile(r",\s*[.;](?:\s|$)"),
    "an empty pair of marks": re.compile(r"“\s*”|\(\s*\)"),
    "a preposition before a stop": re.compile(r"\b(?:on|in|at|by|of|the|told us on)\.$"),
    "a doubled word": re.compile(r"\b(?P<word>the|a|in|at|of|to|source) (?P=word)\b"),
    "a particle that does not agree": re.compile(
        r"(?:소식통|한 곳|한 사람|모임)(?:는|가|를|와|로)(?=[\s,.])|(?:지시|문서|도시)(?:은|을|과|으로)(?=[\s,.])"
    ),
}  # fmt: skip


def broken(before: str, after: str) -> list[str]:
    """What is wrong with a sentence and was not before."""
    return [name for name, pattern in BROKEN.items() if pattern.search(after) and not pattern.search(before)]


def sentences(name: str) -> list[tuple[str, str]]:
    import markup
    import usable

    pairs: list[tuple[str, str]] = []
    stories: list[dict[str, Any]] = markup.stories(ROOT / "corpus" / f"{name}.txt")
    for story in stories:
        if story["anonymous_sources"]:
            pack = load(guess(story["text"], story["lang"]))
            tongue = language(story["lang"], pack.id)
            reading = read(story["text"], tongue)
            finding = usable.labelled(story, reading, tongue)
            judgement = judge_finding(story["text"], finding, reading, tongue, pack, Settings(rewrites=2))
            pairs += [
                (story["text"][s.start : s.end], s.text) for r in judgement.rewrites for s in r.sentences
            ]
    return pairs


@pytest.mark.parametrize("name", ["a03", "b06", "d02", "h03"])
def test_reworded_sentences_are_whole(name: str) -> None:
    pairs = sentences(name)
    assert len(pairs) > 20
    faults = [(after, fault) for before, after in pairs for fault in [broken(before, after)] if fault]
    assert len(faults) <= 0.02 * len(pairs), faults


@pytest.mark.parametrize(
    "after",
    [
        "A source told Daily NK .",
        "A source  said so.",
        "They came,, and went.",
        "He left, .",
        "It was on.",
        "소식통는 말했다.",
        "지시을 받았다.",
    ],
)
def test_a_broken_sentence_would_be_seen(after: str) -> None:
    assert broken("", after)


def test_a_sentence_left_out_costs_once_however_many_details_stand_in_it() -> None:
    sentences_ = Sentences(
        unit={"a": 0, "b": 0, "c": 1}, cut={"a": frozenset({1}), "b": frozenset({1}), "c": frozenset({2})}
    )
    assert sentences_.gone({"a": 1, "b": 1, "c": 0}) == {0}
    assert sentences_.gone({"a": 0, "b": 0, "c": 2}) == {1}
