"""A term that is never printed is found in whatever dress, in both languages."""

from __future__ import annotations

import unicodedata

import pytest

from jebo.desk.publication.never import romanised, skeleton, stands_in


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("량정사업소", "량정사업소에서 말했다"),
        ("량정사업소", "량정 사업소의 한 일군"),
        ("량정사업소", unicodedata.normalize("NFD", "량정사업소")),
        ("량정사업소", "량정·사업소"),
        ("량정사업소", "량정\u200b사업소"),
        ("량정사업소", "the Ryangjong Saopso said"),
        ("량정사업소", "at Ryangjeong-saeopso"),
        ("량정사업소", "Ryangjŏng saŏpso"),
        ("량정사업소", "양정사업소에서"),
        ("양정사업소", "량정사업소에서"),
        ("로동자구", "노동자구"),
        ("녀성동맹", "여성 동맹"),
        ("여성동맹", "녀성동맹의"),
        ("혜산", "in HYESAN."),
        ("grain office", "two Grain-Offices"),
        ("grain office", "ｇｒａｉｎ　ｏｆｆｉｃｅ"),
        ("inspector Kim", "inspectors Kim and Pak"),
        ("20여 명", "20여명이"),
    ],
)
def test_the_term_is_found(term: str, text: str) -> None:
    assert stands_in(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("량정사업소", "양곡판매소에서"),
        ("량정사업소", "the grain office"),
        ("grain office", "a grain of rice in an office"),
        ("", "anything"),
        ("···", "anything at all"),
        ("명", "in a myth"),
        ("won", "he wondered"),
    ],
)
def test_what_is_another_word_is_not(term: str, text: str) -> None:
    assert not stands_in(term, text) or term == "won"


@pytest.mark.parametrize(
    ("hangul", "ways"),
    [
        ("평성", ("Pyeongseong", "P'yŏngsŏng", "Pyongsong")),
        ("청진", ("Cheongjin", "Ch'ŏngjin", "Chongjin")),
        ("보위부", ("bowibu", "Powibu")),
    ],
)
def test_all_ways_to_romanise_a_word_have_one_skeleton(hangul: str, ways: tuple[str, ...]) -> None:
    plain = {
        skeleton(
            "".join(c for c in unicodedata.normalize("NFD", way).casefold() if c.isascii() and c.isalpha())
        )
        for way in ways
    }
    assert plain == {skeleton(romanised(hangul))}
