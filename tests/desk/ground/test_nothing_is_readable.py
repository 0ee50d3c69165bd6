"""Whoever takes the laptop while the desk is at work reads nothing of what was told."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest
from tests.desk.ground.desks import PROGRAMS, desk, environment

from jebo.desk import backup
from jebo.desk.key import Key
from jebo.desk.sqlcipher import connection

MARKER = "혜산시장 ZEBRA-7741 marker"
FORMS = [MARKER.encode(), "혜산시장".encode(), b"ZEBRA-7741", MARKER.encode("utf-16-le")]


def holds(data: bytes) -> bool:
    """Whether the marker, or a part of it, stands in *data*."""
    return any(form in data for form in FORMS)


def on_disk(*folders: Path) -> set[str]:
    """Files of these folders that hold the marker."""
    found = set()
    for one in (one for folder in folders for one in folder.rglob("*") if one.is_file()):
        with suppress(FileNotFoundError):
            if holds(one.read_bytes()):
                found.add(one.name)
    return found


def held_open(process: int) -> set[str]:
    """Files that *process* has open and that hold the marker, those without a name among them."""
    found = set()
    for one in Path(f"/proc/{process}/fd").glob("*"):
        with suppress(OSError):
            name = str(one.readlink())
            if name.startswith("/") and one.stat().st_size and one.is_file() and holds(one.read_bytes()):
                found.add(Path(name.removesuffix(" (deleted)")).name)
    return found


@contextmanager
def at_work(kind: str, path: Path, key: Key, scratch: Path) -> Iterator[subprocess.Popen[str]]:
    """A desk at work, its temporary files in *scratch*."""
    settings = {"TMPDIR": str(scratch), "SQLITE_TMPDIR": str(scratch)}
    with subprocess.Popen(
        [sys.executable, PROGRAMS / "at_work.py", kind, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment() | settings,
    ) as process:
        tell(process, key.reveal().hex())
        yield process
        _, told = process.communicate()
        assert (process.returncode, told) == (0, "")


def tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def readable(kind: str, place: Path) -> set[str]:
    """Where the marker could be read while a desk was at work in *place* and after it ended."""
    (place / "data").mkdir(parents=True)
    (place / "scratch").mkdir()
    key, found, turns = Key(secrets.token_bytes(32)), set(), 0
    with at_work(kind, place / "data" / "desk.db", key, place / "scratch") as process:
        assert process.stdout is not None
        for _ in process.stdout:
            turns += 1
            found |= on_disk(place) | held_open(process.pid)
            tell(process, "go on")
    assert turns == 6
    return found | on_disk(place)


def test_what_was_told_is_readable_in_no_file_while_the_desk_is_at_work(tmp_path: Path) -> None:
    assert readable("encrypted", tmp_path) == set()


def test_on_a_plain_database_it_would_be_read(tmp_path: Path) -> None:
    assert readable("plain", tmp_path) >= {"desk.db", "desk.db-wal"}


def test_an_open_file_without_a_name_would_be_read(tmp_path: Path) -> None:
    with (tmp_path / "gone").open("wb+") as file:
        file.write(MARKER.encode())
        file.flush()
        (tmp_path / "gone").unlink()
        assert held_open(os.getpid()) == ({"gone"} if Path("/proc").exists() else set())


def test_what_was_told_is_readable_in_no_backup(tmp_path: Path) -> None:
    where, created = desk(tmp_path / "desk")
    with closing(connection.connect(where.database, created.key)) as opened:
        opened.executemany("INSERT INTO told (text) VALUES (?)", [(MARKER,)] * 500)
        backup.backup(where, created.key, tmp_path / "kept.zip", date(2026, 1, 2))
        assert on_disk(tmp_path) == set()


@pytest.mark.parametrize("data", [MARKER.encode(), b"\0" + MARKER.encode("utf-16-le"), "a 혜산시장".encode()])
def test_a_marker_in_a_backup_would_be_seen(tmp_path: Path, data: bytes) -> None:
    where, created = desk(tmp_path / "desk")
    (where.envelopes / "left-open").write_bytes(data)
    backup.backup(where, created.key, tmp_path / "kept.zip", date(2026, 1, 2))
    assert "kept.zip" in on_disk(tmp_path)
