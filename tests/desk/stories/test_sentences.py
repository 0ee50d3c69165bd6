"""What a sentence rests on stays with it, whatever is done to the text around it."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.desk.stories.sentences import Carried, Sentence, carried, spans

ENGLISH = (
    "Rice rose to 6,000 won in Hyesan. The inspectors took the cloth of four traders. "
    "One of them was questioned for two days. Nobody knows when the market opens again."
)
KOREAN = (
    "혜산 장마당에서 쌀값이 올랐다. 검열조가 장사꾼 네 명의 천을 걷어 갔다. "
    "그중 한 명은 이틀 동안 조사를 받았다. 장마당이 언제 다시 열리는지는 아무도 모른다."
)


def known(text: str) -> tuple[Sentence, ...]:
    ids = (f"s{n}" for n in count())
    return tuple(Sentence(id=next(ids), start=start, end=end) for start, end in spans(text))


def after(before: str, now: str) -> tuple[Carried, ...]:
    new = (f"new{n}" for n in count())
    return carried(before, known(before), now, lambda: next(new))


def ids(before: str, now: str) -> list[str]:
    return [one.sentence.id for one in after(before, now)]


@pytest.mark.parametrize("text", [ENGLISH, KOREAN])
def test_a_text_that_was_not_changed_keeps_every_sentence(text: str) -> None:
    assert ids(text, text) == ["s0", "s1", "s2", "s3"]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (ENGLISH, "rose to 6,000 won in Hyesan", "rose to more than 6,000 won in a market of Hyesan"),
        (KOREAN, "혜산 장마당에서 쌀값이 올랐다", "양강도의 한 장마당에서 쌀값이 크게 올랐다"),
        (KOREAN, "혜산 장마당에서", "혜산장마당에선"),
    ],
)
def test_a_reworded_sentence_is_the_same_sentence(text: str, old: str, new: str) -> None:
    assert old in text
    assert ids(text, text.replace(old, new)) == ["s0", "s1", "s2", "s3"]


@pytest.mark.parametrize("text", [ENGLISH, KOREAN])
def test_sentences_that_were_put_in_another_order_keep_their_ids(text: str) -> None:
    pieces = [text[start:end] for start, end in spans(text)]
    assert ids(text, " ".join([pieces[3], pieces[0], pieces[2], pieces[1]])) == ["s3", "s0", "s2", "s1"]


@pytest.mark.parametrize("text", [ENGLISH, KOREAN])
def test_a_new_sentence_gets_an_id_of_its_own_and_a_cut_one_is_gone(text: str) -> None:
    pieces = [text[start:end] for start, end in spans(text)]
    new = "A train came from Wonsan with salt." if text is ENGLISH else "원산에서 소금을 실은 기차가 왔다."
    found = after(text, "\n\n".join([pieces[0], new, pieces[3]]))
    assert [one.sentence.id for one in found] == ["s0", "new0", "s3"]
    assert found[1].origins == ()


def test_a_sentence_that_was_split_leaves_its_origin_to_both_parts() -> None:
    before = "The inspectors took the cloth of four traders and the salt of a widow near the station."
    found = after(
        before,
        "The inspectors took the cloth of four traders. They took the salt of a widow near the station.",
    )
    assert [one.origins for one in found] == [("s0",), ("s0",)]
    assert len({one.sentence.id for one in found}) == 2


def test_two_sentences_that_became_one_give_it_both_their_origins() -> None:
    before = "Rice rose in the market. Oil fell in the market of the city."
    found = after(before, "Rice rose in the market, while oil fell in the market of the city.")
    assert [set(one.origins) for one in found] == [{"s0", "s1"}]


def test_an_unlike_sentence_in_the_same_place_inherits_nothing() -> None:
    (found,) = after("Rice rose to 6,000 won in Hyesan.", "A soldier was buried with honours yesterday.")
    assert found.origins == ()


def test_headings_and_quotations_are_sentences_without_their_marks() -> None:
    text = "## Prices of rice\n\n> I saw it burn.\n\n::photo abc"
    assert [text[start:end] for start, end in spans(text)] == ["Prices of rice", "I saw it burn."]


WORDS = st.lists(
    st.sampled_from(["쌀값", "rice", "rose", "장마당", "fell.", "올랐다.", "\n\n", "> ", "## "]), max_size=30
)


@given(WORDS, WORDS)
def test_no_id_is_given_twice_and_no_origin_is_made_up(one: list[str], other: list[str]) -> None:
    before, now = " ".join(one), " ".join(other)
    found = after(before, now)
    assert len({each.sentence.id for each in found}) == len(found)
    assert {origin for each in found for origin in each.origins} <= {each.id for each in known(before)}
    assert [(each.sentence.start, each.sentence.end) for each in found] == spans(now)
