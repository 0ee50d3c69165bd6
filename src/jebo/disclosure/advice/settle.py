"""A rewrite settled sentence by sentence: what stands in a sentence that is left out is gone with it, at
no further cost.

The search knows details, not sentences. So after it, all that lies in the sentences left out goes; each
sentence is put back where the limits hold without leaving it out; and what need not be vaguer is made
exact again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jebo.disclosure.advice.choices import Choice, steps_of
from jebo.disclosure.advice.cover import Cover, Move
from jebo.disclosure.advice.search import Task
from jebo.disclosure.advice.shortfall import Goal

LEFT_OUT: Final = 1.0
"""What a sentence left out costs: the unit of loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """In which sentence each fact stands, and at which of its steps that sentence is left out."""

    unit: Mapping[str, int]
    cut: Mapping[str, frozenset[int]]

    def gone(self, steps: Mapping[str, int]) -> frozenset[int]:
        """The sentences that these steps leave out."""
        return frozenset(self.unit[fact] for fact, step in steps.items() if step in self.cut[fact])

    def loss(self, task: Task, steps: Mapping[str, int]) -> float:
        """What the steps cost: each sentence left out once, and every other change of a detail in a
        sentence that stays.
        """
        gone = self.gone(steps)
        total = LEFT_OUT * len(gone)
        for choice in task.choices:
            if any(self.unit[fact] not in gone for fact in choice.facts):
                total += choice.losses[choice.steps.index(steps[choice.facts[0]])]
        return total

    def most(self, task: Task) -> float:
        """What it costs to leave out all sentences with details."""
        return LEFT_OUT * len({self.unit[fact] for choice in task.choices for fact in choice.facts})


def settle(task: Task, sentences: Sentences, steps: Mapping[str, int]) -> dict[str, int]:
    """The steps with the sentences taken into account; the limits hold as before."""
    walk = _Settling(task, sentences, [c.steps.index(steps[c.facts[0]]) for c in task.choices])
    if walk.lacks(()) > 0:
        return dict(steps)
    walk.empty()
    walk.put_back()
    walk.sharpen()
    return steps_of(task.choices, walk.cover.picks)


def fewest(task: Task, sentences: Sentences) -> dict[str, int] | None:
    """Steps that keep as many sentences as can be: everything as vague as its sentence survives, then
    sentence by sentence.

    Each time the sentence goes that helps most; in the end what need not be vaguer is made exact again.

    :returns: None where even that is not within the limits.
    """
    picks = [_vaguest_kept(choice, sentences) for choice in task.choices]
    walk = _Settling(task, sentences, picks)
    walk.empty()
    while (now := walk.lacks(())) > 0:
        if not walk.drop_one(now):
            return None
    walk.sharpen()
    return steps_of(task.choices, walk.cover.picks)


def _vaguest_kept(choice: Choice, sentences: Sentences) -> int:
    """The vaguest pick with which every sentence of a choice stands; the vaguest of all where there is
    none.
    """
    kept = [
        i
        for i, step in enumerate(choice.steps)
        if not any(step in sentences.cut[fact] for fact in choice.facts)
    ]
    return kept[-1] if kept else choice.last


class _Settling:
    def __init__(self, task: Task, sentences: Sentences, picks: Sequence[int]) -> None:
        self.task, self.sentences = task, sentences
        self.cover = Cover(task.part, task.choices, picks, task.ratios)
        self.goal = Goal(limits=task.limits)
        self.units = [{sentences.unit[fact] for fact in choice.facts} for choice in task.choices]

    def lacks(self, move: Move) -> float:
        likelihood = self.cover.moved(move)
        return self.goal.shortfall(self.task.part.people, likelihood, self.cover.total(likelihood))

    def gone(self) -> frozenset[int]:
        return self.sentences.gone(self.cover.steps)

    def empty(self) -> None:
        """All that lies wholly in sentences left out goes."""
        gone = self.gone()
        move = tuple((i, self.task.choices[i].last) for i, units in enumerate(self.units) if units <= gone)
        self.cover.move(tuple((i, pick) for i, pick in move if pick != self.cover.picks[i]))

    def drop_one(self, now: float) -> bool:
        """Leave out the sentence whose going helps most; False where none helps."""
        gone, helps = self.gone(), now
        best: Move = ()
        for unit in sorted({unit for units in self.units for unit in units} - gone):
            move = tuple(
                (i, self.task.choices[i].last)
                for i, units in enumerate(self.units)
                if unit in units
                and units <= gone | {unit}
                and self.cover.picks[i] != self.task.choices[i].last
            )
            lacks = self.lacks(move) if move else now
            if lacks < helps:
                best, helps = move, lacks
        self.cover.move(best)
        return bool(best)

    def put_back(self) -> None:
        """Put each sentence back, reworded as vaguely as can be, where that is enough."""
        for unit in sorted(self.gone()):
            move = self._kept(unit)
            if move and self.lacks(move) <= 0:
                self.cover.move(move)

    def _kept(self, unit: int) -> Move:
        """The vaguest picks at which a sentence still stands; empty where some detail leaves no such pick."""
        move = []
        for i, units in enumerate(self.units):
            if unit not in units:
                continue
            choice = self.task.choices[i]
            open_ = [
                pick
                for pick, step in enumerate(choice.steps)
                if not any(
                    step in self.sentences.cut[f] for f in choice.facts if self.sentences.unit[f] == unit
                )
            ]
            if not open_:
                return ()
            move.append((i, open_[-1]))
        return tuple(move)

    def sharpen(self) -> None:
        """Take back what is not needed, the dearest first."""
        losses, gone = [c.losses for c in self.task.choices], self.gone()
        picks = self.cover.picks
        for i in sorted(range(len(picks)), key=lambda i: (-losses[i][picks[i]], i)):
            if self.units[i] <= gone:
                continue
            for pick in range(picks[i]):
                if losses[i][pick] < losses[i][picks[i]] and self.lacks(((i, pick),)) <= 0:
                    self.cover.move(((i, pick),))
                    break
