"""Events from the newsroom's own spreadsheets: taken whole, or refused with the line, the column and one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.observatory.country import PACK

from jebo.observatory.alike import Known, alike, pairs
from jebo.observatory.date import read as read_date
from jebo.observatory.importing.mapping import BadMapping, mapping
from jebo.observatory.importing.rows import NotATable, Read, read
from jebo.observatory.place import event_place
from jebo.packs import gazetteer, load

MAPPING = """
dates = ["%Y.%m.%d"]
counted = "people"

[columns]
type = "종류"
date = "날짜"
place = "장소"
number = "인원"
korean = "내용"

[types]
"단속" = "INSPECT"

[places]
"청진" = "KP0205"
"""
HEAD = "종류,날짜,장소,인원,내용,비고\n"


def sheet(*rows: str, told: str = MAPPING, pack: object = PACK) -> Read:
    names, wide = gazetteer(PACK), gazetteer(load("world"))
    find = lambda name: names.get(name.casefold()) or wide.get(name.casefold(), ())  # noqa: E731
    return read(HEAD + "".join(row + "\n" for row in rows), mapping(told), pack, find, date(2027, 1, 1))  # type: ignore[arg-type]


def test_a_row_is_an_event_in_the_newsrooms_own_words() -> None:
    found = sheet("단속,2026.07.13,청진,20여 명,시장 단속,x", "체포,2026-07~,함경북도,4,,", ",,,,,")
    assert found.faults == ()
    one, other = found.drafts
    assert (one.type, one.date.text, one.place.id, one.korean, one.line) == (
        "INSPECT",
        "2026-07-13",
        "KP0205",
        "시장 단속",
        2,
    )
    assert one.quantity is not None
    assert (one.quantity.low, one.quantity.high, one.counted) == (21, 29, "people")
    assert (other.type, other.date.text, other.place.id) == ("ARREST", "2026-07~", "KP-09")


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ("단속,언젠가,청진,,,", "날짜", "not a date"),
        ("단속,2026-02-30,청진,,,", "날짜", "no such day"),
        ("단속,,청진,,,", "날짜", "is empty"),
        (",2026,청진,,,", "종류", "is empty"),
        ("단속,2026,,,,", "장소", "is empty"),
        ("단속,2026.02.30,청진,,,", "날짜", "no such day"),
        ("단속,2031-07-13,청진,,,", "날짜", "still to come"),
        ("단속,2026,청진,,,,더,있다", "종류", "more cells"),
        ("단속,2026-07/2025-07,청진,,,", "날짜", "ends before it begins"),
        ("단속,2026,아틀란티스,,,", "장소", "does not know this place"),
        ("단속,2026,Mandalay,,,", "장소", "outside the country"),
        ("잔치,2026,청진,,,", "종류", "does not know this kind of event"),
        ("단속,2026,청진,20 kg,,", "인원", "unit"),
        ("단속,2026,청진,스무남은 서른,,", "인원", "exactly one number"),
        ('단속,2026,청진,,"=HYPERLINK(""x"")",', "내용", "spreadsheets would run"),
        ("=1+1,2026,청진,,,", "종류", "spreadsheets would run"),
        ("＝1,2026,청진,,,", "종류", "spreadsheets would run"),
        ("단속,2026,청진,," + "가" * 201 + ",", "내용", "more than 200"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_line_its_column_and_a_reason(
    row: str, column: str, says: str
) -> None:
    found = sheet("단속,2026,청진,,,", row)
    assert len(found.drafts) == 1
    (fault,) = found.faults
    assert (fault.line, fault.column) == (3, column)
    assert says in str(fault.why)
    assert not any(cell and cell in str(fault.why) for cell in row.split(",") if len(cell) > 3), (
        "never what stands there"
    )


def test_a_code_that_is_no_longer_used_is_refused() -> None:
    events = PACK.events | {"INSPECT": replace(PACK.events["INSPECT"], retired="SEARCH")}  # type: ignore[operator]
    (fault,) = sheet("단속,2026,청진,,,", pack=replace(PACK, events=events)).faults
    assert "no longer used" in str(fault.why)


def test_a_name_that_several_places_bear_is_refused_until_the_mapping_says_which() -> None:
    several = next(name for name, ids in gazetteer(PACK).items() if len(ids) > 1 and "," not in name)
    (fault,) = sheet(f"단속,2026,{several},,,").faults
    assert "several places" in str(fault.why)


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ("dates = 7 8\n", "TOML, line 1"), (MAPPING.replace('"people"', '"cows"'), "counted"),
        (MAPPING.replace('"INSPECT"', '"INSPEC"'), "types.단속"), (MAPPING.replace('"KP0205"', '"KP9"'), "places.청진"),
        ("", "columns.type"), (MAPPING.replace("[types]", "[kinds]"), "kinds"),
        (MAPPING.replace('date = "날짜"\n', ""), "columns.date"), (MAPPING.replace('dates = ["%Y.%m.%d"]', "dates = 7"), "dates"),
        (MAPPING.replace("number =", "many ="), "columns.many"), (MAPPING.replace('"종류"', "7"), "columns"),
    ],
)  # fmt: skip
def test_a_mapping_that_is_wrong_is_refused_by_its_part(told: str, what: str) -> None:
    with pytest.raises(BadMapping) as refused:
        sheet(told=told)
    assert refused.value.facts["what"] == what


def test_a_column_that_the_sheet_has_not_is_named() -> None:
    with pytest.raises(BadMapping) as refused:
        sheet(told=MAPPING.replace('"인원"', '"사람"'))
    assert refused.value.facts["what"] == "columns.number"


@pytest.mark.parametrize("text", ["", '"\n', "a\x00b"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises((NotATable, BadMapping)):
        read(text, mapping(MAPPING), PACK, lambda _name: ())


PLACES = PACK.places


def known(id: str, when: str, where: str, type: str = "ARREST") -> Known:
    return Known(id=id, type=type, date=read_date(when), place=event_place(where, PLACES))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (known("a", "2026-07-13", "KP0205"), known("b", "2026-07", "KP-09"), True),
        (known("a", "2026-07-13", "KP0205"), known("b", "2026-07-14~", "KP0205"), True),
        (known("a", "2026-07-13", "KP0205"), known("b", "2026-07-20", "KP0205"), False),
        (known("a", "2026-07-13", "KP0205"), known("b", "2026-07-13", "KP0901"), False),
        (known("a", "2026-07-13", "KP0205"), known("b", "2026-07-13", "KP0205", "SEARCH"), False),
    ],
)
def test_events_of_one_kind_near_in_time_and_place_may_be_one(one: Known, other: Known, same: bool) -> None:
    assert alike(one, other, PLACES) is same
    assert alike(other, one, PLACES) is same
    assert pairs([one], [other], PLACES) == ([("a", "b")] if same else [])
    assert pairs([one, other], [], PLACES) == ([("b", "a")] if same else [])


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("2026.07.13", "2026-07-13"), ("2026년 7월 13일", "2026-07-13"), ("2026년 7월", "2026-07"), ("2026년", "2026"), ("2026-Q3", "2026-35"),
        ("2026Q1", "2026-33"), ("2026-07~", "2026-07~"),
    ],
)  # fmt: skip
def test_dates_are_taken_as_newsrooms_write_them(cell: str, wanted: str) -> None:
    assert [one.date.text for one in sheet(f"단속,{cell},청진,,,").drafts] == [wanted]


def test_a_sheet_parted_by_semicolons_is_a_table_too() -> None:
    text = HEAD.replace(",", ";") + "단속;2026;청진;;;\n"
    assert len(read(text, mapping(MAPPING), PACK, lambda _: ()).drafts) == 1
