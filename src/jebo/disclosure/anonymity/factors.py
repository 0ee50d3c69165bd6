"""What of a story counts as one thing: facts told in one breath, mentions of one entity, and what was
published before.

Each such thing is a *factor*: one number per type and wording. Factors of what is known go into bundles,
attributes and traces stand alone (anonymity.md, section 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from jebo.disclosure.anonymity.knowing import KINDS, Kinds
from jebo.disclosure.anonymity.population import IntArray, anchor
from jebo.disclosure.anonymity.scene import Fact, Known, Published, Scene, Tells

STORY = "story"
"""The bundle of facts that name none: everything in the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One ladder of a factor: what each step tells, and where its circles stand. A published fact has one
    step.
    """

    fact: str | None
    key: str
    tells: tuple[Tells | None, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """What counts as one thing. ``bundle`` is None for attributes and traces; ``breath`` marks one
    announcement. ``times`` is how often it counts: published facts that tell the same are one factor.
    """

    key: str
    bundle: str | None
    breath: bool
    members: tuple[Member, ...]
    times: int = 1

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the story's facts in it, in order; published facts are not among them."""
        return tuple(member.fact for member in self.members if member.fact is not None)


def _member(fact: Fact, root: str) -> Member:
    tells = tuple(wording.tells for wording in fact.wordings)
    return Member(fact=fact.id, key=fact.key, tells=tells, place=anchor(fact) or root)


def _group_of(fact: Fact) -> tuple[str, str | None]:
    """The key of a fact's factor and its bundle."""
    bundle = (fact.bundle or STORY) if fact.is_known else None
    if fact.breath is not None and fact.is_known:
        return f"breath|{fact.breath}", bundle
    return fact.key, bundle


def factors(scene: Scene, *, unlinked: bool = False) -> tuple[Factor, ...]:
    """The factors of a scene, in the order of their keys, so that the order of the facts is irrelevant.

    :param unlinked: take in also what was published in stories that no reader can link.
    """
    found: dict[tuple[str, str | None], list[Member]] = {}
    home: dict[str, tuple[str, str | None]] = {}
    times: dict[tuple[str, str | None], int] = {}
    for fact in sorted(scene.facts, key=lambda fact: fact.id):
        group = _group_of(fact)
        found.setdefault(group, []).append(_member(fact, scene.root))
        home.setdefault(f"{fact.key}|{fact.is_known}", group)
    for past in _telling(scene.history, unlinked):
        known = isinstance(past.tells, Known)
        bundle = (past.bundle or f"published|{past.story}") if known else None
        group = home.setdefault(f"{past.id}|{known}", (past.id, bundle))
        times[group] = past.times
        place = getattr(past.tells, "place", scene.root)
        found.setdefault(group, []).append(Member(fact=None, key=past.id, tells=(past.tells,), place=place))
    return tuple(
        Factor(
            key=key,
            bundle=bundle,
            breath=key.startswith("breath|"),
            members=tuple(members),
            times=times.get((key, bundle), 1),
        )
        for (key, bundle), members in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    )


def _telling(history: Iterable[Published], unlinked: bool) -> list[Published]:
    once = {past for past in history if past.linked or unlinked}
    return sorted(once, key=lambda past: (past.id, past.story, repr(past.tells)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A factor over types: ``codes`` tells each type's class, ``kinds`` each class's kind in each member and
    step.
    """

    factor: Factor
    codes: IntArray
    kinds: tuple[IntArray, ...]
    """One array per member, shape ``(steps, classes)``."""


def code(factor: Factor, kinds: Kinds) -> Coded:
    """Number the classes of types that a factor tells apart at any of its steps."""
    rows = [[kinds.of(tells, member.place) for tells in member.tells] for member in factor.members]
    mixed = np.zeros(len(kinds.types), dtype=np.intp)
    for count, row in enumerate({id(row): row for member in rows for row in member}.values(), start=1):
        mixed = mixed * KINDS + row
        if count % 24 == 0:  # before the number outgrows 63 bits
            mixed = np.unique(mixed, return_inverse=True)[1]
    _, first, codes = np.unique(mixed, return_index=True, return_inverse=True)
    return Coded(factor=factor, codes=codes, kinds=tuple(np.array(member)[:, first] for member in rows))
