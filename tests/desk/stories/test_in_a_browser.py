"""A story begun, written, commented, compared, rested on statements and looked at in a real browser, by one and by two."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.desk.look.conftest import Browse, Served, browse, served
from tests.desk.look.test_by_keyboard import choose, tab_to
from tests.desk.look.test_every_page import TAGS, faults

__all__ = ["browse", "served"]  # fixtures

pytestmark = pytest.mark.slow
FIRST = {
    "ko": "검열조가 장마당을 돌았다고 북한 내부 소식통이 전했다.",
    "en": "Inspectors went round the markets, a source in North Korea said.",
}
SECOND = {"ko": "쌀값은 5,800원이다.", "en": "Rice costs 5,800 won."}
HEADLINE = {"ko": "장마당을 도는 검열조", "en": "Inspectors at the markets"}
LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


def begun(browse: Browse, language: str, **how: Any) -> Any:
    """A page with a new story in it, written and saved once."""
    page = browse("Mina", language=language, **how)
    page.goto("/stories/new")
    page.locator("[name=label]").fill("검열조")
    page.locator("select[name=language]").select_option(language)
    press(page, "main form button")
    page.locator("[name=headline]").fill(HEADLINE[language])
    page.locator("#id_text").fill(f"{FIRST[language]}\n\n{SECOND[language]}")
    press(page, "[data-first]")
    return page


def press(page: Any, what: str) -> None:
    """Press a button that sends a form."""
    with page.expect_navigation():
        page.locator(what).first.click()


def unfold(page: Any, what: str) -> None:
    """Open what is folded."""
    page.locator(f"details:has({what}) > summary").last.click()


def follow(page: Any, view: str) -> None:
    """Go to another view of the edition."""
    with page.expect_navigation():
        page.locator(f".tabs a[href$='/{view}']").click()


def text(page: Any) -> str:
    return str(page.locator("#id_text").input_value())


@LANGUAGES
def test_a_story_is_begun_commented_answered_and_resolved(browse: Browse, language: str) -> None:
    page = begun(browse, language)
    assert text(page) == f"{FIRST[language]}\n\n{SECOND[language]}"
    unfold(page, "[name=sentence]")
    page.locator("[name=sentence]").select_option(label=SECOND[language])
    page.locator(".comments form.form textarea").fill("몇 원인가? Which market?")
    press(page, ".comments form.form button")
    said = page.locator(".comment")
    assert SECOND[language] in said.locator("blockquote").inner_text()
    said.locator("summary").click()
    said.locator("textarea").fill("고쳤다.")
    press(page, ".comment button[name=resolve]")
    assert page.locator(".comments > .comment").count() == 0
    page.locator(".resolved > summary").click()
    assert "고쳤다." in page.locator(".resolved").inner_text()


@LANGUAGES
def test_a_comment_goes_with_its_sentence_when_the_text_around_it_changes(
    browse: Browse, language: str
) -> None:
    page = begun(browse, language)
    unfold(page, "[name=sentence]")
    page.locator("[name=sentence]").select_option(label=SECOND[language])
    page.locator(".comments form.form textarea").fill("?")
    press(page, ".comments form.form button")
    page.locator("#id_text").fill(f"{SECOND[language]}\n\n{FIRST[language]}")
    press(page, "[data-first]")
    assert SECOND[language] in page.locator(".comment blockquote").inner_text()
    page.locator("#id_text").fill(FIRST[language])
    press(page, "[data-first]")
    assert SECOND[language] in page.locator(".comment blockquote del").inner_text()


@LANGUAGES
def test_what_was_changed_is_shown_word_by_word_and_an_old_revision_comes_back(
    browse: Browse, language: str
) -> None:
    page = begun(browse, language)
    page.locator("#id_text").fill(FIRST[language])
    page.locator("[name=remark]").fill("쌀값을 뺐다")
    press(page, "[data-first]")
    follow(page, "revisions")
    assert "쌀값을 뺐다" in page.locator("main").inner_text()
    page.locator("#one").select_option("2")
    page.locator("#other").select_option("3")
    press(page, ".filters button")
    assert SECOND[language] in page.locator("del").inner_text()
    follow(page, "revisions")
    press(page, "form[action$='/revisions/2/back'] button")
    assert SECOND[language] in text(page)


@LANGUAGES
def test_a_sentence_is_rested_on_a_statement_and_looked_at_in_three_ways(
    browse: Browse, language: str
) -> None:
    page = begun(browse, language)
    follow(page, "comes-from")
    assert page.locator(".sentences .bare").count()
    page.locator("#words").fill("기름값")
    page.locator("#words").press("Enter")
    page.locator("[name=standing]").first.wait_for()
    page.locator("[name=sentence]").nth(1).check()
    page.locator("[name=standing]").first.check()
    press(page, ".side .actions button")
    assert page.locator(".sentences li:nth-child(2) .under li").count() == 1
    press(page, "[name=away]")
    assert page.locator(".sentences .under").count() == 0
    follow(page, "as-published")
    assert page.locator(".paper .headline").inner_text() == HEADLINE[language]
    follow(page, "gives-away")
    assert page.locator(".verdict").count() == 1
    assert SECOND[language] in re.sub(r"[■▲○◇◆]\d+", "", page.locator(".read").inner_text())
    assert page.locator("main button").count() == 0, "wordings are taken where the text is written"


@LANGUAGES
def test_two_windows_in_one_text_lose_no_word(browse: Browse, language: str) -> None:
    mine = begun(browse, language)
    theirs = browse("Bora", language=language)
    theirs.goto(mine.url)
    theirs.locator("#id_text").fill(f"{FIRST[language]} QX\n\n{SECOND[language]}")
    theirs.locator("[name=headline]").fill("QZ")
    press(theirs, "[data-first]")
    mine.locator("#id_text").fill(f"{FIRST[language]}\n\n{SECOND[language]} QY")
    mine.locator("[name=headline]").fill("QW")
    press(mine, "[data-first]")
    assert text(mine) == f"{FIRST[language]} QX\n\n{SECOND[language]} QY"
    told = mine.locator("[data-errors]").inner_text()
    assert "QZ" in told
    assert "QW" in told
    assert faults(mine, runOnly=TAGS) == []
    press(mine, "[data-first]")
    theirs.goto(mine.url)
    assert text(theirs) == f"{FIRST[language]} QX\n\n{SECOND[language]} QY"


def test_what_was_typed_is_kept_as_a_draft_and_offered_to_who_comes_back(browse: Browse) -> None:
    page = begun(browse, "ko")
    page.clock.install()
    page.reload()
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.url.endswith("/draft") else None)
    for number in range(3):
        page.locator("#id_text").fill(f"{FIRST['ko']} QX{number}")
        with page.expect_response("**/draft") if number == 0 else page.expect_response("**/marks"):
            page.clock.run_for(3_000)
    assert len(sent) == 1, "not more often than every 20 s"
    with page.expect_response("**/draft"):
        page.clock.run_for(20_000)
    page.on("dialog", lambda asked: asked.accept())
    page.goto(page.url)
    assert SECOND["ko"] in text(page)
    with page.expect_navigation():
        page.locator(".note a").click()
    assert "QX2" in page.locator(".compared").inner_text()
    press(page, "form.actions button")
    assert "QX2" in text(page)


def test_with_the_keyboard_alone_a_story_is_begun_written_and_saved(browse: Browse) -> None:
    page = browse("Mina")
    page.goto("/stories/")
    choose(page, "New story")
    tab_to(page, "Working title")
    page.keyboard.type("검열조")
    choose(page, "Begin")
    tab_to(page, "Text")
    page.locator("#id_text").focus()
    page.keyboard.insert_text(f"{FIRST['ko']}\n\n단속")
    page.keyboard.press("Control+Alt+2")
    assert text(page) == f"{FIRST['ko']}\n\n## 단속"
    page.keyboard.press("Control+z")
    assert text(page) == f"{FIRST['ko']}\n\n단속"
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert text(page) == f"{FIRST['ko']}\n\n단속"


def test_a_photo_is_put_in_behind_the_paragraph_in_which_one_writes(browse: Browse, served: Served) -> None:
    page = browse("Mina")
    page.goto(f"/stories/edition/{served.ids['Edition']}")
    area = page.locator("#id_text")
    area.fill(f"{FIRST['ko']}\n\n{SECOND['ko']}")
    area.evaluate("area => area.setSelectionRange(3, 3)")
    page.locator(".put-in > summary").click()
    page.locator("[data-block^='::photo']").click()
    photo = served.ids["Photo"]
    assert text(page) == f"{FIRST['ko']}\n\n::photo {photo}\n\n{SECOND['ko']}"


@LANGUAGES
def test_without_a_script_it_is_written_checked_commented_and_saved(browse: Browse, language: str) -> None:
    page = begun(browse, language, java_script_enabled=False)
    page.locator("#id_text").fill(f"QX {FIRST[language]}\n\n{SECOND[language]}")
    press(page, "button[name=check]")
    assert page.locator(".verdict").count() == 1
    before = text(page)
    assert "QX" in before
    press(page, "button[name=take]:visible")
    assert text(page) != before
    page.locator("#id_text").fill(before)
    press(page, "[data-first]")
    page.locator(".comments details > summary").last.click()
    page.locator("[name=sentence]").select_option(index=1)
    page.locator(".comments form.form textarea").fill("?")
    press(page, ".comments form.form button")
    assert "QX" in page.locator(".comment blockquote").inner_text()
