"""Loads a pack from its folder."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from jebo.disclosure.country import (
    Alias,
    Circle,
    EventType,
    Good,
    Knowledge,
    Organisation,
    Pack,
    Profile,
    Range,
    Term,
)
from jebo.errors import N_, Refusal
from jebo.packs.faults import Fault, faults
from jebo.packs.places import Places
from jebo.packs.table import Table, read, words, year

HERE: Final = Path(__file__).parent
"""The folder of the packs that come with jebo."""
_ABOUT: Final = "pack.toml"


class UnknownPack(Refusal):
    """There is no country pack of this id."""

    says = N_("there is no country pack of this name; kp and world come with jebo")


class BrokenPack(Refusal):
    """The folder is not a country pack, or its tables do not hold together.

    ``faults`` lists what is wrong and where, so that an editor can mend the tables.
    """

    says = N_("the country pack does not hold together; mend the cells that are listed")

    def __init__(self, found: tuple[Fault, ...]) -> None:
        super().__init__()
        self.faults = found


def available() -> tuple[str, ...]:
    """Ids of the packs that come with jebo, in order."""
    return tuple(sorted(path.parent.name for path in HERE.glob(f"*/{_ABOUT}")))


@cache
def load(id: str) -> Pack:
    """The pack *id*, read once.

    :raises UnknownPack: if none of :func:`available` has this id.
    """
    if id not in available():
        raise UnknownPack
    return _read(HERE / id)


def load_folder(path: Path) -> Pack:
    """The pack in the folder *path*, for a newsroom that adds a country; its tables are checked first.

    :raises BrokenPack: if the folder is no pack or its tables do not hold together.
    """
    if found := faults(path):
        raise BrokenPack(found)
    return _read(path)


def _read(folder: Path) -> Pack:
    about = tomllib.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    organisations = read(folder, "organisations"), read(folder, "organisation_names")
    return Pack(
        id=about["id"],
        names=about["names"],
        root=about.get("root", ""),
        places=Places(folder),
        circles={row["id"]: _circle(row) for row in read(folder, "circles")},
        events={row["code"]: _event(row) for row in read(folder, "events")},
        defaults={row["kind"]: _knowledge(row) for row in read(folder, "defaults")},
        profile=Profile(shares={row["share"]: _range(row) for row in read(folder, "profile")}),
        organisations=_organisations(*organisations),
        terms=tuple(term for row in read(folder, "terms") for term in _terms(row)),
        goods=tuple(_good(row) for row in read(folder, "goods")),
        outlets=tuple(about.get("outlets", ())),
        ambiguous=frozenset(row["name"].casefold() for row in read(folder, "ambiguous")),
    )


def _range(row: Mapping[str, str], prefix: str = "") -> Range:
    return Range(low=float(row[f"{prefix}low"]), high=float(row[f"{prefix}high"]))


def _by_language(row: Mapping[str, str], family: str) -> dict[str, str]:
    start = f"{family}_"
    return {
        column.removeprefix(start): cell for column, cell in row.items() if column.startswith(start) and cell
    }


def _circle(row: Mapping[str, str]) -> Circle:
    return Circle(
        id=row["id"],
        names=_by_language(row, "name"),
        size=_range(row),
        inside=row["inside"],
        side=row["side"],
        basis=row["basis"],
    )


def _event(row: Mapping[str, str]) -> EventType:
    return EventType(
        code=row["code"],
        names=_by_language(row, "name"),
        knowers=_range(row, "knowers_"),
        core=words(row["core"]),
        side=row["side"],
        level=row["level"],
        triggers={language: words(cell) for language, cell in _by_language(row, "triggers").items()},
        then=row.get("then") or None,
        basis=row["basis"],
        group=row.get("group", ""),
        huridocs=words(row.get("huridocs", "")),
        acled=row.get("acled", ""),
        withheld=row.get("withheld", "") == "yes",
        retired=row.get("retired", ""),
    )


def _knowledge(row: Mapping[str, str]) -> Knowledge:
    return Knowledge(
        core=words(row["core"]), knowers=_range(row, "knowers_"), level=row["level"], basis=row["basis"]
    )


def _good(row: Mapping[str, str]) -> Good:
    return Good(
        code=row["code"],
        names=_by_language(row, "name"),
        inside=row.get("inside") or None,
        specificity=row["specificity"],
    )


def _terms(row: Mapping[str, str]) -> list[Term]:
    """One term for each form that the row gives (자백서, 진술서)."""
    shared: dict[str, Any] = {
        "renderings": words(row["renderings"]),
        "category": row["category"],
        "note": row.get("note", ""),
        "since": year(row.get("since", "")),
        "until": year(row.get("until", "")),
    }
    return [Term(term=form, **shared) for form in words(row["term"])]


def _organisations(bodies: Table, names: Table) -> tuple[Organisation, ...]:
    aliases: defaultdict[str, list[Alias]] = defaultdict(list)
    internal: defaultdict[str, list[str]] = defaultdict(list)
    for row in names:
        alias = Alias(
            name=row["name"],
            language=row["language"],
            since=year(row.get("since", "")),
            until=year(row.get("until", "")),
        )
        aliases[row["organisation"]].append(alias)
        if row["known"] == "insiders":
            internal[row["organisation"]].append(row["name"])
    return tuple(
        Organisation(
            id=row["id"],
            names=_by_language(row, "name"),
            aliases=tuple(aliases[row["id"]]),
            internal=tuple(internal[row["id"]]),
            level=row["level"],
            inside=row.get("inside") or None,
        )
        for row in bodies
    )
