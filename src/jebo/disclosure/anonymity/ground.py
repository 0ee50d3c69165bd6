"""The places that a story's facts name, as cells that together make up the country exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from jebo.disclosure.anonymity.draws import Draws
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.scene import BadScene
from jebo.disclosure.country import Place

LEVELS = {"country": 0, "province": 1, "city": 2, "ward": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The places in use, the country first. Each stands for its people outside the other cells that lie in
    it.
    """

    places: Mapping[str, Place]
    root: str
    cells: tuple[str, ...]
    _chains: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def chain(self, place: str) -> tuple[str, ...]:
        """The place, the place it lies in, and so on up to the country.

        :raises BadScene: if the scene does not have one of them, or the country is never reached.
        """
        if place not in self._chains:
            self._chains[place] = self._walk(place)
        return self._chains[place]

    def _walk(self, place: str) -> tuple[str, ...]:
        found: list[str] = []
        here: str | None = place
        while here is not None and here not in found:
            if here not in self.places:
                raise BadScene(
                    "a fact names a place that the scene does not have; add it to the scene's places"
                )
            found.append(here)
            here = None if here == self.root else self.places[here].inside
        if found[-1] != self.root:
            raise BadScene("a place does not lie in the scene's country; give what it lies inside")
        return tuple(found)

    def holder(self, place: str, level: str) -> str:
        """The place at *level* in which *place* lies; where there is none, the nearest wider one."""
        return next(
            p for p in self.chain(place) if LEVELS[self.places[p].level] <= LEVELS[level] or p == self.root
        )

    def covers(self, place: str) -> tuple[int, ...]:
        """The numbers of the cells that lie in a place."""
        return tuple(i for i, cell in enumerate(self.cells) if place in self.chain(cell))

    def rings(self, place: str) -> tuple[str, ...]:
        """Where word of a fact goes: the city or county, the province and the country, as far as the place
        has them.
        """
        near = self.holder(place, "city")
        rings = [near]
        if LEVELS[self.places[near].level] > LEVELS["province"]:
            rings.append(self.holder(near, "province"))
        return tuple(dict.fromkeys([*rings, self.root]))

    def adults(self, draws: Draws) -> FloatArray:
        """Adults of each cell without those of the cells in it, shape ``(cells, draws)``; they sum to the
        country's.
        """
        whole = np.array([draws.between(self.places[c].adults, f"adults|{c}") for c in self.cells])
        own = whole.copy()
        for i, cell in enumerate(self.cells):  # wider cells come first
            inner = [j for j, other in enumerate(self.cells) if j != i and self._next(other) == cell]
            if inner:
                taken = whole[inner].sum(axis=0)
                whole[inner] *= np.minimum(1.0, whole[i] / np.maximum(taken, 1e-300))
                own[i] = whole[i] - whole[inner].sum(axis=0)
                own[inner] = whole[inner]
        return np.asarray(np.maximum(own, 0.0))

    def _next(self, place: str) -> str | None:
        return next((p for p in self.chain(place)[1:] if p in self.cells), None)


def ground(places: Mapping[str, Place], root: str, named: Iterable[str]) -> Ground:
    """The cells for the named places: themselves and all that they lie in, wider ones first."""
    bare = Ground(places=places, root=root, cells=())
    chains = {root: (root,)} | {place: bare.chain(place) for place in named}
    used = {place for chain in chains.values() for place in chain}
    cells = sorted(used, key=lambda place: (len(bare.chain(place)), place))
    return Ground(places=places, root=root, cells=tuple(cells))
