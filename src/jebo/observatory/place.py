"""Where it happened: a place of the country pack, as exactly as somebody told it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jebo.disclosure.country import Place
from jebo.observatory.unreadable import UnknownPlace


class PlaceKind(StrEnum):
    """How fine a place is. ``POINT`` is a spot in the place named: a market, a levee."""

    POINT = "point"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"
    COUNTRY = "country"


class Containment(StrEnum):
    """How the first of two places lies to the second. ``POSSIBLE`` where they may be one, as two spots of a city."""

    SAME = "same"
    INSIDE = "inside"
    AROUND = "around"
    POSSIBLE = "possible"
    CONTRADICT = "contradict"


_KINDS: Final[Mapping[str, PlaceKind]] = {
    "ward": PlaceKind.DISTRICT,
    "city": PlaceKind.CITY,
    "province": PlaceKind.PROVINCE,
    "country": PlaceKind.COUNTRY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """A place of the pack by its id.

    ``point`` tells that somebody named a spot in it, which is not kept here: no coordinates. ``near`` tells that
    it was in those parts rather than in the place itself.
    """

    id: str
    level: PlaceKind
    point: bool = False
    near: bool = False

    @property
    def kind(self) -> PlaceKind:
        """The kind of what was named: a point, or the level of the place."""
        return PlaceKind.POINT if self.point else self.level

    @property
    def precision(self) -> int:
        """ACLED's geographic precision: 1 a town or a part of it, 2 near a town or a part of a region, 3 a region.

        A spot of which only the province is known is 3. A county counts as its town, since the packs do not tell
        them apart. Source: Armed Conflict Location & Event Data Project (ACLED), Codebook, "Event geography", the
        column ``geo_precision``.
        """
        if self.level in (PlaceKind.PROVINCE, PlaceKind.COUNTRY):
            return 3
        return 2 if self.near else 1


def event_place(
    id: str, places: Mapping[str, Place], *, point: bool = False, near: bool = False
) -> EventPlace:
    """The place of that id in the pack's *places*.

    :raises UnknownPlace: if they have none.
    """
    if id not in places:
        raise UnknownPlace
    return EventPlace(id=id, level=_KINDS[places[id].level], point=point, near=near)


def coarser(place: EventPlace, places: Mapping[str, Place]) -> tuple[EventPlace, ...]:
    """The wider places that hold it, from the next to the country; the place itself first where a spot was named.

    What was near a place may lie outside it, so it goes on from the place around.
    """
    first = [event_place(place.id, places)] if place.point and not place.near else []
    return (*first, *(event_place(wider, places) for wider in _around(place.id, places)))


def containment(one: EventPlace, other: EventPlace, places: Mapping[str, Place]) -> Containment:
    """How *one* lies to *other*.

    ``INSIDE`` if the pack's tree puts it there, so the two agree and one is finer. ``POSSIBLE`` if both are spots
    of one place, or one is only near the other or near something in the same wider place. ``CONTRADICT`` otherwise:
    a thing that happened in one did not happen in the other.
    """
    if one == other and not one.point and not one.near:
        return Containment.SAME
    if one.near or other.near:
        return _by_nearness(one, other, places)
    if one.id == other.id:
        if one.point and other.point:
            return Containment.POSSIBLE
        return Containment.INSIDE if one.point else Containment.AROUND
    if other.id in _around(one.id, places):
        return Containment.POSSIBLE if other.point else Containment.INSIDE
    if one.id in _around(other.id, places):
        return Containment.POSSIBLE if one.point else Containment.AROUND
    return Containment.CONTRADICT


def _by_nearness(one: EventPlace, other: EventPlace, places: Mapping[str, Place]) -> Containment:
    """What is near a place is somewhere in the wider place around it."""
    mine, theirs = _widened(one, places), _widened(other, places)
    if mine == theirs or mine in _around(theirs, places) or theirs in _around(mine, places):
        inside = not other.near and not other.point and other.id in _around(one.id, places)
        around = not one.near and not one.point and one.id in _around(other.id, places)
        if inside:
            return Containment.INSIDE
        return Containment.AROUND if around else Containment.POSSIBLE
    return Containment.CONTRADICT


def _widened(place: EventPlace, places: Mapping[str, Place]) -> str:
    return next(_around(place.id, places), place.id) if place.near else place.id


def _around(id: str, places: Mapping[str, Place]) -> Iterator[str]:
    """The ids of the places that hold it, from the next to the widest. A pack's tree has no circles.

    :raises UnknownPlace: if the pack has no such place.
    """
    if id not in places:
        raise UnknownPlace
    wider = places[id].inside
    while wider is not None and wider in places:
        yield wider
        wider = places[wider].inside
