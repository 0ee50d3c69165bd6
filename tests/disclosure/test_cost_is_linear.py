"""Twice the text costs twice the work. No clock: what is counted are the steps of the interpreter."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from tests.disclosure.any_text import CODES, stories

import jebo
from jebo.disclosure.find import find
from jebo.packs.language import language

HOME = str(Path(jebo.__file__).parent)
HERE = str(Path(__file__))
EARS = str(Path(HOME, "disclosure", "speakers"))
DOUBLE = 2.6  # chosen by us: at most so much work for twice the text; 2 is linear, 4 quadratic
ENGINE = 2.3  # chosen by us: the same for all but the ears, which look for the people they already know


def steps(work: Callable[[], object]) -> dict[str, int]:
    """How many steps (bytecodes) *work* takes in each file of ours and of this test."""
    counts: dict[CodeType, int] = {}

    def step(frame: FrameType, event: str, _: Any) -> Any:
        if event == "call":
            if not frame.f_code.co_filename.startswith((HOME, HERE)):
                return None
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        elif event == "opcode":
            counts[frame.f_code] = counts.get(frame.f_code, 0) + 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        work()
    finally:
        sys.settrace(before)
    by_file: dict[str, int] = {}
    for code, count in counts.items():
        by_file[code.co_filename] = by_file.get(code.co_filename, 0) + count
    return by_file


def growth(work: Callable[[str], object], text: str, *, but: str = "-") -> list[float]:
    """The work for 2 and 4 times *text*, each as a multiple of that for half of it; files under *but* left out."""
    work(text * 4)  # what is remembered for good is remembered now
    costs = []
    for times in (1, 2, 4):
        counted = steps(lambda times=times: work(text * times))  # type: ignore[misc]
        costs.append(sum(count for name, count in counted.items() if not name.startswith(but)))
    assert costs[0] > 0
    return [after / before for before, after in pairwise(costs)]


def story(code: str, size: int) -> str:
    return "\n\n".join(stories(code))[:size] + "\n\n"


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
def test_twice_the_story_costs_about_twice_the_work(code: str) -> None:
    told = language(code, "kp")
    assert max(growth(lambda text: find(text, told), story(code, 3_000))) < DOUBLE


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
def test_the_engine_without_its_ears_is_linear(code: str) -> None:
    told = language(code, "kp")
    assert max(growth(lambda text: find(text, told), story(code, 3_000), but=EARS)) < ENGINE


UNITS = ["1 ", "a", "가", '"a" ', "May 3 ", "who saw ", "13일 ", "문건 ", "(RFA) "]


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("unit", UNITS)
def test_one_thing_said_over_and_over_is_no_trap_for_the_engine(code: str, unit: str) -> None:
    told = language(code, "kp")
    text = unit * (2_400 // len(unit))
    # The first doubling also meets what begins at a certain length: the tagger's say, a quotation given up.
    assert growth(lambda text: find(text, told), text, but=EARS)[-1] < DOUBLE


def every_pair(text: str) -> int:
    """A breach: it looks at each pair of characters."""
    return sum(1 for one in text for other in text if one == other)


def every_character(text: str) -> int:
    return sum(1 for one in text if one == " ")


def test_work_that_grows_with_the_square_would_be_seen() -> None:
    assert min(growth(every_pair, "a b c " * 20)) > 3.5
    assert max(growth(every_character, "a b c " * 100)) < 2.1
