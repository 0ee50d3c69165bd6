"""Kills a change of the data folder at each of its steps in turn. Words: the change, a folder to work in.

A step is a call by which a file or a folder is made, flushed, renamed or taken away, and each copy of the
database. For each step a child is forked, carries the change out as far as that step, and is killed there.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.desk.ground.desks import NEW, OLD, desk, make_argon2_quick, quick, told

from jebo.desk import backup, folder, rekey, stage
from jebo.desk.folder import DataFolder
from jebo.desk.key import Passphrase, WrongPassphrase
from jebo.desk.refused import Refused
from jebo.desk.sqlcipher import connection

CALLS = ("open", "fsync", "replace", "rename", "unlink", "mkdir", "rmdir", "link")
ROWS = ["one", "two", "three"]


def die_at(step: int) -> None:
    """Have this process killed before its *step*-th call."""
    left = [step]

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*given, **named)

        return instead

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))
    for name in ("copy", "copy_with_key", "check", "close_journal"):
        setattr(connection, name, counted(getattr(connection, name)))


def by_rekey(root: Path) -> None:
    """As jebo does it."""
    rekey.rekey(DataFolder(root / "desk"), Passphrase(OLD), Passphrase(NEW), derivation=quick())


def by_moving(root: Path) -> None:
    """As it must not be done: one file after the other."""
    where = DataFolder(root / "desk")
    ready = stage.finish
    stage.finish = lambda root: None
    by_rekey(root)
    stage.finish = ready
    loose = root / "loose"
    os.rename(where.root / "next.ready", loose)  # noqa: PTH104
    for name in (folder.SETTINGS, folder.DATABASE, folder.RECOVERY):
        os.rename(loose / name, where.root / name)  # noqa: PTH104


def by_create(root: Path) -> None:
    """A new desk."""
    folder.create(DataFolder(root / "new"), Passphrase(NEW), derivation=quick())


def by_restore(root: Path) -> None:
    """A desk out of a backup."""
    backup.restore(root / "kept.zip", DataFolder(root / "new"), Passphrase(OLD))


def by_backup(root: Path) -> None:
    """A backup."""
    key = folder.unlock(DataFolder(root / "desk"), Passphrase(OLD))
    backup.backup(DataFolder(root / "desk"), key, root / "made.zip", date(2026, 1, 2))


def after_rekey(root: Path) -> str:
    """Which passphrase opens the desk; it must be one, and all must be there."""
    opens = [words for words in (OLD, NEW) if _opens(DataFolder(root / "desk"), words)]
    return {OLD: "old", NEW: "new"}[opens[0]] if len(opens) == 1 else "neither"


def _opens(where: DataFolder, words: str) -> bool:
    try:
        key = folder.unlock(where, Passphrase(words))
    except WrongPassphrase:
        return False
    with where.held():
        pass
    left = {one.name for one in where.root.iterdir()} - {"desk.lock"}
    return told(where, key) == ROWS and left == {"desk.toml", "desk.db", "recovery.age", "envelopes"}


def after_create(root: Path) -> str:
    """The desk is there, or may be made again."""
    where, made = DataFolder(root / "new"), "new"
    if not where.exists():
        made = "old"
        by_create(root)
    folder.unlock(where, Passphrase(NEW))
    return made


def after_restore(root: Path) -> str:
    """The desk is there with all that was in it, or may be restored again."""
    where, made = DataFolder(root / "new"), "new"
    if not where.exists():
        made = "old"
        by_restore(root)
    return made if _opens(where, OLD) else "neither"


def after_backup(root: Path) -> str:
    """The backup is whole or not there; the desk is as it was, and another backup can be made."""
    made = "new" if (root / "made.zip").exists() else "old"
    if made == "new":
        backup.restore(root / "made.zip", DataFolder(root / "again"), Passphrase(OLD))
    (root / "made.zip").unlink(missing_ok=True)
    by_backup(root)
    key = folder.unlock(DataFolder(root / "desk"), Passphrase(OLD))
    left = [one.name for one in root.rglob("*.partial")]
    return made if told(DataFolder(root / "desk"), key) == ROWS and not left else "neither"


CHANGES: dict[str, tuple[Callable[[Path], None], Callable[[Path], str]]] = {
    "rekey": (by_rekey, after_rekey),
    "moving": (by_moving, after_rekey),
    "create": (by_create, after_create),
    "restore": (by_restore, after_restore),
    "backup": (by_backup, after_backup),
}


def killed(change: Callable[[Path], None], root: Path, step: int) -> bool:
    """Whether the change was killed at *step*; False when it came to its end before."""
    child = os.fork()
    if child == 0:
        die_at(step)
        try:
            change(root)
        except BaseException as fault:  # noqa: BLE001 - a child must not run its parent's program
            print(repr(fault), file=sys.stderr)
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def main(name: str, place: Path) -> None:
    """Prints, for each step, what was found after it."""
    make_argon2_quick()
    change, after = CHANGES[name]
    where, created = desk(place / "pattern" / "desk")
    backup.backup(where, created.key, place / "pattern" / "kept.zip", date(2026, 1, 1))
    (where.backups).unlink()
    (where.root / "backup-desk.lock").unlink()
    found: list[str] = []
    goes_on = True
    while goes_on:
        root = place / str(len(found))
        shutil.copytree(place / "pattern", root)
        goes_on = killed(change, root, len(found) + 1)
        try:
            found.append(after(root))
        except Refused as fault:
            found.append(type(fault).__name__)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
