"""Which facts cost the most cover: shares of ``-log2(A + 1)``, for an order of the list and for nothing else.

Facts do not add. A share is what a fact costs on average over all orders in which the text could have told
them (L. S. Shapley, "A Value for n-Person Games", 1953); it is never shown as bits beside a detail.
"""

from __future__ import annotations

from hashlib import sha256
from math import factorial

import numpy as np

from jebo.disclosure.anonymity.constants import EXACT_SHAPLEY_FACTS, RHO, SHAPLEY_ORDERS
from jebo.disclosure.anonymity.draws import Draws
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.numbers import Numbers, Steps, numbers
from jebo.disclosure.anonymity.outline import Outline
from jebo.disclosure.anonymity.population import BoolArray, IntArray


class _Game:
    """The cost of every set of facts, with sizes and knowers in the middle of their ranges."""

    def __init__(self, part: Numbers, steps: Steps) -> None:
        made = part.outline
        self.people = part.people[:, 0]
        self.players = [i for i, coded in enumerate(made.factors) if coded.factor.facts]
        nodes = len(part.table.weights)
        self.tables: dict[int, FloatArray] = {}
        self.bundles: list[tuple[list[int], FloatArray, IntArray]] = []
        self.weights = part.table.weights
        for bundle in made.bundles:
            fixed = np.ones((len(bundle.codes), nodes))
            mine: list[int] = []
            for column, factor in enumerate(bundle.factors):
                told = part.nodes(factor, part.steps_of(factor, steps))
                table = np.ones_like(fixed) if told is None else told[bundle.codes[:, column]]
                if factor in self.players:
                    self.tables[factor] = table
                    mine.append(factor)
                else:
                    fixed *= table
            self.bundles.append((mine, fixed, bundle.signature))
        self.fixed = np.ones(len(made))
        for factor in made.alone:
            told = part.knowing(factor, part.steps_of(factor, steps))[made.codes[:, factor], 0]
            if factor in self.players:
                self.tables[factor] = told
            else:
                self.fixed *= told
        self.alone = [factor for factor in made.alone if factor in self.players]

    def cost(self, told: BoolArray) -> FloatArray:
        """``-log2(A + 1)`` of each set, shape ``(sets,)``; *told* has shape ``(sets, players)``."""
        column = {factor: j for j, factor in enumerate(self.players)}
        chance = np.repeat(self.fixed[None, :], len(told), axis=0)
        for factor in self.alone:
            chance *= np.where(told[:, column[factor], None], self.tables[factor], 1.0)
        for mine, fixed, signature in self.bundles:
            product = np.repeat(fixed[None, :, :], len(told), axis=0)
            for factor in mine:
                product[told[:, column[factor]]] *= self.tables[factor]
            chance *= (product @ self.weights)[:, signature]
        total = chance @ self.people
        return np.asarray(-np.log2(np.maximum(total, 1.0)))


def _exact(game: _Game) -> FloatArray:
    """Shares from all subsets, shape ``(players,)``."""
    n = len(game.players)
    masks = np.arange(2**n)
    told = (masks[:, None] >> np.arange(n)) & 1 > 0
    cost = game.cost(told)
    size = told.sum(axis=1)
    weight = np.array([factorial(s) * factorial(max(n - s - 1, 0)) / factorial(n) for s in range(n + 1)])
    shares = np.zeros(n)
    for player in range(n):
        without = masks[~told[:, player]]
        shares[player] = float(
            np.sum(weight[size[without]] * (cost[without | (1 << player)] - cost[without]))
        )
    return shares


def _orders(names: list[str]) -> IntArray:
    """Orders of the players from a stream keyed by their names, each followed by its reverse."""
    made: list[list[int]] = []
    for number in range(SHAPLEY_ORDERS // 2):
        rank = [sha256(f"order|{number}|{name}".encode("utf-8", "surrogatepass")).digest() for name in names]
        order = sorted(range(len(names)), key=lambda i, rank=rank: rank[i])  # type: ignore[misc]
        made += [order, order[::-1]]
    return np.array(made, dtype=np.intp)


def _sampled(game: _Game, names: list[str]) -> FloatArray:
    """Shares from sampled orders, shape ``(players,)``."""
    orders = _orders(names)
    rows = np.arange(len(orders))
    told = np.zeros(orders.shape, dtype=np.bool_)
    before = game.cost(told[:1])[0] * np.ones(len(orders))
    shares = np.zeros(orders.shape[1])
    for place in range(orders.shape[1]):
        told[rows, orders[:, place]] = True
        after = game.cost(told)
        np.add.at(shares, orders[:, place], after - before)
        before = after
    return shares / len(orders)


def shapley_shares(made: Outline, steps: Steps | None = None, *, rho: float = RHO) -> dict[str, float]:
    """Each fact's share of ``-log2(A + 1)``, at its present wording; the greater, the more it costs.

    With ten facts or fewer every subset is tried, above that 96 orders are sampled. Facts told in one
    breath, and mentions of one entity, share alike.
    """
    part = numbers(made, Draws(middle=True), rho)
    game = _Game(part, steps or {})
    if not game.players:
        return {}
    names = [made.factors[i].factor.key for i in game.players]
    shares = _exact(game) if len(names) <= EXACT_SHAPLEY_FACTS else _sampled(game, names)
    return {
        fact: float(share) / len(made.factors[player].factor.facts)
        for player, share in zip(game.players, shares, strict=True)
        for fact in made.factors[player].factor.facts
    }
