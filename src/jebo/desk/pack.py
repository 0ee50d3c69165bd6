"""The country pack that the desk works with: names for its choices, in both languages, and what a typed name stands for."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import ClassVar, Final, Literal

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jebo.desk.refused import Refused
from jebo.disclosure.country import Circle, EventType, Good, Names, Organisation, Pack, Place
from jebo.errors import N_
from jebo.observatory.date import Date
from jebo.observatory.role import name_at
from jebo.packs import gazetteer, load

Tongue = Literal["en", "ko"]
Choices = list[tuple[str, list[tuple[str, str]]]]
_SIDES: Final = {
    "authorities": _("What authorities do"),
    "crowd": _("What many see or hear"),
    "trade": _("Trade"),
    "families": _("What families go through"),
    "channel": _("Ties to the outside"),
}
"""Over each group of kinds of events; the sides are those of :class:`jebo.disclosure.country.EventType`."""


class UnknownName(Refused):
    """Nothing in the pack bears the name."""

    says: ClassVar[str] = N_("the country pack has nothing of this name; choose from its list")


class SeveralOfThisName(Refused):
    """The name stands for more than one thing."""

    says: ClassVar[str] = N_("several bear this name; choose the one that is meant from the list")


def pack_id() -> str:
    """The id of the desk's pack: ``COUNTRY_PACK`` of the settings, otherwise North Korea."""
    return str(getattr(settings, "COUNTRY_PACK", "kp"))


def pack() -> Pack:
    """The desk's pack."""
    return load(pack_id())


def tongue() -> Tongue:
    """The language of the page."""
    return "ko" if (get_language() or "en").startswith("ko") else "en"


def named(names: Names) -> str:
    """A name in the language of the page, or in the other one where there is none."""
    return names.get(tongue()) or next(iter(names.values()), "")


def in_both(names: Names) -> str:
    """A name in both languages, so that either is found by typing: ``김책시 · Kimchaek``."""
    return " · ".join(dict.fromkeys(names[code] for code in ("ko", "en") if names.get(code)))


# Kinds of events, goods, circles: choices.


def event_types() -> Choices:
    """The kinds of events in groups, each named in both languages, that of the page first."""
    groups = {side: [_choice(one.code, one.names) for one in _of_side(side)] for side in _sides()}
    return [
        (str(_SIDES.get(side, side)), sorted(group, key=lambda one: one[1])) for side, group in groups.items()
    ]


def _sides() -> list[str]:
    return list(dict.fromkeys([*_SIDES, *(one.side for one in pack().events.values())]))


def _of_side(side: str) -> list[EventType]:
    return [one for one in pack().events.values() if one.side == side]


def _choice(code: str, names: Names) -> tuple[str, str]:
    first = named(names)
    other = next((name for name in names.values() if name != first), "")
    return code, f"{first} · {other}" if other else first


def event_type(code: str) -> str:
    """What a kind of event is called; the code itself where the pack does not know it any more."""
    return named(pack().events[code].names) if code in pack().events else code


def goods() -> Choices:
    """The goods in groups, the group itself first."""
    known = pack().goods
    found = []
    for one in (good for good in known if good.inside is None):
        group = [one, *(good for good in known if good.inside == one.code)]
        found.append((named(one.names), [_choice(good.code, good.names) for good in group]))
    return found


def good(code: str) -> Good | None:
    """The goods of that code."""
    return next((one for one in pack().goods if one.code == code), None)


def circles() -> Choices:
    """The groups of people who could know, by side."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in pack().circles.values():
        groups.setdefault(one.side, []).append((one.id, named(one.names)))
    return [(str(_SIDES.get(side, _("Others"))), group) for side, group in groups.items()]


def circle(id: str) -> Circle | None:
    """The circle of that id."""
    return pack().circles.get(id)


# Places.


def places() -> Mapping[str, Place]:
    """The places of the pack, and those of the world behind them."""
    return ChainMap(pack().places, load("world").places)  # type: ignore[arg-type]  # it is only read


@cache
def _labels(id: str) -> Mapping[str, str]:
    found = {one.id: in_both(one.names) for one in load(id).places.values()}
    shared = _twice(found.values())
    return {
        key: _told_apart(load(id).places[key]) if label in shared else label for key, label in found.items()
    }


def _told_apart(place: Place) -> str:
    around = places().get(place.inside or "")
    return f"{in_both(place.names)} ({in_both(around.names)})" if around else in_both(place.names)


def _twice(labels: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    return frozenset(label for label in labels if label in seen or seen.add(label))  # type: ignore[func-returns-value]


def place_labels() -> list[str]:
    """What a place may be typed as, each once: for the list under the field."""
    return sorted(_labels(pack_id()).values())


def place_label(id: str) -> str:
    """A place as the list has it; empty for none."""
    if not id:
        return ""
    label = _labels(pack_id()).get(id)
    if label is None and id in places():
        return _told_apart(places()[id])
    return label or id


def place_name(id: str) -> str:
    """A place in the language of the page; empty for none."""
    return named(places()[id].names) if id and id in places() else id


def place_of(typed: str) -> str:
    """The id of the place that somebody typed, as the list has it or by any of its names.

    :raises UnknownName: the pack and the world have none.
    :raises SeveralOfThisName: the name alone does not tell which.
    """
    for key, label in _labels(pack_id()).items():
        if typed == label:
            return key
    for one in (pack(), load("world")):
        found = gazetteer(one).get(" ".join(typed.casefold().split()), ())
        if len(found) > 1:
            raise SeveralOfThisName
        if found:
            return found[0]
    raise UnknownName


def around(id: str) -> tuple[str, ...]:
    """The place and the places that hold it, the widest last."""
    found, known = [id], places()
    while found[-1] in known and (wider := known[found[-1]].inside) and wider not in found:
        found.append(wider)
    return tuple(found)


def region(id: str) -> str:
    """The province that holds the place, or the place itself where none does; empty for none."""
    known = places()
    return next((one for one in around(id) if one in known and known[one].level == "province"), id)


@cache
def _inside(pack_of: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for place in load(pack_of).places:
        for wider in around(place):
            found.setdefault(wider, []).append(place)
    return {place: tuple(held) for place, held in found.items()}


def inside(id: str) -> tuple[str, ...]:
    """The place and the pack's places within it."""
    return _inside(pack_id()).get(id, (id,))


# Organisations.


def organisation(id: str) -> Organisation | None:
    """The organisation of that id."""
    return next((one for one in pack().organisations if one.id == id), None)


def organisation_name(id: str, date: Date | None) -> str:
    """The name that an organisation bore on the day, in the language of the page."""
    found = organisation(id)
    return name_at(found, date, tongue()) if found else id


def organisation_labels() -> list[str]:
    """What an organisation may be typed as: for the list under the field."""
    return sorted({in_both(one.names) for one in pack().organisations})


def organisation_of(typed: str) -> str:
    """The id of the organisation that somebody typed, as the list has it or by any of its names.

    :raises UnknownName: the pack has none.
    :raises SeveralOfThisName: the name alone does not tell which.
    """
    for spelt in (_by_label, _by_name):
        found = {one.id for one in pack().organisations if typed.casefold() in map(str.casefold, spelt(one))}
        if len(found) > 1:
            raise SeveralOfThisName
        if found:
            return found.pop()
    raise UnknownName


def _by_label(one: Organisation) -> Iterator[str]:
    yield in_both(one.names)


def _by_name(one: Organisation) -> Iterator[str]:
    yield from one.names.values()
    yield from (alias.name for alias in one.aliases)
