"""What is known of a country: its places, circles of people, events and words, as frozen values.

The parts here are filled by :mod:`jebo.packs` from plain files. Names and wordings are kept by language code
(``{"en": "Kimchaek", "ko": "김책시"}``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A number known from low to high, both included. ``0 <= low <= high``."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError("a range runs from a low number to a high one, neither below 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name of a place, an organisation or a term, with the years in which it held (None: open)."""

    name: str
    language: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with the number of adults who live there.

    ``level`` is ``country``, ``province``, ``city`` (also a county) or ``ward``; ``inside`` is the id of the next wider place,
    None for a country. ``adults`` counts people of 16 and over. ``border`` tells places on a frontier.
    """

    id: str
    level: str
    names: Names
    inside: str | None
    adults: Range
    aliases: tuple[Alias, ...] = ()
    border: bool = False
    iso: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A group of people who could know a fact.

    ``inside`` is what it lies in: the id of another circle, or one of the words ``ward``, ``city``, ``province``,
    ``country`` (the place of the event at that level), or ``abroad``. ``side`` tells on which side of the matter it stands
    (``authorities``, ``families``, ``trade``, ``crowd``, ``channel``, ``any``), for the bridge warning.
    ``basis`` says where the size comes from.
    """

    id: str
    names: Names
    size: Range
    inside: str
    side: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A kind of event and how many people know of one.

    ``core`` are the circles whose members were there; ``triggers`` are words by language that tell the kind of event
    (lower case, Korean as stems); ``level`` is how wide word of it spreads by itself: ``ward``, ``city``, ``province`` or ``country``.

    What the public record needs: ``group`` is what it belongs to (``supply``, ``orders``, ``enforcement``, ``movement``,
    ``information``), ``huridocs`` are codes of acts in the HURIDOCS micro-thesauri, ``acled`` the nearest type of ACLED's codebook,
    ``withheld`` tells a kind of which a record would serve the other side, and ``retired`` the code that took the place of one that
    is no longer used.
    """

    code: str
    names: Names
    knowers: Range
    core: tuple[str, ...]
    side: str
    level: str
    triggers: Mapping[str, tuple[str, ...]]
    then: str | None = None
    basis: str = ""
    group: str = ""
    huridocs: tuple[str, ...] = ()
    acled: str = ""
    withheld: bool = False
    retired: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body of the state or another, with its names and to whom each is known (``all`` or ``insiders``)."""

    id: str
    names: Names
    aliases: tuple[Alias, ...]
    internal: tuple[str, ...]
    level: str
    inside: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the country with its renderings, and the years in which it holds (None: open)."""

    term: str
    renderings: tuple[str, ...]
    category: str
    note: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A kind of goods; ``specificity`` is ``exact``, ``broad`` or ``flag`` (origin and condition)."""

    code: str
    names: Names
    inside: str | None
    specificity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Shares of the adults of a country, each in [0, 1], used where a text names an attribute.

    ``shares`` is keyed ``sex:female``, ``age:40`` (the forties), ``role:<class>`` (see the language's role classes).
    """

    shares: Mapping[str, Range]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Who knows a detail of some kind when nothing better is known: the pack's default.

    ``core`` are circle ids, ``knowers`` a number of people, ``level`` as in :class:`EventType`.
    """

    core: tuple[str, ...]
    knowers: Range
    level: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A country pack."""

    id: str
    names: Names
    root: str
    places: Mapping[str, Place]
    circles: Mapping[str, Circle]
    events: Mapping[str, EventType]
    defaults: Mapping[str, Knowledge]
    profile: Profile
    organisations: tuple[Organisation, ...] = ()
    terms: tuple[Term, ...] = ()
    goods: tuple[Good, ...] = ()
    outlets: tuple[str, ...] = ()
    ambiguous: frozenset[str] = field(default_factory=frozenset)
