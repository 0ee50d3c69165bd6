"""An adversary joins every table with every other and with the pages, and looks for anything finer than may be told: nothing.

The truth is known here and to the desk alone. What the adversary uses is the released files; each test has its controls, deliberate
breaches that must be found.
"""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from tests.observatory.country import EN, KO, NAMES, PACK, TRADERS, WORLD, event
from tests.press.newsroom import newsroom

from jebo.observatory.build import build
from jebo.observatory.conclude import standing
from jebo.observatory.event import Goods, Link, Story, Tie
from jebo.observatory.fineness import Fineness
from jebo.observatory.may import Held, May, Said, entry
from jebo.observatory.place import PlaceKind
from jebo.observatory.quantity import exactly
from jebo.observatory.record import Record, Withdrawn
from jebo.observatory.role import Class, Part, Role, Sealed

ALL = May(when=Fineness.DAY, where=PlaceKind.POINT, who=True, goods=True, number=True)
LATER = Story(address="en/2026/12/later.html", language="en", title="Later", day=date(2026, 12, 3))
SECRET = {"en": "wholesalers of the levee", "ko": "강둑의 도매상"}


def held(id: str, type: str, when: str, where: str, said: Said = Said(), **more: object) -> Held:  # noqa: B008 - frozen
    return Held(event=event(id, type, when, where, **({"stories": (EN, KO)} | more)), may=ALL, said=said)  # type: ignore[arg-type]


TRUTH = {
    one.event.id: one
    for one in (
        held("hhhhhhh5", "INSPECT", "2026-07-13", "KP0205", Said(when=Fineness.MONTH)),
        held("ppppppp5", "SEARCH", "2026-07-19", "KP0205", quantity=exactly(37), counted="homes"),
        held("bbbbbbb5", "ARREST", "2026-07-24", "KP0205", Said(where=PlaceKind.CITY, tells=frozenset({"role 0"})), roles=(
            Role(part=Part.PATIENT, who=TRADERS, quantity=exactly(4)), Role(part=Part.PATIENT, who=Class(names=SECRET)),
            Role(part=Part.PATIENT, who=Sealed(id="sealed-person-1")),
        )),
        held("vvvvvvv5", "STRUGGLE", "2026-08-11", "KP0205", stories=(LATER,), goods=(Goods(code="G1.1", quantity=exactly(611)),)),
        held("ddddddd5", "TRIAL", "2026-08-27", "KP0205", Said(when=Fineness.MONTH), stories=(LATER,)),
        held("fffffff5", "REMIT", "2025-05-06", "KP0205"),
    )
}  # fmt: skip
ORDER = ["hhhhhhh5", "ppppppp5", "bbbbbbb5", "vvvvvvv5", "ddddddd5"]
TIES = [Link(one=one, tie=Tie.PRECEDES, other=other) for one, other in pairwise(ORDER)]


def released(truth: Mapping[str, Held] = TRUTH, ties: Iterable[Link] = TIES) -> Record:
    told = [entry(one, PACK.places, PACK.events) for one in truth.values()]
    events = tuple(sorted((one for one in told if one), key=lambda one: one.id))
    links = standing({one.id: one for one in events}, ties, PACK.places)
    return Record(
        number=7,
        day=date(2027, 3, 1),
        pack="kp",
        names=NAMES,
        events=events,
        links=links,
        withdrawn=(Withdrawn(id="zzzzzzz2", since=6),),
    )


def published(record: Record, where: Path) -> Path:
    build(where, record, WORLD, newsroom(name=NAMES), sign=None, workers=1)
    return where


# The adversary. Nothing of jebo's own reasoning is used from here on: files in, findings out.


def finer(site: Path) -> set[str]:
    """All that can be learned of an event beyond what may be told."""
    return {*_of_times(site / "data"), *_of_words(site), *_of_order(site / "data")}


def _base(data: Path) -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    for file in sorted(data.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as opened:
            head, *rows = csv.reader(opened)
        made.execute(f"create table {file.stem} ({', '.join(chr(34) + name + chr(34) for name in head)})")
        made.executemany(f"insert into {file.stem} values ({', '.join('?' * len(head))})", rows)
    return made


def _of_times(data: Path) -> Iterable[str]:
    """Bounds from each event's own row, moved by every tie, by stories that tell of both ends, again and again."""
    base = _base(data)
    bounds = {
        row[0]: [row[1] or "0000", row[2] or "9999"]
        for row in base.execute("select id, earliest, latest from events")
    }
    alone = {id_: list(both) for id_, both in bounds.items()}
    known = base.execute("select one, tie, other from links").fetchall()
    for _ in range(len(known) + 1):
        for one, tie, other in known:
            first, second = bounds[one], bounds[other]
            if tie in ("precedes", "causes"):
                first[1], second[0] = min(first[1], second[1]), max(second[0], first[0])
            else:
                first[:] = [max(first[0], second[0]), min(first[1], second[1])]
                if tie == "same_as":
                    second[:] = first
    for id_, both in bounds.items():
        if both != alone[id_]:
            yield f"{id_}: its time follows from a tie"
    for id_, (begins, ends) in alone.items():
        said = TRUTH[id_].said.when
        days = (date.fromisoformat(ends) - date.fromisoformat(begins)).days + 1
        if days < {Fineness.DAY: 1, Fineness.MONTH: 28, Fineness.QUARTER: 90, Fineness.YEAR: 90}[said]:
            yield f"{id_}: its time is told too finely"


def _of_words(site: Path) -> Iterable[str]:
    """Words and figures that only the truth holds, in any file of any form."""
    texts = {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }
    for id_, one in TRUTH.items():
        for word in (one.event.date.text, "sealed-person-1", *SECRET.values(), "levee"):
            for path, data in texts.items():
                if word.encode() in data:
                    yield f"{id_}: “{word}” stands in {path}"
    for id_, text in _rows_of(site):
        if id_ in TRUTH:
            yield from _of_row(id_, text, town=TRUTH[id_].said.where is PlaceKind.CITY)
    if "fffffff5" in {id_ for id_, _ in _rows_of(site)}:
        yield "what is only counted stands as an event"


def _of_row(id_: str, text: str, *, town: bool) -> Iterable[str]:
    if not town and re.search(r"\bKP0205\b|Chongjin|청진", text):
        yield f"{id_}: its town is told"
    if re.search(r"(?<![\d-])(37|611)(?![\d-])", text):
        yield f"{id_}: a number is told"
    if "G1.1" in text or "patch" in text:
        yield f"{id_}: its goods are told"


def _rows_of(site: Path) -> Iterable[tuple[str, str]]:
    """Each row of each table that speaks of an event, and what its own page says."""
    for file in sorted((site / "data").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as opened:
            head, *rows = csv.reader(opened)
        for row in rows:
            if head[0] in ("id", "event"):
                yield row[0], " ".join(row[1:])
    for file in sorted(site.glob("*/event/*.html")):
        page = file.read_text(encoding="utf-8")
        yield (
            file.stem,
            re.sub(
                r"<svg.*?</svg>|<[^>]+>",
                " ",
                page[page.index("<main") : page.index("In a chain" if "In a chain" in page else "</main>")],
                flags=re.DOTALL,
            ),
        )


def _of_order(data: Path) -> Iterable[str]:
    """Rows in the order of the days that nobody may know."""
    ids = [row[0] for row in _base(data).execute("select id from events")]
    true = sorted(ids, key=lambda id_: TRUTH[id_].event.date.text)
    if len(ids) > 3 and ids in (true, true[::-1]):
        yield "rows stand in the order of days"


# What must hold, and the controls.


def test_nothing_finer_than_allowed_is_found_by_joining_everything(tmp_path: Path) -> None:
    record = released()
    assert len(record.events) == 5
    assert record.links, "there is something to join"
    assert len(record.links) < len(TIES), "and something was left out"
    assert finer(published(record, tmp_path / "record")) == set()


def _unchecked(record: Record) -> Record:
    return replace(record, links=tuple(TIES))


def _as_held(id_: str) -> Callable[[Record], Record]:
    return lambda record: replace(
        record, events=tuple(TRUTH[id_].event if one.id == id_ else one for one in record.events)
    )


def _in_order(record: Record) -> Record:
    return replace(record, events=tuple(sorted(record.events, key=lambda one: TRUTH[one.id].event.date.text)))


def _month(record: Record) -> Record:
    from jebo.observatory.date import read

    return replace(
        record,
        events=tuple(
            replace(one, date=read("2026-08")) if one.id == "vvvvvvv5" else one for one in record.events
        ),
    )


def _counted_told(record: Record) -> Record:
    return replace(record, events=(*record.events, replace(TRUTH["fffffff5"].event)))


@pytest.mark.parametrize(
    ("breach", "found"),
    [
        (_unchecked, "its time follows from a tie"), (_as_held("ppppppp5"), "its time is told too finely"),
        (_as_held("ppppppp5"), "its town is told"), (_as_held("ppppppp5"), "a number is told"), (_as_held("vvvvvvv5"), "its goods are told"),
        (_as_held("bbbbbbb5"), "levee"), (_in_order, "rows stand in the order of days"), (_month, "its time is told too finely"),
        (_counted_told, "what is only counted stands as an event"),
    ],
)  # fmt: skip
def test_each_deliberate_breach_is_found(
    breach: Callable[[Record], Record], found: str, tmp_path: Path
) -> None:
    assert any(found in one for one in finer(published(breach(released()), tmp_path / "record")))


def test_what_becomes_vaguer_is_no_difference_that_is_shown(tmp_path: Path) -> None:
    """Of two releases, one finer, what tells of change does not speak: version, since, and what was withdrawn."""
    before, after = released(), released({id_: replace(one, said=Said()) for id_, one in TRUTH.items()})
    one, other = (published(record, tmp_path / name) for record, name in ((before, "one"), (after, "other")))
    asked = "select id, version, since from events order by id"
    assert _base(one / "data").execute(asked).fetchall() == _base(other / "data").execute(asked).fetchall()
    assert _base(other / "data").execute("select count(*) from withdrawn").fetchone() == (1,)
    assert not list(other.rglob("*diff*"))
    assert not [
        file
        for file in other.rglob("*.html")
        if re.search(r"made vaguer|coarser|made less|흐리게|넓혔", file.read_text(encoding="utf-8"))
    ]


def test_one_event_alone_is_told_as_its_desk_lets_it(tmp_path: Path) -> None:
    assert finer(published(released({"ppppppp5": TRUTH["ppppppp5"]}, ()), tmp_path / "record")) == set()
