"""Who knows what: members of the core, and the rings around the place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.disclosure.anonymity.scenes import between, fact, known, scene, vaguer

from jebo.disclosure.anonymity import Draws, Fact, Lives, Shared, Traced, numbers, outline
from jebo.disclosure.anonymity.knowing import known_by_kind, spread_shares
from jebo.disclosure.anonymity.numbers import Numbers

ONE = Draws(middle=True)


def ready(*facts: Fact) -> Numbers:
    return numbers(outline(scene(*facts)), ONE, 0.5)


def people_who_know(part: Numbers, step: int = 0) -> float:
    told = part.knowing(0, (step,))[part.outline.codes[:, 0]]
    return float((told * part.people).sum())


def test_the_knowers_outside_the_core_are_spread_over_city_province_and_country() -> None:
    crowd = np.array([[50.0], [1e5], [1e6], [1e7]])
    told = known_by_kind(3, crowd, np.array([0.9]), np.array([1045.0]))
    assert told[:, 0] == pytest.approx([0.9, 0.8 * 1000 / 1e5, 0.18 * 1000 / 1e6, 0.02 * 1000 / 1e7])


def test_word_gets_out_a_little_even_where_the_core_alone_could_be_all_who_know() -> None:
    told = known_by_kind(1, np.array([[500.0], [1e6]]), np.array([0.9]), np.array([100.0]))
    assert told[1, 0] == pytest.approx(0.02 * 100 / 1e6)


@pytest.mark.parametrize(("rings", "shares"), [(3, (0.8, 0.18, 0.02)), (2, (0.98, 0.02)), (1, (1.0,))])
def test_what_a_missing_ring_would_hold_goes_to_the_next_wider(rings: int, shares: tuple[float, ...]) -> None:
    assert spread_shares(rings) == pytest.approx(shares)


def test_as_many_people_know_a_fact_as_the_scene_says() -> None:
    assert people_who_know(ready(fact("f", known("families", 500, 500)))) == pytest.approx(500, rel=0.01)


def test_a_vaguer_wording_is_known_to_ten_times_as_many() -> None:
    part = ready(fact("f", known("", 500, 500), vaguer(), vaguer(), None))
    assert people_who_know(part, 1) == pytest.approx(5000, rel=0.01)
    assert people_who_know(part, 2) == pytest.approx(50_000, rel=0.01)


def test_ten_times_is_capped_by_the_adults_of_the_place_that_is_named() -> None:
    part = ready(fact("f", known("", 60_000, 60_000), vaguer(), None))
    city = ONE.between(scene().places["port"].adults, "adults|port")[0]
    assert 60_000 < people_who_know(part, 1) <= city


def test_a_size_that_somebody_gives_goes_before_ten_times() -> None:
    part = ready(fact("f", known("", 500, 500), known("", 900, 900), None))
    assert people_who_know(part, 1) == pytest.approx(900, rel=0.02)


def test_members_of_a_circle_inside_the_core_know_too() -> None:
    part = ready(fact("f", known("inspectors", 50, 50)), fact("g", known("chief", 10, 10)))
    types = part.outline.types
    chief = types.member[:, types.keys.index("chief@port")]
    first = part.outline.order[part.outline.starts]
    told = part.knowing(0, (0,))[part.outline.codes[:, 0], 0]
    assert told[chief[first]] == pytest.approx(0.9)


def test_what_is_told_in_one_breath_is_one_fact_the_widest() -> None:
    narrow, wide = fact("narrow", known("", 20, 20), None), fact("wide", known("", 2000, 2000), None)
    together = ready(*(replace(f, breath="x") for f in (narrow, wide)))
    assert len(together.outline.factors) == 1
    both = together.likelihood({})
    assert (together.people * both).sum() == pytest.approx(people_who_know(ready(wide)), rel=1e-6)


def test_vaguer_wording_of_one_fact_does_not_free_another_told_in_the_same_breath() -> None:
    facts = (fact("a", known("", 20, 20), vaguer(), None), fact("b", known("", 30, 30), None))
    part = ready(*(replace(f, breath="x") for f in facts))
    at = [(part.people * part.likelihood({"a": step})).sum() for step in range(3)]
    assert at == pytest.approx([30, 30, 30], rel=0.01)


def test_a_trace_tells_all_people_alike() -> None:
    part = ready(fact("f", Traced(share=between(0.1)), None))
    assert part.likelihood({}) == pytest.approx(0.1)
    assert part.likelihood({"f": 1}) == pytest.approx(1.0)


def test_an_attribute_is_had_by_its_share_and_by_nobody_else() -> None:
    half = Shared(attribute="sex:female", share=between(0.5))
    part = ready(fact("f", half, None), fact("g", Lives(place="port"), None))
    city = ONE.between(scene().places["port"].adults, "adults|port")[0]
    assert (part.people * part.likelihood({})).sum() == pytest.approx(city / 2, rel=1e-3)


def test_either_of_two_ages_is_had_by_both_shares() -> None:
    one, either = (
        Shared(attribute="age:40", share=between(0.2)),
        Shared(attribute="age:40+50", share=between(0.4)),
    )
    part = ready(fact("f", one, either, None))
    whole = part.people.sum()
    shares = [(part.people * part.likelihood({"f": step})).sum() / whole for step in range(3)]
    assert shares == pytest.approx([0.2, 0.4, 1.0], rel=1e-3)
