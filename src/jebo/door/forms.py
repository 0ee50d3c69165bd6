"""Forms that come in at the same time: how many there may be, how many may hold much in memory, and which goes when there are too many.

Nobody is refused because others hold the door: the slowest of those who have been at it for a while goes instead.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from jebo.door.lanes import Full
from jebo.door.web import Gone

OPEN_NEW, OPEN_BACK = 512, 128
"""Forms of new sources that may come in at a time, and of those who came back with a phrase. Chosen by us: what each may hold in memory."""
OF_CIRCUIT: Final = 8
"""Of one circuit or one source. A browser sends one; whoever sends files in several windows stays below it. Chosen by us."""
LIGHT_BYTES: Final = 64 * 1024
"""So much of a file or of words each may hold; more only :data:`HEAVY` of them at a time, which have a thread that seals. Chosen by us."""
HEAVY: Final = 64
OLD_S: Final = 30.0
"""Younger than this nobody goes for another, and so long others wait for a place among the heavy. Chosen by us."""


@dataclass(slots=True, eq=False)
class Form:
    """One of them. ``repr`` shows nothing.

    :param cut: closes its connection; :param read: whether much of it is read at once.
    :param size: bytes that came.
    :param waited: seconds in which it was us who did not read.
    :param gone: it had to go for another, or all of its source is destroyed.
    """

    circuit: str = field(repr=False)
    thread: str = field(repr=False)
    cut: Callable[[], None] = field(repr=False)
    read: Callable[[bool], None] = field(repr=False)
    began: float
    size: int = 0
    waited: float = 0.0
    gone: bool = False
    turn: asyncio.Future[None] | None = field(default=None, repr=False)
    over: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    def speed(self, now: float) -> float:
        """Bytes a second since it began."""
        return self.size / max(now - self.began - self.waited, 1.0)

    def end(self) -> None:
        """Let it go: its line is cut, and it notices that as soon as it does anything."""
        self.gone = True
        self.cut()
        if self.turn is not None and not self.turn.done():
            self.turn.set_exception(Gone())


class Forms:
    """All of them.

    :param clock: seconds that only run forward.
    :param draw: gives a number below the one that it is given.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, draw: Callable[[int], int] = secrets.randbelow
    ) -> None:
        self._clock, self._draw = clock, draw
        self._every: set[Form] = set()
        """Also those that had to go and have not noticed yet."""
        self._new: set[Form] = set()
        self._back: set[Form] = set()
        self._heavy: set[Form] = set()
        self._waiting: list[Form] = []

    @contextmanager
    def open(
        self, circuit: str, thread: str, cut: Callable[[], None], read: Callable[[bool], None], *, back: bool
    ) -> Iterator[Form]:
        """One more, while the ``with`` lasts.

        :raises Full: the circuit or the source has too many; there are too many, and none is old.
        """
        lane, most = (self._back, OPEN_BACK) if back else (self._new, OPEN_NEW)
        if sum(circuit == one.circuit or thread == one.thread for one in self._every) >= OF_CIRCUIT:
            raise Full
        if len(lane) >= most and not self._displaced(lane):
            raise Full
        form = Form(circuit, thread, cut, read, self._clock())
        lane.add(form)
        self._every.add(form)
        try:
            yield form
        finally:
            self._every.discard(form)
            self._leave(form)
            form.over.set()

    async def end_all(self, thread: str, within: float = 10.0) -> None:
        """Let all forms of a source go, and wait until they have."""
        found = [one for one in self._every if one.thread == thread]
        for one in found:
            one.end()
        if found:
            await asyncio.wait([asyncio.create_task(one.over.wait()) for one in found], timeout=within)

    # Those that hold much.

    async def heavy(self, form: Form) -> None:
        """Wait until *form* may hold more than :data:`LIGHT_BYTES`.

        :raises jebo.door.web.Gone: it had to go.
        """
        if form in self._heavy:
            return
        if len(self._heavy) < HEAVY:
            self._let(form)
            return
        since = self._clock()
        try:
            await self._turn(form)
        finally:
            form.waited += self._clock() - since

    def _let(self, form: Form) -> None:
        self._heavy.add(form)
        form.read(True)

    async def _turn(self, form: Form) -> None:
        turn = form.turn = asyncio.get_running_loop().create_future()
        self._waiting.append(form)
        while not turn.done():
            await asyncio.wait([turn], timeout=OLD_S)
            if not turn.done():
                self._displaced(self._heavy)
        turn.result()

    def light(self, form: Form) -> None:
        """It holds little again; whoever waited may hold more. Who that is, is drawn by lot."""
        if form in self._heavy:
            self._heavy.discard(form)
            form.read(False)
        while self._waiting and len(self._heavy) < HEAVY:
            next_one = self._waiting.pop(self._draw(len(self._waiting)))
            if next_one.turn is not None and not next_one.turn.done():
                next_one.turn.set_result(None)
                self._let(next_one)

    def _displaced(self, some: set[Form]) -> bool:
        """Let the slowest of those go that are old, if there is one."""
        now = self._clock()
        old = [one for one in some if now - one.began >= OLD_S]
        if old:
            slowest = min(old, key=lambda one: one.speed(now))
            slowest.end()
            self._leave(slowest)
        return bool(old)

    def _leave(self, form: Form) -> None:
        self._new.discard(form)
        self._back.discard(form)
        if form in self._waiting:
            self._waiting.remove(form)
        self.light(form)
