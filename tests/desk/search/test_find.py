"""Order, numbers and pages of what is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import DAY, MakeSource
from tests.desk.search.conftest import Tells, found, page

from jebo.desk.people.models import Member
from jebo.desk.search import find, index
from jebo.desk.sources.models import Sharing, Source
from jebo.desk.testimony.models import Testimony
from jebo.desk.wall import whole_desk

pytestmark = pytest.mark.django_db
Browse = Callable[[Member], Client]


@pytest.fixture
def many(minas: Source) -> Callable[..., list[str]]:
    """Writes many testimonies at once, a day apart, the newest first: their pages."""

    def write(count: int, words: str = "쌀값이 올랐다", source: Source = minas) -> list[str]:
        with whole_desk():
            rows = [Testimony(source=source, day=DAY - timedelta(days=i), words=words) for i in range(count)]
            Testimony.objects.bulk_create(rows)
        index.rebuild()
        return [f"/testimony/{row.pk}" for row in rows]

    return write


def test_what_is_more_about_it_comes_first(tells: Tells, mina: Member, desk_of: Browse) -> None:
    little = tells("쌀값 이야기 한 번, 그리고 다른 이야기가 길게 이어졌다. " * 3)
    much = tells("쌀값, 쌀값, 쌀값")
    assert found(desk_of(mina), "쌀값") == [f"/testimony/{much.pk}", f"/testimony/{little.pk}"]


def test_of_two_alike_the_newer_comes_first(tells: Tells, mina: Member, desk_of: Browse) -> None:
    old, new = tells("쌀값이 올랐다", day=DAY - timedelta(days=400)), tells("쌀값이 올랐다")
    assert found(desk_of(mina), "쌀값") == [f"/testimony/{new.pk}", f"/testimony/{old.pk}"]


def test_a_page_shows_the_first_of_each_sort_and_the_number_of_all(
    many: Callable[..., list[str]], mina: Member, desk_of: Browse
) -> None:
    rows = many(9)
    shown = page(desk_of(mina), "쌀값")
    assert '<span class="count">9</span>' in shown
    assert found(desk_of(mina), "쌀값") == rows[:6]


def test_one_sort_alone_is_paged(many: Callable[..., list[str]], mina: Member, desk_of: Browse) -> None:
    rows = many(60)
    browser = desk_of(mina)
    assert found(browser, "쌀값", only="testimony") == rows[:50]
    assert found(browser, "쌀값", only="testimony", page="2") == rows[50:]
    assert found(browser, "쌀값", only="testimony", page="9") == rows[50:]
    assert found(browser, "쌀값", only="statement") == []


def test_more_than_can_be_ranked_is_said_to_be_more(
    many: Callable[..., list[str]], mina: Member, desk_of: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "MOST", 7), monkeypatch.setattr(find, "MOST_OF_ONE", 7)
    rows = many(9)
    assert "more than 7" in page(desk_of(mina), "쌀값")
    assert found(desk_of(mina), "쌀값", only="testimony") == rows[:7]
    assert "add a word" in page(desk_of(mina), "쌀값", only="testimony")


def test_rows_that_only_look_like_it_to_the_index_do_not_hide_older_ones(
    tells: Tells, mina: Member, desk_of: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "MOST", 2)
    for i in range(7):
        tells("장마가 지나고 마당이 말랐다", day=DAY - timedelta(days=i))
    wanted = tells("장마당", day=DAY - timedelta(days=99))
    assert found(desk_of(mina), "장마당") == [f"/testimony/{wanted.pk}"]


@pytest.mark.parametrize("few", [0, 1, 200])
def test_who_sees_many_sources_finds_the_same_as_who_sees_few(
    tells: Tells,
    mina: Member,
    source_of: MakeSource,
    desk_of: Browse,
    monkeypatch: pytest.MonkeyPatch,
    few: int,
) -> None:
    monkeypatch.setattr(index, "FEW", few)
    source_of(mina, "마른 우산"), tells("옥수수값")
    row = tells("쌀값")
    assert found(desk_of(mina), "쌀값") == [f"/testimony/{row.pk}"]


def test_words_and_translation_are_both_searched_and_both_shown(
    tells: Tells, mina: Member, desk_of: Browse
) -> None:
    row = tells("쌀값이 올랐다", translation="The price of rice rose")
    assert found(desk_of(mina), "쌀값 rice") == [f"/testimony/{row.pk}"]
    shown = page(desk_of(mina), "쌀값 rice")
    assert '<p lang="ko"><mark>쌀값</mark>이 올랐다</p>' in shown
    assert '<p lang="en">The price of <mark>rice</mark> rose</p>' in shown


def test_what_is_shown_is_escaped(tells: Tells, mina: Member, desk_of: Browse) -> None:
    tells("<script>쌀값</script>")
    assert "&lt;script&gt;<mark>쌀값</mark>" in page(desk_of(mina), "쌀값")
    assert '"&lt;b&gt;쌀값"' in page(desk_of(mina), "<b>쌀값")


def test_a_page_asks_the_database_as_often_for_many_rows_as_for_one(
    many: Callable[..., list[str]], mina: Member, desk_of: Browse, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = desk_of(mina)
    found(browser, "쌀값")
    asked = []
    for count in (1, 60):
        many(count)
        with CaptureQueriesContext(connection) as queries:
            found(browser, "쌀값")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 20


def test_a_source_that_members_share_is_found_once(
    tells: Tells, minas: Source, mina: Member, joon: Member, desk_of: Browse
) -> None:
    row = tells("쌀값")
    with whole_desk():
        Sharing.objects.create(source=minas, member=joon)
    assert found(desk_of(joon), "쌀값") == found(desk_of(mina), "쌀값") == [f"/testimony/{row.pk}"]
