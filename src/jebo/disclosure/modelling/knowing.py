"""What a phrase tells of an event: who could know it, and how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jebo.disclosure.anonymity.constants import LADDER_FACTOR
from jebo.disclosure.anonymity.scene import Known
from jebo.disclosure.country import Knowledge, Pack, Range
from jebo.disclosure.detail import Kind
from jebo.disclosure.modelling.constants import MOST_CIRCLES
from jebo.disclosure.modelling.where import Land

_BY_KIND = frozenset((Kind.THIRD_PARTY, Kind.LINK, Kind.WITNESS))
"""Kinds whose knowers the pack's default knows better than the event: who a person is, who talked, who
stood there.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowers:
    """Who could know a detail: circles, a number of people, on which side, and where that comes from."""

    core: tuple[str, ...]
    people: Range
    side: str
    basis: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What a newsroom knows better than the pack: knowers by the code of an event, or by kind."""

    knowers: Mapping[str, Range] = field(default_factory=dict)


def knowers(kind: Kind, code: str | None, pack: Pack, sizes: Mapping[str, Range]) -> Knowers | None:
    """Who could know a detail: by its event, else by the pack's default for its kind; None where there is
    neither.

    :param code: the event's code, None where the text tells of none.
    """
    default = pack.defaults.get(str(kind))
    event = pack.events.get(code) if code else None
    if event is None or (kind in _BY_KIND and default is not None):
        return _default(kind, default, pack, sizes)
    people = sizes.get(event.code, event.knowers)
    core = tuple(c for c in event.core if c in pack.circles)[:MOST_CIRCLES]
    return Knowers(core=core, people=people, side=event.side, basis=event.basis, id=event.code)


def _default(kind: Kind, default: Knowledge | None, pack: Pack, sizes: Mapping[str, Range]) -> Knowers | None:
    if default is None:
        return None
    core = tuple(c for c in default.core if c in pack.circles)[:MOST_CIRCLES]
    sides = {pack.circles[c].side for c in core}
    side = sides.pop() if len(sides) == 1 else "any"
    return Knowers(
        core=core, people=sizes.get(str(kind), default.knowers), side=side, basis=default.basis, id=str(kind)
    )


def known(who: Knowers, place: str) -> Known:
    """The exact wording."""
    return Known(core=who.core, knowers=who.people, place=place)


def wider(exact: Known, up: int, place: str, land: Land) -> Known:
    """A wording so many steps up: each multiplies the knowers by ten, capped by the adults of the place it
    names.
    """
    assert exact.knowers is not None
    most = land.places[place].adults
    low, high = (n * LADDER_FACTOR**up for n in (exact.knowers.low, exact.knowers.high))
    people = Range(low=min(low, most.low), high=min(high, most.high))
    return Known(core=exact.core, knowers=people, place=place)
