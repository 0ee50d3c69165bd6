"""The figures of the North Korean pack agree with one another and with the census they come from."""

from __future__ import annotations

import csv
import importlib.util
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from jebo import packs
from jebo.packs.folder import HERE

KP = packs.load("kp")
FIGURES = ("people_2008", "male_2008", "female_2008", "urban_2008", "rural_2008")
# From the geography of the Yalu and Tumen rivers.
ON_THE_RIVERS = {"혜산시", "보천군", "삼지연군", "대홍단군", "삼수군", "김정숙군", "김형직군"} | {
    "무산군", "회령시", "온성군", "경원군", "경흥군", "라선시", "라선특별시"
} | {"만포시", "자성군", "중강군", "시중군", "위원군", "초산군", "우시군"} | {
    "신의주시", "의주군", "삭주군", "창성군", "벽동군", "룡천군", "신도군"
}  # fmt: skip


@cache
def rows() -> tuple[dict[str, str], ...]:
    with (HERE / "kp/places.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def total(figure: str, chosen: Iterable[dict[str, str]]) -> int:
    return sum(int(row[figure]) for row in chosen)


def row_of(identity: str) -> dict[str, str]:
    return next(row for row in rows() if row["id"] == identity)


def test_there_are_224_places_69_events_40_circles_and_157_terms() -> None:
    assert (len(KP.places), len(KP.events), len(KP.circles)) == (224, 69, 40)
    with (HERE / "kp/terms.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 157
    assert {f"KC{n:02}" for n in range(1, 41)} == set(KP.circles)


def test_the_country_has_thirteen_units_of_the_first_level() -> None:
    assert sum(place.level == "province" for place in KP.places.values()) == 13


@pytest.mark.parametrize("figure", FIGURES)
def test_provinces_add_up_to_the_country(figure: str) -> None:
    assert total(figure, (r for r in rows() if r["level"] == "province")) == int(row_of("KP")[figure])


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("province", [place.id for place in KP.places.values() if place.level == "province"])
def test_what_lies_in_a_province_adds_up_to_it(province: str, figure: str) -> None:
    assert total(figure, (r for r in rows() if r["inside"] == province)) == int(row_of(province)[figure])


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("city", ["KP0205", "KP0307"])
def test_wards_add_up_to_their_city(city: str, figure: str) -> None:
    wards = [r for r in rows() if r["inside"] == city]
    assert len(wards) == 7
    assert total(figure, wards) == int(row_of(city)[figure])


def test_the_census_counts_23_349_859_people_outside_the_camps() -> None:
    assert row_of("KP")["people_2008"] == "23349859"


def test_women_and_men_add_up_and_so_do_town_and_country() -> None:
    for row in rows():
        assert int(row["male_2008"]) + int(row["female_2008"]) == int(row["people_2008"])
        assert int(row["urban_2008"]) + int(row["rural_2008"]) == int(row["people_2008"])


def formula() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "adults_of_kp", Path(__file__).parents[2] / "tools/adults_of_kp.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_adults_in_the_table_are_those_that_the_script_computes() -> None:
    about = tomllib.loads((HERE / "kp/pack.toml").read_text(encoding="utf-8"))["adults"]
    figures = {name: about[name] for name in ("growth", "share", "spread")}
    adults = formula().adults
    for row in rows():
        expected = adults(int(row["people_2008"]), **figures)
        assert (int(row["adults_low"]), int(row["adults_high"])) == expected, row["id"]


def test_kimchaek_has_about_175_000_adults() -> None:
    adults = KP.places["KP0202"].adults
    assert adults.low < 175_000 < adults.high
    assert adults.high / adults.low == pytest.approx(1.15 / 0.85, rel=1e-3)


def test_the_border_is_marked_from_the_yalu_to_the_tumen_and_nowhere_else() -> None:
    assert {place.names["ko"] for place in KP.places.values() if place.border} == ON_THE_RIVERS


def test_each_province_is_found_by_its_names_in_north_and_south() -> None:
    found = packs.gazetteer(KP)
    for name in ("량강도", "양강도", "Ryanggang Province", "Yanggang", "Yanggang-do"):
        assert found[name.casefold()] == ("KP-10",)
    for name in ("함경북도", "함북", "North Hamgyong", "North Hamkyung", "N. Hamgyong"):
        assert found[name.casefold()] == ("KP-09",)


def test_former_names_carry_their_years() -> None:
    aliases = {alias.name: alias for alias in KP.places["KP0202"].aliases}
    assert aliases["Songjin"].until == 1951
    samjiyon = {alias.name: alias for alias in KP.places["KP0107"].aliases}
    assert samjiyon["삼지연시"].since == 2019


def test_a_number_known_only_inside_an_agency_is_marked() -> None:
    unified = next(body for body in KP.organisations if body.id == "UC")
    assert "Unified Command 82" in unified.internal
    assert "연합지휘부" not in unified.internal
    assert {alias.name: alias.since for alias in unified.aliases}["Unified Command 82"] == 2021


def test_preliminary_examination_ends_with_the_law_of_2023() -> None:
    (term,) = (term for term in KP.terms if term.term == "예심")
    assert term.until == 2023
    assert "preliminary examination" in term.renderings


def test_a_term_of_two_forms_is_found_by_either() -> None:
    renderings = {term.term: term.renderings for term in KP.terms}
    assert renderings["노동단련대"] == renderings["로동단련대"]


def test_a_struggle_session_is_told_by_its_words_and_points_at_the_crowd_and_the_platform() -> None:
    event = KP.events["STRUGGLE"]
    assert {"struggle session", "public struggle"} <= set(event.triggers["en"])
    assert {"공개사상투쟁", "공개비판"} <= set(event.triggers["ko"])
    assert event.core == ("KC01", "KC02")
    assert (event.knowers.low, event.knowers.high) == (200, 10_000)


HUNTERS = re.compile(
    r"\bstaff(ed|ing)? of\b.*post|about 15|within a minute|five.minute|locat(e|es|ed|ing) (a|the) call"
)


def test_nothing_in_the_pack_says_how_phones_are_found_or_how_a_post_is_manned() -> None:
    for path in (HERE / "kp").iterdir():
        assert not HUNTERS.search(path.read_text(encoding="utf-8")), path.name
    assert "chosen by us" in KP.circles["KC27"].basis
    assert (KP.circles["KC27"].size.low, KP.circles["KC27"].size.high) == (5, 60)


def test_such_a_sentence_would_be_seen() -> None:
    assert HUNTERS.search("about 15 at one post")
    assert HUNTERS.search("a call is locatable: they locate a call within a minute")
    assert not HUNTERS.search("chosen by us, wide on purpose")
