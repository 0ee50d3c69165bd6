"""A story pasted, checked, reworded and copied back in a real browser; by keyboard, without a script, and in Korean letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.desk.look.conftest import Browse, Served, browse, served
from tests.desk.look.test_every_page import TAGS, faults

__all__ = ["browse", "served"]  # fixtures

DEMO = Path(__file__).parents[3] / "src/jebo/cli/demo"
STORY = {code: (DEMO / f"story.{code}.md").read_text(encoding="utf-8") for code in ("en", "ko")}
# In each language: a phrase that must be reworded, the wording to take, and how its sentence then reads.
TAKES = {
    "en": ("on Thursday", "recently", "told Mulmaru Wire recently."),
    "ko": ("13일", "최근", "함경북도 소식통은 최근 물마루통신에"),
}
LANGUAGES = pytest.mark.parametrize("language", ["en", "ko"])


def pasted(browse: Browse, language: str, **how: Any) -> Any:
    """The page with the demo story in it, checked."""
    page = browse("Mina", language=language, **how)
    page.goto("/check")
    page.locator("#text").fill(STORY[language])
    page.locator("#side-of-text .findings").first.wait_for()
    return page


def card(page: Any, phrase: str) -> Any:
    return page.locator("#side-of-text .finding").filter(has=page.locator(f"q:text-is('{phrase}')")).first


def written(page: Any, area: str = "#text") -> str:
    return str(page.locator(area).input_value())


@LANGUAGES
def test_the_check_comes_by_itself_with_five_findings_open_and_the_rest_folded(
    browse: Browse, language: str
) -> None:
    page = pasted(browse, language)
    seen = [one for one in page.locator("#side-of-text .finding").all() if one.is_visible()]
    assert len(seen) == 5
    assert page.locator("#side-of-text .finding").count() > 10
    assert page.locator(".under mark").count() > 10
    assert page.locator("#side-of-text .verdict.reword").count() == 1
    assert written(page) == STORY[language]


@LANGUAGES
def test_one_click_puts_a_wording_into_the_text_and_undo_takes_it_back(browse: Browse, language: str) -> None:
    page, (phrase, wording, then) = pasted(browse, language), TAKES[language]
    card(page, phrase).get_by_role("button", name=wording).first.click()
    page.wait_for_function("then => document.getElementById('text').value.includes(then)", arg=then)
    page.wait_for_function("() => !document.querySelector('#side-of-text[aria-busy]')")
    assert card(page, phrase).count() == 0
    page.locator("#text").press("Control+z")
    assert written(page) == STORY[language]


@LANGUAGES
def test_a_whole_rewrite_leads_to_a_text_within_the_limits_which_is_copied(
    browse: Browse, language: str
) -> None:
    page = pasted(browse, language, permissions=["clipboard-read", "clipboard-write"])
    for _ in range(4):
        first = page.locator("#side-of-text .whole").first
        if not first.count():
            break
        before = written(page)
        first.locator("summary").evaluate("one => { one.parentElement.open = true; }")
        first.locator(".take").first.click()
        page.wait_for_function("old => document.getElementById('text').value !== old", arg=before)
        page.wait_for_function("() => !document.querySelector('#side-of-text[aria-busy]')")
    assert page.locator("#side-of-text .verdict.within").count() == 1
    page.locator("[data-copy=text]").click()
    page.wait_for_function("() => document.querySelector('[data-copy=text]').textContent !== ''")
    assert page.evaluate("navigator.clipboard.readText()") == written(page)


def test_with_the_keyboard_alone_one_goes_from_finding_to_finding_and_takes_a_wording(browse: Browse) -> None:
    page = browse("Mina", language="en")
    page.goto("/check")
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.insert_text(STORY["en"])
    page.locator("#side-of-text .findings").first.wait_for()
    phrases = []
    for _ in range(8):
        page.keyboard.press("F8")
        phrases.append(page.evaluate("getSelection().toString()"))
        if phrases[-1] == "on Thursday":
            break
    assert "three days" in phrases[0], "the first of the text"
    assert "on Thursday" in phrases
    page.keyboard.press("Shift+F8")
    assert page.evaluate("getSelection().toString()") == phrases[-2]
    page.keyboard.press("F8")
    page.keyboard.press("Control+.")
    page.wait_for_function("() => document.getElementById('text').value.includes('Wire recently.')")
    page.keyboard.press("Control+z")
    assert written(page) == STORY["en"]


def test_the_words_under_the_marks_lie_where_the_words_of_the_text_area_lie(browse: Browse) -> None:
    """The copy behind the text area breaks its lines as the text area does: both are as high, at every width."""
    for language in ("en", "ko"):
        for width in (320, 700, 1280):
            page = pasted(browse, language, width=width)
            area, under = (
                page.evaluate(f"document.querySelector('{one}').scrollHeight") for one in ("#text", ".under")
            )
            assert area == under, (language, width)


def test_a_syllable_that_is_being_composed_is_left_alone_and_checked_when_it_is_done(browse: Browse) -> None:
    page = pasted(browse, "ko")
    page.evaluate(
        "() => { const a = document.getElementById('text'); a.setSelectionRange(a.value.length, a.value.length); }"
    )
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/check/" in one.url else None)
    devtools = page.context.new_cdp_session(page)
    for letters in ("ㄱ", "그", "글"):
        devtools.send("Input.imeSetComposition", {"text": letters, "selectionStart": 1, "selectionEnd": 1})
    page.locator("#side-of-text .take").first.dispatch_event("click")
    assert written(page) == STORY["ko"] + "글", "nothing is put into the text while a syllable is open"
    devtools.send("Input.insertText", {"text": "글"})
    page.wait_for_function("() => !document.querySelector('#side-of-text[aria-busy]')")
    with page.expect_response(lambda one: one.url.endswith("/check/marks")):
        page.keyboard.insert_text(".")
    assert written(page) == STORY["ko"] + "글."
    assert asked


def test_a_wording_offered_for_words_that_were_changed_since_is_not_put_into_them(browse: Browse) -> None:
    page = pasted(browse, "en")
    button = card(page, "on Thursday").locator(".take").first
    page.evaluate(
        """() => { const a = document.getElementById('text'); a.setSelectionRange(a.value.indexOf('Thursday'), a.value.indexOf('Thursday') + 8);
        document.execCommand('insertText', false, 'Friday'); }"""
    )
    button.click()
    assert "on Friday." in written(page)
    page.wait_for_function("() => !document.querySelector('#side-of-text[aria-busy]')")
    assert "on Friday." in written(page)


def test_two_texts_are_compared_and_each_difference_can_be_shown_in_the_text(browse: Browse) -> None:
    page = pasted(browse, "en")
    page.locator("details.edition > summary").click()
    page.locator("#other").fill(STORY["ko"])
    page.locator("#differences .findings").first.wait_for()
    told = page.locator("#differences").inner_text()
    assert "both tell the day on which the source was in touch".casefold() in told.casefold()
    assert "recently" in told
    page.locator("#differences [data-show]").nth(1).click()
    assert page.evaluate("getSelection().toString()") == "Thursday"


@LANGUAGES
def test_without_a_script_the_same_way_leads_there(browse: Browse, language: str) -> None:
    page, (phrase, wording, then) = (
        browse("Mina", language=language, java_script_enabled=False),
        TAKES[language],
    )
    page.goto("/check")
    page.locator("#text").fill(STORY[language])
    page.locator("button.check-it").click()
    assert page.locator(".read mark").count() > 10
    assert page.locator("[data-copy]").first.is_visible() is False
    card(page, phrase).get_by_role("button", name=wording).first.click()
    assert then in written(page)
    assert card(page, phrase).count() == 0


def test_axe_finds_no_fault_on_a_page_full_of_findings(browse: Browse) -> None:
    for language, scheme in (("en", "light"), ("ko", "dark")):
        page = pasted(browse, language, width=320, color_scheme=scheme)
        page.evaluate("() => { for (const one of document.querySelectorAll('details')) one.open = true; }")
        page.locator("#other").fill(STORY["ko" if language == "en" else "en"])
        page.locator("#differences .findings").first.wait_for()
        assert faults(page, runOnly=TAGS) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_browser_asks_nobody_else_and_says_nothing(browse: Browse, served: Served) -> None:
    page = browse("Mina", language="en")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.goto("/check")
    page.locator("#text").fill(STORY["en"])
    page.locator("#side-of-text .findings").first.wait_for()
    assert asked
    assert [url for url in asked if not url.startswith(served.url)] == []
    assert [url for url in asked if "?" in url] == []
    assert said == []
