"""Korean particles agree with the word before them, however it ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.disclosure.advice.particles import PAIRS, agree, final

syllables = st.integers(0xAC00, 0xD7A3).map(chr)
words = st.text(syllables, min_size=1, max_size=6)
pairs = st.sampled_from(PAIRS)


def has_final(syllable: str) -> bool:
    """Whether a syllable ends in a consonant, by the composition of Unicode's Hangul."""
    return (ord(syllable) - 0xAC00) % 28 != 0


def is_rieul(syllable: str) -> bool:
    return (ord(syllable) - 0xAC00) % 28 == 8


@given(word=words, pair=pairs)
def test_a_particle_takes_its_first_form_after_a_consonant_and_its_second_after_a_vowel(
    word: str, pair: tuple[str, str]
) -> None:
    long, short = pair
    expected = long if has_final(word[-1]) else short
    if long.startswith("으로") and is_rieul(word[-1]):
        expected = short
    assert agree(word, long) == agree(word, short) == expected


@given(word=words, pair=pairs)
def test_agreeing_twice_changes_nothing(word: str, pair: tuple[str, str]) -> None:
    once = agree(word, pair[0])
    assert agree(word, once) == once


@given(
    word=words, particle=st.sampled_from(["에서", "에", "도", "의", "까지", "부터", "만", "께서", "에게", ""])
)
def test_a_particle_with_one_form_stays_as_it_is(word: str, particle: str) -> None:
    assert agree(word, particle) == particle


@pytest.mark.parametrize(
    ("word", "particle", "said"),
    [
        ("소식통", "는", "소식통은"),
        ("관계자", "은", "관계자는"),
        ("서울", "으로", "서울로"),
        ("부산", "로", "부산으로"),
        ("도시", "으로", "도시로"),
        ("지시문", "라고", "지시문이라고"),
        ("지시", "이라고", "지시라고"),
        ("검열원들", "와", "검열원들과"),
        ("회사", "과의", "회사와의"),
        ("모임", "로는", "모임으로는"),
        ("13", "가", "13이"),
        ("20", "를", "20을"),
        ("1,000", "가", "1,000이"),
        ("2", "을", "2를"),
        ("6", "로", "6으로"),
        ("7", "으로", "7로"),
        ("8", "가", "8이"),
        ("NK", "은", "NK는"),
        ("RFA", "이", "RFA가"),
        ("URL", "으로", "URL로"),
        ("BBM", "가", "BBM이"),
        ("김모(46)", "가", "김모(46)가"),
        ("‘반동’", "라고", "‘반동’이라고"),
        ("통신”", "를", "통신”을"),
    ],
)
def test_words_digits_and_letters_agree_as_they_are_read(word: str, particle: str, said: str) -> None:
    assert word + agree(word, particle) == said


def test_a_word_of_marks_alone_is_read_as_if_it_ended_in_a_vowel() -> None:
    assert final("…”") == 0
    assert final("") == 0
