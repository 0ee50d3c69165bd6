"""What may be chosen for each detail: its wordings that are true and that no rule closes, and what each
costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jebo.disclosure.anonymity.scene import Fact, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Facts whose steps move together: one entity, or one fact alone.

    ``steps`` are the open steps, most exact first; ``losses`` what each costs the story, in the wordings'
    own unit.
    """

    facts: tuple[str, ...]
    steps: tuple[int, ...]
    losses: tuple[float, ...]

    @property
    def last(self) -> int:
        """The place of the vaguest open step."""
        return len(self.steps) - 1


Picks = Sequence[int]
"""The place of the chosen step in each choice's ``steps``."""


def _open(facts: Sequence[Fact], step: int, plural: bool) -> bool:
    if any(step in fact.forbidden and step < len(fact.wordings) for fact in facts):
        return False
    return plural or not any(fact.at(step).needs_two for fact in facts)


def choices(scene: Scene) -> tuple[Choice, ...]:
    """The choices of a scene, in the order of their keys.

    A wording that needs two sources is closed to a lone one. The last step of a ladder stays open where all
    others are closed. Mentions of one entity are one detail, so that their loss is that of the dearest
    mention.
    """
    alike: dict[str, list[Fact]] = {}
    for fact in sorted(scene.facts, key=lambda fact: fact.id):
        alike.setdefault(fact.key, []).append(fact)
    made: list[Choice] = []
    for _, facts in sorted(alike.items()):
        every = range(max(len(fact.wordings) for fact in facts))
        steps = [step for step in every if _open(facts, step, scene.plural)] or [every[-1]]
        losses = tuple(max(fact.at(step).loss for fact in facts) for step in steps)
        made.append(Choice(facts=tuple(fact.id for fact in facts), steps=tuple(steps), losses=losses))
    return tuple(made)


def steps_of(made: Sequence[Choice], picks: Picks) -> dict[str, int]:
    """The step of each fact."""
    return {fact: c.steps[pick] for c, pick in zip(made, picks, strict=True) for fact in c.facts}


def loss_of(made: Sequence[Choice], picks: Picks) -> float:
    """What all picks together cost."""
    return sum(c.losses[pick] for c, pick in zip(made, picks, strict=True))
