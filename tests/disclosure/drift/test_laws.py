"""What holds for every two texts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.disclosure.drift.changes import comparison
from tests.disclosure.drift.pairs import FAITHFUL, PAIRS

from jebo.disclosure.drift import Span

KOREAN = "20여 명 수십 만 천 여 일 월 13 7 약 ~ - 소식통 데일리NK에 청진시 전부 것으로 보인다 알려졌다 이튿날"
ENGLISH = (
    "about some 20 twenty - to and a dozen hundred the source told Daily NK on Thursday Chongjin all he may"
)
MARKS = "% “ ” \" ' . , ? \n \n\n"
PIECES = st.sampled_from(f"{KOREAN} {ENGLISH} {MARKS}".split(" "))
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(korean=TEXTS, english=TEXTS)
def test_no_two_texts_fail_and_every_span_lies_in_its_text(korean: str, english: str) -> None:
    told = comparison(korean, english, year=2024)
    for one in told.drifts:
        assert one.korean or one.english
        for span, text in ((one.korean, korean), (one.english, english)):
            assert span is None or 0 <= span.start < span.end <= len(text)


@settings(max_examples=20, deadline=None)
@given(korean=TEXTS, english=TEXTS)
def test_the_same_texts_give_the_same_answer(korean: str, english: str) -> None:
    assert comparison(korean, english) == comparison(korean, english)


def test_lines_added_in_front_move_the_spans_and_change_nothing_else() -> None:
    for pair in PAIRS:
        korean, english = pair.text("ko"), pair.text("changing")
        before = comparison(korean, english, pair.pack)
        after = comparison("\n\n" + korean, "\n" + english, pair.pack)
        moved = [(one.says, _by(one.korean, 2), _by(one.english, 1)) for one in before.drifts]
        assert [(one.says, one.korean, one.english) for one in after.drifts] == moved


def _by(span: Span | None, count: int) -> Span | None:
    return None if span is None else Span(span.start + count, span.end + count)


def test_a_story_told_twice_over_is_still_without_change() -> None:
    for pair in FAITHFUL[:3]:
        korean, english = pair.text("ko"), pair.text("faithful")
        assert comparison(korean + "\n" + korean, english + "\n" + english, pair.pack).drifts == ()
