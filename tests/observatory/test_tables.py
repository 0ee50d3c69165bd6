"""The tables: every cell is what the schema says, and the dictionary tells it in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observatory.country import ARREST, RECORD, WORLD

from jebo.observatory.forms import citing
from jebo.observatory.invented import Invented
from jebo.observatory.record import BAND, Total, totals
from jebo.observatory.tables import every, plain, quarter, schema
from jebo.packs import load

TABLES = every(RECORD, WORLD)
_OF_KIND: dict[str, Callable[[Any], object]] = {
    "text": lambda cell: isinstance(cell, str) and cell != "",
    "edtf": lambda cell: isinstance(cell, str) and re.fullmatch(r"[0-9X?~%/.-]+", cell),
    "day": lambda cell: date.fromisoformat(cell),
    "whole": lambda cell: type(cell) is int,
    "number": lambda cell: isinstance(cell, int | float),
    "flag": lambda cell: cell in (0, 1),
}


@pytest.mark.parametrize("name", schema())
def test_every_cell_is_of_the_kind_that_the_schema_gives(name: str) -> None:
    table, rows = schema()[name], TABLES[name]
    assert rows
    for row in rows:
        assert len(row) == len(table.columns)
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is not None or not column.needed, column.name
            assert cell is None or _OF_KIND[column.kind](cell), (column.name, cell)


@pytest.mark.parametrize("name", schema())
def test_keys_tell_rows_apart_and_references_lead_somewhere(name: str) -> None:
    table, rows = schema()[name], TABLES[name]
    at = {column.name: number for number, column in enumerate(table.columns)}
    keys = [tuple(row[at[key]] for key in table.key) for row in rows]
    assert len(set(keys)) == len(keys)
    for column in table.columns:
        if column.refers:
            other, _, key = column.refers.partition(".")
            there = [one.name for one in schema()[other].columns].index(key)
            known = {row[there] for row in TABLES[other]}
            assert {row[at[column.name]] for row in rows} - {None} <= known, column.name


def test_rows_do_not_stand_in_the_order_in_which_the_desk_wrote_them() -> None:
    shuffled = every(
        type(RECORD)(**{f: getattr(RECORD, f) for f in RECORD.__slots__} | {"events": RECORD.events[::-1]}),
        WORLD,
    )
    assert sorted(map(str, shuffled["events"])) == sorted(map(str, TABLES["events"]))


def test_an_organisation_has_the_name_that_it_bore_and_a_person_is_told_only_as_an_official_in_office() -> (
    None
):
    told = [row[3:7] for row in TABLES["roles"] if row[0] == ARREST.id]
    assert told == [
        ("class", None, "traders", "상인"),
        ("official", None, "An Invented, head of the office", "안지어, 책임자"),
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_run_by_a_spreadsheet(cell: str) -> None:
    assert plain(cell) == "'" + cell
    assert plain("x" + cell) == "x" + cell
    texts = [c for table in TABLES.values() for row in table for c in row if isinstance(c, str)]
    assert not [c for c in texts if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=Burned" in texts, "the control: a headline that would have run"


def test_a_number_that_nothing_bounds_has_no_upper_end() -> None:
    from dataclasses import replace

    from jebo.observatory.quantity import read
    from jebo.observatory.tables import event_row

    row = event_row(replace(ARREST, quantity=read("more than 20 people", "en")), WORLD)
    named = dict(zip([one.name for one in schema()["events"].columns], row, strict=True))
    assert (named["low"], named["high"], named["approximator"]) == (21, None, "more_than")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_dictionary_tells_of_every_table_and_column_and_of_nothing_else(language: str) -> None:
    text = citing.dictionary(language)
    assert re.findall(r"^## (\S+)$", text, re.M) == list(schema())
    told = re.findall(r"^\| `(\S+)` \| .+ \| (.+) \|$", text, re.M)
    assert told == [
        (column.name, column.says[language]) for table in schema().values() for column in table.columns
    ]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_everything_in_the_schema_is_said_in_both_languages(language: str) -> None:
    said = [table.says for table in schema().values()]
    said += [column.says for table in schema().values() for column in table.columns]
    assert all(one[language] for one in said)
    hangul = [bool(re.search("[가-힣]", one[language])) for one in said]
    assert all(hangul) if language == "ko" else not any(hangul) or language == "en"


def test_what_is_only_counted_is_told_in_bands_when_its_year_is_long_over() -> None:
    day = date(2027, 4, 1)
    counted = [("REMIT", 2026)] * 12 + [("BRIBE", 2026)] + [("REMIT", 2027)] * 40
    assert totals(counted, day) == (
        Total(year=2026, type="BRIBE", low=1, high=4),
        Total(year=2026, type="REMIT", low=10, high=14),
    )
    assert totals(counted, date(2027, 3, 31)) == ()


@given(st.integers(1, 300))
def test_a_band_holds_the_number_and_one_more_is_seldom_seen(number: int) -> None:
    (told,) = totals([("REMIT", 2025)] * number, date(2026, 11, 26))
    assert told.low <= number <= told.high
    assert told.high - told.low in (BAND - 1, BAND - 2)


def test_invented_events_are_the_same_each_time_and_their_ids_are_their_own() -> None:
    one, other = Invented(load("kp"), 3_000), Invented(load("kp"), 3_000)
    assert list(one.events())[:50] == list(other.events())[:50]
    ids = [event.id for event in one.events()]
    assert len(set(ids)) == 3_000
    assert {link.one for link in one.links()} <= set(ids)


def test_a_quarter_is_told_only_where_it_is_known() -> None:
    from jebo.observatory.date import read

    assert [quarter(read(text)) for text in ("2026-07-13", "2026-35", "2026", "2026-06/2026-07", "2026/2027", "2026/..")] == [
        (2026, 3), (2026, 3), (2026, 0), (2026, 0), None, None,
    ]  # fmt: skip
