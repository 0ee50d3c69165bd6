"""The people of a country in disjoint types, as far as the facts of a story tell them apart.

Types are place × circles × attributes. Circles up to 200 people are enumerated: their members are types of
their own, apart from each other unless one is declared to lie in the other. Larger circles are mixed in by
share: they cross each other, and the small ones, as if independent (anonymity.md, section 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
import numpy.typing as npt

from jebo.disclosure.anonymity.draws import Draws
from jebo.disclosure.anonymity.ground import Ground, ground
from jebo.disclosure.anonymity.groups import Group, Groups, gather, place_circle
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.scene import BadScene, Belongs, Fact, Known, Lives, Scene, Shared, Tells
from jebo.disclosure.country import Range

IntArray = npt.NDArray[np.intp]
BoolArray = npt.NDArray[np.bool_]

Decision = tuple[str, bool]
"""A large circle, and whether the type is inside it."""

Mix = tuple[bool, tuple[Decision, ...]]
"""Whether the type is of an enumerated circle, and where it stands to the large ones."""


class TooManyTypes(BadScene):
    """So much is told of the source that contradicts itself that no other person can be counted; see :data:`MOST_TYPES`."""


MOST_TYPES = 100_000
"""Types of a scene: above it the memory of a small machine would not hold their numbers. Chosen by us; a story has some hundreds."""
_TOO_MANY = "what is told of the source holds more traits and circles than one person can have"


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """Disjoint types of people, numbered; their sizes follow from draws.

    ``cell`` is each type's place (a number into ``land.cells``), ``member`` tells which circles it is in,
    shape ``(types, circles)`` in the order of ``keys``, ``trait`` which attributes it has, ``(types,
    traits)``.
    """

    land: Ground
    groups: Groups
    keys: tuple[str, ...]
    traits: tuple[str, ...]
    shares: Mapping[str, Range]
    cell: IntArray
    member: BoolArray
    trait: BoolArray
    parts: tuple[tuple[int, str | None], ...]
    mixes: tuple[Mix, ...]
    states: tuple[frozenset[str], ...]
    part_of: IntArray
    mix_of: IntArray

    def __len__(self) -> int:
        return len(self.cell)

    def sizes(self, draws: Draws) -> FloatArray:
        """People of each type, shape ``(types, draws)``; every draw sums to the adults of the country."""
        return self.divided(self.unlike(draws), draws)

    def unlike(self, draws: Draws) -> FloatArray:
        """People by place and circles alone, attributes aside: every ``len(states)``-th type, shape ``(rows,
        draws)``.
        """
        own = self.land.adults(draws)
        whole = {place: own[list(self.land.covers(place))].sum(axis=0) for place in self.land.cells}
        sizes = self.groups.sizes(draws, whole)
        every = len(self.states)
        parts = self._parts(own, whole, sizes)
        people = parts[self.part_of[::every]]
        people *= self._mixes(parts, whole, sizes)[self.mix_of[::every]]
        return people

    def divided(self, rows: FloatArray, draws: Draws) -> FloatArray:
        """People by place and circles divided by attributes, shape ``(types, draws)``."""
        if not self.traits:
            return rows
        return np.asarray((rows[:, None, :] * self._states(draws)[None, :, :]).reshape(len(self), -1))

    def _parts(
        self, own: FloatArray, whole: Mapping[str, FloatArray], sizes: Mapping[str, FloatArray]
    ) -> FloatArray:
        """People of each enumerated circle, or of none, in each cell, shape ``(parts, draws)``."""
        out = np.zeros((len(self.parts), own.shape[1]))
        rest = {cell: i for i, (cell, key) in enumerate(self.parts) if key is None}
        for i, (cell, key) in enumerate(self.parts):
            if key is not None:
                inner = [sizes[k] for k in self.groups.inside(key) if k not in self.groups.large]
                people = sizes[key] - np.sum(inner, axis=0) if inner else sizes[key]
                home = np.maximum(whole[self.groups.groups[key].home], 1e-300)
                out[i] = np.maximum(people, 0.0) * (own[cell] / home)
        for cell, where in rest.items():
            mine = [i for i, (c, key) in enumerate(self.parts) if c == cell and key is not None]
            if mine:
                out[mine] *= np.minimum(1.0, own[cell] / np.maximum(out[mine].sum(axis=0), 1e-300))
            out[where] = np.maximum(own[cell] - out[mine].sum(axis=0), 0.0)
        return out

    def _mixes(
        self, parts: FloatArray, whole: Mapping[str, FloatArray], sizes: Mapping[str, FloatArray]
    ) -> FloatArray:
        """Share of each mixture of large circles, shape ``(mixtures, draws)``."""
        plain = {key: self._rate(key, whole, sizes) for key in self.groups.groups if key in self.groups.large}
        rest = self._rates_of_the_rest(plain, parts, sizes)
        out = np.ones((len(self.mixes), parts.shape[1]))
        for i, (enumerated, mix) in enumerate(self.mixes):
            rates = plain if enumerated else rest
            for key, is_in in mix:
                out[i] *= rates[key] if is_in else 1.0 - rates[key]
        return out

    def _rate(self, key: str, whole: Mapping[str, FloatArray], sizes: Mapping[str, FloatArray]) -> FloatArray:
        """The share of a large circle in what it lies in: the chance of a person of whom no more is known."""
        group = self.groups.groups[key]
        room = whole[group.home] if group.parent is None else sizes[group.parent]
        return np.asarray(np.clip(sizes[key] / np.maximum(room, 1e-300), 0.0, 1.0))

    def _rates_of_the_rest(
        self, plain: Mapping[str, FloatArray], parts: FloatArray, sizes: Mapping[str, FloatArray]
    ) -> dict[str, FloatArray]:
        """The same for people in no enumerated circle, so that each large circle has its size in all.

        Those enumerated cross a large circle at its plain rate, whatever else is enumerated inside it: so a
        new circle does not move how others overlap.
        """
        inside: dict[str, FloatArray] = {}
        rates: dict[str, FloatArray] = {}
        for key in plain:
            cells = set(self.land.covers(self.groups.groups[key].home))
            parent = self.groups.parent(key)
            mine = [(i, small) for i, (cell, small) in enumerate(self.parts) if cell in cells]
            free = np.sum([parts[i] for i, small in mine if small is None], axis=0)
            taken = [parts[i] * self._chance(key, small, plain) for i, small in mine if small is not None]
            inside[key] = np.maximum(sizes[key] - np.sum([np.zeros_like(free), *taken], axis=0), 0.0)
            room = free if parent is None else inside[parent]
            rates[key] = np.minimum(inside[key] / np.maximum(room, 1e-300), 1.0)
        return rates

    def _chance(self, key: str, small: str, plain: Mapping[str, FloatArray]) -> FloatArray | float:
        """The chance that a member of an enumerated circle is in a large one."""
        declared = self.groups.line(small)
        chance: FloatArray | float = 1.0
        for outer in self.groups.line(key):
            chance = chance if outer in declared else chance * plain[outer]
        return chance

    def _states(self, draws: Draws) -> FloatArray:
        """Share of each mixture of attributes, shape ``(states, draws)``."""
        value = {trait: draws.between(self.shares[trait], f"share|{trait}") for trait in self.traits}
        for kind in {_kind(trait) for trait in self.traits}:
            alike = [trait for trait in self.traits if _kind(trait) == kind]
            total = np.sum([value[trait] for trait in alike], axis=0)
            value |= {trait: value[trait] / np.maximum(total, 1.0) for trait in alike}
            value[kind] = np.maximum(1.0 - np.sum([value[trait] for trait in alike], axis=0), 0.0)
        return np.array([np.prod([value[name] for name in sorted(state)], axis=0) for state in self.states])


def _kind(trait: str) -> str:
    return trait.partition(":")[0]


def attributes(name: str) -> tuple[str, ...]:
    """The attributes that a name stands for: ``age:40+50`` is ``age:40`` or ``age:50``."""
    kind, _, values = name.partition(":")
    return tuple(f"{kind}:{value}" for value in values.split("+"))


def anchor(fact: Fact) -> str | None:
    """The place at which a fact's circles stand: that of its most exact wording."""
    return next((w.tells.place for w in fact.wordings if isinstance(w.tells, Known | Belongs)), None)


def _all_tells(scene: Scene) -> list[tuple[Tells, str | None]]:
    """All that the story and its history tell, each with the place of its circles; the story first."""
    own: list[tuple[Tells, str | None]] = [
        (wording.tells, anchor(fact))
        for fact in scene.facts
        for wording in fact.wordings
        if wording.tells is not None
    ]
    return own + [(past.tells, getattr(past.tells, "place", None)) for past in scene.history]


def circles_of(tells: Tells) -> tuple[str, ...]:
    """The circles that a wording names."""
    if isinstance(tells, Known):
        return tells.core
    return (tells.circle,) if isinstance(tells, Belongs) else ()


def _decisions(
    groups: Groups, keys: Iterable[str], fixed: frozenset[str]
) -> list[tuple[tuple[Decision, ...], frozenset[str]]]:
    """Every way to be in or out of the large circles, with the circles that one is in."""
    ways: list[tuple[tuple[Decision, ...], frozenset[str]]] = [((), frozenset())]
    for key in keys:
        inner = [k for k in groups.inside(key) if k in groups.large]
        inside = [(way, in_ | {key}) for way, in_ in _decisions(groups, inner, fixed)]
        options = (
            inside
            if key in fixed
            else [(((key, False),), frozenset()), *((((key, True), *way), in_) for way, in_ in inside)]
        )
        ways = [(a + b, x | y) for (a, x), (b, y) in product(ways, options)]
    return ways


def _traits(scene: Scene) -> tuple[tuple[str, ...], dict[str, Range]]:
    """The attributes in use with their shares; the profile's figure goes before a wording's own, the widest
    first.
    """
    shares: dict[str, Range] = {}
    for tells, _ in _all_tells(scene):
        if isinstance(tells, Shared):
            names = attributes(tells.attribute)
            for name in names:
                even = Range(low=tells.share.low / len(names), high=min(1.0, tells.share.high / len(names)))
                told = scene.profile.shares.get(name, even)
                shares[name] = max(told, shares.get(name, told), key=lambda span: (span.high, span.low))
    return tuple(sorted(shares)), shares


def _states(traits: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    kinds = sorted({_kind(trait) for trait in traits})
    options = [[*(t for t in traits if _kind(t) == kind), kind] for kind in kinds]
    if prod(map(len, options)) > MOST_TYPES:
        raise TooManyTypes(_TOO_MANY)
    return tuple(frozenset(choice) for choice in product(*options))


def population(scene: Scene) -> Types:
    """The types of a scene: they partition the country's adults exactly, in every draw.

    :raises BadScene: if the scene lacks a place or a circle that a fact names.
    :raises TooManyTypes: if it has more than :data:`MOST_TYPES`.
    """
    told = _all_tells(scene)
    bare = Ground(places=scene.places, root=scene.root, cells=())
    found: dict[str, Group] = {}
    named: set[str] = set()
    own_count = sum(len([w for w in f.wordings if w.tells is not None]) for f in scene.facts)
    first: set[str] = set()
    for i, (tells, place) in enumerate(told):
        for circle in circles_of(tells):
            groups = place_circle(scene.circles, bare, circle, place or scene.root)
            found |= {group.key: group for group in groups}
            first |= {group.key for group in groups} if i < own_count else set()
        if isinstance(tells, Known):
            named |= set(bare.rings(tells.place)) | set(bare.rings(place or tells.place))
        elif isinstance(tells, Lives):
            named.add(tells.place)
    named |= {group.home for group in found.values()}
    land = ground(scene.places, scene.root, named)
    return _types(scene, land, gather(land, found.values(), frozenset(first)))


def _types(scene: Scene, land: Ground, groups: Groups) -> Types:
    traits, shares = _traits(scene)
    states = _states(traits)
    cover = {key: set(land.covers(group.home)) for key, group in groups.groups.items()}
    small = [key for key in groups.groups if key not in groups.large]
    parts = tuple(
        (cell, key)
        for cell in range(len(land.cells))
        for key in [None, *small]
        if key is None or cell in cover[key]
    )
    mixes: dict[Mix, int] = {}
    rows: list[tuple[int, int, frozenset[str]]] = []
    for i, (cell, key) in enumerate(parts):
        line = frozenset(groups.line(key))
        tops = [k for k in groups.inside(None) if k in groups.large and cell in cover[k]]
        for way, inside in _decisions(groups, tops, line & groups.large):
            rows.append((i, mixes.setdefault((key is not None, way), len(mixes)), inside | line))
    if len(rows) * len(states) > MOST_TYPES:
        raise TooManyTypes(_TOO_MANY)
    keys = tuple(groups.groups)
    column = {key: j for j, key in enumerate(keys)}
    member = np.zeros((len(rows), len(keys)), dtype=np.bool_)
    for r, (_, _, inside) in enumerate(rows):
        member[r, [column[key] for key in inside]] = True
    has = np.array([[trait in state for trait in traits] for state in states], dtype=np.bool_).reshape(
        len(states), -1
    )
    part_of = np.repeat(np.array([r[0] for r in rows], dtype=np.intp), len(states))
    state_of = np.tile(np.arange(len(states)), len(rows))
    cell_of = np.array([cell for cell, _ in parts], dtype=np.intp)
    return Types(
        land=land,
        groups=groups,
        keys=keys,
        traits=traits,
        shares=shares,
        cell=cell_of[part_of],
        member=np.repeat(member, len(states), axis=0),
        trait=has[state_of],
        parts=parts,
        mixes=tuple(mixes),
        states=states,
        part_of=part_of,
        mix_of=np.repeat(np.array([r[1] for r in rows], dtype=np.intp), len(states)),
    )
