"""Whoever keeps a return phrase can come back with it however it is written, and a slip of the pen is told from a phrase."""

from __future__ import annotations

import random
import unicodedata
from itertools import combinations
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.door import phrase
from jebo.door.phrase import Phrase, read

SECRET = bytes(range(10))
PHRASE = Phrase(SECRET)
ENGLISH, KOREAN = PHRASE.words("en"), PHRASE.words("ko")
phrases = st.binary(min_size=10, max_size=10).map(Phrase)
gaps = st.lists(
    st.sampled_from([" ", "  ", "\n", "\t", "-", ", ", ". ", "_", " - ", "\u3000"]), min_size=8, max_size=8
)


def joined(words: list[str], between: list[str]) -> str:
    return "".join(word + gap for word, gap in zip(words, between, strict=False)) + " ".join(
        words[len(between) :]
    )


@given(phrases)
def test_korean_words_english_words_and_digits_are_the_same_phrase(made: Phrase) -> None:
    written = [" ".join(made.words("ko")), " ".join(made.words("en")), " ".join(made.digits())]
    assert {read(text) for text in written} == {made}
    assert len(set(written)) == 3


@given(
    phrases,
    st.sampled_from(phrase.LANGUAGES),
    gaps,
    st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
    st.booleans(),
)
def test_capitals_forms_of_letters_and_what_stands_between_words_do_not_matter(
    made: Phrase, language: str, between: list[str], form: Literal["NFC", "NFD", "NFKC", "NFKD"], loud: bool
) -> None:
    text = joined(made.words(language), between)
    assert read(unicodedata.normalize(form, text.upper() if loud else text.title())) == made


@given(phrases)
def test_the_first_four_letters_of_an_english_word_are_enough_and_three_are_not(made: Phrase) -> None:
    words = made.words("en")
    assert read(" ".join(word[:4] for word in words)) == made
    if any(len(word) > 3 for word in words):
        assert read(" ".join(word[:3] for word in words)) is None


@given(phrases, st.lists(st.sampled_from(["", " ", "-", "  "]), min_size=27, max_size=27))
def test_digits_are_the_same_however_they_are_grouped(made: Phrase, between: list[str]) -> None:
    digits = "".join(made.digits())
    assert len(digits) == 27
    assert read("".join(map("".join, zip(digits, between, strict=True)))) == made
    assert read(digits.translate({ord("0") + n: ord("０") + n for n in range(10)})) == made, (
        "as a Korean keyboard writes them"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        " ".join(ENGLISH[:7]),
        " ".join([*ENGLISH, ENGLISH[0]]),
        " ".join([*ENGLISH[:7], "rainbows"]),
        "".join(KOREAN),
        " ".join([*KOREAN[:7], "무지개빛"]),
        "".join(PHRASE.digits())[:-1],
        "".join(PHRASE.digits()) + "0",
        "9" * 27,
        " ".join([*ENGLISH[:7], "123"]),
        "x" * 100_000,
        "1" * 100_000,
    ],
)
def test_what_is_no_phrase_is_refused(typed: str) -> None:
    assert read(" ".join(ENGLISH)) == read(" ".join(KOREAN)) == PHRASE, "the control"
    assert read(typed) is None


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_a_phrase(typed: str) -> None:
    found = read(typed)
    assert found is None or len(found.secret) == 10


def test_one_wrong_word_is_noticed_but_for_one_in_256() -> None:
    every = phrase._listed("en")
    slips = [
        [*ENGLISH[:at], word, *ENGLISH[at + 1 :]] for at in range(8) for word in every if word != ENGLISH[at]
    ]
    unnoticed = [slip for slip in slips if read(" ".join(slip)) is not None]
    assert len(slips) == 8 * 2_047
    assert 1 / 350 < len(unnoticed) / len(slips) < 1 / 190
    assert all(read(" ".join(slip)) != PHRASE for slip in unnoticed), (
        "and then it opens another box, never this one"
    )


def test_two_words_in_each_others_place_are_noticed_but_for_one_in_256() -> None:
    chance, swapped, unnoticed = random.Random(1), 0, 0
    for _ in range(400):
        words = Phrase(chance.randbytes(10)).words("ko")
        for one, other in combinations(range(8), 2):
            slip = list(words)
            slip[one], slip[other] = slip[other], slip[one]
            if slip != words:
                swapped += 1
                unnoticed += read(" ".join(slip)) is not None
    assert swapped > 11_000
    assert 1 / 350 < unnoticed / swapped < 1 / 190


def test_one_wrong_digit_is_noticed_as_often() -> None:
    digits = "".join(PHRASE.digits())
    slips = [
        digits[:at] + other + digits[at + 1 :]
        for at in range(27)
        for other in "0123456789"
        if other != digits[at]
    ]
    assert len([slip for slip in slips if read(slip) is not None]) <= len(slips) // 50


def test_a_phrase_has_eighty_bits_and_no_two_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [phrase.make() for _ in range(200)]
    assert {len(one.secret) * 8 for one in made} == {80}
    assert len(set(made)) == 200
    monkeypatch.setattr("secrets.token_bytes", bytes)
    assert phrase.make().secret == bytes(10), "all of it is from the system's randomness"


def test_each_list_has_2048_words_that_no_keyboard_or_list_confuses() -> None:
    english, korean = phrase._listed("en"), phrase._listed("ko")
    assert len(set(english)) == len(set(korean)) == 2_048
    assert len({word[:4] for word in english}) == 2_048
    assert not set(english) & set(korean)
    assert all(unicodedata.is_normalized("NFC", word) for word in korean)


def test_nothing_shows_a_phrase_by_accident() -> None:
    shown = f"{PHRASE!r} {PHRASE} {[PHRASE]} {PHRASE:}"
    assert not any(part in shown for part in (*ENGLISH, *KOREAN, *PHRASE.digits(), SECRET.hex(), str(SECRET)))
