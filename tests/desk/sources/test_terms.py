"""What was agreed with a source is kept as rows that the release check can read, and none of it is lost."""

from __future__ import annotations

from datetime import date

import pytest

from jebo.desk.sources.terms import FLAGS, Agreed, Kind, not_before, read

ALL = (
    Agreed(kind=Kind.PLACE, value="province"),
    *(Agreed(kind=kind) for kind in FLAGS),
    Agreed(kind=Kind.NOT_BEFORE, value="2026-03-20"),
    Agreed(kind=Kind.OTHER, value="말씨를 살리지 않는다"),
)


def test_what_is_written_is_read_again() -> None:
    assert read([one.row for one in ALL]) == ALL
    assert {one.kind for one in ALL} == set(Kind)


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "of a later version", "value": "x"},
        {"kind": "place", "value": "village"},
        {"kind": "not before", "value": "soon"},
        {"value": "no kind"},
        "only words",
        7,
    ],
)
def test_a_row_that_cannot_be_read_stays_as_words(row: object) -> None:
    (one,) = read([row])
    assert one.kind is Kind.OTHER
    assert one.value


@pytest.mark.parametrize("nothing", [None, [], "", [""]])
def test_nothing_agreed_is_nothing(nothing: object) -> None:
    assert read(nothing) == ()


def test_the_latest_day_that_was_agreed_on_counts() -> None:
    two = (Agreed(kind=Kind.NOT_BEFORE, value="2026-03-20"), Agreed(kind=Kind.NOT_BEFORE, value="2026-04-01"))
    assert not_before(two) == date(2026, 4, 1)
    assert not_before(()) is None


@pytest.mark.parametrize("one", ALL)
def test_each_is_said_in_words(one: Agreed) -> None:
    assert len(str(one)) > 4
