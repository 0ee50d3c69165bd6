"""Asking a record that was downloaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.observatory.country import RECORD, WORLD

from jebo.observatory import dataset
from jebo.observatory.asking import Asked, BadQuestion, NoRecord, NoSuchQuestion, OnlyOneSelect


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("it's data")
    dataset.write(where, RECORD, WORLD, workers=1)
    return where


def test_a_question_has_columns_and_rows(folder: Path) -> None:
    with Asked(folder) as record:
        answer = record.sql("select id, type from events where several order by id")
        assert (answer.columns, answer.rows) == (("id", "type"), [("bbbbbbb2", "INSPECT")])


@pytest.mark.parametrize(
    "sql",
    [
        "select * from nowhere", "selec", "select * from read_csv('/etc/passwd')", "copy events to '/tmp/x.csv'",
        "attach '/tmp/x.db'", "install httpfs", "set enable_external_access = true", "select * from '/etc/passwd'", "select 1; select 2",
        "copy events to 'DATA/new.csv'", "copy events to 'DATA/events.parquet'", "attach 'DATA/x.db'", "export database 'DATA/x'", "",
    ],
)  # fmt: skip
def test_a_question_reads_the_record_and_nothing_else(sql: str, folder: Path) -> None:
    before = sorted((one.name, one.stat().st_size) for one in folder.iterdir())
    with Asked(folder) as record, pytest.raises((BadQuestion, OnlyOneSelect)):
        record.sql(sql.replace("DATA", str(folder).replace("'", "''")))
    assert sorted((one.name, one.stat().st_size) for one in folder.iterdir()) == before


def test_what_is_no_record_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoRecord):
        Asked(tmp_path)


def test_a_question_that_is_not_documented_is_said(folder: Path) -> None:
    with Asked(folder) as record, pytest.raises(NoSuchQuestion):
        record.question("everything")
