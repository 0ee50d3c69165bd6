"""The whole way in a real browser: a desk is made, a source registered and sealed, testimony taken, split and graded, an event
corroborated by a second voice, contact lost, and the source destroyed. On the database that ``JEBO_DATABASE`` names, or SQLCipher.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.desks import OLD, Served, answered, desk, served

CODE = re.compile(r"^    ([a-z0-9]{4}(?:-[a-z0-9]{4}){4})$", re.M)
KEY = "eight willow baskets float past the mill tonight"
NAME = "Pak Invented"
WORDS = {
    "Sori": "혜산 장마당에서 검열조가 천을 걷어 갔다. 장사꾼 여럿이 빈손으로 돌아갔다고 한다.",
    "Bora": "혜산 장마당에 검열조가 와서 천을 모두 걷어 가는 것을 봤다.",
}
SAID = {
    "Sori": ("검열조가 혜산 장마당에서 천을 걷어 갔다", "Inspectors took cloth at a market in Hyesan"),
    "Bora": ("혜산 장마당에서 천을 걷어 갔다", "Cloth was taken away at a market in Hyesan"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """A member at a browser."""

    name: str
    page: Any
    url: str

    def go(self, address: str) -> None:
        self.page.goto(self.url + address)

    def fill(self, **fields: str) -> None:
        for name, typed in fields.items():
            self.page.locator(f"main [name={name}]").first.fill(typed)

    def tick(self, name: str, value: str) -> None:
        self.page.locator(f"main [name={name}][value='{value}']").check()

    def send(self, has: str = "") -> None:
        """Press the button of the form that has a field of this name, or of the only one on the page."""
        form = self.page.locator("main form").filter(has=self.page.locator(f"[name={has}]")) if has else None
        button = (form or self.page.locator("main form")).locator(
            "button:not([name])[type=submit], button:not([name]):not([type])"
        )
        with self.page.expect_navigation():
            button.first.click()

    @property
    def here(self) -> str:
        return str(self.page.url).removeprefix(self.url)

    @property
    def text(self) -> str:
        return str(self.page.locator("main").inner_text())


Settings = dict[str, str]


@pytest.fixture
def settings_of_database() -> Settings:
    """Where the rows are; on PostgreSQL the server must be empty, which only the tool's is."""
    named = os.environ.get("JEBO_DATABASE")
    return {"JEBO_DATABASE": named, "JEBO_DATABASE_DISK": "encrypted"} if named else {}


@contextmanager
def at_desk(chromium: Any, running: Served, language: str) -> Iterator[Callable[[str, str], Hand]]:
    opened = []

    def come_in(name: str, one_time: str) -> Hand:
        context = chromium.new_context(reduced_motion="reduce")
        opened.append(context)
        context.set_default_timeout(10_000)
        url = f"http://localhost:{running.port}"
        context.add_cookies([{"name": "django_language", "value": language, "url": url}])
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        hand = Hand(name=name, page=page, url=url)
        hand.go("/")
        hand.fill(login=name, password=one_time)
        hand.send("password")
        for field in page.locator("main input[type=password]").all():
            if field.is_visible():
                field.fill(KEY)
        page.locator("main button[data-passkey], main form button").first.click()
        page.wait_for_url(f"{url}/")
        return hand

    yield come_in
    for context in opened:
        context.close()


def registered(hand: Hand) -> tuple[str, str]:
    """A source registered and sealed: its address and its alias."""
    hand.go("/sources/register")
    hand.page.locator("main [name=alias]").first.check()
    alias = str(hand.page.locator("main [name=alias]").first.input_value())
    hand.fill(safe_contact="evenings only")
    hand.send("zone")
    if "/identity/seal" not in hand.here:
        address = hand.here
        hand.go(f"{address}/identity/seal")
    address = hand.here.removesuffix("/identity/seal")
    hand.page.locator("main form input:visible, main form textarea:visible").first.fill(NAME)
    hand.send()
    assert NAME not in hand.page.content()
    return address, alias


def told(hand: Hand, source: str) -> str:
    """Testimony taken and one statement of it graded: the statement's address."""
    hand.go(source.replace("/sources/", "/testimony/new/"))
    hand.fill(words=WORDS[hand.name])
    hand.send("words")
    testimony = hand.here
    hand.go(f"{testimony}/statements/new")
    korean, english = SAID[hand.name]
    hand.fill(korean=korean, english=english, when="2026-10")
    hand.page.locator("main [name=event_type]").select_option(index=3)
    hand.tick("access", "saw")
    hand.tick("origin", "own")
    hand.tick("credibility", "3")
    hand.send("korean")
    assert korean in hand.text or english in hand.text
    return hand.here


@pytest.mark.parametrize("language", ["en", "ko"])
def test_from_making_the_desk_to_a_destroyed_source(
    chromium: Any, tmp_path: Path, settings_of_database: Settings, language: str
) -> None:
    root = tmp_path / "desk"
    answered(desk("init", "--folder", root, lines=(OLD, OLD), env=settings_of_database))
    codes = {}
    for name in ("Sori", "Bora"):
        added = answered(
            desk("member", "add", name, "contact editor", "--folder", root, env=settings_of_database)
        )
        codes[name] = CODE.findall(added)[0]
    with served(root, env=settings_of_database) as running, at_desk(chromium, running, language) as come_in:
        sori, bora = (come_in(name, code) for name, code in codes.items())
        source, alias = registered(sori)
        statement = told(sori, source)

        sori.page.locator("main a[href^='/events/new/']").first.click()
        sori.send("english")
        event = sori.here
        assert SAID["Sori"][0] in sori.text or SAID["Sori"][1] in sori.text

        others, _ = registered(bora)
        told(bora, others)
        bora.go(source)
        assert alias not in bora.page.content()
        bora.go(event)
        assert alias not in bora.page.content()
        bora.page.locator("main [name=statement]").first.check()
        bora.send("statement")
        assert bora.page.locator(".badge.good").count()

        sori.go(source)
        sori.page.locator("main [name=status]").select_option("lost")
        sori.send("status")
        assert sori.page.locator(".stopped").count()
        bora.go(event)
        assert bora.page.locator(".stopped").count()
        assert alias not in bora.page.content()

        sori.go(f"{source}/destroy")
        sori.fill(alias=alias)
        sori.send("alias")
        for address in (source, statement):
            assert sori.page.goto(sori.url + address).status == 404
        sori.page.locator("header [name=words]").fill("검열조")
        sori.page.keyboard.press("Enter")
        sori.page.wait_for_url("**/search/")
        assert WORDS["Sori"] not in sori.page.content()
        bora.go(event)
        assert not bora.page.locator(".badge.good").count()  # one voice is left, which corroborates nothing
        assert running.end()[0] == 0
    assert "number" in answered(desk("audit", "verify", "--folder", root, env=settings_of_database))
