"""The files: the same rows in each, read by programs that we did not write."""

from __future__ import annotations

import asyncio
import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from tests.observatory.country import ARREST, INSPECT, RECORD, WORLD
from tests.press.test_machines import strange
from tools.money import broken, wrong

from jebo.observatory import dataset
from jebo.observatory.asking import Asked
from jebo.observatory.forms.sqlite import found
from jebo.observatory.questions import questions
from jebo.observatory.tables import every, schema

URL = "https://mulmaru.example/"
ROWS = every(RECORD, WORLD)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("data")
    dataset.write(where, RECORD, WORLD, url=URL, workers=1)
    return where


@pytest.fixture
def base(folder: Path) -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(f"file:{folder}/record.sqlite?mode=ro", uri=True)
    yield made
    made.close()


@pytest.mark.parametrize("name", schema())
def test_csv_parquet_and_sqlite_hold_the_same_rows(name: str, folder: Path, base: sqlite3.Connection) -> None:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == [one.name for one in schema()[name].columns]
    assert len(rows) == len(ROWS[name])
    told = duckdb.execute(f"select * from '{folder}/{name}.parquet'").fetchall()
    plain = [[_as_cell(cell) for cell in row] for row in told]
    assert plain == [
        [_as_cell(_typed(cell, one.kind)) for cell, one in zip(row, schema()[name].columns, strict=True)]
        for row in ROWS[name]
    ]
    assert sorted(map(str, base.execute(f"select * from {name}"))) == sorted(
        map(str, map(_numbers(name), ROWS[name]))
    )


def _typed(cell: Any, kind: str) -> Any:
    return bool(cell) if kind == "flag" else cell


def _as_cell(cell: Any) -> Any:
    return (
        float(cell)
        if isinstance(cell, int | float) and not isinstance(cell, bool)
        else None
        if cell is None
        else str(cell)
    )


def _numbers(name: str) -> Any:
    kinds = [one.kind for one in schema()[name].columns]
    return lambda row: tuple(
        float(cell) if kind == "number" and cell is not None else cell
        for cell, kind in zip(row, kinds, strict=True)
    )


def test_what_its_metadata_say_of_csv_holds_in_the_eyes_of_another_program(folder: Path) -> None:
    from csvw import TableGroup  # type: ignore[import-untyped]

    group = TableGroup.from_file(folder / "csv-metadata.json")
    assert group.check_referential_integrity()
    read = {table.url.string: list(table.iterdicts(strict=True)) for table in group.tables}
    assert len(read["events.csv"]) == len(RECORD.events)
    assert read["events.csv"][2]["several"] is False


def test_that_other_program_sees_a_reference_that_leads_nowhere(folder: Path, tmp_path: Path) -> None:
    from csvw import TableGroup

    for file in folder.glob("*.csv"):
        (tmp_path / file.name).write_bytes(
            file.read_bytes().replace(b"\r\nccccccc2,1,1,ARREST", b"\r\nccccccc9,1,1,ARREST")
        )
    (tmp_path / "csv-metadata.json").write_bytes((folder / "csv-metadata.json").read_bytes())
    with pytest.raises(ValueError, match="ccccccc2"):
        TableGroup.from_file(tmp_path / "csv-metadata.json").check_referential_integrity()


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("체포", {ARREST.id}), ("상인", {ARREST.id, INSPECT.id}), ("arrested", {ARREST.id}), ("traders", {ARREST.id, INSPECT.id}),
        ("화장품", {"aaaaaaa2"}), ("함경", {"aaaaaaa2", ARREST.id, INSPECT.id}), ("없는말", set()),
    ],
)  # fmt: skip
def test_events_are_found_by_words_of_both_languages(
    words: str, ids: set[str], base: sqlite3.Connection
) -> None:
    asked = (
        "select id from events where rowid in (select rowid from events_search where events_search match ?)"
    )
    assert {row[0] for row in base.execute(asked, [f'"{words}"'])} == ids


def test_a_korean_word_is_found_within_a_longer_one() -> None:
    assert {"시장", "시장에", "장에", "에서"} <= set(found("시장에서").split())
    assert found("market") == "market"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_datasette_opens_it_searches_it_and_answers_the_questions(language: str, folder: Path) -> None:
    from datasette.app import Datasette  # type: ignore[import-untyped]

    metadata = json.loads((folder / f"datasette.{language}.json").read_text(encoding="utf-8"))

    async def asked() -> None:
        opened = Datasette([str(folder / "record.sqlite")], metadata=metadata)
        front = await opened.client.get("/record/events.json?_search=체포&_shape=array")
        assert [row["id"] for row in front.json()] == [ARREST.id]
        page = await opened.client.get("/record/events")
        assert page.status_code == 200
        assert schema()["events"].says[language] in page.text
        for one in questions():
            answer = await opened.client.get(f"/record/{one.key}.json?_shape=array")
            assert answer.status_code == 200, one.key
            assert one.says[language] in (await opened.client.get("/record")).text
        for database in opened.databases.values():
            database.close()

    asyncio.run(asked())


def test_the_documented_questions_have_the_same_answers_everywhere(
    folder: Path, base: sqlite3.Connection
) -> None:
    with Asked(folder) as record:
        for one in questions():
            told = [tuple(_as_cell(cell) for cell in row) for row in record.question(one.key).rows]
            assert told == [tuple(_as_cell(cell) for cell in row) for row in base.execute(one.sql)], one.key
            assert one.key in ("goods", "then") or told, f"{one.key} has something to answer"


def test_geojson_is_what_its_standard_asks_and_a_point_is_the_middle_of_what_is_named(folder: Path) -> None:
    told = json.loads((folder / "events.geojson").read_text(encoding="utf-8"))
    assert told["type"] == "FeatureCollection"
    places = {row[0]: (row[7], row[6]) for row in ROWS["places"]}
    for one in told["features"]:
        assert one["type"] == "Feature"
        assert tuple(one["geometry"]["coordinates"]) == places[one["properties"]["place"]]
        assert one["properties"]["geo_precision"] in (1, 2, 3)
    assert {one["id"] for one in told["features"]} == {one.id for one in RECORD.events}


def test_followthemoney_takes_every_line_by_its_own_package(folder: Path) -> None:
    pytest.importorskip("followthemoney")
    lines = (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    assert wrong(lines) == []
    assert wrong(broken(lines)) != []  # the control


def test_uncertain_dates_stand_beside_what_followthemoney_holds(folder: Path) -> None:
    told = {
        json.loads(line)["id"]: json.loads(line)
        for line in (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    }
    session = told["event-ddddddd2"]
    assert session["edtf"] == "2026-08~"
    assert session["properties"]["startDate"] == ["2026-08-01"]
    assert told["event-aaaaaaa2"]["properties"]["sourceUrl"] == [
        f"{URL}en/2026/11/goods.html",
        f"{URL}ko/2026/11/goods.html",
    ]


def test_json_ld_has_the_properties_that_schema_org_knows(folder: Path) -> None:
    told = json.loads((folder / "events.jsonld").read_text(encoding="utf-8"))["@graph"]
    whole = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))
    assert strange([*told, whole]) == set()
    assert strange([told[0] | {"happened": "x"}]) == {"Event.happened"}  # the control
    assert whole["version"] == "3"
    assert all((folder / one["contentUrl"]).is_file() for one in whole["distribution"])
    assert [one.get("startDate") for one in told] == [None, "2026-07", None, None, None]
    assert "EDTF 2026-08~" in told[3]["description"]


def test_the_citation_names_the_newsroom_the_number_and_the_day(folder: Path) -> None:
    told = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert told["cff-version"] == "1.2.0"
    assert (told["version"], str(told["date-released"]), told["authors"]) == (
        "3",
        "2027-03-01",
        [{"name": "Mulmaru Wire"}],
    )
    assert {"title", "message", "type", "license"} <= told.keys()


def test_the_files_are_the_same_each_time_that_they_are_written(folder: Path, tmp_path: Path) -> None:
    dataset.write(tmp_path, RECORD, WORLD, url=URL, workers=2)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(one.name for one in folder.iterdir())
    for file in tmp_path.iterdir():
        assert file.read_bytes() == (folder / file.name).read_bytes(), file.name
