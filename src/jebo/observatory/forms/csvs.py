"""CSV, as RFC 4180 has it, in UTF-8, and what its columns mean for machines: CSV on the Web (W3C, 2015)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from jebo.observatory.record import Record
from jebo.observatory.tables import Column, Row, Table, schema

_TYPES: Final = {
    "text": "string",
    "edtf": "string",
    "whole": "integer",
    "number": "double",
    "day": "date",
    "flag": "boolean",
}
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


class Written:
    """The tables as files in *folder*, to which rows are added."""

    def __init__(self, folder: Path) -> None:
        self._stack, self._writers = ExitStack(), {}
        self._flags = {}
        for name, table in schema().items():
            file = self._stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            self._writers[name] = csv.writer(file, lineterminator="\r\n")
            self._writers[name].writerow([column.name for column in table.columns])
            self._flags[name] = [at for at, column in enumerate(table.columns) if column.kind == "flag"]

    def add(self, name: str, rows: Iterable[Row]) -> None:
        """Add rows to a table."""
        if flags := self._flags[name]:
            rows = (_with_flags(row, flags) for row in rows)
        self._writers[name].writerows(rows)

    def __enter__(self) -> Written:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()


def _with_flags(row: Row, flags: list[int]) -> Row:
    told = list(row)
    for at in flags:
        told[at] = "true" if row[at] else "false"
    return tuple(told)


def metadata(record: Record) -> Mapping[str, Any]:
    """``csv-metadata.json``: what every table and column means, in both languages."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": {code: f"{name}, {record.number}" for code, name in record.names.items()},
        "dc:license": {"@id": LICENCE},
        "dc:date": record.day.isoformat(),
        "tables": [_table(table) for table in schema().values()],
    }


def _table(table: Table) -> Mapping[str, Any]:
    foreign = [
        {
            "columnReference": column.name,
            "reference": {
                "resource": f"{column.refers.split('.')[0]}.csv",
                "columnReference": column.refers.split(".")[1],
            },
        }
        for column in table.columns
        if column.refers
    ]
    return {
        "url": f"{table.name}.csv",
        "dc:description": _by_language(table.says),
        "tableSchema": {
            "columns": [_column(one) for one in table.columns],
            "primaryKey": list(table.key) if all(_column_of(table, key).needed for key in table.key) else [],
            "foreignKeys": foreign,
        },
    }


def _column_of(table: Table, name: str) -> Column:
    return next(one for one in table.columns if one.name == name)


def _column(column: Column) -> Mapping[str, Any]:
    return {
        "name": column.name, "titles": column.name, "datatype": _TYPES[column.kind], "required": column.needed,
        "dc:description": _by_language(column.says),
    }  # fmt: skip


def _by_language(says: Mapping[str, str]) -> list[Mapping[str, str]]:
    return [{"@value": words, "@language": code} for code, words in says.items()]
