"""The pages that need no phrase: what this is, the keys, a word to the editors, and the way out."""

from __future__ import annotations

from typing import Final

from jebo.door import pages
from jebo.door.app import COOKIE, NO_COOKIE, Door, Page
from jebo.door.lanes import Full
from jebo.door.source import seal_and_keep
from jebo.door.web import Answer, Request
from jebo.sealing.tip import About, Kind

LETTERS: Final = 5_000
"""Of a word to the editors: three bytes each in Korean, and some more for the form itself. Chosen by us."""


async def home(door: Door, request: Request, language: str) -> Answer:
    """What this is, what the newsroom can protect and what it cannot, and how to be safer."""
    return pages.page("home", door.settings, language)


async def keys(door: Door, request: Request, language: str) -> Answer:
    """The keys, and how to seal something before it is sent."""
    return pages.page("keys", door.settings, language)


async def keys_alone(door: Door, request: Request, language: str) -> Answer:
    """The keys as ``age -R`` takes them."""
    lines = "".join(f"{one.text}\n" for one in door.settings.recipients)
    return Answer(type="text/plain; charset=utf-8", body=lines.encode())


async def comment(door: Door, request: Request, language: str) -> Answer:
    """Where a word to the editors is written."""
    return pages.page("comment", door.settings, language, empty=False, most=LETTERS)


async def commented(door: Door, request: Request, language: str) -> Answer:
    """A word to the editors: sealed as everything is, and without a way back."""
    text = (await request.fields()).get("text", "").strip()
    if not text:
        return pages.page("comment", door.settings, language, empty=True, most=LETTERS)
    door.buckets.take(request.circuit)
    if not door.words_fit(len(text.encode())):
        raise Full
    await seal_and_keep(door, About(kind=Kind.COMMENT, day=door.today(), language=language), text.encode())
    return pages.page("thanks", door.settings, language)


async def leave(door: Door, request: Request, language: str) -> Answer:
    """Away, at once: the visit is over, and the browser is told to forget it."""
    door.sessions.end(request.cookie(COOKIE))
    away = (
        ("location", door.settings.leave),
        ("clear-site-data", '"cache", "storage"'),  # if it named cookies, Chromium would not take NO_COOKIE
        NO_COOKIE,
    )
    return Answer(status=303, body=pages.filled(b""), headers=away)


PAGES: Final[dict[tuple[str, str], Page]] = {
    ("GET", ""): home,
    ("GET", "keys"): keys,
    ("GET", "keys.txt"): keys_alone,
    ("GET", "comment"): comment,
    ("POST", "comment"): commented,
    ("GET", "leave"): leave,
}
