"""Every page can be used by everybody: heard, read at any size and in the dark, pressed with a thumb, without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path

from jebo.desk.people.models import Member
from tests.desk.look.conftest import Browse
from tests.desk.look.pages_there_are import pages

OUTSIDE = ["/way-in/", "/nowhere", "/way-in/closed"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
# What is too wide for the window, and what is too small for a thumb (WCAG 2.2, 2.5.8: 24 by 24 px, or alone in its 24 px).
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOO_SMALL = """() => [...document.querySelectorAll('button, .button, input:not([type=hidden]), select, summary, nav a')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('label') && !e.closest('.hidden'))
  .filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.width < 24 || r.height < 24); })
  .map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def every_page(filled: dict[str, str], sees_all: Member, inside: Callable[[Member], Client]) -> dict[str, str]:
    """Each page of the desk, by its route; none of them is missing."""
    browser = inside(sees_all)
    way_in = Authenticator.objects.filter(user=sees_all).first()
    found, missing = pages(browser, filled | {"way in": str(way_in.pk)})
    assert missing == []
    assert len(found) > 10
    return found


def faults(page: Any, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe-core finds wrong with the page that is open."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in axe.run(page, options=rules).response["violations"]
        for node in fault["nodes"]
    ]


def walked(page: Any, addresses: list[str], look: Callable[[Any], Any]) -> dict[str, Any]:
    """What *look* finds at each address where it finds anything."""
    found = {}
    for address in addresses:
        page.goto(address)
        if seen := look(page):
            found[address] = seen
    return found


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_on_any_page(
    every_page: dict[str, str], sees_all: Member, browse: Browse, scheme: str
) -> None:
    assert walked(browse(sees_all, color_scheme=scheme), [*every_page.values()], faults) == {}
    assert walked(browse(color_scheme=scheme), OUTSIDE, faults) == {}


def test_axe_would_find_a_box_without_a_label(
    sees_all: Member, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(request: HttpRequest) -> HttpResponse:
        return HttpResponse("<!doctype html><html lang=en><title>x</title><main><h1>x</h1><input name=a></main></html>")

    resolver = get_resolver()
    monkeypatch.setattr(resolver, "url_patterns", [*resolver.url_patterns, path("careless", careless)])
    page = browse(sees_all)
    page.goto("/careless")
    assert any(fault.startswith("label:") for fault in faults(page))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_page_scrolls_sideways_on_the_smallest_phone_or_at_four_times_the_size(
    every_page: dict[str, str], sees_all: Member, browse: Browse, language: str
) -> None:
    """320 px are also what 400 % zoom leaves of 1280."""
    page = browse(sees_all, width=320, language=language)
    assert walked(page, [*every_page.values()], lambda p: p.evaluate(TOO_WIDE) > 0) == {}


@pytest.mark.slow
def test_everything_one_presses_is_large_enough_for_a_thumb(
    every_page: dict[str, str], sees_all: Member, browse: Browse
) -> None:
    page = browse(sees_all, width=320, has_touch=True)
    assert walked(page, [*every_page.values()], lambda p: p.evaluate(TOO_SMALL)) == {}


def test_what_is_too_wide_or_too_small_would_be_caught(sees_all: Member, browse: Browse) -> None:
    page = browse(sees_all, width=320)
    page.goto("/")
    page.evaluate("document.querySelector('h1').innerHTML = '<button class=x>x</button>'")
    page.evaluate("document.querySelector('h1 button').style.cssText = 'min-height:0;height:10px;padding:0;display:block'")
    assert page.evaluate(TOO_SMALL)
    page.evaluate("document.querySelector('h1').style.minWidth = '400px'")
    assert page.evaluate(TOO_WIDE) > 0


@pytest.mark.slow
def test_no_page_asks_for_anything_from_elsewhere_or_runs_anything_of_its_own(
    every_page: dict[str, str], sees_all: Member, browse: Browse, live_server: Any
) -> None:
    page = browse(sees_all)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: said.append(line.text))
    walked(page, [*every_page.values()], lambda p: None)
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert [line for line in said if "Content Security Policy" in line or line.startswith("Error")] == []


@pytest.mark.slow
def test_every_page_says_what_it_is_in_one_heading_and_in_its_title(
    every_page: dict[str, str], sees_all: Member, browse: Browse
) -> None:
    page = browse(sees_all)
    titles: dict[str, str] = {}

    def look(p: Any) -> str | None:
        titles[p.url] = p.title()
        return None if p.locator("h1").count() == 1 else f"{p.locator('h1').count()} h1"

    assert walked(page, [*every_page.values()], look) == {}
    assert [url for url, title in titles.items() if title == "Today · jebo" and not url.endswith(("/", "/language"))] == []
