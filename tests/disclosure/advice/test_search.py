"""The rewrites on offer: true, within limits, and as little lost as can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.disclosure.anonymity import seed
from tests.disclosure.anonymity.scenes import fact, known, ladder, one_breath, scene, some_facts, vaguer

from jebo.disclosure.advice.choices import choices
from jebo.disclosure.advice.proof import prove
from jebo.disclosure.advice.search import Rewrite, Task, brute_force, distinct, greedy
from jebo.disclosure.anonymity import Fact, Limits, Scene, Wording, measure, outline

LIMITS = Limits()


def task(story: Scene, limits: Limits = LIMITS, draws: int = 64) -> Task:
    return Task(outline(story), limits, draws=draws)


def hard() -> Scene:
    cores = ("families", "crowd", "", "inspectors", "traders")
    facts = [
        fact(f"f{i}", known(core, 60, 600), vaguer(core), vaguer(core, "north"), None)
        for i, core in enumerate(cores)
    ]
    return scene(*facts)


@pytest.mark.parametrize("search", [greedy, prove, brute_force])
def test_every_answer_is_within_limits(search: Callable[[Task], Rewrite | None]) -> None:
    found = search(task(hard()))
    assert found is not None
    assert LIMITS.met(measure(hard(), found.steps))


def test_a_wording_that_was_not_reworded_would_not_be_within() -> None:
    assert not LIMITS.met(measure(hard()))


@given(some_facts(least=2, most=4), st.sampled_from([5.0, 20.0, 1000.0]))
@settings(max_examples=25)
def test_the_proof_finds_what_trying_everything_finds(facts: tuple[Fact, ...], middle: float) -> None:
    asked = task(scene(*facts), Limits(middle=middle), draws=24)
    best, proven = brute_force(asked), prove(asked)
    assert (best is None) == (proven is None)
    if best is not None and proven is not None:
        assert proven.loss == pytest.approx(best.loss)
        assert proven.gap == 0


@given(some_facts(least=2, most=5), st.data())
@settings(max_examples=25)
def test_greedy_never_claims_less_loss_than_the_best(facts: tuple[Fact, ...], data: st.DataObject) -> None:
    if data.draw(st.booleans()):
        facts = one_breath(facts)
    asked = task(scene(*facts), draws=16)
    best, quick = brute_force(asked), greedy(asked)
    assert (best is None) == (quick is None)
    if best is not None and quick is not None:
        assert quick.loss >= best.loss - 1e-9


def test_a_proof_without_the_time_for_it_says_how_far_off_it_may_be() -> None:
    asked = task(hard())
    best, hasty = prove(asked), prove(asked, budget=1)
    assert best is not None
    assert hasty is not None
    assert hasty.gap is not None
    assert hasty.gap > 0
    assert hasty.loss - hasty.gap <= best.loss + 1e-9


def test_what_is_within_already_loses_nothing() -> None:
    found = greedy(task(scene(fact("f", known("", 90_000, 90_000), None))))
    assert found is not None
    assert found.loss == 0


def test_mentions_of_one_entity_move_together() -> None:
    facts = [
        replace(fact(f"f{i}", known("", 20, 20), vaguer(), vaguer(where="north"), None), entity="count")
        for i in range(2)
    ]
    found = greedy(task(scene(*facts)))
    assert found is not None
    assert len(set(found.steps.values())) == 1


def test_a_plural_source_is_never_made_of_one() -> None:
    wordings = (
        Wording(text="a source", loss=0.0, tells=known("", 10, 10)),
        Wording(text="sources", loss=0.1, tells=known("", 9e4, 9e4), needs_two=True),
        Wording(text="", loss=5.0, tells=None),
    )
    lone = scene(Fact(id="f", wordings=wordings))
    assert [choice.steps for choice in choices(lone)] == [(0, 2)]
    assert [choice.steps for choice in choices(replace(lone, plural=True))] == [(0, 1, 2)]
    found = greedy(task(lone))
    assert found is not None
    assert found.steps == {"f": 2}


def test_a_step_that_a_rule_closes_is_never_taken() -> None:
    closed = Fact(id="f", wordings=ladder(known("", 9e4, 9e4), None), forbidden=frozenset({0}))
    found = greedy(task(scene(closed)))
    assert found is not None
    assert found.steps == {"f": 1}


def test_the_last_step_stays_open_where_all_others_are_closed() -> None:
    closed = Fact(id="f", wordings=ladder(known(), None), forbidden=frozenset({0, 1}))
    assert choices(scene(closed))[0].steps == (1,)


def test_facts_told_in_one_breath_are_widened_together() -> None:
    steps = (known("", 30, 30), vaguer(), vaguer(where="north"), None)
    facts = one_breath(tuple(fact(f"f{i}", *steps) for i in range(6)))
    found = greedy(task(scene(*facts)))
    assert found is not None
    assert found.loss <= 6


def test_the_rewrites_on_offer_differ_in_two_facts_or_more_and_the_least_loss_comes_first() -> None:
    found = distinct(task(seed.SCENE), 3)
    assert len(found) == 3
    losses = [rewrite.loss for rewrite in found]
    assert losses == sorted(losses)
    for i, one in enumerate(found):
        assert LIMITS.met(one.figures)
        for other in found[:i]:
            assert sum(one.steps[f] != other.steps[f] for f in one.steps) >= 2


def test_a_confirmed_rewrite_holds_on_the_draws_of_the_release() -> None:
    found = greedy(task(seed.SCENE), confirm=2000)
    assert found is not None
    assert found.figures.draws == 2000
    assert LIMITS.met(found.figures)


def test_the_seed_story_is_proven_best_with_two_inside_facts_left_out() -> None:
    found = prove(task(seed.SCENE))
    assert found is not None
    assert found.gap == 0
    assert {name for name, step in found.steps.items() if step} == {"F03", "F11", "F13", "F14"}


def test_nothing_is_offered_where_even_the_vaguest_is_not_within() -> None:
    stuck = scene(fact("f", known("", 10, 10)))
    assert greedy(task(stuck)) is None
    assert prove(task(stuck)) is None
    assert brute_force(task(stuck)) is None
    assert distinct(task(stuck)) == ()


def test_trying_everything_is_for_small_stories_only() -> None:
    with pytest.raises(ValueError, match="up to 7"):
        brute_force(task(scene(*(fact(f"f{i}", known(), None) for i in range(8)))))
