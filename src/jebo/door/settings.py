"""What a door is told once: whose keys seal, what the newsroom is called, where it listens. No secret of a source is in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from jebo.door.keys import SALT_BYTES
from jebo.door.refusals import BadSettings, NoDoor, NotOnLoopback, UnknownSetting
from jebo.sealing.recipient import Recipient
from jebo.sealing.refusals import SealingError

FILE: Final = "door.toml"
LARGEST_BYTES: Final = 4_000_000_000
"""An envelope holds 4 GiB less one byte, its own ends included."""
_SIZE: Final = re.compile(r"(\d{1,6}) ?(kB|MB|GB)")
_UNITS: Final = {"kB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
_AT: Final = re.compile(r"127\.0\.0\.1:(\d{1,5})")
_LEAVE: Final = re.compile(r"https?://[!-~]{1,200}")
_ONION: Final = re.compile(r"[a-z2-7]{56}\.onion|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a door.

    :param name: of the newsroom, by language.
    :param recipients: for whom everything is sealed.
    :param until: the last day on which these keys may be sealed to; after it there is only an offline page.
    :param salt: 16 bytes, of this door alone. Whoever changes it shuts out all who want to come back.
    :param reserve: bytes of the disk that stay free; :param largest: a file may have at most.
    :param leave: where somebody goes who has to leave at once.
    :param second: another address of the door, for when this one is flooded.
    :param port: where Tor brings sources; :param desk_port: where it brings the desk.
    :param circuits: whether Tor says over which circuit somebody comes (``HiddenServiceExportCircuitID haproxy``).
    :param words: what the newsroom itself says on the first page, by language.
    """

    name: Mapping[str, str]
    recipients: tuple[Recipient, ...]
    until: date
    salt: bytes = field(repr=False)
    leave: str = "https://www.wikipedia.org/"
    second: str = ""
    port: int = 8480
    desk_port: int = 8481
    circuits: bool = True
    reserve: int = 2_000_000_000
    largest: int = LARGEST_BYTES
    words: Mapping[str, str] = field(default_factory=dict)

    def called(self, language: str) -> str:
        """The newsroom's name."""
        return self.name.get(language) or next(iter(self.name.values()))


def read(folder: Path) -> Settings:
    """The settings of the door in *folder*.

    :raises NoDoor: there is none.
    :raises BadSettings, UnknownSetting, NotOnLoopback: one cannot be used; the error says which.
    """
    try:
        told = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    except OSError:
        raise NoDoor from None
    except (tomllib.TOMLDecodeError, UnicodeError, RecursionError):
        raise BadSettings("door.toml") from None
    return _settings(told)


def _settings(told: Mapping[str, Any]) -> Settings:
    known = {
        "name": _texts, "recipients": _recipients, "until": _day, "salt": _salt, "leave": _matching(_LEAVE), "second": _matching(_ONION),
        "public": _port, "desk": _port, "circuits": _flag, "reserve": _size, "largest": _size, "words": _texts,
    }  # fmt: skip
    called = {"public": "port", "desk": "desk_port"}
    if told.keys() - known.keys():
        raise UnknownSetting(known)
    if missing := [name for name in ("name", "recipients", "until", "salt") if name not in told]:
        raise BadSettings(missing[0])
    found = {called.get(name, name): known[name](name, value) for name, value in told.items()}
    made = Settings(**found)
    if not 0 < made.largest <= LARGEST_BYTES:
        raise BadSettings("largest")
    if made.port == made.desk_port:
        raise BadSettings("desk")
    return made


def _texts(name: str, value: object) -> Mapping[str, str]:
    good = (
        isinstance(value, dict)
        and value
        and all(isinstance(one, str) and one.strip() for one in value.values())
    )
    if not good or not isinstance(value, dict) or not value.keys() <= {"en", "ko"}:
        raise BadSettings(name)
    return value


def _recipients(name: str, value: object) -> tuple[Recipient, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise BadSettings(name)
    try:
        return tuple(Recipient.parse(one) for one in value)
    except SealingError:
        raise BadSettings(name) from None


def _day(name: str, value: object) -> date:
    if type(value) is not date:
        raise BadSettings(name)
    return value


def _salt(name: str, value: object) -> bytes:
    if not isinstance(value, str) or not re.fullmatch(rf"[0-9a-f]{{{2 * SALT_BYTES}}}", value):
        raise BadSettings(name)
    return bytes.fromhex(value)


def _matching(pattern: re.Pattern[str]) -> Any:
    def read_text(name: str, value: object) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise BadSettings(name)
        return value

    return read_text


def _port(name: str, value: object) -> int:
    found = _AT.fullmatch(value) if isinstance(value, str) else None
    if found is None or not 0 < int(found[1]) < 65_536:
        raise NotOnLoopback if isinstance(value, str) else BadSettings(name)
    return int(found[1])


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise BadSettings(name)
    return value


def _size(name: str, value: object) -> int:
    found = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise BadSettings(name)
    return int(found[1]) * _UNITS[found[2]]
