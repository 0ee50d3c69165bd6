"""Events that may be one: of the same kind, and near in time and place. They are proposed to people, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jebo.disclosure.country import Place
from jebo.observatory.date import Date, Overlap, overlap
from jebo.observatory.place import Containment, EventPlace, containment


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is compared of an event."""

    id: str
    type: str
    date: Date
    place: EventPlace


def alike(one: Known, other: Known, places: Mapping[str, Place]) -> bool:
    """Whether both can be the same event: one kind, times that can meet, places that do not contradict."""
    return (
        one.type == other.type
        and overlap(one.date, other.date) is not Overlap.CONTRADICT
        and containment(one.place, other.place, places) is not Containment.CONTRADICT
    )


def pairs(new: Iterable[Known], known: Iterable[Known], places: Mapping[str, Place]) -> list[tuple[str, str]]:
    """The ids of each new event and of what may be the same, among those known and the new ones before it."""
    by_type: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        by_type[one.type].append(one)
    found = []
    for one in new:
        found += [(one.id, other.id) for other in by_type[one.type] if alike(one, other, places)]
        by_type[one.type].append(one)
    return found
