"""One connection: how much of it is taken before anybody knows what it wants, how long it may take, and which goes when there are too many.

Library: uvicorn (BSD), whose parser of requests is httptools' (MIT, the one of Node.js). Neither limits any of this by itself.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import ClassVar, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES: Final = 16 * 1024
"""The lines before a form: Tor Browser sends less than one KiB of them. nginx takes 8 to 32. Chosen by us."""
READ_BYTES: Final = 32 * 1024
"""Read at once; of a body hardly more waits for whoever takes it."""
STEP_BYTES: Final = 8 * 1024
"""Parsed at once, so that what is too long is seen soon; with so much of a body waiting no more is read."""
MUCH_BYTES: Final = 256 * 1024
"""Both, of a form that may hold much (:mod:`jebo.door.forms`): each reading costs as much as sealing 64 KiB. Chosen by measuring."""
HEAD_S: Final = 60.0
"""From the first moment to a whole head. A new circuit of Tor may take ten seconds. Chosen by us."""
QUIET_S: Final = 120.0
"""Without a byte of a body, or of an answer that is taken. Tor gives up a stream later; a person's line comes back sooner. Chosen by us."""
LINES: Final = 2_000
"""Connections of the public port at a time; 16 of each circuit, as ``torrc`` has it, make 125 circuits. Chosen by us: what each may hold
in memory, and less than the files that a process may open, so that the desk always gets in."""


class TooMuch(Exception):
    """A head without an end, or a second request before the first is answered."""


class Crowd:
    """The open connections of the public port, in the order of their last byte."""

    def __init__(self, most: int = LINES) -> None:
        self._most = most
        self._lines: OrderedDict[Line, None] = OrderedDict()

    def enter(self, line: Line) -> None:
        """One more; when there are too many, the one goes that was quiet for longest, and not because it was us who did not read it."""
        self._lines[line] = None
        if len(self._lines) > self._most:
            quietest = next((one for one in self._lines if not one.held), line)
            self.leave(quietest)
            quietest.cut()

    def heard(self, line: Line) -> None:
        """It said something."""
        if line in self._lines:
            self._lines.move_to_end(line)

    def leave(self, line: Line) -> None:
        """It is over."""
        self._lines.pop(line, None)


class Line(HttpToolsProtocol):
    """A connection of either port."""

    private: ClassVar[int] = 0
    """The desk's port: nothing is said of circuits there, and no crowd of the other port closes its connections."""
    crowd: ClassVar[Crowd] = Crowd()

    _look: asyncio.TimerHandle | None = None
    _awaited: float | None = None
    """Since when a head is awaited."""
    _in_body = False
    _step = STEP_BYTES
    _heard = 0.0
    _unread = 0
    """Bytes since the parser came to something: the end of a head, some of a body, its end."""
    _answer: tuple[int, float] = (0, 0.0)
    """Bytes of an answer that are not taken yet, and since when they are so many."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is there."""
        super().connection_made(transport)
        transport.max_size = READ_BYTES  # type: ignore[attr-defined]  # asyncio reads so much at once
        self._awaited = self._heard = self.loop.time()
        self._look = self.loop.call_later(HEAD_S, self._look_again)
        if not self.of_desk:
            self.crowd.enter(self)

    @property
    def of_desk(self) -> bool:
        """Whether it came to the desk's port."""
        return bool(self.server) and self.server[1] == self.private  # type: ignore[index]

    @property
    def held(self) -> bool:
        """Whether it waits for us, with some of a form."""
        return self._in_body and self.flow.read_paused

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        if self._look is not None:
            self._look.cancel()
        self.crowd.leave(self)
        super().connection_lost(exc)

    def cut(self) -> None:
        """Close it at once, whatever is still to be said."""
        if self.transport is not None:
            self.transport.abort()

    def read(self, much: bool) -> None:
        """Read much at once from here on, or little again."""
        if self.transport is not None:
            self._step = MUCH_BYTES if much else STEP_BYTES
            self.transport.max_size = MUCH_BYTES if much else READ_BYTES  # type: ignore[attr-defined]

    # What comes.

    def data_received(self, data: bytes) -> None:
        """Take *data*, a little at a time."""
        self._heard = self.loop.time()
        self.crowd.heard(self)
        if self._awaited is None and not self._in_body:
            self._awaited = self._heard
        for at in range(0, len(data), self._step):
            if self.transport.is_closing():
                return
            self._parse(data[at : at + self._step])
        if self._in_body and len(self.cycle.body) >= self._step:
            self.flow.pause_reading()

    def _parse(self, some: bytes) -> None:
        self._unread += len(some)
        super().data_received(some)
        if self._unread > HEAD_BYTES:
            self.cut()

    def on_message_begin(self) -> None:
        """A request begins. No browser sends one before the last is answered; thousands of them would fit into one packet."""
        if not getattr(self.cycle, "response_complete", True):
            raise TooMuch
        super().on_message_begin()
        self.scope["state"] |= {"cut": self.cut, "read": self.read}

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._unread, self._awaited, self._in_body = 0, None, True
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Some of the body."""
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The body is whole."""
        self._unread, self._in_body = 0, False
        super().on_message_complete()

    # What does not come.

    def _look_again(self) -> None:
        now = self.loop.time()
        over = self._over(now)
        if over <= now:
            self.cut()
        else:
            self._look = self.loop.call_later(min(over - now, HEAD_S), self._look_again)

    def _over(self, now: float) -> float:
        """When it is over, if nothing comes until then."""
        if self._awaited is not None:
            return self._awaited + HEAD_S
        if self._in_body:
            if self.held:
                self._heard = now
            return self._heard + QUIET_S
        left, since = self.transport.get_write_buffer_size(), self._answer[1]
        if not left or left != self._answer[0]:
            since = now
        self._answer = (left, since)
        return since + QUIET_S
