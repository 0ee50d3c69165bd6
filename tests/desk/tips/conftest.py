"""A desk with a door of its own, and somebody in front of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.conftest import DeskOf
from tests.desk.testimony.conftest import by_mina, envelopes, jar, mina_s_key, paper
from tests.door.conftest import House, make
from tests.door.visitor import Visitor

from jebo.desk.people.models import Member
from jebo.desk.tips import fetching, keys
from jebo.desk.tips.way import NotUnderstood
from jebo.door import polling

__all__ = ["by_mina", "envelopes", "jar", "make", "mina_s_key", "paper"]
DAY = date(2026, 11, 26)
KEY = "d" * 64


@dataclass
class Post:
    """The way between a door and its desk: what was said on it is kept, for tests that look at it."""

    house: House
    asked: list[bytes] = field(default_factory=list)
    given: list[bytes] = field(default_factory=list)
    break_after: int = 10_000
    """So many requests go through."""

    def __call__(self, ask: bytes) -> bytes:
        if len(self.asked) >= self.break_after:
            raise NotUnderstood
        self.asked.append(ask)
        desk = Visitor(polling.application(self.house.door, KEY))
        with desk.runner:
            seen = desk.runner.run(desk.asking("POST", "/poll", [ask], {"authorization": f"Bearer {KEY}"}))
        assert seen is not None
        assert seen.status == 200
        self.given.append(seen.body)
        return seen.body

    def visit(self, today: date = DAY, requests: int = 4) -> fetching.Visit:
        return fetching.over(self, today, requests=requests)


@pytest.fixture
def house(envelopes: Path, make: Callable[..., House], transactional_db: None) -> House:
    """A door that seals for this desk and for the key on paper."""
    return make(recipients=keys.recipients())


@pytest.fixture
def post(house: House, monkeypatch: pytest.MonkeyPatch) -> Post:
    monkeypatch.setattr("jebo.desk.tips.fetching._decoys", lambda _: ())
    return Post(house)


@pytest.fixture
def visitor(house: House) -> Visitor:
    return house.visitor("ko")


@pytest.fixture
def at_mina_s(mina: Member, desk_of: DeskOf) -> Client:
    return desk_of(mina)


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module in ("views", "views_answers"):
        monkeypatch.setattr(f"jebo.desk.tips.{module}.today", lambda: DAY)
    yield
    asyncio.set_event_loop_policy(None)
