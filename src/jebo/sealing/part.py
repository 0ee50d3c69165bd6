"""A part of an envelope: a name and bytes."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from jebo.sealing.refusals import BadPartName, DoubledPart

PAD: Final = "pad"
"""The name of the member that fills an envelope up; no part may have it."""
NAME_LIMIT_BYTES: Final = 200  # chosen by us: file systems take 255, and unpackers like to add something
_FORBIDDEN: Final = frozenset('/\\:*?"<>|')  # separators, and what Windows does not take in a name
_INVISIBLE: Final = frozenset(
    {"Cc", "Cf", "Cs", "Zl", "Zp"}  # among them the marks that turn the direction of a name around
)
# Names of devices on Windows, with any ending: what is written to them goes elsewhere.
_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing in an envelope. Neither its name nor its bytes show in ``repr``."""

    name: str = field(repr=False)
    """A plain file name: see :func:`check_name`."""
    content: bytes = field(repr=False)


def check_name(name: str) -> None:
    """Refuse a name that is not a plain file name on every system.

    :param name: 1 to 200 bytes of UTF-8 in form NFC; no separator, no invisible character, no space or dot at
        either end, no device of Windows, not ``pad``.
    :raises BadPartName: otherwise.
    """
    if not name or name != name.strip() or name != name.strip("."):
        raise BadPartName
    if any(letter in _FORBIDDEN or unicodedata.category(letter) in _INVISIBLE for letter in name):
        raise BadPartName
    if not unicodedata.is_normalized("NFC", name) or len(name.encode()) > NAME_LIMIT_BYTES:
        raise BadPartName
    if name.split(".")[0].casefold() in _DEVICES or name_key(name) == PAD:
        raise BadPartName


def check_names(names: Iterable[str]) -> None:
    """Refuse names that are not plain, or two that a system which ignores case takes for one.

    :raises BadPartName: see :func:`check_name`.
    :raises DoubledPart: if two are alike.
    """
    seen: set[str] = set()
    for name in names:
        check_name(name)
        if name_key(name) in seen:
            raise DoubledPart
        seen.add(name_key(name))


def name_key(name: str) -> str:
    """What two names have in common when some system takes them for one.

    >>> name_key("PHOTO.JPG") == name_key("photo.jpg")
    True
    """
    return unicodedata.normalize("NFC", name.casefold())
