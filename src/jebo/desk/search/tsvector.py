"""The index on PostgreSQL: a column of tokens beside each row's number, behind the same policy as the number.

The tokens are ours, so neither PostgreSQL's parser nor its dictionaries see a text. Its planner uses the index of tokens only if
an administrator has said that comparing them tells nothing (LEAKPROOF, docs/howto/use-postgresql.md); otherwise it reads the
tokens of the member's own rows, which is as right and slower for somebody who sees very many sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.db import models

from jebo.desk.search.query import Query
from jebo.desk.search.words import SORT

if TYPE_CHECKING:
    from jebo.desk.search.index import Line

NAMES_IT: Final = {
    "search_passage": "about", "search_eventpassage": "event_id", "search_editionpassage": "edition_id",
}  # fmt: skip
"""The tables of the index, and the column of each that names the row."""

CREATE: Final[tuple[str, ...]] = ()
DROP: Final[tuple[str, ...]] = ()


def joined(table: str) -> tuple[str, ...]:
    """What makes a table part of the index."""
    return (
        f"ALTER TABLE {table} ADD COLUMN words tsvector",
        f"CREATE INDEX {table}_words ON {table} USING gin (words)",
    )


def parted(table: str) -> tuple[str, ...]:
    """What undoes that."""
    return (f"ALTER TABLE {table} DROP COLUMN words",)


def put(connection: Any, lines: Sequence[Line]) -> None:
    """Write lines into the index, which must not hold their rows."""
    about_sources = [
        (one.number, one.source, one.sort, one.about, _words(one)) for one in lines if one.source
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_passage (id, source_id, sort, about, words)"
            " VALUES (%s, %s, %s, %s, array_to_tsvector(%s::text[]))",
            about_sources,
        )
        for sort in ("event", "edition"):
            cursor.executemany(
                f"INSERT INTO search_{sort}passage (id, {sort}_id, words)"  # noqa: S608 - names of ours
                " VALUES (%s, %s, array_to_tsvector(%s::text[]))",
                [(one.number, one.about, _words(one)) for one in lines if one.sort == sort],
            )


def tidy(connection: Any) -> None:
    """Tell the planner what is there. Dead rows go with the desk's own vacuum (jebo.desk.sources.destroy.wipe)."""
    with connection.cursor() as cursor:
        for table in NAMES_IT:
            cursor.execute(f"ANALYZE {table}")


def holds_what_left(connection: Any) -> bool:
    """Never in a row that can be asked for; dead rows are PostgreSQL's to clear away."""
    return False


def empty(connection: Any) -> None:
    """Leave nothing in the index, and no dead rows either."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # what is still to be checked keeps a table from being emptied
        cursor.execute(f"TRUNCATE {', '.join(NAMES_IT)}")


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

    Two plans, for the planner knows nothing of which word is in which sort of row, and by itself now and then reads all rows
    backwards for a word that hardly any of them holds: 0.2 s. Ordered by what no index is of, it takes the index of words, which is
    quick unless nearly all rows hold the word; and those are quickly found among the newest.

    :param recent: a number; somebody who sees many sources is answered from the rows above it, if they are enough.
    """
    held = passages.extra(where=["words @@ %s::tsquery"], params=[_looked_for(sort, query)])
    named = NAMES_IT[passages.model._meta.db_table]
    if mine is not None:
        held = held.extra(where=["source_id = ANY(%s)"], params=[mine])
    elif before is None:
        found = list(held.filter(id__gte=recent).order_by("-id").values_list("id", named)[:most])
        if len(found) == most:
            return found
    if before is not None:
        held = held.filter(id__lt=before)
    by_words = held.extra(select={"number": "id + 0"}).order_by().extra(order_by=["-number"])
    return list(by_words.values_list("number", named)[:most])


def among(table: str, ids: list[str]) -> tuple[str, list[str]]:
    """A condition that a row of *table* has one of *ids*, and its value."""
    return f"{table}.id = ANY(%s)", ids


def _words(line: Line) -> list[str]:
    return [SORT + line.sort, *line.tokens]


def _looked_for(sort: str, query: Query) -> str:
    terms = ("(" + " | ".join(sorted(_all(sorted(way)) for way in term.ways)) + ")" for term in query.terms)
    return " & ".join([_all([SORT + sort]), *terms])


def _all(tokens: list[str]) -> str:
    return (
        "(" + " & ".join("'" + token.replace("\\", "\\\\").replace("'", "''") + "'" for token in tokens) + ")"
    )
