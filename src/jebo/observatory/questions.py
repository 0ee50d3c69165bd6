"""Ten questions that the record answers, as SQL that DuckDB, SQLite and PostgreSQL read alike."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jebo.disclosure.country import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question by language, and its query."""

    key: str
    says: Names
    sql: str


@cache
def questions() -> tuple[Question, ...]:
    """All of them."""
    told = tomllib.loads((files("jebo.observatory") / "questions.toml").read_text(encoding="utf-8"))
    return tuple(
        Question(key=one["key"], says={"en": one["en"], "ko": one["ko"]}, sql=one["sql"])
        for one in told["question"]
    )
