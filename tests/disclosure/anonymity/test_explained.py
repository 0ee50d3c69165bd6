"""The page that explains the model has the constants that the code has."""

from __future__ import annotations

import re
from ast import literal_eval
from pathlib import Path

from jebo.disclosure.anonymity import constants

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "anonymity.md"
ROW = re.compile(r"^\| `([A-Z_]+)` \| ([^|]+) \|", re.M)


def rows(page: str) -> dict[str, object]:
    return {name: literal_eval(value.strip()) for name, value in ROW.findall(page)}


def wrong(told: dict[str, object]) -> list[str]:
    return [name for name, value in told.items() if getattr(constants, name) != value]


def test_the_page_tells_the_constants_as_they_are() -> None:
    told = rows(PAGE.read_text(encoding="utf-8"))
    assert len(told) == 16
    assert wrong(told) == []


def test_a_constant_that_the_page_tells_wrongly_would_be_seen() -> None:
    assert wrong(rows("| `RHO` | 0.3 | correlation |")) == ["RHO"]
