"""``jebo desk backup`` and ``restore``."""

from __future__ import annotations

from argparse import Namespace

from jebo.cli.desk_asking import folder_of, opened, secret
from jebo.desk import backup as copies
from jebo.desk.clock import today
from jebo.desk.folder import empty, settings
from jebo.desk.key import RecoveryKey
from jebo.told.messages import _


def backup(arguments: Namespace) -> int:
    """Put all of the desk into one new file."""
    folder = folder_of(arguments.folder)
    made = copies.backup(folder, opened(folder), arguments.file, today())
    print(_("The backup was tried out and can be restored. Its SHA-256:"))
    print(made.digest)
    if settings(folder).in_postgres:
        print(_("It holds keys and envelopes only: what is in PostgreSQL needs a backup of its own."))
    return 0


def restore(arguments: Namespace) -> int:
    """Make a desk from a backup."""
    folder = folder_of(arguments.folder)
    if folder.root.is_dir():
        empty(folder)
    typed = secret(_("Passphrase of the day of the backup, or the recovery key:"))
    copies.restore(arguments.file, folder, typed)
    print(_("The desk is there again. Start it with: jebo desk start"))
    if isinstance(typed, RecoveryKey):
        print(
            _(
                "The recovery key has now been in a computer: change it with the passphrase by"
                " jebo desk rekey --new-recovery-key"
            )
        )
    return 0
