"""Makes a door: its folder, its settings, and what Tor and systemd are told of it."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Final

from jebo.door.keys import SALT_BYTES
from jebo.door.refusals import DoorIsThere, NotKept
from jebo.door.settings import FILE, Settings, read
from jebo.door.spool import Spool
from jebo.sealing.recipient import Recipient

DESK_KEY: Final = "desk.key"
"""What the desk shows to fetch envelopes; it opens none."""
TORRC: Final = "torrc"
UNIT: Final = "jebo-door.service"


def make(folder: Path, name: Mapping[str, str], recipients: tuple[Recipient, ...], until: date) -> Settings:
    """Make a door in a new *folder*; gives its settings.

    :raises DoorIsThere: something is there.
    :raises NotKept: the disk refuses.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise DoorIsThere
        _write(folder, name, recipients, until)
    except OSError:
        raise NotKept from None
    return read(folder)


def key_in(folder: Path) -> str:
    """What the desk has to show; a door without it shows nothing to any desk."""
    try:
        return (folder / DESK_KEY).read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        return ""


def _write(folder: Path, name: Mapping[str, str], recipients: tuple[Recipient, ...], until: date) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    Spool(folder / "spool")
    told = {
        "name": ", ".join(f"{code} = {_quoted(text)}" for code, text in name.items()),
        "recipients": ",\n".join(f"  {_quoted(one.text)}" for one in recipients),
        "until": until.isoformat(),
        "salt": secrets.token_hex(SALT_BYTES),
    }
    program, at = str(Path(sys.executable).with_name("jebo")), str(folder.resolve())
    unit = {
        "program": _for_systemd(program, "$"),
        "folder": _for_systemd(at, "$"),
        "writes": _for_systemd(at),
    }
    for file, text in (
        (FILE, _template("door.toml").format(**told)), (DESK_KEY, f"{secrets.token_hex(32)}\n"),
        (TORRC, _template("torrc")), (UNIT, _template("jebo-door.service").format(**unit)),
    ):  # fmt: skip
        made = folder / file
        made.touch(mode=0o600)
        made.write_text(text, encoding="utf-8")


def _template(name: str) -> str:
    return (files("jebo.door") / "static" / name).read_text(encoding="utf-8")


def _quoted(text: str) -> str:
    """A text as TOML takes it."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _for_systemd(path: str, *doubled: str) -> str:
    """A path as a unit takes it, between quotation marks; in a command a dollar is doubled too (systemd.service(5), "Command lines")."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    for sign in ("%", *doubled):
        escaped = escaped.replace(sign, sign * 2)
    return f'"{escaped}"'
