"""What stands around every page, the first page of the day, and how a form comes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.desk.conftest import DAY, MakeMember, MakeSource

from jebo.desk import clock, pages
from jebo.desk.people.models import Member
from jebo.desk.testimony.models import Statement, Testimony
from jebo.desk.wall import whole_desk

Come = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


class Call(forms.Form):
    """A form with one of each kind of field."""

    day = forms.DateField(label="Day", help_text="no finer than a day")
    channel = forms.ChoiceField(
        label="Channel", choices=[("a", "by phone")], widget=forms.RadioSelect, required=False
    )
    keep = forms.BooleanField(label="Keep it", help_text="<b>why</b>")
    words = forms.CharField(label="Words", widget=forms.Textarea)


def shown(browser: Client, address: str = "/", **how: Any) -> str:
    return browser.get(address, **how).content.decode()


def links(page: str) -> list[str]:
    """Where the navigation leads."""
    return re.findall(r'<a href="([^"]+)"', page.split("<nav")[1].split("</nav>")[0])


def test_only_who_sees_sources_is_led_to_what_to_do_while_something_waits(
    member: MakeMember, desk_of: Come, source_of: MakeSource
) -> None:
    mina = member("Mina", "contact editor")
    source_of(mina, "푸른 항아리", status="at risk")
    assert "/sources/when-it-waits" in shown(desk_of(mina))
    for role in ("translator", "reporter", "administrator"):
        assert "/sources/when-it-waits" not in shown(desk_of(member(f"Bora the {role}", role)))


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "This address takes what a form sends"), ("ko", "양식에서 보낸 내용을 받기만 하는 주소")],
)
def test_an_address_that_only_takes_forms_says_so_and_leads_to_today(
    member: MakeMember, desk_of: Come, language: str, told: str
) -> None:
    inside = desk_of(member("Mina", "contact editor"))
    for browser, address in (
        (inside, "/people/me/sessions/end"),
        (inside, "/language"),
        (Client(), "/language"),
    ):
        browser.cookies["django_language"] = language
        answer = browser.get(address)
        page = answer.content.decode()
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "POST"
        assert told in page
        assert '<a class="button" href="/">' in page


def test_a_form_that_was_sent_to_an_address_that_only_shows_gets_no_page(
    member: MakeMember, desk_of: Come
) -> None:
    answer = desk_of(member("Mina", "contact editor")).post("/sources/")
    assert (answer.status_code, answer.content) == (405, b"")


def test_the_navigation_leads_only_to_what_a_member_may_open(member: MakeMember, desk_of: Come) -> None:
    for role, expected in {
        "contact editor": [
            "/check",
            "/",
            "/sources/",
            "/testimony/",
            "/testimony/statements",
            "/events/",
            "/stories/",
            "/tips/",
            "/readers/",
            "/people/",
        ],
        "reporter": ["/check", "/", "/events/", "/stories/", "/readers/", "/people/"],
        "administrator": ["/", "/people/"],
    }.items():
        browser = desk_of(member(f"Bora the {role}", role))
        assert links(shown(browser)) == expected
        assert {browser.get(address).status_code for address in expected} == {200}


def test_the_navigation_says_where_one_is(mina: Member, desk_of: Come) -> None:
    browser = desk_of(mina)
    for address in (
        "/check",
        "/",
        "/sources/",
        "/testimony/",
        "/testimony/statements",
        "/events/",
        "/stories/",
        "/people/",
    ):
        assert re.findall(
            r'href="([^"]+)" aria-current="page"', shown(browser, address).split("</nav>")[0]
        ) == [address]


def test_nobody_is_asked_to_let_the_browser_translate_or_spell_check_a_page(
    mina: Member, desk_of: Come
) -> None:
    """Both may send what stands on the page to the maker of the browser."""
    page = shown(desk_of(mina))
    assert re.search(r'<html lang="en" translate="no" spellcheck="false"', page)


def test_the_language_of_the_pages_can_be_chosen_on_every_page(mina: Member, desk_of: Come) -> None:
    browser = desk_of(mina)
    answer = browser.post("/language", {"language": "ko", "back": "/sources/"})
    assert answer.headers["Location"] == "/sources/"
    assert '<html lang="ko"' in shown(browser)


def test_choosing_a_language_leads_nowhere_else(mina: Member, desk_of: Come) -> None:
    for elsewhere in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        answer = desk_of(mina) if elsewhere == "" else Client()
        assert answer.post("/language", {"language": "ko", "back": elsewhere}).headers["Location"] == "/"


def test_a_form_sent_from_a_page_that_was_open_too_long_is_told_so_in_words(mina: Member) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/language", {"language": "ko"})
    assert answer.status_code == 403
    assert "copy what you wrote" in answer.content.decode()


def test_what_is_missing_answers_like_what_is_not_yours(
    mina: Member, joon: Member, source_of: MakeSource, desk_of: Come
) -> None:
    theirs, browser = source_of(joon, "푸른 항아리"), desk_of(mina)
    answers = [browser.get(address) for address in (f"/sources/{theirs.pk}", f"/sources/{'A' * 22}")]
    pages_shown = [re.sub(r'value="[^"]+"', "", answer.content.decode()) for answer in answers]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert pages_shown[0] == pages_shown[1]


# ---- today


def test_a_newcomer_is_told_what_to_do_first(mina: Member, desk_of: Come) -> None:
    page = shown(desk_of(mina))
    assert "Begin here" in page
    assert "Register a source" in page


def test_who_may_not_register_sources_is_not_told_to(member: MakeMember, desk_of: Come) -> None:
    for role in ("reporter", "editor", "administrator"):
        assert "Begin here" not in shown(desk_of(member(f"Bora the {role}", role)))


def test_today_shows_overdue_check_ins_with_the_longest_silence_first(
    mina: Member, source_of: MakeSource, desk_of: Come
) -> None:
    for alias, days in {"세 주 침묵": 21, "어제 소식": 1, "두 달 침묵": 60, "꼭 두 주": 14}.items():
        source_of(mina, alias, check_in_days=14, last_heard=DAY - timedelta(days=days))
    source_of(mina, "쉬는 사람", check_in_days=14, last_heard=DAY - timedelta(days=90), status="resting")
    overdue = shown(desk_of(mina)).split('aria-labelledby="overdue"')[1].split("</section>")[0]
    assert re.findall(r'class="title"[^>]*>([^<]+)<', overdue) == ["두 달 침묵", "세 주 침묵"]


def test_today_shows_what_is_stopped_and_says_to_keep_other_stories_flowing(
    mina: Member, source_of: MakeSource, desk_of: Come
) -> None:
    source_of(mina, "푸른 항아리", status="lost")
    source_of(mina, "느린 우산", status="active")
    stopped = shown(desk_of(mina)).split('aria-labelledby="stopped"')[1].split("</section>")[0]
    assert "푸른 항아리" in stopped
    assert "Keep the flow of other stories" in stopped
    assert "느린 우산" not in stopped


def test_today_asks_as_many_questions_of_the_database_for_forty_sources_as_for_four(
    mina: Member, source_of: MakeSource, desk_of: Come, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def more(count: int, name: str) -> None:
        for n in range(count):
            source = source_of(mina, f"{name} {n}", status="lost" if n % 2 else "active", check_in_days=7, last_heard=DAY - timedelta(days=30))  # fmt: skip  # noqa: E501
            with whole_desk():
                told = Testimony.objects.create(source=source, day=DAY, words="말")
                Statement.objects.create(source=source, testimony=told, korean="말")

    browser = desk_of(mina)
    more(4, "적은")
    browser.get("/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    more(40, "많은")
    with django_assert_num_queries(len(few)):
        browser.get("/")


def test_today_shows_at_most_a_dozen_of_each_and_says_how_many_there_are(
    mina: Member, source_of: MakeSource, desk_of: Come
) -> None:
    for n in range(pages.AT_MOST + 3):
        source_of(mina, f"항아리 {n}", status="at risk")
    stopped = shown(desk_of(mina)).split('aria-labelledby="stopped"')[1].split("</section>")[0]
    assert stopped.count("<li>") == pages.AT_MOST
    assert f'<span class="count">{pages.AT_MOST + 3}</span>' in stopped


# ---- forms


def ids_named(html: str) -> set[str]:
    return {word for named in re.findall(r'aria-describedby="([^"]*)"', html) for word in named.split()}


@pytest.mark.parametrize("data", [None, {}])
def test_every_field_has_its_label_and_is_tied_to_its_hint_and_its_fault(data: dict[str, str] | None) -> None:
    html = str(Call(data))
    ids = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'for="([^"]+)"', html)) <= ids
    assert ids_named(html) <= ids
    assert "id_day_helptext" in ids_named(html)
    if data is not None:
        assert "id_day_error" in ids_named(html)


def test_a_refused_form_says_on_top_what_is_wrong_and_leads_there() -> None:
    form = Call({})
    form.add_error(None, "the desk is locked")
    top = str(form).split("</div>")[0]
    assert 'role="alert"' in top
    assert "the desk is locked" in top
    assert 'href="#id_words"' in top


def test_what_was_typed_is_still_there_when_a_form_is_refused() -> None:
    assert "아침마다" in str(Call({"words": "아침마다 단속이 있다"}))


def test_the_browser_keeps_nothing_that_is_typed() -> None:
    html = str(Call())
    assert html.count('autocomplete="off"') == 2  # the day and the words; boxes to tick have nothing to keep


def test_what_a_source_said_cannot_become_part_of_the_page() -> None:
    html = str(Call({"words": "<script>alert(1)</script>", "day": '"><img>'}))
    assert "<script>" not in html
    assert "<img>" not in html


@pytest.mark.parametrize("language", ["ko", "en"])
def test_forms_come_out_in_both_languages(language: str) -> None:
    with translation.override(language):
        assert str(Call({})).count("<label") == 4  # day, channel's one choice, keep, words
