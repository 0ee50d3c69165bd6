"""A text is cut into words without loss: every visible character stands in exactly one, at its own place."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import example, given
from tests.disclosure.any_text import ANY

from jebo.disclosure import words as w
from jebo.disclosure.words import Words, split


def losses(words: Words) -> list[str]:
    """What is wrong with the places of *words*."""
    text, wrong, at = words.text, [], 0
    for start, end, form in zip(words.starts.tolist(), words.ends.tolist(), words.forms, strict=True):
        if start < at or end <= start or end > len(text):
            wrong.append("out of order")
        if text[at:start].strip():
            wrong.append("a character is left out")
        if any(char.isspace() for char in text[start:end]):
            wrong.append("a space is taken in")
        if len(form) != end - start:
            wrong.append("a form of another length")
        at = end
    return wrong + (["the end is left out"] if text[at:].strip() else [])


@given(text=ANY)
@example(text="İstanbul’da İİ 3")
@example(text="\ud800a\udfff b")
@example(text="👩🏽‍🌾 said, שלום e\u0301")
def test_every_visible_character_stands_in_exactly_one_word(text: str) -> None:
    assert losses(split(text)) == []


def breached(words: Words, **places: object) -> Words:
    return dataclasses.replace(words, **places)  # type: ignore[arg-type]


def test_a_loss_would_be_seen() -> None:
    words = split("Two men said so")
    assert losses(breached(words, starts=words.starts[1:], ends=words.ends[1:], forms=words.forms[1:]))
    assert losses(breached(words, starts=words.starts[:-1], ends=words.ends[:-1], forms=words.forms[:-1]))
    assert losses(breached(words, ends=words.ends + 1))
    assert losses(breached(words, forms=["twoo", *words.forms[1:]]))


@given(text=ANY)
def test_a_form_is_the_text_in_lower_case(text: str) -> None:
    words = split(text)
    for start, end, form in zip(words.starts, words.ends, words.forms, strict=True):
        part = text[start:end]
        if part.isascii() or all("가" <= char <= "힣" for char in part):
            assert form == part.lower()


@given(text=ANY)
def test_what_stands_before_a_word_is_told_as_it_is(text: str) -> None:
    words, before = split(text), 0
    for start, end, spaced, lines in zip(
        words.starts, words.ends, words.spaced, words.newline.tolist(), strict=True
    ):
        assert spaced == (start == 0 or text[start - 1].isspace())
        gap = text[before:start]
        assert lines == min(2, gap.count("\n") + gap.count("\u2029"))
        before = end


@given(text=ANY)
def test_all_columns_are_as_long_as_the_words_are_many(text: str) -> None:
    words = split(text)
    columns = (words.starts, words.ends, words.sort, words.capital, words.newline, words.spaced)
    assert {len(column) for column in columns} == {len(words)}
    assert len(words.codes) == len(text)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("don't", ["don't"]),
        ("don’t", ["don’t"]),
        ("rock'n'roll", ["rock'n'roll"]),
        ("workers' hall", ["workers", "'", "hall"]),
        ("'tis", ["'", "tis"]),
        ("1,000.50 won", ["1,000.50", "won"]),
        ("1, 2", ["1", ",", "2"]),
        ("3.", ["3", "."]),
        ("5kg", ["5", "kg"]),
        ("RFA에", ["rfa", "에"]),
        ("김책시에서", ["김책시에서"]),
        ("ㅋㅋ 가", ["ㅋㅋ", "가"]),
        ("...", [".", ".", "."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_words_are_cut_where_a_reader_would_cut_them(text: str, forms: list[str]) -> None:
    assert split(text).forms == forms


@pytest.mark.parametrize(
    ("word", "capital"),
    [
        ("kim", 0),
        ("Kim", 1),
        ("KIM", 2),
        ("K", 1),
        ("iPhone", 0),
        ("McKim", 1),
        ("Élan", 1),
        ("가", 0),
        ("3", 0),
    ],
)
def test_capitals_are_told(word: str, capital: int) -> None:
    assert split(f"so {word} 3").capital[1] == capital


@pytest.mark.parametrize(
    ("char", "sort"),
    [("a", w.LETTER), ("é", w.LETTER), ("א", w.LETTER), ("가", w.HANGUL), ("ㄱ", w.HANGUL), ("7", w.DIGIT)]
    + [(mark, w.MARK) for mark in ("“", "\ud800", "👩", "\u0301", "\0", "\ufeff")],
)
def test_each_character_has_its_sort(char: str, sort: int) -> None:
    assert split(char).sort.tolist() == [sort]
