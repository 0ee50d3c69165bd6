"""What is remembered while somebody types are figures, under marks that say nothing, and never those of other words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jebo.desk.paste import remembered
from jebo.disclosure.anonymity import measure
from jebo.disclosure.judge import figures
from jebo.disclosure.judgement import Heard
from jebo.packs import load
from jebo.packs.language import language

PACK, ENGLISH = load("kp"), language("en", "kp")
FIRST = "A trader in Hyesan told us by phone that 20 inspectors came to her stall."
SECOND = "A teacher in Sinuiju said that the school had been closed."


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """What was computed, with nothing remembered before."""
    found: list[object] = []

    def noted(scene: object, *given: object, **named: object) -> object:
        found.append(scene)
        return measure(scene, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(remembered, "measure", noted)
    remembered._kept.clear()
    yield found
    remembered._kept.clear()


def heard(text: str) -> tuple[Heard, ...]:
    return figures(text, ENGLISH, PACK, measured=remembered.measured)[1]


def test_figures_are_those_that_would_be_computed() -> None:
    text = f"{FIRST}\n\n{SECOND}"
    plain = figures(text, ENGLISH, PACK)[1]
    assert len(plain) == 2
    assert heard(text) == heard(text) == plain


def test_a_change_to_one_source_computes_that_one_alone(asked: list[object]) -> None:
    heard(f"{FIRST}\n\n{SECOND}")
    assert len(asked) == 2
    text = f"{FIRST}\n\n{SECOND.replace('teacher', 'nurse')}"
    changed = heard(text)
    assert len(asked) == 3
    assert changed == figures(text, ENGLISH, PACK)[1]


def test_other_limits_and_other_draws_are_computed_anew(asked: list[object]) -> None:
    scene_of = heard(FIRST)
    assert scene_of
    remembered.measured(asked[0], {}, draws=128, k=20)  # type: ignore[arg-type]
    remembered.measured(asked[0], {}, draws=64, k=5)  # type: ignore[arg-type]
    assert len(asked) == 3


def test_nothing_of_a_text_is_remembered() -> None:
    heard(FIRST)
    assert remembered._kept
    assert all(len(mark) == 16 for mark in remembered._kept)
    kept = repr(remembered._kept)
    assert not any(word in kept for word in ("trader", "Hyesan", "KP", "20 inspectors", "stall"))


def test_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 2)
    for n in range(11, 15):
        heard(FIRST.replace("20", str(n)))
    assert len(remembered._kept) == 2
