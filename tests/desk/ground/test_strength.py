"""A passphrase that could be guessed is refused, in Korean as in English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.desk.key import Passphrase
from jebo.desk.strength import Grade, WeakPassphrase, demand, keys, strength

TAKEN = [
    "gravel sonnet piano lizard cobalt ember",
    "사과 주전자 그늘 손톱 열차 두더지",
    "감자 언덕 열쇠 그늘 손톱",
    "x7!kQ93pLz@0vBh2",
    "감자 sonnet 열쇠 lizard 손톱 ember",
]
REFUSED = [
    "",
    "hunter2",
    "correct horse battery staple",
    "house water people music money",
    "to be or not to be that is the question",
    "the the the the the the the the the the",
    "a b c d e f g h i j k l m n o p",
    "비밀번호",
    "비밀번호비밀번호비밀번호비밀번호",
    "사랑해 엄마 아빠 가족 행복 평화",
    "동해물과 백두산이 마르고 닳도록",
    "동해물과백두산이마르고닳도록1",
    "ehdgoanfrhk qorentksdl akfmrh ekfgehfhr",
    "감자 언덕 열쇠",
    "qwertyuiopasdfghjkl",
    "20260102 19500625 20111217",
]


@pytest.mark.parametrize("words", TAKEN)
def test_a_passphrase_that_would_hold_is_taken(words: str) -> None:
    demand(Passphrase(words))


@pytest.mark.parametrize("words", REFUSED)
def test_a_passphrase_that_could_be_guessed_is_refused(words: str) -> None:
    with pytest.raises(WeakPassphrase):
        demand(Passphrase(words))


def test_a_korean_word_counts_as_much_as_one_from_a_list_for_dice() -> None:
    one, two = (strength(Passphrase(words)).guesses for words in ("열쇠 그늘 손톱", "열쇠 그늘 손톱 두부"))
    assert two - one == pytest.approx(4.0)  # a list of 7,776 words gives 3.9


def test_the_sentences_go_from_weak_to_strong() -> None:
    words = "gravel sonnet piano lizard cobalt ember".split()
    grades = [strength(Passphrase(" ".join(words[:number]))).grade for number in range(1, 7)]
    assert grades == sorted(grades, key=list(Grade).index)
    assert (grades[0], grades[-1]) == (Grade.WEAK, Grade.STRONG)


@pytest.mark.parametrize(
    ("text", "typed"), [("감자", "rkawk"), ("닭꽃", "ekfrRhc"), ("의왕", "dmldhkd"), ("값 7a", "rkqt 7a")]
)
def test_korean_is_judged_by_the_keys_that_write_it(text: str, typed: str) -> None:
    assert keys(Passphrase(text)) == typed


@given(st.text(alphabet="abc 가나다1!", max_size=40), st.integers(2, 4))
def test_saying_it_again_makes_a_passphrase_no_stronger(text: str, times: int) -> None:
    once = strength(Passphrase(text)).guesses
    assert strength(Passphrase(" ".join([text] * times))).guesses <= once + 1.5
