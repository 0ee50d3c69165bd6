"""The page from which the record is taken away: files, how to cite it, questions, and what every column means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from jebo.errors import N_
from jebo.observatory import render
from jebo.observatory.forms.citing import kinds
from jebo.observatory.forms.machines import dataset
from jebo.observatory.pages.frame import TOP, Pages, Setting
from jebo.observatory.questions import questions
from jebo.observatory.tables import schema
from jebo.press import words as press_words

FOLDER: Final = "data"
FILES: Final = {
    "events.csv": N_("Events as a table for spreadsheets (UTF-8, RFC 4180). All tables are listed below."),
    "csv-metadata.json": N_("What the tables and columns mean, for machines: CSV on the Web (W3C)."),
    "events.parquet": N_("The same with types, for pandas, DuckDB and others; each table has its file."),
    "record.sqlite": N_("All tables in one SQLite file, with an index over Korean and English words."),
    "datasette.en.json": N_("What Datasette shows beside that file."),
    "postgresql.sql": N_("Makes the tables in PostgreSQL and fills them from the CSV files."),
    "events.geojson": N_(
        "Events on a map. A point is the middle of the place that is named, not where it happened."
    ),
    "entities.ftm.json": N_("Events and organisations for FollowTheMoney and Aleph, a line each."),
    "events.jsonld": N_("Events in the words of schema.org."),
    "dictionary.en.md": N_("What every table and column means."),
    "CITATION.cff": N_("How to cite this release, for reference managers."),
}


def pages(setting: Setting, sizes: Mapping[str, int]) -> Pages:
    """The page, given the size of each file in bytes."""
    yield setting.path("data"), partial(_data, setting, sizes)


def _data(setting: Setting, sizes: Mapping[str, int]) -> bytes:
    record, language = setting.shown.record, setting.language
    files = [
        (name, f"{FOLDER}/{name}", _size(sizes.get(name, 0)), setting.say(says))
        for name, says in ((one.replace(".en.", f".{language}."), says) for one, says in FILES.items())
    ]
    day = press_words.day(record.day, language)
    house = setting.house.called(language)
    cite = setting.say("{name}, Record of events, release {number}, {day}.").format(
        name=house, number=record.number, day=day
    )
    tables = [
        {
            "name": table.name, "says": table.says[language],
            "files": [(f"{table.name}.{form}", f"{FOLDER}/{table.name}.{form}") for form in ("csv", "parquet")],
            "columns": [(one.name, kinds(one, language), one.says[language]) for one in table.columns],
        }
        for table in schema().values()
    ]  # fmt: skip
    lead = setting.say("Release {number}, {day}. Free to use with the newsroom's name (CC BY 4.0).").format(
        number=record.number, day=day
    )
    told: Mapping[str, Any] = dataset(record, [f"../{FOLDER}/{name}.csv" for name in schema()])
    return render.page(
        "data.html", setting.page("data", setting.say(TOP["data"]), lead), lead=lead, files=files, cite=cite, tables=tables,
        questions=[(one.says[language], one.sql) for one in questions()],
        linked=Markup(json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")),  # noqa: S704 - no tag can begin in it
    )  # fmt: skip


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3)):,} kB"
