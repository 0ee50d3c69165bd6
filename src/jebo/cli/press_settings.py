"""What a newsroom says of its site, from ``press.toml`` in the desk's folder or another file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jebo.errors import N_
from jebo.told.refusals import Refused

if TYPE_CHECKING:
    from jebo.press.house import House

SETTINGS: Final = "press.toml"


class NoSettings(Refused):
    """There is no file with what the newsroom says of itself."""

    says = N_(
        "there is no press.toml in the desk's folder; write one with the newsroom's name (docs/howto/publish.md)"
    )


class BadSettings(Refused):
    """A setting is wrong."""

    says = N_("“{what}” in press.toml is missing, not known or has not its form (docs/howto/publish.md)")


def settings(file: Path) -> House:
    """What a newsroom says of itself.

    :raises NoSettings, BadSettings: it cannot be read.
    """
    from jebo.press.house import house
    from jebo.press.wrong import BadHouse

    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError:
        raise NoSettings from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise BadSettings(what="TOML") from None
    try:
        return house(said)
    except BadHouse as bad:
        raise BadSettings(what=bad.what) from None
