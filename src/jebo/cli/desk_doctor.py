"""``jebo desk doctor``: what endangers the desk, the worst first."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable
from datetime import date
from typing import Final

from jebo.cli.desk_asking import folder_of, opened
from jebo.desk import database, serve
from jebo.desk.clock import today
from jebo.desk.doctor import Check, Facts, Severity, examine
from jebo.desk.folder import DataFolder, settings
from jebo.desk.key import Key
from jebo.errors import N_
from jebo.told.messages import _

FOUND_ERRORS: Final = 1
_WORDS: Final = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.NOTE: N_("note")}


def doctor(arguments: Namespace) -> int:
    """Look at the machine, the folder, the backups and the database, and tell what is wrong."""
    folder = folder_of(arguments.folder)
    asked = database.postgres(os.environ)
    settings(folder)
    key = opened(folder)
    found = examine(
        Facts(
            folder=folder,
            day=today(),
            last_day=_last_day(folder, key),
            key=key,
            debug=serve.is_debugging(),
            postgres=asked,
        )
    )
    tell(found)
    if not found:
        print(_("Nothing is wrong, as far as a program can tell."))
    return FOUND_ERRORS if any(check.severity is Severity.ERROR for check in found) else 0


def _last_day(folder: DataFolder, key: Key) -> date | None:
    """The last day that the desk knows; none from a damaged database, which the doctor tells of by itself."""
    from jebo.desk.refused import Refused

    serve.set_up(folder, key, os.environ)
    try:
        with serve.working():
            return serve.last_day()
    except Refused:
        return None


def warn(folder: DataFolder) -> None:
    """Tell the errors that can be seen without reading the whole database."""
    found = examine(Facts(folder=folder, day=today()))
    tell(check for check in found if check.severity is Severity.ERROR)


def tell(found: Iterable[Check]) -> None:
    """Each check with what to do."""
    for check in found:
        print(f"{_(_WORDS[check.severity])}[{check.id}]: {_(check.says)}\n  = {_(check.hint)}", flush=True)
