"""Two grades, each on its own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import pytest

from jebo.desk.events.grade import (
    ACCESS,
    CREDIBILITY,
    RELIABILITY,
    Access,
    Credibility,
    Grade,
    Reliability,
    Wording,
)

TABLES: list[tuple[type[Enum], Mapping[Any, Wording]]] = [
    (Reliability, RELIABILITY),
    (Credibility, CREDIBILITY),
    (Access, ACCESS),
]


@pytest.mark.parametrize(("kind", "table"), TABLES)
def test_every_grade_has_a_name_and_a_meaning_in_both_languages(
    kind: type[Enum], table: Mapping[Any, Wording]
) -> None:
    assert set(table) == set(kind)
    for wording in table.values():
        for names in (wording.name, wording.meaning):
            assert set(names) == {"en", "ko"}
            assert all("가" <= names["ko"][0] <= "힣" and names["en"].isascii() for _ in names)


@pytest.mark.parametrize(("kind", "table"), TABLES)
def test_no_two_grades_read_alike(kind: type[Enum], table: Mapping[Any, Wording]) -> None:
    for language in ("en", "ko"):
        assert len({wording.name[language] for wording in table.values()}) == len(kind)


def test_a_grade_is_written_as_newsrooms_and_armies_write_it() -> None:
    assert str(Grade(reliability=Reliability.B, credibility=Credibility.PROBABLE)) == "B2"


@pytest.mark.parametrize(
    ("one", "other"), [(Reliability.A, Reliability.F), (Credibility.CONFIRMED, Credibility.POSSIBLE)]
)
def test_grades_cannot_be_put_in_an_order_in_which_not_known_is_worst(one: Any, other: Any) -> None:
    with pytest.raises(TypeError):
        _ = one < other


def test_only_who_saw_it_or_took_part_knows_at_first_hand() -> None:
    assert [access for access in Access if access.first_hand] == [Access.SAW, Access.TOOK_PART]
