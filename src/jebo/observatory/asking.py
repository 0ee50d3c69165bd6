"""Asking a record that was downloaded: SQL over its Parquet files.

    from pathlib import Path
    from jebo.observatory.asking import Asked

    with Asked(Path("data")) as record:
        print(record.sql("select type, count(*) from events group by type").rows)

Library: DuckDB (MIT, since 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import duckdb

from jebo.errors import N_, Refusal
from jebo.observatory.questions import questions
from jebo.observatory.tables import schema
from jebo.observatory.unreadable import WithFacts

_LONGEST: Final = 300
"""Letters of DuckDB's own message that are repeated: it speaks of the question, and a record holds nothing that is secret."""


class NoRecord(Refusal):
    """There is no record in a folder."""

    says = N_("there is no record here; give the folder that holds events.parquet")


class BadQuestion(WithFacts):
    """The SQL cannot be answered."""

    says = N_("this question cannot be answered: {what}")


class OnlyOneSelect(Refusal):
    """More than one statement, or one that is no question."""

    says = N_("a question is one SELECT; nothing is written and nothing else is done")


class NoSuchQuestion(WithFacts):
    """No documented question has this name."""

    says = N_("no documented question has this name, and it is no SQL; those that are there: {names}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Rows, and the names of their columns."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


class Asked:
    """The record whose Parquet files are in *folder*. Nothing else is read, and nothing is written.

    :raises NoRecord: they are not there.
    """

    def __init__(self, folder: Path) -> None:
        if not all((folder / f"{name}.parquet").is_file() for name in schema()):
            raise NoRecord
        self._base = duckdb.connect(":memory:")
        where = str(folder.resolve()).replace("'", "''")
        self._base.execute(f"SET allowed_directories = ['{where}']")
        for name in schema():
            self._base.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{where}/{name}.parquet')")  # noqa: S608
        self._base.execute("SET enable_external_access = false")
        self._base.execute("SET lock_configuration = true")

    def sql(self, text: str) -> Answer:
        """The answer to a question in SQL.

        :raises OnlyOneSelect: it is no question.
        :raises BadQuestion: it cannot be answered.
        """
        try:
            if [one.type for one in self._base.extract_statements(text)] != [duckdb.StatementType.SELECT]:
                raise OnlyOneSelect
            asked = self._base.execute(text)
            return Answer(columns=tuple(one[0] for one in asked.description or ()), rows=asked.fetchall())
        except duckdb.Error as wrong:
            raise BadQuestion(what=" ".join(str(wrong).split())[:_LONGEST]) from None

    def question(self, key: str) -> Answer:
        """The answer to one of the documented questions.

        :raises NoSuchQuestion: none has this name.
        """
        found = next((one for one in questions() if one.key == key), None)
        if found is None:
            raise NoSuchQuestion(names=", ".join(sorted(one.key for one in questions())))
        return self.sql(found.sql)

    def __enter__(self) -> Asked:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()
