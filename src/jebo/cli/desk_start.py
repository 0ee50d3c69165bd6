"""``jebo desk start``: opens the desk and serves its pages until it is told to end."""

from __future__ import annotations

import os
from argparse import Namespace

from jebo.cli.desk_asking import folder_of, opened
from jebo.cli.desk_doctor import warn
from jebo.cli.memory import loaded
from jebo.desk import database, serve
from jebo.desk.folder import settings
from jebo.told.messages import _


def start(arguments: Namespace) -> int:
    """Ask for the passphrase, say what endangers the desk, and serve."""
    names = serve.checked(arguments.name)
    folder = folder_of(arguments.folder)
    database.demand(os.environ)
    with folder.held():
        settings(folder)
        key = opened(folder)
        warn(folder)
        serve.set_up(folder, key, os.environ, names)
        with serve.working():
            serve.migrate()
            serve.forget()
        loaded()
        serve.serve(arguments.port, _told)
    print(_("The desk is closed."))
    return 0


def _told(address: str) -> None:
    print(_("The desk is open at {address}").format(address=address))
    print(_("Ctrl-C closes it."), flush=True)
