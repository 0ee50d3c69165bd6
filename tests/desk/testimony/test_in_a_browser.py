"""A call, written down in a real browser: on a small telephone with one thumb, and from the keyboard alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.desk.look.conftest import Browse, Served, browse, served
from tests.desk.testimony.chats.test_kakao import WINDOWS

__all__ = ["browse", "served"]  # fixtures

NARROW = 320  # pixels: the smallest telephone that the desk is made for
THUMB = 44  # pixels: what a thumb hits, by WCAG 2.5.5


def at(browse: Browse, address: str, **how: Any) -> Any:
    page = browse("Mina", **how)
    page.goto(address)
    return page


def call(browse: Browse, served: Served, **how: Any) -> Any:
    return at(browse, f"/testimony/note/{served.ids['Source']}", **how)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_on_a_small_telephone_the_way_to_save_is_on_the_first_screen_and_under_the_thumb(
    browse: Browse, served: Served, language: str
) -> None:
    page = call(browse, served, width=NARROW, language=language, has_touch=True, is_mobile=True)
    button = page.locator("[data-first]").bounding_box()
    assert 400 < button["y"] <= 800 - button["height"]
    assert button["height"] >= THUMB
    assert button["width"] > NARROW * 0.8
    assert all(tick.bounding_box()["height"] >= THUMB for tick in page.locator(".ask label").all())
    said = page.locator("textarea[name=words]").bounding_box()
    assert 0 <= said["y"] < button["y"]


def test_the_field_for_what_was_said_has_the_focus_and_control_enter_saves_it(
    browse: Browse, served: Served
) -> None:
    page = call(browse, served)
    page.keyboard.type("검열조가 왔다 QX1")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("/testimony/(?!note)"))
    assert "검열조가 왔다 QX1" in page.locator(".words").first.text_content()


def test_enter_alone_begins_a_line_and_saves_nothing(browse: Browse, served: Served) -> None:
    page = call(browse, served)
    page.keyboard.type("첫째 줄")
    page.keyboard.press("Enter")
    assert page.locator("textarea[name=words]").input_value() == "첫째 줄\n"


def test_without_javascript_the_same_call_is_saved(browse: Browse, served: Served) -> None:
    page = call(browse, served, java_script_enabled=False)
    page.locator("textarea[name=words]").fill("검열조가 왔다 QX2")
    page.locator("[data-first]").click()
    assert "검열조가 왔다 QX2" in page.locator(".words").first.text_content()


def test_from_what_was_said_two_steps_of_the_keyboard_lead_to_saving(browse: Browse, served: Served) -> None:
    page = call(browse, served)
    page.keyboard.press("Tab")  # the day and the rest, folded away
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contacts/*")


def test_a_chat_is_brought_in_with_a_file_and_two_touches(browse: Browse, served: Served) -> None:
    page = at(browse, f"/testimony/import/{served.ids['Source']}", width=NARROW)
    page.locator("input[type=file]").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": WINDOWS.encode()}
    )
    page.locator("main form button").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    page.locator("details[open] [data-first]").click()
    page.wait_for_url(re.compile("/testimony/(?!import)"))
    assert page.locator(".words").first.text_content().endswith("쌀값이 올랐소")


def test_the_sheet_for_a_call_prints_the_alias_and_the_questions_alone(
    browse: Browse, served: Served
) -> None:
    page = at(browse, f"/testimony/questions/{served.ids['Source']}/sheet")
    page.emulate_media(media="print")
    seen = page.locator("body").inner_text().split("\n")
    assert page.title() == seen[0]
    assert "Back" not in seen
