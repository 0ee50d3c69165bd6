"""Takes away every guard of the desk, one at a time, and shows that a test fails each time.

    python tools/mutate_wall.py                  all of them: some minutes
    python tools/mutate_wall.py --list           only say which they are
    python tools/mutate_wall.py sources/ wall    those whose file or text holds one of the words

A guard is a ``@page`` of a view, a call that stops who may not (``must_be_mine``,
``must_look_after``, ``_may``), a look-up that finds only what one looks after, and each step of the wall, the gate and the
middleware. The desk is copied to a temporary folder; the tree itself is left as it is.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DESK = Path("src/jebo/desk")
STOPS = {"must_be_mine", "must_look_after", "_may"}
"""Functions that raise where somebody may not; a call of one is a statement of its own."""
QUICK = ["tests/desk/test_gate.py"]
ALL = ["tests/desk/test_gate.py", "tests/desk/test_wall.py", "tests/desk/sources"]

STEPS = (
    ("wall.py", "return every.none()", "return every"),
    ("wall.py", 'return every.filter(**{f"{field}__in": _mine(eyes)})', "return every"),
    ("wall.py", "return Sharing.every.filter(member=eyes)", "return Sharing.every.all()"),
    ("wall.py", "if eyes is None or not _mine", "if eyes is not None and not _mine"),
    ("wall.py", "or not _mine(eyes).filter(source=source).exists()", ""),
    ("wall.py", "    if member == EVERYBODY:\n        raise BehindTheWall\n", ""),
    ("gate.py", "        @login_required\n", ""),
    (
        "gate.py",
        "            if action != ANYBODY and not member_of(request).may(action):\n                raise Http404\n",
        "",
    ),
    (
        "middleware.py",
        "seen_by(member.pk if member is not None and member.is_active else None)",
        "__import__('jebo.desk.wall', fromlist=['wall']).whole_desk()",
    ),
    ("middleware.py", "if member is not None and not _came_in_whole(request):", "if False:"),
    (
        "people/models.py",
        "return self.is_active and may(self.roles, action)",
        "return may(self.roles, action)",
    ),
    ("sources/sharing.py", ", sharings__how=How.CONTACT)", ")"),
    ("sources/found.py", "get_object_or_404(theirs(member_of(request)), pk=id)", "seen(id)"),
    ("sources/views.py", "looks_after=looks_after)\n    if not form", "looks_after=True)\n    if not form"),
    (
        "sources/views.py",
        "        source = looked_after(request, id)\n        if form.is_valid",
        "        if form.is_valid",
    ),
    ("sources/attestation.py", "if source.registered_by_id == member.pk:", "if False:"),
    ("sources/attestation.py", "if source.attested_by_id != member.pk:", "if False:"),
    ("sources/destroy.py", "if keep_statements and source.statements_may_stay is None:", "if False:"),
    ("sources/identity.py", 'trail.write(day, member.pk, f"identity.open.', 'max(f"identity.open.'),
    ("sources/templates/sources/never_print.html", "{% if looks_after %}<td", "{% if True %}<td"),
)
"""The steps of the wall that are no decorators: in which file, what, and what is put in its place. Each stands there once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A guard taken away."""

    file: Path
    line: int
    what: str
    text: str
    """The whole file without it."""
    quick: bool = False
    """Whether a test that needs no database should notice."""


def mutations(desk: Path) -> Iterator[Mutation]:
    """Every guard of the desk, each taken away by itself."""
    for file in sorted(desk.rglob("*.py")):
        if "migrations" not in file.parts:
            yield from _of(file, file.read_text(encoding="utf-8"))
    for name, old, new in STEPS:
        text = (desk / name).read_text(encoding="utf-8")
        if text.count(old) != 1:
            sys.exit(f"{name}: a guard has moved, tell this tool: {old.strip()!r}")
        line = text[: text.index(old)].count("\n") + 1
        yield Mutation(
            file=desk / name, line=line, what=old.strip().splitlines()[0], text=text.replace(old, new)
        )


def _of(file: Path, text: str) -> Iterator[Mutation]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            for one in node.decorator_list:
                if _called(one) == "page":
                    action = ast.unparse(one.args[0]) if isinstance(one, ast.Call) else ""
                    yield _without(file, text, one, f"@page({action}) of {node.name}", quick=True)
        if isinstance(node, ast.Expr) and _called(node.value) in STOPS:
            yield _without(file, text, node, f"{_called(node.value)}(…)", instead="pass")


def _called(node: ast.expr) -> str:
    """The name of the function that is called, if that is all."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def _without(
    file: Path, text: str, node: ast.expr | ast.stmt, what: str, *, instead: str = "", quick: bool = False
) -> Mutation:
    lines = text.splitlines(keepends=True)
    first, last = node.lineno - 1, node.end_lineno or node.lineno
    indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
    there = [f"{indent}{instead}\n"] if instead else []
    whole = "".join([*lines[:first], *there, *lines[last:]])
    return Mutation(file=file, line=node.lineno, what=what, text=whole, quick=quick)


def survives(one: Mutation, tree: Path) -> bool:
    """Whether all tests pass without the guard."""
    kept = one.file.read_bytes()
    one.file.write_text(one.text, encoding="utf-8")
    try:
        return not _fails(tree, QUICK if one.quick else sorted(ALL, reverse="sources" in one.file.parts))
    finally:
        one.file.write_bytes(kept)


def _fails(tree: Path, tests: list[str]) -> str:
    """How the first test fails; nothing if none does.

    The tables come straight from the models, which is quicker than migrations and the same wall.
    """
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        "--nomigrations",
        *tests,
    ]
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    return "\n".join(done.stdout.splitlines()[-3:]) or "nothing was run" if done.returncode else ""


def copied(tree: Path) -> None:
    """The desk and its tests in a folder of their own."""
    leave = shutil.ignore_patterns("__pycache__", ".venv*")
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, tree / name, ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", tree)


def main() -> int:
    """Take away what was asked for; says how many guards nothing would miss."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("words", nargs="*", help="only guards whose file or text holds one of these")
    parser.add_argument("--list", action="store_true", help="only say which they are")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jebo-wall-") as place:
        tree = Path(place)
        copied(tree)
        found = [one for one in mutations(tree / DESK) if _asked(one, tree, asked.words)]
        if not asked.list and (said := _fails(tree, ALL)):
            sys.exit(f"{said}\nthe tests fail with every guard in place; mend them first")
        left = []
        for number, one in enumerate(found, 1):
            missed = not asked.list and survives(one, tree)
            left += [one] if missed else []
            sign = "     " if asked.list else "LEFT " if missed else "found"
            print(
                f"{number:4}/{len(found)} {sign} {one.file.relative_to(tree / DESK)}:{one.line}  {one.what}",
                flush=True,
            )
    print(f"{len(found)} guards, {len(left)} that no test would miss")
    return 1 if left else 0


def _asked(one: Mutation, tree: Path, words: list[str]) -> bool:
    said = f"{one.file.relative_to(tree / DESK)} {one.what}"
    return not words or any(word in said for word in words)


if __name__ == "__main__":
    sys.exit(main())
