"""A scene made ready: its types merged as far as the facts tell them apart, its factors coded, its bundles
formed.

Nothing here depends on draws, so it is made once for a scene and used for 64 draws as for 2,000.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from jebo.disclosure.anonymity.draws import Draws
from jebo.disclosure.anonymity.factors import Coded, code, factors
from jebo.disclosure.anonymity.knowing import Grouping, kinds_of
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.population import IntArray, Types, population
from jebo.disclosure.anonymity.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Factors known together: ``factors`` are their numbers; ``signature`` is each type's row in ``codes``.

    ``codes`` has shape ``(signatures, factors)``: the class of each factor.
    """

    name: str
    factors: tuple[int, ...]
    signature: IntArray
    codes: IntArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A scene made ready to be measured.

    ``codes`` is the class of each merged type in each factor; ``kinds`` the kind of each row of people by
    place and circles alone, for each core and place that a fact has.
    """

    scene: Scene
    types: Types
    order: IntArray
    starts: IntArray
    factors: tuple[Coded, ...]
    codes: IntArray
    bundles: tuple[Bundle, ...]
    alone: tuple[int, ...]
    kinds: Mapping[Grouping, IntArray]

    def __len__(self) -> int:
        return len(self.starts)

    def people(self, rows: FloatArray, draws: Draws) -> FloatArray:
        """People of each merged type, shape ``(types, draws)``, from those by place and circles alone."""
        return np.asarray(np.add.reduceat(self.types.divided(rows, draws)[self.order], self.starts, axis=0))


def _merge(codes: IntArray) -> tuple[IntArray, IntArray]:
    """The first row of each distinct row, and each row's number among the distinct ones."""
    if codes.shape[1] == 0:
        return np.zeros(1, dtype=np.intp), np.zeros(len(codes), dtype=np.intp)
    mixed, size = codes[:, 0].astype(np.intp), int(codes[:, 0].max()) + 1
    for column in range(1, codes.shape[1]):
        more = int(codes[:, column].max()) + 1
        if size > 2**62 // more:
            mixed = np.unique(mixed, return_inverse=True)[1]
            size = len(codes)
        mixed = mixed * more + codes[:, column]
        size *= more
    _, first, number = np.unique(mixed, return_index=True, return_inverse=True)
    return first, number


def _bundles(coded: tuple[Coded, ...], codes: IntArray) -> tuple[Bundle, ...]:
    names = sorted({c.factor.bundle for c in coded if c.factor.bundle is not None})
    made: list[Bundle] = []
    for name in names:
        mine = tuple(i for i, c in enumerate(coded) if c.factor.bundle == name)
        first, number = _merge(codes[:, mine])
        made.append(Bundle(name=name, factors=mine, signature=number, codes=codes[first][:, mine]))
    return tuple(made)


def outline(scene: Scene, *, unlinked: bool = False) -> Outline:
    """Make a scene ready.

    :param unlinked: count also what was published in stories that no reader can link (the warning figure).
    :raises BadScene: if the scene lacks a place or a circle that a fact names.
    """
    types = population(scene)
    kinds = kinds_of(scene, types)
    coded = tuple(code(factor, kinds) for factor in factors(scene, unlinked=unlinked))
    codes = np.array([c.codes for c in coded], dtype=np.intp).reshape(len(coded), len(types)).T
    first, number = _merge(codes)
    order = np.argsort(number, kind="stable")
    starts = np.searchsorted(number[order], np.arange(len(first)))
    merged = codes[first]
    return Outline(
        scene=scene,
        types=types,
        order=order,
        starts=starts,
        factors=coded,
        codes=merged,
        bundles=_bundles(coded, merged),
        alone=tuple(i for i, c in enumerate(coded) if c.factor.bundle is None),
        kinds={key: row[:: len(types.states)] for key, row in kinds.seen.items()},
    )
