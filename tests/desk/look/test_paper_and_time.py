"""What comes out on paper, and what goes from the screen by itself."""

from __future__ import annotations

import pytest
from tests.desk.look.conftest import Browse, Served

pytestmark = pytest.mark.slow


def test_the_questions_of_a_call_print_alone(browse: Browse, served: Served) -> None:
    page = browse("Mina")
    page.goto(f"/testimony/questions/{served.ids['Source']}/sheet")
    page.emulate_media(media="print")
    alias, *questions = page.locator("body").inner_text().split("\n")
    assert alias == "푸른 항아리"
    assert {line for line in questions if line.strip()} == {
        "검열조가 언제 오는지, 어느 시장부터 도는지?",
        "Which market do they begin with?",
    }


def test_nothing_to_press_or_to_fill_in_search_comes_out_on_paper(browse: Browse, served: Served) -> None:
    page = browse("Mina")
    page.goto(f"/events/{served.ids['Event']}")
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    assert not page.locator(".back").is_visible()
    assert page.locator("h1").is_visible()


def test_what_is_shown_for_a_time_is_gone_after_it(browse: Browse) -> None:
    page = browse("Mina")
    page.clock.install()
    page.route("**/shown", lambda route: route.fulfill(content_type="text/html", body=SHOWN))
    page.goto("/shown")
    page.get_by_label("Note").press_sequentially("not sent")  # no question holds it on the screen
    page.clock.run_for(58_000)
    assert page.get_by_text("Somebody").is_visible()
    page.clock.run_for(2_000)
    page.wait_for_url("**/sources/")


def test_typing_is_no_idle_time_and_an_ended_session_is_told_before_anything_is_sent(
    browse: Browse, served: Served
) -> None:
    page = browse("Mina")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install()
    page.goto(f"/testimony/questions/{served.ids['Source']}")
    box = page.get_by_label("More questions")
    box.press_sequentially("언")
    assert not any("still-here" in url for url in asked)
    page.clock.run_for(5 * 60_000)
    with page.expect_response("**/still-here") as answer:
        box.press_sequentially("제")
    assert answer.value.status == 204
    assert not page.locator("[data-over]").is_visible()

    page.context.clear_cookies()
    page.clock.run_for(5 * 60_000)
    box.press_sequentially("?")
    page.locator("[data-over]").wait_for(state="visible")


SHOWN = """<!doctype html><html lang=en><title>x</title><main><h1>x</h1>
<form method=post data-gone-after=60 data-then=/sources/>Somebody <input aria-label=Note></form></main>
<script src=/static/desk.js></script></html>"""
