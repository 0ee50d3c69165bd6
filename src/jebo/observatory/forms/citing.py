"""How the record is cited (Citation File Format 1.2), and what its tables and columns mean, for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jebo.observatory.record import Record
from jebo.observatory.tables import Column, schema

_WORDS: Final = {
    "en": ("What the tables hold", "Column", "Kind", "Meaning",
        "Files: {name}.csv, {name}.parquet, and the table of that name in record.sqlite.", "may be empty",
    ),
    "ko": ("표에 담긴 것", "열", "종류", "뜻", "파일: {name}.csv, {name}.parquet, record.sqlite 의 같은 이름 표.", "비어 있을 수 있음"),
}  # fmt: skip
_KINDS: Final = {
    "en": {"text": "text", "edtf": "date (EDTF)", "whole": "whole number", "number": "number", "day": "day", "flag": "true or false"},
    "ko": {"text": "글", "edtf": "때(EDTF)", "whole": "정수", "number": "수", "day": "날짜", "flag": "참·거짓"},
}  # fmt: skip


def citation(record: Record) -> str:
    """``CITATION.cff``."""
    lines = [
        "cff-version: 1.2.0",
        "message: Cite the number of the release that you used.",
        "type: dataset",
        f"title: {_quoted(record.names['en'] + ': record of events')}",
        f'version: "{record.number}"',
        f"date-released: {record.day.isoformat()}",
        "license: CC-BY-4.0",
        "authors:",
        f"  - name: {_quoted(record.names['en'])}",
    ]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def dictionary(language: str) -> str:
    """The data dictionary as Markdown, from the schema files."""
    return "\n".join(_dictionary(language)) + "\n"


def _dictionary(language: str) -> Iterator[str]:
    title, column, kind, meaning, where, _empty = _WORDS[language]
    yield f"# {title}"
    for table in schema().values():
        yield from ("", f"## {table.name}", "", table.says[language], "", where.format(name=table.name), "")
        yield from (f"| {column} | {kind} | {meaning} |", "|---|---|---|")
        for one in table.columns:
            yield f"| `{one.name}` | {kinds(one, language)} | {one.says[language]} |"


def kinds(column: Column, language: str) -> str:
    """What a column holds, in words."""
    refers = f" → {column.refers}" if column.refers else ""
    return _KINDS[language][column.kind] + refers + ("" if column.needed else f", {_WORDS[language][-1]}")
