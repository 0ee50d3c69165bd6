"""The JSON is what the published schema says, and its offsets hold in the text as decoded."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.answers import ENGLISH, answer, korean
from tests.cli.command import STORY, jebo, model_is_there

from jebo.cli.as_json import line, row
from jebo.disclosure.anonymity import Verdict
from jebo.disclosure.detail import Kind, Severity
from jebo.told.answer import Answer, Unjudged

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "src/jebo/cli/check.schema.json").read_text(encoding="utf-8"))
ANSWERS: list[Answer | Unjudged] = [
    answer(),
    answer(Verdict.NOT_LIKE_THIS, unique=True),
    answer(None),
    korean(),
    Unjudged(file="a", error="it is empty"),
]


def faults(value: object) -> list[str]:
    """What the schema finds wrong."""
    return [fault.message for fault in Draft202012Validator(SCHEMA).iter_errors(value)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("found", ANSWERS)
def test_each_line_is_as_the_schema_says(found: Answer | Unjudged) -> None:
    told = line(found)
    assert "\n" not in told
    assert faults(json.loads(told)) == []


BREACHES: list[dict[str, Any]] = [
    {"verdict": "safe"},
    {"jebo": 2},
    {"digest": "md5:0"},
    {"mood": 1},
    {"details": [{"id": 0}]},
    {"sources": [row(answer())["sources"][0] | {"possible_speakers": [1, 2]}]},
    {"rewrites": [row(answer())["rewrites"][0] | {"steps": {"a": 1}}]},
]


@pytest.mark.parametrize("breach", BREACHES)
def test_a_line_that_is_otherwise_would_be_seen(breach: dict[str, Any]) -> None:
    assert faults(row(answer()) | breach)


def test_the_schema_knows_all_kinds_and_severities_and_verdicts() -> None:
    defined = SCHEMA["$defs"]
    assert set(defined["detail"]["properties"]["kind"]["enum"]) == set(Kind)
    assert set(defined["detail"]["properties"]["severity"]["enum"]) == set(Severity)
    assert set(defined["judged"]["properties"]["verdict"]["enum"]) == {*Verdict, None}


def test_offsets_hold_in_the_text_with_its_front_matter() -> None:
    for detail in row(answer())["details"]:
        assert ENGLISH[detail["start"] : detail["end"]] == detail["text"]


FILES = {
    "a.md": ("---\ntitle: 🏠 a house\n---\n" + STORY, "utf-8"),
    "b.txt": ("\ufeff🏠 " + STORY, "utf-8"),
    "c.txt": (STORY, "utf-16"),
    "d.txt": ("함경북도 소식통은 지난 13일 본지에 검열원 20여 명이 내려왔다고 전했다.\n", "cp949"),
}


@pytest.mark.parametrize("options", [["--find-only"], pytest.param([], marks=model_is_there)])
def test_what_the_command_prints_is_as_the_schema_says(tmp_path: Path, options: list[str]) -> None:
    for name, (text, encoding) in FILES.items():
        (tmp_path / name).write_bytes(text.encode(encoding))
    rows = jebo("check", *options, "--format", "json", ".", "none.txt", cwd=tmp_path).stdout.splitlines()
    assert len(rows) == len(FILES) + 1
    for found in map(json.loads, rows):
        assert faults(found) == []
        if "error" not in found:
            text = FILES[found["file"].removeprefix("./")][0].removeprefix("\ufeff")
            assert found["digest"] == "sha256:" + hashlib.sha256(text.encode()).hexdigest()
            assert found["details"]
            assert all(text[one["start"] : one["end"]] == one["text"] for one in found["details"])


def test_json_is_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(FILES["d.txt"][0], encoding="utf-8")
    told = jebo("check", "--find-only", "--format", "json", "d.txt", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert "소식통" in told.stdout


def test_the_page_about_json_names_every_key() -> None:
    page = (ROOT / "docs/reference/json.md").read_text(encoding="utf-8")
    keys = {key for part in SCHEMA["$defs"].values() for key in part.get("properties", {})}
    assert {key for key in keys if f"`{key}`" not in page} == set()
