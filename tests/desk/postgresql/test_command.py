"""The command with its rows in PostgreSQL: the same desk, and refused where the server would not keep it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.cli.desks import OLD, answered, desk, served

NAME = "of_the_command"


@pytest.fixture
def address() -> Iterator[str]:
    """An empty database of the test's own, as the how-to has an administrator make it."""
    given, admin = os.environ["JEBO_DATABASE"], os.environ["JEBO_DATABASE_ADMIN"]
    with psycopg.connect(admin, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME} TEMPLATE desk OWNER desk")
        yield given.replace("/desk?", f"/{NAME}?")
        server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def test_a_newsroom_keeps_its_rows_in_postgresql(address: str, tmp_path: Path) -> None:
    root, settings = tmp_path / "desk", {"JEBO_DATABASE": address, "JEBO_DATABASE_DISK": "encrypted"}
    answered(desk("init", "--folder", root, lines=(OLD, OLD, "Haneul"), before="", env=settings))
    with served(root, before="", env=settings) as running:
        assert running.page("/way-in/")[0] == 200
        answered(desk("member", "add", "Bora", "reporter", "--folder", root, env=settings))
        answered(desk("seed", "--sources", "3", "--statements", "9", "--folder", root, env=settings))
        assert running.end()[0] == 0
    assert "The trail holds" in answered(desk("audit", "verify", "--folder", root, env=settings))
    assert "backup of its own" in answered(desk("backup", tmp_path / "a.zip", "--folder", root, env=settings))
    assert "E01" not in answered(desk("doctor", "--folder", root, env=settings))
    forgotten = desk("start", "--folder", root)
    assert (forgotten.returncode, "lie in PostgreSQL" in forgotten.stderr) == (2, True)


def test_a_database_that_holds_a_desk_gets_no_second_one(address: str, tmp_path: Path) -> None:
    settings = {"JEBO_DATABASE": address, "JEBO_DATABASE_DISK": "encrypted"}
    answered(desk("init", "--folder", tmp_path / "one", lines=(OLD, OLD), env=settings))
    told = desk("init", "--folder", tmp_path / "two", lines=(OLD, OLD), env=settings)
    assert (told.returncode, "holds a desk already" in told.stderr) == (2, True)
    assert not (tmp_path / "two").exists()


def test_nothing_is_opened_where_nobody_says_that_the_disk_is_encrypted(address: str, tmp_path: Path) -> None:
    told = desk("init", "--folder", tmp_path / "desk", lines=(OLD, OLD), env={"JEBO_DATABASE": address})
    assert (told.returncode, "JEBO_DATABASE_DISK=encrypted" in told.stderr) == (2, True)
    assert not (tmp_path / "desk").exists()


def test_nothing_is_opened_as_a_superuser_and_the_doctor_says_so(address: str, tmp_path: Path) -> None:
    settings = {"JEBO_DATABASE": address, "JEBO_DATABASE_DISK": "encrypted"}
    answered(desk("init", "--folder", tmp_path / "desk", lines=(OLD, OLD), env=settings))
    settings["JEBO_DATABASE"] = address.replace("desk@", "postgres@")
    for command in ("start", "init"):
        told = desk(command, "--folder", tmp_path / ("desk" if command == "start" else "new"), env=settings)
        assert (told.returncode, "superuser" in told.stderr) == (2, True)
    ill = desk("doctor", "--folder", tmp_path / "desk", env=settings | {"JEBO_DATABASE_DISK": "no"})
    assert (ill.returncode, "error[E010]" in ill.stdout, "error[E011]" in ill.stdout) == (1, True, True)
