"""``jebo door``: makes a tip line, opens it, and tells what endangers it."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import UTC, date, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

from jebo.cli.memory import loaded
from jebo.cli.saying import complain, make_printable
from jebo.errors import N_, JeboError
from jebo.told.messages import _
from jebo.told.refusals import Refused, sentence

if TYPE_CHECKING:
    from jebo.door.settings import Settings

SEVERE = 1


class NotInstalled(Refused):
    """What only the door needs is missing."""

    says = N_(
        "the door is not installed here; install what requirements/door.txt lists, or: pip install 'jebo[door]'"
    )


class NoName(Refused):
    """The newsroom has none."""

    says = N_("say what the newsroom is called, with --name-ko, --name-en or both")


def run(arguments: Namespace) -> int:
    """Do what was asked, and tell the exit status: 0 done, 1 the door should not be opened, 2 refused."""
    make_printable("text")
    if not all(map(find_spec, ("uvicorn", "httptools", "multipart", "jinja2", "pyrage", "cryptography"))):
        return complain(sentence(NotInstalled()))
    try:
        return {"init": init, "run": open_door, "doctor": doctor, "carry": carry}[arguments.door](arguments)
    except JeboError as error:
        return complain(sentence(error))


def init(arguments: Namespace) -> int:
    """Make a door."""
    from jebo.door.making import make
    from jebo.sealing.recipient import Recipient

    name = {
        code: given for code in ("ko", "en") if (given := (getattr(arguments, f"name_{code}") or "").strip())
    }
    if not name:
        raise NoName
    make(arguments.folder, name, tuple(map(Recipient.parse, arguments.recipient)), arguments.until)
    print(
        _(
            "The door is made. In its folder: door.toml (its settings), torrc and jebo-door.service (for Tor and systemd)."
        )
    )
    print(_("Bring desk.key to the desk by hand, and never by mail: with it the desk fetches what comes."))
    print(_("What endangers it: {command}").format(command="jebo door doctor"))
    return 0


def open_door(arguments: Namespace) -> int:
    """Open it, in a process whose memory is written over when it is given back."""
    from jebo.door import serve

    if not serve.clean(os.environ):
        serve.begin_clean()
    serve.run(arguments.folder, today, _is_open)
    return 0


def _is_open(settings: Settings) -> None:
    """Say so; from here on what nobody needs is looked for and given back again (:mod:`jebo.cli.memory`)."""
    loaded()
    print(_("The door is open at {address}").format(address=f"127.0.0.1:{settings.port}"), flush=True)


def doctor(arguments: Namespace) -> int:
    """What endangers it, each with what to do."""
    from jebo.door.doctor import examine, machine

    found = list(examine(arguments.folder, machine(), today()))
    for check in found:
        word = _("error") if check.severe else _("warning")
        print(f"{word}[{check.id}]: {_(check.says)}\n  = {_(check.hint)}")
    if not found:
        print(_("Nothing was found that endangers the door."))
    return SEVERE if any(check.severe for check in found) else 0


def carry(arguments: Namespace) -> int:
    """Fill a folder for a desk without a network."""
    from jebo.door.carrying import carry as fill

    count = fill(arguments.folder, arguments.carried)
    print(
        _("Envelopes to carry: {count}. They stay here until the desk has said that it has them.").format(
            count=count
        )
    )
    return 0


def today() -> date:
    """Today, everywhere the same: a door tells no time zone."""
    return datetime.now(UTC).date()  # noqa: TID251 - the edge where the clock comes in
