"""There is no shell: the stock program cannot open the file, and another one would take the key as a word."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db.backends.base.client import BaseDatabaseClient

from jebo.desk.refused import Refused
from jebo.errors import N_


class NoShell(Refused):
    """``dbshell`` was called."""

    says = N_(
        "the desk's database has no shell: its key would show in the list of processes and in a history"
    )


class DatabaseClient(BaseDatabaseClient):
    """Refuses."""

    def runshell(self, parameters: Any) -> NoReturn:
        """:raises NoShell: always."""
        raise NoShell
