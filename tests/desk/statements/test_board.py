"""The board of statements: what waits for whom, by codes, at the same cost for one row and for fifty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.conftest import DeskOf, MakeSource

from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Statement
from jebo.desk.testimony.statement import NO_DAY, Stage
from jebo.desk.testimony.statements_board import AT_ONCE, FEW
from jebo.desk.wall import whole_desk

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 20)
QUERIES = 5  # whether the member has few sources, three counts, the rows; beside what every page asks


@pytest.fixture
def jar(mina: Member, source_of: MakeSource) -> Source:
    return source_of(mina, "푸른 항아리")


def many(source: Source, count: int, **facts: Any) -> list[Statement]:
    with whole_desk():
        return [
            Statement.objects.create(
                source=source, korean=f"말 {n:03}", day=DAY - timedelta(days=n // 2), **facts
            )
            for n in range(count)
        ]


def shown(browser: Client, address: str) -> list[str]:
    answer = browser.get(address)
    assert answer.status_code == 200
    return [str(one) for one in answer.context["sheet"].rows]


def test_the_newest_stand_first_and_every_page_follows_the_one_before(
    minas_desk: Client, jar: Source
) -> None:
    many(jar, 2 * AT_ONCE + 7)
    seen, pages, address = [], [], "/testimony/statements"
    while address:
        answer = minas_desk.get(address)
        sheet = answer.context["sheet"]
        pages.append([one.pk for one in sheet.rows])
        seen += pages[-1]
        address = f"/testimony/statements?after={sheet.older}" if sheet.older else ""
    assert [len(one) for one in pages] == [AT_ONCE, AT_ONCE, 7]
    with whole_desk():
        assert seen == [one.pk for one in Statement.objects.order_by("-day", "pk")]
    back = minas_desk.get(f"/testimony/statements?before={pages[2][0]}").context["sheet"]
    assert [one.pk for one in back.rows] == pages[1]
    first = minas_desk.get(f"/testimony/statements?before={pages[1][0]}").context["sheet"]
    assert ([one.pk for one in first.rows], first.newer) == (pages[0], "")


def test_a_statement_of_no_known_day_stands_last(minas_desk: Client, jar: Source) -> None:
    (undated,) = many(jar, 1)
    many(jar, 1)
    with whole_desk():
        Statement.objects.filter(pk=undated.pk).update(day=NO_DAY)
    assert minas_desk.get("/testimony/statements").context["sheet"].rows[-1].pk == undated.pk


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("?stage=graded", ["graded"]),
        ("?stage=proposed", ["proposed"]),
        ("?type=SEARCH", ["search"]),
        ("?place=KP-09", ["Chongjin"]),
        ("?period=2025", ["2025"]),
        ("?period=2025-03", ["2025"]),
        ("?period=2025-04", []),
        ("?stage=nonsense&type=nonsense&place=nonsense&period=nonsense", None),
    ],
)
def test_filters_are_codes_and_a_period(
    minas_desk: Client, jar: Source, address: str, found: list[str] | None
) -> None:
    rows: dict[str, dict[str, Any]] = {
        "graded": {"graded": DAY, "credibility": 3},
        "proposed": {"proposed": True},
        "search": {"event_type": "SEARCH"},
        "Chongjin": {"place": "KP0205"},
        "2025": {"when": "2025-03-1X"},
    }
    with whole_desk():
        for name, facts in rows.items():
            Statement.objects.create(source=jar, korean=name, **facts)
    assert sorted(shown(minas_desk, f"/testimony/statements{address}")) == sorted(
        rows if found is None else found
    )


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ({}, Stage.UNGRADED),
        ({"proposed": True, "contested": True}, Stage.PROPOSED),
        ({"contested": True, "graded": DAY}, Stage.CONTESTED),
        ({"rested_on": True}, Stage.UNGRADED),
        ({"graded": DAY}, Stage.GRADED),
        ({"graded": DAY, "rested_on": True}, Stage.RESTED_ON),
    ],
)
def test_a_statement_stands_where_it_waits_for_somebody(
    jar: Source, facts: dict[str, Any], stage: Stage
) -> None:
    assert many(jar, 1, **facts)[0].stage == stage


def test_each_stage_in_which_something_waits_says_how_many(minas_desk: Client, jar: Source) -> None:
    many(jar, 3)
    many(jar, 2, graded=DAY, contested=True)
    many(jar, 1, graded=DAY)
    stages = minas_desk.get("/testimony/statements").context["stages"]
    counted = {value: count for value, _label, count, _address in stages}
    assert counted == {"proposed": 0, "contested": 2, "ungraded": 3, "graded": None, "rested on": None}


@pytest.mark.parametrize("count", [1, AT_ONCE])
def test_the_board_asks_the_database_as_often_for_fifty_rows_as_for_one(
    minas_desk: Client, jar: Source, count: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    many(
        jar,
        count,
        event_type="SEARCH",
        place="KP0205",
        when="2026-07",
        roles=[{"part": "agent", "organisation": "UC"}],
    )
    minas_desk.get("/testimony/statements")
    with CaptureQueriesContext(connection) as every_page:
        minas_desk.get("/testimony/statements/groups")
    with django_assert_num_queries(len(every_page) + QUERIES):
        minas_desk.get("/testimony/statements")


def test_a_colleague_counts_and_sees_none_of_them(desk_of: DeskOf, joon: Member, jar: Source) -> None:
    many(jar, 3)
    answer = desk_of(joon).get("/testimony/statements")
    assert answer.context["sheet"].rows == []
    assert not any(count for _value, _label, count, _address in answer.context["stages"])


def test_who_has_many_sources_is_shown_the_same_as_who_has_few(
    minas_desk: Client, mina: Member, joon: Member, desk_of: DeskOf, jar: Source, source_of: MakeSource
) -> None:
    many(jar, 5)
    many(source_of(joon, "긴 노"), 3)
    before = shown(minas_desk, "/testimony/statements")
    for n in range(FEW):
        many(source_of(mina, f"별칭 {n}"), 1, proposed=True)
    assert len(before) == 5
    assert shown(minas_desk, "/testimony/statements?stage=ungraded") == before
    assert len(shown(minas_desk, "/testimony/statements")) == 5 + FEW
    assert len(shown(desk_of(joon), "/testimony/statements")) == 3


def test_the_statements_of_one_source_stand_alone(
    minas_desk: Client, mina: Member, joon: Member, desk_of: DeskOf, jar: Source, source_of: MakeSource
) -> None:
    many(jar, 2)
    many(source_of(mina, "낡은 등잔"), 3)
    address = f"/testimony/statements?source={jar.pk}"
    assert len(shown(minas_desk, address)) == 2
    assert "Statements of 푸른 항아리" in minas_desk.get(address).content.decode()
    joons = desk_of(joon)
    assert shown(joons, address) == []
    assert "푸른 항아리" not in joons.get(address).content.decode()
