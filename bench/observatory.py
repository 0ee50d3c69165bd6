"""How long a record of a million events takes to write, and its questions on DuckDB, SQLite and pandas; and the pages of 20,000.

    python bench/observatory.py            1,000,000 events, pages of 20,000
    python bench/observatory.py --quick    2,000 events, pages of 200

The events are invented (`jebo.observatory.invented`). Seconds by the clock for all files, and for the tables alone (CSV, Parquet,
SQLite); the most memory that a process held; for each documented question the least of five, in milliseconds, on DuckDB over the
Parquet files, on SQLite over record.sqlite, and on pandas over the same Parquet files, already in memory. pandas is left out where
it is not installed, with pyarrow, which reads Parquet for it. ``TMPDIR=/dev/shm`` leaves a slow disk out of it.
"""

from __future__ import annotations

import resource
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

TABLES_SECONDS, PAGES_SECONDS, MEGABYTES, QUESTION_MS = 60, 60, 2_000, 100  # asked for, on two cores
DAY = date(2027, 1, 1)
NAMES = {"en": "An invented newsroom", "ko": "지어낸 보도국"}


def main() -> int:
    if not all(map(find_spec, ("duckdb", "jinja2", "PIL", "msgspec"))):
        print(
            "The record is not measured: the observatory is not installed here (pip install 'jebo[observatory]')."
        )
        return 0
    quick = "--quick" in sys.argv
    folder = Path(tempfile.mkdtemp(prefix="jebo-bench-"))
    try:
        written(folder / "data", 2_000 if quick else 1_000_000)
        asked(folder / "data")
        shutil.rmtree(folder / "data")
        pages(folder / "site", 200 if quick else 20_000)
    finally:
        shutil.rmtree(folder)
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"most memory of a process: {most / 1e3:,.0f} MB (asked: {MEGABYTES:,})")
    return 0


def written(folder: Path, count: int) -> None:
    """All files of a record."""
    from jebo.observatory.dataset import write
    from jebo.observatory.invented import Invented
    from jebo.observatory.record import Record
    from jebo.observatory.tables import World
    from jebo.packs import load

    world = World(load("kp"))
    invented = Invented(world.pack, count)
    record = Record(number=1, day=DAY, pack="kp", names=NAMES, links=tuple(invented.links()))
    for what, tables in (("tables (CSV, Parquet, SQLite)", True), ("all files", False)):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        start = perf_counter()
        write(folder, record, world, events=invented.events, lines=not tables)
        asked_for = f" (asked: {TABLES_SECONDS} s at a million)" if tables else ""
        print(
            f"{count:,} events, {what}: {perf_counter() - start:.1f} s{asked_for}, {size(folder) / 1e6:,.0f} MB"
        )


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def asked(folder: Path) -> None:
    """Each question on all three."""
    from jebo.observatory.asking import Asked
    from jebo.observatory.questions import questions

    frames = in_pandas(folder)
    base = sqlite3.connect(folder / "record.sqlite")
    with Asked(folder) as record:
        for one in questions():
            ours = least(lambda sql=one.sql: record.sql(sql))  # type: ignore[misc]
            other = least(lambda sql=one.sql: base.execute(sql).fetchall())  # type: ignore[misc]
            line = f"{one.key:20} DuckDB {ours:7.1f} ms   SQLite {other:8.1f} ms ({other / ours:.0f} times)"
            if frames is not None:
                third = least(lambda key=one.key: IN_PANDAS[key](frames))  # type: ignore[misc]
                line += f"   pandas {third:7.1f} ms ({third / ours:.1f} times)"
            print(line + ("" if ours < QUESTION_MS else f"   over {QUESTION_MS} ms"))
    base.close()


def least(ask: Callable[[], Any]) -> float:
    """The least of five, in milliseconds, after one that warms up."""
    found = []
    for _ in range(6):
        start = perf_counter()
        ask()
        found.append((perf_counter() - start) * 1e3)
    return max(min(found[1:]), 1e-3)


def in_pandas(folder: Path) -> dict[str, Any] | None:
    if not all(map(find_spec, ("pandas", "pyarrow"))):
        print("pandas is left out: pandas and pyarrow are not installed here.")
        return None
    import pandas  # type: ignore[import-untyped]

    names = ("events", "roles", "things", "links", "places", "organisations", "coverage", "totals", "types")
    return {name: pandas.read_parquet(folder / f"{name}.parquet") for name in names}


def _by_province(f: dict[str, Any]) -> Any:
    events, places = f["events"], f["places"].set_index("id")
    arrests = events[events.type == "ARREST"].groupby("province").size()
    adults = (places.adults_low + places.adults_high) / 2
    return (arrests / adults.reindex(arrests.index) * 1e6).sort_values()


IN_PANDAS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "kinds": lambda f: f["events"].groupby("type").size().nlargest(20),
    "inspections": lambda f: (lambda e: e.groupby(e.earliest.astype(str).str[:4]).size())(f["events"][f["events"].type == "INSPECT"]),
    "arrests_by_province": _by_province,
    "quarters": lambda f: f["coverage"].groupby(["year", "quarter"], dropna=False)[["events", "one_source"]].sum(),
    "one_source": lambda f: (1 - f["events"].groupby("type").several.mean()).nlargest(20),
    "then": lambda f: f["links"].groupby(["one_type", "other_type"]).size().nlargest(20),
    "who": lambda f: f["roles"][f["roles"].part == "agent"].groupby("organisation").size().nlargest(20),
    "goods": lambda f: f["things"].merge(
        f["events"].loc[f["events"].type.isin(("CONFISCATE", "DESTROY")), ["id"]], left_on="event", right_on="id"
    ).groupby("name_en").size().nlargest(20),
    "unsure": lambda f: f["events"].groupby(["time_precision", "geo_precision"]).size(),
    "only_counted": lambda f: f["totals"].merge(f["types"], left_on="type", right_on="code"),
}  # fmt: skip


def pages(where: Path, count: int) -> None:
    """The whole folder of a record, pages and files."""
    from jebo.observatory.build import build
    from jebo.observatory.conclude import standing
    from jebo.observatory.invented import Invented
    from jebo.observatory.record import Record
    from jebo.observatory.tables import World
    from jebo.packs import load
    from jebo.press.house import house

    world = World(load("kp"))
    invented = Invented(world.pack, count)
    events = tuple(invented.events())
    links = standing({one.id: one for one in events}, invented.links(), world.pack.places)
    record = Record(number=1, day=DAY, pack="kp", names=NAMES, events=events, links=links)
    start = perf_counter()
    built = build(where, record, world, house({"name": NAMES}), sign=None)
    print(
        f"{count:,} events, pages in two languages: {built.files:,} files, {perf_counter() - start:.1f} s (asked: {PAGES_SECONDS} s at 20,000)"
    )


if __name__ == "__main__":
    sys.exit(main())
