"""What the columns of a spreadsheet mean, as a newsroom writes it down once (``docs/howto/record.md``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jebo.errors import N_
from jebo.observatory.unreadable import WithFacts

FIELDS: Final = ("type", "date", "place", "number", "counted", "korean", "english")
COUNTS: Final = ("people", "homes", "times", "money", "other")
NEEDED: Final = ("type", "date", "place")


class BadMapping(WithFacts):
    """The mapping cannot be used."""

    says = N_("“{what}” in the mapping is missing, not known or has not its form (docs/howto/record.md)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The mapping of one spreadsheet.

    :param columns: the heading of the column for each of :data:`FIELDS`.
    :param types: codes of kinds of events by what the sheet calls them.
    :param places: ids of places by what the sheet calls them, where the pack would not know.
    :param dates: how days are written besides ISO 8601, as ``strptime`` reads them (``%Y.%m.%d``).
    :param counted: what all numbers count, where there is no column for it.
    """

    columns: Mapping[str, str]
    types: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    counted: str = ""


_KNOWN: Final = ("columns", "types", "places", "dates", "counted")


def mapping(text: str) -> Columns:
    """A mapping from TOML.

    :raises BadMapping: it is no TOML, or something in it is missing, not known or has not its form.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        line = re.search(r"at line (\d+)", str(wrong))
        raise BadMapping(what=f"TOML, line {line[1]}" if line else "TOML") from None
    for name in said:
        if name not in _KNOWN:
            raise BadMapping(what=name)
    columns = _words(said, "columns")
    for name in (*columns, *NEEDED):
        if name not in FIELDS or name not in columns:
            raise BadMapping(what=f"columns.{name}")
    dates = said.get("dates", [])
    if not isinstance(dates, list) or not all(isinstance(one, str) for one in dates):
        raise BadMapping(what="dates")
    if said.get("counted", "") not in ("", *COUNTS):
        raise BadMapping(what="counted")
    return Columns(
        columns=columns, types=_words(said, "types"), places=_words(said, "places"), dates=tuple(dates), counted=said.get("counted", ""),
    )  # fmt: skip


def _words(said: Mapping[str, Any], name: str) -> dict[str, str]:
    found = said.get(name, {})
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise BadMapping(what=name)
    return found
