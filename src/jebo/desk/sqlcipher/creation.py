"""Test databases: encrypted files in a private folder, as the desk's own is."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import creation

from jebo.desk.sqlcipher import connection


@cache
def _private_folder() -> Path:
    """Mode 0700, one for each process, gone when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="jebo-desk-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class DatabaseCreation(creation.DatabaseCreation):
    """Makes a test database and its clones, and takes them away with their journals."""

    def _get_test_db_name(self) -> str:
        """``TEST["NAME"]`` if it is a whole path; else a file of its name in a private folder."""
        name = Path(str(self.connection.settings_dict["TEST"]["NAME"] or "test.db"))
        return str(name if name.is_absolute() else _private_folder() / name.name)

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name = self._get_test_db_name()
        if not (keepdb and Path(name).exists()):
            _remove(Path(name))
            connection.create(Path(name), self._key())
        return name

    def _clone_test_db(self, suffix: str, verbosity: int, keepdb: bool = False) -> None:
        clone = Path(str(self.get_test_db_clone_settings(suffix)["NAME"]))
        if not (keepdb and clone.exists()):
            _remove(clone)
            self.connection.ensure_connection()
            connection.copy(self.connection.connection, clone)

    def get_test_db_clone_settings(self, suffix: str) -> dict[str, Any]:
        """The settings with the name of a clone, whichever way processes are started."""
        name = Path(str(self.connection.settings_dict["NAME"]))
        clone = name.with_name(f"{name.stem}_{suffix}{name.suffix}")
        return {**self.connection.settings_dict, "NAME": str(clone)}

    def setup_worker_connection(self, _worker_id: int) -> None:
        """Every way of starting a process finds its clone on the disk."""
        self.connection.settings_dict.update(self.get_test_db_clone_settings(str(_worker_id)))
        self.connection.close()

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        _remove(Path(test_database_name))

    def _key(self) -> Any:
        return self.connection.get_connection_params()["key"]


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)
