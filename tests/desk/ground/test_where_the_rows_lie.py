"""A desk is opened over the database in which it was made, and over no other: that would be an empty one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.desk.ground.desks import NEW, OLD, quick

from jebo.desk.database import RowsInPostgres, RowsInTheFolder, must_hold_the_rows
from jebo.desk.folder import ChangedSettings, DataFolder, create, settings, unlock
from jebo.desk.key import Passphrase
from jebo.desk.rekey import rekey

FOLDER: dict[str, str] = {}
SERVER = {"JEBO_DATABASE": "postgresql://desk@/desk"}


def a_desk(root: Path, *, in_postgres: bool) -> DataFolder:
    create(DataFolder(root), Passphrase(OLD), derivation=quick(), in_postgres=in_postgres)
    return DataFolder(root)


@pytest.mark.parametrize(("in_postgres", "environment"), [(False, FOLDER), (True, SERVER)])
def test_a_desk_is_opened_where_its_rows_are(
    tmp_path: Path, in_postgres: bool, environment: dict[str, str]
) -> None:
    must_hold_the_rows(settings(a_desk(tmp_path / "desk", in_postgres=in_postgres)), environment)


@pytest.mark.parametrize(
    ("in_postgres", "environment", "refusal"),
    [(True, FOLDER, RowsInPostgres), (False, SERVER, RowsInTheFolder)],
)
def test_and_not_where_they_are_not(
    tmp_path: Path, in_postgres: bool, environment: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        must_hold_the_rows(settings(a_desk(tmp_path / "desk", in_postgres=in_postgres)), environment)


def test_a_change_of_passphrase_keeps_where_they_are(tmp_path: Path) -> None:
    where = a_desk(tmp_path / "desk", in_postgres=True)
    rekey(where, Passphrase(OLD), Passphrase(NEW), derivation=quick())
    assert settings(where).in_postgres
    unlock(where, Passphrase(NEW))


def test_nobody_without_the_key_leads_a_desk_to_another_database(tmp_path: Path) -> None:
    where = a_desk(tmp_path / "desk", in_postgres=True)
    text = where.settings.read_text(encoding="utf-8")
    where.settings.write_text(text.replace('rows = "postgresql"\n', ""), encoding="utf-8")
    with pytest.raises(ChangedSettings):
        unlock(where, Passphrase(OLD))
