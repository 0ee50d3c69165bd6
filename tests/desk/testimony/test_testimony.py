"""Testimony is kept in the source's words, and nobody's wording is overwritten unseen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import DAY, DeskOf, MakeSource

from jebo.desk.clock import today
from jebo.desk.people.models import Entry, Member
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Statement, Testimony
from jebo.desk.testimony.testimony import SavedMeanwhile, Written, change
from jebo.desk.wall import seen_by, whole_desk

pytestmark = pytest.mark.django_db
WORDS = "어제 장마당에 검열조 20여 명이 왔다. 쌀값이 올랐다."


@pytest.fixture
def told(jar: Source) -> Testimony:
    with whole_desk():
        testimony: Testimony = Testimony.objects.create(
            source=jar, day=DAY, words=WORDS, translation="Inspectors came."
        )
        return testimony


def fields(**more: object) -> dict[str, object]:
    """What the form sends."""
    return {
        "day": DAY,
        "sort": "told",
        "language": "ko",
        "words": WORDS,
        "translation": "",
        "version": 1,
    } | more


def shown(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_words_stand_beside_their_translation_each_in_its_language(
    at_mina_s: Client, told: Testimony
) -> None:
    page = shown(at_mina_s, f"/testimony/{told.pk}")
    assert f'<div class="words" lang="ko" data-testimony="{told.pk}">{WORDS}</div>' in page
    assert "Inspectors came." in page


def test_the_passages_of_statements_are_marked_in_the_words(at_mina_s: Client, told: Testimony) -> None:
    start = WORDS.index("쌀값이")
    with whole_desk():
        Statement.objects.create(
            source=told.source, testimony=told, korean="쌀값", start=start, end=start + 7
        )
    assert "<mark>쌀값이 올랐다</mark>" in shown(at_mina_s, f"/testimony/{told.pk}")


def test_who_saved_meanwhile_is_not_overwritten_and_both_wordings_are_on_the_page(
    at_mina_s: Client, mina: Member, told: Testimony
) -> None:
    at_mina_s.post(f"/testimony/{told.pk}/edit", fields(words="먼저 저장한 말"))
    page = at_mina_s.post(f"/testimony/{told.pk}/edit", fields(words="나중에 쓴 말")).content.decode()
    assert "먼저 저장한 말" in page
    assert "나중에 쓴 말" in page
    with seen_by(mina.pk):
        assert Testimony.objects.get().words == "먼저 저장한 말"
    at_mina_s.post(f"/testimony/{told.pk}/edit", fields(words="나중에 쓴 말", version=2))
    with seen_by(mina.pk):
        assert Testimony.objects.values_list("words", "version").get() == ("나중에 쓴 말", 3)


def test_the_second_page_of_a_conflict_carries_the_version_that_it_shows(
    at_mina_s: Client, told: Testimony
) -> None:
    at_mina_s.post(f"/testimony/{told.pk}/edit", fields(words="먼저 저장한 말"))
    page = at_mina_s.post(f"/testimony/{told.pk}/edit", fields(words="나중에 쓴 말")).content.decode()
    assert 'name="version" value="2"' in page


def test_saving_moves_the_passages_of_statements_and_their_day(by_mina: Member, told: Testimony) -> None:
    start = WORDS.index("쌀값이")
    Statement(source=told.source, testimony=told, korean="쌀값", start=start, end=start + 7).save()
    later = DAY + timedelta(days=1)
    changed = change(told.pk, Written(day=later, words="말하기를, " + WORDS), version=1)
    statement = Statement.objects.get()
    assert changed.words[statement.start : statement.end] == "쌀값이 올랐다"
    assert statement.day == later


def test_a_passage_whose_words_were_changed_is_taken_from_its_statement(
    by_mina: Member, told: Testimony
) -> None:
    Statement(source=told.source, testimony=told, korean="어제", start=0, end=10).save()
    change(told.pk, Written(day=DAY, words="그제 시장에"), version=1)
    assert Statement.objects.values_list("start", "end").get() == (None, None)


def test_an_old_version_is_refused(by_mina: Member, told: Testimony) -> None:
    change(told.pk, Written(day=DAY, words="쌀"), version=1)
    with pytest.raises(SavedMeanwhile):
        change(told.pk, Written(day=DAY, words="콩"), version=1)


@pytest.mark.parametrize("sort", ["not found", "state media"])
def test_what_was_looked_for_in_vain_and_state_media_are_testimony_too(
    at_mina_s: Client, mina: Member, jar: Source, sort: str
) -> None:
    at_mina_s.post(f"/testimony/new/{jar.pk}", fields(sort=sort, words="로동신문에는 없다"))
    with seen_by(mina.pk):
        assert Testimony.objects.get().sort == sort


def test_a_form_that_was_refused_still_holds_what_was_typed(at_mina_s: Client, jar: Source) -> None:
    page = at_mina_s.post(f"/testimony/new/{jar.pk}", fields(day="", words="쌀값이 올랐다")).content.decode()
    assert "쌀값이 올랐다" in page


def test_read_and_unread_are_said_at_a_touch(at_mina_s: Client, mina: Member, told: Testimony) -> None:
    for data, read in (({}, True), ({"unread": "1"}, False)):
        at_mina_s.post(f"/testimony/{told.pk}/read", data)
        with seen_by(mina.pk):
            assert Testimony.objects.get().read is read


def test_deleting_asks_first_and_leaves_statements_without_their_passage(
    at_mina_s: Client, mina: Member, told: Testimony
) -> None:
    with whole_desk():
        Statement.objects.create(source=told.source, testimony=told, korean="쌀값", start=0, end=4)
    assert "gone for good" in shown(at_mina_s, f"/testimony/{told.pk}/remove")
    with seen_by(mina.pk):
        assert Testimony.objects.exists()
    at_mina_s.post(f"/testimony/{told.pk}/remove")
    with seen_by(mina.pk):
        assert not Testimony.objects.exists()
        assert Statement.objects.values_list("testimony", "start", "end").get() == (None, None, None)


def test_each_act_leaves_a_line_in_the_trail_that_names_no_content(
    at_mina_s: Client, jar: Source, mina: Member
) -> None:
    at_mina_s.post(f"/testimony/new/{jar.pk}", fields())
    with seen_by(mina.pk):
        key = Testimony.objects.get().pk
    at_mina_s.post(f"/testimony/{key}/edit", fields(words="쌀"))
    at_mina_s.post(f"/testimony/{key}/remove")
    lines = list(Entry.objects.order_by("number").values_list("action", "about"))
    assert lines == [(f"testimony.{act}", jar.trail) for act in ("write", "change", "remove")]


def test_the_list_shows_what_is_unread_what_is_a_draft_and_one_source_alone(
    at_mina_s: Client, mina: Member, source_of: MakeSource, jar: Source
) -> None:
    ladder = source_of(mina, "마른 사다리")
    with whole_desk():
        for source, words, facts in (
            (jar, "하나", {"read": True}), (jar, "둘", {"draft": True, "read": True}), (jar, "셋", {"sort": "state media"}),
            (ladder, "넷", {}),
        ):  # fmt: skip
            Testimony.objects.create(source=source, day=DAY, words=words, **facts)
    for query, seen in (
        ("", {"하나", "둘", "셋", "넷"}), ("?show=unread", {"셋", "넷"}), ("?show=drafts", {"둘"}),
        ("?sort=state+media", {"셋"}), (f"?source={ladder.pk}", {"넷"}), ("?show=nonsense&sort=x", {"하나", "둘", "셋", "넷"}),
    ):  # fmt: skip
        page = shown(at_mina_s, f"/testimony/{query}")
        assert {word for word in ("하나", "둘", "셋", "넷") if f'lang="ko">{word}</p>' in page} == seen, query


def test_the_list_of_somebody_else_s_source_is_not_there(joon: Member, desk_of: DeskOf, jar: Source) -> None:
    browser = desk_of(joon)
    for key in (jar.pk, "A" * 22):
        assert browser.get(f"/testimony/?source={key}").status_code == 404


def test_the_list_is_paged_and_its_query_count_does_not_grow(
    at_mina_s: Client, mina: Member, jar: Source, django_assert_max_num_queries: Any
) -> None:
    with whole_desk():
        for n in range(120):
            Testimony.objects.create(source=jar, day=DAY - timedelta(days=n), words=f"말 {n} " + "쌀" * 500)
    with django_assert_max_num_queries(8):
        page = shown(at_mina_s, "/testimony/")
    assert page.count('<a class="title"') == 50
    older = page[page.index("?after=") :].split('"')[0]
    assert "말 50 " in shown(at_mina_s, f"/testimony/{older}")


def test_one_testimony_takes_as_many_queries_with_many_statements_and_photos(
    at_mina_s: Client, told: Testimony, django_assert_max_num_queries: Any
) -> None:
    from jebo.desk.testimony.models import Attachment

    with whole_desk():
        for n in range(30):
            Statement.objects.create(source=told.source, testimony=told, korean="쌀값", start=n, end=n + 1)
            Attachment.objects.create(source=told.source, testimony=told, shown=b"x" * 1000)
    with django_assert_max_num_queries(12):
        shown(at_mina_s, f"/testimony/{told.pk}")


def test_today_is_offered_as_the_day(at_mina_s: Client, jar: Source) -> None:
    assert f'value="{today().isoformat()}"' in shown(at_mina_s, f"/testimony/new/{jar.pk}")
