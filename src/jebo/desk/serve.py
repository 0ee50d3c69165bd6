"""Opens a desk and serves its pages to this machine: Django over the open folder, the newest tables, waitress."""

from __future__ import annotations

import errno
import os
import re
import secrets
import signal
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from types import FrameType
from typing import Any, Final, NoReturn

from jebo.desk import database, stage, unlocked
from jebo.desk.clock import today
from jebo.desk.disk import InUse
from jebo.desk.folder import DataFolder, NewerDesk, settings
from jebo.desk.key import Key
from jebo.desk.keyring import Keyring
from jebo.desk.refused import Refused
from jebo.errors import N_

PORT: Final = 8642  # chosen by us: nothing common uses it
# A file of 64 MiB (settings.FILE_UPLOAD_MAX_MEMORY_SIZE), and the form around it.
_LARGEST_BYTES: Final = 65 << 20
# waitress puts what it received, or is to send, in a file once it is large; here nothing becomes large enough.
IN_MEMORY: Final[dict[str, Any]] = {
    "ident": "",
    "max_request_body_size": _LARGEST_BYTES,
    "inbuf_overflow": 2 * _LARGEST_BYTES,
    "outbuf_overflow": 8 * _LARGEST_BYTES,
}
# Whether a colleague's connection is encrypted, the proxy on this machine may say, and nothing else.
BEHIND_A_PROXY: Final[dict[str, Any]] = {
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_count": 1,
    "trusted_proxy_headers": {"x-forwarded-proto"},
}
_LABEL: Final = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"  # RFC 1123, section 2.1
_NAME: Final = re.compile(rf"(?=.{{1,253}}$)({_LABEL}\.)+(?![0-9]+$){_LABEL}")
_ONION: Final = ".onion"
_NO_SUCH_ADDRESS: Final = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}  # a machine without IPv6


class NoName(Refused):
    """What the desk was to be reached by is an address, or no name at all."""

    says = N_(
        "a desk is reached by a name such as desk.example, not by an address: a passkey belongs to a name"
    )


class TwoWays(Refused):
    """Names of both kinds were given."""

    says = N_("an onion service needs no certificate and another name does; give names of one kind")


class TakenPort(Refused):
    """The desk cannot listen there."""

    says = N_(
        "this port cannot be used: another program has it, or it needs an administrator; name another with --port"
    )


class OlderDesk(Refused):
    """The desk that runs was started by an older version."""

    says = N_("the desk that is running is of an older jebo; stop it and start it again first")


def checked(names: Sequence[str]) -> tuple[str, ...]:
    """The *names* under which colleagues reach the desk.

    :raises NoName: one is an address, or has a sign that no name has.
    :raises TwoWays: some are onion services and some are not.
    """
    found = tuple(name.lower() for name in names)
    if not all(_NAME.fullmatch(name) for name in found):
        raise NoName
    if len({name.endswith(_ONION) for name in found}) > 1:
        raise TwoWays
    return found


def set_up(folder: DataFolder, key: Key, environment: Mapping[str, str], names: tuple[str, ...] = ()) -> None:
    """Have Django know the open desk. Once in a process.

    :raises jebo.desk.database.BadAddress: ``JEBO_DATABASE`` cannot be understood.
    :raises jebo.desk.database.RowsInPostgres, jebo.desk.database.RowsInTheFolder: the rows are not where it says.
    """
    said = settings(folder)
    database.must_hold_the_rows(said, environment)
    unlocked.unlock(
        unlocked.Unlocked(
            secret=secrets.token_urlsafe(48),
            database=database.entry(folder, key, environment),
            names=names,
            local=all(name.endswith(_ONION) for name in names),
            recovery=said.recipient,
            envelopes=folder.envelopes,
            exposure=Keyring(folder.exposure, key),
        )
    )
    os.environ["DJANGO_SETTINGS_MODULE"] = "jebo.desk.settings"
    import django

    django.setup()


@contextmanager
def at_work(folder: DataFolder, key: Key, environment: Mapping[str, str]) -> Iterator[None]:
    """The desk for a short piece of work, while it is served or not; what was written is in the database afterwards.

    :raises jebo.desk.disk.InUse: the folder is just being changed.
    :raises OlderDesk: the desk that runs does not know the newest tables yet.
    """
    with ExitStack() as held:
        alone = _hold(folder, held)
        set_up(folder, key, environment)
        with working():
            # A change of passphrase fails while this connection is open; if one began before, this work would be lost.
            if not alone and (stage.is_partial(folder.root) or stage.is_ready(folder.root)):
                raise InUse
            if alone:
                migrate()
            elif _waiting():
                raise OlderDesk
            yield


def _hold(folder: DataFolder, held: ExitStack) -> bool:
    try:
        held.enter_context(folder.held())
    except InUse:
        return False
    return True


@contextmanager
def working() -> Iterator[None]:
    """An open connection, whose journal is emptied into the database at the end."""
    from django.db import connection

    connection.ensure_connection()
    try:
        yield
    finally:
        checkpoint = getattr(connection, "checkpoint", None)  # PostgreSQL has a journal of its own
        if checkpoint is not None:
            checkpoint()
        connection.close()


def _waiting() -> bool:
    """Whether there are tables to make or to change.

    :raises NewerDesk: a later version has changed them already.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.loader.applied_migrations.keys() - executor.loader.disk_migrations.keys():
        raise NewerDesk
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    """Bring the tables to those of this version.

    :raises NewerDesk: a later version has changed them already.
    """
    if _waiting():
        from django.core.management import call_command

        from jebo.desk.wall import whole_desk

        with whole_desk():
            call_command("migrate", interactive=False, verbosity=0)


def forget() -> None:
    """Let go of the contacts whose days are over."""
    from jebo.desk.testimony.contacts import forget_daily

    forget_daily(today())


def tidy() -> None:
    """Leave no words in the index of search of rows that have left it since the last time."""
    from jebo.desk.search.index import tidy_what_is_left

    tidy_what_is_left()


def is_debugging() -> bool:
    """Whether faults would be shown with all that they held."""
    from django.conf import settings

    return bool(settings.DEBUG)


def last_day() -> date | None:
    """The last day in the audit trail, if there is a trail."""
    from django.db import connection

    from jebo.desk.people.models import Entry

    if Entry._meta.db_table not in connection.introspection.table_names():
        return None
    last = Entry.objects.order_by("-number").first()
    return last.day if last else None


def serve(port: int, tell: Callable[[str], None]) -> None:
    """Serve the pages until Ctrl-C, SIGTERM or the closing of the terminal.

    :param port: 0 for any that is free.
    :param tell: is given the address, once it answers.
    :raises TakenPort: another program listens there.
    """
    with _closing(_listening(port)) as sockets, working():
        server = _server(sockets)
        desk = unlocked.desk()
        here = f"http://localhost:{sockets[0].getsockname()[1]}/"
        with _ended_by_signals():
            tell(f"{'http' if desk.local else 'https'}://{desk.names[0]}/" if desk.names else here)
            server.run()
        tidy()


def _server(sockets: list[socket.socket]) -> Any:
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    trusted = {} if unlocked.desk().local else BEHIND_A_PROXY
    return create_server(get_wsgi_application(), sockets=sockets, **IN_MEMORY, **trusted)


@contextmanager
def _closing(sockets: list[socket.socket]) -> Iterator[list[socket.socket]]:
    """The *sockets*, closed at the end."""
    with ExitStack() as stack:
        for one in sockets:
            stack.enter_context(closing(one))
        yield sockets


def _listening(port: int) -> list[socket.socket]:
    """Both addresses that ``localhost`` may stand for, so that no other program stands in for the desk at one of them."""
    first: socket.socket | None = None
    try:
        first = _bound(socket.AF_INET, "127.0.0.1", port)
        return [first, _bound(socket.AF_INET6, "::1", first.getsockname()[1])]
    except OSError as fault:
        if first is not None and fault.errno in _NO_SUCH_ADDRESS:
            return [first]
    if first is not None:
        first.close()
    raise TakenPort


def _bound(family: int, host: str, port: int) -> socket.socket:
    made = socket.socket(family)
    try:
        if os.name == "posix":  # elsewhere this would let another program listen at the same address
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end the block's work as Ctrl-C does."""
    kinds = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {kind: signal.signal(kind, _end) for kind in kinds}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit
