"""So that nobody can silence the line: what is dear is rationed by circuit, and those who come back have a lane of their own.

There are no addresses behind Tor. A circuit's number is kept in memory while it matters, and links nothing but requests of a minute.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

BURST: Final = 20
"""Dear things that a circuit may ask for at once: a person who mistypes and sends five files stays below it. Chosen by us."""
EVERY_S: Final = 6.0
"""And one more in so many seconds."""
CIRCUITS: Final = 50_000
"""Remembered at a time, some 10 MB; the one that was quiet for longest is forgotten first."""
WAITING: Final = 100
"""Who may wait in a lane; at 30 ms each that is a few seconds of work."""


class Full(Exception):
    """It cannot be done now; in a minute it can."""


class Buckets:
    """How much each circuit may still ask for."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take the time from *clock*, in seconds, which only runs forward."""
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, circuit: str) -> int:
        """Take one; gives how many it took lately, to be told in a lane.

        It is gone also if there is no turn for it then. That harms nobody who asks by hand, twenty times and then every six seconds; and
        if it came back, a flood could ask again at once, as often as it likes.

        :raises Full: there is none.
        """
        now = self._clock()
        left, since = self._left.pop(circuit, (float(BURST), now))
        left = min(left + (now - since) / EVERY_S, BURST)
        self._left[circuit] = (max(left - 1, 0) if left >= 1 else left, now)
        while len(self._left) > CIRCUITS:
            self._left.popitem(last=False)
        if left < 1:
            raise Full
        return int(BURST - left)


@dataclass(slots=True, eq=False)
class _Waiting:
    asked: int
    turn: asyncio.Future[None]


class Lane:
    """One at a time. Who is next is drawn by lot, and so is who has to go when too many wait: no crowd gets there first.

    A circuit has one place. Lots are drawn among those circuits that asked for least lately, and whoever asked most has to go first: to
    ask again and again does not help, and a new circuit has its price (Tor's proof of work).

    :param draw: gives a number below the one that it is given.
    """

    def __init__(self, draw: Callable[[int], int] = secrets.randbelow) -> None:
        self._draw = draw
        self._busy = False
        self._waiting: dict[str, _Waiting] = {}

    @asynccontextmanager
    async def turn(self, circuit: str, asked: int = 0) -> AsyncIterator[None]:
        """Wait for one's turn.

        :param asked: how much the circuit asked for lately.
        :raises Full: the circuit waits here already; too many wait, and the lot fell on this one.
        """
        await self._come(circuit, asked)
        try:
            yield
        finally:
            self._next()

    async def _come(self, circuit: str, asked: int) -> None:
        if circuit in self._waiting:
            raise Full
        if not self._busy:
            self._busy = True
            return
        mine = self._waiting[circuit] = _Waiting(asked, asyncio.get_running_loop().create_future())
        if len(self._waiting) > WAITING:
            self._drawn(max).turn.set_exception(Full())
        try:
            await mine.turn
        except asyncio.CancelledError:
            self._gone(circuit, mine)
            raise

    def _gone(self, circuit: str, mine: _Waiting) -> None:
        if self._waiting.get(circuit) is mine:
            del self._waiting[circuit]
        elif mine.turn.done() and not mine.turn.cancelled():
            self._next()

    def _next(self) -> None:
        self._busy = bool(self._waiting)
        if self._busy:
            self._drawn(min).turn.set_result(None)

    def _drawn(self, which: Callable[..., int]) -> _Waiting:
        """One of those who asked for least, or for most; it waits no longer."""
        asked = which(one.asked for one in self._waiting.values())
        some = [circuit for circuit, one in self._waiting.items() if one.asked == asked]
        return self._waiting.pop(some[self._draw(len(some))])
