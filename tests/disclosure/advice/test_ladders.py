"""The ladders of both languages are sound data: true step by step, never cheaper when vaguer."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from jebo.disclosure.advice.ladder import BadLadder, Cut, Ladders, Template
from jebo.disclosure.detail import Kind
from jebo.packs.ladders import ladders
from jebo.packs.language import language

BOTH = ("en", "ko")
GOOD = '[[ladder]]\nkind = "event.time"\nclass = "day"\nsteps = [{ text = "{month}", loss = 0.1, up = 2 }]\n'


def of(code: str) -> Ladders:
    return language(code, "kp").ladders


@pytest.mark.parametrize("code", BOTH)
def test_every_kind_of_detail_has_a_ladder(code: str) -> None:
    assert {kind for kind, _ in of(code).steps} == {str(kind) for kind in Kind}


@pytest.mark.parametrize("code", BOTH)
def test_a_vaguer_step_costs_no_less_and_is_known_to_no_fewer(code: str) -> None:
    for steps in of(code).steps.values():
        for one, other in pairwise(steps):
            assert other.loss >= one.loss
            assert other.nothing or other.up >= one.up


@pytest.mark.parametrize("code", BOTH)
def test_leaving_a_sentence_out_costs_more_than_any_rewording(code: str) -> None:
    every = [step for steps in of(code).steps.values() for step in steps]
    assert all(step.loss < 1 for step in every if step.cut is not Cut.SENTENCE)


@pytest.mark.parametrize("code", BOTH)
def test_no_step_of_a_lone_source_speaks_of_sources(code: str) -> None:
    plurals = ("sources", "소식통들", "복수의")
    texts = [step.text for steps in of(code).steps.values() for step in steps if not step.needs_two]
    assert not [text for text in texts if any(word in text for word in plurals)]


@pytest.mark.parametrize("code", BOTH)
def test_the_day_of_contact_can_always_be_left_open(code: str) -> None:
    assert any(step.nothing for step in of(code).of("contact.time", "day"))


def test_the_words_for_roles_stand_in_one_class_each_and_the_packs_size_most_classes() -> None:
    from jebo.packs import load

    for code in BOTH:
        classes = set(of(code).roles.values())
        sized = {
            share.removeprefix("role:") for pack in ("kp", "world") for share in load(pack).profile.shares
        }
        assert classes <= sized | {"witness"}


@pytest.mark.parametrize(
    "broken",
    [
        GOOD.replace("event.time", "event.hour"),
        GOOD.replace("loss = 0.1", "cost = 0.1"),
        GOOD.replace("up = 2", 'level = "street"'),
        GOOD.replace("{month}", "{month"),
        GOOD.replace("loss = 0.1", "loss = 1.5"),
        GOOD.replace("up = 2 }", 'up = 2 }, { text = "recently", loss = 0.05 }'),
        GOOD.replace("up = 2", 'cut = "word"'),
    ],
)
def test_a_ladder_that_cannot_be_meant_so_is_refused(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "ladders.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(BadLadder):
        ladders(path)


def test_a_sound_ladder_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ladders.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert ladders(path).of("event.time", "day") == (Template(text="{month}", loss=0.1, up=2),)
    assert ladders(tmp_path / "none.toml") == Ladders()
