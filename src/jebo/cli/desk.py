"""``jebo desk``: makes, starts and keeps the private newsroom. Each part is loaded when it is asked for."""

from __future__ import annotations

import traceback
from argparse import Namespace
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from jebo.cli.saying import complain, make_printable
from jebo.errors import N_, JeboError
from jebo.told.refusals import Failed, Refused, sentence

_NEEDED: Final = (
    "django allauth axes django_htmx whitenoise waitress sqlcipher3 cryptography pyrage platformdirs psycopg python_socks zxcvbn"
).split()


class NotInstalled(Refused):
    """What only the desk needs is missing."""

    says = N_("the desk is not installed here; install it with: pip install 'jebo[desk]'")


class FailedInDesk(Failed):
    """A fault of jebo itself, told by its class and its line, without what the desk holds."""

    says = N_("jebo failed at {place} ({fault}); report this line, never what the desk holds")


def run(arguments: Namespace) -> int:
    """Do what was asked, and tell the exit status: 0 done, 1 something is wrong with the desk, 2 refused."""
    make_printable("text")
    return attempted(lambda given: _work(given.desk)(given), arguments)


def attempted(work: Callable[[Namespace], int], arguments: Namespace) -> int:
    """Do something with a desk; what goes wrong is told without what the desk holds."""
    if not all(map(find_spec, _NEEDED)):
        return complain(sentence(NotInstalled()))
    from jebo.desk import machine

    machine.hide()  # before a passphrase is read
    try:
        return work(arguments)
    except JeboError as error:
        return complain(sentence(error if hasattr(error, "says") else _failed(error)))
    except Exception as fault:  # noqa: BLE001 - whatever it is, its own words may quote what the desk holds
        return complain(sentence(_failed(fault)))


def _failed(fault: Exception) -> FailedInDesk:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return FailedInDesk(fault=type(fault).__name__, place=f"{Path(last.filename).name}:{last.lineno}")


def _work(name: str) -> Callable[[Namespace], int]:
    if name == "start":
        from jebo.cli.desk_start import start

        return start
    if name == "doctor":
        from jebo.cli.desk_doctor import doctor

        return doctor
    if name == "drill":
        from jebo.cli.desk_drill import drill

        return drill
    if name in ("init", "rekey"):
        from jebo.cli import desk_keys

        return {"init": desk_keys.init, "rekey": desk_keys.rekey}[name]
    if name in ("backup", "restore"):
        from jebo.cli import desk_copies

        return {"backup": desk_copies.backup, "restore": desk_copies.restore}[name]
    if name in ("door", "fetch"):
        from jebo.cli import desk_tips

        return {"door": desk_tips.door, "fetch": desk_tips.fetch}[name]
    from jebo.cli import desk_rows

    return {"member": desk_rows.member, "audit": desk_rows.audit, "seed": desk_rows.seed}[name]
