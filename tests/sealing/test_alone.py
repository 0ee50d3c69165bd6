"""Sealing stands on little: the door loads it on a cheap server."""

import ast
import subprocess
import sys
from pathlib import Path

import jebo.sealing

FOLDER = Path(jebo.sealing.__file__).parent
ALLOWED = sys.stdlib_module_names | {"pyrage", "cryptography"}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found - {"_typeshed"}


def test_sealing_imports_the_standard_library_two_packages_and_errors() -> None:
    names = set().union(*map(imported, FOLDER.glob("*.py")))
    loose = {n for n in names if n.split(".")[0] not in ALLOWED and not n.startswith("jebo.sealing")}
    assert loose == {"jebo.errors"}


def test_sealing_loads_no_log_and_nothing_else_of_jebo() -> None:
    ask = "import sys, jebo.sealing; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, check=True, text=True
    ).stdout.split()
    ours = {name for name in loaded if name.startswith("jebo.") and not name.startswith("jebo.sealing")}
    assert ours == {"jebo.errors"}
    assert not {"logging", "numpy", "socket", "django"} & set(loaded)
    assert "pyrage" in loaded
