"""Who did it, to whom, and with what: agents, patients and objects of an event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from jebo.disclosure.country import Alias, Names, Organisation
from jebo.observatory.date import Date
from jebo.observatory.quantity import Quantity
from jebo.observatory.unreadable import UnknownOrganisation, UnnamedClass


class Part(StrEnum):
    """The part somebody or something had in an event."""

    AGENT = "agent"
    PATIENT = "patient"
    OBJECT = "object"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation of the pack, by its id; its name depends on the day, see :func:`names_at`."""

    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """Some of a class of people, or goods: named by language, as in ``{"en": "traders", "ko": "상인"}``."""

    names: Names

    def __post_init__(self) -> None:
        if not any(name.strip() for name in self.names.values()):
            raise UnnamedClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A person whose name lies in a sealed envelope. The id says nothing and is left out when this is printed."""

    id: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A public official in office, whom the newsroom has marked as one: the only person who is named, by name and office."""

    names: Names
    office: Names

    def __post_init__(self) -> None:
        if not any(self.names.values()) or not any(self.office.values()):
            raise UnnamedClass


Who = Body | Class | Sealed | Official


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One part in an event, who had it, and how many they were where somebody said so.

    Nothing here holds the name of a person who is not a marked :class:`Official`.
    """

    part: Part
    who: Who
    quantity: Quantity | None = None


def names_at(
    organisation: Organisation, date: Date | None, language: str, *, insiders: bool = False
) -> tuple[str, ...]:
    """The names that the organisation bore on the day, the main one first if it was one of them.

    Years are all that a pack knows, so in the year of a change both names hold. A *date* that spans years takes
    only the names that held throughout; without a date (None, or open at both ends) every name counts. Names
    that only *insiders* know point at who told, so they are left out unless asked for.
    """
    first, last = _years(date)
    main = organisation.names.get(language, "")
    mine = [one for one in organisation.aliases if one.language == language]
    valid = [one for one in mine if _holds(one, first, last)]
    named = [one.name for one in sorted(valid, key=lambda one: one.since is None and one.until is None)]
    dated = [one for one in mine if one.name == main]
    if main and (not dated or any(_holds(one, first, last) for one in dated)):
        named.insert(0, main)
    hidden = () if insiders else organisation.internal
    return tuple(dict.fromkeys(name for name in named if name not in hidden))


def name_at(organisation: Organisation, date: Date | None, language: str) -> str:
    """The name to print: the main one where it held, otherwise the one of the day, otherwise the main one."""
    names = names_at(organisation, date, language)
    return names[0] if names else organisation.names.get(language, "")


def _years(date: Date | None) -> tuple[int | None, int | None]:
    if date is None:
        return None, None
    first = date.earliest or date.latest
    last = date.latest or date.earliest
    return (first.year, last.year) if first and last else (None, None)


def _holds(alias: Alias, first: int | None, last: int | None) -> bool:
    if first is None or last is None:
        return True
    return (alias.since is None or alias.since <= first) and (alias.until is None or last <= alias.until)


def organisation_of(body: Body, organisations: Iterable[Organisation]) -> Organisation:
    """The organisation of that id in the pack's *organisations*.

    :raises UnknownOrganisation: if they have none.
    """
    for one in organisations:
        if one.id == body.organisation:
            return one
    raise UnknownOrganisation
