"""The arguments of ``jebo desk``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from jebo.told.messages import _

ROLES: Final = ("contact-editor", "reporter", "translator", "editor", "safety-editor", "administrator")
PORT: Final = 8642
"""As :data:`jebo.desk.serve.PORT`; the help is shown without loading the desk."""
SOCKS_PORT: Final = 9050
"""As :data:`jebo.desk.tips.way.SOCKS_PORT`."""
REQUESTS: Final = 4
"""As :data:`jebo.desk.tips.fetching.REQUESTS`."""


def add_desk(commands: Any, add_lang: Callable[[argparse.ArgumentParser], None], *, asked: bool) -> None:
    """The subcommand; and its own where it is *asked* for, since a dozen of them take a while to make."""
    desk = commands.add_parser(
        "desk",
        help=_("the private newsroom: make it, start it, back it up"),
        description=_(
            "Keeps sources, testimony and statements in an encrypted database, and shows them to colleagues in a"
            " browser."
        ),
        epilog=_(
            "JEBO_DESK names another folder, JEBO_DATABASE a PostgreSQL database. Passphrases are asked for on the"
            " terminal, or read from standard input, a line each; never from arguments or the environment."
        ),
    )
    if not asked:
        return
    does = desk.add_subparsers(dest="desk", required=True, metavar=_("COMMAND"), title=_("commands"))

    def add(name: str, help: str, to: Any = does) -> argparse.ArgumentParser:
        one: argparse.ArgumentParser = to.add_parser(name, help=help, description=help)
        one.add_argument("--folder", type=Path, metavar=_("FOLDER"), help=_("the desk's folder"))
        add_lang(one)
        return one

    add("init", _("make a desk, with its recovery key and its first members"))
    _add_start(add("start", _("open the desk and serve its pages until Ctrl-C")))
    backup = add("backup", _("put all of the desk into one encrypted file, and try it out"))
    backup.add_argument("file", type=Path, metavar=_("FILE"), help=_("the new file"))
    restore = add("restore", _("make a desk from a backup, in a folder that is empty or not there yet"))
    restore.add_argument("file", type=Path, metavar=_("FILE"), help=_("the backup"))
    rekey = add("rekey", _("change the passphrase, and the key of the database with it"))
    rekey.add_argument(
        "--new-recovery-key",
        action="store_true",
        help=_("make a new recovery key as well: a paper was lost or seen"),
    )
    add("doctor", _("look for what endangers the desk from outside"))
    drill = does.add_parser(
        "drill", help=_("rehearse bad hours on an invented desk, and tell what was proven")
    )
    add_lang(drill)
    _add_door(add("door", _("tell what a tip line needs of this desk, and take down where it is")))
    _add_fetch(add("fetch", _("visit the tip line: take what came, bring answers")))
    _add_member(does, add)
    audit = does.add_parser("audit", help=_("the trail of what was done"))
    says = audit.add_subparsers(dest="what", required=True, metavar=_("COMMAND"), title=_("commands"))
    add("verify", _("tell whether a line of the trail was changed, taken out or put in"), says)
    _add_seed(add("seed", _("fill an empty desk with invented people, to try it out")))
    add_lang(desk)


def _add_start(start: argparse.ArgumentParser) -> None:
    start.add_argument(
        "--port", type=_port, default=PORT, metavar="N", help=_("listen there, on this machine alone (8642)")
    )
    start.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help=_("name by which colleagues reach it through a proxy or an onion service; may be given again"),
    )


def _add_door(door: argparse.ArgumentParser) -> None:
    door.add_argument("--address", metavar="ONION", help=_("the door's address for the desk"))
    door.add_argument("--key", type=Path, metavar=_("FILE"), help=_("the door's desk.key"))
    door.add_argument(
        "--new-key",
        action="store_true",
        help=_("make a new key for the door to seal for; what was sealed for older ones still opens"),
    )


def _add_fetch(fetch: argparse.ArgumentParser) -> None:
    fetch.add_argument(
        "--from",
        dest="carried",
        type=Path,
        metavar=_("FOLDER"),
        help=_("take what jebo door carry put there, without a network"),
    )
    fetch.add_argument(
        "--every", type=_count, default=0, metavar="N", help=_("visit every N minutes, until Ctrl-C")
    )
    fetch.add_argument(
        "--requests",
        type=_count,
        default=REQUESTS,
        metavar="N",
        help=_("at each visit, always so many, whatever there is (4)"),
    )
    fetch.add_argument(
        "--socks",
        type=_port,
        default=SOCKS_PORT,
        metavar="N",
        help=_("where Tor listens on this machine (9050)"),
    )


def _add_member(does: Any, add: Callable[..., argparse.ArgumentParser]) -> None:
    member = does.add_parser("member", help=_("members of the desk, made from here on the first day"))
    what = member.add_subparsers(dest="what", required=True, metavar=_("COMMAND"), title=_("commands"))
    new = add("add", _("make a member, with a one-time password that is shown once"), what)
    other = add("roles", _("give a member these roles and no others"), what)
    again = add("password", _("give a member whose passkey is lost a new one-time password"), what)
    for one in (new, other, again):
        one.add_argument("name", metavar=_("NAME"), help=_("the house name"))
    roles: dict[str, Any] = {"nargs": "+", "type": _role, "choices": ROLES}
    for one in (new, other):
        one.add_argument("roles", **roles, metavar=_("ROLE"), help=", ".join(ROLES))


def _add_seed(seed: argparse.ArgumentParser) -> None:
    for name, count in (
        ("sources", 2_000),
        ("testimonies", 20_000),
        ("statements", 100_000),
        ("stories", 5_000),
        ("seed", 1),
    ):
        seed.add_argument(f"--{name}", type=_count, default=count, metavar="N", help=f"({count:,})")


def _port(word: str) -> int:
    """A port, or 0 for any that is free."""
    if not (word.isascii() and word.isdigit() and int(word) < 1 << 16):
        raise argparse.ArgumentTypeError(_("a port is needed, 1 to 65535"))
    return int(word)


def _count(word: str) -> int:
    """A count from 0."""
    if not (word.isascii() and word.isdigit()):
        raise argparse.ArgumentTypeError(_("a count is needed, 0 or more"))
    return int(word)


def _role(word: str) -> str:
    """A role, its words joined in either way."""
    return word.replace(" ", "-").lower()
