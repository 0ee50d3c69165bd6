"""The least loss of wording that brings a text within limits (anonymity.md, section 6).

``greedy`` answers while somebody types, ``distinct`` offers several rewrites, and ``prove`` (in
:mod:`jebo.disclosure.advice.proof`) finds the best one or says how far from it the answer may be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from jebo.disclosure.advice.choices import choices, loss_of, steps_of
from jebo.disclosure.advice.cover import Cover, Move, Ratios
from jebo.disclosure.advice.shortfall import Goal
from jebo.disclosure.anonymity.constants import DIVERSE_PENALTY, RHO, TYPING_DRAWS
from jebo.disclosure.anonymity.draws import Draws
from jebo.disclosure.anonymity.figures import Figures, figures_of, measure_outline
from jebo.disclosure.anonymity.limits import Limits
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.numbers import Numbers, numbers
from jebo.disclosure.anonymity.outline import Outline

MARGINS = (1.0, 1.15, 1.4, 2.0)
"""Margins tried in turn until the release draws confirm. Chosen by us: 64 draws place the middle within
about 15 %.
"""

RECHECKED = 4
"""How many of the most promising moves are looked at again after each move. Chosen by us."""

SWAPS = 60
"""Exchanges tried after a walk. Chosen by us: about 10 ms."""

ORACLE_CHOICES = 7
"""Most choices that all combinations are tried for: 4^7 of them take seconds."""

Losses = Sequence[Sequence[float]]
"""The loss of each choice at each of its picks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """A wording within limits.

    ``steps`` is the step of each fact. ``loss`` is in the wordings' own unit. ``gap`` is how much loss at
    most could still be saved: 0 is proven best, None not looked into. ``figures`` stand on ``figures.draws``
    draws.
    """

    steps: Mapping[str, int]
    loss: float
    figures: Figures
    gap: float | None = None


class Task:
    """A scene made ready to be reworded: its choices, its numbers on the draws for typing, and the limits."""

    def __init__(self, made: Outline, limits: Limits, *, rho: float = RHO, draws: int = TYPING_DRAWS) -> None:
        self.outline, self.limits, self.rho = made, limits, rho
        self.choices = choices(made.scene)
        self.part: Numbers = numbers(made, Draws(stop=draws), rho)
        self.ratios: Ratios = {}
        self.gains: dict[float, dict[Move, float]] = {}
        self.moves = self._moves()

    def _moves(self) -> tuple[Move, ...]:
        """Every vaguer pick of every choice; and of all choices told in one breath at once, since one alone
        is no use.
        """
        choice_of = {fact: i for i, choice in enumerate(self.choices) for fact in choice.facts}
        found: set[Move] = {
            ((i, pick),) for i, choice in enumerate(self.choices) for pick in range(1, choice.last + 1)
        }
        for coded in self.outline.factors:
            together = sorted({choice_of[fact] for fact in coded.factor.facts})
            for pick in range(1, max((self.choices[i].last for i in together), default=0) + 1):
                reached = ((i, min(pick, self.choices[i].last)) for i in together)
                found.add(tuple((i, to) for i, to in reached if to > 0))
        return tuple(sorted(found))

    def figures(self, picks: Sequence[int]) -> Figures:
        """The figures at some picks, on the draws for typing."""
        return figures_of(self.part, steps_of(self.choices, picks), self.limits.k)

    def accepted(self, picks: Sequence[int], confirm: int | None) -> Figures | None:
        """The figures where the picks are within limits, None where not.

        :param confirm: draws on which the limits must hold too (2,000 at release); None to go without.
        """
        figures = self.figures(picks)
        if self.limits.met(figures) and confirm is not None:
            steps = steps_of(self.choices, picks)
            figures = measure_outline(self.outline, steps, draws=confirm, k=self.limits.k, rho=self.rho)
        return figures if self.limits.met(figures) else None

    def rewrite(self, picks: Sequence[int], figures: Figures, gap: float | None = None) -> Rewrite:
        """The picks as a rewrite."""
        loss = loss_of(self.choices, picks)
        return Rewrite(steps=steps_of(self.choices, picks), loss=loss, figures=figures, gap=gap)


class _Walk:
    """One greedy walk from the most exact wordings, by losses that may differ from the story's own."""

    def __init__(self, task: Task, goal: Goal, losses: Losses) -> None:
        self.task, self.goal, self.losses = task, goal, losses
        self.cover = Cover(task.part, task.choices, [0] * len(task.choices), task.ratios)
        self.now = self._lacks(self.cover.likelihood())

    def _lacks(self, likelihood: FloatArray) -> float:
        return self.goal.shortfall(self.cover.part.people, likelihood, self.cover.total(likelihood))

    def _dearer(self, move: Move) -> float:
        return sum(
            self.losses[choice][pick] - self.losses[choice][self.cover.picks[choice]] for choice, pick in move
        )

    def _gain(self, move: Move) -> float:
        return self.now - self._lacks(self.cover.moved(move))

    def _first_gains(self) -> dict[Move, float]:
        """What each move gains at the start: alike in all walks of a task, whatever they count as losses."""
        if self.goal.margin not in self.task.gains:
            self.task.gains[self.goal.margin] = {move: self._gain(move) for move in self.task.moves}
        return self.task.gains[self.goal.margin]

    def climb(self) -> bool:
        """Widen what gains most for its loss until the limits are met; False where they never are."""
        gains = dict(self._first_gains()) if self.now > 0 else {}
        while self.now > 0:
            gains = {left: gain for move, gain in gains.items() if (left := self._left(move))}
            if not gains:
                return False
            worth = {move: gain / max(self._dearer(move), 1e-6) for move, gain in gains.items()}
            for move in sorted(worth, key=lambda m: (-worth[m], m))[:RECHECKED]:
                gains[move] = self._gain(move)
                worth[move] = gains[move] / max(self._dearer(move), 1e-6)
            self._go(max(worth, key=lambda m: (worth[m], m)))
        return True

    def _left(self, move: Move) -> Move:
        """The part of a move that still widens something."""
        return tuple((choice, pick) for choice, pick in move if pick > self.cover.picks[choice])

    def _go(self, move: Move) -> None:
        self.cover.move(move)
        self.now = self._lacks(self.cover.likelihood())

    def trim(self) -> None:
        """Take back what turned out not to be needed, the dearest first."""
        picks = self.cover.picks
        for choice in sorted(range(len(picks)), key=lambda i: (-self.losses[i][picks[i]], i)):
            for pick in range(picks[choice]):
                back = ((choice, pick),)
                if self._dearer(back) < 0 and self._lacks(self.cover.moved(back)) <= 0:
                    self._go(back)
                    break

    def swap(self, tries: int) -> None:
        """Make one wording more exact and another vaguer, where that costs less in all."""
        for choice in sorted(
            range(len(self.cover.picks)), key=lambda i: (-self.losses[i][self.cover.picks[i]], i)
        ):
            before = self.cover.picks[choice]
            for pick in range(before):
                tries -= self._swapped(choice, pick, tries)
                if tries <= 0 or self.cover.picks[choice] != before:
                    break
            if tries <= 0:
                return

    def _swapped(self, choice: int, pick: int, tries: int) -> int:
        """Try every cheaper move in exchange for one; returns how many were tried."""
        before, saved = self.cover.picks[choice], -self._dearer(((choice, pick),))
        self.cover.move(((choice, pick),))
        moves = {left for move in self.task.moves if (left := self._left(move)) and choice not in dict(left)}
        cheaper = sorted((self._dearer(move), move) for move in moves if self._dearer(move) < saved - 1e-9)
        for tried, (_, move) in enumerate(cheaper[:tries], start=1):
            if self._lacks(self.cover.moved(move)) <= 0:
                self._go(move)
                return tried
        self._go(((choice, before),))
        return max(len(cheaper[:tries]), 1)


def _walked(task: Task, goal: Goal, losses: Losses, swaps: int) -> tuple[int, ...] | None:
    walk = _Walk(task, goal, losses)
    if not walk.climb():
        return None
    walk.trim()
    walk.swap(swaps)
    walk.trim()
    return tuple(walk.cover.picks)


def _searched(task: Task, losses: Losses, confirm: int | None, swaps: int = SWAPS) -> Rewrite | None:
    for margin in MARGINS if confirm else MARGINS[:1]:
        picks = _walked(task, Goal(limits=task.limits, margin=margin), losses, swaps)
        if picks is None:
            return None
        figures = task.accepted(picks, confirm)
        if figures is not None:
            return task.rewrite(picks, figures)
    return None


def greedy(task: Task, *, confirm: int | None = None) -> Rewrite | None:
    """A good wording within limits, fast; None where even the vaguest is not within.

    :param confirm: draws on which the limits must hold too (2,000 at release). While typing, None.
    """
    return _searched(task, [choice.losses for choice in task.choices], confirm)


def distinct(task: Task, n: int = 4, *, confirm: int | None = None) -> tuple[Rewrite, ...]:
    """Up to *n* wordings within limits that differ in two facts or more, the least loss first.

    After each, the changes that it makes count as dearer, so that the next looks elsewhere.
    """
    losses = [list(choice.losses) for choice in task.choices]
    found: list[Rewrite] = []
    for _ in range(n + 2):
        swaps = SWAPS // (1 + 2 * bool(found))
        made = _searched(task, losses, confirm, swaps) if len(found) < n else None
        if made is None:
            break
        if all(_differ(made, other) > 1 for other in found):
            found.append(made)
        for choice, row in zip(task.choices, losses, strict=True):
            pick = choice.steps.index(made.steps[choice.facts[0]])
            row[pick:] = [row[0] + (loss - row[0]) * DIVERSE_PENALTY for loss in row[pick:]] if pick else row
    return tuple(sorted(found, key=lambda rewrite: rewrite.loss))


def _differ(one: Rewrite, other: Rewrite) -> int:
    return sum(step != other.steps[fact] for fact, step in one.steps.items())


def brute_force(task: Task, *, confirm: int | None = None) -> Rewrite | None:
    """The best wording by trying all, as an oracle for tests.

    :raises ValueError: with more than seven choices.
    """
    if len(task.choices) > ORACLE_CHOICES:
        raise ValueError(f"trying all wordings is for up to {ORACLE_CHOICES} details; use greedy or prove")
    every = product(*(range(choice.last + 1) for choice in task.choices))
    for picks in sorted(every, key=lambda picks: (loss_of(task.choices, picks), picks)):
        figures = task.accepted(picks, confirm)
        if figures is not None:
            return task.rewrite(picks, figures, 0.0)
    return None
