"""Whether one telling of an event is only less exact than another: then no reader is shown that it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jebo.disclosure.country import Good, Place
from jebo.observatory.date import coarser
from jebo.observatory.event import Event, Goods
from jebo.observatory.place import EventPlace
from jebo.observatory.place import coarser as wider_places
from jebo.observatory.role import Role


def only_vaguer(before: Event, now: Event, places: Mapping[str, Place], goods: Mapping[str, Good]) -> bool:
    """Whether *now* tells nothing that *before* did not: wider times, places and goods, fewer parts, numbers and stories."""
    return (
        (before.type, before.status, before.several) == (now.type, now.status, now.several)
        and (now.date == before.date or now.date in coarser(before.date))
        and _wider(before.place, now.place, places)
        and all(any(_no_more(one, old) for old in before.roles) for one in now.roles)
        and all(any(_no_more_goods(one, old, goods) for old in before.goods) for one in now.goods)
        and now.quantity in (None, before.quantity)
        and set(now.stories) <= set(before.stories)
    )


def _wider(before: EventPlace, now: EventPlace, places: Mapping[str, Place]) -> bool:
    if now == before or now == replace(before, point=False):
        return True
    return before.id in places and now in wider_places(before, places)


def _no_more(now: Role, before: Role) -> bool:
    return (now.part, now.who) == (before.part, before.who) and now.quantity in (None, before.quantity)


def _no_more_goods(now: Goods, before: Goods, goods: Mapping[str, Good]) -> bool:
    wider = goods[before.code].inside if before.code in goods else None
    return now.code in (before.code, wider) and now.quantity in (None, before.quantity)
