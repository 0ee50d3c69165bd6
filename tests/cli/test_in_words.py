"""Figures in words never flatter: people are rounded down, chances up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.answers import answer, figures

from jebo.disclosure.anonymity import Limits
from jebo.told import in_words


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0, "fewer than 1"),
        (0.99, "fewer than 1"),
        (1, "1"),
        (19.9, "19"),
        (20, "20"),
        (123.7, "120"),
        (1999, "1,900"),
        (25_431_000, "25,000,000"),
    ],
)
def test_people_are_told_in_two_digits(number: float, told: str) -> None:
    assert in_words.people(number) == told


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0, "under 1\u00a0%"),
        (0.01, "1\u00a0%"),
        (0.14, "14\u00a0%"),
        (0.2001, "21\u00a0%"),
        (1, "100\u00a0%"),
    ],
)
def test_a_chance_is_told_in_whole_per_cent(share: float, told: str) -> None:
    assert in_words.chance(share) == told


@given(st.floats(1, 1e10))
def test_people_are_never_more_than_counted(number: float) -> None:
    assert int(in_words.people(number).replace(",", "")) <= number + 1e-6


@given(st.floats(0.01, 1))
def test_a_chance_is_never_smaller_than_computed(share: float) -> None:
    assert int(re.sub(r"\D", "", in_words.chance(share))) >= share * 100 - 1e-6


def test_limits_are_told_as_they_were_set() -> None:
    told = in_words.limits_in_words(Limits(middle=1234, low=0.5))
    assert "1,234 other people" in told
    assert "0.5 at the low end" in told


def test_what_was_ever_published_is_told_where_it_is_known() -> None:
    from dataclasses import replace

    from tests.cli.answers import triple

    found = replace(figures(), ever_published=triple(1, 2, 3))
    assert "ever published" in in_words.meaning(found)[-1]


def test_how_surely_a_rewrite_is_the_cheapest_is_told() -> None:
    judgement = answer().judgement
    assert judgement is not None
    proven, open_ = judgement.rewrites
    assert "none costs less" in in_words.loss(proven)
    assert in_words.loss(open_) == "costs 35\u00a0% of what the story tells"
