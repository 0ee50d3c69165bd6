"""Each Korean rule finds its own example and leaves its near miss alone."""

from __future__ import annotations

import re

import pytest

from jebo.disclosure.find import read
from jebo.disclosure.language import Language
from jebo.disclosure.rules import Rule
from jebo.packs.language import language

_KINDS = {"contact.", "access.", "event.", "voice.", "attribution.", "third_", "not "}


def korean() -> Language:
    return language("ko", "kp")


RULES = [rule for rule in korean().rules.rules if rule.kind.startswith(tuple(_KINDS)) and rule.hit]


def marked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """The example without its brackets, and where they stood."""
    text, spans, last = "", [], 0
    for found in re.finditer(r"\[\[(.*?)\]\]", example, re.S):
        text += example[last : found.start()]
        spans.append((len(text), len(text) + len(found[1])))
        text += found[1]
        last = found.end()
    return text + example[last:], spans


def finds(rule: Rule, text: str) -> list[tuple[int, int]]:
    """Where the rule holds in a text."""
    reading = read(text, korean())
    starts, ends = reading.words.starts, reading.words.ends
    return [(int(starts[m.first]), int(ends[m.last - 1])) for m in reading.matches if m.rule.id == rule.id]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_example(rule: Rule) -> None:
    text, spans = marked(rule.hit)
    found = finds(rule, text)
    assert spans
    assert all(any(overlap(span, other) for other in found) for span in spans)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_its_near_miss_alone(rule: Rule) -> None:
    assert not finds(rule, rule.miss)


def test_a_wrong_example_would_be_noticed() -> None:
    rule = next(rule for rule in RULES if rule.id == "clock")
    assert finds(rule, marked(rule.hit)[0])
    assert not finds(rule, "한 주민은 27일 “불을 끈다”고 말했다.")


def test_every_rule_has_both_examples() -> None:
    assert [rule.id for rule in RULES if not rule.miss] == []
