"""Which pack a text is about, from names alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo import packs
from jebo.packs import subject


@pytest.mark.parametrize(
    ("text", "language", "pack"),
    [
        ("Goods from the South were on sale in Kimchaek, a source in North Hamgyong said.", "en", "kp"),
        ("N. Korean teachers were told to buy coal in Hoeryong, where China is a river away.", "en", "kp"),
        ("North Korea's envoy left. North Korea did not say why.", "en", "kp"),
        ("South Korean goods, Chinese rice, South Korean films: all sold in Chongjin and Rason.", "en", "kp"),
        ("South Korea and China met; North Korea was mentioned by South Korea.", "en", "world"),
        ("Police in Mandalay, Myanmar, searched homes.", "en", "world"),
        ("The board met on Tuesday in Frankfurt.", "en", "world"),
        ("A Russell Group of five Group members.", "en", "world"),
        ("Ukraine said North Korea sent shells; Ukraine shot back at Russia.", "en", "world"),
        ("함경북도 김책시에서 공개비판이 있었다고 소식통이 전했다.", "ko", "kp"),
        ("北함경북도 시장에서 한국 상품이 나돈다.", "ko", "kp"),
        ("보위부가 장마당을 검열했다.", "ko", "kp"),
        ("미얀마 군부가 만달레이에서 징집에 나섰다.", "ko", "world"),
        ("강원도의 한 부대에서 식중독이 발생했다. 협상은 무산됐다.", "ko", "world"),
        ("인천 옹진군 어민들이 나선 까닭", "ko", "world"),
        ("", "en", "world"),
        ("", "ko", "world"),
    ],
)  # fmt: skip
def test_the_names_tell_the_country(text: str, language: str, pack: str) -> None:
    assert packs.guess(text, language) == pack


@given(st.text(max_size=300), st.sampled_from(["en", "ko", "fr", ""]))
def test_any_text_gets_a_pack_that_exists(text: str, language: str) -> None:
    assert packs.guess(text, language) in packs.available()


@given(st.lists(st.sampled_from(["Hyesan", "the", "of", "Myanmar", "South", "Korea", "North"]), max_size=40))
def test_one_more_town_of_the_country_never_turns_the_guess_away(words: list[str]) -> None:
    text = " ".join(words)
    if packs.guess(text, "en") == "kp":
        assert packs.guess(f"{text}, Hyesan", "en") == "kp"


class Counting(dict[str, tuple[str, int]]):
    """Names that count how often they are looked up."""

    asked = 0

    def __contains__(self, key: object) -> bool:
        self.asked += 1
        return super().__contains__(key)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Democratic republic of the south of the north ", "en"),
        ("함경북", "ko"),
        ("함경북도 소식통은 ", "ko"),
    ],
)
def test_the_work_grows_with_the_text_and_no_faster(
    text: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = Counting(subject._cues())
    monkeypatch.setattr(subject, "_cues", lambda: names)
    packs.guess(text * 100, language)
    once, names.asked = names.asked, 0
    packs.guess(text * 1000, language)
    assert names.asked <= 11 * once
    assert names.asked <= subject._LONGEST_SYLLABLES * 1000 * len(text)
