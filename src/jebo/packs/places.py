"""The places of a pack, each made when asked for: of the world's fifteen thousand a story names five."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from jebo.disclosure.country import Alias, Pack, Place, Range
from jebo.packs.table import Table, read, year


class Places(Mapping[str, Place]):
    """Places by id, from the tables ``places`` and ``aliases`` of the pack in *folder*."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Place] = {}

    @cached_property
    def _table(self) -> Table:
        return read(self._folder, "places")

    @cached_property
    def _aliases(self) -> Table:
        return read(self._folder, "aliases")

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        at = self._table.columns.get("id", 0)
        return {row[at]: row for row in self._table.rows}

    def __getitem__(self, key: str) -> Place:
        place = self._made.get(key)
        if place is None:
            place = self._made[key] = self._make(self._rows[key])
        return place

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __repr__(self) -> str:
        return f"<{len(self)} places>"

    def of_levels(self, levels: Container[str]) -> frozenset[str]:
        """Ids of the places of some levels, without making them."""
        identity, level = self._table.columns["id"], self._table.columns["level"]
        return frozenset(row[identity] for row in self._table.rows if row[level] in levels)

    @cached_property
    def _languages(self) -> list[tuple[str, int]]:
        return list(self._table.languages("name").items())

    @cached_property
    def _other_names(self) -> dict[str, list[Alias]]:
        found: defaultdict[str, list[Alias]] = defaultdict(list)
        for row in self._aliases:
            alias = Alias(
                name=row["name"],
                language=row["language"],
                since=year(row.get("since", "")),
                until=year(row.get("until", "")),
            )
            found[row["place"]].append(alias)
        return dict(found)

    def _make(self, row: list[str]) -> Place:
        columns = self._table.columns

        def cell(name: str) -> str:
            at = columns.get(name)
            return row[at] if at is not None and at < len(row) else ""

        identity, latitude, longitude = cell("id"), cell("latitude"), cell("longitude")
        return Place(
            id=identity,
            level=cell("level"),
            names={language: row[at] for language, at in self._languages if at < len(row) and row[at]},
            inside=cell("inside") or None,
            adults=Range(low=float(cell("adults_low")), high=float(cell("adults_high"))),
            aliases=tuple(self._other_names.get(identity, ())),
            border=cell("border") == "yes",
            iso=cell("iso") or None,
            latitude=float(latitude) if latitude else None,
            longitude=float(longitude) if longitude else None,
        )

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the places that bear a name (case-folded), the one with most adults first."""
        columns, aliases = self._table.columns, self._aliases.columns
        identity, adults = columns["id"], columns["adults_high"]
        spellings = [at for _, at in self._languages]
        pairs = [(row[at], row[identity]) for row in self._table.rows for at in spellings if row[at]]
        if self._aliases.rows:
            name, place = aliases["name"], aliases["place"]
            pairs += [(row[name], row[place]) for row in self._aliases.rows]
        return _by_name(pairs, lambda key: float(self._rows[key][adults]))


def _by_name(pairs: Iterable[tuple[str, str]], adults: Callable[[str], float]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    shared: set[str] = set()
    for name, identity in pairs:
        key = name.casefold()
        if key not in found:
            found[key] = (identity,)
        elif identity not in found[key]:
            found[key] += (identity,)
            shared.add(key)
    for key in shared:
        found[key] = tuple(sorted(found[key], key=adults, reverse=True))
    return found


def gazetteer(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Which places of *pack* bear a name.

    :returns: case-folded name in any language, then the ids of its places, the one with most adults first.
        Names in ``pack.ambiguous`` are among them: such a name alone places nothing.
    """
    if isinstance(pack.places, Places):
        return pack.places.names
    places = pack.places.values()
    pairs = [(name, place.id) for place in places for name in place.names.values()]
    pairs += [(alias.name, place.id) for place in places for alias in place.aliases]
    return _by_name(pairs, lambda key: pack.places[key].adults.high)
