"""The command answers quickly: what is not needed is not loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.command import CALL, ENGLISH, STORY

HEAVY = {
    *("numpy", "rich", "lxml", "yaml", "jebo.disclosure", "jebo.packs", "jebo.texts", "concurrent.futures"),
    *("django", "jebo.desk", "sqlcipher3"),
}
MOST = 130
"""Modules that the help may load. Measured with 88, and some to spare for another Python."""


def loaded(*words: str) -> set[str]:
    """The modules that a call has loaded when it ends."""
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
    call = [sys.executable, "-c", code + CALL[2], *words]
    told = subprocess.run(call, env=os.environ | ENGLISH, capture_output=True, text=True, check=False)
    return set(told.stderr.split())


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--version"],
        ["check", "--help"],
        ["check", "--limit", "minus"],
        ["desk", "init", "--help"],
    ],
)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    assert loaded(*words) & HEAVY == set()


def test_what_is_loaded_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    assert {"numpy", "jebo.disclosure"} <= loaded("check", "--find-only", str(tmp_path / "a.txt"))


def test_a_plain_story_needs_no_format_library_no_rich_and_no_processes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    seen = loaded("check", "--find-only", str(tmp_path / "a.txt"))
    assert seen & {"rich", "lxml", "yaml", "concurrent.futures.process", "multiprocessing"} == set()


def test_the_help_loads_few_modules() -> None:
    """Python alone has about 60 when it starts. How long it takes in seconds is for a bench, not for a test."""
    assert len(loaded("--help")) < MOST
