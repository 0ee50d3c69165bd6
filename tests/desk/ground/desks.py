"""Desks to try things on, and programs that run in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from jebo.desk import folder, key
from jebo.desk.folder import Created, DataFolder
from jebo.desk.key import Derivation, Key, Passphrase
from jebo.desk.sqlcipher import connection

OLD = "gravel sonnet piano lizard cobalt ember"
NEW = "사과 주전자 그늘 손톱 열차 두더지"
PROGRAMS = Path(__file__).parent / "programs"
NOBODY = 65534
"""A user who may write nothing, for tests that run as root."""


def make_argon2_quick() -> None:
    """A thousandth of the memory and one pass, so that a test may derive a hundred keys."""
    key.MEMORY_KIB = 64  # type: ignore[misc]
    key.ITERATIONS = 1  # type: ignore[misc]


def quick() -> Derivation:
    """What :func:`make_argon2_quick` allows."""
    return Derivation(memory_kib=64, iterations=1)


def desk(root: Path, words: str = OLD) -> tuple[DataFolder, Created]:
    """A new desk with a table and three rows in it."""
    new = DataFolder(root)
    created = folder.create(new, Passphrase(words), derivation=quick())
    with closing(connection.connect(new.database, created.key)) as opened:
        opened.execute("CREATE TABLE told (id INTEGER PRIMARY KEY, text TEXT)")
        opened.executemany("INSERT INTO told (text) VALUES (?)", [("one",), ("two",), ("three",)])
    (new.envelopes / "a1b2").write_bytes(b"sealed")
    (new.envelopes / "a1b2").chmod(0o600)
    return new, created


def told(where: DataFolder, opener: Key) -> list[str]:
    """The rows of the table."""
    with closing(connection.connect(where.database, opener)) as opened:
        return [text for (text,) in opened.execute("SELECT text FROM told ORDER BY id")]


def files(root: Path) -> dict[str, bytes]:
    """What the files under *root* hold, by name; lock files left out."""
    return {
        str(one.relative_to(root)): one.read_bytes()
        for one in sorted(root.rglob("*"))
        if one.is_file() and one.suffix != ".lock"
    }


def program(name: str, *words: str | Path, stdin: str = "", **settings: str) -> Any:
    """What the program *name* prints as JSON; *settings* go into its environment."""
    done = subprocess.run(
        [sys.executable, "-W", "error", PROGRAMS / f"{name}.py", *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env=environment() | settings,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def environment() -> dict[str, str]:
    """That of a program of ours, which finds jebo and the tests."""
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return inherited | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
