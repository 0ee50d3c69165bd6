"""How fine a date or a place is, and its finest form that is not finer than something."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from jebo.disclosure.country import Place
from jebo.observatory import date, place
from jebo.observatory.date import Date, Moment
from jebo.observatory.place import EventPlace, PlaceKind


class Fineness(IntEnum):
    """How wide a time is, from the finest."""

    DAY = 0
    MONTH = 1
    QUARTER = 2
    YEAR = 3


_DAYS: Final = ((28, Fineness.DAY), (89, Fineness.MONTH), (365, Fineness.QUARTER))
"""Fewer days than these. A part of a month is as good as a day, two months are not yet a quarter: chosen by us."""
_KINDS: Final = (PlaceKind.POINT, PlaceKind.DISTRICT, PlaceKind.CITY, PlaceKind.PROVINCE, PlaceKind.COUNTRY)


def of_date(told: Date) -> Fineness:
    """How fine it is: of a time that lasted, the finest of its whole width and of each end that is known."""
    ends = [side for side in (told.start, told.end) if isinstance(side, Moment)]
    widths = [(side.latest - side.earliest).days + 1 for side in ends]
    if told.earliest and told.latest:
        widths.append((told.latest - told.earliest).days + 1)
    return min((_of_days(days) for days in widths), default=Fineness.YEAR)


def _of_days(days: int) -> Fineness:
    return next((fineness for below, fineness in _DAYS if days < below), Fineness.YEAR)


def no_finer(told: Date, than: Fineness) -> Date | None:
    """The date itself where it is vague enough, else its finest wider form that is; None where it has none."""
    return next((one for one in (told, *date.coarser(told)) if of_date(one) >= than), None)


def no_nearer(there: EventPlace, than: PlaceKind, places: Mapping[str, Place]) -> EventPlace:
    """The place itself where it is wide enough, else the next one around it that is; the widest where none is.

    :raises jebo.observatory.unreadable.UnknownPlace: if *places* has no such place.
    """
    wider = place.coarser(there, places)
    least = _KINDS.index(than)
    found = (one for one in (there, *wider) if _KINDS.index(one.kind) >= least and not _spills(one, than))
    return next(found, wider[-1] if wider else there)


def _spills(there: EventPlace, than: PlaceKind) -> bool:
    """Whether it is near a place rather than in it, which is said of nothing wider than a town."""
    return there.near and _KINDS.index(than) > _KINDS.index(PlaceKind.CITY)
