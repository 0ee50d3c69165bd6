"""The page of search tells its address nothing, and its member nothing of other people's sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import DAY, MakeMember
from tests.desk.search.conftest import Tells, found, page

from jebo.desk.events.models import Event
from jebo.desk.people.models import Member
from jebo.desk.search import views
from jebo.desk.search.models import Saved
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Testimony
from jebo.desk.wall import seen_by, whole_desk

pytestmark = pytest.mark.django_db
Browse = Callable[[Member], Client]


@pytest.fixture
def everywhere(minas: Source, tells: Tells) -> Testimony:
    """Words that only Mina's source used."""
    with whole_desk():
        minas.safe_contact = "표식QX7"
        minas.save()
    return tells("표식QX7 쌀값이 올랐다", translation="QX7 the price of rice rose")


@pytest.mark.parametrize(
    "words", ["표식QX7", "QX7", "쌀값", "푸른 항아리", '"the price of rice"', "표식", "식", "오르다"]
)
def test_another_contact_editor_finds_none_of_it_by_any_word(
    everywhere: Testimony, joons: Source, joon: Member, mina: Member, desk_of: Browse, words: str
) -> None:
    assert found(desk_of(mina), words) or words == "식"
    shown = page(desk_of(joon), words)
    assert found(desk_of(joon), words) == []
    assert "Nothing that you may see" in shown
    assert 'class="count"' not in shown


@pytest.mark.parametrize("role", ["reporter", "translator", "editor", "safety editor", "administrator"])
def test_no_other_role_finds_any_of_it(
    everywhere: Testimony, member: MakeMember, desk_of: Browse, role: str
) -> None:
    assert found(desk_of(member("Bora", role)), "쌀값") == []


def test_a_word_that_others_use_and_one_that_nobody_uses_get_the_same_page(
    everywhere: Testimony, joons: Source, joon: Member, desk_of: Browse
) -> None:
    def plain(words: str) -> str:
        text = page(desk_of(joon), words).replace(words, "")
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)

    assert plain("표식QX7") == plain("없는말QX8")


def test_what_other_sources_say_changes_nothing_in_the_order_of_ones_own(
    joons: Source, joon: Member, tells: Tells, desk_of: Browse
) -> None:
    """With weights for rare words over the whole desk, the order would turn as Mina's sources use one of the two more."""
    with seen_by(joon.pk):
        Testimony(source=joons, day=DAY, words="쌀값 쌀값 단속").save()
        Testimony(source=joons, day=DAY, words="쌀값 단속 단속").save()
    before = found(desk_of(joon), "쌀값 단속")
    for _ in range(12):
        tells("쌀값")
    assert found(desk_of(joon), "쌀값 단속") == before
    for _ in range(40):
        tells("단속")
    assert found(desk_of(joon), "쌀값 단속") == before


def test_an_answer_takes_no_less_than_its_floor_so_that_its_time_tells_nothing(
    everywhere: Testimony, joon: Member, desk_of: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = desk_of(joon)
    found(browser, "쌀값")
    monkeypatch.setattr(views, "SECONDS", 0.3)
    for words in ("표식QX7", "없는말"):
        begun = monotonic()
        found(browser, words)
        assert monotonic() - begun >= 0.3


def test_events_are_found_by_all_who_may_see_events(member: MakeMember, desk_of: Browse) -> None:
    event = Event(korean="쌀값 폭등", english="rice prices soar")
    event.save()
    assert found(desk_of(member("Bora", "translator")), "prices") == [f"/events/{event.pk}"]
    assert found(desk_of(member("Ari", "administrator")), "prices") == []


# What is looked for stands in no address, title or log.


def test_words_in_an_address_are_not_looked_for(tells: Tells, mina: Member, desk_of: Browse) -> None:
    tells("쌀값")
    shown = desk_of(mina).get("/search/", {"words": "쌀값"}).content.decode()
    assert "쌀값" not in shown


def test_no_address_or_title_of_the_page_holds_the_words(tells: Tells, mina: Member, desk_of: Browse) -> None:
    for i in range(60):
        tells(f"쌀값 {i}")
    answer = desk_of(mina).post("/search/", {"words": "쌀값", "only": "testimony", "save": "1"})
    text = answer.content.decode()
    assert "쌀값" not in "".join(re.findall(r"<title>.*?</title>", text))
    assert not [
        a for a in re.findall(r'(?:href|action|src)="([^"]*)"', text) if "쌀" in a or "%EC%8C%80" in a
    ]
    assert not [name for name in answer.headers.values() if "쌀" in name]


def test_nothing_of_a_search_is_logged(
    tells: Tells, mina: Member, desk_of: Browse, caplog: pytest.LogCaptureFixture
) -> None:
    tells("쌀값")
    with caplog.at_level(0):
        found(desk_of(mina), "쌀값")
    assert "쌀값" not in caplog.text


@pytest.mark.parametrize(
    "given",
    [
        {}, {"words": ""}, {"words": " "}, {"words": "\0"}, {"words": '"'}, {"words": "* OR ("}, {"words": "a" * 5_000},
        {"words": "쌀", "only": "nothing", "page": "x"}, {"words": "쌀", "page": "-1"}, {"words": "쌀", "page": "9" * 400},
        {"words": "쌀", "page": "²"}, {"words": "😀"}, {"words": "\ud800"}, {"words": "'"}, {"words": "\\"}, {"only": "event"},
        {"words": " ".join(f"w{i}" for i in range(99))}, {"words": "\ue001testimony"}, {"words": "words : x"},
    ],
)  # fmt: skip
def test_whatever_is_given_has_an_answer(
    given: dict[str, str], tells: Tells, mina: Member, desk_of: Browse
) -> None:
    tells("쌀")
    body = "&".join(f"{name}={quoted(value)}" for name, value in given.items())
    answer = desk_of(mina).post("/search/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200


def quoted(value: str) -> str:
    from urllib.parse import quote

    return quote(value.encode("utf-8", "surrogatepass"))


# Saved searches.


def test_a_search_is_saved_shown_and_forgotten(tells: Tells, mina: Member, desk_of: Browse) -> None:
    tells("쌀값")
    browser = desk_of(mina)
    assert "Forget" in page(browser, "쌀값", save="1")
    page(browser, "쌀값", save="1")
    (saved,) = saved_of(mina)
    assert browser.post(f"/search/saved/{saved.pk}/forget").status_code == 302
    assert "Forget" not in browser.get("/search/").content.decode()


def saved_of(who: Member) -> list[Any]:
    with seen_by(who.pk):
        return list(Saved.objects.filter(member=who))


def test_what_one_member_saved_no_other_sees_or_forgets(mina: Member, joon: Member, desk_of: Browse) -> None:
    page(desk_of(mina), "쌀값", save="1")
    (saved,) = saved_of(mina)
    browser = desk_of(joon)
    assert "쌀값" not in browser.get("/search/").content.decode()
    assert browser.post(f"/search/saved/{saved.pk}/forget").status_code == 404
    assert len(saved_of(mina)) == 1


def test_nothing_to_look_for_is_not_saved(mina: Member, desk_of: Browse) -> None:
    page(desk_of(mina), "!?", save="1")
    assert saved_of(mina) == []


def test_no_more_are_saved_than_make_a_short_list(
    mina: Member, desk_of: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_SAVED", 2)
    browser = desk_of(mina)
    for words in ("하나", "둘", "셋"):
        page(browser, words, save="1")
    assert len(saved_of(mina)) == 2
