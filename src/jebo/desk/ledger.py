"""Which backups there are: the day, the digest and the key of each, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from jebo.desk import disk
from jebo.desk.folder import BrokenSettings, DataFolder, NoDesk, table

_HEAD: Final = (
    "# The backups of this desk: the day, the SHA-256 of the file, and which key it has (1 is the first).\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was made."""

    day: date
    digest: str
    """SHA-256 of the file, in hexadecimal: by it a person finds the file."""
    generation: int
    """Which key of the desk opens it; a smaller one than the desk's has an older passphrase."""


def backups(folder: DataFolder) -> tuple[Backup, ...]:
    """Those that were made from *folder*, oldest first.

    :raises BrokenSettings: if the list cannot be read.
    """
    if not folder.backups.exists():
        return ()
    rows = table(folder.backups, NoDesk).get("backup", [])
    try:
        return tuple(
            Backup(
                day=date.fromisoformat(str(row["day"])),
                digest=str(row["digest"]),
                generation=int(row["generation"]),
            )
            for row in rows
        )
    except (LookupError, TypeError, ValueError):
        pass
    raise BrokenSettings


def remember(folder: DataFolder, backup: Backup) -> None:
    """Add *backup* to the list."""
    text = _HEAD + "".join(map(_row, (*backups(folder), backup)))
    with disk.in_one_sentence():
        disk.write(folder.backups, text.encode())


def _row(one: Backup) -> str:
    return (
        f'\n[[backup]]\nday = {one.day.isoformat()}\ndigest = "{one.digest}"\ngeneration = {one.generation}\n'
    )
