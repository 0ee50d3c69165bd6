"""The index on SQLCipher: one FTS5 table that holds tokens and no texts, in the encrypted file.

A row of the table also holds a token for its sort and one for its source, so that who sees few sources is answered from those
alone. The table keeps no positions: two tokens in one row are enough to look into its text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.db import models

from jebo.desk.search.query import Query
from jebo.desk.search.words import SORT

if TYPE_CHECKING:
    from jebo.desk.search.index import Line

_SOURCE: Final = (
    "\ue002"  # begins a token for a source; of the private area, which the tokenizer takes for a letter
)

NAMES_IT: Final = {
    "search_passage": "about", "search_eventpassage": "event_id", "search_editionpassage": "edition_id",
}  # fmt: skip
"""The tables of the index, and the column of each that names the row."""

# "ascii" takes every sign beyond ASCII for a letter, so that it leaves our tokens as they are. Deleting from a table that keeps
# no content marks the row; only a merge takes its tokens away (tidy).
_TABLE: Final = "CREATE VIRTUAL TABLE search_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii')"
_GONE: Final = (
    "CREATE TRIGGER {0}_gone AFTER DELETE ON {0} BEGIN DELETE FROM search_words WHERE rowid = old.id; END"
)
CREATE: Final = (_TABLE,)
DROP: Final = ("DROP TABLE search_words",)


def joined(table: str) -> tuple[str, ...]:
    """What makes a table part of the index."""
    return (_GONE.format(table),)


def parted(table: str) -> tuple[str, ...]:
    """What undoes that."""
    return (f"DROP TRIGGER {table}_gone",)


def put(connection: Any, lines: Sequence[Line]) -> None:
    """Write lines into the index, which must not hold their rows."""
    about_sources = [(line.number, line.source, line.sort, line.about) for line in lines if line.source]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_passage (id, source_id, sort, about) VALUES (%s, %s, %s, %s)", about_sources
        )
        for sort in ("event", "edition"):
            cursor.executemany(
                f"INSERT INTO search_{sort}passage (id, {sort}_id) VALUES (%s, %s)",  # noqa: S608 - names of ours
                [(line.number, line.about) for line in lines if line.sort == sort],
            )
        cursor.executemany(
            "INSERT INTO search_words (rowid, words) VALUES (%s, %s)",
            [(line.number, _words(line)) for line in lines],
        )


def tidy(connection: Any) -> None:
    """Merge the whole index into one piece without what was deleted."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")


def holds_what_left(connection: Any) -> bool:
    """Whether tokens of rows that have left the index still lie in it: FTS5 has marked such rows on pages of their own.

    Their numbers begin with that of a piece of the index, counted from 65,536: FTS5_TOMBSTONE_ROWID in SQLite's fts5_index.c.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM search_words_data WHERE id >> 37 >= 65536)")
        return bool(cursor.fetchone()[0])


def empty(connection: Any) -> None:
    """Leave nothing in the index."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")
        for table in NAMES_IT:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours


def newest(
    passages: models.QuerySet[Any],
    sort: str,
    query: Query,
    mine: list[str] | None,
    before: int | None,
    most: int,
    recent: int,
) -> list[tuple[int, str]]:
    """The numbers and ids of those of *passages* that may hold what is looked for, the newest first.

    :param recent: for PostgreSQL; FTS5 gives the newest first by itself.
    """
    table = passages.model._meta.db_table
    where = [f"search_words.rowid = {table}.id", "search_words MATCH %s"]
    values: list[Any] = [_match(sort, query, mine)]
    if before is not None:
        where.append("search_words.rowid < %s")
        values.append(before)
    found = passages.extra(  # noqa: S610 - the only way to have Django join a table that is no model's
        tables=["search_words"], where=where, params=values, order_by=["-search_words.rowid"]
    )
    return list(found.values_list("id", NAMES_IT[table])[:most])


def among(table: str, ids: list[str]) -> tuple[str, str]:
    """A condition that a row of *table* has one of *ids*, and its value.

    Given a list of them, the planner guesses that the wall leaves fewer rows, and reads all that the member may see: 0.3 s where
    this takes 0.01 s.
    """
    return f"{table}.id IN (SELECT value FROM json_each(%s))", json.dumps(ids)  # noqa: S608 - a name of ours


def _words(line: Line) -> str:
    source = [_source(line.source)] if line.source else []
    return " ".join([SORT + line.sort, *source, *line.tokens])


def _source(id: str) -> str:
    """An id keeps capitals apart, the tokenizer does not."""
    return _SOURCE + hashlib.sha256(id.encode()).hexdigest()[:20]


def _match(sort: str, query: Query, mine: list[str] | None) -> str:
    terms = [_any([_all(sorted(way)) for way in term.ways]) for term in query.terms]
    theirs = [_any([_quoted(_source(one)) for one in mine])] if mine else []
    return " AND ".join([_quoted(SORT + sort), *terms, *theirs])


def _all(tokens: list[str]) -> str:
    return "(" + " AND ".join(map(_quoted, tokens)) + ")"


def _any(parts: list[str]) -> str:
    return "(" + " OR ".join(sorted(parts)) + ")"


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
