"""Facts from opposite sides: few people stand on both, though each side alone may be many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jebo.disclosure.anonymity.constants import BRIDGE_KNOWERS, LADDER_FACTOR, OPPOSITE_SIDES
from jebo.disclosure.anonymity.scene import Fact, Known, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """Two sides that one text tells of, with the ids of the facts on each."""

    sides: tuple[str, str]
    facts: tuple[tuple[str, ...], tuple[str, ...]]


def _fewest_knowers(fact: Fact, step: int) -> float | None:
    """The low end of who knows a wording, in people; steps without a size of their own count ten times the
    last.
    """
    people: float | None = None
    for wording in fact.wordings[: step + 1]:
        tells = wording.tells
        if not isinstance(tells, Known):
            people = None
        elif tells.knowers is not None:
            people = tells.knowers.low
        elif people is not None:
            people *= LADDER_FACTOR
    return people


def _narrow(fact: Fact, step: int) -> bool:
    people = _fewest_knowers(fact, step)
    return people is not None and people < BRIDGE_KNOWERS


def bridges(scene: Scene, steps: Mapping[str, int] | None = None) -> tuple[Bridge, ...]:
    """The bridge warnings of a text: known to few on one side, and known to few on the other.

    :param steps: the step of each fact by its id; facts left out stand at their exact wording.
    """
    narrow = [fact for fact in scene.facts if _narrow(fact, (steps or {}).get(fact.id, 0))]
    found: list[Bridge] = []
    for one, other in OPPOSITE_SIDES:
        here = tuple(sorted(fact.id for fact in narrow if fact.side == one))
        there = tuple(sorted(fact.id for fact in narrow if fact.side == other))
        if here and there:
            found.append(Bridge(sides=(one, other), facts=(here, there)))
    return tuple(found)
