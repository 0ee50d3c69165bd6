"""The day by which a source should have been heard of, reckoned by the database, so that a list of the overdue is one lookup."""

from __future__ import annotations

from typing import Any

from django.db.models import Func


class DaysAfter(Func):
    """A day and a number of days after it; nothing if either is."""

    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """SQLite keeps a day as text: https://www.sqlite.org/lang_datefunc.html."""
        day, days = (compiler.compile(each)[0] for each in self.source_expressions)
        return f"date({day}, '+' || {days} || ' days')", ()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """PostgreSQL adds whole days to a day."""
        day, days = (compiler.compile(each)[0] for each in self.source_expressions)
        return f"({day} + {days}::integer)", ()
