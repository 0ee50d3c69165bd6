"""The desk's settings for tests and for the type checker: a real encrypted database in a folder of this process."""

from __future__ import annotations

import tempfile
from pathlib import Path

from jebo.desk import unlocked
from jebo.desk.key import Key

_FOLDER = tempfile.TemporaryDirectory(prefix="jebo-desk-")
_DATABASE = {
    "ENGINE": "jebo.desk.sqlcipher",
    "NAME": Path(_FOLDER.name) / "desk.db",
    "OPTIONS": {"key": Key(b"k" * 32)},
}
unlocked.unlock(unlocked.Unlocked(secret="only for tests " * 4, database=_DATABASE, names=("testserver",)))

from jebo.desk.settings import *  # noqa: E402, F403 - after the desk is open
