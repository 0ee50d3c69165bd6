"""A floor under the loss of every wording within limits, by which branch and bound leaves whole branches out.

Given the copula's common factor z, the facts of a bundle are independent, so that logarithms add for each
pair of a type and a node: ``S = sum_i exp(c_i + sum_j g_ij)`` over such pairs *i*. Where ``S`` must reach
``X``, for any weights ``v_i`` that sum to 1 some pair has ``c_i + sum_j g_ij >= log(X v_i)``; and for that
pair the cheapest steps are a multiple-choice knapsack, bounded from below by its Lagrangian for any
multiplier (M. L. Fisher, "The Lagrangian Relaxation Method for Solving Integer Programming Problems",
*Management Science* 27, 1981). The weights are those that make the lowest of these bounds the highest. In
smaller bundles and those of earlier stories, ``J <= min K <= prod K^(1/n)`` keeps logarithms additive.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from jebo.disclosure.advice.choices import Choice, steps_of
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.numbers import Numbers

MULTIPLIERS: Final = tuple(2.0**power for power in range(-5, 7))
"""Multipliers tried for each pair, in units of the mean loss per nat; chosen by us: eleven doublings."""

HALVINGS: Final = 18
"""Halvings of the interval in which the floor lies: to 4 millionths of the greatest loss."""

PAIRS: Final = 500_000
"""Most pairs × draws held: 2 MB an array. With more, the floor is the sum of the least losses."""

SLACK: Final = 1e-3
"""Taken off every floor, in units of loss, for the rounding of 32-bit numbers."""

Float32Array = npt.NDArray[np.float32]


def needed(draws: int, quantile: float) -> int:
    """How many draws must reach a value for the quantile, linear between neighbours, to reach it."""
    place = quantile * (draws - 1)
    below = math.floor(place)
    return draws - below - (1 if place > below else 0)


class Floor:
    """The floor for one demand: the people *asked* (``S``) in so many of the draws as the *quantile* needs.

    Choices are taken in *order*. Arrays over pairs have shape ``(draws, types * nodes)``.
    """

    def __init__(
        self, part: Numbers, choices: Sequence[Choice], order: Sequence[int], asked: float, quantile: float
    ) -> None:
        self.part, self.choices, self.order = part, choices, order
        self.count = needed(part.draws.count, quantile)
        self.least = np.cumsum([0.0, *(min(choices[i].losses) for i in reversed(order))])[::-1]
        bundles = part.outline.bundles
        self.main = max(bundles, key=lambda bundle: len(bundle.factors), default=None)
        self.nodes = len(part.table.weights) if self.main is not None else 1
        self.useful = bool(choices) and len(part.outline) * self.nodes * part.draws.count <= PAIRS
        if self.useful:
            self._tune(math.log(asked))

    def _tune(self, asked: float) -> None:
        """Choose each pair's weight and multiplier so that the floor stands as high as it can at the root."""
        number = {fact: i for i, c in enumerate(self.part.outline.factors) for fact in c.factor.facts}
        touched = [sorted({number[fact] for fact in choice.facts}) for choice in self.choices]
        owners = [factor for factors in touched for factor in factors]
        short = (asked - self._start(set(owners))).astype(np.float32)
        self.gains = [
            [self._gain(i, pick, touched[i], owners) for pick in range(choice.last + 1)]
            for i, choice in enumerate(self.choices)
        ]
        self.multiplier, weights = self._balanced(short)
        self.debt = self.multiplier * (short + weights)
        self.rest = [np.zeros_like(short)]
        for i in reversed(self.order):
            self.rest.append(self.rest[-1] + self._cheapest(i, self.multiplier))
        self.rest.reverse()

    def _balanced(self, short: Float32Array) -> tuple[Float32Array, Float32Array]:
        """Multipliers, and logarithms of weights that sum to 1 in each draw, for which all pairs' bounds are
        alike.

        A pair's bound is ``max over m of base_m + m log v``; it is at most *c* up to ``log v = min over m of
        (c - base_m) / m``. So the floor of a draw is the *c* at which these weights sum to 1.
        """
        losses = sum(max(choice.losses) for choice in self.choices)
        nats = sum(float(np.mean(gains[-1] - gains[0])) for gains in self.gains)
        grid = [np.float32(m * max(losses, 1e-3) / max(nats, 1e-3)) for m in MULTIPLIERS]
        bases = [sum((self._cheapest(i, m) for i in range(len(self.choices))), m * short) for m in grid]
        low, high = np.full((len(short), 1), -losses - 1.0), np.full((len(short), 1), losses + 1.0)
        for _ in range(HALVINGS):
            middle = 0.5 * (low + high)
            total = np.exp(np.minimum(_weights(bases, grid, middle), 1.0)).sum(axis=1, keepdims=True)
            low, high = np.where(total <= 1.0, middle, low), np.where(total <= 1.0, high, middle)
        weights = _weights(bases, grid, low)
        values = np.array([base + m * weights for base, m in zip(bases, grid, strict=True)])
        return np.array(grid, dtype=np.float32)[values.argmax(axis=0)], weights

    def _start(self, owned: set[int]) -> FloatArray:
        """The logarithm of the people in each pair, with what no choice can change."""
        people = self.part.people.T[:, :, None]
        node = self.part.table.weights if self.main is not None else np.ones(1)
        start = np.log(np.maximum((people * node).reshape(self.part.draws.count, -1), 1e-300))
        for factor in range(len(self.part.outline.factors)):
            if factor not in owned:
                start += self._log(factor, self.part.steps_of(factor, {}))
        return start

    def _gain(self, choice: int, pick: int, touched: Sequence[int], owners: Sequence[int]) -> Float32Array:
        """The logarithm that a pick lends to each pair, the other choices at their vaguest.

        What *n* choices work on together is at most each of theirs alone, so at most their geometric mean.
        """
        picks = [c.last for c in self.choices]
        picks[choice] = pick
        steps = steps_of(self.choices, picks)
        out = np.zeros((1, 1))
        for factor in touched:
            out = out + self._log(factor, self.part.steps_of(factor, steps)) / owners.count(factor)
        return out.astype(np.float32)

    def _log(self, factor: int, at: tuple[int, ...]) -> FloatArray:
        """A factor's logarithm for each pair, or something above it: ``(draws, pairs)`` or ``(1, 1)``."""
        codes = self.part.outline.codes[:, factor]
        if self.main is not None and factor in self.main.factors:
            told = self.part.nodes(factor, at)
            if told is None:
                return np.zeros((1, 1))
            full = np.log(told).reshape(len(told), self.part.draws.count, -1)[codes]
            return np.asarray(full.transpose(1, 0, 2).reshape(self.part.draws.count, -1))
        size = next((len(b.factors) for b in self.part.outline.bundles if factor in b.factors), 1)
        known = np.log(self.part.knowing(factor, at))[codes].T / size
        return np.repeat(known, self.nodes, axis=1)

    def _cheapest(self, choice: int, multiplier: Float32Array | np.float32) -> Float32Array:
        """``min over picks of loss - multiplier * gain`` for each pair."""
        losses = self.choices[choice].losses
        each = [
            np.float32(loss) - multiplier * gain
            for loss, gain in zip(losses, self.gains[choice], strict=True)
        ]
        out = each[0]
        for other in each[1:]:
            out = np.minimum(out, other)
        return np.asarray(out, dtype=np.float32)

    def paid(self, debt: Float32Array, choice: int, pick: int) -> Float32Array:
        """What is still owed after one more pick; start from ``debt``."""
        return np.asarray(debt - self.multiplier * self.gains[choice][pick], dtype=np.float32)

    def under(self, depth: int, debt: Float32Array | None) -> float:
        """A floor under the loss of the choices from *depth* on, in the order, given what is owed."""
        least = float(self.least[depth])
        if debt is None:
            return least
        by_draw = np.min(self.rest[depth] + debt, axis=1)
        return max(least, float(np.partition(by_draw, self.count - 1)[self.count - 1]) - SLACK)


def _weights(bases: Sequence[Float32Array], grid: Sequence[np.float32], floor: FloatArray) -> Float32Array:
    """The logarithm of the greatest weight with which each pair's bound stays at the floor, shape as the
    bases'.
    """
    level = floor.astype(np.float32)
    out = (level - bases[0]) / grid[0]
    for base, multiplier in zip(bases[1:], grid[1:], strict=True):
        np.minimum(out, (level - base) / multiplier, out=out)
    return np.asarray(out, dtype=np.float32)
