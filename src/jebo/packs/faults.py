"""Finds what is wrong in the tables of a pack, cell by cell, so that an editor can mend it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jebo.errors import N_
from jebo.packs.schema import (
    DEFAULT,
    FIRST_YEAR,
    KINDS,
    LAST_YEAR,
    LEVELS,
    NEEDED,
    OWN,
    RANGES,
    SHARE,
    TABLES,
    Column,
)
from jebo.packs.table import Table, read, words

NO_PACK: Final = N_("there is no pack.toml; write one with id, names and root")
NOT_TOML: Final = N_('pack.toml is not TOML in UTF-8; quote each text, as in id = "kp"')
NO_KEY: Final = N_("pack.toml lacks id, names.en or root; add it")
WRONG_ROOT: Final = N_(
    'root in pack.toml is not the id of a place of level country; name one, or leave it "" for the world'
)
NOT_CSV: Final = N_("the file is not CSV in UTF-8; save it again from the spreadsheet")
NO_TABLE: Final = N_("the table is missing or empty; write it")
NO_COLUMN: Final = N_("the column is missing; add it to the header")
EMPTY: Final = N_("the cell is empty; fill it")
TOO_LONG: Final = N_("the row has more cells than the header; quote the cell that holds a comma")
TWICE: Final = N_("this id stands above already; give each row its own")
NO_NUMBER: Final = N_("the cell is not a number from 0 up; write digits only")
NO_YEAR: Final = N_("the cell is not a year; write four digits, or leave it empty")
NO_FLAG: Final = N_("write yes, or leave the cell empty")
NOT_ONE_OF: Final = N_("the cell names nothing that is known; see the words and ids that this column takes")
NO_SOURCE: Final = N_("the source is not in sources.csv; add it there, or write own")
UPSIDE_DOWN: Final = N_("the low end of the range is above the high end; swap them")
NOT_WIDER: Final = N_(
    "a place lies inside one of a wider level, and only a country lies in none; mend inside or level"
)
OUTGROWS: Final = N_("the circle is larger than the one it lies in; mend the sizes or inside")
NO_SHARE: Final = N_(
    "a share is called sex:female, age:40 or role:trader, and is at most 1; rename or mend it"
)
NO_KIND: Final = N_("a default is called after a kind of detail; rename it")
NO_DEFAULT: Final = N_("a kind of detail has no default; add a row for each of the thirteen")
CAPITALS: Final = N_("a trigger is written in small letters; rewrite it")
SHARED_TRIGGER: Final = N_("another event has this trigger too; leave it to one of them")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong: the file, the line (from 1; None: the whole file), the column, and what to do."""

    file: str
    says: str
    line: int | None = None
    column: str = ""


def faults(folder: Path) -> tuple[Fault, ...]:
    """All that is wrong in the pack in *folder*; nothing for a pack that holds together."""
    about = _about(folder)
    if isinstance(about, Fault):
        return (about,)
    tables, found = {}, []
    for name in TABLES:
        try:
            tables[name] = read(folder, name)
        except ValueError:
            found.append(Fault(file=f"{name}.csv", says=NOT_CSV))
    shapes = [fault for name, table in tables.items() for fault in _shape(name, table)]
    if found or shapes:
        return (*found, *shapes)
    ids = {name: _ids(name, table) for name, table in tables.items()}
    cells = [fault for name, table in tables.items() for fault in _cells(name, table, ids)]
    return tuple(
        cells
        or [*_root(about, tables), *_places(tables), *_circles(tables), *_names(tables), *_triggers(tables)]
    )


def _about(folder: Path) -> Mapping[str, object] | Fault:
    try:
        about = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    except OSError:
        return Fault(file="pack.toml", says=NO_PACK)
    except ValueError:  # TOMLDecodeError and UnicodeDecodeError, which quote what they read
        return Fault(file="pack.toml", says=NOT_TOML)
    names = about.get("names")
    complete = (
        isinstance(about.get("id"), str) and isinstance(names, dict) and isinstance(names.get("en"), str)
    )
    return about if complete and isinstance(about.get("root"), str) else Fault(file="pack.toml", says=NO_KEY)


def _shape(name: str, table: Table) -> Iterator[Fault]:
    file = f"{name}.csv"
    if not table.rows:
        if name in NEEDED:
            yield Fault(file=file, says=NO_TABLE)
        return
    for column, rule in TABLES[name].items():
        if column not in table.columns and (rule.needed or column in ("since", "until")):
            yield Fault(file=file, line=1, column=column, says=NO_COLUMN)
    for at, row in zip(table.lines, table.rows, strict=True):
        if len(row) > len(table.columns):
            yield Fault(file=file, line=at, says=TOO_LONG)


def _ids(name: str, table: Table) -> frozenset[str]:
    column = next((c for c, rule in TABLES[name].items() if rule.kind == "id"), None)
    return frozenset(row[column] for row in table) if column else frozenset()


def _cells(name: str, table: Table, ids: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    rules = [(column, rule) for column, rule in TABLES[name].items() if column in table.columns]
    seen: dict[str, set[str]] = {column: set() for column, rule in rules if rule.kind == "id"}
    for at, row in table.numbered():
        for column, rule in rules:
            says = _cell(row[column], rule, ids)
            if not says and column in seen:
                says = TWICE if row[column] in seen[column] else ""
                seen[column].add(row[column])
            if says:
                yield Fault(file=f"{name}.csv", line=at, column=column, says=says)
        for low, high in RANGES:
            if row.get(low) and row.get(high) and _number(row[low]) > _number(row[high]) >= 0:
                yield Fault(file=f"{name}.csv", line=at, column=low, says=UPSIDE_DOWN)


def _cell(cell: str, rule: Column, ids: Mapping[str, frozenset[str]]) -> str:
    """What is wrong with one cell; empty when nothing is."""
    if not cell.strip():
        return EMPTY if rule.needed else ""
    match rule.kind:
        case "number":
            return "" if _number(cell) >= 0 or (rule.needed is False and _is_degrees(cell)) else NO_NUMBER
        case "year":
            return "" if cell.isdecimal() and FIRST_YEAR <= int(cell) <= LAST_YEAR else NO_YEAR
        case "flag":
            return "" if cell == "yes" else NO_FLAG
        case "sources":
            return "" if set(words(cell)) <= ids["sources"] | {OWN} else NO_SOURCE
    if not rule.refers and not rule.one_of:
        return ""
    known = ids.get(rule.refers, frozenset()) | set(rule.one_of)
    parts = words(cell) if rule.kind == "words" else (cell,)
    return "" if set(parts) <= known else NOT_ONE_OF


def _number(cell: str) -> float:
    """The number in a cell; -1 for what is none (and for what is not finite)."""
    try:
        number = float(cell)
    except ValueError:
        return -1
    return number if 0 <= number < float("inf") else -1


def _is_degrees(cell: str) -> bool:
    return _number(cell.removeprefix("-")) >= 0


def _root(about: Mapping[str, object], tables: Mapping[str, Table]) -> Iterator[Fault]:
    countries = {row["id"] for row in tables["places"] if row["level"] == "country"}
    if about["root"] and about["root"] not in countries:
        yield Fault(file="pack.toml", says=WRONG_ROOT)


def _places(tables: Mapping[str, Table]) -> Iterator[Fault]:
    level = {row["id"]: LEVELS.index(row["level"]) for row in tables["places"]}
    for at, row in tables["places"].numbered():
        outer = level[row["inside"]] if row["inside"] else -1
        if outer >= level[row["id"]] or (outer < 0) != (row["level"] == "country"):
            yield Fault(file="places.csv", line=at, column="inside", says=NOT_WIDER)


def _circles(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """A circle inside another is no larger at either end, and never inside itself by way of others."""
    rows = {row["id"]: row for row in tables["circles"]}
    for at, row in tables["circles"].numbered():
        outer = rows.get(row["inside"])
        if outer and (
            any(float(row[end]) > float(outer[end]) for end in ("low", "high")) or _circular(row["id"], rows)
        ):
            yield Fault(file="circles.csv", line=at, column="inside", says=OUTGROWS)


def _circular(start: str, rows: Mapping[str, Mapping[str, str]]) -> bool:
    at, seen = start, set[str]()
    while at in rows and at not in seen:
        seen.add(at)
        at = rows[at]["inside"]
    return at in rows


def _names(tables: Mapping[str, Table]) -> Iterator[Fault]:
    for at, row in tables["profile"].numbered():
        if not SHARE.fullmatch(row["share"]) or float(row["high"]) > 1:
            yield Fault(file="profile.csv", line=at, column="share", says=NO_SHARE)
    for at, row in tables["defaults"].numbered():
        if not DEFAULT.fullmatch(row["kind"]):
            yield Fault(file="defaults.csv", line=at, column="kind", says=NO_KIND)
    if not set(KINDS) <= {row["kind"] for row in tables["defaults"]}:
        yield Fault(file="defaults.csv", column="kind", says=NO_DEFAULT)


def _triggers(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Triggers are in small letters and belong to one event each."""
    columns = [f"triggers_{language}" for language in tables["events"].languages("triggers")]
    uses = Counter((c, t) for row in tables["events"] for c in columns for t in set(words(row[c])))
    for at, row in tables["events"].numbered():
        for column in columns:
            for trigger in words(row[column]):
                if trigger != trigger.lower():
                    yield Fault(file="events.csv", line=at, column=column, says=CAPITALS)
                if uses[column, trigger] > 1:
                    yield Fault(file="events.csv", line=at, column=column, says=SHARED_TRIGGER)
