"""A number keeps the word that made it rough, in both languages."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.observatory.quantity import (
    Agreement,
    Approximator,
    Language,
    Quantity,
    agreement,
    exactly,
    quantity_in_words,
    read,
)
from jebo.observatory.unreadable import ImpossibleNumber, NotANumber, UnreadableValue

ENDLESS = math.inf


@pytest.mark.parametrize(
    ("text", "language", "approximator", "low", "high"),
    [
        ("20명", "ko", "exact", 20, 20),
        ("20여 명", "ko", "odd", 21, 29),
        ("이십여 명", "ko", "odd", 21, 29),
        ("약 20여 명", "ko", "odd", 21, 29),
        ("120여 명", "ko", "odd", 121, 129),
        ("20명 남짓", "ko", "odd", 21, 29),
        ("약 20명", "ko", "about", 15, 25),
        ("20명 안팎", "ko", "about", 15, 25),
        ("약 3명", "ko", "about", 2, 4),
        ("20명 이상", "ko", "at_least", 20, ENDLESS),
        ("최소 20명", "ko", "at_least", 20, ENDLESS),
        ("20명 넘는", "ko", "more_than", 21, ENDLESS),
        ("20명 이하", "ko", "at_most", 0, 20),
        ("20명 미만", "ko", "fewer_than", 0, 19),
        ("20명 가까이", "ko", "nearly", 15, 19),
        ("20~30명", "ko", "range", 20, 30),
        ("서너 명", "ko", "few", 3, 4),
        ("여러 명", "ko", "few", 2, 30),
        ("수십 명", "ko", "few", 20, 99),
        ("수백 명", "ko", "few", 200, 999),
        ("한 명", "ko", "exact", 1, 1),
        ("보름", "ko", "about", 14, 16),
        ("20 people", "en", "exact", 20, 20),
        ("some 20", "en", "about", 15, 25),
        ("20-odd people", "en", "odd", 21, 29),
        ("twenty-odd", "en", "odd", 21, 29),
        ("more than 20", "en", "more_than", 21, ENDLESS),
        ("no more than 20", "en", "at_most", 0, 20),
        ("no fewer than 20", "en", "at_least", 20, ENDLESS),
        ("fewer than 20", "en", "fewer_than", 0, 19),
        ("nearly 20", "en", "nearly", 15, 19),
        ("20+", "en", "at_least", 20, ENDLESS),
        ("a score", "en", "about", 17, 23),
        ("a dozen", "en", "about", 10, 14),
        ("dozens of people", "en", "few", 20, 99),
        ("several", "en", "few", 2, 30),
        ("between 20 and 30", "en", "range", 20, 30),
        ("one", "en", "exact", 1, 1),
    ],
)
def test_a_number_keeps_what_it_was_said_with(
    text: str, language: Language, approximator: str, low: float, high: float
) -> None:
    number = read(text, language)
    assert (number.approximator, number.low, number.high) == (approximator, low, high)
    assert number.text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("한국", "ko"),
        ("사람들", "ko"),
        ("", "ko"),
        ("두 명과 세 명", "ko"),
        ("3천여만 원", "ko"),
        ("people", "en"),
        ("20 or 30 of 50 men", "en"),
    ],
)
def test_what_is_not_exactly_one_number_is_refused(text: str, language: Language) -> None:
    with pytest.raises(NotANumber):
        read(text, language)


@given(st.integers(2, 99))
def test_twenty_odd_is_never_twenty(tens: int) -> None:
    value = tens * 10
    for text, language in ((f"{value}여 명", "ko"), (f"{value}-odd people", "en")):
        number = read(text, language)  # type: ignore[arg-type]
        assert number.low == value + 1
        assert agreement(number, exactly(value)) == Agreement.CONTRADICT
        assert agreement(number, exactly(value + 1)) == Agreement.COULD_AGREE


@pytest.mark.parametrize(
    ("text", "unit", "low"),
    [("5kg", "mass", 5), ("20여 일", "day", 20), ("한 달", "month", 1), ("절반", "share", 0.5)],
)
def test_what_is_measured_is_not_rounded_to_whole_numbers(text: str, unit: str, low: float) -> None:
    number = read(text, "ko")
    assert (number.unit, number.low) == (unit, low)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("20명", "20명", "agree"),
        ("20명", "21명", "contradict"),
        ("20명", "20여 명", "contradict"),
        ("20여 명", "20명 남짓", "agree"),
        ("20명", "약 20명", "could_agree"),
        ("20명", "수십 명", "could_agree"),
        ("20명", "수백 명", "contradict"),
        ("20명 이상", "19명", "contradict"),
        ("20명 이상", "20명", "could_agree"),
        ("20명 넘는", "20명", "contradict"),
        ("2주", "14일", "agree"),
        ("20명", "20kg", "other"),
        ("두 달", "60일", "other"),
    ],
)
def test_two_numbers_agree_could_agree_or_contradict(one: str, other: str, answer: str) -> None:
    assert agreement(read(one, "ko"), read(other, "ko")) == answer
    assert agreement(read(other, "ko"), read(one, "ko")) == answer


def test_won_are_not_held_against_yuan() -> None:
    won, yuan = (read("500원", "ko", counted="원"), read("300위안", "ko", counted="위안"))
    assert agreement(won, yuan) == Agreement.OTHER
    assert agreement(won, read("300원", "ko", counted="원")) == Agreement.CONTRADICT


@pytest.mark.parametrize(
    ("text", "korean", "english"),
    [
        ("20여 명", "20여 명", "20-odd people"),
        ("약 20명", "약 20명", "about 20 people"),
        ("20명", "20명", "20 people"),
        ("20명 이상", "20명 이상", "at least 20 people"),
        ("20명 넘는", "20명 초과", "more than 20 people"),
        ("20명 이하", "20명 이하", "at most 20 people"),
        ("수십 명", "수십 명", "dozens of people"),
        ("서너 명", "서너 명", "three or four people"),
        ("한두 명", "한두 명", "one or two people"),
        ("여러 명", "여러 명", "several people"),
        ("20~30명", "20~30명", "20 to 30 people"),
        ("1만5천 명", "15,000명", "15,000 people"),
        ("다수의 주민", "다수", "many people"),
    ],
)
def test_a_number_is_written_in_both_languages(text: str, korean: str, english: str) -> None:
    number = read(text, "ko")
    assert quantity_in_words(number, "ko", "명") == korean
    assert quantity_in_words(number, "en", "people") == english


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    number = draw(st.integers(2, 5_000))
    form = draw(
        st.sampled_from(
            ["{}명", "{}여 명", "약 {}명", "{}명 이상", "{}명 넘는", "{}명 이하", "{}명 미만", "거의 {}명"]
        )
    )
    words = st.sampled_from(
        [
            "두세 명",
            "서너 명",
            "몇 명",
            "여러 명",
            "수십 명",
            "수백 명",
            "수천 명",
            "한두 명",
            "대여섯 명",
            "여남은 명",
        ]
    )
    return read(draw(st.one_of(st.just(form.format(number)), words)), "ko")


@given(quantities())
def test_the_other_language_never_says_more_than_was_said(number: Quantity) -> None:
    english = read(quantity_in_words(number, "en", "people"), "en")
    assert english.low <= number.low
    assert number.high <= english.high
    assert english.exact == number.exact


@given(quantities(), quantities())
def test_agreement_does_not_depend_on_who_is_asked_first(one: Quantity, other: Quantity) -> None:
    assert agreement(one, other) == agreement(other, one)
    assert agreement(one, one) == Agreement.AGREE


def test_ends_that_cross_are_refused() -> None:
    with pytest.raises(ImpossibleNumber):
        Quantity(low=3, high=2, approximator=Approximator.RANGE)


def test_a_refusal_quotes_nothing_of_what_somebody_wrote() -> None:
    with pytest.raises(UnreadableValue) as raised:
        read("the baker and his 3 sons and 4 daughters", "en")
    assert "baker" not in repr(raised.value) + str(raised.value)
