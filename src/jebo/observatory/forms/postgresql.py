"""A script for psql that makes the tables of a record in PostgreSQL and fills them from the CSV beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jebo.observatory.tables import Table, schema

_TYPES: Final = {
    "text": "text",
    "edtf": "text",
    "whole": "bigint",
    "number": "double precision",
    "day": "date",
    "flag": "boolean",
}


def script() -> str:
    """``postgresql.sql``."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "-- In the folder of the CSV files: psql --set ON_ERROR_STOP=1 --file postgresql.sql DATABASE"
    yield "BEGIN;"
    yield "CREATE SCHEMA record;"
    yield "SET search_path = record;"
    for table in schema().values():
        yield _create(table)
        yield f"\\copy {table.name} from '{table.name}.csv' with (format csv, header true, encoding 'UTF8')"
    for table in schema().values():
        for column in table.columns:
            if column.refers:
                yield f'CREATE INDEX ON {table.name} ("{column.name}");'
    yield "COMMIT;"


def _create(table: Table) -> str:
    columns = ", ".join(
        f'"{one.name}" {_TYPES[one.kind]}{" NOT NULL" if one.needed else ""}' for one in table.columns
    )
    whole = all(one.needed for one in table.columns if one.name in table.key)
    key = ", ".join(f'"{one}"' for one in table.key)
    return f"CREATE TABLE {table.name} ({columns}{f', PRIMARY KEY ({key})' if whole else ''});"
