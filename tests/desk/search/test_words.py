"""What a word is."""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from jebo.desk.search.stem import stem
from jebo.desk.search.verbs import forms
from jebo.desk.search.words import ALONE, MOST_TOKENS, fold, places, shown, tokens

STORIES = Path(__file__).parents[2] / "stories"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("장마당에", "당에 마당 에 장 장마 당"),
        ("쌀", f"쌀 {ALONE}쌀"),
        ("햅쌀을", "쌀을 햅쌀 을 쌀 햅"),
        ("20여 명", f"20 여 {ALONE}여 명 {ALONE}명"),
        ("1,200 men", "1200 men"),
        ("3.2, 12,34", "3 2 12 34"),
        ("Ｍａｒｋｅｔｓ Café", "market cafe"),
        ("don't A4용지", "don t a 4 용지 용 지"),
        ("北韓 米价", "北韓 北 韓 米价 米 价"),
        ("shops\u200bkeeper", "shopskeep"),
        ("", ""),
        ("…!? —", ""),
    ],
)
def test_a_text_is_cut_into_these_tokens(text: str, held: str) -> None:
    assert tokens(text) == sorted(held.split())


def test_a_text_taken_apart_as_macos_does_gives_the_same_tokens() -> None:
    text = "혜산 장마당에서 Café를 열었다"
    assert tokens(unicodedata.normalize("NFD", text)) == tokens(text)


@given(st.text())
def test_each_letter_of_the_folded_text_has_its_place_in_the_shown_one(text: str) -> None:
    where = places(text)
    assert len(where) == len(fold(text)) + 1
    assert where == sorted(where)
    assert where[-1] == len(shown(text))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_book_is_read_up_to_what_postgresql_takes() -> None:
    book = " ".join(map("".join, product("bcdfghjkmp", repeat=5)))
    assert MOST_TOKENS <= len(tokens(book)) < MOST_TOKENS + 10


def test_stems_are_those_of_sqlites_own_porter() -> None:
    words = sorted(
        {
            word
            for story in STORIES.glob("*.txt")
            for word in re.findall(r"[a-z]{3,}", story.read_text(encoding="utf-8").lower())
        }
    )
    assert len(words) > 1_000
    assert [(word, stem(word)) for word in words] == [(word, theirs(word)) for word in words]


_PORTER = dbapi2.connect(":memory:")
_PORTER.execute("CREATE VIRTUAL TABLE word USING fts5(text, tokenize='porter ascii')")
_PORTER.execute("CREATE VIRTUAL TABLE held USING fts5vocab(word, 'row')")


def theirs(word: str) -> str:
    _PORTER.execute("DELETE FROM word")
    _PORTER.execute("INSERT INTO word VALUES (?)", (word,))
    return str(_PORTER.execute("SELECT term FROM held").fetchone()[0])


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("팔다", "팔"), ("팔다", "판"), ("팔다", "파"), ("오르다", "올랐"), ("멈추다", "멈췄"), ("보내다", "보냈"), ("듣다", "들"),
        ("돕다", "도와"), ("짓다", "지어"), ("도망치다", "도망쳤"), ("하다", "했"), ("강화하다", "강화"), ("체포되다", "체포"),
        ("바쁘다", "바빠"), ("쓰다", "써"),
    ],
)  # fmt: skip
def test_the_dictionary_form_of_a_verb_leads_to_its_forms(verb: str, form: str) -> None:
    assert form in {one.text for one in forms(verb)}


@pytest.mark.parametrize("word", ["다", "장마당", "sell다", "", "ㅋ다"])
def test_what_is_no_verb_has_no_forms(word: str) -> None:
    assert forms(word) == []
