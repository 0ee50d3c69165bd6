"""A desk with something to find in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import DAY, MakeSource

from jebo.desk.people.models import Member
from jebo.desk.search import views
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Testimony
from jebo.desk.wall import seen_by

Tells = Callable[..., Testimony]


@pytest.fixture(autouse=True)
def no_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers come when they are ready."""
    monkeypatch.setattr(views, "SECONDS", 0.0)


@pytest.fixture
def desk_of(desk_of: Callable[[Member], Client]) -> Callable[[Member], Client]:
    """The browser of a member, always the same."""
    browsers: dict[str, Client] = {}

    def come_in(who: Member) -> Client:
        if who.pk not in browsers:
            browsers[who.pk] = desk_of(who)
        return browsers[who.pk]

    return come_in


@pytest.fixture
def minas(mina: Member, source_of: MakeSource) -> Source:
    """A source of Mina's."""
    return source_of(mina, "푸른 항아리")


@pytest.fixture
def joons(joon: Member, source_of: MakeSource) -> Source:
    """A source of Joon's."""
    return source_of(joon, "마른 우산")


@pytest.fixture
def tells(mina: Member, minas: Source) -> Tells:
    """Mina writes down what a source told her: ``tells("쌀값이 올랐다")``."""

    def write(words: str, **facts: Any) -> Testimony:
        with seen_by(mina.pk):
            row = Testimony(source=minas, words=words, **{"day": DAY, **facts})
            row.save()
        return row

    return write


def found(browser: Client, words: str, **more: str) -> list[str]:
    """The addresses of what the page of search shows, in its order."""
    answer = browser.post("/search/", {"words": words, **more})
    assert answer.status_code == 200
    return re.findall(r'<li><a class="title" href="([^"]+)"', answer.content.decode())


def page(browser: Client, words: str, **more: str) -> str:
    """The page of search without its frame."""
    return browser.post("/search/", {"words": words, **more}).content.decode().split("<main", 1)[1]
