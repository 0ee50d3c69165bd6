"""The types are the people of the country, each once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from tests.disclosure.anonymity.scenes import (
    CIRCLES,
    PLACES,
    between,
    circle,
    fact,
    known,
    place,
    scene,
    some_scenes,
)

from jebo.disclosure.anonymity import BadScene, Draws, Scene, Shared, measure, population
from jebo.disclosure.anonymity.population import TooManyTypes
from jebo.disclosure.country import Circle

DRAWS = Draws(stop=16)


def members(story: Scene, key: str) -> np.typing.NDArray[np.float64]:
    types = population(story)
    return np.asarray(types.sizes(DRAWS)[types.member[:, types.keys.index(key)]].sum(axis=0))


@given(some_scenes(most=6))
def test_the_types_make_up_the_country_exactly(story: Scene) -> None:
    sizes = population(story).sizes(DRAWS)
    assert sizes.min() >= 0
    assert sizes.sum(axis=0) == pytest.approx(DRAWS.between(story.places["land"].adults, "adults|land"))


@pytest.mark.parametrize("name", ["crowd", "traders", "inspectors", "families"])
def test_a_circle_has_as_many_members_as_were_drawn(name: str) -> None:
    story = scene(fact("f", known("crowd traders inspectors families stall chief")))
    drawn = DRAWS.between(CIRCLES[name].size, f"size|{name}@port")
    assert members(story, f"{name}@port") == pytest.approx(drawn)


def test_a_small_circle_lies_wholly_in_what_it_is_declared_to_lie_in() -> None:
    types = population(scene(fact("f", known("stall chief"))))
    inside = {key: types.member[:, types.keys.index(key)] for key in types.keys}
    assert (inside["traders@port"] | ~inside["stall@port"]).all()
    assert (inside["inspectors@port"] | ~inside["chief@port"]).all()


def test_small_circles_that_nobody_declares_nested_do_not_overlap() -> None:
    types = population(scene(fact("f", known("inspectors families"))))
    both = types.member[:, [types.keys.index("inspectors@port"), types.keys.index("families@port")]]
    assert not both.all(axis=1).any()


def test_large_circles_cross_by_share() -> None:
    story = scene(fact("f", known("crowd traders")))
    types = population(story)
    both = types.member.all(axis=1)
    people, crowd, traders = (
        types.sizes(DRAWS)[both].sum(axis=0),
        members(story, "crowd@port"),
        members(story, "traders@port"),
    )
    city = DRAWS.between(story.places["port"].adults, "adults|port")
    assert people == pytest.approx(crowd * traders / city)


def test_a_circle_stands_where_the_exact_wording_puts_it_also_when_a_vaguer_one_names_the_province() -> None:
    types = population(scene(fact("f", known("crowd"), known("crowd", where="north"), None)))
    assert types.keys == ("crowd@port",)


def test_many_large_circles_do_not_multiply_without_end() -> None:
    many = {f"c{i}": circle(f"c{i}", 500, 900, "city") for i in range(12)}
    story = replace(scene(fact("f", known(" ".join(many)))), circles=many)
    types = population(story)
    assert len(types) < 1000
    assert types.sizes(DRAWS).sum(axis=0) == pytest.approx(
        DRAWS.between(story.places["land"].adults, "adults|land")
    )


def test_attributes_of_one_kind_exclude_each_other_and_leave_a_rest() -> None:
    middle, older = (
        Shared(attribute="age:40+50", share=between(0.3)),
        Shared(attribute="age:60", share=between(0.3)),
    )
    types = population(scene(fact("f", middle), fact("g", older)))
    assert types.traits == ("age:40", "age:50", "age:60")
    assert types.trait.sum(axis=1).max() == 1
    assert not types.trait[-1].any()


@pytest.mark.parametrize(
    ("circles", "core", "where"),
    [
        ({}, "nobody", "port"),
        ({"a": circle("a", 5, 9, "b"), "b": circle("b", 5, 9, "a")}, "a", "port"),
        ({}, "", "nowhere"),
        ({}, "", "island"),
    ],
    ids=["a missing circle", "circles inside each other", "a missing place", "a place outside the country"],
)
def test_a_scene_that_names_what_it_does_not_have_is_refused(
    circles: dict[str, Circle], core: str, where: str
) -> None:
    story = scene(fact("f", known(core, where=where)))
    places = PLACES | {"island": place("island", "city", None, 10)}
    with pytest.raises(BadScene) as raised:
        population(replace(story, circles=CIRCLES | circles, places=places))
    assert not any(word in str(raised.value) for word in ("nobody", "nowhere", "island", "'a'"))


def test_more_traits_than_one_person_has_leave_nobody_else_and_some_do() -> None:
    def told(count: int) -> Scene:
        traits = [
            fact(f"{kind} {n}", Shared(attribute=f"{kind}:{n}", share=between(0.1, 0.1)))
            for kind in ("role", "age", "sex")
            for n in range(count)
        ]
        return scene(*traits)

    assert len(population(told(3)).trait) >= 64
    with pytest.raises(TooManyTypes):
        population(told(60))
    assert measure(told(60)).treat_as_unique
    assert measure(told(60)).possible_speakers.high == 0
