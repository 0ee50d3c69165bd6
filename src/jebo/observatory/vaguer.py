"""Whether one telling of an event is only less exact than another: then no reader is shown that it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from jebo.disclosure.country import Good, Place
from jebo.observatory.date import coarser
from jebo.observatory.event import Event, Goods, Status
from jebo.observatory.may import SOMEBODY
from jebo.observatory.place import EventPlace
from jebo.observatory.place import coarser as wider_places
from jebo.observatory.quantity import Quantity
from jebo.observatory.role import Class, Official, Role, Who

Thing = TypeVar("Thing")


def only_vaguer(before: Event, now: Event, places: Mapping[str, Place], goods: Mapping[str, Good]) -> bool:
    """Whether *now* tells nothing that *before* did not: wider times, places and goods, fewer parts, numbers and stories."""
    return (
        before.type == now.type
        and _no_surer(now, before)
        and (now.date == before.date or now.date in coarser(before.date))
        and _wider(before.place, now.place, places)
        and _each_of(now.roles, before.roles, _no_more)
        and _each_of(now.goods, before.goods, lambda one, old: _no_more_goods(one, old, goods))
        and _rougher(now.quantity, before.quantity)
        and now.counted in ("", before.counted)
        and set(now.stories) <= set(before.stories)
    )


def _each_of(now: Sequence[Thing], before: Sequence[Thing], no_more: Callable[[Thing, Thing], bool]) -> bool:
    """Whether each thing tells no more than one of before, and no two than the same."""
    left = list(before)
    for one in now:
        old = next((old for old in sorted(left, key=lambda old: old != one) if no_more(one, old)), None)
        if old is None:
            return False
        left.remove(old)
    return True


def _wider(before: EventPlace, now: EventPlace, places: Mapping[str, Place]) -> bool:
    if now == before or now == replace(before, point=False):
        return True
    return before.id in places and now in wider_places(before, places)


def _no_surer(now: Event, before: Event) -> bool:
    """Whether it is as sure as before, or rests on fewer sources; that it is disputed now, or no longer, is another thing."""
    fewer = (before.status, now.status) == (Status.CORROBORATED, Status.REPORTED)
    return (now.status is before.status or fewer) and now.several <= before.several


def _rougher(now: Quantity | None, before: Quantity | None) -> bool:
    if now is None or now == before:
        return True
    alike = before is not None and (now.unit, now.counted) == (before.unit, before.counted)
    return before is not None and alike and now.low <= before.low and before.high <= now.high


def _no_more(now: Role, before: Role) -> bool:
    return (
        now.part is before.part
        and _nobody_else(now.who, before.who)
        and _rougher(now.quantity, before.quantity)
    )


def _nobody_else(now: Who, before: Who) -> bool:
    """Whether it is the same, in fewer languages, or only a person."""
    if now == before or now == Class(names=SOMEBODY):
        return True
    if isinstance(now, Official) and isinstance(before, Official):
        return now.names.items() <= before.names.items() and now.office.items() <= before.office.items()
    return isinstance(now, Class) and isinstance(before, Class) and now.names.items() <= before.names.items()


def _no_more_goods(now: Goods, before: Goods, goods: Mapping[str, Good]) -> bool:
    wider = goods[before.code].inside if before.code in goods else None
    return now.code in (before.code, wider) and _rougher(now.quantity, before.quantity)
