"""A statement keeps the passage that it rests on when the words around it are changed, or has none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.desk.testimony.passages import moved, pieces

WORDS = "어제 장마당에 검열조 20여 명이 왔다. 쌀값이 올랐다."
LETTERS = st.text("가나다 .", max_size=30)


def at(words: str, passage: str) -> tuple[int, int]:
    start = words.index(passage)
    return start, start + len(passage)


@pytest.mark.parametrize(
    ("after", "passage", "stays"),
    [
        (WORDS + " 더 있다.", "쌀값이 올랐다", True),
        ("말하기를, " + WORDS, "쌀값이 올랐다", True),
        (WORDS.replace("장마당", "시장"), "쌀값이 올랐다", True),
        (WORDS.replace("장마당", "시장"), "어제", True),
        (WORDS.replace("20여 명", "30여 명"), "검열조 20여 명", False),
        (WORDS.replace("20여 명이 왔다. ", ""), "20여 명", False),
        ("쌀값이 올랐다. 어제 장마당에 검열조 20여 명이 왔다.", "쌀값이 올랐다", True),  # found by its words
        (
            "처음. 쌀값이 올랐다. 그래서 쌀값이 올랐다. 끝",
            "쌀값이 올랐다",
            False,
        ),  # twice: which one, nobody knows
    ],
)
def test_a_passage_goes_along_where_its_words_stand_as_they_were(
    after: str, passage: str, stays: bool
) -> None:
    found = moved(WORDS, after, *at(WORDS, passage))
    assert (found is not None) is stays
    if found:
        assert after[slice(*found)] == passage


@given(LETTERS, LETTERS, st.integers(0, 30), st.integers(0, 30))
def test_a_moved_passage_holds_the_same_words(before: str, after: str, start: int, end: int) -> None:
    found = moved(before, after, start, end)
    assert found is None or after[slice(*found)] == before[start:end] != ""


@given(LETTERS, LETTERS, LETTERS, st.data())
def test_a_change_behind_or_before_a_passage_never_loses_it(
    before: str, between: str, put: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    if start < end:
        assert moved(before, before + put, start, end) is not None
        assert moved(before, put + before, start, end) is not None


@given(LETTERS, st.lists(st.tuples(st.integers(-2, 40), st.integers(-2, 40), st.integers())))
def test_the_pieces_are_the_words_again(words: str, spans: list[tuple[int, int, int]]) -> None:
    found = pieces(words, spans)
    assert "".join(piece.text for piece in found) == words
    for start, end, thing in spans:
        if 0 <= start < end <= len(words):
            assert "".join(piece.text for piece in found if thing in piece.rests) != ""


def test_passages_that_overlap_are_cut_where_either_begins() -> None:
    assert [(p.text, p.rests) for p in pieces("abcd", [(0, 3, 1), (2, 4, 2)])] == [
        ("ab", (1,)),
        ("c", (1, 2)),
        ("d", (2,)),
    ]
