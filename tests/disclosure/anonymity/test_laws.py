"""What must hold of the figures whatever the story: the laws of the anonymity model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.disclosure.anonymity.scenes import (
    CIRCLES,
    between,
    circle,
    exact,
    fact,
    known,
    scene,
    some_facts,
    some_scenes,
    vaguer,
)

from jebo.disclosure.anonymity import (
    Draws,
    Fact,
    Known,
    Published,
    Scene,
    Shared,
    measure,
    numbers,
    outline,
)
from jebo.disclosure.anonymity.figures import others, suspected, triple, weight
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.numbers import Numbers, Steps

DRAWS = 16


def ready(story: Scene) -> Numbers:
    return numbers(outline(story), Draws(stop=DRAWS), 0.5)


def totals(story: Scene, steps: Steps | None = None) -> FloatArray:
    """People who could have said it all, in each draw."""
    part = ready(story)
    return weight(part.people, part.likelihood(steps or {}))


def fell(before: FloatArray, after: FloatArray) -> bool:
    """Whether a count fell in some draw, by more than rounding."""
    return bool((after < before * (1 - 1e-6) - 1e-9).any())


@given(some_scenes())
def test_the_posteriors_of_all_people_sum_to_one(story: Scene) -> None:
    part = ready(story)
    everybody = suspected(part.people, part.likelihood({}), 10**9)[0]
    assert everybody == pytest.approx(np.ones(DRAWS))


@given(some_scenes(least=2), st.data())
def test_the_order_of_the_facts_is_irrelevant(story: Scene, data: st.DataObject) -> None:
    facts = tuple(data.draw(st.permutations(story.facts)))
    assert (totals(story) == totals(replace(story, facts=facts))).all()


@given(some_scenes(), st.data())
def test_a_wider_wording_never_lowers_the_count_in_any_draw(story: Scene, data: st.DataObject) -> None:
    steps = {f.id: data.draw(st.integers(0, len(f.wordings) - 1)) for f in story.facts}
    chosen = data.draw(st.sampled_from(story.facts))
    wider = steps | {chosen.id: min(steps[chosen.id] + 1, len(chosen.wordings) - 1)}
    part = ready(story)
    before, after = (weight(part.people, part.likelihood(s)) for s in (steps, wider))
    assert not fell(before, after)


def test_a_ladder_that_narrows_would_be_seen() -> None:
    narrowing = scene(fact("f", known(low=5000, high=5000)))
    narrowed = scene(fact("f", known(low=50, high=50)))
    assert fell(totals(narrowing), totals(narrowed))


@given(exact, exact)
def test_a_vaguer_step_is_known_at_least_as_widely_by_every_type(one: Known, other: Known) -> None:
    part = ready(scene(fact("f", one, other, None)))
    first, second, last = (part.knowing(0, (step,)) for step in range(3))
    assert (second >= first).all()
    assert (last == 1).all()
    assert first.min() >= 1e-12
    assert second.max() <= 1


@given(some_scenes())
def test_no_single_person_is_likelier_than_one_among_all_who_could_have_said_it(story: Scene) -> None:
    part = ready(story)
    likelihood = part.likelihood({})
    worst = suspected(part.people, likelihood, 1)[0]
    assert (worst <= 1 / (others(weight(part.people, likelihood)) + 1) + 1e-9).all()


@given(some_scenes(), some_facts(prefix="extra"))
def test_telling_types_apart_without_need_changes_nothing(story: Scene, extra: tuple[Fact, ...]) -> None:
    """A fact that is dropped splits types into finer ones with equal K, and moves no other fact's draws.

    To a thousandth: how two large circles overlap shifts a little once both hold enumerated ones.
    """
    dropped = {f.id: len(f.wordings) - 1 for f in extra}
    extra = tuple(replace(f, breath=None) for f in extra)
    finer = replace(story, facts=story.facts + extra)
    assert totals(finer, dropped) == pytest.approx(totals(story), rel=1e-3, abs=1e-9)


def test_suspicion_does_not_change_either_when_types_are_told_apart_without_need() -> None:
    story = scene(fact("f", known("crowd", 500, 500)))
    circles = fact("g", known("families inspectors"), None)
    attribute = fact("s", Shared(attribute="sex:x", share=between(0.5)), None)
    finer = replace(story, facts=(*story.facts, circles, attribute))
    one, other = measure(story).suspected_first, measure(finer, {"g": 1, "s": 1}).suspected_first
    assert one is not None
    assert other is not None
    assert one.high == pytest.approx(other.high)


@pytest.mark.parametrize("inside", ["city", "country"])
def test_splitting_a_circle_and_keeping_its_members_changes_nothing(inside: str) -> None:
    whole = {"c": circle("c", 90, 90, inside)}
    halves = {"c1": circle("c1", 40, 40, inside), "c2": circle("c2", 50, 50, inside)}
    story = scene(fact("f", known("c", 200, 200)), fact("g", known("crowd", 900, 900)))
    split = scene(fact("f", known("c1 c2", 200, 200)), fact("g", known("crowd", 900, 900)))
    before = totals(replace(story, circles=CIRCLES | whole))
    assert totals(replace(split, circles=CIRCLES | halves)) == pytest.approx(before)


def test_a_circle_declared_inside_the_core_changes_nothing() -> None:
    story = scene(fact("f", known("crowd")))
    inner = {"front": circle("front", 30, 60, "crowd")}
    named = scene(fact("f", known("crowd front")))
    assert totals(replace(named, circles=CIRCLES | inner)) == pytest.approx(totals(story))


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=70))
def test_low_middle_and_high_stand_in_order(values: list[float]) -> None:
    figure = triple(np.array(values))
    assert figure.low <= figure.middle * (1 + 1e-12) <= figure.high * (1 + 1e-9)


published = st.tuples(exact, st.sampled_from(["f0", "old"]), st.sampled_from([None, "b"]))


@given(some_scenes(), st.lists(published, min_size=1, max_size=3))
@settings(max_examples=60)
def test_a_linked_story_never_raises_the_count(
    story: Scene, past: list[tuple[Known, str, str | None]]
) -> None:
    history = tuple(
        Published(id=name, tells=tells, story=f"s{i}", linked=True, bundle=bundle)
        for i, (tells, name, bundle) in enumerate(past)
    )
    assert not fell(totals(replace(story, history=history)), totals(story))


@given(some_scenes(most=3))
def test_a_detail_told_twice_changes_nothing(story: Scene) -> None:
    first = replace(story.facts[0], entity="thing")
    once = replace(story, facts=(first, *story.facts[1:]))
    twice = replace(story, facts=(first, replace(first, id="again"), *story.facts[1:]))
    assert totals(twice) == pytest.approx(totals(once), rel=1e-9, abs=1e-12)


def test_a_second_detail_that_is_not_the_same_one_would_be_seen() -> None:
    once = scene(fact("f", known()))
    twice = scene(fact("f", known()), fact("again", known()))
    assert fell(totals(once), totals(twice))


def test_a_fact_that_was_published_before_costs_nothing_twice() -> None:
    story = scene(fact("f", known("crowd"), vaguer("crowd"), None))
    told = Published(id="f", tells=known("crowd"), story="s", linked=True)
    assert totals(replace(story, history=(told,))) == pytest.approx(totals(story))
    assert totals(replace(story, history=(told,)), {"f": 2}) == pytest.approx(totals(story))
