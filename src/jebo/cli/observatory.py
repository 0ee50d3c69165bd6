"""``jebo observatory``: builds the public record of events, asks one, and takes events from a spreadsheet."""

from __future__ import annotations

import csv
import json
import sys
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jebo.cli.press_settings import SETTINGS, settings
from jebo.cli.saying import complain, make_printable
from jebo.errors import N_, JeboError
from jebo.told.messages import _
from jebo.told.refusals import Refused, sentence

if TYPE_CHECKING:
    from jebo.observatory.asking import Answer
    from jebo.observatory.importing.rows import Read

SHOWN: Final = 20
"""Rows that are named. Chosen by us: whoever has more wrong has one thing wrong in all of them."""


class NotInstalled(Refused):
    """What only the record needs is missing."""

    says = N_("the observatory is not installed here; install it with: pip install 'jebo[observatory]'")


class NoFile(Refused):
    """A file cannot be read."""

    says = N_("this file cannot be read; check its name, and that it is text in UTF-8")


class NotNew(Refused):
    """The folder is there already, or cannot be made."""

    says = N_("this folder is there already, or cannot be made; give a new one")


def run(arguments: Namespace) -> int:
    """Do what was asked, and tell the exit status: 0 done, 2 refused."""
    make_printable("text")
    if not all(map(find_spec, ("duckdb", "jinja2", "PIL", "cryptography", "msgspec"))):
        return complain(sentence(NotInstalled()))
    if arguments.observatory in ("build", "import"):
        from jebo.cli import desk

        return desk.attempted({"build": build, "import": take}[arguments.observatory], arguments)
    try:
        return {"query": query, "invent": invent}[arguments.observatory](arguments)
    except JeboError as error:
        return complain(sentence(error))


def build(arguments: Namespace) -> int:
    """Make the record as it stands today."""
    from jebo.cli.desk_asking import folder_of
    from jebo.cli.desk_rows import at_work
    from jebo.desk.clock import today

    house = settings(arguments.settings or folder_of(arguments.folder).root / SETTINGS)
    with at_work(arguments):
        from jebo.desk.record.recording import press

        built, record = press(arguments.record, house, today(), signed=not arguments.unsigned)
    print(_("Release {number} of {day}. Events: {events}. Files: {files}.").format(
        number=record.number, day=record.day.isoformat(), events=built.events, files=built.files
    ))  # fmt: skip
    print(_("Open {place}").format(place=arguments.record / "index.html"))
    return 0


def query(arguments: Namespace) -> int:
    """Ask a record."""
    from jebo.observatory.asking import Asked

    inside = arguments.record / "data"
    with Asked(inside if inside.is_dir() else arguments.record) as record:
        known = len(arguments.asked.split()) == 1
        answer = record.question(arguments.asked) if known else record.sql(arguments.asked)
    {"text": _as_text, "csv": _as_csv, "json": _as_json}[arguments.format](answer)
    return 0


def invent(arguments: Namespace) -> int:
    """Write the data of a record in which nothing happened, the same each time."""
    from datetime import date

    from jebo.observatory.dataset import write
    from jebo.observatory.invented import Invented
    from jebo.observatory.record import Record
    from jebo.observatory.tables import World
    from jebo.packs import load

    world = World(load("kp"))
    invented = Invented(world.pack, arguments.events)
    names = {"en": "An invented newsroom", "ko": "지어낸 보도국"}
    record = Record(
        number=1,
        day=date(2027, 1, 1),
        pack="kp",
        names=names,
        links=tuple(invented.links()),
        totals=invented.totals(),
        withdrawn=invented.withdrawn(),
    )
    try:
        arguments.folder.mkdir(parents=True)
    except OSError:
        raise NotNew from None
    write(arguments.folder, record, world, events=invented.events)
    print(_("Nothing in it happened. Ask it: {command}").format(
        command=f"jebo observatory query kinds --record {arguments.folder}"
    ))  # fmt: skip
    return 0


def _as_text(answer: Answer) -> None:
    """A table for people; where it is wider than the terminal, a block for each row."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    if not answer.rows:
        print(_("no rows"))
        return
    rows = [["" if cell is None else str(cell) for cell in row] for row in answer.rows]
    widths = [max(len(cell) for cell in column) for column in zip(answer.columns, *rows, strict=True)]
    console = Console(soft_wrap=True, highlight=False, markup=False)
    if sum(widths) + 3 * len(widths) > console.width:
        longest = max(map(len, answer.columns))
        for row in rows:
            print(
                "\n".join(f"{name:{longest}}  {cell}" for name, cell in zip(answer.columns, row, strict=True))
                + "\n"
            )
        return
    table = Table(*answer.columns, box=box.SIMPLE, show_edge=False)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _as_csv(answer: Answer) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)


def _as_json(answer: Answer) -> None:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    print(json.dumps(rows, ensure_ascii=False, default=str, indent=1))


def take(arguments: Namespace) -> int:
    """Take events from a spreadsheet, or tell what would be taken."""
    from jebo.cli.desk_rows import at_work
    from jebo.desk.clock import today
    from jebo.observatory.importing.mapping import mapping

    text, columns = _text(arguments.file), mapping(_text(arguments.mapping))
    with at_work(arguments):
        from jebo.desk.record.importing import keep, read, same

        found = read(text, columns, today())
        _tell(found, same(found))
        if found.faults:
            return complain(_("nothing was taken: mend the rows, or the mapping, and try again"))
        if not arguments.dry_run:
            print(
                _("Taken: {count}. They are events of the desk now, and none of them is public.").format(
                    count=keep(found, today())
                )
            )
    return 0


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise NoFile from None


def _tell(found: Read, alike: list[tuple[str, str]]) -> None:
    """What would be taken and what refused, by line and column, and never what stands there."""
    print(
        _("Rows that can be taken: {good}. Rows that are refused: {bad}.").format(
            good=len(found.drafts), bad=len(found.faults)
        )
    )
    for fault in found.faults[:SHOWN]:
        print(
            "  "
            + (_("line {line}, {column}: {why}") if fault.column else _("line {line}: {why}")).format(
                line=fault.line, column=fault.column, why=sentence(fault.why)
            )
        )
    if len(found.faults) > SHOWN:
        print("  " + _("and {n} more").format(n=len(found.faults) - SHOWN))
    for line, other in alike[:SHOWN]:
        print(
            "  "
            + _("line {line} may be the same event as {other}; tie them at the desk if it is").format(
                line=line, other=other if "/" in other else _("line {line}").format(line=other)
            )
        )
    if len(alike) > SHOWN:
        print("  " + _("and {n} more").format(n=len(alike) - SHOWN))
