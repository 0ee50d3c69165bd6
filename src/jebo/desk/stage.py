"""A change to several files of a folder that happens as one.

The new files are prepared in ``next.partial/``, each flushed to the disk. Renaming that folder to
``next.ready/`` decides: killed before it, nothing has changed; killed after it, the files still wait there and
whoever comes next moves the rest of them into place, which needs no key and may be done any number of times.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from jebo.desk import disk

_PARTIAL: Final = "next" + disk.PARTIAL
_READY: Final = "next.ready"


@contextmanager
def staged(root: Path) -> Iterator[Path]:
    """A new folder (mode 0700) whose files take their places in *root* when the block ends without an error.

    The caller holds the folder (which clears it of what was begun before), and nothing is open in it.
    """
    partial = root / _PARTIAL
    with disk.in_one_sentence():
        partial.mkdir(disk.PRIVATE_FOLDER)
    try:
        yield partial
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    with disk.in_one_sentence():
        disk.sync_folder(partial)
        partial.rename(root / _READY)  # the decision
        disk.sync_folder(root)
    finish(root)


def is_ready(root: Path) -> bool:
    """Whether a change was decided and is not finished."""
    return (root / _READY).is_dir()


def is_partial(root: Path) -> bool:
    """Whether a change was begun and not decided."""
    return (root / _PARTIAL).is_dir()


def finish(root: Path) -> None:
    """Move what was decided into place; nothing to do is no fault."""
    ready = root / _READY
    if not ready.is_dir():
        return
    with disk.in_one_sentence():
        for new in sorted(ready.iterdir()):
            # A journal belongs to the database before; it was emptied into it, and would not fit the new one.
            for journal in ("-wal", "-shm", "-journal"):
                (root / (new.name + journal)).unlink(missing_ok=True)
            new.rename(root / new.name)
        disk.sync_folder(root)
        ready.rmdir()
        disk.sync_folder(root)


def clear(root: Path) -> None:
    """Take away what was begun and never decided."""
    if is_partial(root):
        shutil.rmtree(root / _PARTIAL)
