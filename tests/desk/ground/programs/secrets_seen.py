"""Uses the backend in every way that leaves words behind, and tells where the key is among them."""

from __future__ import annotations

import copy
import io
import json
import logging
import pickle
import secrets
import sys
import tempfile
import traceback
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from pprint import pformat

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.views.debug import ExceptionReporter
from tests.desk.ground.programs.django_on import make_table, start

from jebo.desk.key import Key
from jebo.desk.sqlcipher import connection as encrypted


def reports(call: str) -> str:
    """What Django's debug page and a traceback with local variables say when the statement *call* fails."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(call)
    except Exception as fault:  # noqa: BLE001 - any
        told = traceback.TracebackException.from_exception(fault, capture_locals=True)
        page = ExceptionReporter(RequestFactory().get("/"), type(fault), fault, fault.__traceback__)
        return "".join(told.format()) + page.get_traceback_html()
    raise AssertionError("it did not fail")


def reports_of_opening(path: Path) -> str:
    """The same, where the connection itself fails: inside the code that has the key in its hand."""
    moved = path.with_suffix(".away")
    connection.close()
    path.rename(moved)
    moved.write_bytes(moved.read_bytes()[::-1])
    path.write_bytes(moved.read_bytes())
    told = reports("SELECT 1")
    moved.write_bytes(moved.read_bytes()[::-1])
    moved.replace(path)
    return told


def pickled(key: Key) -> str:
    """What pickle makes of the settings."""
    with suppress(TypeError):
        return repr(pickle.dumps({"OPTIONS": {"key": key}}))
    return "refused"


def seen(path: Path, key: Key) -> dict[str, str]:
    """Everything that was left behind, by place."""
    log = io.StringIO()
    logging.basicConfig(stream=log, level=logging.DEBUG)
    start(path, key, debug=True)
    logging.getLogger("django").setLevel(logging.DEBUG)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        call_command("check", databases=["default"])
        call_command("migrate", verbosity=3)
        call_command("diffsettings", all=True)
        make_table()
        page = reports("SELECT * FROM nothing") + reports_of_opening(path)
        with suppress(Exception):
            call_command("dbshell")
    process = Path("/proc/self")
    proc = {
        f"/proc/{name}": (process / name).read_bytes().decode("utf-8", "replace")
        for name in ("environ", "cmdline")
        if process.exists()
    }
    return {
        "queries": repr(connection.queries),
        "log": log.getvalue(),
        "settings": repr(settings.DATABASES) + pformat(settings.DATABASES) + f"{settings.DATABASES}",
        "copies": repr(copy.deepcopy(settings.DATABASES)) + repr(connection.settings_dict),
        "parameters": repr(connection.get_connection_params()) + repr(vars(connection)),
        "output": out.getvalue() + err.getvalue(),
        "reports": page,
        "pickle": pickled(key),
        **proc,
    }


class Talkative(Key):
    """A key that shows itself, as a string would."""

    def __repr__(self) -> str:
        return self.reveal().hex()


def main(breach: str) -> None:
    """Prints the places where the key was seen.

    On purpose, *breach* "leak" lets it into one query, and "talkative" takes a key that shows itself.
    """
    kind = Talkative if breach == "talkative" else Key
    key = kind(secrets.token_bytes(32))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        encrypted.create(path, key)
        places = seen(path, key)
        if breach == "leak":
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT \"x'{key.reveal().hex()}'\"")
            places["queries"] = repr(connection.queries)
        connection.close()
    forms = {key.reveal().hex(), key.reveal().hex().upper(), repr(key.reveal())[2:-1]}
    found = [name for name, text in places.items() if any(form in text for form in forms)]
    empty = [name for name, text in places.items() if not text and name != "/proc/environ"]
    json.dump({"found": sorted(found), "empty": empty, "places": sorted(places)}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
