"""The numbers of a scene in some draws: people, what each wording tells, and how many could have said it
all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from jebo.disclosure.anonymity.copula import FLOOR, Copula, copula
from jebo.disclosure.anonymity.draws import Draws
from jebo.disclosure.anonymity.factors import Member
from jebo.disclosure.anonymity.knowing import (
    Grouping,
    crowd_by_kind,
    grouping,
    known_by_kind,
    ladder_knowers,
    simple_table,
)
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.outline import Bundle, Outline
from jebo.disclosure.anonymity.population import IntArray
from jebo.disclosure.anonymity.scene import Known, Tells

Steps = Mapping[str, int]
"""The step of each fact by its id; a fact that is missing stands at its exact wording, step 0."""

StepKey = tuple[int, tuple[int, ...]]


@dataclass(slots=True, kw_only=True)
class Numbers:
    """A scene in some draws. Tables are made when first asked for and kept.

    ``people`` has shape ``(types, draws)``; ``rows`` holds them by place and circles alone. ``once`` tells that it is asked
    one thing only, so that the largest tables need not be kept.
    """

    outline: Outline
    draws: Draws
    table: Copula
    people: FloatArray
    rows: FloatArray
    once: bool = False
    _crowds: dict[Grouping, FloatArray] = field(default_factory=dict)
    _ladders: dict[tuple[int, bool], tuple[FloatArray, ...]] = field(default_factory=dict)
    _nodes: dict[StepKey, FloatArray | None] = field(default_factory=dict)

    def steps_of(self, factor: int, steps: Steps) -> tuple[int, ...]:
        """The step of each of the factor's members; published facts have one only."""
        members = self.outline.factors[factor].factor.members
        return tuple(0 if m.fact is None else min(steps.get(m.fact, 0), len(m.tells) - 1) for m in members)

    def knowing(self, factor: int, at: tuple[int, ...]) -> FloatArray:
        """``K`` of a factor with its members at these steps, shape ``(classes, draws)``, each in [1e-12, 1].

        Told in one breath, each is known at least as widely as the widest of them at its exact wording; what
        is left of several members is the narrowest that is still told.
        """
        ladders = self._members(factor, whole=any(at))
        told = [ladder[step] for ladder, step in zip(ladders, at, strict=True)]
        coded = self.outline.factors[factor].factor
        if coded.breath:
            own = [ladder[0] for ladder, m in zip(ladders, coded.members, strict=True) if m.fact is not None]
            widest = np.maximum.reduce(own)
            told = [
                np.maximum(k, widest) for k in told
            ]  # what was published of it before is of the same breath
        return told[0] if len(told) == 1 else np.asarray(np.minimum.reduce(told))

    def nodes(self, factor: int, at: tuple[int, ...]) -> FloatArray | None:
        """The factor at the copula's nodes, ``(classes, draws * nodes)``; None where it tells nothing."""
        return self._at_nodes([(factor, at)])[0]

    def _at_nodes(self, keys: Sequence[StepKey]) -> list[FloatArray | None]:
        new = {key: self.knowing(*key) for key in keys if key not in self._nodes}
        telling = {key: knowing for key, knowing in new.items() if bool((knowing < 1.0).any())}
        found: dict[StepKey, FloatArray | None] = dict.fromkeys(new)
        if telling:  # all in one stride
            ends = np.cumsum([len(knowing) for knowing in telling.values()])
            rows = np.split(self.table.at_nodes(np.concatenate(list(telling.values()))), ends[:-1])
            found |= {key: self._counted(key[0], row) for key, row in zip(telling, rows, strict=True)}
        if not self.once:
            self._nodes |= found
        return [found[key] if key in found else self._nodes[key] for key in keys]

    def _counted(self, factor: int, at_nodes: FloatArray) -> FloatArray:
        found, times = at_nodes.reshape(len(at_nodes), -1), self.outline.factors[factor].factor.times
        return found if times == 1 else np.maximum(found**times, FLOOR)

    def product(self, bundle: Bundle, steps: Steps) -> FloatArray:
        """The product of a bundle's factors at the nodes, shape ``(signatures, draws * nodes)``."""
        out = np.ones((len(bundle.codes), self.draws.count * len(self.table.weights)))
        keys = [(factor, self.steps_of(factor, steps)) for factor in bundle.factors]
        for column, nodes in enumerate(self._at_nodes(keys)):
            if nodes is not None:
                out *= nodes[bundle.codes[:, column]]
        return out

    def together(self, product: FloatArray) -> FloatArray:
        """``J``: the product averaged over the nodes, shape ``(signatures, draws)``."""
        return np.asarray(product.reshape(len(product), self.draws.count, -1) @ self.table.weights)

    def alone(self, steps: Steps) -> FloatArray:
        """The product of attributes and traces, shape ``(types, draws)``."""
        out = np.ones_like(self.people)
        for factor in self.outline.alone:
            at = self.steps_of(factor, steps)
            times = self.outline.factors[factor].factor.times
            out *= (self.knowing(factor, at) ** times)[self.outline.codes[:, factor]]
        return out

    def likelihood(self, steps: Steps) -> FloatArray:
        """``l(t)``: the chance that all is true of a member of a type, shape ``(types, draws)``."""
        out = self.alone(steps)
        for bundle in self.outline.bundles:
            out *= self.together(self.product(bundle, steps))[bundle.signature]
        return out

    def _members(self, factor: int, *, whole: bool) -> tuple[FloatArray, ...]:
        """The ladder of each member: to its end, or the exact wording alone."""
        if (factor, whole) not in self._ladders:
            coded = self.outline.factors[factor]
            pairs = zip(coded.factor.members, coded.kinds, strict=True)
            self._ladders[factor, whole] = tuple(
                self._ladder(m, kinds if whole else kinds[:1]) for m, kinds in pairs
            )
        return self._ladders[factor, whole]

    def _ladder(self, member: Member, kinds: IntArray) -> FloatArray:
        """``K`` of each step, ``(steps, classes, draws)``: never lower at a vaguer step, in any draw."""
        knowers: FloatArray | None = None
        rows: list[FloatArray] = []
        for tells, kind in zip(member.tells, kinds, strict=False):
            if isinstance(tells, Known):
                place = self.outline.scene.places[tells.place]
                knowers = ladder_knowers(tells, knowers, place, self.draws, member.key)
            rows.append(self._by_kind(tells, member, knowers)[kind])
        return np.asarray(np.maximum.accumulate(np.array(rows), axis=0))

    def _by_kind(self, tells: Tells | None, member: Member, knowers: FloatArray | None) -> FloatArray:
        if not isinstance(tells, Known) or knowers is None:
            return simple_table(tells, self.draws, member.key)
        key = grouping(tells, member.place)
        if key not in self._crowds:
            self._crowds[key] = crowd_by_kind(self.outline.kinds[key], self.rows)
        rings = len(self.outline.types.land.rings(tells.place))
        return known_by_kind(rings, self._crowds[key], self.draws.insider(member.key), knowers)


def numbers(made: Outline, draws: Draws, rho: float, *, once: bool = False) -> Numbers:
    """The numbers of a scene in some draws.

    :param rho: correlation of knowing within a bundle, in [0, .8].
    :param once: whether they are asked one thing only.
    """
    rows = made.types.unlike(draws)
    people = made.people(rows, draws)
    return Numbers(outline=made, draws=draws, table=copula(rho), people=people, rows=rows, once=once)
