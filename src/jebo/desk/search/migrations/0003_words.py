"""The index itself: FTS5 in the encrypted file, or a column of tokens on PostgreSQL.

A table that is made anew (SQLite, on a change of columns) loses its triggers: a later migration that touches the tables of
``fts5.NAMES_IT`` sets them again.
"""

from typing import Any

from django.db import migrations

from jebo.desk.search import fts5, tsvector

TABLES = ("search_passage", "search_eventpassage")


def create(_: Any, editor: Any) -> None:
    """Make it."""
    of = engine(editor)
    _run(editor, (*of.CREATE, *(one for table in TABLES for one in of.joined(table))))


def drop(_: Any, editor: Any) -> None:
    """Take it away."""
    of = engine(editor)
    _run(editor, (*(one for table in TABLES for one in of.parted(table)), *of.DROP))


def engine(editor: Any) -> Any:
    """The module that speaks to this database's index."""
    return tsvector if editor.connection.vendor == "postgresql" else fts5


def _run(editor: Any, statements: tuple[str, ...]) -> None:
    for statement in statements:
        editor.execute(statement, None)


class Migration(migrations.Migration):
    """After the tables and their wall."""

    dependencies = [("search", "0002_wall")]  # noqa: RUF012 - Django's own way
    operations = [migrations.RunPython(create, drop)]  # noqa: RUF012 - Django's own way
