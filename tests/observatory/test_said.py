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
        ("since May", Fineness.MONTH),
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
        ("함경북도 상인들이 체포됐다.", "ko", PlaceKind.PROVINCE),
        ("함경북도에서 체포됐다.", "ko", PlaceKind.PROVINCE),
        ("Traders in Kimchaek were arrested.", "en", PlaceKind.COUNTRY),
        ("Traders were arrested.", "en", PlaceKind.COUNTRY),
    ],
)
def test_a_place_is_said_only_where_it_or_one_around_it_is_named(
    text: str, language: Language, kind: PlaceKind
) -> None:
    assert told(text, language).where is kind


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Four traders were arrested.", "en", {"role 0"}),
        ("20여 명이 체포됐다.", "ko", set()),
        ("Medicine and appliances were found.", "en", {"goods G1", "goods G3"}),
        ("전자제품이 나왔다.", "ko", {"goods G3"}),
        ("전자제품점이 문을 닫았다.", "ko", set()),
        ("A unified command came.", "en", {"role 1"}),
        ("상인들이 체포됐다.", "ko", {"role 0"}),
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
