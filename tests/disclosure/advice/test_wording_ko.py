"""Korean wordings: true, from exact to vague; particles agree, and the sentence holds."""

from __future__ import annotations

import pytest
from tests.disclosure.advice.test_wording_en import at_step, distinct
from tests.disclosure.marked import wordings

from jebo.disclosure.advice.korean.numbers import magnitude, rounded
from jebo.disclosure.advice.korean.quotes import copula

LADDERS = [
    ("소식통은 {time|13일} 데일리NK에 말했다.", ["13일", "최근", ""]),
    ("일은 {when|4월 11일}에 있었다.", ["4월 11일", "4월 중순에", "4월에", "최근", ""]),
    ("{exact|62명}이 왔다.", ["62명", "60여 명", "수십 명", "여러 명", ""]),
    ("검열 성원 {exact|20명}이 왔다.", ["20명", "여러 명", ""]),
    (
        "{exact|송금 브로커 아홉 명}이 잡혔다.",
        ["송금 브로커 아홉 명", "송금 브로커 몇 명", "송금 브로커들", ""],
    ),
    ("{exact|3000위안}을 냈다.", ["3000위안", "수천 위안", "적지 않은 돈", ""]),
    ("물은 {exact|새벽 3시 반}에 온다.", ["새벽 3시 반", "새벽", ""]),
    ("{where|김책시}에서 수색이 있었다.", ["김책시", "함경북도의 한 도시", "함경북도", "북한", "한 곳", ""]),
    ("{place|함경북도} 소식통이 말했다.", ["함경북도", "북한 내부", ""]),
    ("{role|간호사}는 말했다.", ["간호사", "의료 관계자", "소식통", ""]),
    ("{role|간부} 소식통은 말했다.", ["간부", ""]),
    ("{person|그녀}는 말했다.", ["그녀", "소식통", ""]),
    ("{link|또 다른 소식통}은 말했다.", ["또 다른 소식통", "한 소식통", ""]),
    ("{paper|지시문}이 내려왔다.", ["지시문", "내부 지시", "지시", ""]),
]


@pytest.mark.parametrize(("sentence", "ladder"), LADDERS, ids=[ladder[0] for _, ladder in LADDERS])
def test_a_detail_is_worded_from_exact_to_vague(sentence: str, ladder: list[str]) -> None:
    assert distinct(wordings(sentence, "ko")) == ladder


SENTENCES = [
    ("소식통은 {time|13일} 데일리NK에 말했다.", 1, "소식통은 최근 데일리NK에 말했다."),
    ("소식통은 {time|13일} 데일리NK에 말했다.", 2, "소식통은 데일리NK에 말했다."),
    ("소식통은 데일리NK와의 {way|통화에서} 말했다.", 1, "소식통은 데일리NK에 말했다."),
    ("{role|간호사}는 말했다.", 2, "소식통은 말했다."),
    ("{person|그녀}는 말했다.", 1, "소식통은 말했다."),
    ("{where|김책시}에서 수색이 있었다.", 1, "함경북도의 한 도시에서 수색이 있었다."),
    ("{where|김책시}를 떠났다.", 1, "함경북도의 한 도시를 떠났다."),
    ("{exact|송금 브로커 아홉 명}이 잡혔다.", 2, "송금 브로커들이 잡혔다."),
    ("사람들은 {exact|3000위안}을 냈다.", 2, "사람들은 적지 않은 돈을 냈다."),
    ("{paper|지시문}이 내려왔다.", 2, "지시가 내려왔다."),
    ("소식통은 {quote|“값이 크게 올랐다”}고 말했다.", 1, "소식통은 값이 크게 올랐다고 말했다."),
    ("소식통은 {quote|“막으려는 조치다”}고 말했다.", 1, "소식통은 막으려는 조치라고 말했다."),
    ("소식통은 {quote|“사는 것이 너무 어렵다.”}고 말했다.", 1, "소식통은 사는 것이 너무 어렵다고 말했다."),
    (
        "소식통은 {quote|“농촌에서 데려온 사람들”}이라고 말했다.",
        1,
        "소식통은 농촌에서 데려온 사람들이라고 말했다.",
    ),
]


@pytest.mark.parametrize(("sentence", "step", "said"), SENTENCES, ids=[said for _, _, said in SENTENCES])
def test_a_sentence_with_a_vaguer_detail_is_whole(sentence: str, step: int, said: str) -> None:
    assert at_step(sentence, step, code="ko") == said


SPOKEN = [
    "소식통은 {quote|“나도 거기 앉아 있었다”}고 말했다.",
    "소식통은 {quote|“우리 집도 나갔다”}고 말했다.",
    "소식통은 {quote|“왜 그러겠는가?”}라고 말했다.",
    "소식통은 {quote|“살기가 힘들어요”}라고 말했다.",
]


@pytest.mark.parametrize("sentence", SPOKEN)
def test_words_that_only_their_speaker_can_say_are_not_made_indirect(sentence: str) -> None:
    assert distinct(wordings(sentence, "ko"))[1:] == [""]


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        *((noun, True) for noun in ("조치이다", "문제다", "때문이다")),
        *((verb, False) for verb in ("올랐다", "조용하다", "나쁘다", "있다", "빠르다")),
    ],
)
def test_the_copula_is_told_from_verbs_and_adjectives(sentence: str, noun: bool) -> None:
    assert copula(sentence) is noun


@pytest.mark.parametrize("number", [*range(2, 400), 1_300, 5_400, 70_000])
def test_the_words_for_a_number_are_true_of_it(number: int) -> None:
    least = {
        "몇": (3, 9),
        "여러": (10, 10**12),
        "수십": (30, 99),
        "수백": (300, 999),
        "수천": (3000, 9999),
        "수만": (30_000, 99_999),
    }
    said = magnitude(number)
    assert said == "" if number < 3 else least[said][0] <= number <= least[said][1]
    rough = rounded(number).removesuffix("여")
    assert not rough or "만" in rough or int(rough) < number
