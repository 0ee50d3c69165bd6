"""What is typed finds what it should, beside what it should not; and nothing that can be typed is an error."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jebo.desk.search.query import LONGEST, parse
from jebo.desk.search.snippet import snippet
from jebo.desk.search.words import BREAK, fold, tokens


def holds(text: str, typed: str) -> bool:
    query = parse(typed)
    return bool(query) and query.spans(fold(text)) is not None


@pytest.mark.parametrize(
    ("typed", "text", "near_miss"),
    [
        ("장마당", "혜산 장마당에서", "장마 뒤 마당에서"),
        ("쌀", "쌀이 없다", "살이 쪘다"),
        ("쌀", "햅쌀을 샀다", "보쌀레를"),
        ("쌀", "입쌀", "쏠쏠하다"),
        ("국경경비대", "국경 경비대가 왔다", "국경에 선 경비대"),
        ("국경 경비대", "국경경비대가 왔다", "국경 마을"),
        ("경비대", "국경경비대", "경비 대장"),
        ("팔다", "쌀을 팔았다", "팔을 다쳤다"),
        ("팔다", "쌀을 판 돈", "판매원이"),
        ("팔다", "파는 사람", "파도가 쳤다"),
        ("오르다", "값이 올랐다", "오리가 많다"),
        ("강화하다", "단속을 강화했다", "강화도"[:1] + " 화도"),
        ("prices", "the price of rice", "the prize"),
        ("inspect", "inspected twice", "insects"),
        ("citi", "cities", "cited"),
        ("rice market", "a market without rice", "a market without corn"),
        ('"rice market"', "the rice market", "a market without rice"),
        ('"rice market"', "rice, market", "rice at the market"),
        ('"장마당 검열"', "장마당 검열이", "장마당에 검열이"),
        ("“장마당 검열”", "장마당  검열", "검열 장마당"),
        ('"markets"', "markets", "market"),
        ("20", "20여 명", "2026"),
        ("20", "20명", "1,020명"),
        ("1200", "1,200 men", "11,200 men"),
        ("1,200", "1200명", "200명"),
        ("200", "about 200", "about 1,200"),
        ("코로나19", "코로나-19", "코로나 219"),
        ("A4", "a4용지", "a 14"),
        ("북-중", "북·중 국경", "중북부"),
        ("CAFÉ", "cafe", "cafeteria"),
        ("ｒｉｃｅ", "rice", "ice"),
        ('장마당 "쌀', "장마당 쌀", "장마당"),
        ("price's", "price s", "prices"),
        ("米", "米价", "未"),
        ("c++ 쌀", "c 쌀", "쌀"),
    ],
)
def test_it_finds_this_and_not_what_is_near_it(typed: str, text: str, near_miss: str) -> None:
    assert holds(text, typed)
    assert not holds(near_miss, typed)


def test_a_text_taken_apart_as_macos_does_is_found_and_so_is_a_word() -> None:
    apart = unicodedata.normalize("NFD", "혜산 장마당에서")
    assert holds(apart, "장마당")
    assert holds("혜산 장마당에서", unicodedata.normalize("NFD", "장마당"))


def test_no_phrase_reaches_from_one_text_of_a_row_into_the_next() -> None:
    assert holds("rice\nmarket", '"rice market"')
    assert not holds(f"rice{BREAK}market", '"rice market"')


@pytest.mark.parametrize(
    "typed", ["", " ", '"', '""', '" "', "*", "()", "'", "\\", "AND", "NEAR(", "-", "\0", "%s", "a" * 9_999]
)
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    parse(typed).spans(fold("anything"))


WORDS = st.sampled_from(
    "장마당 장마당에서 쌀 햅쌀을 국경경비대 국경 경비대 팔았다 팔다 판 올랐다 오르다 강화했다 강화하다 markets selling"
    " prices 1,200 20 A4 코로나-19 Café"
    ' 北韓 . , " ( - \n'.split(" ")
)
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=12).map(" ".join)


@given(typed=st.text(max_size=LONGEST) | TEXTS, text=TEXTS)
def test_what_a_text_holds_the_index_never_misses(typed: str, text: str) -> None:
    """The index answers what may hold the words; if it left out a text that does, nobody would ever find it."""
    query, held = parse(typed), set(tokens(text))
    if query and query.spans(fold(text)) is not None:
        assert all(any(way <= held for way in term.ways) for term in query.terms)


@given(text=st.lists(WORDS, min_size=2, max_size=12), cut=st.tuples(st.integers(0, 8), st.integers(1, 5)))
def test_a_piece_of_a_text_in_quotes_is_found_in_it_if_it_is_of_whole_words(
    text: list[str], cut: tuple[int, int]
) -> None:
    words = " ".join(text).split()
    piece = words[cut[0] : cut[0] + cut[1]]
    typed = '"' + " ".join(piece) + '"'
    assume(
        len(typed) < LONGEST
        and '"' not in fold(typed[1:-1])
        and parse(typed)
        and all(parse(word) for word in piece)
    )
    assert holds(" ".join(words), typed)


@given(typed=WORDS, before=TEXTS, after=TEXTS)
def test_the_passage_shown_is_of_the_text_and_marks_what_was_found(
    typed: str, before: str, after: str
) -> None:
    query, text = parse(typed), f"{before} {typed} {after}"
    spans = query.spans(fold(text)) if query else None
    assume(spans)
    parts = snippet(text, spans or [])
    whole = unicodedata.normalize("NFC", text)
    passages = "".join(part.text for part in parts).removeprefix("…").removesuffix("…").split(" … ")
    assert all(passage in whole for passage in passages)
    assert any(part.found for part in parts)


def test_the_marks_stand_on_the_letters_of_a_text_taken_apart() -> None:
    text = unicodedata.normalize("NFD", "그날 혜산 장마당에서 ﬁne 쌀값이")
    spans = parse("장마당 쌀값").spans(fold(text)) or []
    assert [part.text for part in snippet(text, spans) if part.found] == ["장마당", "쌀값"]


def plain(text: str, typed: str) -> str:
    return "".join(part.text for part in snippet(text, parse(typed).spans(fold(text)) or []))


def test_a_long_text_is_shown_around_what_was_found_and_cut_between_words() -> None:
    whole = plain("앞말 " * 200 + "장마당 " + "뒷말 " * 200, "장마당")
    assert whole.startswith("…앞말 ")
    assert whole.endswith(" 뒷말…")
    assert len(whole) < 120


def test_what_stands_far_apart_is_shown_in_two_passages() -> None:
    whole = plain("하나 " * 99 + "장마당 " + "둘 " * 99 + "쌀값 " + "셋 " * 99, "쌀값 장마당")
    assert [word in whole for word in ("장마당", "쌀값", " … ")] == [True] * 3
    assert len(whole) < 240


def test_a_short_text_is_shown_whole() -> None:
    assert plain("혜산 장마당에서 쌀값이 올랐다", "쌀값") == "혜산 장마당에서 쌀값이 올랐다"
    assert plain("없다", "쌀값") == "없다"
