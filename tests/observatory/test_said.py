"""What sentences of a released story already told of an event."""

from __future__ import annotations

from datetime import date

import pytest
from tests.observatory.country import PACK, TRADERS, event

from jebo.observatory.event import Goods
from jebo.observatory.fineness import Fineness
from jebo.observatory.may import Said
from jebo.observatory.place import PlaceKind
from jebo.observatory.quantity import Language, exactly, read
from jebo.observatory.role import Body, Part, Role, names_at
from jebo.observatory.said import Vocabulary, said

OUT = date(2026, 11, 27)
BODIES = {one.id: one for one in PACK.organisations}


def told(
    text: str, language: Language = "en", when: str = "2026-07-13", where: str = "KP0205", out: date = OUT
) -> Said:
    happened = event(
        "fffffff2", "ARREST", when, where, quantity=read("20여 명", "ko"),
        roles=(Role(part=Part.PATIENT, who=TRADERS, quantity=exactly(4)), Role(part=Part.AGENT, who=Body(organisation="UC"))),
        goods=(Goods(code="G1"), Goods(code="G3")),
    )  # fmt: skip
    goods = {one.code: one.names for one in PACK.goods}
    words = Vocabulary(
        organisations=lambda id_: names_at(BODIES[id_], None, language),
        goods=lambda code: [goods[code][language]],
    )
    return said([text], out, language, happened, PACK.places, words)


@pytest.mark.parametrize(
    ("text", "language", "fineness"),
    [
        ("Traders were arrested on July 13.", "en", Fineness.DAY),
        ("Traders were arrested on 13 July.", "en", Fineness.DAY),
        ("Traders were arrested in July.", "en", Fineness.MONTH),
        ("Traders were arrested early in July.", "en", Fineness.MONTH),
        ("상인들이 7월 13일에 체포됐다.", "ko", Fineness.DAY),
        ("상인들이 7월에 체포됐다.", "ko", Fineness.MONTH),
        ("Traders were arrested on June 13.", "en", Fineness.YEAR),
        ("Traders were arrested on July 130 charges.", "en", Fineness.YEAR),
        ("Traders were arrested in July 2026.", "en", Fineness.MONTH),
        ("In July 2019 a similar raid took place.", "en", Fineness.YEAR),
        ("It was the worst since July 2019.", "en", Fineness.YEAR),
        ("Before the July 13 anniversary traders were arrested.", "en", Fineness.YEAR),
        ("They were arrested on 13 July 2019.", "en", Fineness.YEAR),
        ("2019년 7월에도 상인들이 체포됐다.", "ko", Fineness.YEAR),
        ("지난해 7월에 상인들이 체포됐다.", "ko", Fineness.YEAR),
        ("2026년 7월 13일에 체포됐다.", "ko", Fineness.DAY),
        ("7월 13일 기념일을 앞두고 체포됐다.", "ko", Fineness.YEAR),
        ("수색은 7월 초에 이뤄졌다.", "ko", Fineness.MONTH),
        ("1·7월에 체포됐다.", "ko", Fineness.YEAR),
        ("7월드컵", "ko", Fineness.YEAR),
        ("상인들이 17월 13일에 체포됐다.", "ko", Fineness.YEAR),
        ("Traders were arrested last summer.", "en", Fineness.YEAR),
    ],
)
def test_a_day_or_a_month_is_said_only_where_it_is_written(
    text: str, language: Language, fineness: Fineness
) -> None:
    assert told(text, language).when is fineness


@pytest.mark.parametrize(
    ("text", "fineness"),
    [
        ("They may be arrested.", Fineness.YEAR),
        ("They were arrested in May.", Fineness.MONTH),
        ("early in May", Fineness.MONTH),
        ("since May", Fineness.YEAR),
    ],
)
def test_may_is_a_month_only_where_it_is_one(text: str, fineness: Fineness) -> None:
    assert told(text, when="2026-05-13").when is fineness


def test_a_month_without_a_year_is_that_of_the_year_before_the_story() -> None:
    assert told("in July", out=date(2027, 8, 1)).when is Fineness.YEAR
    assert told("in July", out=date(2026, 6, 1)).when is Fineness.YEAR, "what is to come was not said"


def test_about_july_is_not_said_by_july_of_a_vaguer_date() -> None:
    assert told("in July", when="2026-35").when is Fineness.YEAR


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Traders in Chongjin were arrested.", "en", PlaceKind.CITY),
        ("청진시에서 상인들이 체포됐다.", "ko", PlaceKind.CITY),
        ("청진시의 한 시장에서 체포됐다.", "ko", PlaceKind.CITY),
        ("청진 출신 상인들이 체포됐다.", "ko", PlaceKind.COUNTRY),
        ("Traders who came from Chongjin were arrested.", "en", PlaceKind.COUNTRY),
        ("Traders in the markets of North Hamgyong Province were arrested.", "en", PlaceKind.PROVINCE),
        ("함경북도 상인들이 체포됐다.", "ko", PlaceKind.COUNTRY),
        ("함경북도 청진시에서 상인들은 체포됐다.", "ko", PlaceKind.CITY),
        ("청진시 시장들에서 체포됐다.", "ko", PlaceKind.CITY),
        ("함경북도에서 체포됐다.", "ko", PlaceKind.PROVINCE),
        ("Traders in Kimchaek were arrested.", "en", PlaceKind.COUNTRY),
        ("Traders were arrested.", "en", PlaceKind.COUNTRY),
    ],
)
def test_a_place_is_said_only_where_it_or_one_around_it_is_named(
    text: str, language: Language, kind: PlaceKind
) -> None:
    assert told(text, language).where is kind


NOT_PLAIN = """
청진시의 한 소식통은 상인들이 체포됐다고 전했다. | 청진시에 사는 소식통은 체포 소식을 전했다.
청진시에서 온 상인들이 다른 도시로 가다 체포됐다. | 청진시 밖에서 체포됐다. | 지난해에도 7월에 체포됐다.
작년에는 7월에 단속이 있었다. | 2025년도 7월에 단속이 있었다. | 2025년 6월과 7월에 있었다. | 3년 전 7월에도 있었다.
해마다 7월에 단속한다. | 5월부터 7월까지 단속이 이어졌다. | 6월이나 7월에 있었다. | 6, 7월에 있었다. | 7월 2~13일에 있었다.
소식통은 7월 13일, 상인들이 체포됐다고 전했다. | 7월 13일까지 신고하라는 지시가 있었다. | 올해 7월에는 단속이 없었다.
소식통은 7월에 이 소식을 전해 왔다. | 지난해에는 6월, 7월에 잇따랐다. | 청진시에서 떠난 배가 나포됐다.
청진시에서 사는 사람들이 체포됐다. | 청진시의 한 주민이 회령시에서 체포됐다. | 7월에 시작된 단속 이후 체포됐다.
A source in Chongjin said people were arrested. | Near Chongjin, people were arrested. | Arrests were made in Chongjin-bound trains.
In July last year they were arrested. | In July of last year it happened. | In July and August 2025 it happened.
In July every year raids occur. | Unlike in July, they were not held. | A source spoke on July 13, and told of arrests.
From July 13 the order applied. | In July of 2025 they were arrested. | Last year, in July, they came. | until July 13
The source said in July that people had been arrested. | Outside the towns of Chongjin, people were arrested.
In 2025, in July, they came. | In July or August they came. | People who live in Chongjin were arrested.
People were arrested in Chongjin's outskirts. | No raid took place in July.
"""


@pytest.mark.parametrize(
    "text", [one.strip() for line in NOT_PLAIN.strip().split("\n") for one in line.split("|")]
)
def test_the_day_of_telling_the_home_of_a_person_and_another_year_are_not_those_of_the_event(
    text: str,
) -> None:
    found = told(text, "en" if text.isascii() else "ko")
    assert (found.when, found.where) == (Fineness.YEAR, PlaceKind.COUNTRY)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("소식통은 상인들에게서 들었다며 주민이 체포됐다고 전했다.", "ko"),
        ("Traders said that officials were arrested.", "en"),
        ("No medicine was found.", "en"),
    ],
)
def test_who_speaks_and_what_was_not_found_are_no_part_of_the_event(text: str, language: Language) -> None:
    assert told(text, language).tells == frozenset()


def test_two_sentences_are_not_read_as_one() -> None:
    happened = event("fffffff2", "ARREST", "2026-07-13", "KP0205")
    words = Vocabulary(organisations=lambda _: (), goods=lambda _: ())
    found = said(
        ["It was in 2025.", "Traders in Chongjin were arrested in July."],
        OUT,
        "en",
        happened,
        PACK.places,
        words,
    )
    assert (found.when, found.where) == (Fineness.MONTH, PlaceKind.CITY)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Four traders were arrested.", "en", {"role 0 en"}),
        ("20여 명이 체포됐다.", "ko", set()),
        ("Medicine and appliances were found.", "en", {"goods G1", "goods G3"}),
        ("전자제품이 나왔다.", "ko", {"goods G3"}),
        ("전자제품점이 문을 닫았다.", "ko", set()),
        ("A unified command came.", "en", {"role 1 en"}),
        ("상인들이 체포됐다.", "ko", {"role 0 ko"}),
        ("상인조합이 문을 닫았다.", "ko", set()),
        ("Nobody came.", "en", set()),
    ],
)  # fmt: skip
def test_who_and_goods_are_said_only_where_they_stand_as_words_and_numbers_never(
    text: str, language: Language, wanted: set[str]
) -> None:
    assert told(text, language).tells == wanted


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("쌀", "쌀쌀한 날씨였다."), ("금", "금지 품목을 팔았다."), ("무산", "단속 계획이 무산됐다."), ("원산", "원산지 표시가 없었다."),
        ("안주", "안주거리를 팔던 사람이었다."), ("고원", "고원지대였다."), ("대동", "대동강이 흘렀다."),
    ],
)  # fmt: skip
def test_a_name_within_another_word_is_no_name(name: str, text: str) -> None:
    from jebo.observatory import said as module

    assert not module._is_named(name, "ko", text)
    assert not module._is_there(name, "ko", text)
