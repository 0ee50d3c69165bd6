"""The tutorial, followed literally: what a stranger types gives what the notebook shows."""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from jebo.cli import main

NOTEBOOK = Path(__file__).parents[2] / "docs/tutorial/ask-the-record.ipynb"
CELLS = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]


def text(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The record that the notebook says to make, made by the command that it gives."""
    monkeypatch.chdir(tmp_path)
    (command,) = re.findall(r"^jebo (observatory invent .+)$", text(CELLS[0]), re.M)
    monkeypatch.setattr("sys.argv", ["jebo", *command.split()])
    assert main() == 0
    capsys.readouterr()
    return tmp_path


def test_every_cell_prints_what_the_notebook_shows(practice: Path) -> None:
    names: dict[str, Any] = {}
    shown = [cell for cell in CELLS if cell["cell_type"] == "code"]
    assert len(shown) >= 7
    for cell in shown:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(text(cell), "cell", "exec"), names)
        told = ["".join(one["text"]) for one in cell["outputs"]]
        assert ([out.getvalue()] if out.getvalue() else []) == [one for one in told if one], text(cell)


def test_both_ways_give_one_answer(practice: Path) -> None:
    """pandas and DuckDB: figures of the cells that follow each other are the same."""
    outputs = [
        "".join(line for one in cell["outputs"] for line in one["text"])
        for cell in CELLS
        if cell["cell_type"] == "code"
    ]
    for ours, theirs in ((outputs[1], outputs[2]), (outputs[3], outputs[4])):
        assert sorted(map(float, re.findall(r"\d+(?:\.\d+)?", ours))) == sorted(
            map(float, re.findall(r"\d+(?:\.\d+)?", theirs))
        )
