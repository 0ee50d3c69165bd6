"""Terms and their years."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.disclosure.drift.changes import found, kinds

from jebo.disclosure.country import Term
from jebo.disclosure.drift import compare
from jebo.packs import load
from jebo.packs.drift import tongues

LAW = Term(
    term="평양문화어보호법",
    renderings=("Pyongyang Cultural Language Protection Act",),
    category="law",
    note="",
    since=2023,
)
KOREAN = "체포된 상인들은 예심에 넘겨졌다."
ENGLISH = "The arrested traders were handed over for preliminary examination."


@pytest.mark.parametrize(
    ("year", "told"), [(2022, set()), (2023, set()), (2024, {"term.out_of_date"}), (None, set())]
)
def test_a_term_after_its_years_is_told_where_the_year_is_known(year: int | None, told: set[str]) -> None:
    assert kinds(KOREAN, ENGLISH, year=year) == told


def test_both_editions_show_the_term() -> None:
    assert found(KOREAN, ENGLISH, year=2025) == [("term.out_of_date", "예심", "preliminary examination")]


def test_a_term_that_a_source_used_is_left_as_quoted() -> None:
    korean = "소식통은 “다들 예심에 넘겨졌다”고 말했다."
    english = '"They were all handed over for preliminary examination," the source said.'
    assert "term.out_of_date" not in kinds(korean, english, year=2025)


@pytest.mark.parametrize(("year", "told"), [(2021, ["term.out_of_date.early"]), (2023, []), (2024, [])])
def test_a_term_before_its_years_is_told(year: int, told: list[str]) -> None:
    korean = "평양문화어보호법 위반으로 학생이 붙잡혔다."
    english = "A student was caught for breaking the Pyongyang Cultural Language Protection Act."
    pack = replace(load("kp"), terms=(LAW,))
    assert [one.says for one in compare(korean, english, tongues("kp"), pack, year=year).drifts] == told


def test_another_body_s_name_is_told() -> None:
    korean, english = "도 보위국이 수사에 나섰다.", "The provincial {body} began to investigate."
    assert kinds(korean, english.format(body="police bureau")) == {"organisation.changed"}
    assert found(korean, english.format(body="security bureau")) == []
