"""A real browser before a filled desk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from jebo.desk.people.models import Member
from tests.desk.conftest import DAY
from tests.desk.look.filled import fill

CHROMIUM = Path("/usr/bin/chromium")
Browse = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium. Where it is missing, what is looked at in it is left out."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's package chromium")
    with playwright.sync_playwright() as started:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's own loop runs in this thread
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def filled(transactional_db: None) -> dict[str, str]:
    """The opaque id of one row of each model of a desk with something of everything in it."""
    return fill(DAY)


@pytest.fixture
def sees_all(filled: dict[str, str]) -> Member:
    """A member with every role, whose sources these are."""
    return Member.objects.get(pk=filled["Member"])


@pytest.fixture
def inside(desk_of: Callable[[Member], Client]) -> Callable[[Member], Client]:
    """Lets a member in once and hands out the same session every time."""
    came: dict[str, Client] = {}

    def come_in(member: Member) -> Client:
        if member.pk not in came:
            came[member.pk] = desk_of(member)
        return came[member.pk]

    return come_in


@pytest.fixture
def browse(chromium: Any, live_server: Any, inside: Callable[[Member], Client]) -> Iterator[Browse]:
    """Opens a window: ``browse(member, width=320, language="ko")``. Without a member: one who is still outside."""
    opened: list[Any] = []

    def window(member: Member | None = None, width: int = 1280, language: str = "en", **how: Any) -> Any:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 800}, reduced_motion="reduce", **how
        )
        context.set_default_timeout(5_000)
        opened.append(context)
        cookies = {"django_language": language}
        if member is not None:
            cookies["desk"] = inside(member).cookies["desk"].value
        context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()])
        return context.new_page()

    yield window
    for context in opened:
        context.close()
