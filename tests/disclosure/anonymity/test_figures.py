"""The figures that are shown, and what they are compared with."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.disclosure.anonymity.scenes import fact, known, scene, vaguer

from jebo.disclosure.anonymity import (
    BadLimits,
    BadScene,
    Draws,
    Figures,
    Limits,
    Published,
    Triple,
    Verdict,
    expert_view,
    measure,
    numbers,
    outline,
    shapley_shares,
    union,
    verdict,
    what_if,
)
from jebo.disclosure.anonymity.figures import suspected
from jebo.disclosure.anonymity.numbers import Steps


def figures(low: float = 5, middle: float = 50, high: float = 0.1) -> Figures:
    speakers = Triple(low=low, middle=middle, high=middle * 5)
    first = Triple(low=0.0, middle=high / 2, high=high)
    unique = low < 1
    return Figures(
        possible_speakers=speakers,
        suspected_first=None if unique else first,
        treat_as_unique=unique,
        vulnerability=None if unique else first,
        draws=64,
        k=20,
    )


def test_the_twenty_likeliest_are_counted_from_the_likeliest_down() -> None:
    people, chance = np.array([[15.0], [10.0], [1000.0]]), np.array([[0.2], [0.8], [0.01]])
    whole = 15 * 0.2 + 10 * 0.8 + 1000 * 0.01
    assert suspected(people, chance, 20)[0] == pytest.approx([(10 * 0.8 + 10 * 0.2) / whole])


def test_of_thousands_of_types_the_same_people_are_suspected_first() -> None:
    rng = np.random.Generator(np.random.PCG64(7))
    people, chance = rng.uniform(0.001, 3, (3000, 8)), rng.uniform(0, 1, (3000, 8)) ** 9
    few = [suspected(people[:, [d]], chance[:, [d]], 20)[0][0] for d in range(8)]
    order = np.argsort(-chance, axis=0)
    for d in range(8):
        crowd, left, mass = people[order[:, d], d], 20.0, 0.0
        for n, p in zip(crowd, chance[order[:, d], d], strict=True):
            mass, left = mass + min(n, left) * p, left - min(n, left)
        assert few[d] == pytest.approx(mass / (people[:, d] @ chance[:, d]))


@pytest.mark.parametrize(
    ("made", "left_open", "rewrite", "wanted"),
    [
        (figures(), False, False, Verdict.WITHIN),
        (figures(), True, True, Verdict.REWORD),
        (figures(), True, False, Verdict.NOT_LIKE_THIS),
        (figures(middle=19), False, True, Verdict.REWORD),
        (figures(low=0.9), False, True, Verdict.REWORD),
        (figures(high=0.21), False, False, Verdict.NOT_LIKE_THIS),
        (figures(middle=20, low=1, high=0.2), False, False, Verdict.WITHIN),
    ],
)
def test_the_verdict(made: Figures, left_open: bool, rewrite: bool, wanted: Verdict) -> None:
    assert verdict(made, Limits(), left_open=left_open, rewrite_within=rewrite) is wanted


@pytest.mark.parametrize(
    "wrong", [{"middle": -1}, {"suspected": 0}, {"suspected": 1.5}, {"k": 0}, {"low": float("nan")}]
)
def test_limits_that_cannot_be_meant_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(BadLimits):
        Limits(**wrong)  # type: ignore[arg-type]


def test_what_if_says_what_one_other_wording_alone_would_do() -> None:
    story = scene(fact("f", known("", 50, 50), vaguer(), None), fact("g", known("", 500, 500), None))
    part = numbers(outline(story), Draws(stop=64), 0.5)
    asked = what_if(part)
    assert [figure.middle for figure in asked["f"]] == sorted(figure.middle for figure in asked["f"])
    assert asked["f"][1] == measure(story, {"f": 1}).possible_speakers
    assert asked["g"][0] == asked["f"][0]


def test_independence_is_the_floor_of_the_count() -> None:
    made = outline(scene(*(fact(f"f{i}", known("crowd", 3000, 3000)) for i in range(3))))
    view = expert_view(made)
    assert view[0.0].middle < view[0.3].middle < view[0.7].middle


def test_shares_of_the_cost_sum_to_the_whole_cost() -> None:
    story = scene(*(fact(f"f{i}", known("crowd", 10.0 ** (2 + i / 2), 1e4), None) for i in range(5)))
    made = outline(story)
    part = numbers(made, Draws(middle=True), 0.5)
    told: tuple[Steps, Steps] = ({}, {f"f{i}": 1 for i in range(5)})
    said, silent = (float((part.people * part.likelihood(steps)).sum()) for steps in told)
    cost = np.log2(silent) - np.log2(max(said, 1.0))
    assert sum(shapley_shares(made).values()) == pytest.approx(cost)


def test_sampled_shares_sum_to_the_whole_cost_too_and_put_the_dearest_first() -> None:
    facts = [fact(f"f{i:02}", known("", 3000 if i else 60, 1e5), None) for i in range(14)]
    made = outline(scene(*facts))
    part = numbers(made, Draws(middle=True), 0.5)
    silent = float(part.people.sum())
    said = max(float((part.people * part.likelihood({})).sum()), 1.0)
    shares = shapley_shares(made)
    assert sum(shares.values()) == pytest.approx(np.log2(silent) - np.log2(said))
    assert max(shares, key=lambda name: shares[name]) == "f00"


def test_what_no_reader_can_link_counts_for_the_warning_only() -> None:
    story = scene(fact("f", known("", 3000, 3000), None))
    past = Published(id="old", tells=known("", 200, 200), story="s", linked=False)
    alone, warned = measure(story), measure(replace(story, history=(past,)))
    assert alone.ever_published is None
    assert warned.possible_speakers == alone.possible_speakers
    assert warned.ever_published is not None
    assert warned.ever_published.middle < alone.possible_speakers.middle


def test_two_editions_count_as_what_both_together_tell() -> None:
    korean = scene(fact("count", known("", 3000, 3000), None), fact("day", known("", 9000, 9000), None))
    english = scene(fact("count", known("", 60, 60), None))
    both = measure(union(korean, english))
    only = scene(fact("count", known("", 60, 60), None), fact("day", known("", 9000, 9000), None))
    assert both.possible_speakers.middle == pytest.approx(measure(only).possible_speakers.middle)
    assert measure(union(korean, korean)) == measure(korean)


def test_editions_in_different_countries_are_no_editions_of_one_story() -> None:
    with pytest.raises(BadScene):
        union(scene(), replace(scene(), root="north"))


def test_two_facts_with_one_id_are_refused() -> None:
    with pytest.raises(BadScene):
        scene(fact("f", known()), fact("f", known()))
