"""What of an event may stand in the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.observatory.country import EN, PACK, TRADERS, event

from jebo.observatory.date import read
from jebo.observatory.event import Goods
from jebo.observatory.fineness import Fineness
from jebo.observatory.may import Grant, Held, May, Said, enters, entry
from jebo.observatory.place import PlaceKind
from jebo.observatory.quantity import exactly
from jebo.observatory.role import Body, Class, Part, Role, Sealed

HELD = event(
    "fffffff2", "ARREST", "2026-07-13", "KP0205", stories=(EN,), counted="people", quantity=exactly(4),
    roles=(
        Role(part=Part.PATIENT, who=TRADERS, quantity=exactly(4)),
        Role(part=Part.PATIENT, who=Sealed(id="x")),
        Role(part=Part.AGENT, who=Body(organisation="UC")),
    ),
    goods=(Goods(code="G1", quantity=exactly(20)),),
)  # fmt: skip
ALL = May(when=Fineness.DAY, where=PlaceKind.POINT, who=True, goods=True, number=True)


def put(held: Held) -> tuple[str, str, int, int, bool]:
    """What stands in the record: date, place, parts, goods, whether any number."""
    told = entry(held, PACK.places, PACK.events)
    assert told is not None
    numbers = [told.quantity, *(one.quantity for one in told.roles), *(one.quantity for one in told.goods)]
    return told.date.text, told.place.id, len(told.roles), len(told.goods), any(numbers)


def test_by_default_an_event_enters_by_province_and_quarter_and_nothing_else_is_told() -> None:
    assert put(Held(event=HELD, may=ALL)) == ("2026-35", "KP-09", 0, 0, False)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (Said(when=Fineness.MONTH), ("2026-07", "KP-09", 0, 0, False)),
        (Said(when=Fineness.DAY), ("2026-07-13", "KP-09", 0, 0, False)),
        (Said(where=PlaceKind.CITY), ("2026-35", "KP0205", 0, 0, False)),
        (Said(tells=frozenset({"role 0 ko"})), ("2026-35", "KP-09", 1, 0, False)),
        (Said(tells=frozenset({"goods G1"})), ("2026-35", "KP-09", 0, 1, False)),
    ],
)  # fmt: skip
def test_it_is_told_more_finely_only_where_a_released_story_did(
    said: Said, wanted: tuple[object, ...]
) -> None:
    assert put(Held(event=HELD, may=ALL, said=said)) == wanted


def test_where_the_limits_do_not_hold_even_for_that_it_is_told_as_its_stories_told() -> None:
    assert put(Held(event=HELD, may=ALL, grant=Grant.SAID)) == ("2026", "KP", 0, 0, False)
    said = Said(when=Fineness.MONTH, where=PlaceKind.CITY, tells=frozenset({"goods G1"}))
    assert put(Held(event=HELD, may=ALL, said=said, grant=Grant.SAID)) == ("2026-07", "KP0205", 0, 1, False)


def test_where_the_limits_hold_it_is_told_as_the_desk_says() -> None:
    assert put(Held(event=HELD, may=ALL, grant=Grant.ALL)) == ("2026-07-13", "KP0205", 3, 1, True)


@pytest.mark.parametrize("grant", Grant)
def test_the_desk_can_always_say_less(grant: Grant) -> None:
    said = Said(when=Fineness.DAY, where=PlaceKind.CITY, tells=frozenset({"role 0 en", "goods G1"}))
    little = May(when=Fineness.YEAR, where=PlaceKind.COUNTRY)
    assert put(Held(event=HELD, may=little, said=said, grant=grant)) == ("2026", "KP", 0, 0, False)


def test_a_person_is_never_named() -> None:
    told = entry(Held(event=HELD, may=ALL, grant=Grant.ALL), PACK.places, PACK.events)
    assert told is not None
    assert not any(isinstance(one.who, Sealed) for one in told.roles)
    assert Class(names={"en": "a person", "ko": "한 사람"}) in [one.who for one in told.roles]


@pytest.mark.parametrize(
    "code", ["SMUG_SEA", "SMUG_LAND", "CONSIGN", "REMIT", "BRIBE", "ASSET_SALE", "ESCAPE", "DOC_LEAK"]
)
def test_what_would_serve_the_other_side_is_only_counted(code: str) -> None:
    held = Held(event=replace(HELD, type=code), may=ALL, grant=Grant.ALL)
    assert entry(held, PACK.places, PACK.events) is None
    named = replace(held, may=replace(ALL, named=True))
    assert entry(named, PACK.places, PACK.events) is not None, "the desk may tell of it, where a story did"
    unsaid = replace(named, event=replace(named.event, stories=()))
    assert entry(unsaid, PACK.places, PACK.events) is None


def test_a_time_that_no_wider_form_holds_does_not_enter() -> None:
    over = Held(event=replace(HELD, date=read("1999-12-30/2000-01-02")), may=ALL)
    assert entry(over, PACK.places, PACK.events) is None


@pytest.mark.parametrize(
    ("when", "entered", "wanted"),
    [
        ("2026-35", date(2026, 10, 9), date(2026, 12, 30)),
        ("2026-35", date(2027, 2, 28), date(2027, 3, 1)),
        ("2026-35", date(2027, 2, 1), date(2027, 3, 1)),
        ("2026", date(2026, 12, 31), date(2027, 4, 1)),
        ("2026/..", date(2026, 12, 31), date(2027, 4, 1)),
        (
            "2026-07",
            date(2026, 8, 9),
            date(2026, 12, 30),
        ),  # as its quarter does: the first release tells nothing of the month
        ("2026-07-13", date(2026, 8, 9), date(2026, 12, 30)),
        ("XXXX", date(2026, 12, 5), date(2027, 1, 1)),
    ],
)
def test_it_enters_when_its_time_is_long_over_and_never_on_the_day_that_somebody_chose(
    when: str, entered: date, wanted: date
) -> None:
    assert enters(read(when), entered) == wanted
