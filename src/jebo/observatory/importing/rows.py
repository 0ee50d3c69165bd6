"""Rows of a spreadsheet as events: each is taken whole, or refused with the column and the reason."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from datetime import datetime
from typing import Final

from jebo.disclosure.country import Pack
from jebo.errors import N_, Refusal
from jebo.observatory import date, place, quantity
from jebo.observatory.alike import Known
from jebo.observatory.date import Date
from jebo.observatory.importing.mapping import COUNTS, BadMapping, Columns
from jebo.observatory.place import EventPlace
from jebo.observatory.quantity import Quantity
from jebo.observatory.tables import RUNS
from jebo.observatory.unreadable import (
    CellThatRuns,
    NoSuchDay,
    OutsideTheCountry,
    RetiredEventType,
    UnknownEventType,
    UnknownPlace,
    UnreadableValue,
    WrongUnit,
)

LONGEST: Final = 200
_UNITS: Final = {"people": "count", "homes": "count", "times": "count", "money": "money"}
Find = Callable[[str], Sequence[str]]
"""The ids of the places that a name may mean."""


class NotATable(Refusal):
    """The file is no table in CSV."""

    says = N_("this file cannot be read as a table; save it from the spreadsheet as CSV in UTF-8")


class EmptyCell(UnreadableValue):
    """What is needed is not there."""

    says = N_("this cell is empty; fill it, or take the row away")


class TooManyCells(UnreadableValue):
    """A row with more cells than headings."""

    says = N_("this row has more cells than there are headings; quote the cell that holds a comma")


class InTheFuture(UnreadableValue):
    """A date that is still to come."""

    says = N_("this day is still to come; check the year")


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


def read(text: str, columns: Columns, pack: Pack, find: Find, today: Day | None = None) -> Read:
    """All rows of a spreadsheet, parted by commas, semicolons or tabs.

    :param find: gives the ids of the places that a name may mean.
    :param today: no event is later.
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
    _known(columns, pack)
    at = {name: heading.index(column) for name, column in columns.columns.items()}
    made: list[Draft | Fault] = []
    try:
        for line, row in rows:
            if any(cell.strip() for cell in row):
                cells = {name: _cell(row, number) for name, number in at.items()}
                whole = len(row) <= len(heading) or not any(cell.strip() for cell in row[len(heading) :])
                made.append(_row(line, cells, columns, pack, find, today, whole=whole))
    except csv.Error:
        raise NotATable from None
    return Read(
        drafts=tuple(one for one in made if isinstance(one, Draft)),
        faults=tuple(one for one in made if isinstance(one, Fault)),
    )


def _known(columns: Columns, pack: Pack) -> None:
    """Look that what the mapping names is in the pack."""
    for name, code in columns.types.items():
        if code not in pack.events:
            raise BadMapping(what=f"types.{name}")
    for name, id_ in columns.places.items():
        if id_ not in pack.places:
            raise BadMapping(what=f"places.{name}")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    parted = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=parted)
    for row in reader:
        yield reader.line_num, row


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _row(
    line: int,
    cells: Mapping[str, str],
    columns: Columns,
    pack: Pack,
    find: Find,
    today: Day | None,
    *,
    whole: bool,
) -> Draft | Fault:
    asked = ""
    try:
        asked = next((name for name, cell in cells.items() if cell.startswith(RUNS)), "")
        _plain(asked)
        asked = next((name for name in ("korean", "english") if len(cells.get(name, "")) > LONGEST), "")
        _short(asked)
        asked = "type"
        _whole(whole)
        type_ = _type(cells["type"], columns, pack)
        asked = "date"
        when = _date(cells["date"], columns)
        _over(when, today)
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


def _whole(whole: bool) -> None:
    if not whole:
        raise TooManyCells


def _over(when: Date, today: Day | None) -> None:
    if today and when.earliest and when.earliest > today:
        raise InTheFuture


def _short(long: str) -> None:
    if long:
        raise TooLong


def _type(cell: str, columns: Columns, pack: Pack) -> str:
    if not cell:
        raise EmptyCell
    code = columns.types.get(cell, cell)
    kind = pack.events.get(code) or next(
        (one for one in pack.events.values() if cell in one.names.values()), None
    )
    if kind is None:
        raise UnknownEventType
    if kind.retired:
        raise RetiredEventType
    return kind.code


_KOREAN: Final = re.compile(r"(\d{4})년(?:\s?(\d{1,2})월(?:\s?(\d{1,2})일)?)?")
_QUARTER: Final = re.compile(r"(\d{4})[-\s]?Q([1-4])")


def _date(cell: str, columns: Columns) -> Date:
    if not cell:
        raise EmptyCell
    for form in columns.dates:
        try:
            return date.read(datetime.strptime(cell, form).date().isoformat())  # noqa: DTZ007 - a day has no zone
        except ValueError as wrong:
            if "out of range" in str(wrong):
                raise NoSuchDay from None
    if found := _KOREAN.fullmatch(cell):
        return date.read(
            "-".join(part if at == 0 else f"{int(part):02}" for at, part in enumerate(found.groups()) if part)
        )
    if found := _QUARTER.fullmatch(cell):
        return date.read(f"{found[1]}-{32 + int(found[2])}")
    return date.read(cell)


def _place(cell: str, columns: Columns, pack: Pack, find: Find) -> EventPlace:
    if not cell:
        raise EmptyCell
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
