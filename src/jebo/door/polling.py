"""The desk's side of the door: on a port of its own, which Tor shows to nobody but the desk, and only with the desk's key."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from hmac import compare_digest
from typing import Any

from jebo.door.app import Door
from jebo.door.spool import Kept, Spool
from jebo.door.web import Answer, Gone, Receive, Request, Send
from jebo.sealing.polling import ASK_BYTES, PIECES, ROOM_BYTES, Ask, Give, Piece, give_bytes, read_ask
from jebo.sealing.refusals import NotAPoll


def application(door: Door, key: str) -> Callable[..., Awaitable[None]]:
    """What a server calls for the desk's port."""

    async def answer(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request.of(scope, receive)
        try:
            made = await _answer(door, request, key)
        except Gone:
            return
        except Exception:  # noqa: BLE001 - what went wrong is nobody's business
            made = Answer(status=500)
        await made.send(send)

    return answer


async def _answer(door: Door, request: Request, key: str) -> Answer:
    shown = request.headers.get("authorization", "").removeprefix("Bearer ")
    if (
        not key
        or not compare_digest(shown.encode(), key.encode())
        or (request.method, request.path) != ("POST", "/poll")
    ):
        return Answer(status=404)
    whole = bytearray()
    async for chunk in request.body():
        whole += chunk
        if len(whole) > ASK_BYTES:
            return Answer(status=400)
    try:
        ask = read_ask(bytes(whole))
    except NotAPoll:
        return Answer(status=400)
    return Answer(type="application/octet-stream", body=give_bytes(await _given(door, ask)))


async def _given(door: Door, ask: Ask) -> Give:
    """Drop what the desk has, keep what it brings, and give what there is room for."""
    spool = door.spool
    await asyncio.to_thread(spool.take_away, ask.have)
    lost = []
    for at, (thread, sealed) in enumerate(ask.answers):
        kept = spool.answer(thread, sealed)
        if kept is None:
            lost.append(at)
        else:
            await _kept(door, kept)
    for decoy in ask.decoys:
        await _kept(door, Kept(decoy, spool.tips, (spool.called(decoy),)))
    pieces = tuple(await asyncio.to_thread(lambda: list(_pieces(spool, ask))))
    await asyncio.to_thread(spool.level)
    left = [name for name in spool.tip_names() if name not in {one.name for one in pieces}]
    unfinished = any(one.at + len(one.content) < one.size for one in pieces)
    return Give(pieces=pieces, lost=tuple(lost), more=bool(left) or unfinished)


async def _kept(door: Door, one: Kept) -> None:
    """Keep what the desk brings, but not a second time where it asks again because it heard no answer."""
    if not (one.folder / one.names[0]).exists():
        await door.keeping.keep(one)


def _pieces(spool: Spool, ask: Ask) -> Iterator[Piece]:
    """As much as fits: more of what was begun, or whole envelopes, the first that does not fit in part."""
    room = ROOM_BYTES
    for name in [ask.name] if ask.name else spool.tip_names()[:PIECES]:
        at = ask.at if name == ask.name else 0
        try:
            with (spool.tips / name).open("rb") as file:
                size = file.seek(0, 2)
                file.seek(min(at, size))
                content = file.read(room)
        except OSError:
            continue
        yield Piece(name=name, at=min(at, size), size=size, content=content)
        room -= len(content)
        if room <= 0:
            return
