"""The best wording, proven; or a good one, with how much loss at most could still be saved.

Depth-first branch and bound over one choice after another. A branch is left out when its picks with
everything else at its vaguest leave too few people (valid because the count never falls when a wording
widens), or when the floor of
:mod:`jebo.disclosure.advice.bound` says that it costs as much as the best known.
"""

from __future__ import annotations

from jebo.disclosure.advice.bound import Float32Array, Floor
from jebo.disclosure.advice.choices import loss_of
from jebo.disclosure.advice.cover import Cover
from jebo.disclosure.advice.search import Rewrite, Task, greedy
from jebo.disclosure.advice.shortfall import Goal
from jebo.disclosure.anonymity.constants import NODE_BUDGET

LOW, MIDDLE = 0.05, 0.5

CLOSE = 1e-9
"""Losses nearer than this are alike."""


class _Proof:
    """One search. ``cover`` stands at the picks of the branch, everything below at its vaguest."""

    def __init__(self, task: Task, first: Rewrite | None, confirm: int | None, budget: int) -> None:
        self.task, self.confirm, self.budget = task, confirm, budget
        self.goal = Goal(limits=task.limits)
        self.best = first
        self.open = float("inf")
        self.order = self._order()
        self.cover = Cover(task.part, task.choices, [c.last for c in task.choices], task.ratios)
        self.floor = self._floor()

    def _order(self) -> list[int]:
        """Choices that free the most people first."""
        cover = Cover(self.task.part, self.task.choices, [0] * len(self.task.choices), self.task.ratios)
        freed = [
            float(cover.total(cover.moved(((i, c.last),))).mean()) for i, c in enumerate(self.task.choices)
        ]
        return sorted(range(len(freed)), key=lambda i: (-freed[i], i))

    def _floor(self) -> Floor:
        """The higher of the floors for the middle and for the low end."""
        asked = ((self.goal.middle, MIDDLE), (self.goal.low, LOW))
        both = [Floor(self.task.part, self.task.choices, self.order, people, q) for people, q in asked]
        return max(both, key=lambda floor: floor.under(0, floor.debt if floor.useful else None))

    def run(self) -> Rewrite | None:
        """The best wording with its gap; None where none was found."""
        self._branch(0, 0.0, self.floor.debt if self.floor.useful else None)
        if self.best is None:
            return None
        gap = max(0.0, self.best.loss - self.open)
        return Rewrite(
            steps=self.best.steps,
            loss=self.best.loss,
            figures=self.best.figures,
            gap=0.0 if gap < CLOSE else gap,
        )

    @property
    def known(self) -> float:
        """The loss of the best wording known."""
        return float("inf") if self.best is None else self.best.loss

    def _branch(self, depth: int, loss: float, debt: Float32Array | None) -> None:
        under = loss + self.floor.under(depth, debt)
        if under >= self.known - CLOSE:
            return
        if self.budget <= 0:
            self.open = min(self.open, under)
            return
        self.budget -= 1
        if not self.goal.enough_people(self.cover.total(self.cover.likelihood())):
            return
        if depth == len(self.order):
            self._leaf()
            return
        self._children(depth, loss, debt)

    def _children(self, depth: int, loss: float, debt: Float32Array | None) -> None:
        choice = self.order[depth]
        losses = self.task.choices[choice].losses
        kept = self.cover.snapshot()
        for pick in sorted(range(len(losses)), key=lambda pick: (losses[pick], pick)):
            if pick != self.cover.picks[choice]:
                self.cover.move(((choice, pick),))
            self._branch(
                depth + 1, loss + losses[pick], None if debt is None else self.floor.paid(debt, choice, pick)
            )
            self.cover.restore(kept)

    def _leaf(self) -> None:
        picks = tuple(self.cover.picks)
        figures = self.task.accepted(picks, self.confirm)
        if figures is not None and loss_of(self.task.choices, picks) < self.known:
            self.best = self.task.rewrite(picks, figures)


def prove(task: Task, *, confirm: int | None = None, budget: int = NODE_BUDGET) -> Rewrite | None:
    """The wording of least loss within limits, with its ``gap``: 0 where it is proven.

    :param confirm: draws on which the limits must hold at every leaf too (2,000 at release); None to go
        without.
    :param budget: nodes to look at, a count. When they are used up, the gap is what could still be saved.
    :returns: None where no wording was found; with the budget left, there is none.
    """
    return _Proof(task, greedy(task, confirm=confirm), confirm, budget).run()
