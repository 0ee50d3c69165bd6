"""Two people in one text: no word that either wrote is lost, and nobody settles for them what both changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.desk.stories.comparing import What, compared
from jebo.desk.stories.merging import merged

A, B, C = "쌀값이 올랐다.", "Oil fell.", "장마당이 닫혔다."


def text(*blocks: str) -> str:
    return "\n\n".join(blocks)


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (text(A, B), text(A, B), text(A, B)),
        (text(A + " 크게.", B), text(A, B), text(A + " 크게.", B)),
        (text(A, B), text(A, B, C), text(A, B, C)),
        (text(C, A, B), text(A, B + " Much."), text(C, A, B + " Much.")),
        (text(B), text(A, B, C), text(B, C)),
        (text(A, C), text(A, C), text(A, C)),
        (text(A + " 크게.", B), text(A, B + " Much."), text(A + " 크게.", B + " Much.")),
    ],
)
def test_what_only_one_of_both_changed_is_taken(mine: str, theirs: str, both: str) -> None:
    found = merged(text(A, B), mine, theirs)
    assert (found.text, found.clashes) == (both, ())


def test_what_both_changed_stands_there_twice_and_is_told() -> None:
    found = merged(text(A, B), text(A, "Oil fell much."), text(A, "Oil fell a little."))
    assert found.text == text(A, "Oil fell a little.", "Oil fell much.")
    assert [(one.mine, one.theirs) for one in found.clashes] == [("Oil fell much.", "Oil fell a little.")]


TEXTS = st.lists(st.sampled_from([A, B, C, "가.", "나.", "X.", "Y."]), max_size=7).map(
    lambda found: text(*found)
)


@given(TEXTS, TEXTS, TEXTS)
def test_every_block_that_either_wrote_is_in_the_text(before: str, mine: str, theirs: str) -> None:
    have = set(merged(before, mine, theirs).text.split("\n\n"))
    was = set(before.split("\n\n"))
    assert {one for one in mine.split("\n\n") if one} - was <= have
    assert {one for one in theirs.split("\n\n") if one} - was <= have


@given(TEXTS, TEXTS)
def test_who_changed_nothing_takes_what_the_other_wrote(before: str, theirs: str) -> None:
    for found in (
        merged(before, before, theirs),
        merged(before, theirs, before),
        merged(before, theirs, theirs),
    ):
        assert (found.text, found.clashes) == (theirs, ())


WORDS = st.text(alphabet="가나 ab.,\n", max_size=40)


@given(WORDS, WORDS)
def test_a_comparison_holds_both_texts_whole(before: str, after: str) -> None:
    runs = compared(before, after)
    assert "".join(run.text for run in runs if run.what is not What.IN) == before
    assert "".join(run.text for run in runs if run.what is not What.OUT) == after


def test_a_changed_word_is_told_as_one_word() -> None:
    runs = compared("쌀값이 조금 올랐다.", "쌀값이 크게 올랐다.")
    assert [(run.what.value, run.text) for run in runs] == [
        ("same", "쌀값이 "), ("out", "조금"), ("in", "크게"), ("same", " 올랐다."),
    ]  # fmt: skip
