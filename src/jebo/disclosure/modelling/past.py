"""What was published before, made short enough to be computed while somebody waits: fewer circles, and like facts as one.

Both keep what was said earlier as it was when a later story is added, so that one story more never leaves more people.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from jebo.disclosure.anonymity.constants import ENUMERATED_PEOPLE
from jebo.disclosure.anonymity.scene import Known, Published, Traced
from jebo.disclosure.country import Circle, Range
from jebo.disclosure.modelling.constants import MOST_LARGE, MOST_SMALL

MOST_PAST = 120
"""Facts of the past that are computed one by one; beyond it, those that are known to about as many people count as
known to the fewest of them. Chosen by us: fifty stories then stay within the seconds of a check.
"""

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
    few, kept = _fewer(once, circles, story), frozenset(own)
    folded = _folded(few, kept)
    return folded if len(folded) <= MOST_PAST else _folded([_rounded(one, kept) for one in few], kept)


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


def _rounded(one: Published, own: frozenset[str]) -> Published:
    """The fact with its knowers rounded down to half a power of ten, which errs on the side of fewer people."""
    if one.id in own or not isinstance(one.tells, Known) or one.tells.knowers is None:
        return one
    known = one.tells.knowers
    return replace(one, tells=replace(one.tells, knowers=Range(low=_down(known.low), high=_down(known.high))))


def _down(people: float) -> float:
    return 10 ** (math.floor(2 * math.log10(people)) / 2) if people > 0 else 0.0
