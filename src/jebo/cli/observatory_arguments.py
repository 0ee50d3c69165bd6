"""The arguments of ``jebo observatory``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from jebo.told.messages import _

FORMATS: Final = ("text", "csv", "json")


def add_observatory(commands: Any, add_lang: Callable[[argparse.ArgumentParser], None]) -> None:
    """The subcommand and its own."""
    observatory = commands.add_parser(
        "observatory",
        help=_("the public record of events: build it, ask it, import a spreadsheet"),
        description=_(
            "Makes an open record of events that released stories told of, by province and quarter, and asks one."
        ),
    )
    does = observatory.add_subparsers(
        dest="observatory", required=True, metavar=_("COMMAND"), title=_("commands")
    )
    build = does.add_parser(
        "build", help=_("make the record as it stands today: pages, tables, a signed list")
    )
    build.add_argument("record", type=Path, metavar=_("RECORD"), help=_("where the record is, or will be"))
    _add_folder(build)
    build.add_argument(
        "--settings",
        type=Path,
        metavar=_("FILE"),
        help=_("what the newsroom says of itself (press.toml in the desk's folder)"),
    )
    build.add_argument("--unsigned", action="store_true", help=_("without a signed list"))
    add_lang(build)
    _add_query(does, add_lang)
    _add_import(does, add_lang)
    invent = does.add_parser("invent", help=_("write a record of invented events, to practise on"))
    invent.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("a new folder"))
    invent.add_argument("--events", type=_count, default=2_000, metavar="N", help=_("how many (2000)"))
    add_lang(invent)
    add_lang(observatory)


def _count(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= 10_000_000:
        raise argparse.ArgumentTypeError(_("a whole number is needed, from 1 to 10000000"))
    return int(word)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, metavar=_("FOLDER"), help=_("the desk's folder"))


def _add_query(does: Any, add_lang: Callable[[argparse.ArgumentParser], None]) -> None:
    query = does.add_parser(
        "query",
        help=_("ask a record in SQL"),
        epilog=_("Documented questions: {names}").format(
            names="arrests_by_province goods inspections kinds one_source only_counted quarters then unsure who"
        ),
    )
    query.add_argument(
        "asked", metavar=_("QUESTION"), help=_("a question in SQL, or the name of a documented one")
    )
    query.add_argument(
        "--record",
        type=Path,
        required=True,
        metavar=_("RECORD"),
        help=_("the folder of the record, or of its data"),
    )
    query.add_argument(
        "--format", choices=FORMATS, default="text", help=_("how the answer is written (text)")
    )
    add_lang(query)


def _add_import(does: Any, add_lang: Callable[[argparse.ArgumentParser], None]) -> None:
    given = does.add_parser(
        "import", help=_("take events from a spreadsheet into the desk: all of them, or none")
    )
    given.add_argument("file", type=Path, metavar=_("FILE"), help=_("the spreadsheet, saved as CSV"))
    given.add_argument(
        "--mapping",
        type=Path,
        required=True,
        metavar=_("FILE"),
        help=_("what its columns mean (docs/howto/record.md)"),
    )
    given.add_argument(
        "--dry-run", action="store_true", help=_("only tell what would be taken and what refused")
    )
    _add_folder(given)
    add_lang(given)
