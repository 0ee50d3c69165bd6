"""The desk's settings for tests and for the type checker.

A real encrypted database in a folder of this process; or PostgreSQL, where ``JEBO_DATABASE`` says so (tools/postgresql.py).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from jebo.desk import database, unlocked
from jebo.desk.folder import DataFolder
from jebo.desk.key import Key
from jebo.desk.keyring import Keyring

_FOLDER = tempfile.TemporaryDirectory(prefix="jebo-desk-")
_KEY = Key(b"k" * 32)
_DATABASE = database.entry(DataFolder(Path(_FOLDER.name)), _KEY, os.environ)
if database.in_postgres(os.environ):  # a copy of the empty database that its administrator has set up
    _DATABASE["TEST"] = {"TEMPLATE": _DATABASE["NAME"]}
unlocked.unlock(
    unlocked.Unlocked(
        secret="only for tests " * 4,
        database=_DATABASE,
        names=("testserver",),
        exposure=Keyring(DataFolder(Path(_FOLDER.name)).exposure, _KEY),
    )
)

from jebo.desk.settings import *  # noqa: E402, F403 - after the desk is open
