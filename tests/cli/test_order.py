"""However many processes judge, the answers are the same and stand in the order of the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.command import STORY, jebo, model_is_there


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Nine stories of different length, a broken file among them."""
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(STORY * (1 + 40 * (number % 3 == 0)))
    (tmp_path / "5.txt").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    "options",
    [
        ["--format", "json", "--find-only"],
        ["--format", "html", "--find-only"],
        pytest.param(["--format", "text"], marks=model_is_there),
    ],
)
def test_one_process_and_two_give_the_same(folder: Path, options: list[str]) -> None:
    one, two = (jebo("check", *options, "--jobs", jobs, ".", cwd=folder) for jobs in ("1", "2"))
    assert (one.stdout, one.stderr, one.returncode) == (two.stdout, two.stderr, two.returncode)
    assert one.returncode == 2
    assert one.stdout


def test_the_answers_stand_in_the_order_of_the_files(folder: Path) -> None:
    told = jebo(
        "check", "--find-only", "--format", "json", "--jobs", "2", "8.txt", ".", "0.txt", cwd=folder
    ).stdout
    names = [json.loads(line)["file"] for line in told.splitlines()]
    assert names == ["8.txt", *(f"./{number}.txt" for number in range(9)), "0.txt"]
