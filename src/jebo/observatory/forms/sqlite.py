"""One SQLite file with all tables, an index over words in both languages, and what Datasette says beside them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jebo.observatory.forms.csvs import LICENCE
from jebo.observatory.questions import questions
from jebo.observatory.record import Record
from jebo.observatory.tables import Cell, Column, Row, Table, schema

FILE: Final = "record.sqlite"
_TYPES: Final = {
    "text": "TEXT",
    "edtf": "TEXT",
    "day": "TEXT",
    "whole": "INTEGER",
    "number": "REAL",
    "flag": "INTEGER",
}
_SEARCHED: Final = "events_search"
_FIND: Final = f"INSERT INTO {_SEARCHED} (rowid, words) VALUES (?, ?)"  # noqa: S608 - a name of ours
_HANGUL: Final = re.compile(r"[가-힣]{2,}")
_HELD: Final = 128_000_000
"""Bytes of the index that are held before they are written: the fewer parts there are, the less is merged. Chosen by us."""
_INDEXED: Final = ("events.", "organisations.", "goods.", "places.")
"""To what columns refer of which an index is made, besides all that events refer to: what people look up."""
_LONGEST: Final = 5
"""Syllables of a Korean word that is found inside a longer one. Chosen by us: few stems are longer."""
_NAMES: Final = ("type", "type_en", "type_ko", "place_en", "place_ko")


class Written:
    """The file at *path*, to which rows are added."""

    def __init__(self, path: Path) -> None:
        self._made = sqlite3.connect(path, isolation_level=None)
        self._made.executescript(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;"
            " PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -200000; BEGIN"
        )
        for table in schema().values():
            self._made.execute(_create(table))
        self._made.execute(
            f"CREATE VIRTUAL TABLE {_SEARCHED} USING fts5(words, content='', detail=none, columnsize=0, tokenize='porter unicode61')"
        )
        self._made.execute(f"INSERT INTO {_SEARCHED} ({_SEARCHED}, rank) VALUES ('hashsize', {_HELD})")  # noqa: S608 - ours
        at = {column.name: number for number, column in enumerate(schema()["events"].columns)}
        self._named = [at[name] for name in _NAMES]
        self._rows = 0

    def add(self, name: str, rows: Iterable[Row]) -> None:
        """Add rows to a table."""
        marks = ", ".join("?" * len(schema()[name].columns))
        self._made.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - a name of the schema

    def find(self, events: Iterable[Row], said: Mapping[str, set[str]]) -> None:
        """Let the words of events be found: the names of the kind and the place, and what else is *said* by their ids."""
        self._made.executemany(_FIND, self._words(events, said))

    def _words(self, events: Iterable[Row], said: Mapping[str, set[str]]) -> Iterator[tuple[int, str]]:
        for row in events:
            self._rows += 1
            names = all_found(tuple(row[at] for at in self._named))
            others = said.get(str(row[0]))
            yield self._rows, " ".join((names, *map(found, sorted(others)))) if others else names

    def close(self) -> None:
        """Make the indexes, and close the file."""
        for table in schema().values():
            for column in table.columns:
                if column.refers.startswith(_INDEXED) or (column.refers and table.name == "events"):
                    self._made.execute(
                        f'CREATE INDEX {table.name}_{column.name} ON {table.name} ("{column.name}")'
                    )
        self._made.execute("COMMIT")
        self._made.close()


@lru_cache(maxsize=10_000)
def found(text: str) -> str:
    """A text with the parts of its Korean words, so that 시장 is found in 시장에서 and 도매시장."""
    parts = dict.fromkeys(
        run[start:end]
        for run in _HANGUL.findall(text)
        for start in range(len(run) - 1)
        for end in range(start + 2, min(start + _LONGEST, len(run)) + 1)
    )
    return " ".join([text, *parts])


@lru_cache(maxsize=50_000)
def all_found(texts: tuple[Cell, ...]) -> str:
    """The same of several texts."""
    return " ".join(found(str(one)) for one in texts)


def _create(table: Table) -> str:
    columns = ", ".join(f'"{one.name}" {_TYPES[one.kind]}{_bound(one)}' for one in table.columns)
    keys = "".join(
        f', FOREIGN KEY ("{one.name}") REFERENCES {one.refers.replace(".", " (")})'
        for one in table.columns
        if one.refers
    )
    key = ", ".join(f'"{one}"' for one in table.key)
    return f"CREATE TABLE {table.name} ({columns}{f', PRIMARY KEY ({key})' if len(table.key) == 1 else ''}{keys})"


def _bound(column: Column) -> str:
    return " NOT NULL" if column.needed else ""


def datasette(record: Record, language: str) -> Mapping[str, Any]:
    """``metadata.json`` for Datasette: what tables and columns mean, and the documented questions as queries."""
    tables: dict[str, dict[str, Any]] = {
        table.name: {
            "description": table.says[language],
            "columns": {column.name: column.says[language] for column in table.columns},
        }
        for table in schema().values()
    }
    tables["events"] |= {
        "fts_table": _SEARCHED, "fts_pk": "rowid", "facets": ["type", "province", "status"], "sort_desc": "latest",
    }  # fmt: skip
    tables[_SEARCHED] = {"hidden": True}
    return {
        "title": f"{record.names[language]}, {record.number}",
        "license": "CC BY 4.0",
        "license_url": LICENCE,
        "databases": {
            "record": {
                "tables": tables,
                "queries": {one.key: {"sql": one.sql, "title": one.says[language]} for one in questions()},
            }
        },
    }
