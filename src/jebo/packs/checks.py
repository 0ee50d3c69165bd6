"""Loads the editorial checks from their table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from jebo.disclosure.check import Check
from jebo.disclosure.detail import Kind, Severity
from jebo.packs.table import read, words

_FOLDER: Final = Path(__file__).parent
_LANGUAGES: Final = ("en", "ko")


@cache
def checks() -> Mapping[str, Check]:
    """The sixty-five checks by id, in order."""
    return MappingProxyType({row["id"]: _check(row) for row in read(_FOLDER, "checks")})


@cache
def reveals() -> Mapping[Kind, tuple[Mapping[str, str], Mapping[str, str]]]:
    """What a detail of each kind reveals and to whom, by language, for one whose check only stands in."""
    return MappingProxyType(
        {Kind(row["kind"]): (_texts(row, "reveals"), _texts(row, "whom")) for row in read(_FOLDER, "kinds")}
    )


def _texts(row: Mapping[str, str], family: str) -> dict[str, str]:
    return {language: row[f"{family}_{language}"] for language in _LANGUAGES}


def _check(row: Mapping[str, str]) -> Check:
    return Check(
        id=row["id"],
        family=row["family"],
        kinds=words(row["kinds"]),
        severity=Severity(row["severity"]),
        decided_by=row["decided_by"],
        reveals=_texts(row, "reveals"),
        whom=_texts(row, "whom"),
        instead=_texts(row, "instead"),
        basis=words(row["basis"]),
    )
