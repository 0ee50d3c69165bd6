"""Who is at the door just now: in memory only, for a short time, and gone with the process."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from jebo.door.keys import Keys
from jebo.door.phrase import Phrase

LIFE_S: Final = 30 * 60
"""Without a page or a byte in so long, a session is over. Chosen by us: to write a page takes less."""
MOST: Final = 20_000
"""Sessions at a time; then the one goes that was quiet for longest, and first of those that never sent anything. Some 20 MB."""


@dataclass(slots=True, eq=False)
class Session:
    """One visit. ``repr`` shows nothing.

    :param phrase: until it was typed back.
    :param keys: from then on.
    :param token: has to come with each form, so that nobody else's page can send one.
    :param sent: how many envelopes it made, to find a free name sooner.
    :param news: what became of what was sent last: a line each, of a kind and a file's name that only this page shows; none: of the words.
    """

    cookie: str = field(repr=False)
    token: str = field(repr=False)
    phrase: Phrase | None = field(default=None, repr=False)
    keys: Keys | None = field(default=None, repr=False)
    news: list[tuple[str, str | None]] = field(default_factory=list, repr=False)
    sent: int = 0
    last: float = 0.0


class Sessions:
    """All of them, by what the cookie holds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take the time from *clock*, in seconds, which only runs forward."""
        self._clock = clock
        self._known: OrderedDict[str, Session] = OrderedDict()

    def begin(self, phrase: Phrase | None = None, keys: Keys | None = None) -> tuple[str, Session]:
        """A new one, and what its cookie holds."""
        self._forget()
        self._make_room()
        cookie = secrets.token_urlsafe(24)
        made = self._known[cookie] = Session(
            cookie, secrets.token_urlsafe(16), phrase, keys, last=self._clock()
        )
        return cookie, made

    def find(self, cookie: str) -> Session | None:
        """The one of a cookie, while it lasts; it lasts on."""
        self._forget()
        found = self._known.get(cookie)
        if found is not None:
            self.touch(found)
        return found

    def touch(self, session: Session) -> None:
        """Somebody is still there: a slow line keeps a visit alive."""
        if session.cookie in self._known:
            session.last = self._clock()
            self._known.move_to_end(session.cookie)

    def end(self, cookie: str) -> None:
        """Forget one."""
        self._known.pop(cookie, None)

    def _forget(self) -> None:
        oldest = self._clock() - LIFE_S
        while self._known and next(iter(self._known.values())).last < oldest:
            self._known.popitem(last=False)

    def _make_room(self) -> None:
        if len(self._known) >= MOST:
            idle = (cookie for cookie, one in self._known.items() if one.keys is None)
            self._known.pop(next(idle, next(iter(self._known))))
