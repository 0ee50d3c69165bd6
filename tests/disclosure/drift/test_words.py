"""Hedges, "even", places, quotations and pronouns, each beside what is no change."""

from __future__ import annotations

import pytest
from tests.disclosure.drift.changes import comparison, found, kinds


@pytest.mark.parametrize(
    ("korean", "english", "kind"),
    [
        ("물건은 불태워진 것으로 보인다.", "The goods were burned.", "hedge.dropped"),
        ("물건은 불태워진 것으로 알려졌다.", "The goods were burned.", "hedge.dropped"),
        ("물건은 다 불태워졌다고 한다.", "The goods were burned.", "hedge.dropped"),
        (
            "소식통은 물건이 불태워진 것 같다고 말했다.",
            "The source said that the goods were burned.",
            "hedge.dropped",
        ),
        ("물건은 불태워졌다.", "The goods were reportedly burned.", "hedge.added"),
        ("물건은 불태워졌다.", "The goods are believed to have been burned.", "hedge.added"),
        (
            "소식통은 물건이 불태워졌다고 말했다.",
            "The source said that the goods were probably burned.",
            "hedge.added",
        ),
    ],
)
def test_a_hedge_that_came_or_went_is_told(korean: str, english: str, kind: str) -> None:
    assert kinds(korean, english) == {kind}


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("물건은 불태워진 것으로 보인다.", "The goods appear to have been burned."),
        ("물건은 불태워진 것으로 알려졌다.", "The goods were reportedly burned."),
        ("물건은 불태워진 것으로 알려졌다.", "Daily NK has learned that the goods were burned."),
        ("소식통에 따르면 물건은 불태워졌다고 한다.", "According to the source, the goods were burned."),
        ("물건은 불태워졌을 가능성이 있다.", "The goods may have been burned."),
        ("소식통은 물건이 불태워졌다고 말했다.", "The goods were reportedly burned, the source said."),
        ("물건은 불태워졌다.", "The goods were burned."),
    ],
)
def test_a_hedge_that_stayed_is_no_change(korean: str, english: str) -> None:
    assert found(korean, english) == []


def test_even_that_was_lost_is_told() -> None:
    korean = "아이들조차 회의에 끌려 나왔다."
    assert kinds(korean, "Children were dragged to the meeting.") == {"even.dropped"}
    assert found(korean, "Even children were dragged to the meeting.") == []


@pytest.mark.parametrize(
    ("korean", "english", "kind", "pack"),
    [
        ("검열이 함경북도에서 시작됐다.", "The inspection began in Chongjin.", "place.finer", "kp"),
        (
            "검열이 청진시에서 시작됐다.",
            "The inspection began in North Hamgyong Province.",
            "place.coarser",
            "kp",
        ),
        ("검열이 청진시에서 시작됐다.", "The inspection began in Hyesan.", "place.changed", "kp"),
        ("시위가 테헤란에서 시작됐다.", "The protest began in Iran.", "place.coarser", "world"),
        ("시위가 이란에서 시작됐다.", "The protest began in Isfahan.", "place.finer", "world"),
        ("시위가 만달레이에서 시작됐다.", "The protest began in Yangon.", "place.changed", "world"),
    ],
)
def test_another_place_is_told(korean: str, english: str, kind: str, pack: str) -> None:
    assert kinds(korean, english, pack) == {kind}


@pytest.mark.parametrize(
    ("korean", "english", "pack"),
    [
        ("검열이 청진에서 시작됐다.", "The inspection began in Chongjin, North Hamgyong Province.", "kp"),
        ("검열이 함경북도 청진시에서 시작됐다.", "The inspection began in Chongjin.", "kp"),
        ("북한에서 검열이 시작됐다.", "The inspection began.", "kp"),
        ("시위가 양곤에서 시작됐다.", "The protest began in Yangon.", "world"),
        ("시위가 고멜에서 시작됐다.", "The protest began in Gomel.", "world"),
        ("시위가 지난주 시작됐다.", "The protest began last week.", "world"),
    ],
)
def test_the_same_place_is_no_change(korean: str, english: str, pack: str) -> None:
    assert found(korean, english, pack) == []


QUOTED, TOLD = "주민은 “군인들이 쌀을 가져갔다”고 말했다.", "주민은 군인들이 쌀을 가져갔다고 말했다."
DIRECT, INDIRECT = (
    '"The soldiers took the rice," a resident said.',
    "A resident said that the soldiers took the rice.",
)


def test_a_quotation_of_one_edition_is_told() -> None:
    assert [one.says for one in comparison(TOLD, DIRECT).drifts] == ["quote.added.direct"]
    assert [one.says for one in comparison(QUOTED, INDIRECT).drifts] == ["quote.dropped.indirect"]
    assert found(QUOTED, DIRECT) == found(TOLD, INDIRECT) == []


def test_a_word_between_quotation_marks_is_no_quotation() -> None:
    assert found("이들은 ‘불순 세력’으로 몰렸다.", 'They were called "impure elements."') == []


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("소식통은 쌀값이 올랐다고 말했다.", "The price of rice has gone up, he said."),
        ("소식통은 쌀값이 올랐다고 덧붙였다.", "She added that the price of rice has gone up."),
    ],
)
def test_a_sex_that_the_korean_does_not_tell_blocks(korean: str, english: str) -> None:
    drifts = comparison(korean, english).drifts
    assert [(one.kind, one.check, one.severity) for one in drifts] == [("gender.added", "R26", "block")]


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("소식통은 쌀값이 올랐다고 말했다.", "The price of rice has gone up, the source said."),
        ("한 여성은 쌀값이 올랐다고 말했다.", "The price of rice has gone up, she said."),
        ("그는 쌀값이 올랐다고 말했다.", "The price of rice has gone up, he said."),
        (
            "리철수 위원장은 쌀값이 올랐다고 말했다.",
            "Chairman Ri Chol Su spoke. The price of rice has gone up, he said.",
        ),
    ],
)
def test_a_sex_that_is_known_is_no_change(korean: str, english: str) -> None:
    assert "gender.added" not in kinds(korean, english)
