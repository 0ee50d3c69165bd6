"""The database backend: Django's own for SQLite, over a connection that is encrypted.

In the settings::

    DATABASES = {
        "default": {
            "ENGINE": "jebo.desk.sqlcipher",
            "NAME": folder.database,
            "OPTIONS": {"key": key},  # a Key, or a function that returns one
        }
    }
"""

from __future__ import annotations

import datetime
import decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.backends.sqlite3 import base as sqlite
from django.db.backends.sqlite3._functions import (  # type: ignore[import-untyped]
    register as register_functions,
)
from django.db.utils import DatabaseErrorWrapper
from django.utils.asyncio import async_unsafe
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.functional import cached_property
from sqlcipher3 import dbapi2

from jebo.desk.key import Key
from jebo.desk.refused import Refused
from jebo.desk.sqlcipher import connection
from jebo.desk.sqlcipher.client import DatabaseClient
from jebo.desk.sqlcipher.creation import DatabaseCreation
from jebo.desk.sqlcipher.features import DatabaseFeatures

# The same as Django registers with the standard library's module.
dbapi2.register_converter("bool", b"1".__eq__)
dbapi2.register_converter("date", sqlite.decoder(parse_date))
dbapi2.register_converter("time", sqlite.decoder(parse_time))
dbapi2.register_converter("datetime", sqlite.decoder(parse_datetime))
dbapi2.register_converter("timestamp", sqlite.decoder(parse_datetime))
dbapi2.register_adapter(decimal.Decimal, str)
dbapi2.register_adapter(datetime.date, sqlite.adapt_date)
dbapi2.register_adapter(datetime.datetime, sqlite.adapt_datetime)

_TRANSACTION_MODE: Final = "IMMEDIATE"
"""Take the writer's place when a transaction begins, so that none fails half way for another's sake."""


class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # the library has no types
    """Django's placeholders in SQLite's form."""

    # Django's own methods, over this module's cursor: they call `super()` of their own class, so they are
    # written here again.
    convert_query = sqlite.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, dict) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement for each set of parameters."""
        rows = list(param_list)
        names = list(rows[0]) if rows and isinstance(rows[0], dict) else None
        return super().executemany(self.convert_query(query, param_names=names), rows)


_KINDS: Final[dict[type[Refused], type[Refused]]] = {}


def _for_django(kind: type[Refused]) -> type[Refused]:
    """The same sentence as an error that Django's own code knows how to catch."""
    if kind not in _KINDS:
        named = {"__doc__": kind.__doc__, "__module__": __name__}
        _KINDS[kind] = type(kind.__name__, (kind, OperationalError), named)
    return _KINDS[kind]


class InOneSentence(DatabaseErrorWrapper):
    """What SQLite says of a disk or a key becomes one sentence of ours, without the statement that met it."""

    def __init__(self, wrapper: Any) -> None:
        super().__init__(wrapper)
        self.wrapper = wrapper

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        kind = connection.sentence(exc_value) if isinstance(exc_value, dbapi2.Error) else None
        if kind is None:
            super().__exit__(exc_type, exc_value, traceback)
            return
        self.wrapper.errors_occurred = True
        raise _for_django(kind) from None


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """A connection of Django's to the encrypted database."""

    display_name = "SQLCipher"
    transaction_mode: str | None
    init_commands: list[str]
    Database = dbapi2
    client_class = DatabaseClient  # type: ignore[assignment]  # no child of SQLite's, for it starts no shell
    creation_class = DatabaseCreation
    features_class = DatabaseFeatures

    @cached_property
    def wrap_database_errors(self) -> InOneSentence:
        """Django enters this around each call of the library."""
        return InOneSentence(self)

    def get_connection_params(self) -> dict[str, Any]:
        """What the library is called with; the key is a value that shows itself nowhere."""
        given = super().get_connection_params()
        self.transaction_mode = self.transaction_mode or _TRANSACTION_MODE
        key = given.pop("key", None)
        key = key() if callable(key) else key
        if not isinstance(key, Key):
            raise ImproperlyConfigured(
                "OPTIONS of the database need a key: a Key, or a function returning one"
            )
        if self.creation.is_in_memory_db(self.settings_dict["NAME"]):
            raise ImproperlyConfigured("the desk's database is a file, in tests too")
        options = {name: value for name, value in given.items() if name not in ("database", "uri")}
        return {"path": Path(given["database"]), "key": key, **options}

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """An open connection.

        :raises Refused: in one sentence, which is also an ``OperationalError``.
        """
        try:
            opened = connection.connect(**conn_params)
        except Refused as refused:
            raise _for_django(type(refused)) from None
        register_functions(opened)
        # As in Django's backend: macOS turns it on, which keeps tables from being renamed in one piece.
        opened.execute("PRAGMA legacy_alter_table = OFF")
        for command in self.init_commands:
            if command.strip():
                opened.execute(command)
        return opened

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that takes Django's placeholders."""
        return self.connection.cursor(factory=Cursor)

    def checkpoint(self) -> bool:
        """Move the journal into the database and empty it; False while somebody still reads from it.

        To be called after something was destroyed, and now and then by the running desk. Closing the last
        connection does the same by itself.
        """
        self.ensure_connection()
        return connection.checkpoint(self.connection)
