"""What if somebody has a list: of who attended, who holds a permit, whose phone was heard. Pure, on own releases only.

Nobody's list is read here, and none can be: only that there is one, of a circle of the pack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jebo.desk.exposure.course import figures
from jebo.desk.exposure.told import Told
from jebo.disclosure.anonymity import Figures
from jebo.disclosure.anonymity.scene import Belongs, Known, Published, Traced
from jebo.disclosure.country import Pack, Range

PHONES = "phones"
"""The list of phones that were heard: it takes away from a contact's day that many phones were in use."""
_OF_THOSE_HEARD = Range(low=0.02, high=0.1)
"""The share of those whose phones were heard who called at such a time. Chosen by us: one in ten to one in fifty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endangered:
    """What one release left before, and what it leaves to somebody who has the list."""

    told: Told
    before: Figures
    now: Figures


def choices(told: Sequence[Told]) -> tuple[str, ...]:
    """The lists that would matter: circles that the releases name, and heard phones where a contact left a trace."""
    tells = [fact.tells for one in told for fact in one.facts]
    circles = {name for one in tells if isinstance(one, Known) for name in one.core}
    circles |= {one.circle for one in tells if isinstance(one, Belongs)}
    return (*sorted(circles), *([PHONES] if any(isinstance(one, Traced) for one in tells) else []))


def with_list(pack: Pack, told: Sequence[Told], name: str) -> tuple[Endangered, ...]:
    """The releases on which a list bears, the most endangered first.

    :param name: one of :func:`choices`.
    """
    found = []
    for one in told:
        facts = [known for fact in one.facts for known in known_exactly(fact, name)]
        if tuple(facts) != one.facts:
            found.append(Endangered(told=one, before=figures(pack, one.facts), now=figures(pack, facts)))
    return tuple(sorted(found, key=_left))


def _left(one: Endangered) -> tuple[float, float, str]:
    now = one.now.possible_speakers
    return now.middle, now.low, one.told.release


def known_exactly(fact: Published, name: str) -> tuple[Published, ...]:
    """The fact as it is to somebody who has the list: only who stands on it can be the source."""
    tells = fact.tells
    if isinstance(tells, Known) and name in tells.core:
        listed = Belongs(circle=name, place=tells.place)
        return fact, Published(
            id=f"list {name} {tells.place}", tells=listed, story=fact.story, linked=fact.linked
        )
    if isinstance(tells, Traced) and name == PHONES:
        low, high = (min(own, heard) for own, heard in _pairs(tells))
        return (replace(fact, tells=Traced(share=Range(low=low, high=high))),)
    return (fact,)


def _pairs(tells: Traced) -> tuple[tuple[float, float], tuple[float, float]]:
    return (tells.share.low, _OF_THOSE_HEARD.low), (tells.share.high, _OF_THOSE_HEARD.high)
