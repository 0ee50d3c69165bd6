"""What each wording tells: the chance that it is true of a member of each type (anonymity.md, section 3).

A wording sees few kinds of people: those of the core, and the rings of city, province and country around
them. So each wording has a short table over its kinds, and every type only the number of its kind.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jebo.disclosure.anonymity.constants import INSIDER, LADDER_FACTOR, LEAST_KNOWING, OUTSIDE_FLOOR, SPREAD
from jebo.disclosure.anonymity.draws import Draws
from jebo.disclosure.anonymity.groups import place_circle
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.population import BoolArray, IntArray, Types, attributes
from jebo.disclosure.anonymity.scene import Belongs, Known, Lives, Scene, Shared, Tells, Traced
from jebo.disclosure.country import Place

KINDS = len(SPREAD) + 1
"""How many kinds of people a wording can tell apart: the core, and three rings around it."""

Grouping = tuple[frozenset[str], str]
"""The core circles and the places of a fact: what its kinds of people depend on."""


def grouping(tells: Known, anchor: str) -> Grouping:
    """What the kinds of people that a fact tells apart depend on."""
    return frozenset(tells.core), f"{anchor}|{tells.place}"


@dataclass(slots=True, kw_only=True)
class Kinds:
    """The kinds of people that the wordings of a scene tell apart, found once for each core and place."""

    scene: Scene
    types: Types
    seen: dict[Grouping, IntArray]

    def members(self, circle: str, place: str) -> BoolArray:
        """Which types are in a circle (and so in those inside it), shape ``(types,)``."""
        key = place_circle(self.scene.circles, self.types.land, circle, place)[-1].key
        return np.asarray(self.types.member[:, self.types.keys.index(key)], dtype=np.bool_)

    def of(self, tells: Tells | None, anchor: str) -> IntArray:
        """The number of each type's kind, shape ``(types,)``."""
        if isinstance(tells, Known):
            key = grouping(tells, anchor)
            if key not in self.seen:
                self.seen[key] = self._rings(tells, anchor)
            return self.seen[key]
        return self._has(tells).astype(np.intp)

    def _rings(self, tells: Known, anchor: str) -> IntArray:
        """0 for members of the core, then 1, 2, … for the rings around the place, inner ones first."""
        land = self.types.land
        rings = land.rings(tells.place)
        cells = np.full(len(land.cells), len(rings), dtype=np.intp)
        for number in range(len(rings), 0, -1):
            cells[list(land.covers(rings[number - 1]))] = number
        kinds = cells[self.types.cell]
        for circle in tells.core:
            kinds[self.members(circle, anchor)] = 0
        return kinds

    def _has(self, tells: Tells | None) -> BoolArray:
        if isinstance(tells, Lives):
            return np.isin(self.types.cell, self.types.land.covers(tells.place))
        if isinstance(tells, Shared):
            columns = [self.types.traits.index(name) for name in attributes(tells.attribute)]
            return np.asarray(self.types.trait[:, columns].any(axis=1), dtype=np.bool_)
        if isinstance(tells, Belongs):
            return self.members(tells.circle, tells.place)
        return np.ones(len(self.types), dtype=np.bool_)


def kinds_of(scene: Scene, types: Types) -> Kinds:
    """An empty table of kinds for a scene."""
    return Kinds(scene=scene, types=types, seen={})


def crowd_by_kind(kinds: IntArray, people: FloatArray) -> FloatArray:
    """People of each kind, shape ``(kinds, draws)``, the core first."""
    return np.asarray((kinds[None, :] == np.arange(KINDS)[:, None]).astype(np.float64) @ people)


def spread_shares(rings: int) -> tuple[float, ...]:
    """Which part of the knowers outside the core goes to each ring; a missing ring's part goes to the next
    wider.

    :param rings: 1 (a country), 2 (a province) or 3 (a city or county).
    """
    missing = len(SPREAD) - rings
    return (sum(SPREAD[: missing + 1]), *SPREAD[missing + 1 :])


def known_by_kind(rings: int, crowd: FloatArray, insider: FloatArray, knowers: FloatArray) -> FloatArray:
    """``K`` of a fact for each kind of people, shape ``(1 + rings, draws)``, each in [1e-12, 1].

    Members of the core know with chance *insider*. The others, ``s = max(knowers - .9 |core|, .02
    knowers)``, are spread over the rings: ``K = share * s / people``.

    :param crowd: people of each kind, shape ``(kinds, draws)``, the core first.
    :param knowers: people who know the fact, shape ``(draws,)``.
    """
    others = np.maximum(knowers - INSIDER * crowd[0], OUTSIDE_FLOOR * knowers)
    rows = [insider]
    for ring, share in enumerate(spread_shares(rings), start=1):
        rows.append(share * others / np.maximum(crowd[ring], 1.0))
    return np.clip(np.array(rows), LEAST_KNOWING, 1.0)


def ladder_knowers(
    tells: Known, before: FloatArray | None, place: Place, draws: Draws, key: str
) -> FloatArray:
    """How many people know a wording, shape ``(draws,)``: as told, or ten times those of the wording before
    it.

    Ten times is capped by the adults of the place that the wording names.
    """
    if tells.knowers is not None:
        return draws.between(tells.knowers, f"knowers|{key}")
    start = np.ones(draws.count) if before is None else before
    return np.minimum(start * LADDER_FACTOR, draws.between(place.adults, f"adults|{place.id}"))


def simple_table(tells: Tells | None, draws: Draws, key: str) -> FloatArray:
    """``K`` of an attribute for those who have it not and those who have it, shape ``(2, draws)``."""
    count = draws.count
    if tells is None:
        return np.ones((2, count))
    if isinstance(tells, Traced):
        share = np.clip(draws.between(tells.share, f"trace|{key}"), LEAST_KNOWING, 1.0)
        return np.array([share, share])
    return np.array([np.full(count, LEAST_KNOWING), np.ones(count)])
