"""Every page can be used by everybody: heard, read at any size and in the dark, pressed with a thumb.

The pages are found by their addresses, so a page added tomorrow is looked at without anybody naming it. All are opened once,
on the smallest phone, and what was seen of them there is asked about below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from tests.desk.look.conftest import Browse, Served, window

OUTSIDE = ["/way-in/", "/way-in/closed", "/nowhere"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# WCAG 2.2, 2.5.8: 24 by 24 px. A box to tick counts with its label.
TOO_SMALL = """() => [...document.querySelectorAll('button, .button, input:not([type=hidden]), select, summary, nav a')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.hidden'))
  .filter(e => { const r = (e.closest('label') ?? e).getBoundingClientRect(); return r.width < 24 || r.height < 24; })
  .map(e => e.outerHTML.slice(0, 80))"""
FOR_A_SCRIPT_ALONE = """() => [...document.querySelectorAll('main button')]
  .filter(b => !b.form && b.checkVisibility()).map(b => b.outerHTML.slice(0, 80))"""
CARELESS = """<!doctype html><html lang=en><title>x</title><main><h1>x</h1><input name=a>
  <p style='color:#999;width:400px'>pale words</p><button style='width:10px;height:10px;padding:0'></button></main>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen of a page: faults that axe-core names, too much width in px, and the rest as found."""

    faults: list[str]
    faults_in_the_dark: list[str]
    too_wide: int
    too_small: list[str]
    for_a_script_alone: list[str]
    headings: int
    title: str


def faults(page: Any, **rules: Any) -> list[str]:
    """What axe-core finds wrong with the page that is open."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def look(page: Any) -> Seen:
    """See the page that is open, in light and in the dark, where only colours differ."""
    page.emulate_media(color_scheme="light")
    light = faults(page, runOnly=TAGS)
    page.emulate_media(color_scheme="dark")
    return Seen(
        faults=light,
        faults_in_the_dark=faults(page, runOnly={"type": "rule", "values": ["color-contrast"]}),
        too_wide=max(page.evaluate(TOO_WIDE), 0),
        too_small=page.evaluate(TOO_SMALL),
        for_a_script_alone=page.evaluate(FOR_A_SCRIPT_ALONE),
        headings=page.locator("h1").count(),
        title=page.title(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A walk through all pages: what was seen at each address, what was asked for elsewhere, what the browser said."""

    seen: dict[str, Seen]
    asked: list[str]
    said: list[str]

    def where(self, what: str) -> dict[str, Any]:
        """Where it is not as it should be, and what is there."""
        return {address: found for address, seen in self.seen.items() if (found := getattr(seen, what))}


@pytest.fixture(scope="module")
def walk(chromium: Any, served: Served) -> Walk:
    """One walk, on the smallest phone."""
    done = Walk(seen={}, asked=[], said=[])
    for name, addresses in {"Mina": served.pages.values(), None: OUTSIDE}.items():
        with window(chromium, served, name, width=320, has_touch=True) as page:
            page.on("request", lambda request: done.asked.append(request.url))
            page.on("console", lambda line: done.said.append(line.text) if line.type == "error" else None)
            page.on("pageerror", lambda error: done.said.append(str(error)))
            for address in addresses:
                page.goto(address)
                done.seen[address] = look(page)
    return done


def test_every_address_of_the_desk_has_a_page_to_be_looked_at(served: Served) -> None:
    assert not served.missing, served.missing
    assert len(served.pages) > 40


@pytest.mark.slow
def test_axe_finds_no_fault_on_any_page(walk: Walk) -> None:
    assert not (found := walk.where("faults")), found


@pytest.mark.slow
def test_every_word_can_be_read_in_the_dark(walk: Walk) -> None:
    assert not (found := walk.where("faults_in_the_dark")), found


@pytest.mark.slow
def test_no_page_scrolls_sideways_on_the_smallest_phone_or_at_four_times_the_size(walk: Walk) -> None:
    """320 px are also what 400 % zoom leaves of 1280."""
    assert not (found := walk.where("too_wide")), found


@pytest.mark.slow
def test_everything_one_presses_is_large_enough_for_a_thumb(walk: Walk) -> None:
    assert not (found := walk.where("too_small")), found


@pytest.mark.slow
def test_no_button_is_there_for_a_script_alone(walk: Walk) -> None:
    assert not (found := walk.where("for_a_script_alone")), found


@pytest.mark.slow
def test_every_page_says_what_it_is_in_one_heading_and_in_a_title_of_its_own(walk: Walk) -> None:
    assert {address: seen.headings for address, seen in walk.seen.items() if seen.headings != 1} == {}
    assert [a for a, seen in walk.seen.items() if seen.title.startswith("Today") and a != "/"] == []


@pytest.mark.slow
def test_no_page_asks_for_anything_elsewhere_or_runs_into_its_own_policy(walk: Walk, served: Served) -> None:
    assert [url for url in walk.asked if not url.startswith(served.url)] == []
    assert [line for line in walk.said if "404" not in line] == []  # /nowhere is not there


def test_a_careless_page_would_be_caught(chromium: Any, served: Served) -> None:
    with window(chromium, served, None, width=320) as page:
        page.set_content(CARELESS)
        seen = look(page)
    assert {fault.split(":")[0] for fault in seen.faults} >= {"label", "color-contrast", "button-name"}
    assert seen.too_wide
    assert seen.too_small
    assert seen.for_a_script_alone


@pytest.mark.slow
def test_no_page_scrolls_sideways_in_korean_either(served: Served, browse: Browse) -> None:
    page, found = browse("Mina", width=320, language="ko"), {}
    for address in served.pages.values():
        page.goto(address, wait_until="domcontentloaded")
        found[address] = page.evaluate(TOO_WIDE)
    assert {address: wide for address, wide in found.items() if wide > 0} == {}
