"""How fine a date and a place are, and their finest form that is not finer than something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.observatory.date import coarser, read
from jebo.observatory.fineness import Fineness, no_finer, no_nearer, of_date
from jebo.observatory.place import PlaceKind, event_place
from jebo.packs import load

PLACES = load("kp").places
DAY, MONTH, QUARTER, YEAR = Fineness


@pytest.mark.parametrize(
    ("text", "fineness"),
    [
        ("2026-07-13", DAY), ("2026-07-1X", DAY), ("2026-07-01/2026-07-20", DAY), ("2026-07", MONTH), ("2026-02", MONTH),
        ("2026-06/2026-07", MONTH), ("2026-35", QUARTER), ("2026-22", QUARTER), ("2026", YEAR), ("2026~", YEAR), ("202X", YEAR),
        ("2026-07-13/..", DAY), ("2026-07/", MONTH), ("../2026", YEAR), ("XXXX", YEAR), ("2026-04-03/2026-07-20", DAY),
        ("2026-07-13/2027-07-14", DAY), ("2026-01/2027-12", MONTH), ("2026-34/2026-35", QUARTER), ("2026/2027", YEAR),
    ],
)  # fmt: skip
def test_a_part_of_a_month_is_as_fine_as_a_day_and_two_months_are_no_quarter(
    text: str, fineness: Fineness
) -> None:
    assert of_date(read(text)) is fineness


@pytest.mark.parametrize(
    ("text", "than", "wanted"),
    [
        ("2026-07-13", DAY, "2026-07-13"), ("2026-07-13", MONTH, "2026-07"), ("2026-07-13", QUARTER, "2026-35"),
        ("2026-07-1X?", QUARTER, "2026-35?"), ("2026-07~", QUARTER, "2026-35~"), ("2026-06-29/2026-07-02", QUARTER, "2026"),
        ("2026-12-30/2027-01-02", QUARTER, "202X"), ("2026", MONTH, "2026"), ("2026-07-13/..", QUARTER, "2026/.."),
        ("2026-06/2026-07", QUARTER, "2026"), ("2026-04-03/2026-07-20", QUARTER, "2026"), ("2026-07-13/2027-07-14", YEAR, "202X"),
        ("2026-34/2026-35", QUARTER, "2026-34/2026-35"),
    ],
)  # fmt: skip
def test_a_date_is_told_no_finer_than_it_may_be(text: str, than: Fineness, wanted: str) -> None:
    told = no_finer(read(text), than)
    assert told is not None
    assert told.text == wanted


@given(st.dates(), st.integers(0, 400), st.sampled_from(list(Fineness)))
def test_what_is_told_less_finely_still_holds_every_day_that_was_meant(
    start: object, days: int, than: Fineness
) -> None:
    from datetime import date, timedelta

    assert isinstance(start, date)
    if start.year + 3 > 9999 or start.year < 1000:
        return
    date_ = read(f"{start.isoformat()}/{(start + timedelta(days=days)).isoformat()}")
    told = no_finer(date_, than)
    if told is None:
        assert all(of_date(one) < than for one in (date_, *coarser(date_)))
        return
    assert of_date(told) >= than
    assert told.earliest <= date_.earliest <= date_.latest <= told.latest  # type: ignore[operator]


@pytest.mark.parametrize(
    ("id", "point", "near", "than", "wanted"),
    [
        ("KP0205", True, False, PlaceKind.PROVINCE, ("KP-09", False)),
        ("KP0205", True, False, PlaceKind.CITY, ("KP0205", False)),
        ("KP0205", False, True, PlaceKind.CITY, ("KP0205", True)),
        ("KP0205", False, True, PlaceKind.PROVINCE, ("KP-09", False)),
        ("KP-09", False, False, PlaceKind.CITY, ("KP-09", False)),
        ("KP0205", False, False, PlaceKind.COUNTRY, ("KP", False)),
        ("KP0205", True, False, PlaceKind.POINT, ("KP0205", False)),
    ],
)
def test_a_place_is_told_no_nearer_than_it_may_be(
    id: str, point: bool, near: bool, than: PlaceKind, wanted: tuple[str, bool]
) -> None:
    told = no_nearer(event_place(id, PLACES, point=point, near=near), than, PLACES)
    assert (told.id, told.near) == wanted
    if than is not PlaceKind.POINT:
        assert not told.point
