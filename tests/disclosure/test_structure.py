"""Paragraphs, sentences and quotations follow one another without gaps, whatever the marks."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from tests.disclosure.any_text import ANY

from jebo.disclosure.structure import Structure, structure
from jebo.disclosure.words import Words, split


def faults(words: Words, arranged: Structure) -> list[str]:
    """What is wrong with an arrangement of *words*."""
    wrong = []
    for name, numbers in (("sentence", arranged.sentence), ("paragraph", arranged.paragraph)):
        if len(numbers) != len(words) or (len(words) and numbers[0] != 0):
            wrong.append(f"{name} does not begin at the beginning")
        if not np.isin(np.diff(numbers), (0, 1)).all():
            wrong.append(f"{name} numbers jump")
    if (np.diff(arranged.paragraph) > np.diff(arranged.sentence)).any():
        wrong.append("a sentence runs over the end of its paragraph")
    return wrong + _faults_of_quotes(words, arranged)


def _faults_of_quotes(words: Words, arranged: Structure) -> list[str]:
    wrong, before = [], 0
    inside = np.zeros(len(words), np.uint8)
    for quote in arranged.quotes:
        if not before <= quote.first < quote.last <= len(words):
            wrong.append("quotations overlap")
        if len(set(arranged.paragraph[quote.first : quote.last].tolist())) > 1:
            wrong.append("a quotation runs over the end of its paragraph")
        inside[quote.first : quote.last] = 2 if quote.single else 1
        before = quote.last
    return wrong + (["inside is not that of the quotations"] if (inside != arranged.inside).any() else [])


@given(text=ANY)
def test_sentences_paragraphs_and_quotations_stand_in_order(text: str) -> None:
    words = split(text)
    assert faults(words, structure(words)) == []


def test_disorder_would_be_seen() -> None:
    words = split("He said: “Go.” She went.\nAll left.")
    good = structure(words)
    assert faults(words, good) == []
    assert faults(words, dataclasses.replace(good, sentence=good.sentence[::-1]))
    assert faults(words, dataclasses.replace(good, sentence=good.sentence * 0))
    assert faults(words, dataclasses.replace(good, quotes=good.quotes * 2))
    assert faults(words, dataclasses.replace(good, quotes=()))


def quoted(text: str) -> list[tuple[str, bool]]:
    words = split(text)
    return [(text[words.starts[q.first] : words.ends[q.last - 1]], q.closed) for q in structure(words).quotes]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said “we left” today.", [("“we left”", True)]),
        ('He said "we left" today.', [('"we left"', True)]),
        ("He said 'we left' today.", [("'we left'", True)]),
        ("He said ‘we’re off’ today.", [("‘we’re off’", True)]),
        ("“They said ‘go’ to us,” he said.", [("“They said ‘go’ to us,”", True)]),
        ("‘One’ and “two”", [("‘One’", True), ("“two”", True)]),
        ("그는 「떠났다」고 했다", [("「떠났다」", True)]),
        ("『하나』 《둘》 «셋»", [("『하나』", True), ("《둘》", True), ("«셋»", True)]),
        ("„so” it goes", [("„so”", True)]),
        ("“It goes on\nHe left.", [("“It goes on", False)]),
        ("“It goes on", [("“It goes on", False)]),
        ("“One.\n“Two.”", [("“One.", False), ("“Two.”", True)]),
        ("the workers' hall and don't", []),
        ("the workers’ hall and don’t", []),
        ("no marks at all", []),
        ("“", [("“", False)]),
    ],
)
def test_quotations_are_found_by_their_marks(text: str, quotes: list[tuple[str, bool]]) -> None:
    assert quoted(text) == quotes


def test_a_quotation_that_never_ends_is_given_up() -> None:
    runaway = "“" + "word " * 300 + ", " * 200 + "he said."
    assert [closed for _, closed in quoted(runaway)] == [False]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Kim went. He left.", 2),
        ("It cost 3.5 won. It was dear.", 2),
        ("It is said to be so, e.g. here. Is it? Yes!", 3),
        ("the U.S. officials said so.", 1),
        ("“Go.” She went.", 2),
        ("He went on Oct. 5 to see them.", 1),
        ("그는 말했다. 그리고 떠났다.", 2),
        ("A title\nA sentence.", 2),
        ("it stopped. and went on", 1),
        ("", 0),
    ],
)
def test_sentences_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert len(set(structure(split(text)).sentence.tolist())) == count


def test_a_wrapped_text_keeps_its_paragraphs_whole() -> None:
    line = "one of the men who had come that day said that the\n"
    wrapped = line * 8 + "hall was shut.\n\n" + line * 8 + "end."
    assert structure(split(wrapped)).paragraph[-1] == 1
    assert structure(split("He went.\nShe left.\nAll slept.")).paragraph[-1] == 2
