"""The tool that takes away every guard knows them all, and a guard taken away is noticed."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from tests.desk.adversary import pages
from tools import mutate_wall

DESK = mutate_wall.ROOT / mutate_wall.DESK


def test_the_tool_takes_away_the_guard_of_every_page() -> None:
    """It also says so when a step of the wall has moved and it does not find it any more."""
    taken = [one for one in mutate_wall.mutations(DESK) if one.what.startswith("@page(")]
    guarded = {pattern.callback for _, pattern, action in pages() if action is not None}
    assert len(taken) == len(guarded)


def test_what_is_left_without_a_guard_is_still_a_program() -> None:
    found = list(mutate_wall.mutations(DESK))
    assert {Path(name).name for name, _, _ in mutate_wall.STEPS} <= {one.file.name for one in found}
    for one in found:
        assert one.text != one.file.read_text(encoding="utf-8"), one.what
        if one.file.suffix == ".py":
            ast.parse(one.text)


@pytest.mark.slow
@pytest.mark.parametrize("what", ["@page(source.see) of source", "return every.none()"])
def test_without_a_guard_a_test_fails(what: str, tmp_path: Path) -> None:
    mutate_wall.copied(tmp_path)
    found = [
        one for one in mutate_wall.mutations(tmp_path / mutate_wall.DESK) if one.what.replace("'", "") == what
    ]
    assert len(found) == 1
    assert not mutate_wall.survives(found[0], tmp_path)
    shutil.rmtree(tmp_path)
