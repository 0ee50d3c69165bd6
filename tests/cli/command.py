"""Runs the command as a reader would: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import pytest

CALL = [sys.executable, "-c", "import sys; from jebo.cli import main; sys.exit(main())"]
ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "NO_COLOR": "1", "COLUMNS": "80"}
STORY = "A source in the province told us by phone on Thursday that 20 inspectors had come from there.\n"

model_is_there = pytest.mark.skipif(
    find_spec("jebo.disclosure.judge") is None, reason="the model is not built yet"
)


def jebo(
    *words: str | Path,
    cwd: Path | None = None,
    stdin: bytes = b"",
    env: Mapping[str, str] = MappingProxyType({}),
    **settings: str,
) -> subprocess.CompletedProcess[str]:
    """What ``jebo words`` prints and how it ends; *settings* go into the environment."""
    return subprocess.run(
        [*CALL, *map(str, words)],
        cwd=cwd,
        env=os.environ | ENGLISH | dict(env) | settings,
        input=stdin.decode("utf-8", "surrogateescape") if stdin else None,
        stdin=None if stdin else subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        timeout=120,
    )
