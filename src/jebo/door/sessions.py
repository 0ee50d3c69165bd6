"""Who is at the door just now: in memory only, for a short time, and gone with the process."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from jebo.door.keys import Keys
from jebo.door.phrase import Phrase

LIFE_S: Final = 30 * 60
"""Without a page or a byte in so long, a session is over. Chosen by us: to write a page takes less."""
MOST: Final = 10_000
"""Sessions at a time in which a phrase is only looked at, and as many with keys; of each the one goes first that was quiet for longest, so
that neither drives the other out. Some 20 MB together. Chosen by us."""
FORGET_EVERY_S: Final = 60.0
"""So often those that are over are forgotten, whether somebody comes or not."""


@dataclass(slots=True, eq=False)
class Session:
    """One visit. ``repr`` shows nothing.

    :param phrase: until it was typed back.
    :param keys: from then on.
    :param token: has to come with each form, so that nobody else's page can send one.
    :param back: whether it began with a phrase that somebody had already.
    :param news: what became of what was sent last: a line each, of a kind and a file's name that only this page shows; none: of the words.
    """

    cookie: str = field(repr=False)
    token: str = field(repr=False)
    phrase: Phrase | None = field(default=None, repr=False)
    keys: Keys | None = field(default=None, repr=False)
    news: list[tuple[str, str | None]] = field(default_factory=list, repr=False)
    back: bool = False
    last: float = 0.0


class Sessions:
    """All of them, by what the cookie holds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take the time from *clock*, in seconds, which only runs forward."""
        self._clock = clock
        self._looking: OrderedDict[str, Session] = OrderedDict()
        self._known: OrderedDict[str, Session] = OrderedDict()
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, phrase: Phrase | None = None, keys: Keys | None = None) -> tuple[str, Session]:
        """A new one, and what its cookie holds."""
        cookie = secrets.token_urlsafe(24)
        made = Session(
            cookie, secrets.token_urlsafe(16), phrase, keys, back=keys is not None, last=self._clock()
        )
        self._put(made)
        return cookie, made

    def know(self, session: Session, keys: Keys) -> None:
        """Its phrase was typed back: from here on it has keys, and is driven out by none that has not. One that ended meanwhile has none."""
        if self._looking.pop(session.cookie, None) is not None:
            session.phrase, session.keys = None, keys
            self._put(session)

    def find(self, cookie: str) -> Session | None:
        """The one of a cookie, while it lasts; it lasts on."""
        self.forget()
        found = self._known.get(cookie) or self._looking.get(cookie)
        if found is not None:
            self.touch(found)
        return found

    def touch(self, session: Session) -> None:
        """Somebody is still there: a slow line keeps a visit alive."""
        for pool in (self._looking, self._known):
            if session.cookie in pool:
                session.last = self._clock()
                pool.move_to_end(session.cookie)

    def end(self, cookie: str) -> None:
        """Forget one."""
        self._looking.pop(cookie, None)
        self._known.pop(cookie, None)

    def forget(self) -> None:
        """Forget those that are over."""
        oldest = self._clock() - LIFE_S
        for pool in (self._looking, self._known):
            while pool and next(iter(pool.values())).last < oldest:
                pool.popitem(last=False)

    def _put(self, session: Session) -> None:
        self.forget()
        pool = self._looking if session.keys is None else self._known
        pool[session.cookie] = session
        if len(pool) > MOST:
            pool.popitem(last=False)
        if self._timer is None:
            self._later()

    def _later(self) -> None:
        """Look again after a while, for as long as there is one: nobody else may come."""
        with suppress(RuntimeError):  # outside of a server nothing runs later
            self._timer = asyncio.get_running_loop().call_later(FORGET_EVERY_S, self._again)

    def _again(self) -> None:
        self._timer = None
        self.forget()
        if self._looking or self._known:
            self._later()
