"""The arguments of ``jebo door``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from jebo.told.messages import _


def add_door(commands: Any, add_lang: Callable[[argparse.ArgumentParser], None]) -> None:
    """The subcommand and its own."""
    door = commands.add_parser(
        "door",
        help=_("the public tip line: make one, run it, look whether it is safe"),
        description=_(
            "Takes words and files over Tor, seals them at once for the desk, and keeps nothing that it could open."
        ),
    )
    does = door.add_subparsers(dest="door", required=True, metavar=_("COMMAND"), title=_("commands"))
    init = does.add_parser("init", help=_("make a door in a new folder"))
    _add_folder(init)
    init.add_argument(
        "--recipient",
        action="append",
        required=True,
        metavar="AGE",
        help=_("a public key that opens what is sent (jebo desk door); several"),
    )
    init.add_argument(
        "--until",
        type=_day,
        required=True,
        metavar="YYYY-MM-DD",
        help=_("the last day on which these keys are used"),
    )
    init.add_argument("--name-ko", metavar=_("NAME"), help=_("what the newsroom is called in Korean"))
    init.add_argument("--name-en", metavar=_("NAME"), help=_("what the newsroom is called in English"))
    add_lang(init)
    run = does.add_parser("run", help=_("open the door, until Ctrl-C or the system closes it"))
    _add_folder(run)
    add_lang(run)
    doctor = does.add_parser("doctor", help=_("tell what endangers the door"))
    _add_folder(doctor)
    add_lang(doctor)
    carry = does.add_parser(
        "carry", help=_("put what waits into a folder that somebody carries, and take what came back")
    )
    _add_folder(carry)
    carry.add_argument(
        "carried", type=Path, metavar=_("CARRIED"), help=_("the folder that is carried, on a stick or a card")
    )
    add_lang(carry)
    add_lang(door)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("the door's folder"))


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(_("a day is needed, as 2027-06-01")) from None
