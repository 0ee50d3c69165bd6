"""``jebo observatory``: a record asked in a terminal, a spreadsheet tried, and what cannot be done said in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.command import jebo


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from jebo.cli import main

    where = tmp_path_factory.mktemp("record") / "practice"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["jebo", "observatory", "invent", str(where), "--events", "400"])
        assert main() == 0
    return where


def test_a_documented_question_is_answered_in_three_forms(practice: Path) -> None:
    asked = ("observatory", "query", "inspections", "--record", str(practice))
    text = jebo(*asked)
    assert text.returncode == 0
    assert "year" in text.stdout
    rows = json.loads(jebo(*asked, "--format", "json").stdout)
    assert rows[0].keys() == {"year", "events"}
    lines = jebo(*asked, "--format", "csv").stdout.splitlines()
    assert lines[0] == "year,events"
    assert len(lines) == len(rows) + 1


def test_sql_is_answered_and_a_wrong_one_is_told(practice: Path) -> None:
    said = jebo(
        "observatory",
        "query",
        "select count(*) as n from events",
        "--record",
        str(practice),
        "--format",
        "csv",
    )
    assert said.stdout == "n\n400\n"
    wrong = jebo("observatory", "query", "select nothing from events", "--record", str(practice))
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("jebo: this question cannot be answered: Binder Error")
    assert len(wrong.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("query", "kinds", "--record", "nowhere"), "there is no record here"),
        (("invent", "."), "give a new one"),
        (("invent", "new", "--events", "0"), "a whole number is needed"),
        (("query", "kinds"), "required: --record"),
        (("build",), "required: RECORD"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(words: tuple[str, ...], says: str) -> None:
    said = jebo("observatory", *words)
    assert said.returncode == 2
    assert says in said.stderr
    assert len(said.stderr.splitlines()) == 1
    assert said.stdout == ""


def test_it_speaks_korean() -> None:
    assert (
        "여기에는 기록이 없습니다"
        in jebo("observatory", "query", "kinds", "--record", "x", "--lang", "ko").stderr
    )
    assert (
        "공개 사건 기록"
        in jebo("observatory", "--help", "--lang", "ko").stdout + jebo("--lang", "ko", "--help").stdout
    )


@pytest.mark.parametrize(
    ("sheet", "mapping", "says"),
    [(None, "", "cannot be read"), ("a\n", None, "cannot be read"), ("a\n", "columns = 7", "in the mapping")],
)
def test_an_import_that_cannot_begin_asks_for_no_passphrase(
    sheet: str | None, mapping: str | None, says: str, tmp_path: Path
) -> None:
    for name, told in (("sheet.csv", sheet), ("map.toml", mapping)):
        if told is not None:
            (tmp_path / name).write_text(told, encoding="utf-8")
    said = jebo("observatory", "import", str(tmp_path / "sheet.csv"), "--mapping", str(tmp_path / "map.toml"))
    assert said.returncode == 2
    assert says in said.stderr
