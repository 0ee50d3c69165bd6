"""A desk that is killed in the middle of anything has lost nothing, and opens again."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from tests.desk.ground.desks import program


@pytest.mark.slow
def test_writers_killed_200_times_in_the_middle_of_a_loop_lose_nothing_that_was_acknowledged() -> None:
    found = program("killed_writers", "200", "honest")
    assert found["acknowledged"] >= 200
    assert (found["lost"], found["torn"], found["sound"]) == (0, 0, True)


def test_a_writer_that_acknowledges_too_early_would_be_seen() -> None:
    assert program("killed_writers", "60", "hasty")["lost"] > 0


def in_order(found: list[Any]) -> list[Any]:
    """What was found after each step, repeats left out."""
    return [kind for kind, _ in groupby(found)]


@pytest.mark.slow
@pytest.mark.parametrize("change", ["rekey", "create", "restore", "backup"])
def test_a_change_killed_at_any_step_has_happened_wholly_or_not_at_all(change: str, tmp_path: Path) -> None:
    found = program("killed_changes", change, tmp_path)
    assert len(found) > 20
    assert in_order(found) == ["old", "new"]


@pytest.mark.slow
def test_a_change_of_one_file_after_the_other_would_be_seen(tmp_path: Path) -> None:
    assert in_order(program("killed_changes", "moving", tmp_path)) != ["old", "new"]
