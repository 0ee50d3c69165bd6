"""Whether two texts say the same: in doubt they do not."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jebo.desk.publication.light import known
from jebo.desk.publication.substance import Touched, same_in_substance, touched
from jebo.desk.publication.wording import MOST, only_worded
from jebo.disclosure.find import find

KOREAN = (
    "한 소식통은 지난 10일 상인 20여 명이 장마당에서 천을 파는 일이 무척 어려워졌다고 전했다. 상인들은 점차 매대를 떠나고 있다고 한다. "
    "당국은 아무 말도 하지 않았다.\n\n장마당은 오래전부터 주민들의 생계를 이어 왔다. 그러나 값이 오르기 시작되었다."
)
ENGLISH = (
    "A source in North Hamgyong Province said on Thursday that about 20 traders had started to leave the market. The work has "
    "become very hard, and most stalls may also be empty. Officials did not say why. “They recieved no orders,” the source added\n\n"
    "Markets have long fed the big cities."
)
TEXTS = {"ko": KOREAN, "en": ENGLISH}


def plain(text: str, code: str, **fields: Any) -> dict[str, Any]:
    """An edition of these paragraphs."""
    pieces = [
        {"sort": "paragraph", "text": one, "ref": "", "term": "", "picture": None}
        for one in text.split("\n\n")
    ]
    return {
        "story": "s", "edition": "e", "language": code, "kind": "edition", "note": "", "dateline": "", "slug": "cloth",
        "tags": ["market"], "share": "", "credits": [], "headline": "", "standfirst": "", "rests_on": [["a", "1"]],
        "pieces": pieces,
    } | fields  # fmt: skip


def same(before: dict[str, Any], after: dict[str, Any]) -> bool:
    code: str = before["language"]
    return same_in_substance(before, after, known(code, "kp"))


SAME = [
    ("ko", "점차", "점점"), ("ko", "무척 ", ""), ("ko", "어려워졌다고", "힘들어졌다고"), ("ko", "상인들은 점차", "상인들이 점차"),
    ("ko", "장마당은 오래", "장마당이 오래"), ("ko", "떠나고 있다고", "떠나고있다고"),
    ("ko", "그러나", "하지만"), ("ko", "시작되었다", "시작됐다"),
    ("en", "very ", ""), ("en", "hard", "difficult"),
    ("en", "hard, and", "hard and"), ("en", "the big", "big"), ("en", "started", "began"),
    ("en", "also ", ""), ("en", "big cities", "large cities"), ("en", "hard, and", "hard – and"),
]  # fmt: skip
OTHER = [
    # Details, numbers, names, places and days.
    ("ko", "20여 명", "20명"), ("ko", "20여 명", "30여 명"),
    ("ko", "10일", "11일"), ("ko", "지난 10일 ", ""), ("ko", "장마당에서", "청진에서"),
    ("ko", "한 소식통", "두 소식통"), ("ko", "한 소식통", "한 여성 소식통"), ("ko", "상인들은", "김철수는"), ("en", "about 20", "20"),
    ("en", "20 traders", "30 traders"), ("en", "on Thursday", "on Friday"),
    ("en", "said on Thursday", "said"), ("en", "North", "South"),
    ("en", "A source", "Two sources"), ("en", "A source", "The source"),
    ("en", "traders", "women traders"), ("en", "traders", "trader"),
    ("en", "Officials", "Kim"), ("en", "cities", "cities of Chongjin"), ("en", "most stalls", "many stalls"),
    # A negation more or less.
    ("ko", "하지 않았다", "했다"), ("ko", "떠나고", "떠나지 않고"), ("ko", "아무 말도", "말도"), ("en", "did not say", "did say"),
    ("en", "have long", "have not long"), ("en", "no orders", "orders"),
    # A guess more or less, and whose word it is.
    ("ko", "떠나고 있다고 한다", "떠나고 있다"), ("ko", "이어 왔다", "이어 온 것으로 보인다"),
    ("ko", "전했다", "주장했다"), ("en", "may also be", "are"),
    ("en", "be empty", "reportedly be empty"),
    ("en", "have long", "probably have long"), ("en", "said on", "claimed on"),
    # Other words, however near: nobody can tell a cloth from a copper by its letters.
    ("ko", "천을", "쌀을"), ("ko", "매대를", "매대도"),
    ("ko", "주민들의", "주민의"), ("ko", "상인들은", "상인들을"), ("ko", "오르기", "내리기"),
    ("en", "fed", "feed"), ("en", "stalls", "stores"),
    ("en", "leave", "reach"), ("en", "hard", "easy"), ("en", "long ", ""),
    # What is quoted stands as it was said, slips and all.
    ("en", "recieved", "received"), ("en", "“They", "They"), ("en", "orders,”", "orders”"),
    # Marks that turn a sentence; sentences made of one, and one made of two.
    ("ko", "왔다. 그러나", "왔다? 그러나"), ("ko", "왔다. 그러나", "왔고 그러나"),
    ("en", "hard, and most", "hard. Most"), ("en", "cities.", "cities!"),
    # Spaces that make another word.
    ("ko", "이어 왔다", "이어왔다 못"), ("ko", "한 소식통", "한소식통"), ("ko", "이어 왔다", "이 어왔다"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "old", "new"), SAME)
def test_plain_words_put_otherwise_say_the_same(code: str, old: str, new: str) -> None:
    text = TEXTS[code]
    assert old in text
    assert set(touched(plain(text, code), plain(text.replace(old, new, 1), code), known(code, "kp"))) == set()


@pytest.mark.parametrize(("code", "old", "new"), OTHER)
def test_whatever_else_is_changed_does_not(code: str, old: str, new: str) -> None:
    text = TEXTS[code]
    assert old in text
    assert not same(plain(text, code), plain(text.replace(old, new, 1), code))


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_says_the_same_as_itself(code: str) -> None:
    assert same(plain(TEXTS[code], code), plain(TEXTS[code], code))


PICTURE = {
    "name": "a.jpg",
    "digest": "sha256:0",
    "caption": "천",
    "alt": "천",
    "credit": "두리",
    "place": "",
    "file_photo": True,
}
SHOWN = {"sort": "photo", "text": "", "ref": "p", "term": "", "picture": PICTURE}
GLOSS = {"sort": "gloss", "text": "무척 큰 시장", "ref": "g", "term": "장마당", "picture": None}
WHOLE = plain(KOREAN, "ko", pieces=[*plain(KOREAN, "ko")["pieces"], SHOWN, GLOSS])


def _piece(number: int, **fields: Any) -> dict[str, Any]:
    pieces = [dict(piece) for piece in WHOLE["pieces"]]
    pieces[number] |= fields
    return {"pieces": pieces}


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        *(({name: "x"}, Touched.FRAME) for name in ("dateline", "slug", "share", "note", "kind")),
        ({"tags": []}, Touched.FRAME),
        ({"credits": [{"role": "writing", "name": "x"}]}, Touched.FRAME),
        ({"rests_on": []}, Touched.GROUNDS),
        *((_piece(2, picture=PICTURE | {name: "x"}), Touched.BLOCKS) for name in ("name", "digest", "caption", "alt", "credit", "place")),
        (_piece(2, picture=PICTURE | {"file_photo": False}), Touched.BLOCKS),
        (_piece(3, text="큰 시장"), Touched.BLOCKS),
        (_piece(3, ref="h"), Touched.BLOCKS),
        (_piece(0, sort="quotation"), Touched.BLOCKS),
        ({"pieces": WHOLE["pieces"][::-1]}, Touched.BLOCKS),
        ({"pieces": WHOLE["pieces"][:-1]}, Touched.BLOCKS),
        ({"pieces": [*WHOLE["pieces"], SHOWN]}, Touched.BLOCKS),
        ({"headline": "쌀"}, Touched.WORDS),
    ],
)  # fmt: skip
def test_what_is_not_wording_stays_as_it_was(fields: dict[str, Any], what: Touched) -> None:
    assert what in set(touched(WHOLE, WHOLE | fields, known("ko", "kp")))


@cache
def _spans(code: str) -> list[tuple[int, int]]:
    found = find(TEXTS[code], known(code, "kp").language)
    return [(one.start, one.end) for one in found.details]


@settings(max_examples=120, deadline=None)
@given(data=st.data(), code=st.sampled_from(["ko", "en"]))
def test_any_change_inside_a_detail_is_a_change_of_substance(data: Any, code: str) -> None:
    text = TEXTS[code]
    start, end = data.draw(st.sampled_from(_spans(code)))
    a = data.draw(st.integers(start, end - 1))
    b = data.draw(st.integers(a + (1 if a == start else 0), end))
    put = data.draw(st.sampled_from(["", "the ", "은", ",", " ", "also ", "또한 ", "20", "x"]))
    changed = text[:a] + put + text[b:]
    if changed != text:
        assert not same(plain(text, code), plain(changed, code))


@settings(max_examples=120, deadline=None)
@given(data=st.data(), code=st.sampled_from(["ko", "en"]))
def test_a_word_put_in_or_left_out_is_one_of_those_that_carry_nothing(data: Any, code: str) -> None:
    """Whatever word goes, wherever: the same is only said where the closed list says so."""
    words = TEXTS[code].split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    less = " ".join(words[:at] + words[at + 1 :])
    plain_words = {"a", "the", "very", "also", "무척", "점차", "또한"}
    if same(plain(TEXTS[code], code), plain(less, code)):
        assert words[at] in plain_words


def test_more_changes_than_a_few_make_another_sentence() -> None:
    before = "또한 일이 매우 많고 매우 길며 매우 넓고 매우 높다."
    few, many = before.replace("매우 ", "", MOST), before.replace("매우 ", "")
    assert not only_worded(before, few, "ko")  # 많고 is a word of quantity
    before, few, many = (text.replace("많고", "크고") for text in (before, few, many))
    assert only_worded(before, few, "ko")
    assert not only_worded(before, many, "ko")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a few traders", "few traders"), ("the one man", "one man"), ("또한 한 명", "한 명"), ("아주 적은 수", "적은 수"),
        ("1,000 won", "1000 won"),
    ],
)  # fmt: skip
def test_a_word_that_carries_nothing_counts_beside_a_quantity(before: str, after: str) -> None:
    code = "en" if before.isascii() else "ko"
    assert not only_worded(before, after, code)
