"""The desk by keyboard alone: a source is registered and a call written down without a mouse."""

from __future__ import annotations

from typing import Any

import pytest
from tests.desk.look.conftest import Browse

pytestmark = pytest.mark.slow
FAR = 80  # tabs until something must have been reached; the longest page has fewer things to reach
WHERE = """() => { const e = document.activeElement;
  const label = e === document.body ? '' : e.labels?.[0]?.innerText ?? e.innerText ?? '';
  return (e.getAttribute('aria-label') ?? label).trim().split('\\n')[0]; }"""
SHOWN = """() => { const e = document.activeElement;
  if (e === document.body) return true; // where the browser's own buttons are
  const s = getComputedStyle(e), r = e.getBoundingClientRect();
  return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 && r.bottom > 0 && r.top < innerHeight; }"""


def tab_to(page: Any, words: str) -> None:
    """Go on with Tab until what has these words is in focus; each thing on the way is seen to be."""
    for _ in range(FAR):
        if page.evaluate(WHERE).startswith(words):
            return
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWN), page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
    raise AssertionError(words)


def choose(page: Any, words: str) -> None:
    """Tab to what has these words and press Enter."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_source_is_registered_and_a_call_written_down_without_a_mouse(browse: Browse) -> None:
    page = browse("Mina")
    page.goto("/")
    choose(page, "Sources")
    choose(page, "Register a source")

    page.locator("main").focus()
    page.keyboard.press("Tab")  # past the way back
    page.keyboard.press("Tab")  # into the aliases that are offered
    page.keyboard.press("Space")
    alias = page.evaluate(WHERE)
    choose(page, "Register")
    assert alias in page.locator("main").inner_text()
    assert page.locator("[role=alert]:visible").count() == 0

    page.goto("/testimony/note")
    tab_to(page, alias)
    page.keyboard.press("Enter")
    page.wait_for_url("**/testimony/note/*")
    tab_to(page, "What was said")
    page.keyboard.type("아침마다 단속이 있다고 한다.")
    choose(page, "Save the call")
    assert "아침마다 단속이 있다고 한다." in page.content()


def test_the_first_tab_of_a_page_leads_past_the_navigation(browse: Browse) -> None:
    page = browse("Mina")
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate(WHERE) == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_control_and_k_lead_to_the_search(browse: Browse) -> None:
    page = browse("Mina")
    page.goto("/")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "find"


def test_a_refused_form_is_read_out_first_and_leads_to_what_is_wrong(browse: Browse) -> None:
    page = browse("Mina")
    page.goto("/sources/register")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.locator("main form button").last.press("Enter")
    page.wait_for_selector("[data-errors]")
    assert page.evaluate("document.activeElement.hasAttribute('data-errors')")


def test_words_that_nobody_sent_are_not_left_behind_without_a_question(browse: Browse, served: Any) -> None:
    page = browse("Mina")
    page.goto(f"/testimony/note/{served.ids['Source']}")
    page.get_by_label("What was said").press_sequentially("아침")
    asked: list[str] = []

    def leave(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.goto("/")
    assert asked == ["beforeunload"]
    page.goto("/sources/")
    assert len(asked) == 1


def test_a_form_is_sent_once_however_often_it_is_pressed(browse: Browse, served: Any) -> None:
    page = browse("Mina")
    page.goto(f"/testimony/questions/{served.ids['Source']}")
    sent: list[str] = []

    def take(route: Any) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    page.route("**/testimony/questions/*", take)
    page.get_by_label("More questions").press_sequentially("언제?")
    for _ in range(3):
        page.get_by_role("button", name="Put on the list").press("Enter")
    assert sent == ["POST"]
