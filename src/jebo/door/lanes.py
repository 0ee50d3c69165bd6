"""So that nobody can silence the line: what is dear is rationed by circuit, and those who come back have a lane of their own.

There are no addresses behind Tor. A circuit's number is kept in memory while it matters, and links nothing but requests of a minute.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

BURST: Final = 20
"""Dear things that a circuit may ask for at once: a person who mistypes and sends five files stays below it. Chosen by us."""
EVERY_S: Final = 6.0
"""And one more in so many seconds."""
CIRCUITS: Final = 50_000
"""Remembered at a time, some 10 MB; the one that was quiet for longest is forgotten first."""
WAITING: Final = 100
"""Who may wait in a lane; at 30 ms each nobody waits longer than a few seconds."""


class Full(Exception):
    """It cannot be done now; in a minute it can."""


class Buckets:
    """How much each circuit may still ask for."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take the time from *clock*, in seconds, which only runs forward."""
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, circuit: str) -> None:
        """Take one.

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


class Lane:
    """One at a time, and not too many behind."""

    def __init__(self) -> None:
        self._one = asyncio.Semaphore(1)
        self._waiting = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn.

        :raises Full: too many wait.
        """
        if self._waiting >= WAITING:
            raise Full
        self._waiting += 1
        try:
            async with self._one:
                yield
        finally:
            self._waiting -= 1
