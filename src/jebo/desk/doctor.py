"""What endangers the desk from outside: the machine, the folder, the backups and how the desk is started."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from jebo.desk import disk, stage
from jebo.desk.folder import DataFolder, database_is_sound, settings
from jebo.desk.key import Key
from jebo.desk.ledger import backups
from jebo.desk.machine import Machine, Swap, is_synced
from jebo.desk.refused import Refused
from jebo.errors import N_

_BACKUP_DAYS: Final = 7  # chosen by us: a week's calls can be asked for again, a month's cannot
_FREE_BYTES: Final = 1 << 30  # chosen by us
_FREE_TIMES: Final = 3  # rekey and backup each need the database's size again, and some journal
_OTHERS: Final = 0o077


class Severity(StrEnum):
    """How much it matters."""

    ERROR = "error"
    """Content or the key may be read by others, or the desk be lost: do not work on."""
    WARNING = "warning"
    """To be put right soon."""
    NOTE = "note"
    """Could not be told from here; a person must look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that is not as it should be: a sentence on what, and one on what to do."""

    id: str
    severity: Severity
    says: str
    hint: str


def _check(id: str, severity: Severity, says: str, hint: str) -> Check:
    return Check(id=id, severity=severity, says=says, hint=hint)


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CHECKS: Final = {
    check.id: check
    for check in (
        _check("E001", E, N_("others on this machine may enter the data folder"), N_("give it mode 0700")),
        _check("E002", E, N_("others on this machine may read a file of the desk"), N_("give it mode 0600")),
        _check(
            "E003",
            E,
            N_("memory of the desk may be written to an unencrypted disk (swap)"),
            N_("switch swap off, or encrypt it"),
        ),
        _check(
            "E004", E, N_("a crash would write the desk's memory to a file"), N_("start it with jebo desk")
        ),
        _check(
            "E005",
            E,
            N_("the clock is behind the last day that the desk knows"),
            N_("set the clock; days that were written meanwhile may be wrong"),
        ),
        _check(
            "E006",
            E,
            N_("DEBUG is on: a fault would show what is in the desk"),
            N_("switch it off and start again"),
        ),
        _check(
            "E007",
            E,
            N_("the data folder lies where a service copies it to its servers"),
            N_("move it out of that folder, and delete it from the service"),
        ),
        _check(
            "E008", E, N_("the database is damaged"), N_("keep it as it is, and restore the latest backup")
        ),
        _check(
            "E009", E, N_("desk.toml is not as the desk wrote it"), N_("take the one of the latest backup")
        ),
        _check(
            "E010",
            E,
            N_("the database's role passes the rules that hide other people's sources"),
            N_("use a role that is no superuser and has no BYPASSRLS"),
        ),
        _check(
            "E011",
            E,
            N_("nobody has confirmed that the PostgreSQL server's disk is encrypted"),
            N_("ask its administrator, then set JEBO_DATABASE_DISK=encrypted"),
        ),
        _check(
            "E012", E, N_("the data folder is owned by somebody else"), N_("make it yours, or choose another")
        ),
        _check("W001", W, N_("there is no backup"), N_("make one and keep it in another place")),
        _check("W002", W, N_("the latest backup is older than a week"), N_("make one")),
        _check(
            "W003",
            W,
            N_("the latest backup opens with an older passphrase"),
            N_("make one, then destroy those before it"),
        ),
        _check(
            "W004", W, N_("the disk is nearly full"), N_("make room: a backup needs as much as the desk has")
        ),
        _check(
            "W005",
            W,
            N_("a change or a backup was killed and has left its files"),
            N_("start the desk once: it ends the change or takes it back"),
        ),
        _check(
            "N001",
            N,
            N_("whether swap is encrypted cannot be told here"),
            N_("look in the system's settings"),
        ),
        _check(
            "N002",
            N,
            N_("whether the disk is encrypted cannot be told here"),
            N_("look in the system's settings; file names, sizes and dates are readable without it"),
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Postgres:
    """What is known of the role and the server."""

    superuser: bool
    bypasses_rls: bool
    disk_confirmed: bool
    """The administrator's word, from the settings, that the server's disk is encrypted."""


def ask_postgres(cursor: Any, *, disk_confirmed: bool) -> Postgres:
    """What PostgreSQL says of the role that *cursor* works as, or may become."""
    cursor.execute(
        "SELECT bool_or(rolsuper), bool_or(rolbypassrls) FROM pg_roles"
        " WHERE pg_has_role(session_user, oid, 'MEMBER')"
    )
    superuser, bypasses = cursor.fetchone()
    return Postgres(superuser=bool(superuser), bypasses_rls=bool(bypasses), disk_confirmed=disk_confirmed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the checks are told, where they cannot look for themselves."""

    folder: DataFolder
    day: date
    last_day: date | None = None
    """The last day in the audit trail, if the desk is open."""
    key: Key | None = None
    """Without it the database is not looked into."""
    debug: bool = False
    postgres: Postgres | None = None
    machine: Machine = field(default_factory=Machine)
    free_bytes: int | None = None
    """Free room on the disk; None: look."""


def examine(facts: Facts) -> tuple[Check, ...]:
    """What is wrong, the worst first; nothing if all is well.

    :raises jebo.desk.folder.NoDesk: if there is no desk in the folder.
    """
    settings(facts.folder)
    found = {name for look in _LOOKS for name in look(facts)}
    return tuple(check for name, check in CHECKS.items() if name in found)


def _folder(facts: Facts) -> Iterator[str]:
    root = facts.folder.root
    if is_synced(root):
        yield "E007"
    if stage.is_ready(root) or any(one.suffix == disk.PARTIAL for one in root.rglob("*")):
        yield "W005"
    if sys.platform != "win32":  # there, a folder of a user's own is closed to others by its place
        yield from _modes(root)


def _modes(root: Path) -> Iterator[str]:
    if root.stat().st_uid != os.geteuid():
        yield "E012"
    if stat.S_IMODE(root.stat().st_mode) & _OTHERS:
        yield "E001"
    for one in root.rglob("*"):
        if stat.S_IMODE(one.lstat().st_mode) & _OTHERS and not one.is_symlink():
            yield "E002"


def _machine(facts: Facts) -> Iterator[str]:
    swap = facts.machine.swap()
    if swap is Swap.PLAIN:
        yield "E003"
    if swap is Swap.UNKNOWN:
        yield "N001"
    if facts.machine.device(facts.folder.root.stat().st_dev) is not Swap.ENCRYPTED:
        yield "N002"
    if facts.machine.dumps_core():
        yield "E004"


def _start(facts: Facts) -> Iterator[str]:
    if facts.debug:
        yield "E006"
    known = [one.day for one in backups(facts.folder)]
    if facts.last_day:
        known.append(facts.last_day)
    if known and max(known) > facts.day:
        yield "E005"


def _backups(facts: Facts) -> Iterator[str]:
    made = backups(facts.folder)
    if not made:
        yield "W001"
        return
    latest = max(made, key=lambda one: (one.generation, one.day))
    if (facts.day - latest.day).days > _BACKUP_DAYS:
        yield "W002"
    if latest.generation < settings(facts.folder).generation:
        yield "W003"


def _room(facts: Facts) -> Iterator[str]:
    free = shutil.disk_usage(facts.folder.root).free if facts.free_bytes is None else facts.free_bytes
    size = facts.folder.database.stat().st_size if facts.folder.database.exists() else 0
    if free < max(_FREE_BYTES, _FREE_TIMES * size):
        yield "W004"


def _inside(facts: Facts) -> Iterator[str]:
    if facts.key is None:
        return
    if not settings(facts.folder).is_signed(facts.key):
        yield "E009"
    try:
        sound = database_is_sound(facts.folder, facts.key)
    except Refused:
        sound = False
    if not sound:
        yield "E008"


def _postgres(facts: Facts) -> Iterator[str]:
    if facts.postgres is None:
        return
    if facts.postgres.superuser or facts.postgres.bypasses_rls:
        yield "E010"
    if not facts.postgres.disk_confirmed:
        yield "E011"


_LOOKS: Final = (_folder, _machine, _start, _backups, _room, _inside, _postgres)
