"""``jebo desk init`` and ``rekey``: the passphrase, and the recovery key on paper."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable

from jebo.cli.cells import clean
from jebo.cli.desk_asking import at_terminal, folder_of, line, new_passphrase, secret
from jebo.cli.desk_doctor import warn
from jebo.cli.desk_rows import made
from jebo.desk import database, serve
from jebo.desk import rekey as change
from jebo.desk.folder import DataFolder, create, empty, settings
from jebo.desk.key import Key, RecoveryKey
from jebo.desk.ledger import Backup
from jebo.told.messages import _


def init(arguments: Namespace) -> int:
    """Make a desk: its passphrase, its recovery key, its first members."""
    folder = folder_of(arguments.folder)
    if folder.root.is_dir():
        empty(folder)
    database.demand(os.environ, new=True)
    print(_("The desk will lie in {folder}").format(folder=clean(str(folder.root))))
    created = create(folder, new_passphrase(), in_postgres=database.in_postgres(os.environ))
    _show(created.recovery)
    _first_members(folder, created.key)
    warn(folder)
    print(_("Start it with: jebo desk start"))
    print(_("Then close this window: a terminal keeps what it has shown."))
    return 0


def _show(recovery: RecoveryKey) -> None:
    """The recovery key, once, and whether it was written down."""
    print(_("This is the recovery key. It opens the desk without the passphrase, and is not shown again."))
    print(_("Write it on paper, twice, for two places that are not this room:"))
    print("", *(f"    {row}" for row in recovery.lines()), "", sep="\n", flush=True)
    head, first, *_rest = recovery.lines()
    wanted = first.split()[0]
    while at_terminal():
        typed = line(_("Type the first six signs after {head}, from the paper:").format(head=head))
        if "".join(typed.split()).upper() == wanted:
            return
        if not typed:
            print(
                _("Not written down? Change the passphrase with a new recovery key before the desk is used.")
            )
            return
        print(_("That is not what is above."))


def _first_members(folder: DataFolder, key: Key) -> None:
    """An administrator, who sees no source, and a contact editor, who may be the same person."""
    print(_("Members are known by house names: take none that stands on a passport."))
    administrator = line(_("House name of the first administrator:"))
    editor = line(_("House name of the first contact editor (Enter: none yet):")) if administrator else ""
    with serve.at_work(folder, key, os.environ):
        if editor and editor == administrator:
            made(administrator, ("administrator", "contact-editor"))
            return
        for name, role in ((administrator, "administrator"), (editor, "contact-editor")):
            if name:
                made(name, (role,))
    if not administrator:
        print(_("Nobody can come in yet; make members with: jebo desk member add NAME ROLE"))


def rekey(arguments: Namespace) -> int:
    """Change the passphrase and the key; after the recovery key was typed, the recovery key too."""
    folder = folder_of(arguments.folder)
    settings(folder)
    with folder.held():  # that it is in use is said before anything is asked
        pass
    old = secret(_("Passphrase, or the recovery key:"))
    renewed = arguments.new_recovery_key or isinstance(old, RecoveryKey)
    changed = change.rekey(folder, old, new_passphrase(), new_recovery=renewed)
    if changed.recovery is not None:
        _show(changed.recovery)
        print(_("Burn the old papers once there is a new backup."))
        print(
            _(
                "What was sealed before opens with the old recovery key until each contact editor seals it anew."
            )
        )
    print(_("The passphrase is changed."))
    _older(changed.older)
    return 0


def _older(backups: Iterable[Backup]) -> None:
    listed = [f"  {one.day.isoformat()}  {one.digest}" for one in backups]
    if listed:
        print(_("These backups open with an older passphrase. Make a new one, then destroy them:"))
        print(*listed, sep="\n")
