"""What a phrase tells a reader about who the source may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The thirteen kinds of detail. The values are public interface: JSON, HTML, database."""

    PLACE = "attribution.place"
    ROLE = "attribution.role"
    PERSON = "attribution.person"
    LINK = "attribution.link"
    TIME = "contact.time"
    CHANNEL = "contact.channel"
    WITNESS = "access.witness"
    DOCUMENT = "access.document"
    EXACT = "access.exact"
    EVENT_PLACE = "event.place"
    EVENT_TIME = "event.time"
    QUOTE = "voice.quote"
    THIRD_PARTY = "third_party"


class Severity(StrEnum):
    """How much a finding weighs: ``block`` must be reworded or accepted by name, ``note`` is for the eye."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A phrase of the text that tells something about a source.

    ``start`` and ``end`` are code points into the text as decoded; ``sources`` are the ids of the anonymous
    sources it is charged to (all of them when it is attributed to nobody in particular).
    """

    id: int
    kind: Kind
    start: int
    end: int
    sources: tuple[int, ...]
    severity: Severity
    check: str
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An anonymous source of a story, as a reader can tell it from the others.

    ``start`` and ``end`` hold the phrase that introduces it; ``plural`` is true of "residents", "sources".
    """

    id: int
    start: int
    end: int
    plural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding that is no detail of a source: a note, or a phrase that endangers a third party."""

    check: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """All that a text was found to hold."""

    language: str
    details: tuple[Detail, ...]
    sources: tuple[Source, ...]
    third_parties: tuple[Remark, ...]
    notes: tuple[Remark, ...]
