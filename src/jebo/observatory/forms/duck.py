"""Parquet, written by DuckDB from the CSV: the same rows, with types.

Library: DuckDB (MIT, since 2019): columns without a server, and it reads and writes Parquet itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

from jebo.observatory.tables import Table, schema

_TYPES: Final = {
    "text": "VARCHAR",
    "edtf": "VARCHAR",
    "whole": "BIGINT",
    "number": "DOUBLE",
    "day": "DATE",
    "flag": "BOOLEAN",
}


def write(csvs: Path, folder: Path) -> None:
    """A Parquet file in *folder* of each table in *csvs*."""
    with duckdb.connect(":memory:") as made:
        made.execute("SET memory_limit = '1GB'")
        for table in schema().values():
            made.execute(
                f"COPY ({_read(csvs, table)}) TO {_quoted(folder / f'{table.name}.parquet')} (FORMAT parquet, COMPRESSION zstd)"
            )


def _read(csvs: Path, table: Table) -> str:
    columns = ", ".join(f"'{one.name}': '{_TYPES[one.kind]}'" for one in table.columns)
    where = _quoted(csvs / f"{table.name}.csv")
    return (  # the names are those of the schema
        f"SELECT * FROM read_csv({where}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"  # noqa: S608
        f" new_line = '\\r\\n', columns = {{{columns}}})"
    )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
