"""An event as plain values, and back: what a newsroom keeps of what it told."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from typing import Any

from jebo.observatory.date import read
from jebo.observatory.event import Event, Goods, Status, Story
from jebo.observatory.place import EventPlace, PlaceKind
from jebo.observatory.quantity import Approximator, Quantity
from jebo.observatory.role import Body, Class, Official, Part, Role
from jebo.sealing.digest import digest_bytes

Plain = Mapping[str, Any]


def plain(event: Event) -> dict[str, Any]:
    """All that is told of an event, but for its id, version and first release."""
    return {
        "type": event.type,
        "date": event.date.text,
        "place": [event.place.id, event.place.level.value, event.place.point, event.place.near],
        "roles": [_role(one) for one in event.roles],
        "goods": [[one.code, _number(one.quantity)] for one in event.goods],
        "quantity": _number(event.quantity),
        "counted": event.counted,
        "status": event.status.value,
        "several": event.several,
        "stories": [[one.address, one.language, one.title, one.day.isoformat()] for one in event.stories],
    }


def digest(told: object) -> str:
    """A digest of plain values, the same for the same."""
    return digest_bytes(json.dumps(told, sort_keys=True, ensure_ascii=False).encode())


def event(id: str, told: Plain) -> Event:
    """The event that was kept."""
    place, level, point, near = told["place"]
    return Event(
        id=id,
        type=told["type"],
        date=read(told["date"]),
        place=EventPlace(id=place, level=PlaceKind(level), point=point, near=near),
        roles=tuple(_of_role(one) for one in told["roles"]),
        goods=tuple(Goods(code=code, quantity=_of_number(number)) for code, number in told["goods"]),
        quantity=_of_number(told["quantity"]),
        counted=told["counted"],
        status=Status(told["status"]),
        several=told["several"],
        stories=tuple(
            Story(address=address, language=language, title=title, day=Day.fromisoformat(day))
            for address, language, title, day in told["stories"]
        ),
    )


def _role(role: Role) -> list[Any]:
    who = role.who
    if isinstance(who, Body):
        told: list[Any] = ["body", who.organisation]
    elif isinstance(who, Official):
        told = ["official", dict(who.names), dict(who.office)]
    else:
        told = ["class", dict(getattr(who, "names", {}))]
    return [role.part.value, told, _number(role.quantity)]


def _of_role(told: list[Any]) -> Role:
    part, (kind, *rest), number = told
    who: Body | Official | Class
    if kind == "body":
        who = Body(organisation=rest[0])
    else:
        who = Official(names=rest[0], office=rest[1]) if kind == "official" else Class(names=rest[0])
    return Role(part=Part(part), who=who, quantity=_of_number(number))


def _number(told: Quantity | None) -> list[Any] | None:
    if told is None:
        return None
    high = None if math.isinf(told.high) else told.high
    return [told.low, high, told.approximator.value, told.value, told.unit, told.counted, told.text]


def _of_number(told: list[Any] | None) -> Quantity | None:
    if told is None:
        return None
    low, high, approximator, value, unit, counted, text = told
    return Quantity(
        low=low, high=math.inf if high is None else high, approximator=Approximator(approximator), value=value,
        unit=unit, counted=counted, text=text,
    )  # fmt: skip
