"""The cover that a wording leaves, kept so that one change costs one multiplication, no new reckoning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from jebo.disclosure.advice.choices import Choice, steps_of
from jebo.disclosure.anonymity.figures import weight
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.numbers import Numbers

Ratios = dict[tuple[int, tuple[int, ...], tuple[int, ...]], FloatArray | None]
"""A factor at new steps by the same at old ones, kept from one walk to the next."""


Move = tuple[tuple[int, int], ...]
"""Choices, each with its new pick."""

Snapshot = tuple[list[int], dict[str, int], list[FloatArray], list[FloatArray], FloatArray]


class Cover:
    """What is left of the source's cover at the present picks.

    ``products`` holds each bundle's factors multiplied at the copula's nodes; dividing one out again is safe
    because no factor is below 1e-18 there.
    """

    def __init__(
        self, part: Numbers, choices: Sequence[Choice], picks: Iterable[int], ratios: Ratios
    ) -> None:
        self.part, self.choices, self.picks, self.ratios = part, choices, list(picks), ratios
        made = part.outline
        number = {fact: i for i, coded in enumerate(made.factors) for fact in coded.factor.facts}
        self.touches = [sorted({number[fact] for fact in choice.facts}) for choice in choices]
        self.bundle_of = {
            f: (b, col) for b, bundle in enumerate(made.bundles) for col, f in enumerate(bundle.factors)
        }
        self.reset()

    def reset(self) -> None:
        """Reckon anew from the present picks."""
        self.steps = steps_of(self.choices, self.picks)
        self.products = [self.part.product(bundle, self.steps) for bundle in self.part.outline.bundles]
        self.alone = self.part.alone(self.steps)
        self.joint = [self.part.together(product) for product in self.products]

    def _moved(self, move: Move) -> tuple[dict[int, FloatArray], FloatArray]:
        """The bundles' products that change, and the product of what stands alone, if some picks were
        others.
        """
        steps = self.steps | self._steps(move)
        products: dict[int, FloatArray] = {}
        alone = self.alone
        for factor in sorted({factor for choice, _ in move for factor in self.touches[choice]}):
            old, new = self.part.steps_of(factor, self.steps), self.part.steps_of(factor, steps)
            if old == new:
                continue
            if factor in self.bundle_of:
                bundle, column = self.bundle_of[factor]
                codes = self.part.outline.bundles[bundle].codes[:, column]
                ratio = self._ratio(factor, old, new)
                if ratio is not None:
                    products[bundle] = products.get(bundle, self.products[bundle]) * ratio[codes]
            else:
                by = self.part.knowing(factor, new) / self.part.knowing(factor, old)
                alone = alone * by[self.part.outline.codes[:, factor]]
        return products, alone

    def _steps(self, move: Move) -> dict[str, int]:
        return {fact: self.choices[c].steps[pick] for c, pick in move for fact in self.choices[c].facts}

    def _ratio(self, factor: int, old: tuple[int, ...], new: tuple[int, ...]) -> FloatArray | None:
        key = (factor, old, new)
        if key not in self.ratios:
            before, after = self.part.nodes(factor, old), self.part.nodes(factor, new)
            changed = 1.0 if after is None else after
            self.ratios[key] = after if before is None else np.asarray(changed / before)
        return self.ratios[key]

    def likelihood(
        self, products: dict[int, FloatArray] | None = None, alone: FloatArray | None = None
    ) -> FloatArray:
        """``l(t)`` at the present picks, or with some products changed, shape ``(types, draws)``."""
        out = self.alone if alone is None else alone
        for number, bundle in enumerate(self.part.outline.bundles):
            changed = None if products is None else products.get(number)
            joint = self.joint[number] if changed is None else self.part.together(changed)
            out = out * joint[bundle.signature]
        return out

    def moved(self, move: Move) -> FloatArray:
        """``l(t)`` if some picks were others, shape ``(types, draws)``."""
        return self.likelihood(*self._moved(move))

    def total(self, likelihood: FloatArray) -> FloatArray:
        """``S``: people who could have said it, the source among them, shape ``(draws,)``."""
        return weight(self.part.people, likelihood)

    def move(self, move: Move) -> None:
        """Make some picks others."""
        products, alone = self._moved(move)
        for choice, pick in move:
            self.picks[choice] = pick
        self.steps |= self._steps(move)
        self.alone = alone
        for number, moved in products.items():
            bundle = self.part.outline.bundles[number]
            # What fell to 0 by underflow cannot be multiplied up again.
            product = moved if moved.all() else self.part.product(bundle, self.steps)
            self.products[number] = product
            self.joint[number] = self.part.together(product)

    def snapshot(self) -> Snapshot:
        """The present state, to come back to."""
        return list(self.picks), dict(self.steps), list(self.products), list(self.joint), self.alone

    def restore(self, kept: Snapshot) -> None:
        """Come back to a state. Arrays are never changed in place, so that nothing needs copying."""
        picks, steps, products, joint, self.alone = kept
        self.picks, self.steps, self.products, self.joint = (
            list(picks),
            dict(steps),
            list(products),
            list(joint),
        )
