"""The pages of sources: what they show, how they are filtered, and that they do not slow down with the rows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from tests.desk.conftest import DAY, DeskOf, MakeSource
from tests.desk.sources.conftest import shared

from jebo.desk import clock
from jebo.desk.people.models import Member
from jebo.desk.sources.models import GoBetween, Sharing, Source
from jebo.desk.sources.views import ROWS
from jebo.desk.wall import whole_desk

pytestmark = pytest.mark.django_db
AtMost = Callable[[int], AbstractContextManager[object]]


def aliases(page: object) -> list[str]:
    return [one.alias for one in page.context["page"].object_list]  # type: ignore[attr-defined]


@pytest.fixture
def three(mina: Member, joon: Member, source_of: MakeSource) -> list[Source]:
    long_ago = clock.today() - timedelta(days=100)
    return [
        source_of(mina, "가벼운 항아리", check_in_days=14, last_heard=long_ago),
        source_of(mina, "넓은 우산", status="lost", last_heard=clock.today()),
        source_of(mina, "둥근 의자", status="at risk", reliability="B"),
        source_of(joon, "하얀 접시"),
    ]


def test_the_list_holds_ones_own_by_alias(three: list[Source], mina: Member, desk_of: DeskOf) -> None:
    assert aliases(desk_of(mina).get("/sources/")) == ["가벼운 항아리", "넓은 우산", "둥근 의자"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=lost", ["넓은 우산"]),
        ("status=at%20risk", ["둥근 의자"]),
        ("status=overdue", ["가벼운 항아리"]),
        ("status=nonsense", ["가벼운 항아리", "넓은 우산", "둥근 의자"]),
        ("order=heard", ["둥근 의자", "가벼운 항아리", "넓은 우산"]),
        ("order=nonsense&page=99", ["가벼운 항아리", "넓은 우산", "둥근 의자"]),
    ],
)
def test_the_list_is_filtered_and_ordered(
    three: list[Source], mina: Member, desk_of: DeskOf, query: str, found: list[str]
) -> None:
    assert aliases(desk_of(mina).get(f"/sources/?{query}")) == found


def test_the_list_is_paged_and_asks_the_database_no_more_for_more_rows(
    mina: Member, source_of: MakeSource, desk_of: DeskOf, django_assert_num_queries: AtMost
) -> None:
    browser = desk_of(mina)
    browser.get("/sources/")
    source_of(mina, "푸른 항아리")
    with django_assert_num_queries(3):  # who asks, how many, the rows
        browser.get("/sources/")
    with whole_desk():
        more = [
            Source(alias=f"alias {i}", registered=DAY, last_heard=DAY, check_in_days=7)
            for i in range(ROWS + 10)
        ]
        Source.objects.bulk_create(more)
        Sharing.objects.bulk_create([Sharing(source=one, member=mina) for one in more])
    with django_assert_num_queries(3):
        page = browser.get("/sources/")
    assert len(aliases(page)) == ROWS
    assert len(aliases(browser.get("/sources/?page=2"))) == 11


def test_one_source_asks_no_more_for_more_rows(
    mina: Member, joon: Member, jar: Source, desk_of: DeskOf, django_assert_num_queries: AtMost
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = desk_of(mina)
    browser.get(f"/sources/{jar.pk}")
    with CaptureQueriesContext(connection) as first:
        browser.get(f"/sources/{jar.pk}")
    shared(jar, joon)
    with whole_desk():
        for alias in ("느린 우산", "까만 의자", "하얀 접시"):
            GoBetween.objects.create(source=jar, alias=alias)
    with django_assert_num_queries(len(first)):
        browser.get(f"/sources/{jar.pk}")
    assert len(first) <= 20


def test_one_source_shows_what_one_needs_before_a_call(
    mina: Member, source_of: MakeSource, desk_of: DeskOf
) -> None:
    source = source_of(
        mina, "푸른 항아리", reliability="B", check_in_days=14, last_heard=DAY, safe_contact="저녁에만", duress_word="날씨가 맑네요",
        terms=[{"kind": "place", "value": "province"}, {"kind": "not before", "value": "2026-03-20"}],
    )  # fmt: skip
    page = desk_of(mina).get(f"/sources/{source.pk}").content.decode()
    for shown in (
        "푸른 항아리",
        "usually reliable",
        "저녁에만",
        "날씨가 맑네요",
        "the province",
        "2026-03-20",
        "overdue",
    ):
        assert shown in page
    assert f"/testimony/note/{source.pk}" in page
    assert f"/testimony/questions/{source.pk}" in page


def test_no_title_of_a_page_holds_an_alias(mina: Member, jar: Source, desk_of: DeskOf) -> None:
    """A browser keeps titles in its history."""
    browser = desk_of(mina)
    for at in (
        "",
        "/edit",
        "/share",
        "/identity",
        "/identity/seal",
        "/attest",
        "/never-print",
        "/destroy",
        "/hand-over",
    ):
        page = browser.get(f"/sources/{jar.pk}{at}").content.decode()
        assert jar.alias in page.partition("</title>")[2]
        assert jar.alias not in page.partition("</title>")[0]


def test_what_is_written_about_a_source_is_changed_on_one_page(
    mina: Member, jar: Source, desk_of: DeskOf
) -> None:
    typed = {
        "zone": "china",
        "reliability": "C",
        "not_before": "2026-04-01",
        "flags": ["ask first"],
        "last_heard": "2026-03-01",
    }
    assert desk_of(mina).post(f"/sources/{jar.pk}/edit", typed).status_code == 302
    with whole_desk():
        now = Source.objects.get()
    assert (now.zone, now.reliability, now.alias) == ("china", "C", jar.alias)
    assert now.terms == [{"kind": "ask first", "value": ""}, {"kind": "not before", "value": "2026-04-01"}]


def test_what_was_agreed_stands_in_the_form_again(
    mina: Member, source_of: MakeSource, desk_of: DeskOf
) -> None:
    source = source_of(
        mina, "푸른 항아리", terms=[{"kind": "other", "value": "말씨"}, {"kind": "no days", "value": ""}]
    )
    form = desk_of(mina).get(f"/sources/{source.pk}/edit").context["form"]
    assert (form.initial["others"], form.initial["flags"], form.initial["place"]) == ("말씨", ["no days"], "")


def test_a_source_is_never_its_own_earlier_self(
    mina: Member, joon: Member, jar: Source, source_of: MakeSource, desk_of: DeskOf
) -> None:
    later, other = source_of(mina, "느린 우산", once_known_as=jar), source_of(mina, "까만 의자")
    source_of(joon, "하얀 접시")
    browser = desk_of(mina)
    for alias, taken in (
        ("느린 우산", False),
        ("푸른 항아리", False),
        ("하얀 접시", False),
        (" 까만  의자 ", True),
    ):
        answer = browser.post(
            f"/sources/{jar.pk}/edit", {"zone": "inside", "reliability": "F", "earlier": alias}
        )
        assert (answer.status_code == 302) is taken, alias
    with whole_desk():
        assert Source.objects.get(pk=jar.pk).once_known_as == other != later


def test_terms_never_to_print_are_added_and_taken_off(mina: Member, jar: Source, desk_of: DeskOf) -> None:
    browser, at = desk_of(mina), f"/sources/{jar.pk}/never-print"
    browser.post(at, {"term": "량정사업소", "why": "한 곳뿐이다"})
    page = browser.get(at).content.decode()
    assert "량정사업소" in page
    with whole_desk():
        term = jar.never_print.get()
    browser.post(f"{at}/{term.pk}/remove")
    assert "량정사업소" not in browser.get(at).content.decode()


def test_an_earlier_alias_that_is_not_shared_with_one_is_neither_shown_nor_lost(
    mina: Member, joon: Member, source_of: MakeSource, desk_of: DeskOf
) -> None:
    hidden = source_of(joon, "하얀 접시")
    source = source_of(mina, "푸른 항아리", once_known_as=hidden)
    browser = desk_of(mina)
    page = browser.get(f"/sources/{source.pk}").content.decode()
    assert "another alias, which is not shared with you" in page
    assert "하얀 접시" not in page + browser.get(f"/sources/{source.pk}/edit").content.decode()
    browser.post(f"/sources/{source.pk}/edit", {"zone": "china", "reliability": "F", "earlier": ""})
    with whole_desk():
        now = Source.objects.get(pk=source.pk)
    assert (now.zone, now.once_known_as_id) == ("china", hidden.pk)
