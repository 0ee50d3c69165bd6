"""The desk of ``jebo demo``: an invented newsroom in a folder of its own, to look around in."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from jebo.cli import demo_record, demo_site
from jebo.cli.demo_walk import told
from jebo.told.messages import _

PASSPHRASE: Final = "seven copper lanterns wait for the slow ferry"  # noqa: S105 - nobody real is in this desk
_NAME: Final = "Hanbyeol"
TEXTS: Final = Path(__file__).parent / "demo"
_NEEDED: Final = ("django", "sqlcipher3", "pyrage", "jinja2")


def made(folder: Path) -> None:
    """Make the desk in *folder*, where there is none yet, and tell how to open it.

    :raises jebo.desk.refused.Refused: it cannot be made there.
    """
    if not all(map(find_spec, _NEEDED)):
        print(_("The demo desk is left out: the desk is not installed here (pip install 'jebo[desk]')."))
        return
    if (folder / "desk.toml").exists():
        print(_("The demo desk is in {folder} already.").format(folder=folder))
        _tell(folder, None)
        return
    _tell(folder, _filled(folder))


def _filled(folder: Path) -> str:
    """The one-time password of the contact editor."""
    from jebo.desk import serve
    from jebo.desk.clock import today
    from jebo.desk.folder import DataFolder, create
    from jebo.desk.key import Passphrase

    there = DataFolder(folder)
    key = create(there, Passphrase(PASSPHRASE)).key
    with serve.at_work(there, key, {}):
        from jebo.desk import demo  # its rows are known only now
        from jebo.desk.demo import tips
        from jebo.desk.demo.walk import leave_one, stories, walk

        password = demo.fill(today())[_NAME]
        print(_("On the desk, from what was told to what goes out:") + "\n")
        walked = [walk(story, TEXTS, today()) for story in stories()]
        for one in walked:
            print("\n".join(told(one)))
        leave_one(today())
        tips.leave(today())
        print(_("Another story is only begun: open it, and see what the release check says.") + "\n")
        print(
            _("Somebody wrote through the door: on the page Tips, one click makes a source of them.") + "\n"
        )
        demo_site.built(folder, max(one.day for one in walked))
        demo_record.built(folder, today())
        return password


def _tell(folder: Path, password: str | None) -> None:
    print(_("An invented newsroom to look around in. Open it with:"))
    print(f"    jebo desk start --folder {folder}")
    print(_("Its passphrase: {passphrase}").format(passphrase=PASSPHRASE))
    if password:
        print(
            _("Come in as {name}, once, with the password {password}").format(name=_NAME, password=password)
        )
    else:
        print(f"    jebo desk member password {_NAME} --folder {folder}")
