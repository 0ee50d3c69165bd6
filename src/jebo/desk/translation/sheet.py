"""The desk's terms as a table for a spreadsheet, out and in. A file is taken whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.db import transaction

from jebo.desk.refused import Refused
from jebo.desk.translation.forms import GlossaryForm
from jebo.desk.translation.models import GlossaryTerm
from jebo.errors import N_
from jebo.texts.encoding import plain

COLUMNS: Final = ("korean", "english", "since", "until", "never", "note")
LARGEST: Final = 1 << 20
"""Bytes of a file. Chosen by us: some 10,000 terms."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell (OWASP, "CSV Injection")."""


class NotATable(Refused):
    """The file has not the columns."""

    says = N_(
        "the file is no table of terms: its first line has to name the columns korean and english; since, until, never and note may follow"
    )


class TooManyTerms(Refused):
    """It is above the limit."""

    says = N_("the file is larger than 1 MB; split it")


class BadTerm(Refused):
    """A line that the desk would not take when it is typed. ``line`` counts from 1, the columns' names among them."""

    says = N_(
        "a line of the file cannot be taken, so nothing was: each needs a Korean and an English term that are not too long,"
        " and years between 1900 and 2100 in their order"
    )

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def write(terms: Iterable[GlossaryTerm]) -> bytes:
    """All terms, in UTF-8 with a mark by which spreadsheets know it."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    table.writerows([_cell(getattr(one, name)) for name in COLUMNS] for one in terms)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: str | int | None) -> str:
    words = "" if value is None else str(value)
    return f"'{words}" if words.startswith(_FORMULA) else words


def bring(data: bytes) -> tuple[int, int]:
    """Take a file's terms in: how many are new, and how many were changed. A term is the same in the same years.

    :raises TooManyTerms, NotATable, BadTerm: nothing was taken.
    :raises jebo.errors.Refusal: it is not text.
    """
    if len(data) > LARGEST:
        raise TooManyTerms
    new = changed = 0
    with transaction.atomic():
        known = {(one.korean, one.since, one.until): one for one in GlossaryTerm.objects.all()}
        for line, row in _rows(data):
            form = GlossaryForm(row)
            if not form.is_valid():
                raise BadTerm(line)
            said = form.cleaned_data
            key = said["korean"], said["since"], said["until"]
            there, one = key in known, known.setdefault(key, GlossaryTerm())
            if any(getattr(one, name) != said[name] for name in COLUMNS):
                new, changed = (new + 1, changed) if not there else (new, changed + 1)
                for name in COLUMNS:
                    setattr(one, name, said[name])
                one.save()
    return new, changed


def _rows(data: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each row of the table with its line; lines without a word are passed over."""
    words = plain(data)
    head = words.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    table = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [name.strip().casefold() for name in next(table, [])]
        if not {"korean", "english"} <= set(columns):
            raise NotATable
        for cells in table:
            row = {
                name: _unquoted(cell) for name, cell in zip(columns, cells, strict=False) if name in COLUMNS
            }
            if any(row.values()):
                yield table.line_num, row
    except csv.Error:
        raise NotATable from None


def _unquoted(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
