"""The demo's third story in a real browser, each role at a browser of its own: a reporter rewords it and says what it rests on, a
translator makes the English edition beside it, an editor and a safety editor take both through the release check.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import jebo
from tests.cli.desks import answered, desk, served
from tests.desk.journeys.test_from_init_to_destroyed import CODE, Hand, at_desk

from jebo.cli.demo_desk import PASSPHRASE
from jebo.desk.demo import COLLEAGUE, CONTACT_EDITOR, EDITOR, SAFETY_EDITOR

KOREAN = "북한 소식통은 최근 체포된 상인의 가족들이 빚을 내고 집을 내놓고 있다고 전했다.\n\n장마당은 오래전부터 주민들의 생계를 이어 왔다."
ENGLISH = (
    "Families of arrested traders are borrowing money and selling their homes, a source in North Korea said recently.",
    "Markets have long kept people alive.",
)
NIGHT_EDITOR = "Nari"
CREDITS = (
    ("reporting", CONTACT_EDITOR),
    ("writing", CONTACT_EDITOR),
    ("translation", COLLEAGUE),
    ("editing", EDITOR),
)


def test_four_people_take_a_story_from_a_draft_to_its_receipt(
    chromium: Any, tmp_path: Path, language: str
) -> None:
    root = tmp_path / "desk"
    assert jebo("demo", "--desk", str(root)).returncode == 0
    codes = {name: one_time(root, name) for name in (CONTACT_EDITOR, COLLEAGUE, EDITOR, SAFETY_EDITOR)}
    codes[NIGHT_EDITOR] = joins(root, NIGHT_EDITOR, "editor")
    with served(root, line=PASSPHRASE, before="") as running, at_desk(chromium, running, language) as come_in:
        hanbyeol, doyun, garam, saebom, nari = (come_in(name, code) for name, code in codes.items())
        story = reworded(hanbyeol)
        rests(hanbyeol, story)
        translated(doyun, story)

        check = story.replace("/stories/", "/publication/")
        garam.go(check)
        assert not garam.page.locator("form[action$='/accept'], form[action$='/release']").count()
        assert accepted(saebom, check) > 0
        signed(saebom, check, "safety editor")
        assert not saebom.page.locator(
            "form[action$='/release']"
        ).count()  # nobody who did not write it has signed
        signed(garam, check, "editor")
        press(garam, "form[action$='/release'] button")
        assert garam.page.locator("a[href^='/publication/receipt/']").count() == 2

        hanbyeol.go(story.replace("/stories/", "/publication/"))
        assert not hanbyeol.page.locator("form[action$='/sign']").count()  # who wrote it does not sign
        corrected(garam, check)
        assert not garam.page.locator(
            "form[action$='/sign']"
        ).count()  # who wrote the correction does not sign it
        accepted(saebom, check)
        signed(saebom, check, "safety editor")
        signed(nari, check, "editor")
        press(nari, "form[action$='/release'] button")
        assert nari.page.locator("a[href^='/publication/receipt/']").count() == 4

        withdrawn(garam, check)
        signed(garam, check, "editor")
        press(garam, "form[action$='/release'] button")
        assert garam.page.locator("a[href^='/publication/receipt/']").count() == 6
        for hand in (hanbyeol, doyun, garam, saebom, nari):
            assert not re.search(r"\bsafe\b|안전합니다|안전하다", hand.text, re.IGNORECASE)


@pytest.fixture(params=["en", "ko"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def one_time(root: Path, name: str) -> str:
    told = answered(desk("member", "password", name, "--folder", root, lines=(PASSPHRASE,), before=""))
    return str(CODE.findall(told)[0])


def joins(root: Path, name: str, role: str) -> str:
    added = desk("member", "add", name, role, "--folder", root, lines=(PASSPHRASE,), before="")
    return str(CODE.findall(answered(added))[0])


def press(hand: Hand, what: str) -> None:
    with hand.page.expect_navigation():
        hand.page.locator(f"main {what}").first.click()


def reworded(hand: Hand) -> str:
    """A wording of the check is taken with a click, the rest typed, and it is saved; the story's address."""
    hand.go("/stories/")
    press(hand, "a:text-is('빚을 내는 가족들')")
    story = hand.here
    press(hand, "a[href^='/stories/edition/']")
    area = hand.page.locator("#id_text")
    hand.page.locator("button[name=take]").filter(has_text="최근").first.click()
    assert "13일" not in area.input_value()
    area.fill(KOREAN)
    filled(hand, "families-in-debt-ko")
    press(hand, ".save button")
    return story


def filled(hand: Hand, slug: str) -> None:
    """The address and the credits of an edition."""
    for field in ("slug", "role_0"):
        fold = hand.page.locator(f"main details:not([open]):has([name={field}]) > summary")
        if fold.count():
            fold.first.click()
    hand.fill(slug=slug)
    for n, (role, name) in enumerate(CREDITS):
        hand.page.locator(f"main [name=role_{n}]").select_option(role)
        hand.fill(**{f"name_{n}": name})


def rests(hand: Hand, story: str) -> None:
    hand.go(story)
    press(hand, "a[href$='/comes-from']")
    hand.page.locator("main [name=words]").fill("가족들이")
    press(hand, "button[form=find-event]")
    hand.page.locator("main [name=sentence]").first.check()
    hand.page.locator("main [name=standing]").first.check()
    press(hand, "form:has([name=standing]) .actions button")
    assert hand.page.locator("main .sentences .under li").count() == 1


def translated(hand: Hand, story: str) -> None:
    hand.go(story)
    press(hand, "form[action^='/translation/begin/'] button")
    for n, words in enumerate(ENGLISH):
        hand.page.locator(f"#words-{n}").fill(words)
    hand.page.locator("#begins-1").evaluate("one => { one.value = 'p' }")
    press(hand, ".save button")
    press(hand, ".head a[href^='/stories/edition/']")
    hand.fill(headline="Families of arrested traders borrow money")
    filled(hand, "families-in-debt")
    press(hand, ".save button")


def accepted(hand: Hand, check: str) -> int:
    """Each finding that is left, by name and with a reason; how many."""
    hand.go(check)
    count = 0
    while hand.page.locator("form[action$='/accept']").count():
        hand.page.locator("main details:has(form[action$='/accept']) > summary").first.click()
        hand.page.locator("form[action$='/accept'] [name=reason]").first.fill("hundreds trade there")
        press(hand, "form[action$='/accept'] button")
        count += 1
    return count


def signed(hand: Hand, check: str, role: str) -> None:
    hand.go(check)
    press(hand, f"form[action$='/sign'] button[value='{role}']")


def corrected(hand: Hand, check: str) -> None:
    """What was wrong, in both languages; the release check says that the next release is a correction."""
    hand.go(check)
    press(hand, "a[href$='/correct']")
    hand.fill(korean="한 문장을 고쳤다.", english="A sentence was changed.")
    press(hand, ".form button")
    assert hand.page.locator("main .told q[lang=en]").inner_text() == "A sentence was changed."


def withdrawn(hand: Hand, check: str) -> None:
    """The page warns first and offers to wait, which changes nothing."""
    hand.go(check)
    for choice in ("a.button:not(.quiet)", "button.danger"):
        press(hand, "a[href$='/withdraw']")
        assert hand.page.locator("main .stopped").count()
        press(hand, f".actions {choice}")
    assert hand.page.locator("main .told").count()
