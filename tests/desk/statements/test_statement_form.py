"""A contact editor writes down one checkable thing, and nothing becomes more exact than it was told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import MakeSource
from tests.desk.statements.conftest import SPANS, sent

from jebo.desk.people.models import Member
from jebo.desk.testimony.models import Statement, Testimony
from jebo.desk.testimony.statement import Article, Stage
from jebo.desk.wall import whole_desk

pytestmark = pytest.mark.django_db


def only() -> Statement:
    with whole_desk():
        found: Statement = Statement.objects.select_related("testimony", "source").get()
    return found


def write(browser: Client, told: Testimony, **fields: Any) -> Statement:
    answer = browser.post(f"/testimony/{told.pk}/statements/new", sent(**fields))
    assert answer.status_code == 302, answer.content.decode()
    return only()


def test_a_number_keeps_the_word_that_makes_it_rough(minas_desk: Client, told: Testimony) -> None:
    kept = write(minas_desk, told, quantity="20여 명", counted="people")
    assert kept.quantity == "20여 명"
    assert (kept.numbers()["people"].low, kept.numbers()["people"].high) == (21, 29)


def test_a_date_keeps_its_writing_and_its_first_and_last_day(minas_desk: Client, told: Testimony) -> None:
    kept = write(minas_desk, told, when="2026-07-0X~", when_told="7월 초")
    assert (kept.when, kept.when_told) == ("2026-07-0X~", "7월 초")
    assert (kept.earliest, kept.latest) == (date(2026, 7, 1), date(2026, 7, 9))


@pytest.mark.parametrize("name", ["청진시", "Chongjin", "청진시 · Chongjin"])
def test_a_place_is_known_by_its_name_in_either_language(
    minas_desk: Client, told: Testimony, name: str
) -> None:
    kept = write(minas_desk, told, place=name, place_how="near")
    assert (kept.place, kept.geo_precision) == ("KP0205", 2)


def test_a_name_that_several_places_bear_is_asked_for_again(minas_desk: Client, told: Testimony) -> None:
    answer = minas_desk.post(f"/testimony/{told.pk}/statements/new", sent(place="unsan county"))
    assert "several bear this name" in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"when": "last week"}, "not a date that can be kept"),
        ({"when": "2026-02-30"}, "no such day"),
        ({"quantity": "boxes"}, "exactly one number"),
        ({"place": "Neverwhere"}, "nothing of this name"),
        ({"access": "saw", "origin": "person"}, "has it from nobody"),
        ({"access": "told", "origin": "own"}, "has it from somebody"),
        ({"access": "told", "origin": "statement"}, "Choose the statement"),
        ({"access": "talk", "origin": "article"}, "title of the article"),
        ({"korean": ""}, "in one language at least"),
        ({"circle": "KC03", "circle_low": "9", "circle_high": "3"}, "swap the two"),
        ({"roles-0-part": "agent"}, "Choose the part"),
        ({"roles-0-part": "agent", "roles-0-organisation": "Bureau of Nothing"}, "nothing of this name"),
        ({"goods-0-code": "G1", "goods-0-said": "some"}, "exactly one number"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(
    minas_desk: Client, told: Testimony, fields: dict[str, str], says: str
) -> None:
    answer = minas_desk.post(
        f"/testimony/{told.pk}/statements/new", sent(english="homes were searched", **fields)
        if "korean" not in fields else sent(**fields, hedge="아마")
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 200
    assert says in page
    assert "homes were searched" in page or "아마" in page
    with whole_desk():
        assert not Statement.objects.exists()


def test_the_passage_is_the_sentences_ticked_and_all_between_them(
    minas_desk: Client, told: Testimony
) -> None:
    page = minas_desk.get(f"/testimony/{told.pk}/statements/new").content.decode()
    first, _second, last, _fourth = SPANS
    assert f'value="{first}"' in page
    kept = write(minas_desk, told, sentences=[first, last], korean="", english="")
    assert kept.passage.startswith("7월 초에")
    assert kept.passage.endswith("그러더라.")
    assert kept.korean == kept.passage


def test_marked_words_are_the_passage_where_no_sentence_is_ticked(
    minas_desk: Client, told: Testimony
) -> None:
    at = told.words.index("집 다섯 채")
    assert write(minas_desk, told, start=str(at), end=str(at + 6)).passage == "집 다섯 채"


def test_an_organisation_is_called_as_it_was_on_the_day(minas_desk: Client, told: Testimony) -> None:
    roles = {
        "roles-0-part": "agent",
        "roles-0-organisation": "도 비사회주의·반사회주의 연합지휘부",
        "roles-0-said": "20여 명",
        "roles-1-part": "patient",
        "roles-1-class_ko": "도매상",
        "roles-1-class_en": "wholesalers",
    }
    kept = write(minas_desk, told, when="2026-07", **roles)
    assert kept.roles == [
        {"part": "agent", "organisation": "UC-P", "said": "20여 명"},
        {"part": "patient", "class": {"ko": "도매상", "en": "wholesalers"}},
    ]
    page = minas_desk.get(f"/testimony/statements/{kept.pk}").content.decode()
    assert "wholesalers" in page
    assert "20여 명 (20-odd)" in page


def test_a_person_is_kept_as_an_id_that_says_nothing(minas_desk: Client, told: Testimony) -> None:
    kept = write(minas_desk, told, **{"roles-0-part": "patient", "roles-0-sealed": "on"})
    (role,) = kept.roles
    assert set(role) == {"part", "sealed"}
    assert len(role["sealed"]) == 22


def test_who_could_know_comes_from_the_pack_unless_somebody_knows_better(
    minas_desk: Client, told: Testimony
) -> None:
    kept = write(minas_desk, told, circle="KC03")
    assert (kept.circle_low, kept.circle_high) == (15, 30)
    change = sent(circle="KC03", circle_low="20", circle_high="22")
    minas_desk.post(f"/testimony/statements/{kept.pk}/change", change)
    assert (only().circle_low, only().circle_high) == (20, 22)


def test_a_version_that_only_one_source_could_have_is_a_circle_of_one(
    minas_desk: Client, told: Testimony
) -> None:
    kept = write(minas_desk, told, circle="KC03", only_theirs="on")
    assert (kept.circle_low, kept.circle_high) == (1, 1)


def test_an_article_is_one_article_however_often_it_is_named(minas_desk: Client, told: Testimony) -> None:
    article = {
        "article_title": "Homes searched",
        "article_outlet": "The Northern",
        "article_published": "2026-07-10",
    }
    kept = write(minas_desk, told, access="talk", origin="article", **article)
    minas_desk.post(f"/testimony/statements/{kept.pk}/told-on", article)
    minas_desk.post(f"/testimony/statements/{kept.pk}/told-on", article)
    assert Article.objects.get().pk == kept.heard_from
    assert "Homes searched" in minas_desk.get(f"/testimony/statements/{kept.pk}").content.decode()
    assert "Homes searched" in minas_desk.get(f"/testimony/statements/{kept.pk}/change").content.decode()


def test_the_number_of_a_statement_is_given_apart_from_the_letter_of_its_source(
    minas_desk: Client, told: Testimony
) -> None:
    kept = write(minas_desk, told)
    assert (kept.stage, kept.graded) == (Stage.UNGRADED, None)
    minas_desk.post(f"/testimony/statements/{kept.pk}/change", sent(credibility="3"))
    assert (only().stage, only().credibility, only().source.reliability) == (Stage.GRADED, 3, "F")


def test_confirmed_is_not_to_be_had_here(minas_desk: Client, told: Testimony) -> None:
    kept = write(minas_desk, told)
    minas_desk.post(f"/testimony/statements/{kept.pk}/change", sent(credibility="1"))
    assert only().graded is None


def test_a_group_is_new_or_one_that_is_there_and_its_name_says_nothing(
    minas_desk: Client, told: Testimony
) -> None:
    kept = write(minas_desk, told, group="new")
    assert len(kept.group) == 22
    page = minas_desk.get(f"/testimony/{told.pk}/statements/new").content.decode()
    assert f"group {kept.group[:4]}, 1 statement" in page
    assert "written nowhere" in minas_desk.get("/testimony/statements/groups").content.decode()


def test_who_was_told_by_a_source_of_the_desk_names_the_statement(
    minas_desk: Client, mina: Member, joon: Member, source_of: MakeSource, told: Testimony
) -> None:
    with whole_desk():
        first = Statement.objects.create(
            source=source_of(mina, "낡은 등잔"), korean="먼저 들은 말", event_type="SEARCH"
        )
        joons = Statement.objects.create(
            source=source_of(joon, "긴 노"), korean="남의 말", event_type="SEARCH"
        )
    heard = {"access": "told", "origin": "statement", "event_type": "SEARCH", "heard_from": joons.pk}
    refused = minas_desk.post(f"/testimony/{told.pk}/statements/new", sent(**heard)).content.decode()
    assert "먼저 들은 말" in refused
    assert "남의 말" not in refused
    kept = minas_desk.post(f"/testimony/{told.pk}/statements/new", sent(**(heard | {"heard_from": first.pk})))
    assert kept.status_code == 302
    with whole_desk():
        assert Statement.objects.get(testimony=told).heard_from == first.pk
