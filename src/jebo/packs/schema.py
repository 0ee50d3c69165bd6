"""What the tables of a pack may hold: each column with its kind, and what it refers to.

A table is a CSV file in UTF-8 with a header. Columns that are not listed here are allowed and ignored: a pack
keeps there what its readers should see (people by sex, a code of another vocabulary, a remark).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LEVELS: Final = ("country", "province", "city", "ward")
"""From the widest to the narrowest."""
WHERE: Final = (*LEVELS, "abroad")
SIDES: Final = ("authorities", "families", "trade", "crowd", "channel", "any")
GROUPS: Final = ("supply", "orders", "enforcement", "movement", "information")
"""To what a kind of event belongs in the public record."""
KINDS: Final = (
    "attribution.place",
    "attribution.role",
    "attribution.person",
    "attribution.link",
    "contact.time",
    "contact.channel",
    "access.witness",
    "access.document",
    "access.exact",
    "event.place",
    "event.time",
    "voice.quote",
    "third_party",
)
FIRST_YEAR: Final = 1800  # chosen by us: no name in a report of today ended before
LAST_YEAR: Final = 2100
OWN: Final = "own"
"""The source of what the writers of the pack estimated or know themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    ``kind`` is ``id`` (one row each), ``word``, ``words`` (parted by ``;``), ``number``, ``year``, ``flag``
    (``yes`` or empty) or ``sources`` (ids of sources.csv, or ``own``). ``one_of`` lists what a cell may hold
    besides the ids of the table ``refers``.
    """

    kind: str = "word"
    needed: bool = True
    refers: str = ""
    one_of: tuple[str, ...] = ()


_SOURCE: Final = Column(kind="sources")
_LATER: Final = {"since": Column(kind="year", needed=False), "until": Column(kind="year", needed=False)}
_SIZE: Final = {"low": Column(kind="number"), "high": Column(kind="number")}
_KNOWERS: Final = {"knowers_low": Column(kind="number"), "knowers_high": Column(kind="number")}
_ID: Final = Column(kind="id")
_TEXT: Final = Column()
_MAY: Final = Column(needed=False)
_LANGUAGE: Final = Column()

TABLES: Final[dict[str, dict[str, Column]]] = {
    "sources": {"id": _ID, "title": _TEXT, "address": _MAY, "year": _MAY},
    "places": {
        "id": _ID,
        "level": Column(one_of=LEVELS),
        "inside": Column(needed=False, refers="places"),
        "name_en": _TEXT,
        "adults_low": Column(kind="number"),
        "adults_high": Column(kind="number"),
        "border": Column(kind="flag", needed=False),
        "iso": _MAY,
        "latitude": Column(kind="number", needed=False),
        "longitude": Column(kind="number", needed=False),
        "source": _SOURCE,
    },
    "aliases": {
        "place": Column(refers="places"),
        "name": _TEXT,
        "language": _LANGUAGE,
        **_LATER,
        "source": _SOURCE,
    },
    "ambiguous": {"name": _TEXT, "language": _LANGUAGE, "source": _SOURCE},
    "circles": {
        "id": _ID,
        "name_en": _TEXT,
        **_SIZE,
        "inside": Column(refers="circles", one_of=WHERE),
        "side": Column(one_of=SIDES),
        "basis": _TEXT,
        "source": _SOURCE,
    },
    "events": {
        "code": _ID,
        "name_en": _TEXT,
        **_KNOWERS,
        "core": Column(kind="words", refers="circles"),
        "side": Column(one_of=SIDES),
        "level": Column(one_of=LEVELS),
        "then": Column(needed=False, refers="events"),
        "triggers_en": Column(kind="words"),
        "basis": _TEXT,
        "huridocs": Column(kind="words", needed=False),
        "acled": _MAY,
        "group": Column(needed=False, one_of=GROUPS),
        "withheld": Column(kind="flag", needed=False),
        "retired": Column(needed=False, refers="events"),
        "source": _SOURCE,
    },
    "defaults": {
        "kind": _ID,
        "core": Column(kind="words", needed=False, refers="circles"),
        **_KNOWERS,
        "level": Column(one_of=LEVELS),
        "basis": _TEXT,
        "source": _SOURCE,
    },
    "profile": {"share": _ID, **_SIZE, "basis": _TEXT, "source": _SOURCE},
    "organisations": {
        "id": _ID,
        "name_en": _TEXT,
        "level": _TEXT,
        "inside": Column(needed=False, refers="organisations"),
        "source": _SOURCE,
    },
    "organisation_names": {
        "organisation": Column(refers="organisations"),
        "name": _TEXT,
        "language": _LANGUAGE,
        **_LATER,
        "known": Column(one_of=("all", "insiders")),
        "source": _SOURCE,
    },
    "terms": {
        "term": Column(kind="words"),
        "renderings": Column(kind="words"),
        "category": _TEXT,
        "note": _MAY,
        **_LATER,
        "source": _SOURCE,
    },
    "goods": {
        "code": _ID,
        "name_en": _TEXT,
        "inside": Column(needed=False, refers="goods"),
        "specificity": Column(one_of=("exact", "broad", "flag")),
        "source": _SOURCE,
    },
}
NEEDED: Final = ("sources", "places", "circles", "events", "defaults", "profile")
"""Without these a pack cannot size a story; the other tables may be missing."""
RANGES: Final = (
    ("adults_low", "adults_high"),
    ("low", "high"),
    ("knowers_low", "knowers_high"),
    ("since", "until"),
)
SHARE: Final = re.compile(r"sex:(female|male)|age:[1-9]0|role:[a-z]+(_[a-z]+)*")
"""What a share of the profile is called."""
DEFAULT: Final = re.compile(
    "|".join(re.escape(kind) for kind in KINDS) + r"|attribution\.role:[a-z]+(_[a-z]+)*"
)
"""What a default is called: a kind of detail, or a role of the source that a circle sizes better."""


def in_languages(column: str) -> bool:
    """Whether *column* is one of a family with a column for each language (``name_ko``, ``triggers_fr``)."""
    return column.startswith(("name_", "triggers_"))
