"""How numbers are read in each language, and what a translation does to them."""

from __future__ import annotations

import pytest
from tests.disclosure.drift.changes import found, kinds

from jebo.disclosure.drift.english_numbers import english_numbers
from jebo.disclosure.drift.korean_numbers import korean_numbers


@pytest.mark.parametrize(
    ("text", "sense", "low", "high", "unit"),
    [
        ("20명", "exact", 20, 20, "count"),
        ("20여 명", "more", 20, 29, "count"),
        ("이십여 명", "more", 20, 29, "count"),
        ("스물네 명", "exact", 24, 24, "count"),
        ("약 30가구", "about", 30, 30, "count"),
        ("50명 안팎", "about", 50, 50, "count"),
        ("10명 남짓", "more", 10, 19, "count"),
        ("서너 시간", "vague", 3, 4, "hour"),
        ("두어 번", "vague", 2, 3, "count"),
        ("예닐곱 살", "vague", 6, 7, "age"),
        ("수십 명", "vague", 20, 99, "count"),
        ("몇몇 상인", "vague", 2, 9, "count"),
        ("2만5천 원", "exact", 25_000, 25_000, "money"),
        ("1억 2천만 원", "exact", 120_000_000, 120_000_000, "money"),
        ("20여만 명", "more", 200_000, 299_999, "count"),
        ("열흘가량", "about", 10, 10, "day"),
        ("사흘 동안", "exact", 3, 3, "day"),
        ("3일간", "exact", 3, 3, "day"),
        ("20~30명", "about", 20, 30, "count"),
        ("30%", "exact", 30, 30, "percent"),
        ("40대 여성", "exact", 40, 40, "age"),
        ("트럭 20대", "exact", 20, 20, "count"),
        ("절반", "exact", 0.5, 0.5, "share"),
        ("3분의 1", "exact", 1 / 3, 1 / 3, "share"),
    ],
)
def test_a_korean_number_is_read(text: str, sense: str, low: float, high: float, unit: str) -> None:
    [number] = korean_numbers(text, 0, len(text), [])
    assert (number.sense, number.unit) == (sense, unit)
    assert (number.low, number.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "text",
    [
        "한 명",
        "이 사람",
        "할 수 있다",
        "세월이 간다",
        "네가 간다",
        "두고 보자",
        "만약에",
        "천천히",
        "다섯째",
        "열이 난다",
    ],
)
def test_a_korean_word_that_only_looks_like_a_number_is_none(text: str) -> None:
    assert korean_numbers(text, 0, len(text), []) == []


@pytest.mark.parametrize(
    ("text", "sense", "low", "high", "unit"),
    [
        ("20 inspectors", "exact", 20, 20, "count"),
        ("some twenty-four men", "about", 24, 24, "count"),
        ("20-odd officers", "more", 20, 30, "count"),
        ("more than 30 homes", "more", 30, 90, "count"),
        ("over 30 homes", "more", 30, 90, "count"),
        ("turned over 30 homes", "exact", 30, 30, "count"),
        ("nearly 40 people", "less", 30, 40, "count"),
        ("up to 9 people", "less", 0, 9, "count"),
        ("dozens of traders", "vague", 20, 99, "count"),
        ("tens of thousands of won", "vague", 20_000, 99_999, "money"),
        ("several days", "vague", 2, 30, "day"),
        ("two or three women", "about", 2, 3, "count"),
        ("between 5 and 6 days", "about", 5, 6, "day"),
        ("20-30 families", "about", 20, 30, "count"),
        ("one hundred and twenty men", "exact", 120, 120, "count"),
        ("2.5 million won", "exact", 2_500_000, 2_500_000, "money"),
        ("$2,000", "exact", 2_000, 2_000, "money"),
        ("30 percent", "exact", 30, 30, "percent"),
        ("in her 40s", "exact", 40, 40, "age"),
        ("a 20-year-old", "exact", 20, 20, "age"),
        ("a three-day search", "exact", 3, 3, "day"),
        ("for a third day", "exact", 3, 3, "day"),
        ("half of them", "exact", 0.5, 0.5, "share"),
        ("one in four", "exact", 0.25, 0.25, "share"),
    ],
)
def test_an_english_number_is_read(text: str, sense: str, low: float, high: float, unit: str) -> None:
    [number] = english_numbers(text, 0, len(text), [])
    assert (number.sense, number.unit) == (sense, unit)
    assert (number.low, number.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "text", ["one of them", "no one", "tenant", "often", "the secondhand shop", "a third party"]
)
def test_an_english_word_that_only_looks_like_a_number_is_none(text: str) -> None:
    assert english_numbers(text, 0, len(text), []) == []


@pytest.mark.parametrize(
    ("korean", "english", "kind"),
    [
        ("경찰이 상인 12명을 붙잡았다.", "Police caught about 12 traders.", "number.vague"),
        ("경찰이 상인 12명을 붙잡았다.", "Police caught several traders.", "number.vague"),
        ("경찰이 상인 12명을 붙잡았다.", "Police caught 20 traders.", "number.changed"),
        ("경찰이 상인 12명을 붙잡았다.", "Police caught traders.", "number.dropped"),
        ("경찰이 상인들을 붙잡았다.", "Police caught 12 traders.", "number.added"),
        ("경찰이 상인 20여 명을 붙잡았다.", "Police caught fewer than 20 traders.", "number.changed"),
        ("경찰이 상인 수백 명을 붙잡았다.", "Police caught dozens of traders.", "number.changed"),
        ("가격이 30% 올랐다.", "Prices rose by 40 percent.", "number.changed"),
        ("검열은 사흘 이어졌다.", "The inspection went on for four days.", "number.changed"),
    ],
)
def test_what_became_of_a_number_is_told(korean: str, english: str, kind: str) -> None:
    assert kinds(korean, english, "world") == {kind}


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("쌀 1kg은 5천 원이다.", "One kilogram of rice costs 5,000 won."),
        ("두 사람이 붙잡혔다.", "Both were caught."),
        ("보름 동안 문을 닫았다.", "It was closed for two weeks."),
        ("1만2천 명이 모였다.", "Twelve thousand people gathered."),
        ("주민 3분의 2가 떠났다.", "Two-thirds of the residents have left."),
        ("109연합지휘부가 나섰다.", "Group 109 took part."),
        ("최소 5명이 다쳤다.", "At least five people were hurt."),
    ],
)
def test_the_same_number_in_another_form_is_no_change(korean: str, english: str) -> None:
    assert found(korean, english) == []
