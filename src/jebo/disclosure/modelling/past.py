"""What was published before, made short enough to be computed while somebody waits: fewer circles, and like facts as one.

Both keep what was said earlier as it was when a later story is added, so that one story more never leaves more people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from jebo.disclosure.anonymity.constants import ENUMERATED_PEOPLE
from jebo.disclosure.anonymity.scene import Known, Published, Traced
from jebo.disclosure.country import Circle
from jebo.disclosure.modelling.constants import MOST_LARGE, MOST_SMALL

Spot = tuple[str, str]
"""A circle, and the place at which it stands."""


def condensed(
    history: Iterable[Published],
    circles: Mapping[str, Circle],
    own: Collection[str] = (),
    story: Collection[Spot] = (),
) -> tuple[Published, ...]:
    """The history with no more circles than can be crossed quickly, and with facts that tell the same folded into one.

    :param own: ids of what the text repeats, which stay as they are.
    :param story: circles that the text itself names; they stay.
    """
    once = tuple({(one.id, one.tells, one.linked, one.bundle): one for one in history}.values())
    return _folded(_fewer(once, circles, story), frozenset(own))


def _fewer(
    history: Iterable[Published], circles: Mapping[str, Circle], story: Collection[Spot]
) -> list[Published]:
    """Those circles stay that were named first; without its circle a fact is one of all who know of it."""
    room = {True: MOST_LARGE, False: MOST_SMALL}
    kept = set(story)
    made = []
    for one in history:
        if isinstance(one.tells, Known):
            spots = [(name, one.tells.place) for name in one.tells.core if name in circles]
            for spot in spots:
                large = circles[spot[0]].size.high > ENUMERATED_PEOPLE
                if spot not in kept and room[large]:
                    room[large] -= 1
                    kept.add(spot)
            core = tuple(name for name, place in spots if (name, place) in kept)
            one = replace(one, tells=replace(one.tells, core=core))
        made.append(one)
    return made


def _folded(history: Iterable[Published], own: frozenset[str]) -> tuple[Published, ...]:
    """Facts of one story and one bundle that tell the same, as one fact that counts as often."""
    found: dict[object, Published] = {}
    for one in history:
        if one.id in own or not isinstance(one.tells, Known | Traced):
            found[one.id, one.tells, one.linked] = one
            continue
        at = (one.story, one.bundle, one.tells, one.linked)
        before = found.get(at)
        found[at] = (
            replace(before, times=before.times + one.times)
            if before
            else replace(one, id=f"past|{'|'.join(map(repr, at))}")
        )
    return tuple(found.values())
