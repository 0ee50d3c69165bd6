"""Whole stories: a faithful translation changes nothing, all that another one changes is found."""

from __future__ import annotations

import pytest
from tests.disclosure.drift.changes import Found, found
from tests.disclosure.drift.pairs import FAITHFUL, PAIRS, Expected, Pair


@pytest.mark.parametrize("pair", FAITHFUL, ids=lambda pair: pair.name)
def test_a_faithful_translation_changes_nothing(pair: Pair) -> None:
    assert found(pair.text("ko"), pair.text("faithful"), pair.pack, pair.year) == []


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_all_that_a_translation_changes_is_found_and_nothing_else(pair: Pair) -> None:
    told = found(pair.text("ko"), pair.text("changing"), pair.pack, pair.year)
    assert _missing(pair.changed, told) == []
    assert len(told) == len(pair.changed)


def test_a_change_that_is_not_found_would_be_seen() -> None:
    assert _missing((("number.exact", "스무 명", "20"),), [("number.exact", "서른 명", "30")]) != []


def _missing(expected: tuple[Expected, ...], told: list[Found]) -> list[Expected]:
    return [
        one
        for one in expected
        if not any(
            one[0] == kind and one[1] in korean and one[2] in english for kind, korean, english in told
        )
    ]
