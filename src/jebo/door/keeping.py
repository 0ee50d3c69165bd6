"""Keeps what many send at once, and waits for the disk once for all of them; nobody is told "it is here" before that."""

from __future__ import annotations

import asyncio
from typing import Final

from jebo.door.refusals import NotKept
from jebo.door.spool import Kept, Spool

BATCH: Final = 256
"""Things that are kept at once, at most. Chosen by us."""
TOGETHER_S: Final = 10.0
"""So long after something came, everything is touched together (:meth:`jebo.door.spool.Spool.together`). Chosen by us."""


class Keeping:
    """One for each door; it works while something waits."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._waiting: list[tuple[Kept, asyncio.Future[str]]] = []
        self._task: asyncio.Task[None] | None = None
        self._touching = False

    async def keep(self, one: Kept) -> str:
        """Keep it; gives its name once it outlives a power cut.

        :raises NotKept: the disk refused, or every name is taken.
        """
        done: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, done))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())
        return await done

    async def _work(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            kept = await asyncio.to_thread(self._spool.keep, [one for one, _ in some])
            for (_, done), name in zip(some, kept, strict=True):
                if done.cancelled():
                    continue
                if isinstance(name, NotKept):
                    done.set_exception(name)
                else:
                    done.set_result(name)
            if not self._touching:
                self._touching = True
                asyncio.get_running_loop().call_later(TOGETHER_S, self._touch)

    def _touch(self) -> None:
        self._touching = False
        asyncio.get_running_loop().run_in_executor(None, self._spool.together)
