"""Annotations go into public logs: they tell where and what, and never a word of the story."""

from __future__ import annotations

import re

from tests.cli.answers import answer, korean

from jebo.cli.as_github import lines
from jebo.disclosure.anonymity import Verdict
from jebo.told.answer import Answer, Unjudged


def quoted(found: Answer, told: list[str]) -> set[str]:
    """Marked phrases, labels and rewrites that the lines hold."""
    judgement = found.judgement
    assert judgement is not None
    phrases = [found.phrase(one.detail.start, one.detail.end) for one in found.details]
    phrases += [rung.text for one in found.details for rung in one.ladder if rung.text]
    phrases += [heard.label for heard in judgement.sources]
    phrases += [sentence.text for rewrite in judgement.rewrites for sentence in rewrite.sentences]
    return {phrase for phrase in phrases if phrase and len(phrase) > 3 and phrase in "\n".join(told)}


def test_no_annotation_quotes_the_story() -> None:
    for found in (answer(), korean()):
        assert quoted(found, list(lines(found))) == set()


def test_an_annotation_that_quotes_would_be_seen() -> None:
    assert quoted(answer(), ["::warning file=a::R01: on Thursday tells the day"]) == {"on Thursday"}


def test_each_finding_has_its_place_check_and_revelation() -> None:
    told = list(lines(answer()))
    assert "::error file=story.md,line=6,col=43::R01: the day on which the source was in touch" in told
    assert len(told) == 11
    assert all(re.fullmatch(r"::(error|warning|notice) file=[^:]+::.+", line) for line in told)


def test_the_verdict_is_told_last() -> None:
    assert list(lines(answer()))[-1] == "::error file=story.md::reword"
    assert list(lines(answer(Verdict.WITHIN)))[-1] == "::notice file=story.md::within your limits"


def test_a_name_cannot_start_a_command_of_its_own() -> None:
    (line,) = lines(Unjudged(file="a,b:c%\n::error::x", error="100 % wrong\n::error::y"))
    assert line == "::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax::100 %25 wrong%0A::error::y"
