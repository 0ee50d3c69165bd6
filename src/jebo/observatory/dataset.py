"""Writes a release of the record in all its forms into a folder, event by event, so that a million fit."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Final

import msgspec

from jebo.observatory.event import Event
from jebo.observatory.forms import citing, csvs, duck, machines, postgresql, sqlite
from jebo.observatory.record import Record
from jebo.observatory.tables import (
    Coverage,
    Row,
    World,
    batches,
    event_row,
    of_events,
    of_links,
    schema,
    small,
)
from jebo.press.spread import spread, uncollected

SIZE: Final = 10_000
"""Events that are held at a time. Chosen by us: a few tens of megabytes."""
LANGUAGES: Final = ("en", "ko")


Events = Callable[[], Iterable[Event]]


def write(
    folder: Path,
    record: Record,
    world: World,
    *,
    events: Events | None = None,
    url: str = "",
    workers: int = 0,
    lines: bool = True,
) -> None:
    """All files of a release into *folder*, which is there and empty.

    :param events: gives them anew each time, instead of the record's own, where there are too many to hold.
    :param url: where the newsroom's site stands, ending in ``/``; empty where addresses are to stay relative.
    :param workers: processes; 0 for as many as there are cores.
    :param lines: whether forms with a line for each event are written as well as tables.
    """
    given = events or (lambda: record.events)
    jobs: dict[str, Callable[[], None]] = {
        "base": lambda: _base(folder, record, world, given()),  # what takes longest first
        "tables": lambda: _tables(folder, record, world, given()),
        "beside": lambda: _beside(folder, record),
    }
    if lines:
        jobs["lines"] = lambda: _lines(folder, world, given(), url)
    with uncollected():
        deque(spread(lambda name: jobs[name](), list(jobs), workers, long=True), maxlen=0)


def _tables(folder: Path, record: Record, world: World, events: Iterable[Event]) -> None:
    """CSV, and from it Parquet."""
    counts, types = Coverage(world), dict[str, str]()
    with csvs.Written(folder) as tables:
        for batch in batches(events, SIZE):
            for name, some in of_events(batch, world).items():
                tables.add(name, some)
            counts.add(batch)
            types |= {one.id: one.type for one in batch}
        for name, rest in _rest(record, world, counts, types).items():
            tables.add(name, rest)
    duck.write(folder, folder)


def _base(folder: Path, record: Record, world: World, events: Iterable[Event]) -> None:
    counts, types, base = Coverage(world), dict[str, str](), sqlite.Written(folder / sqlite.FILE)
    for batch in batches(events, SIZE):
        rows = of_events(batch, world)
        for name, some in rows.items():
            base.add(name, some)
        base.find(rows["events"], _said(rows))
        counts.add(batch)
        types |= {one.id: one.type for one in batch}
    for name, rest in _rest(record, world, counts, types).items():
        base.add(name, rest)
    base.close()


def _rest(
    record: Record, world: World, counts: Coverage, types: Mapping[str, str]
) -> dict[str, Iterable[Row]]:
    return {**small(record, world), "links": of_links(record.links, types), "coverage": counts.rows()}


def _lines(folder: Path, world: World, events: Iterable[Event], url: str) -> None:
    with ExitStack() as stack:
        lines = _Lines(folder, stack, world, url)
        for batch in batches(events, SIZE):
            lines.add(batch, [event_row(one, world) for one in batch])


def _said(rows: Mapping[str, list[Row]]) -> dict[str, set[str]]:
    """Names of who and what took part in each event."""
    said: dict[str, set[str]] = defaultdict(set)
    for event, *_, english, korean, _low, _high, _how in rows["roles"]:
        said[str(event)] |= {str(one) for one in (english, korean) if one}
    for event, _code, english, korean, *_ in rows["things"]:
        said[str(event)] |= {str(english), str(korean)}
    return said


class _Lines:
    """The forms that have a line for each event."""

    def __init__(self, folder: Path, stack: ExitStack, world: World, url: str) -> None:
        self._world, self._url, self._encode = world, url, msgspec.json.Encoder().encode
        self._first = True
        self._geo = self._opened(stack, folder / "events.geojson")
        self._money = self._opened(stack, folder / "entities.ftm.json")
        self._linked = self._opened(stack, folder / "events.jsonld")
        self._geo.write(b'{"type":"FeatureCollection","features":[\n')
        self._linked.write(b'{"@context":"https://schema.org/","@graph":[\n')
        self._money.writelines(self._encode(one) + b"\n" for one in machines.organisations(world))
        stack.callback(self._end)

    def _opened(self, stack: ExitStack, path: Path) -> IO[bytes]:
        return stack.enter_context(path.open("wb"))

    def add(self, events: list[Event], rows: list[Row]) -> None:
        """The lines of these events."""
        encode, world, url = self._encode, self._world, self._url
        before = b"" if self._first else b",\n"
        self._first = False
        self._geo.write(before + b",\n".join(encode(machines.feature(row)) for row in rows))
        self._linked.write(before + b",\n".join(encode(machines.linked(one, world, url)) for one in events))
        self._money.writelines(encode(machines.entity(one, world, url)) + b"\n" for one in events)

    def _end(self) -> None:
        for file in (self._geo, self._linked):
            file.write(b"\n]}\n")


def _beside(folder: Path, record: Record) -> None:
    """What describes the tables."""
    described: dict[str, Any] = {
        "csv-metadata.json": csvs.metadata(record),
        "datasette.en.json": sqlite.datasette(record, "en"),
        "datasette.ko.json": sqlite.datasette(record, "ko"),
        "dataset.jsonld": machines.dataset(record, [f"{name}.csv" for name in schema()]),
    }
    for name, told in described.items():
        (folder / name).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for language in LANGUAGES:
        (folder / f"dictionary.{language}.md").write_text(citing.dictionary(language), encoding="utf-8")
    (folder / "postgresql.sql").write_text(postgresql.script(), encoding="utf-8")
    (folder / "CITATION.cff").write_text(citing.citation(record), encoding="utf-8")
