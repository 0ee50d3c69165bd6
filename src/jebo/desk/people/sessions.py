"""Open sessions, in the memory of the running desk alone: no table tells who was at work when, and none outlives a start.

``SESSION_ENGINE`` names this module. A session ends half an hour after its last page (``SESSION_COOKIE_AGE``), when the
browser is closed, when the desk stops, and when the member's ``stamp`` changes, which another process may do.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.utils import timezone

LONGEST: Final = timedelta(hours=12)  # chosen by us: a day's work; after it one comes in again
_AHEAD: Final = timedelta(
    minutes=1
)  # chosen by us: a clock may be set right by a little, but not turned back
_STRANGERS: Final = 1000  # chosen by us: sessions of nobody, such as half a way in; the oldest makes room


@dataclass(slots=True, kw_only=True)
class Open:
    """One open session: what Django keeps in it, and when it was last used."""

    data: bytes = field(repr=False)
    member: str
    since: datetime
    used: datetime
    name: str = field(default_factory=lambda: secrets.token_urlsafe(6))
    """What the member's own page calls it by: it opens nothing."""

    def over(self, now: datetime) -> bool:
        """Whether it has been idle for too long, or is older than a day's work, or the clock was turned back."""
        idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return not -_AHEAD <= now - self.used <= idle or not -_AHEAD <= now - self.since <= LONGEST


_open: Final[dict[str, Open]] = {}
_lock: Final = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A session as its member's page lists it."""

    name: str
    since: date
    here: bool


def of(member: str, here: str | None) -> list[Listed]:
    """The open sessions of a member; *here* is the key of the one that asks."""
    now = timezone.now()
    with _lock:
        return [
            Listed(name=o.name, since=timezone.localdate(o.since), here=key == here)
            for key, o in _open.items()
            if o.member == member and not o.over(now)
        ]


def end(member: str, name: str | None = None, but: str | None = None) -> int:
    """End a member's sessions: the one called *name*, or all of them except the one with the key *but*."""
    with _lock:
        gone = [
            key
            for key, o in _open.items()
            if o.member == member and (name is None or o.name == name) and key != but
        ]
        for key in gone:
            del _open[key]
    return len(gone)


class SessionStore(SessionBase):
    """What Django asks of a session engine."""

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        with _lock:
            return session_key in _open

    def create(self) -> None:
        """A session with a new key."""
        while True:
            self._session_key: str | None = self._get_new_session_key()  # type: ignore[attr-defined]  # SessionBase's own
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Keep what is in it; this counts as use.

        :raises UpdateError: it was ended meanwhile.
        """
        if self.session_key is None:
            self.create()
            return
        held: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # SessionBase's own
        data, now = self.serializer().dumps(held), timezone.now()
        with _lock:
            before = _open.get(self.session_key)
            if (before is None) != must_create:
                raise CreateError if must_create else UpdateError
            before = before or Open(data=data, member="", since=now, used=now)
            member = str(held.get(SESSION_KEY, ""))
            _open[self.session_key] = replace(before, data=data, member=member, used=now)
            _make_room(now)

    def load(self) -> dict[str, Any]:
        """What is in it; nothing when it is over."""
        with _lock:
            found = _open.get(self.session_key or "")
            if found is not None and found.over(timezone.now()):
                del _open[self.session_key or ""]
                found = None
        if found is None:
            self._session_key = None
            return {}
        return dict(self.serializer().loads(found.data))

    def delete(self, session_key: str | None = None) -> None:
        """End it."""
        with _lock:
            _open.pop(session_key or self.session_key or "", None)

    @classmethod
    def clear_expired(cls) -> None:
        """Forget those that are over."""
        with _lock:
            _make_room(timezone.now())


def _make_room(now: datetime) -> None:
    """Forget what is over, and the oldest strangers where there are too many."""
    strangers = []
    for key, found in list(_open.items()):
        if found.over(now):
            del _open[key]
        elif not found.member:
            strangers.append(key)
    for key in strangers[: max(0, len(strangers) - _STRANGERS)]:
        del _open[key]
