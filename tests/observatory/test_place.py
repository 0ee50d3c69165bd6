"""A place is as exact as somebody told it, and wider places hold it."""

from __future__ import annotations

import pytest

from jebo.disclosure.country import Place, Range
from jebo.observatory.place import EventPlace, coarser, containment, event_place
from jebo.observatory.unreadable import UnknownPlace

TREE = [
    ("land", "country", None),
    ("north", "province", "land"),
    ("south", "province", "land"),
    ("harbour", "city", "north"),
    ("hill", "city", "north"),
    ("field", "city", "south"),
    ("docks", "ward", "harbour"),
]
PLACES = {
    id_: Place(id=id_, level=level, names={"en": id_}, inside=inside, adults=Range(low=1, high=2))
    for id_, level, inside in TREE
}


def place(text: str) -> EventPlace:
    """``harbour``, ``a spot in harbour``, ``near harbour``."""
    *how, id_ = text.split()
    return event_place(id_, PLACES, point="spot" in how, near="near" in how)


@pytest.mark.parametrize(
    ("text", "kind", "precision"),
    [
        ("docks", "district", 1),
        ("harbour", "city", 1),
        ("a spot in harbour", "point", 1),
        ("near harbour", "city", 2),
        ("north", "province", 3),
        ("a spot in north", "point", 3),
        ("land", "country", 3),
    ],
)
def test_a_place_has_a_kind_and_a_precision(text: str, kind: str, precision: int) -> None:
    assert (place(text).kind, place(text).precision) == (kind, precision)


@pytest.mark.parametrize(
    ("text", "wider"),
    [
        ("a spot in docks", ["docks", "harbour", "north", "land"]),
        ("docks", ["harbour", "north", "land"]),
        ("near harbour", ["north", "land"]),
        ("land", []),
    ],
)
def test_a_place_goes_up_to_the_country(text: str, wider: list[str]) -> None:
    found = coarser(place(text), PLACES)
    assert [one.id for one in found] == wider
    assert not any(one.point or one.near for one in found)
    assert [one.precision for one in found] == sorted(one.precision for one in found)


@pytest.mark.parametrize(
    ("one", "other", "answer", "back"),
    [
        ("harbour", "harbour", "same", "same"),
        ("docks", "harbour", "inside", "around"),
        ("docks", "land", "inside", "around"),
        ("a spot in harbour", "harbour", "inside", "around"),
        ("a spot in harbour", "a spot in harbour", "possible", "possible"),
        ("docks", "a spot in harbour", "possible", "possible"),
        ("harbour", "hill", "contradict", "contradict"),
        ("docks", "hill", "contradict", "contradict"),
        ("harbour", "south", "contradict", "contradict"),
        ("near harbour", "hill", "possible", "possible"),
        ("near harbour", "harbour", "possible", "possible"),
        ("near harbour", "north", "inside", "around"),
        ("near harbour", "field", "contradict", "contradict"),
        ("near harbour", "near hill", "possible", "possible"),
    ],
)
def test_one_place_is_the_other_in_it_or_elsewhere(one: str, other: str, answer: str, back: str) -> None:
    assert containment(place(one), place(other), PLACES) == answer
    assert containment(place(other), place(one), PLACES) == back


def test_every_wider_form_holds_the_place() -> None:
    for id_, *_rest in TREE:
        one = event_place(id_, PLACES)
        assert {containment(one, wider, PLACES).value for wider in coarser(one, PLACES)} <= {"inside"}


def test_a_place_that_the_pack_does_not_know_is_refused_without_naming_it() -> None:
    with pytest.raises(UnknownPlace) as raised:
        event_place("the baker's house", PLACES)
    assert "baker" not in repr(raised.value) + str(raised.value)
