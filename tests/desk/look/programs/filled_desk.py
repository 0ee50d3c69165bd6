"""Serves a filled desk from a new folder until it is ended: ``filled_desk.py FOLDER``.

Says in one line of JSON where it is, with which session its member is inside, and at which addresses its pages are.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[4]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from jebo.desk import clock, unlocked  # noqa: E402 - after the path is known
from jebo.desk.key import Key  # noqa: E402
from jebo.desk.keyring import Keyring  # noqa: E402
from jebo.desk.sqlcipher import connection  # noqa: E402

DAY = date(2026, 3, 2)
NAMES = ("Mina", "Bora")


class Machine:
    """Drafts translations, always in the same words."""

    outside = ""

    def drafts(self, sentences: Sequence[str], language: str, into: str, terms: object) -> tuple[str, ...]:
        """The same for each sentence."""
        return ("The lanes were swept." if into == "en" else "골목을 쓸었다.",) * len(sentences)


def open_desk(folder: Path) -> None:
    """A new encrypted desk, and Django on top of it."""
    clock.today = lambda: DAY  # before anybody takes it from there
    database, key = folder / "desk.db", Key(b"k" * 32)
    (folder / "envelopes").mkdir()
    connection.create(database, key)
    unlocked.unlock(
        unlocked.Unlocked(
            secret="only for tests " * 4,
            database={"ENGINE": "jebo.desk.sqlcipher", "NAME": database, "OPTIONS": {"key": key}},
            envelopes=folder / "envelopes",
            exposure=Keyring(folder / "exposure.age", key),
        )
    )
    os.environ["DJANGO_SETTINGS_MODULE"] = "jebo.desk.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    settings.DRAFTER = Machine()
    call_command("migrate", verbosity=0)


def main(folder: Path) -> None:
    """Fill the desk, say what is in it, and serve it."""
    open_desk(folder)
    from django.core.wsgi import get_wsgi_application
    from tests.desk.look import filled, pages_there_are
    from waitress.server import create_server

    ids, inside = filled.fill(DAY), {}
    for name in NAMES:
        inside[name], way_in = filled.come_in(name)
        ids.setdefault("way in", way_in)
    pages, missing = pages_there_are.pages(inside["Mina"], ids)
    server = create_server(get_wsgi_application(), host="localhost", port=0, threads=4)
    sessions = {name: browser.cookies["desk"].value for name, browser in inside.items()}
    port = getattr(server, "effective_port", None) or server.effective_listen[0][1]
    told = {
        "url": f"http://localhost:{port}",
        "sessions": sessions,
        "ids": ids,
        "pages": pages,
        "missing": missing,
    }
    print(json.dumps(told), flush=True)
    server.run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
