"""The door as an ASGI application: which page answers which request, and what it says when it must not or cannot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from jebo.door import pages
from jebo.door.forms import Forms
from jebo.door.keeping import Keeping
from jebo.door.lanes import Buckets, Full, Lane
from jebo.door.refusals import NotKept
from jebo.door.sessions import Session, Sessions
from jebo.door.settings import Settings
from jebo.door.spool import Spool
from jebo.door.web import Answer, BadForm, Gone, Receive, Request, Send

COOKIE: Final = "visit"
NO_COOKIE: Final = ("set-cookie", f"{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict")


class NotNow(Exception):
    """Something else is shown instead.

    :param template: its page, with this status.
    """

    def __init__(self, template: str, status: int) -> None:
        self.template, self.status = template, status
        super().__init__()


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """All that answers need. ``today`` gives the day; ``clock`` seconds that only run forward."""

    settings: Settings
    spool: Spool
    keeping: Keeping
    sessions: Sessions
    buckets: Buckets
    today: Callable[[], date]
    new: Lane = field(default_factory=Lane)
    back: Lane = field(default_factory=Lane)
    forms: Forms = field(default_factory=Forms)

    @property
    def shut(self) -> bool:
        """Whether nothing may be sealed any more, for the keys are over."""
        return self.today() > self.settings.until

    def words_fit(self, size: int) -> bool:
        """Whether there is room for words: they may use half of what is held in reserve, and no more."""
        return self.spool.room(self.settings.reserve // 2) > size

    def visit(self, request: Request) -> Session | None:
        """Who asks, while the visit lasts."""
        return self.sessions.find(request.cookie(COOKIE))


Page = Callable[[Door, Request, str], Awaitable[Answer]]


def application(door: Door, found: Mapping[tuple[str, str], Page]) -> Callable[..., Awaitable[None]]:
    """What a server calls.

    :param found: the pages, by method and the last part of their path.
    """

    async def answer(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request.of(scope, receive)
        try:
            made = await _answer(door, request, found)
        except Gone:
            return
        except Exception:  # noqa: BLE001 - what went wrong may quote what somebody sent, so nobody is told
            made = pages.page("broken", door.settings, _language(request), status=500)
        await made.send(send, bare=request.method == "HEAD")

    return answer


async def _answer(door: Door, request: Request, found: Mapping[tuple[str, str], Page]) -> Answer:
    language, _, name = request.path.strip("/").partition("/")
    if request.path == "/style.css":
        return Answer(type="text/css; charset=utf-8", body=pages.style())
    if request.path == "/":
        return pages.page("languages", door.settings, _language(request))
    method = "GET" if request.method == "HEAD" else request.method
    shown = found.get((method, name)) if language in pages.LANGUAGES else None
    if shown is None:
        return pages.page("nothing", door.settings, _language(request), status=404)
    if door.shut and name != "leave":
        return pages.page("offline", door.settings, language, status=503)
    if method == "POST" and _from_elsewhere(request):
        return pages.page("again", door.settings, language, status=403)
    try:
        return await shown(door, request, language)
    except NotNow as instead:
        return pages.page(instead.template, door.settings, language, status=instead.status)
    except (Full, NotKept):
        return pages.page("busy", door.settings, language, status=503)
    except BadForm:
        return pages.page("again", door.settings, language, status=400)


def _language(request: Request) -> str:
    """That of the path, or the first of ours that the browser asks for."""
    first = request.path.strip("/").partition("/")[0]
    if first in pages.LANGUAGES:
        return first
    asked = [
        one.split(";")[0].strip()[:2].lower() for one in request.headers.get("accept-language", "").split(",")
    ]
    return next((one for one in asked if one in pages.LANGUAGES), pages.LANGUAGES[-1])


def _from_elsewhere(request: Request) -> bool:
    """Whether another site sent the form; Tor Browser says so."""
    return request.headers.get("sec-fetch-site", "same-origin") in ("cross-site", "same-site")


def go(language: str, name: str, *headers: tuple[str, str]) -> Answer:
    """Send somebody on to another page."""
    return Answer(status=303, body=pages.filled(b""), headers=(("location", f"/{language}/{name}"), *headers))


def cookie(value: str) -> tuple[str, str]:
    """The cookie of a visit: it ends with the browser, no script and no other site gets it."""
    return ("set-cookie", f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict")
