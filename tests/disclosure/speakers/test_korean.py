"""Who speaks in a Korean text."""

from __future__ import annotations

import pytest

from jebo.disclosure.find import read
from jebo.disclosure.reading import Reading
from jebo.disclosure.speakers import NAMED, NOBODY
from jebo.packs.language import language

_OPENING = "지난 3일 비가 내렸다.\n\n"


def heard(text: str) -> Reading:
    return read(text, language("ko", "kp"))


def phrase(reading: Reading, first: int, last: int) -> str:
    words = reading.words
    return words.text[int(words.starts[first]) : int(words.ends[last - 1])]


NAMED_PEOPLE = (
    "도널드 트럼프 미국 대통령은", "마오닝 중국 외교부 대변인은", "김여정 노동당 부부장은",
    "제임스 리 변호사는", "주민 김철수(45)씨는", "송파구에 사는 이은지 씨는", "이화여대 박원곤 교수는",
    "작업반장 림순애는", "구청 관계자는", "검찰은", "조선중앙통신은", "회사 측은", "전문가들은",
    "탈북 시인 장진성 씨는", "용해공 리순철은",
)  # fmt: skip
HIDDEN_PEOPLE = (
    "한 시민은", "시청의 한 관계자는", "익명을 요구한 간부는", "현지 주민은", "대학생 박모(22)씨는",
    "정부 고위 관계자는", "여권 관계자는", "전직 장관은", "사정을 아는 변호사는", "마을 주민들은",
    "A 씨는", "김 모 씨는", "40대 남성은", "소식통은", "교도소에서 일하는 간수는", "또 다른 변호사는",
    "은행 직원은",
)  # fmt: skip


@pytest.mark.parametrize("who", NAMED_PEOPLE)
def test_somebody_with_a_name_or_an_office_is_no_anonymous_source(who: str) -> None:
    reading = heard(f"{_OPENING}{who} “그날은 아무 일도 없었다”고 말했다.")
    assert reading.speakers.voices == ()
    assert NOBODY not in reading.speakers.sentence[1:]


@pytest.mark.parametrize("who", HIDDEN_PEOPLE)
def test_somebody_without_a_name_is_one(who: str) -> None:
    reading = heard(f"{_OPENING}{who} “그날은 아무 일도 없었다”고 말했다.")
    assert reading.speakers.count == (2 if "들" in who else 1)
    assert reading.speakers.quote == (0,)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("황해남도 소식통은 “비가 왔다”고 전했다. 소식통은 “길이 막혔다”고 덧붙였다.", 1),
        ("황해남도 소식통은 “비가 왔다”고 전했다. 평안남도의 또 다른 소식통도 “길이 막혔다”고 덧붙였다.", 2),
        ("복수의 소식통은 “비가 왔다”고 전했다. 함경북도 소식통은 “길이 막혔다”고 덧붙였다.", 2),
        ("교직원 셋은 “비가 왔다”고 입을 모았다.", 3),
        (
            "한 상인은 “비가 왔다”고 말했다. 상인은 “길이 막혔다”고 덧붙였다. 이 상인은 “춥다”고 했다.",
            1,
        ),
        ("A 씨는 “비가 왔다”고 말했다. B 씨는 “길이 막혔다”고 했다. A 씨는 “다리도 끊겼다”고 했다.", 2),
        ("킨 마웅(가명) 씨는 “비가 왔다”고 말했다. 킨 마웅 씨는 “길이 막혔다”고 했다.", 1),
    ],
)
def test_the_same_source_is_counted_once(text: str, count: int) -> None:
    assert heard(_OPENING + text).speakers.count == count


def test_a_pronoun_goes_on_with_the_speaker_before() -> None:
    reading = heard(
        "한 상인은 “비가 왔다”고 말했다. 그는 “길이 막혔다”고 했다.\n\n"
        "김철수 대변인은 “아니다”라고 말했다. 그는 “모른다”고 했다."
    )
    assert reading.speakers.quote == (0, 0, NAMED, NAMED)


def test_a_quotation_alone_belongs_to_whom_the_next_sentence_names() -> None:
    reading = heard("비가 내렸다.\n\n“길이 막혔다.”\n\n현장에서 일하는 한 운전사의 말이다.")
    assert reading.speakers.quote == (0,)


def test_words_of_a_paper_are_nobodys_quotation() -> None:
    reading = heard("소식통은 지시문에 “한 치도 남기지 말라”는 문구가 있다고 전했다.")
    assert reading.speakers.quote == (NOBODY,)
    assert ("access.document", "R48") in {(kind, check) for kind, check, _, _ in reading.speakers.details}


def test_an_answer_without_quotation_marks_is_spoken() -> None:
    reading = heard(
        "― 배급은 나옵니까?\n\n나오지 않는다.\n\n함경북도에 사는 취재협력자 F 씨와 나눈 이야기다."
    )
    spoken = [phrase(reading, a, b) for kind, _, a, b in reading.speakers.details if kind == "voice.quote"]
    assert spoken == ["나오지 않는다."]


def test_the_accused_of_a_police_report_is_no_source() -> None:
    reading = heard("경찰에 따르면 A 씨는 4일 환전소에 들어갔다. A 씨는 재판에서 “모른다”고 진술했다.")
    assert reading.speakers.voices == ()


def test_a_place_in_an_attribution_is_told() -> None:
    reading = heard("양강도의 한 주민은 “비가 왔다”고 말했다.")
    places = [
        phrase(reading, a, b) for kind, _, a, b in reading.speakers.details if kind == "attribution.place"
    ]
    assert places == ["양강도의"]


def test_nothing_is_heard_in_an_empty_text() -> None:
    assert heard("").speakers.voices == ()
