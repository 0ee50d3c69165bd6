"""Rows of a spreadsheet as events: each is taken whole, or refused with the column and the reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from jebo.disclosure.country import Pack
from jebo.errors import N_, Refusal
from jebo.observatory import date, place, quantity
from jebo.observatory.alike import Known
from jebo.observatory.date import Date
from jebo.observatory.importing.mapping import BadMapping, Columns
from jebo.observatory.place import EventPlace
from jebo.observatory.quantity import Quantity
from jebo.observatory.tables import RUNS
from jebo.observatory.unreadable import (
    CellThatRuns,
    NotADate,
    OutsideTheCountry,
    RetiredEventType,
    UnknownEventType,
    UnknownPlace,
    UnreadableValue,
    WrongUnit,
)

LONGEST: Final = 200
COUNTS: Final = ("people", "homes", "times", "money", "other")
_UNITS: Final = {"people": "count", "homes": "count", "times": "count", "money": "money"}
Find = Callable[[str], Sequence[str]]
"""The ids of the places that a name may mean."""


class NotATable(Refusal):
    """The file is no table in CSV."""

    says = N_("this file cannot be read as a table; save it from the spreadsheet as CSV in UTF-8")


class TooLong(UnreadableValue):
    """Words for an event that do not fit."""

    says = N_("this cell has more than 200 characters; shorten it")


class SeveralPlaces(UnreadableValue):
    """A name that several places bear."""

    says = N_("several places bear this name; write in the mapping which one is meant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event from a row. ``line`` is where the row ends in the file, from 1."""

    line: int
    type: str
    date: Date
    place: EventPlace
    quantity: Quantity | None = None
    counted: str = ""
    korean: str = field(default="", repr=False)
    english: str = field(default="", repr=False)

    def known(self) -> Known:
        """As it is compared with others."""
        return Known(id=str(self.line), type=self.type, date=self.date, place=self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a row is refused: its line, the heading of the column, and the reason. Never what stands in it."""

    line: int
    column: str
    why: UnreadableValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What became of a spreadsheet."""

    drafts: tuple[Draft, ...]
    faults: tuple[Fault, ...]


def read(text: str, columns: Columns, pack: Pack, find: Find) -> Read:
    """All rows of a spreadsheet.

    :param find: gives the ids of the places that a name may mean.
    :raises NotATable: it is no CSV, or empty.
    :raises BadMapping: a column that the mapping names is not there.
    """
    rows = _rows(text)
    try:
        heading = next(rows)[1]
    except (StopIteration, csv.Error):
        raise NotATable from None
    for name, column in columns.columns.items():
        if column not in heading:
            raise BadMapping(what=f"columns.{name}")
    at = {name: heading.index(column) for name, column in columns.columns.items()}
    made: list[Draft | Fault] = []
    try:
        for line, row in rows:
            if any(cell.strip() for cell in row):
                cells = {name: _cell(row, number) for name, number in at.items()}
                made.append(_row(line, cells, columns, pack, find))
    except csv.Error:
        raise NotATable from None
    return Read(
        drafts=tuple(one for one in made if isinstance(one, Draft)),
        faults=tuple(one for one in made if isinstance(one, Fault)),
    )


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    for row in reader:
        yield reader.line_num, row


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _row(line: int, cells: Mapping[str, str], columns: Columns, pack: Pack, find: Find) -> Draft | Fault:
    asked = ""
    try:
        asked = next((name for name, cell in cells.items() if cell.startswith(RUNS)), "")
        _plain(asked)
        asked = next((name for name in ("korean", "english") if len(cells.get(name, "")) > LONGEST), "")
        _short(asked)
        asked = "type"
        type_ = _type(cells["type"], columns, pack)
        asked = "date"
        when = _date(cells["date"], columns)
        asked = "place"
        where = _place(cells["place"], columns, pack, find)
        asked = "number"
        counted = cells.get("counted") or columns.counted
        number = _number(cells.get("number", ""), counted)
    except UnreadableValue as why:
        return Fault(line=line, column=columns.columns[asked], why=why)
    return Draft(
        line=line, type=type_, date=when, place=where, quantity=number, counted=counted if number else "",
        korean=cells.get("korean", ""), english=cells.get("english", ""),
    )  # fmt: skip


def _plain(runs: str) -> None:
    """Take no cell that a spreadsheet would run."""
    if runs:
        raise CellThatRuns


def _short(long: str) -> None:
    if long:
        raise TooLong


def _type(cell: str, columns: Columns, pack: Pack) -> str:
    code = columns.types.get(cell, cell)
    kind = pack.events.get(code) or next(
        (one for one in pack.events.values() if cell in one.names.values()), None
    )
    if kind is None:
        raise UnknownEventType
    if kind.retired:
        raise RetiredEventType
    return kind.code


def _date(cell: str, columns: Columns) -> Date:
    for form in columns.dates:
        try:
            return date.read(datetime.strptime(cell, form).date().isoformat())  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    if not cell:
        raise NotADate
    return date.read(cell)


def _place(cell: str, columns: Columns, pack: Pack, find: Find) -> EventPlace:
    name = columns.places.get(cell, cell)
    ids = [name] if name in pack.places else list(find(name))
    if not ids:
        raise UnknownPlace
    if not any(one in pack.places for one in ids):
        raise OutsideTheCountry
    if len(ids) > 1:
        raise SeveralPlaces
    return place.event_place(ids[0], pack.places)


def _number(cell: str, counted: str) -> Quantity | None:
    if not cell:
        return None
    if counted not in COUNTS:
        raise WrongUnit
    language: quantity.Language = "ko" if any("가" <= letter <= "힣" for letter in cell) else "en"
    told = quantity.exactly(float(cell), text=cell) if cell.isdecimal() else quantity.read(cell, language)
    if (
        counted in _UNITS
        and told.unit != _UNITS[counted]
        and not (counted == "money" and told.unit == "count")
    ):
        raise WrongUnit
    return told
