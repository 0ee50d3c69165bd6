"""The database backend for PostgreSQL: before each statement the database is told through whose eyes it looks.

Telling it once, when a request begins, would not do: a rollback takes the telling back, a lost connection forgets it, a kept one
remembers it into the next request. So the telling is the statement's, and skipped only where nothing can have changed it.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any, Final

import psycopg
from django.db import DatabaseError, OperationalError
from django.db.backends.postgresql import base
from django.db.utils import DatabaseErrorWrapper
from django.utils.functional import cached_property
from psycopg import sql
from psycopg.pq import TransactionStatus

from jebo.desk import eyes
from jebo.desk.database import NoAnswer
from jebo.desk.refused import DiskFull, Refused
from jebo.desk.sqlcipher.connection import Busy

# PostgreSQL's "Error Codes" (appendix A of its manual).
_GONE: Final = ("08", "57P0")
_ROW_LEVEL_SECURITY: Final = "ExecWithCheckOptions"
"""The function of PostgreSQL that refuses a row for a policy; its message is translated, its name is not."""


class BehindTheWall(eyes.BehindTheWall, DatabaseError):
    """The database refused a row, where Python had let it pass."""


class DoesNotAnswer(NoAnswer, OperationalError):
    """The server is gone."""


class HasNoRoom(DiskFull, OperationalError):
    """The server's disk is full."""


class IsBusy(Busy, OperationalError):
    """Another transaction is in the way."""


_SENTENCES: Final[dict[str, type[Refused]]] = {"53100": HasNoRoom, "40P01": IsBusy, "55P03": IsBusy}


def sentence(fault: psycopg.Error) -> type[Exception] | None:
    """Which sentence of ours says what PostgreSQL says; None where it is a fault of the program."""
    if fault.diag.source_function == _ROW_LEVEL_SECURITY:
        return BehindTheWall
    state = fault.sqlstate or ""
    if state.startswith(_GONE) or (not state and isinstance(fault, psycopg.OperationalError)):
        return DoesNotAnswer
    return _SENTENCES.get(state)


class Unquoted(DatabaseErrorWrapper):
    """What PostgreSQL says of a fault quotes the row ("Key (alias)=(…)"). Its kind and the constraint's name remain."""

    def __init__(self, wrapper: Any) -> None:
        super().__init__(wrapper)
        self.wrapper = wrapper

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if not isinstance(fault, psycopg.Error):
            return
        kind = sentence(fault)
        named = fault.diag.constraint_name or fault.sqlstate or ""
        bare = type(fault)(f"{type(fault).__name__} {named}".strip())
        try:
            if kind is not None:
                self.wrapper.errors_occurred = True
                raise kind
            super().__exit__(type(bare), bare, traceback)
        except Exception as made:
            made.__context__ = None  # the fault itself, which Python would keep beside the new one
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of Django's to PostgreSQL that looks through the eyes of :mod:`jebo.desk.wall`."""

    _told: str | None  # what the server holds; None where that is not sure

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told = None
        self.execute_wrappers.append(self._with_eyes)

    @cached_property
    def wrap_database_errors(self) -> Unquoted:
        """Django enters this around each call of the library."""
        return Unquoted(self)

    def get_connection_params(self) -> dict[str, Any]:
        """Values travel beside the statement, not in it: so none stands in the server's log or in its list of statements."""
        given: dict[str, Any] = super().get_connection_params()
        given["cursor_factory"] = base.ServerBindingCursor
        return given

    def _with_eyes(
        self, execute: Callable[..., Any], query: str, params: Any, many: bool, context: Any
    ) -> Any:
        if self._listens():
            with self.wrap_database_errors:
                self._tell(eyes.EYES.get() or "")
        return execute(query, params, many, context)

    def leave(self, member: str) -> None:
        """Look through a member's eyes from now on, if the connection looked through others."""
        if self.connection is not None and self._told not in (None, member) and self._listens():
            try:
                self._tell(member)
            except psycopg.OperationalError:  # lost, and with it what it was told
                self._told = None

    def _listens(self) -> bool:
        """After a fault in a transaction the server takes nothing but its rollback, and is told anew after that."""
        return self.connection.info.transaction_status in (TransactionStatus.IDLE, TransactionStatus.INTRANS)

    def _tell(self, member: str) -> None:
        """``SET``, not ``set_config()``: which could be called from within a statement, and is taken from the role."""
        if self._told == member:
            return
        with self.connection.cursor() as cursor:
            cursor.execute(sql.SQL("SET {} TO {}").format(sql.SQL(eyes.SETTING), sql.Literal(member)))
        self._told = member

    def connect(self) -> None:
        """A new connection looks through nobody's eyes, and has been told nothing."""
        self._told = None
        super().connect()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]  # the stubs leave it out
        finally:
            self._told = None  # a rollback also takes back what was set

    def _savepoint_rollback(self, sid: str) -> None:
        try:
            super()._savepoint_rollback(sid)  # type: ignore[misc]
        finally:
            self._told = None
