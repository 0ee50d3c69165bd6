"""The record in a real browser: from the file system, without a script, in both languages, on a small telephone, in the dark, printed,
by the keyboard, and with nothing that a checker of accessibility finds.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.observatory.country import NAMES, RECORD, WORLD
from tests.press.newsroom import newsroom
from tests.press.test_in_a_browser import faults, opened

from jebo.observatory.build import build

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
PAGES = (
    "index.html", "{}/index.html", "{}/chain/aaaaaaa2.html", "{}/event/ccccccc2.html", "{}/event/ddddddd2.html", "{}/timeline.html",
    "{}/map.html", "{}/years.html", "{}/chains.html", "{}/coverage.html", "{}/data.html", "{}/limits.html", "{}/places.html",
    "{}/place/KP-09.html", "{}/organisation/UC.html", "{}/goods/G1.html", "{}/kind/ARREST.html", "{}/kinds.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = tmp_path_factory.mktemp("record") / "site"
    build(where, RECORD, WORLD, newsroom(name=NAMES), sign=None, workers=1)
    return where.resolve().as_uri()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    "how",
    [{}, {"viewport": {"width": 320, "height": 640}}, {"color_scheme": "dark"}],
    ids=["wide", "small", "dark"],
)
def test_no_page_is_wider_than_the_screen_or_has_anything_that_keeps_somebody_out(
    how: dict[str, Any], language: str, chromium: Any, root: str
) -> None:
    page = opened(chromium, bypass_csp=True, **how)
    for path in PAGES:
        page.goto(f"{root}/{path.format(language)}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
        assert faults(page) == [], path
    page.context.close()


def test_no_page_asks_anything_of_anybody_else_or_breaks_its_own_policy(chromium: Any, root: str) -> None:
    page = opened(chromium)
    for path in PAGES:
        page.goto(f"{root}/{path.format('ko')}")
        assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px", path  # the sheet is there
    assert page.told == []
    assert [url for url in page.asked if not url.startswith(root)] == []
    page.context.close()


def test_a_reader_walks_from_the_map_to_a_province_an_event_its_chain_and_the_other_language(
    chromium: Any, root: str
) -> None:
    page = opened(chromium, java_script_enabled=False)
    page.goto(f"{root}/en/map.html")
    page.get_by_role("row", name="North Hamgyong Province").get_by_role("link").click()
    assert page.locator("h1").inner_text() == "North Hamgyong Province"
    page.get_by_role("link", name="Somebody is arrested").first.click()
    page.get_by_role("link", name="The whole chain").click()
    assert page.locator(".step h2").first.inner_text() == "A kind of goods spreads through the markets"
    page.get_by_role("link", name="한국어").click()
    assert page.locator(".step h2").first.inner_text() == "시장에 널리 퍼짐"
    page.context.close()


def test_provinces_of_the_map_are_reached_by_the_keyboard_and_named(chromium: Any, root: str) -> None:
    page = opened(chromium)
    page.goto(f"{root}/ko/map.html")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate("document.activeElement.closest('svg') ? document.activeElement.textContent : ''")
        )
    assert any(one.startswith("함경북도: 사건") for one in seen)
    assert len(seen - {""}) >= 13
    page.context.close()


def test_bars_lie_where_their_times_are(chromium: Any, root: str) -> None:
    page = opened(chromium)
    page.goto(f"{root}/en/chain/aaaaaaa2.html")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.step .bar rect:first-child')].map(one => one.getBoundingClientRect().left)"
    )
    assert boxes[0] < boxes[1] <= boxes[2], "the goods spread in the quarter before the inspection"
    page.context.close()


def test_a_printed_page_has_its_content_and_no_navigation(chromium: Any, root: str) -> None:
    page = opened(chromium)
    page.goto(f"{root}/en/chain/aaaaaaa2.html")
    page.emulate_media(media="print")
    assert not page.locator(".sections").is_visible()
    assert page.locator(".step").first.is_visible()
    page.context.close()
