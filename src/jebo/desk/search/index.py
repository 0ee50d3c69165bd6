"""The index: kept in the same transaction as the rows, asked only through the eyes of a member.

It answers which rows *may* hold what is looked for, the newest first. A row leaves it with the row itself; of a destroyed source
nothing stays in it, not even until the next tidying (:func:`forget`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import islice
from typing import Any, Final

from django.db import connection, models, transaction

from jebo.desk.search import fts5, tsvector
from jebo.desk.search.kinds import BY_MODEL, KINDS, Kind, Row
from jebo.desk.search.models import EditionPassage, EventPassage, Passage, Saved, Sort, first_place, place
from jebo.desk.search.query import Query
from jebo.desk.search.words import BREAK, fold, tokens
from jebo.desk.sources.models import Source
from jebo.desk.wall import whole_desk

FEW: Final = 200
"""Up to so many sources the index is asked for their rows alone. Somebody who sees more finds rows of theirs soon in any case;
and a list of thousands would take longer than it saves. Measured on 2,000 sources (docs/decisions/0009)."""
_AT_ONCE: Final = 2_000  # rows in one statement; chosen by us
_RECENT: Final = timedelta(days=30)  # chosen by us: some thousands of rows of a large desk
_OF_THE_DESK: Final[dict[Sort, type[Any]]] = {Sort.EVENT: EventPassage, Sort.EDITION: EditionPassage}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is written into the index about one row."""

    number: int
    sort: str
    about: str
    source: str
    tokens: list[str]


def engine() -> Any:
    """The module that speaks to this database's index."""
    return tsvector if connection.vendor == "postgresql" else fts5


def _passages(kind: Kind) -> models.QuerySet[Any]:
    if kind.of_the_desk:
        lines: models.QuerySet[Any] = _OF_THE_DESK[kind.sort].objects.all()
        return lines
    return Passage.objects.filter(sort=kind.sort)


def keep(row: models.Model) -> None:
    """Write a row into the index, anew if it is there."""
    kind = BY_MODEL[type(row)]
    values = {name: reduce(getattr, name.split("__"), row) for name in kind.needs}
    with transaction.atomic():
        drop(row)
        _write([_line(kind, values)])


def drop(row: models.Model) -> None:
    """Take a row out of the index."""
    kind = BY_MODEL[type(row)]
    _passages(kind).filter(**{kind.names_it: row.pk}).delete()


def drop_all(rows: models.QuerySet[Any]) -> None:
    """Take many rows of one sort out of the index, in one statement: before they are deleted without telling of each."""
    kind = BY_MODEL[rows.model]
    _passages(kind).filter(**{f"{kind.names_it}__in": rows.values("pk")}).delete()


def forget(source: str) -> None:
    """Leave nothing of a source in the index, nor in what members saved of their searches. Through the eyes of the whole desk."""
    with transaction.atomic():
        Passage.objects.filter(source=source).delete()
        for one in Source.objects.filter(pk=source):
            _forget_searches(one.alias)
        tidy()


def tidy() -> None:
    """Merge the index, so that nothing stays in it of rows that have left it. Takes 3 s with 120,000 rows."""
    engine().tidy(connection)


def tidy_what_is_left() -> None:
    """The same, if a row has left the index since the last time: for the end of a day's work, when the desk is closed.

    A row that is deleted or changed is not found from that moment on; until this its old tokens lie in the encrypted file.
    """
    if engine().holds_what_left(connection):
        tidy()


def rebuild() -> None:
    """Empty the index and write every row of the desk into it: after rows were written in bulk, or the tokens have changed."""
    with whole_desk(), transaction.atomic():
        engine().empty(connection)
        known: dict[str, tuple[str, ...]] = {}
        for kind in KINDS:
            for rows in _chunks(kind.read().iterator(chunk_size=_AT_ONCE)):
                _write([_line(kind, row, known) for row in rows])
        tidy()


def newest(
    kind: Kind, query: Query, mine: list[str] | None, before: int | None, most: int, today: date
) -> list[tuple[int, str]]:
    """Rows that the member may see and that may hold what is looked for: their numbers and ids, the newest first.

    :param mine: the member's sources if they are :data:`FEW`; otherwise None.
    :param before: only those with lower numbers.
    """
    asked_for = None if kind.of_the_desk else mine
    recent = first_place(today - _RECENT)
    found: list[tuple[int, str]] = engine().newest(
        _passages(kind), kind.sort.value, query, asked_for, before, most, recent
    )
    return found


def among(rows: models.QuerySet[Any, Any], ids: list[str]) -> models.QuerySet[Any, Any]:
    """Those of *rows* with one of these ids, found by the id and not by the wall, whatever the planner knows of the tables."""
    where, value = engine().among(rows.model._meta.db_table, ids)
    return rows.order_by().extra(where=[where], params=[value])  # noqa: S610 - a condition of ours


def mine() -> list[str] | None:
    """The sources that the member may see, if they are few."""
    found = list(Source.objects.order_by("pk").values_list("pk", flat=True)[: FEW + 1])
    return found if len(found) <= FEW else None


def _line(kind: Kind, row: Row, known: dict[str, tuple[str, ...]] | None = None) -> Line:
    return Line(
        number=place(kind.day_of(row)), sort=kind.sort.value, about=str(row["pk"]), source=kind.source_of(row),
        tokens=tokens(BREAK.join(kind.texts(row)), known),
    )  # fmt: skip


def _write(lines: list[Line]) -> None:
    engine().put(connection, [line for line in lines if line.tokens])


def _forget_searches(alias: str) -> None:
    for saved in Saved.objects.all():
        if _close(alias) in _close(saved.words):
            saved.delete()


def _close(text: str) -> str:
    return "".join(fold(text).split())


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while chunk := list(islice(rows, _AT_ONCE)):
        yield chunk
