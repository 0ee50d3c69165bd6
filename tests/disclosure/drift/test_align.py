"""Which sentences are taken to stand for each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.disclosure.drift.changes import comparison, phrase
from tests.disclosure.drift.pairs import FAITHFUL, PAIRS

from jebo.disclosure.drift import Pairing

RICE = (
    "쌀값이 30% 올라 주민들이 걱정하고 있다.",
    "The price of rice rose by 30 percent, and residents are worried.",
)
BOAT = "배 두 척이 청진항을 떠났다.", "Two boats left the port of Chongjin."
DOCTOR = "병원에서는 의사들이 약이 없다고 한다.", "Doctors at the hospital are said to have no medicine."
RAID = "안전원 5명이 밤에 집을 수색했다.", "Five police officers searched homes at night."
SCHOOL = "학교는 이달 문을 닫았다.", "The school closed this month."
ALL = (RICE, BOAT, DOCTOR, RAID, SCHOOL)


def pairs(korean: list[str], english: list[str]) -> list[tuple[list[int], list[int], bool]]:
    """Numbers of the sentences in each pairing, and whether it was moved."""
    ours, theirs = "\n\n".join(korean), "\n\n".join(english)
    return [
        (
            [_at(korean, phrase(ours, s)) for s in p.korean],
            [_at(english, phrase(theirs, s)) for s in p.english],
            p.moved,
        )
        for p in comparison(ours, theirs).pairings
    ]


def _at(sentences: list[str], sentence: str) -> int:
    return next(i for i, one in enumerate(sentences) if sentence in one)


def test_sentences_in_one_order_are_paired_in_it() -> None:
    found = pairs([one for one, _ in ALL], [two for _, two in ALL])
    assert found == [([i], [i], False) for i in range(len(ALL))]


def test_a_sentence_of_one_edition_stands_alone() -> None:
    ours, theirs = [one for one, _ in ALL], [two for _, two in ALL]
    assert ([], [2], False) in pairs(ours[:2] + ours[3:], theirs)
    assert ([2], [], False) in pairs(ours, theirs[:2] + theirs[3:])


def test_a_paragraph_that_moved_is_found_where_it_went() -> None:
    ours, theirs = [one for one, _ in ALL], [two for _, two in ALL]
    found = pairs(ours, [theirs[3], *theirs[:3], theirs[4]])
    assert sorted((k, e) for k, e, _ in found) == [([0], [1]), ([1], [2]), ([2], [3]), ([3], [0]), ([4], [4])]
    assert sum(moved for _, _, moved in found) == 1


def test_one_sentence_may_become_two_and_two_one() -> None:
    korean = "안전원 5명이 밤에 청진시의 집을 수색했고, 소식통은 “다들 무서워한다”고 말했다."
    english = (
        'Five police officers searched homes in Chongjin at night. "Everyone is afraid," the source said.'
    )
    assert [(len(p.korean), len(p.english)) for p in comparison(korean, english).pairings] == [(1, 2)]
    two = "안전원 5명이 밤에 청진시의 집을 수색했다. 소식통은 다들 무서워한다고 말했다."
    one = "Five police officers searched homes in Chongjin at night, and everyone is afraid, the source said."
    assert [(len(p.korean), len(p.english)) for p in comparison(two, one).pairings] == [(2, 1)]


def test_almost_every_sentence_of_our_stories_is_paired() -> None:
    for pair in FAITHFUL:
        pairings = comparison(pair.text("ko"), pair.text("faithful"), pair.pack).pairings
        assert all(p.korean and p.english and not p.moved for p in pairings), pair.name


KOREAN = st.lists(st.sampled_from([one for one, _ in ALL]), max_size=8)
ENGLISH = st.lists(st.sampled_from([two for _, two in ALL]), max_size=8)


@settings(max_examples=40, deadline=None)
@given(korean=KOREAN, english=ENGLISH)
def test_every_sentence_is_in_one_pairing(korean: list[str], english: list[str]) -> None:
    found = comparison("\n".join(korean), "\n".join(english)).pairings
    for side in ("korean", "english"):
        spans = [span for p in found for span in getattr(p, side)]
        assert len(spans) == len(set(spans)) == len(korean if side == "korean" else english)


def test_pairings_stand_in_the_order_of_the_english_edition() -> None:
    for pair in PAIRS:
        found = comparison(pair.text("ko"), pair.text("changing"), pair.pack).pairings
        starts = [p.english[0].start for p in found if p.english]
        assert starts == sorted(starts), pair.name


def test_a_pairing_is_a_value() -> None:
    assert Pairing(korean=(), english=()) == Pairing(korean=(), english=())
