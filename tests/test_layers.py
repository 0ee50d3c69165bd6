"""Each import rule catches the import that it forbids."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("cli desk door redteam told press observatory packs texts disclosure sealing errors").split()


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """A jebo with every part of the design and nothing in them, under our contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "src/jebo"
    for part in PARTS:
        (package / part).mkdir(parents=True)
        (package / part / "__init__.py").touch()
    (package / "__init__.py").touch()
    return tmp_path


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    path = {"PYTHONPATH": str(root / "src"), "PYTHONUTF8": "1", "COLUMNS": "200"}
    return subprocess.run(
        command, cwd=root, env=os.environ | path, capture_output=True, text=True, check=False
    )


def test_a_jebo_that_keeps_the_rules_passes(skeleton: Path) -> None:
    (skeleton / "src/jebo/cli/start.py").write_text("import jebo.desk\nimport jebo.disclosure\n")
    (skeleton / "src/jebo/desk/models.py").write_text("import django.db\nimport jebo.packs\n")
    (skeleton / "src/jebo/disclosure/count.py").write_text("import numpy\nimport jebo.errors\n")
    answer = lint(skeleton)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("module", "line", "rule"),
    [
        ("disclosure/breach.py", "import jebo.packs", "jebo is layered"),
        ("packs/breach.py", "import jebo.cli", "jebo is layered"),
        ("packs/breach.py", "import jebo.texts", "jebo is layered"),
        ("redteam/breach.py", "import jebo.desk", "jebo is layered"),
        ("sealing/breach.py", "import jebo.disclosure", "jebo is layered"),
        ("told/breach.py", "import jebo.desk", "jebo is layered"),
        ("told/breach.py", "import jebo.cli", "jebo is layered"),
        ("packs/breach.py", "import jebo.told", "jebo is layered"),
        ("errors/breach.py", "import jebo.sealing", "jebo is layered"),
        ("rumours.py", "", "jebo is layered"),
        ("press/breach.py", "import django.http", "only the desk knows Django"),
        ("cli/breach.py", "from django import setup", "only the desk knows Django"),
        ("disclosure/breach.py", "from os import path", "the pure parts do no I/O"),
        ("disclosure/breach.py", "import pathlib", "the pure parts do no I/O"),
        ("disclosure/breach.py", "import datetime", "the pure parts do no I/O"),
        ("disclosure/breach.py", "import random", "the pure parts do no I/O"),
        ("disclosure/breach.py", "def late():\n    import logging", "the pure parts do no I/O"),
    ],
)
def test_a_breach_is_caught(skeleton: Path, module: str, line: str, rule: str) -> None:
    (skeleton / "src/jebo" / module).write_text(line + "\n")
    answer = lint(skeleton)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert f"{rule} BROKEN" in answer.stdout


def test_the_clock_and_shared_randomness_are_refused_by_the_linter(tmp_path: Path) -> None:
    lines = "import datetime\nimport random\nimport time\n\nimport numpy as np\n\n"
    calls = ["datetime.datetime.now(datetime.UTC)", "random.random()", "time.time()", "np.random.rand()"]
    assert (
        banned(tmp_path, lines + "a = random.Random(1).random()\nb = np.random.default_rng(1).random()\n")
        == 0
    )
    assert banned(tmp_path, lines + "\n".join(calls) + "\n") == len(calls)


def banned(folder: Path, code: str) -> int:
    """How often ruff says that an interface is banned in *code*."""
    (folder / "code.py").write_text(code)
    ruff = str(Path(sys.executable).with_name("ruff"))
    command = [ruff, "check", "--no-cache", "--config", str(ROOT / "pyproject.toml"), "--select", "TID251"]
    answer = subprocess.run([*command, "code.py"], cwd=folder, capture_output=True, text=True, check=False)
    return answer.stdout.count("TID251")
