"""Statements of several sources of two contact editors, about one invented event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import MakeMember, MakeSource

from jebo.desk.events.models import Event, Standing, Support
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.statement import Statement
from jebo.desk.wall import whole_desk

DAY = date(2026, 7, 20)
State = Callable[..., Statement]


@pytest.fixture
def state(db: None) -> State:
    """Writes down a statement: ``state(source, quantity="20여 명")``."""

    def make(source: Source, sort: str = "told", day: date = DAY, **facts: Any) -> Statement:
        with whole_desk():
            told = Testimony.objects.create(source=source, day=day, words="들은 말", sort=sort)
            given = {
                "korean": "집을 뒤졌다",
                "event_type": "SEARCH",
                "when": "2026-07",
                "place": "KP0205",
                "access": "saw",
                "origin": "own",
            }
            made: Statement = Statement.objects.create(
                source=source, testimony=told, day=day, **(given | facts)
            )
        return made

    return make


@pytest.fixture
def event(db: None) -> Event:
    return Event.objects.create(
        korean="청진 가택수색",
        english="Homes searched in Chongjin",
        event_type="SEARCH",
        when="2026-07",
        place="KP0205",
    )


def rest(event: Event, *statements: Statement) -> None:
    with whole_desk():
        for one in statements:
            Support.objects.create(source=one.source, event=event, statement=one)


def now(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


def again(statement: Statement) -> Statement:
    with whole_desk():
        found: Statement = Statement.objects.select_related("source").get(pk=statement.pk)
    return found


def standing(statement: Statement) -> Standing:
    with whole_desk():  # who may not see the source is told of no support by PostgreSQL
        return Standing.objects.get(support__statement_id=statement.pk)


@pytest.fixture
def jar(mina: Member, source_of: MakeSource) -> Source:
    """A source of Mina's."""
    return source_of(mina, "푸른 항아리", reliability="B")


@pytest.fixture
def lamp(mina: Member, source_of: MakeSource) -> Source:
    """Another source of Mina's."""
    return source_of(mina, "낡은 등잔", reliability="C")


@pytest.fixture
def oar(joon: Member, source_of: MakeSource) -> Source:
    """A source of Joon's."""
    return source_of(joon, "긴 노", reliability="C")


@pytest.fixture
def minas_desk(mina: Member, desk_of: Callable[[Member], Client]) -> Client:
    return desk_of(mina)


@pytest.fixture
def joons_desk(joon: Member, desk_of: Callable[[Member], Client]) -> Client:
    return desk_of(joon)


@pytest.fixture
def reporters_desk(member: MakeMember, desk_of: Callable[[Member], Client]) -> Client:
    return desk_of(member("Bora", "reporter"))
