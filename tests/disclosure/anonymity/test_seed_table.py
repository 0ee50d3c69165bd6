"""The facts of the seed fact table: as printed, reworded as the table suggests, and with three of them left
out.
"""

from __future__ import annotations

import pytest
from tests.disclosure.anonymity.seed import PRINTED, REWORDED, SCENE, THREE_DROPPED

from jebo.disclosure.anonymity import Limits, bridges, measure, shapley_shares
from jebo.disclosure.anonymity.outline import outline


def test_as_printed_the_source_is_treated_as_unique() -> None:
    figures = measure(SCENE, PRINTED, draws=2000)
    assert figures.treat_as_unique
    assert figures.possible_speakers.middle < 1
    assert figures.suspected_first is None
    assert figures.vulnerability is None


def test_reworded_as_the_table_suggests_a_handful_of_others_could_have_said_it() -> None:
    """The rough prototype said about 20; docs/explanation/anonymity.md tells why this model says 7."""
    assert measure(SCENE, REWORDED, draws=2000).possible_speakers.middle == pytest.approx(7.3, rel=0.1)


def test_without_its_three_most_inside_facts_it_is_within_limits() -> None:
    figures = measure(SCENE, THREE_DROPPED, draws=2000)
    assert figures.possible_speakers.middle == pytest.approx(152, rel=0.1)
    assert Limits().met(figures)


@pytest.mark.parametrize("fact", ["F03", "F11"])
def test_leaving_out_one_of_the_two_inside_facts_is_enough_for_the_middle(fact: str) -> None:
    assert measure(SCENE, REWORDED | {fact: 2}, draws=2000).possible_speakers.middle > 20


def test_the_inspectors_and_the_families_cost_the_most() -> None:
    shares = shapley_shares(outline(SCENE), REWORDED)
    assert set(sorted(shares, key=lambda fact: -shares[fact])[:2]) == {"F03", "F11"}


def test_telling_of_the_inspectors_and_of_the_families_raises_a_bridge_warning() -> None:
    assert bridges(SCENE, REWORDED)[0].facts == (("F03",), ("F11",))


def test_no_bridge_is_seen_once_one_side_is_left_out() -> None:
    assert not bridges(SCENE, REWORDED | {"F03": 2})
