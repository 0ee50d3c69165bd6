"""The same tables and questions in PostgreSQL, by the script that lies beside the CSV. `make test-postgresql` runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.observatory.country import RECORD, WORLD
from tests.observatory.test_forms import _as_cell

from jebo.observatory import dataset
from jebo.observatory.asking import Asked
from jebo.observatory.questions import questions
from jebo.observatory.tables import every, schema

SERVER = os.environ.get("JEBO_DATABASE_ADMIN", "")
pytestmark = pytest.mark.skipif(
    not SERVER or not shutil.which("psql"), reason="needs tools/postgresql.py and psql"
)


def test_the_script_makes_and_fills_the_tables_and_the_questions_have_the_same_answers(
    tmp_path: Path,
) -> None:
    import psycopg

    dataset.write(tmp_path, RECORD, WORLD, workers=1)
    name = "record_of_events"
    with psycopg.connect(SERVER, autocommit=True) as made:
        made.execute(f"CREATE DATABASE {name}")
    place = psycopg.conninfo.make_conninfo(SERVER, dbname=name)
    done = subprocess.run(
        ["psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", "postgresql.sql", place],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with psycopg.connect(place) as base, Asked(tmp_path) as record:
        base.execute("SET search_path = record")
        for table, rows in every(RECORD, WORLD).items():
            assert base.execute(f"SELECT count(*) FROM {table}").fetchone() == (len(rows),)
        for one in questions():
            told = [tuple(_as_cell(_plain(cell)) for cell in row) for row in base.execute(one.sql).fetchall()]
            assert told == [tuple(_as_cell(cell) for cell in row) for row in record.question(one.key).rows], (
                one.key
            )
    assert set(schema()) == set(every(RECORD, WORLD))


def _plain(cell: object) -> object:
    from decimal import Decimal

    return float(cell) if isinstance(cell, Decimal) else cell
