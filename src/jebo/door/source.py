"""The pages of somebody who comes to tell something: a phrase, the box with answers and a form, and how all of it is destroyed."""

from __future__ import annotations

import asyncio
import secrets
from datetime import date
from functools import cache
from hmac import compare_digest
from pathlib import Path
from typing import Final

from jebo.door import pages, phrase
from jebo.door.app import COOKIE, NO_COOKIE, Door, Page, cookie, go
from jebo.door.intake import Intake
from jebo.door.keys import keys_of
from jebo.door.sending import Sending
from jebo.door.sessions import Session
from jebo.door.spool import Kept
from jebo.door.web import Answer, BadForm, Request
from jebo.sealing.envelope import seal, unseal
from jebo.sealing.identity import Identity
from jebo.sealing.part import Part
from jebo.sealing.refusals import SealingError
from jebo.sealing.tip import ABOUT, CONTENT, About, Kind, about_bytes, read_about

ANSWERS: Final = 50
"""Answers on the page at most, the latest ones. Chosen by us."""
ANSWER_LIMIT_BYTES: Final = 100_000
ALIKE: Final = 4
"""So many answers are opened for each page at least, be they to nobody: how much work a page is does not tell whoever watches the machine
whether there is one. Chosen by us: few sources have more; a page takes a millisecond for it."""


async def new(door: Door, request: Request, language: str) -> Answer:
    """Begin: a phrase is made, and nothing of it is kept but in memory."""
    door.buckets.take(request.circuit)
    door.sessions.end(request.cookie(COOKIE))
    value, _ = door.sessions.begin(phrase.make())
    return go(language, "phrase", cookie(value))


async def show_phrase(door: Door, request: Request, language: str) -> Answer:
    """The phrase, to be written down and typed back."""
    visit = door.visit(request)
    if visit is None or visit.phrase is None:
        return go(language, "box" if visit else "")
    return _phrase_page(door, visit, language)


async def type_back(door: Door, request: Request, language: str) -> Answer:
    """What was typed back: only whoever has the phrase goes on."""
    fields, visit = await request.fields(), door.visit(request)
    if visit is None or visit.phrase is None:
        return go(language, "")
    typed = phrase.read(fields.get("phrase", ""))
    if typed is None or typed != visit.phrase:
        return _phrase_page(door, visit, language, wrong=True)
    asked = door.buckets.take(request.circuit)
    async with door.new.turn(request.circuit, asked):
        keys = await asyncio.to_thread(keys_of, typed, door.settings.salt)
    door.sessions.know(visit, keys)
    return go(language, "box")


def _phrase_page(door: Door, visit: Session, language: str, *, wrong: bool = False) -> Answer:
    assert visit.phrase is not None  # the pages ask
    return pages.page(
        "phrase", door.settings, language, words=visit.phrase.words(language), digits=visit.phrase.digits(), wrong=wrong
    )  # fmt: skip


async def come_back(door: Door, request: Request, language: str) -> Answer:
    """Where the phrase is typed."""
    return pages.page("return", door.settings, language, slip=False)


async def came_back(door: Door, request: Request, language: str) -> Answer:
    """Whatever phrase it is, its box opens: whether anything was ever sent with it is not said here, and not seen from outside."""
    fields = await request.fields()
    typed = phrase.read(fields.get("phrase", ""))
    if typed is None:
        return pages.page("return", door.settings, language, slip=True)
    asked = door.buckets.take(request.circuit)
    async with door.back.turn(request.circuit, asked):
        keys = await asyncio.to_thread(keys_of, typed, door.settings.salt)
    door.sessions.end(request.cookie(COOKIE))
    value, _ = door.sessions.begin(keys=keys)
    return go(language, "box", cookie(value))


async def box(door: Door, request: Request, language: str) -> Answer:
    """Answers, what became of what was sent last, and the form."""
    visit = door.visit(request)
    if visit is None or visit.keys is None:
        return go(language, "phrase" if visit else "return")
    found, news = _answers(door, visit), visit.news
    visit.news = [(fate, name and "") for fate, name in news]  # names are shown once, and not held any longer
    room = min(door.settings.largest, door.spool.room(door.settings.reserve * 2))
    return pages.page(
        "box",
        door.settings,
        language,
        token=visit.token,
        answers=found,
        news=news,
        megabytes=room // 1_000_000,
    )


def _answers(door: Door, visit: Session) -> list[tuple[About, str]]:
    """What was answered, the latest first; what does not open is not for this source."""
    assert visit.keys is not None  # the page asked
    every = door.spool.answers(visit.keys.thread)
    found = [_opened(sealed, visit.keys.identity) for at in every if (sealed := _short_one(at))]
    for _ in range(ALIKE - len(found)):
        _opened(*_blank())
    told = [one for one in found if one is not None]
    return sorted(told, key=lambda one: (one[0].day, one[0].number), reverse=True)[:ANSWERS]


def _short_one(at: Path) -> bytes:
    try:
        return at.read_bytes() if at.stat().st_size <= 2 * ANSWER_LIMIT_BYTES else b""
    except OSError:
        return b""


def _opened(sealed: bytes, identity: Identity) -> tuple[About, str] | None:
    try:
        told = {part.name: part.content for part in unseal(sealed, identity, expected={ABOUT, CONTENT})}
        about = read_about(told[ABOUT])
    except (SealingError, KeyError):
        return None
    return (about, told.get(CONTENT, b"").decode(errors="replace")) if about.kind is Kind.REPLY else None


@cache
def _blank() -> tuple[bytes, Identity]:
    """An answer to nobody, and what opens it."""
    nobody, about = Identity.make(), About(kind=Kind.REPLY, day=date.min)
    parts = (Part(name=ABOUT, content=about_bytes(about)), Part(name=CONTENT, content=b""))
    return seal(parts, [nobody.recipient]), nobody


async def send(door: Door, request: Request, language: str) -> Answer:
    """Words and files."""
    visit = door.visit(request)
    if visit is None or visit.keys is None:
        return go(language, "phrase" if visit else "return")
    door.buckets.take(request.circuit)
    await Sending(door, visit, language).take(request)
    return go(language, "box")


async def erase(door: Door, request: Request, language: str) -> Answer:
    """Destroy all that is here of a source, once it was asked twice; the desk is told to do the same."""
    fields, visit = await request.fields(), door.visit(request)
    if visit is None or visit.keys is None:
        return go(language, "return")
    if not compare_digest(fields.get("token", "").encode(), visit.token.encode()):
        raise BadForm
    if "sure" not in fields:
        return pages.page("erase", door.settings, language, token=visit.token)
    await door.forms.end_all(visit.keys.thread)
    if door.spool.begun(visit.keys.thread):
        await asyncio.to_thread(door.spool.erase, visit.keys)
        about = About(kind=Kind.ERASE, day=door.today(), language=language, thread=visit.keys.thread)
        await seal_and_keep(door, about, b"")
    door.sessions.end(request.cookie(COOKIE))
    return pages.page("erased", door.settings, language, headers=(NO_COOKIE,))


async def seal_and_keep(door: Door, about: About, content: bytes) -> None:
    """Keep something short for the desk under a name that nobody can work out."""
    intake = Intake(door.spool, door.settings.recipients, about)
    await intake.write(content)
    await door.keeping.keep(Kept(await intake.finish(), door.spool.tips, secrets.token_hex(16)))


PAGES: Final[dict[tuple[str, str], Page]] = {
    ("POST", "new"): new,
    ("GET", "phrase"): show_phrase,
    ("POST", "phrase"): type_back,
    ("GET", "return"): come_back,
    ("POST", "return"): came_back,
    ("GET", "box"): box,
    ("POST", "box"): send,
    ("POST", "erase"): erase,
}
