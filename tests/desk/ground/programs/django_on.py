"""Django over a database of one's choice, with one table of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection

from jebo.desk.key import Key

urlpatterns: list[Any] = []


def start(path: Path, key: Key | None, *, debug: bool = False) -> None:
    """Set Django up over *path*: encrypted with *key*, or plain without one."""
    entry: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
    if key is not None:
        entry = {"ENGINE": "jebo.desk.sqlcipher", "NAME": path, "OPTIONS": {"key": key}}
    settings.configure(
        DEBUG=debug,
        DATABASES={"default": entry},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
        SECRET_KEY="of no use",
        ROOT_URLCONF=__name__,
        USE_TZ=True,
    )
    django.setup()


def make_table() -> None:
    """A table of texts, and a full-text index over them."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE told (id INTEGER PRIMARY KEY, text TEXT)")
        cursor.execute("CREATE VIRTUAL TABLE found USING fts5(text)")
