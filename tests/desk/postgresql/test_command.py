"""The command with its rows in PostgreSQL: the same desk, and refused where the server would not keep it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.cli.desks import OLD, answered, desk, served

NAME = f"of_the_command_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
"""One database for all of these tests that a process runs."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A database of these tests, as the how-to has an administrator make it."""
    named, admin = os.environ["JEBO_DATABASE"], os.environ["JEBO_DATABASE_ADMIN"]
    with psycopg.connect(admin, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME} TEMPLATE desk OWNER desk")
        yield named.replace("/desk?", f"/{NAME}?")
        server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@pytest.fixture(scope="module")
def given(address: str) -> dict[str, str]:
    """What the how-to has a newsroom set."""
    return {"JEBO_DATABASE": address, "JEBO_DATABASE_DISK": "encrypted"}


@pytest.fixture(scope="module")
def root(given: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new desk with its rows there."""
    folder = tmp_path_factory.mktemp("newsroom") / "desk"
    answered(desk("init", "--folder", folder, lines=(OLD, OLD, "Haneul"), env=given))
    return folder


def test_nothing_is_opened_where_nobody_says_that_the_disk_is_encrypted(address: str, tmp_path: Path) -> None:
    told = desk("init", "--folder", tmp_path / "desk", lines=(OLD, OLD), env={"JEBO_DATABASE": address})
    assert (told.returncode, "JEBO_DATABASE_DISK=encrypted" in told.stderr) == (2, True)
    assert not (tmp_path / "desk").exists()


def test_a_newsroom_keeps_its_rows_in_postgresql(root: Path, given: dict[str, str], tmp_path: Path) -> None:
    with served(root, env=given) as running:
        assert running.page("/way-in/")[0] == 200
        answered(desk("member", "add", "Bora", "reporter", "--folder", root, env=given))
        assert running.end()[0] == 0
    seeded = desk(
        "seed", "--sources", "3", "--statements", "9", "--stories", "2", "--folder", root, env=given
    )
    answered(seeded)
    held = answered(desk("audit", "verify", "--folder", root, env=given))
    assert "The trail holds" in held
    saved = answered(desk("backup", tmp_path / "a.zip", "--folder", root, env=given))
    assert "backup of its own" in saved


def test_it_is_not_opened_over_another_database(root: Path) -> None:
    for command in ("start", "doctor"):
        told = desk(command, "--folder", root)
        assert (told.returncode, "lie in PostgreSQL" in told.stderr) == (2, True)


def test_a_database_that_holds_a_desk_gets_no_second_one(
    root: Path, given: dict[str, str], tmp_path: Path
) -> None:
    told = desk("init", "--folder", tmp_path / "two", lines=(OLD, OLD), env=given)
    assert (told.returncode, "holds a desk already" in told.stderr) == (2, True)
    assert not (tmp_path / "two").exists()


def test_nothing_is_opened_as_a_superuser(root: Path, given: dict[str, str], tmp_path: Path) -> None:
    unbound = given | {"JEBO_DATABASE": given["JEBO_DATABASE"].replace("desk@", "postgres@")}
    for command, folder in (("start", root), ("init", tmp_path / "new")):
        told = desk(command, "--folder", folder, env=unbound)
        assert (told.returncode, "superuser" in told.stderr) == (2, True)


def test_the_doctor_demands_a_bound_role_and_an_encrypted_disk(root: Path, given: dict[str, str]) -> None:
    well = answered(desk("doctor", "--folder", root, env=given))
    assert "E010" not in well
    assert "E011" not in well
    unbound = given["JEBO_DATABASE"].replace("desk@", "postgres@")
    for amiss, ids in (
        ({"JEBO_DATABASE_DISK": "no"}, {"E011"}),
        ({"JEBO_DATABASE": unbound}, {"E010"}),
        ({"JEBO_DATABASE": unbound, "JEBO_DATABASE_DISK": ""}, {"E010", "E011"}),
    ):
        ill = desk("doctor", "--folder", root, env=given | amiss)
        assert ill.returncode == 1
        assert {number for number in ("E010", "E011") if f"error[{number}]" in ill.stdout} == ids
