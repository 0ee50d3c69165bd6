"""Opens the door: one process, on 127.0.0.1 alone, that writes no log, dumps no memory and answers until it is told to end."""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import socket
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from jebo.door import polling, public, source
from jebo.door.app import Door, application
from jebo.door.circuits import Circuits
from jebo.door.keeping import Keeping
from jebo.door.lanes import Buckets
from jebo.door.line import LINES, Crowd, Line
from jebo.door.making import key_in
from jebo.door.refusals import AlreadyOpen, NoDoor, NotKept, PortTaken
from jebo.door.sessions import Sessions
from jebo.door.settings import Settings, read
from jebo.door.spool import Spool
from jebo.door.web import Receive, Send

SPOOL: Final = "spool"
LOCK: Final = "lock"
CLEAN: Final = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0:glibc.malloc.arena_max=2:"
    "glibc.malloc.mmap_threshold=1048576:glibc.malloc.trim_threshold=4194304",
}
"""So that memory is written over when it is given back, and no longer holds what somebody sent. glibc does it where asked (mallopt(3),
M_PERTURB), for all that Python and the libraries take from it, but not for what each thread holds ready for itself (tcache), so there is
none. Two arenas take less than the usual eight for each core. And what is larger than one MiB, above all the 19 MiB for a phrase, goes
back to the system at once: otherwise glibc keeps a hole of that size in each arena for the next one (M_MMAP_THRESHOLD).
"""
KEEP_ALIVE_S: Final = 75
FILES: Final = 4_096
SPARE: Final = 200
"""Files that connections of the public port leave: for the desk, for what comes in, for the disk. Chosen by us."""
AT_ONCE: Final = 64
"""Connections that are let in at once, so that no crowd takes what is spare before its first one is closed."""
WAITING: Final = 1_024
"""Connections that wait to be let in, on each port."""
_NO_LOG: Final = {
    "version": 1, "disable_existing_loggers": True, "handlers": {"none": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["none"], "level": "CRITICAL"},
}  # fmt: skip
_PR_SET_DUMPABLE: Final = 4  # prctl(2)


def clean(environment: Mapping[str, str]) -> bool:
    """Whether memory that is given back is written over: it can only be asked for when a process begins."""
    return CLEAN.items() <= environment.items()


def begin_clean() -> None:
    """Begin this process again with :data:`CLEAN`, as it was begun."""
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **CLEAN})  # noqa: S606 - the same program


def harden() -> None:
    """Nothing of this process is dumped, and its files are the owner's alone."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def door_in(folder: Path, today: Callable[[], date]) -> Door:
    """The door of a folder, with what was not whole cleared away.

    :raises jebo.door.refusals.DoorRefusal: there is none, a setting cannot be used, or the disk refuses.
    """
    settings = read(folder)
    try:
        spool = Spool(folder / SPOOL)
        spool.clear()
        spool.fill()
    except OSError:
        raise NotKept from None
    return Door(
        settings=settings, spool=spool, keeping=Keeping(spool), sessions=Sessions(time.monotonic), buckets=Buckets(time.monotonic),
        today=today,
    )  # fmt: skip


def run(folder: Path, today: Callable[[], date], told: Callable[[Settings], None]) -> None:
    """Serve the door of *folder* until a signal ends it.

    :param told: called once it listens.
    :raises jebo.door.refusals.DoorRefusal: it cannot be opened.
    """
    harden()
    with held(folder):
        door = door_in(folder, today)
        with listening(door.settings.port) as sources, listening(door.settings.desk_port) as desk:
            told(door.settings)
            server(door, key_in(folder)).run(sockets=[sources, desk])


def server(door: Door, key: str = "") -> uvicorn.Server:
    """What answers requests, of the desk only with its *key*. It says nothing of itself, and keeps no log."""
    config = uvicorn.Config(
        _by_port(door, key), http=_protocol(door.settings), ws="none", lifespan="off", loop="asyncio",
        log_config=_NO_LOG, access_log=False, server_header=False, date_header=False, proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_S, timeout_graceful_shutdown=10, backlog=AT_ONCE,
    )  # fmt: skip
    return _Server(config)


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen. asyncio lets so many wait as it lets in at once; we let more wait."""
        await super().startup(sockets)
        for one in sockets or []:
            one.listen(WAITING)


def _protocol(settings: Settings) -> type[HttpToolsProtocol]:
    kind = Circuits if settings.circuits else Line
    most = min(LINES, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - SPARE)
    return type("OfThisDoor", (kind,), {"private": settings.desk_port, "crowd": Crowd(most)})


def _by_port(door: Door, key: str) -> Callable[..., Awaitable[None]]:
    sources, desk = application(door, public.PAGES | source.PAGES), polling.application(door, key)

    async def answer(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        at = (scope.get("server") or ("", 0))[1]
        await (desk if at == door.settings.desk_port else sources)(scope, receive, send)

    return answer


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the door's folder, so that no second process opens it.

    :raises NoDoor: there is no such folder, or it cannot be entered.
    :raises AlreadyOpen: one has.
    """
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        raise NoDoor from None
    try:
        _locked(handle)
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise AlreadyOpen from None


@contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """A port of 127.0.0.1.

    :raises PortTaken: something else has it.
    """
    with socket.socket(
        proto=socket.IPPROTO_TCP
    ) as made:  # asyncio sends at once only where it is told that it is TCP
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind(("127.0.0.1", port))
        except OSError:
            raise PortTaken from None
        made.listen(WAITING)
        yield made
