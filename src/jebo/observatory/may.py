"""What of an event may stand in the public record: by province and quarter, less where that is not within limits, and more where more is
public already or within them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from datetime import timedelta
from enum import IntEnum
from typing import Final

from jebo.disclosure.country import EventType, Place
from jebo.observatory.date import Date
from jebo.observatory.event import Event, Goods, Story
from jebo.observatory.fineness import Fineness, no_finer, no_nearer
from jebo.observatory.place import PlaceKind
from jebo.observatory.role import Class, Official, Role, Sealed, Who

DELAY: Final = timedelta(days=90)
"""From the end of the time that the record gives, until an event enters. Chosen by us: as long again as a quarter."""
SOMEBODY: Final = {"en": "a person", "ko": "한 사람"}


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What the desk says may be public: the parts of an event, and no date or place finer than these.

    ``named`` tells that a kind of event that is withheld by default may stand here, because a story told of it.
    """

    when: Fineness = Fineness.QUARTER
    where: PlaceKind = PlaceKind.PROVINCE
    who: bool = False
    goods: bool = False
    number: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How finely released stories told of an event: nothing finer than these stands in them.

    ``tells`` are the parts and goods that stand in them, as :func:`role_key` and :func:`goods_key` name them; never a number, for what
    a figure in a text counts is not plain. ``stories`` are the editions of the one story that said so; where there are none, any.
    """

    when: Fineness = Fineness.YEAR
    where: PlaceKind = PlaceKind.COUNTRY
    tells: frozenset[str] = frozenset()
    stories: tuple[Story, ...] = ()


class Grant(IntEnum):
    """How far an event may be told: what one story said, and the year and country besides; the default; the time, the parts and the
    goods that the desk says; all that it says.
    """

    SAID = 0
    DEFAULT = 1
    PARTLY = 2
    ALL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An event as the desk holds it, what may be public of it, and what is already.

    :param grant: how far it may be told. Beyond :attr:`Grant.SAID` the newsroom's limits have to hold for it, with all that its
        stories said; the caller asks.
    """

    event: Event = field(repr=False)
    may: May
    said: Said = Said()
    grant: Grant = Grant.DEFAULT


_FROM_THE_FINEST: Final = tuple(PlaceKind)


def role_key(at: int, language: str) -> str:
    """What the part at a place of an event, told in a language, is called in :attr:`Said.tells`."""
    return f"role {at} {language}"


def goods_key(code: str) -> str:
    """The same of goods."""
    return f"goods {code}"


def entry(held: Held, places: Mapping[str, Place], types: Mapping[str, EventType]) -> Event | None:
    """The event as the record may hold it; None where its kind is only counted, or its time has no form that is vague enough.

    :raises jebo.observatory.unreadable.UnknownPlace: if *places* has not its place.
    """
    event, may = held.event, held.may
    if types[event.type].withheld and not (may.named and event.stories):
        return None
    when = no_finer(event.date, fine_when(held))
    if when is None:
        return None
    tells = _tells(held)
    many = may.number and held.grant is Grant.ALL
    return replace(
        event,
        date=when,
        place=no_nearer(event.place, fine_where(held), places),
        roles=tuple(_roles(held, tells, many=many)) if may.who else (),
        goods=tuple(_goods(held, tells, many=many)) if may.goods else (),
        quantity=event.quantity if many else None,
        counted=event.counted if many and event.quantity else "",
        stories=held.said.stories or event.stories if held.grant is Grant.SAID else event.stories,
    )  # fmt: skip


def _tells(held: Held) -> Callable[[str], bool]:
    """Whether a part of it is public already, or may be."""
    return lambda key: held.grant >= Grant.PARTLY or key in held.said.tells


def fine_when(held: Held) -> Fineness:
    """As the desk says; but no finer than a released story was, or than a quarter, or at all, as far as is granted."""
    if held.grant >= Grant.PARTLY:
        return held.may.when
    least = Fineness.QUARTER if held.grant is Grant.DEFAULT else Fineness.YEAR
    return max(held.may.when, min(least, held.said.when))


def fine_where(held: Held) -> PlaceKind:
    """As the desk says; but no finer than a released story was, or than a province, or at all, as far as is granted."""
    rank = _FROM_THE_FINEST.index
    if held.grant is Grant.ALL:
        return held.may.where
    least = PlaceKind.PROVINCE if held.grant >= Grant.DEFAULT else PlaceKind.COUNTRY
    return _FROM_THE_FINEST[max(rank(held.may.where), min(rank(least), rank(held.said.where)))]


def _roles(held: Held, tells: Callable[[str], bool], *, many: bool) -> Iterator[Role]:
    """Without persons: nobody is named whom the newsroom has not marked as a public official."""
    for at, role in enumerate(held.event.roles):
        if languages := {code for code in SOMEBODY if tells(role_key(at, code))}:
            yield replace(role, who=_who(role.who, languages), quantity=role.quantity if many else None)


def _who(who: Who, languages: Container[str]) -> Who:
    """In these languages: words that somebody typed in another one may say something else."""
    if isinstance(who, Sealed):
        return Class(names=SOMEBODY)
    if isinstance(who, Class):
        return Class(names=_only(who.names, languages))
    if isinstance(who, Official):
        return Official(names=_only(who.names, languages), office=_only(who.office, languages))
    return who


def _only(names: Mapping[str, str], languages: Container[str]) -> dict[str, str]:
    return {code: name for code, name in names.items() if code in languages}


def _goods(held: Held, tells: Callable[[str], bool], *, many: bool) -> Iterator[Goods]:
    for one in held.event.goods:
        if tells(goods_key(one.code)):
            yield one if many else replace(one, quantity=None)


def enters(when: Date, entered: Day) -> Day:
    """The first day on which an event may stand in the record.

    Its time must be over for :data:`DELAY`, and entries of a month go out together, in the month after: no day of an entry is seen.

    >>> from jebo.observatory.date import read
    >>> enters(read("2026-35"), Day(2026, 10, 9)), enters(read("2026-35"), Day(2027, 2, 9))
    (datetime.date(2026, 12, 30), datetime.date(2027, 3, 1))
    """
    batch = (entered.replace(day=1) + timedelta(days=32)).replace(day=1)
    wide = no_finer(when, Fineness.QUARTER) or when  # so that the first release tells nothing of a finer time
    last = wide.latest or (wide.earliest and Day(wide.earliest.year, 12, 31))
    return max(batch, last + DELAY + timedelta(days=1)) if last else batch
