"""The seven ways in which one translation of a real story changed it, in sentences of our own, each beside a
translation that changes nothing.
"""

from __future__ import annotations

import pytest
from tests.disclosure.drift.changes import comparison, found, kinds

SOURCE = "함경남도 소식통은 {day}데일리NK에 “검열이 시작됐다”고 전했다."
SAID = 'A source in South Hamgyong Province told Daily NK{day} that "the inspection has begun."'


@pytest.mark.parametrize(
    ("korean", "english", "says"),
    [
        ("13일 ", " on Thursday", "contact.day.two_forms"),
        ("최근 ", " on Thursday", "contact.day.en"),
        ("최근 ", " on July 13", "contact.day.en"),
        ("13일 ", " recently", "contact.day.ko"),
        ("어제 ", "", "contact.day.ko"),
    ],
)
def test_the_day_of_contact_blocks_wherever_it_stands(korean: str, english: str, says: str) -> None:
    drifts = comparison(SOURCE.format(day=korean), SAID.format(day=english)).drifts
    assert [(one.says, one.check, one.severity) for one in drifts] == [(says, "R01", "block")]


@pytest.mark.parametrize(
    ("korean", "english"),
    [("최근 ", " recently"), ("", ""), ("13일 ", " on the 13th"), ("7월 13일 ", " on July 13")],
)
def test_a_contact_told_alike_in_both_is_no_change(korean: str, english: str) -> None:
    assert found(SOURCE.format(day=korean), SAID.format(day=english)) == []


INSPECTORS = "시당에서 내려온 {number} 검열 성원이 창고를 뒤졌다."
SEARCHED = "{number} inspectors sent by the city party searched the warehouse."


@pytest.mark.parametrize(
    ("korean", "english", "write"),
    [
        ("20여 명의", "20", "more than 20"),
        ("20명 안팎의", "Twenty", "about 20"),
        ("스무 명 남짓한", "20", "more than 20"),
        ("네댓 명의", "Four", "four or five"),
        ("수십 명의", "Forty", "dozens"),
        ("몇 명의", "Three", "several"),
    ],
)
def test_a_number_made_exact_is_told_with_what_to_write(korean: str, english: str, write: str) -> None:
    drifts = comparison(INSPECTORS.format(number=korean), SEARCHED.format(number=english)).drifts
    assert [(one.kind, one.check, one.write) for one in drifts] == [("number.exact", "R15", write)]


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("20여 명의", "More than 20"),
        ("20여 명의", "Some 20"),
        ("20여 명의", "Twenty-odd"),
        ("20명의", "Twenty"),
        ("네댓 명의", "Four or five"),
        ("수십 명의", "Dozens of"),
        ("몇 명의", "Several"),
        ("열두 명의", "A dozen"),
    ],
)
def test_a_number_as_rough_as_it_was_is_no_change(korean: str, english: str) -> None:
    assert found(INSPECTORS.format(number=korean), SEARCHED.format(number=english)) == []


TRADE = "소식통은 {who} 물건을 배로 들여왔다고 말했다."
BROUGHT = "The source said that {who} brought the goods in by ship."


@pytest.mark.parametrize(
    ("korean", "english", "write"),
    [
        ("무역일꾼들이", "traders", "trade worker; trade official"),
        ("보위원들이", "policemen", "security agent"),
        ("도매상들이", "smugglers", "wholesaler"),
        ("농장원들이", "officials", "farm worker; cooperative farmer"),
    ],
)
def test_another_class_of_people_is_told_with_the_glossary_s_word(
    korean: str, english: str, write: str
) -> None:
    drifts = comparison(TRADE.format(who=korean), BROUGHT.format(who=english)).drifts
    assert [(one.kind, one.check, one.write) for one in drifts] == [("people.changed", "R23", write)]


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("무역일꾼들이", "trade workers"),
        ("무역일꾼들이", "workers of trading companies"),
        ("상인들이", "traders"),
        ("보위원들이", "security agents"),
        ("도매상들이", "wholesalers"),
        ("무역일꾼들과 장사꾼들이", "trade officials and traders"),
        ("책임간부들이", "senior cadres"),
    ],
)
def test_the_same_class_of_people_is_no_change(korean: str, english: str) -> None:
    assert found(TRADE.format(who=korean), BROUGHT.format(who=english)) == []


def test_a_term_rendered_as_another_term_is_told() -> None:
    korean = "단천시 경기장에서 공개비판모임이 열렸다.\n\n그날 모임은 두 시간 이어졌다."
    english = (
        "A public struggle session was held in the stadium of Tanchon.\n\nThe meeting went on for two hours."
    )
    assert found(korean, english) == [("term.changed", "공개비판", "public struggle session")]
    assert found(korean, english.replace("struggle session", "criticism session")) == []


OFFICIALS = "도당 책임간부들뿐 아니라 재판소 일꾼들까지 {all}참가했다."
ATTENDED = "{all} leading cadres of the provincial party as well as officials of the court took part."


def test_all_that_was_lost_is_told() -> None:
    assert kinds(OFFICIALS.format(all="전부 "), ATTENDED.format(all="The")) == {"total.dropped"}
    assert kinds(OFFICIALS.format(all=""), ATTENDED.format(all="All the")) == {"total.added"}


@pytest.mark.parametrize(
    ("korean", "english"), [("전부 ", "All the"), ("", "The"), ("모두 ", "Without exception")]
)
def test_all_that_was_kept_is_no_change(korean: str, english: str) -> None:
    assert found(OFFICIALS.format(all=korean), ATTENDED.format(all=english)) == []


STORY = "장마당 단속이 심해졌다.\n\n▲ {place}의 거리. /사진=데일리NK\n\n상인들은 불만이 크다."
TOLD = (
    "The crackdown on markets has become harsher.\n\n"
    "FILE PHOTO: A street in {place}. (Daily NK)\n\nTraders grumble."
)


def test_pictures_of_different_places_are_told() -> None:
    drifts = comparison(STORY.format(place="무산군"), TOLD.format(place="Hyesan")).drifts
    assert [(one.kind, one.check) for one in drifts] == [("caption.place", "R53")]


@pytest.mark.parametrize(
    ("korean", "english"),
    [("혜산시", "Hyesan"), ("양강도 혜산시", "Hyesan, Ryanggang Province"), ("혜산시", "Ryanggang Province")],
)
def test_pictures_of_one_place_are_no_change(korean: str, english: str) -> None:
    assert found(STORY.format(place=korean), TOLD.format(place=english)) == []


def test_a_clause_on_anonymity_of_one_edition_is_told() -> None:
    korean, english = (
        "양강도 소식통은 “다들 떨고 있다”고 말했다.",
        '"Everyone trembles," a source in Ryanggang Province said',
    )
    assert kinds(korean, english + ", speaking on condition of anonymity.") == {"anonymity.added"}
    assert kinds(korean.replace("양강도", "익명을 요구한 양강도"), english + ".") == {"anonymity.dropped"}
    assert found(korean, english + ".") == []
    assert found(korean.replace("양강도", "익명을 요구한 양강도"), english + ", requesting anonymity.") == []
