"""The desk's side of the door: on a port of its own, which Tor shows to nobody but the desk, and only with the desk's key."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from hmac import compare_digest
from typing import Any, Final

from jebo.door.app import Door
from jebo.door.spool import Kept, Spool
from jebo.door.web import Answer, Gone, Receive, Request, Send
from jebo.sealing.polling import (
    ASK_BYTES,
    PIECES,
    ROOM_BYTES,
    Ask,
    Give,
    Piece,
    give_bytes,
    name_of,
    read_ask,
)
from jebo.sealing.refusals import NotAPoll

_SHORT_BYTES: Final = ROOM_BYTES // 4
"""Up to here an envelope is given whole. Chosen by us: words, and most photos of a telephone are just above."""


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
    """Drop what the desk has, keep what it brings, and give what there is room for. Decoys stay until the next visit."""
    spool = door.spool
    await asyncio.to_thread(spool.take_away, ask.have)
    answers = [spool.answer(thread, sealed) for thread, sealed in ask.answers]
    await _keep(door, [one for one in answers if one is not None])
    pieces = tuple(await asyncio.to_thread(lambda: list(_pieces(spool, ask))))
    left = set(spool.tip_names()) - {one.name for one in pieces}
    unfinished = any(one.at + len(one.content) < one.size for one in pieces)
    await _keep(door, [decoy(spool, one) for one in ask.decoys])
    await asyncio.to_thread(spool.level)
    lost = tuple(at for at, one in enumerate(answers) if one is None)
    return Give(pieces=pieces, lost=lost, more=bool(left) or unfinished)


def decoy(spool: Spool, sealed: bytes) -> Kept:
    """An envelope that the desk left, kept as if somebody had sent it."""
    return Kept(sealed, spool.tips, name_of(sealed))


async def _keep(door: Door, brought: list[Kept]) -> None:
    """Keep what the desk brings, but not a second time where it asks again because it heard no answer."""
    await asyncio.gather(*map(door.keeping.keep, new(brought)))


def new(brought: list[Kept]) -> list[Kept]:
    """What is not here yet, each once."""
    return list(
        {one.folder / one.name: one for one in brought if not (one.folder / one.name).exists()}.values()
    )


def _pieces(spool: Spool, ask: Ask) -> Iterator[Piece]:
    """As much as fits: short envelopes whole, drawn at random, and in what they leave, never less than half, the rest of long ones.

    Of long ones that of which least is left goes first. So a film does not hold up the words of others, nor their photos; nor does
    somebody who sends very much hold up anybody for ever.
    """
    left = {
        name: size - (min(ask.at, size) if name == ask.name else 0)
        for name, size in spool.tip_sizes().items()
    }
    short = [name for name, size in left.items() if size <= _SHORT_BYTES and name != ask.name]
    long = sorted(left.keys() - set(short), key=lambda name: (left[name], name))
    room = ROOM_BYTES
    for name in secrets.SystemRandom().sample(short, len(short))[: PIECES // 2]:
        if room - left[name] < (ROOM_BYTES // 2 if long else 0):
            break
        room -= left[name]
        yield from _piece(spool, name, 0, left[name])
    for name in long[: PIECES // 2]:
        if room > 0:
            for piece in _piece(spool, name, ask.at if name == ask.name else 0, room):
                room -= len(piece.content)
                yield piece


def _piece(spool: Spool, name: str, at: int, room: int) -> Iterator[Piece]:
    """Some of an envelope, unless it went meanwhile."""
    with suppress(OSError), (spool.tips / name).open("rb") as file:
        size = file.seek(0, 2)
        start = min(at, size)
        file.seek(start)
        yield Piece(name=name, at=start, size=size, content=file.read(room))
