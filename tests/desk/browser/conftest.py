"""A real browser at a live desk: Debian's Chromium, driven by Playwright, with an authenticator that is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_waits() -> None:
    """What an earlier test tried is forgotten."""
    cache.clear()


@dataclass
class Heard:
    """What a browser did besides showing pages."""

    host: str
    elsewhere: list[str] = field(default_factory=list)
    """Addresses on other hosts that it asked for."""
    said: list[str] = field(default_factory=list)
    """What it said in its console: breaches of the policy are among it."""

    def request(self, asked: Any) -> None:
        where = urlsplit(asked.url)
        if where.scheme not in ("data", "blob", "about") and where.hostname != self.host:
            self.elsewhere.append(asked.url)

    def console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)


@dataclass
class Desk:
    """A browser window at the desk."""

    url: str
    page: Any
    heard: Heard
    _devtools: Any = None
    _held: str = ""

    def go(self, address: str = "/") -> Any:
        return self.page.goto(self.url + address)

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    @property
    def title(self) -> str:
        return str(self.page.title()).removesuffix(" · jebo")

    @property
    def text(self) -> str:
        return str(self.page.locator("main").inner_text())

    def authenticator(self) -> None:
        """Give the browser something that holds passkeys and says that its owner is there."""
        self._devtools = self.page.context.new_cdp_session(self.page)
        self._devtools.send("WebAuthn.enable")
        self._add_authenticator()

    def change_authenticator(self) -> None:
        """Take it away and give the browser another, empty one."""
        self._devtools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self._held})
        self._add_authenticator()

    def _add_authenticator(self) -> None:
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        self._held = self._devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})[
            "authenticatorId"
        ]


OpenWindow = Callable[..., Desk]


@pytest.fixture
def window(chromium: Any, live_server: Any) -> Iterator[OpenWindow]:
    """Opens browser windows that share nothing with each other."""
    contexts = []

    def open_window(**options: Any) -> Desk:
        context = chromium.new_context(locale="en", **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page, heard = context.new_page(), Heard(host="localhost")
        page.on("request", heard.request)
        page.on("console", heard.console)
        page.on("pageerror", lambda fault: heard.said.append(str(fault)))
        return Desk(url=live_server.url, page=page, heard=heard)

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def desk(window: OpenWindow) -> Desk:
    """One window."""
    return window()
