"""A story translated in a real browser, with and without a script, and by keyboard alone; its pages are looked at on the way."""

from __future__ import annotations

from typing import Any

import pytest
from tests.desk.look.conftest import Browse, browse, served
from tests.desk.look.test_by_keyboard import choose, tab_to
from tests.desk.look.test_every_page import TAGS, TOO_WIDE, faults

from jebo.desk.translation import tmx

__all__ = ["browse", "served"]  # fixtures

pytestmark = pytest.mark.slow
LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])
TERM = {"ko": ("물마루장", "crest market"), "en": ("고개너머장", "pass market")}


def korean(language: str) -> str:
    return (
        "## 단속 소식\n\n"
        f"쌀값이 7,000원으로 올랐다. {TERM[language][0]}은 조용하다. 아이들은 보이지 않는다.\n\n"
        "검열조가 장사꾼 네 명의 천을 걷어 갔다. 주민들은 이틀 동안 집에 머물렀다. 골목은 쓸렸다."
    )


def press(page: Any, what: Any) -> None:
    """Press what sends a form or leads on."""
    with page.expect_navigation():
        (page.locator(what) if isinstance(what, str) else what).first.click()


def looked_at(page: Any) -> None:
    """Nobody is shut out of the page that is open, and it fits. The window is tall: nothing is under the bar at its end."""
    size = page.viewport_size
    page.set_viewport_size({**size, "height": 4_000})
    assert page.evaluate(TOO_WIDE) <= 0
    assert faults(page, runOnly=TAGS) == []
    page.set_viewport_size(size)


def remembered(page: Any) -> None:
    """A file is brought into the memory."""
    page.goto("/translation/memory")
    data = tmx.write([("쌀값이 6,000원으로 올랐다.", "Rice rose to 6,000 won.")], "1")
    file = {"name": "m.tmx", "mimeType": "application/x-tmx+xml", "buffer": data}
    page.locator("input[type=file][name=file]").set_input_files(file)
    press(page, "form[enctype] button")
    looked_at(page)


def term_kept(page: Any, language: str) -> None:
    page.goto("/translation/glossary/new")
    page.locator("[name=korean]").fill(TERM[language][0])
    page.locator("[name=english]").fill(f"{TERM[language][1]}; bazaar")
    page.locator("[name=since]").fill("2020")
    looked_at(page)
    press(page, "main form button")
    looked_at(page)


def begun(page: Any, language: str) -> None:
    """A Korean story, and its English edition open beside it."""
    page.goto("/stories/new")
    page.locator("[name=label]").fill("단속")
    page.locator("select[name=language]").select_option("ko")
    press(page, "main form button")
    page.locator("[name=headline]").fill("장마당 천 단속")
    page.locator("#id_text").fill(korean(language))
    press(page, "[data-first]")
    press(page, ".back a")
    press(page, "form[action*='/translation/begin/'] button")


def typed(page: Any, n: int) -> str:
    return str(page.locator(f"#words-{n}").input_value())


def write(page: Any, n: int, words: str) -> None:
    page.locator(f"#words-{n}").fill(words)


def save(page: Any) -> None:
    press(page, ".save button")


def more(page: Any, n: int, what: str) -> None:
    """Press what stands under *more* of a sentence: the value of its button."""
    row = page.locator(".pair").nth(n)
    row.locator("summary").click()
    press(page, row.locator(f"button[value='{what}:{n}'], button[name={what}][value='{n}']"))


def helped(page: Any, n: int, script: bool) -> None:
    """What the file brought is taken for a sentence; with a script without leaving the page."""
    row = page.locator(".pair").nth(n).locator(".help p", has_text="Rice rose to 6,000 won.")
    row.locator("button").click() if script else press(page, row.locator("button"))
    assert typed(page, n) == "Rice rose to 6,000 won."


def translated(page: Any, language: str, script: bool) -> None:
    """All six sentences and the heading: written, from memory, with a term, merged, split, moved, left out, and drafted."""
    write(page, 0, "Word of a raid")
    save(page)
    helped(page, 1, script)
    write(page, 1, typed(page, 1).replace("6,000", "7,000"))
    write(page, 2, "It is quiet at the")
    more(page, 2, "help")
    put = page.locator("button[name=put][value^='2:t']", has_text=TERM[language][1]).first
    if script:
        page.locator("#words-2").press("End")
        page.locator("#words-2").press("Space")
    put.click() if script else press(page, put)
    assert typed(page, 2) == f"It is quiet at the {TERM[language][1]}"
    write(page, 2, f"{typed(page, 2)}.")
    page.locator("[name=settled_3]").check()
    write(page, 4, "Inspectors took the cloth of five traders.")
    write(page, 5, "People stayed at home for three days.")
    save(page)
    assert page.locator(".pair").nth(3).locator(".badge").count() == 1
    more(page, 1, "merge")
    assert page.locator(".pair").count() == 6
    assert typed(page, 1).startswith("Rice rose to 7,000 won. It is quiet")
    more(page, 1, "split")
    more(page, 1, "down")
    assert typed(page, 1).startswith("It is quiet")
    assert typed(page, 2) == ""  # what is left out stays behind what it follows in the original
    more(page, 3, "up")
    assert typed(page, 1).startswith("Rice rose")


@LANGUAGES
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_story_is_translated_drafted_compared_and_made_ready(
    browse: Browse, language: str, script: bool
) -> None:
    looker = browse("Mina", language=language)
    remembered(looker)
    term_kept(looker, language)
    page = looker if script else browse("Mina", language=language, java_script_enabled=False)
    begun(page, language)
    if script:
        looked_at(page)
    translated(page, language, script)
    here = page.url

    press(page, "button[value=draft]")
    assert typed(page, 6) == "The lanes were swept."
    assert page.locator(".pair .badge.warn").count() == 1
    if script:
        looked_at(page)

    differences = page.locator(".head a[href$='/differences']")
    press(page, differences)
    if script:
        looked_at(page)
    open_cards = page.locator("section[aria-labelledby=open] article")
    assert open_cards.count() == 3, open_cards.all_inner_texts()
    assert open_cards.filter(has_text="The lanes were swept.").locator("form").count() == 0
    days = open_cards.filter(has_text="three days")
    days.locator("input[name=reason]").fill("기자가 다시 확인했다")
    press(page, days.locator("form button"))
    assert "기자가 다시 확인했다" in page.locator("section[aria-labelledby=stand]").inner_text()
    if script:
        looked_at(page)

    page.goto(here)
    write(page, 4, "Inspectors took the cloth of four traders.")
    page.locator("[name=settled_6]").check()
    save(page)
    assert page.locator(".pair .badge.warn").count() == 0
    press(page, page.locator(".head a[href$='/differences']"))
    assert open_cards.count() == 0, open_cards.all_inner_texts()
    assert page.locator("section[aria-labelledby=stand] article").count() == 1
    press(page, "section[aria-labelledby=stand] form button")
    assert open_cards.count() == 1


def test_a_term_put_in_can_be_undone_like_anything_typed(browse: Browse) -> None:
    page = browse("Mina")
    remembered(page)
    begun(page, "en")
    write(page, 0, "Word of a raid")
    save(page)
    helped(page, 1, script=True)
    page.locator("#words-1").press("Control+z")
    assert typed(page, 1) == ""


def test_with_the_keyboard_alone_a_story_is_translated(browse: Browse) -> None:
    page = browse("Mina")
    remembered(page)
    begun(page, "en")
    tab_to(page, "Sentence 1: English")
    page.keyboard.type("Word of a raid")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    tab_to(page, "Take this")
    page.keyboard.press("Enter")
    assert typed(page, 1).startswith("Rice rose to")  # from the file, or from the journey before
    assert page.evaluate("document.activeElement.id") == "words-1"
    page.keyboard.press("Control+a")
    page.keyboard.type("Rice rose to 9,000 won. It is quiet.")
    tab_to(page, "Sentence 2: more")
    page.keyboard.press("Enter")
    choose(page, "Merge with the next")
    assert page.locator(".pair").count() == 6
    assert typed(page, 1) == "Rice rose to 9,000 won. It is quiet."
    tab_to(page, "Sentence 3: English")
    tab_to(page, "Leave it out")
    page.keyboard.press("Space")
    choose(page, "Save, and draft the next")
    assert "The lanes were swept." in typed(page, 5)
    tab_to(page, "Gone over")
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert page.locator(".pair .badge.warn").count() == 2
    choose(page, "What differs")
    tab_to(page, "Why it may stand")
    page.keyboard.type("확인했다")
    choose(page, "Let it stand")
    assert "확인했다" in page.locator("section[aria-labelledby=stand]").inner_text()


@LANGUAGES
def test_what_is_kept_for_all_stories_shuts_nobody_out_on_a_telephone(
    browse: Browse, language: str, served: Any
) -> None:
    page = browse("Mina", language=language, width=360)
    for address in (
        "glossary",
        "glossary/new",
        "texts",
        "texts/new",
        f"texts/{served.ids['StandingText']}",
        "memory",
    ):
        page.goto(f"/translation/{address}")
        looked_at(page)
    for address in (served.ids["Edition"], f"story/{served.ids['Story']}/differences"):
        page.goto(f"/translation/{address}")
        looked_at(page)


def test_a_fault_on_these_pages_would_be_seen(browse: Browse) -> None:
    page = browse("Mina")
    page.goto("/translation/memory")
    looked_at(page)
    page.evaluate("document.querySelector('label[for=id_file]').remove()")
    with pytest.raises(AssertionError, match="label"):
        looked_at(page)
