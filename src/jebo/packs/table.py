"""Reads one table of a pack."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a CSV file, where each column stands in them, and on which line each row ends."""

    name: str
    columns: dict[str, int]
    rows: list[list[str]]
    lines: Sequence[int]

    def __iter__(self) -> Iterator[dict[str, str]]:
        """Each row by column."""
        names = list(self.columns)
        for row in self.rows:
            yield dict(zip(names, row, strict=False))

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row with its line in the file, from 1."""
        return zip(self.lines, self, strict=True)

    def languages(self, family: str) -> dict[str, int]:
        """Where the column of each language stands, for a family of columns such as ``name``."""
        start = f"{family}_"
        return {name.removeprefix(start): at for name, at in self.columns.items() if name.startswith(start)}


def read(folder: Path, name: str) -> Table:
    """The table *name* of the pack in *folder*; without columns and rows when there is no such file.

    Empty lines are passed over, and a row shorter than the header is filled up with empty cells.

    :raises ValueError: if the file is not UTF-8 or not CSV.
    """
    try:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            rows = list(reader)
            lines: Sequence[int] = range(1, len(rows) + 1)
            if reader.line_num != len(rows):
                file.seek(0)
                reader = csv.reader(file, strict=True)
                lines = [reader.line_num for _ in reader]
    except FileNotFoundError:
        rows, lines = [], ()
    except csv.Error:
        raise ValueError("not a table") from None
    if [] in rows:
        kept = [(row, line) for row, line in zip(rows, lines, strict=True) if row]
        rows, lines = [row for row, _ in kept], [line for _, line in kept]
    head = rows[0] if rows else []
    if min(map(len, rows), default=0) < len(head):
        rows = [row + [""] * (len(head) - len(row)) for row in rows]
    return Table(
        name=name, columns={column: at for at, column in enumerate(head)}, rows=rows[1:], lines=lines[1:]
    )


def first_rows(folder: Path, name: str, column: str, values: frozenset[str]) -> list[dict[str, str]]:
    """The rows at the top of a table whose cell in *column* is one of *values*; the rest is not read."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(takewhile(lambda row: row[column] in values, csv.DictReader(file)))


def words(cell: str) -> tuple[str, ...]:
    """The parts of a cell that lists several things, parted by ``;``."""
    return tuple(part for raw in cell.split(";") if (part := raw.strip()))


def year(cell: str) -> int | None:
    """The year in a cell; None for an open one."""
    return int(cell) if cell else None
