"""What a translation changed, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jebo.disclosure.detail import Severity


class Change(StrEnum):
    """The kinds of change. The values are public interface: JSON.

    "Finer" and "dropped" look from the Korean edition to the English one.
    """

    NUMBER_EXACT = "number.exact"
    NUMBER_VAGUE = "number.vague"
    NUMBER_CHANGED = "number.changed"
    NUMBER_ADDED = "number.added"
    NUMBER_DROPPED = "number.dropped"
    HEDGE_ADDED = "hedge.added"
    HEDGE_DROPPED = "hedge.dropped"
    TOTAL_ADDED = "total.added"
    TOTAL_DROPPED = "total.dropped"
    EVEN_DROPPED = "even.dropped"
    PEOPLE_CHANGED = "people.changed"
    TERM_CHANGED = "term.changed"
    TERM_OUT_OF_DATE = "term.out_of_date"
    ORGANISATION_CHANGED = "organisation.changed"
    PLACE_CHANGED = "place.changed"
    PLACE_FINER = "place.finer"
    PLACE_COARSER = "place.coarser"
    CAPTION_PLACE = "caption.place"
    TIME_CHANGED = "time.changed"
    TIME_FINER = "time.finer"
    TIME_COARSER = "time.coarser"
    CONTACT_DAY = "contact.day"
    QUOTE_ADDED = "quote.added"
    QUOTE_DROPPED = "quote.dropped"
    ANONYMITY_ADDED = "anonymity.added"
    ANONYMITY_DROPPED = "anonymity.dropped"
    GENDER_ADDED = "gender.added"
    SENTENCE_ADDED = "sentence.added"
    SENTENCE_DROPPED = "sentence.dropped"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Offsets into one edition, in code points; ``end`` is one past the last character."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One thing that a translation changed.

    ``korean`` and ``english`` are the two phrases. Where one edition has no such phrase, its span is that
    of the sentence which stands for the other's, or None where there is no such sentence. ``check`` is the
    editorial check that it belongs to. ``says`` names the sentence that tells it to people; ``write`` is a
    wording that would agree with the other edition, in the language of the edition ``write_in`` (both empty
    where none can be offered).
    """

    kind: Change
    korean: Span | None
    english: Span | None
    check: str
    severity: Severity
    says: str
    write: str = ""
    write_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Sentences of the two editions that stand for each other, in order; one side may be empty.

    ``moved`` tells that they do not stand in the same order as the rest.
    """

    korean: tuple[Span, ...]
    english: tuple[Span, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that was found, in the order of the English edition, and how the sentences were paired."""

    drifts: tuple[Drift, ...]
    pairings: tuple[Pairing, ...]


_WEIGHTS: Final = {
    Change.NUMBER_EXACT: ("R15", Severity.WARN),
    Change.NUMBER_VAGUE: ("R56", Severity.NOTE),
    Change.NUMBER_CHANGED: ("R56", Severity.WARN),
    Change.NUMBER_ADDED: ("R56", Severity.WARN),
    Change.NUMBER_DROPPED: ("R56", Severity.NOTE),
    Change.HEDGE_ADDED: ("R56", Severity.NOTE),
    Change.HEDGE_DROPPED: ("R56", Severity.WARN),
    Change.TOTAL_ADDED: ("R56", Severity.WARN),
    Change.TOTAL_DROPPED: ("R56", Severity.NOTE),
    Change.EVEN_DROPPED: ("R56", Severity.NOTE),
    Change.PEOPLE_CHANGED: ("R23", Severity.WARN),
    Change.TERM_CHANGED: ("R56", Severity.NOTE),
    Change.TERM_OUT_OF_DATE: ("R56", Severity.WARN),
    Change.ORGANISATION_CHANGED: ("R22", Severity.WARN),
    Change.PLACE_CHANGED: ("R56", Severity.WARN),
    Change.PLACE_FINER: ("R56", Severity.WARN),
    Change.PLACE_COARSER: ("R56", Severity.NOTE),
    Change.CAPTION_PLACE: ("R53", Severity.WARN),
    Change.TIME_CHANGED: ("R56", Severity.WARN),
    Change.TIME_FINER: ("R56", Severity.WARN),
    Change.TIME_COARSER: ("R56", Severity.NOTE),
    Change.CONTACT_DAY: ("R01", Severity.BLOCK),
    Change.QUOTE_ADDED: ("R35", Severity.WARN),
    Change.QUOTE_DROPPED: ("R56", Severity.NOTE),
    Change.ANONYMITY_ADDED: ("R56", Severity.NOTE),
    Change.ANONYMITY_DROPPED: ("R56", Severity.NOTE),
    Change.GENDER_ADDED: ("R26", Severity.BLOCK),
    Change.SENTENCE_ADDED: ("R56", Severity.NOTE),
    Change.SENTENCE_DROPPED: ("R56", Severity.NOTE),
}
"""Check and severity of each kind. R56 is the check that compares editions; what no other check names
belongs to it.
"""


def drift(
    kind: Change,
    korean: Span | None,
    english: Span | None,
    *,
    says: str = "",
    write: str = "",
    write_in: str = "",
) -> Drift:
    """A drift with the check and the severity of its kind; it says its kind unless *says* names something
    closer.
    """
    check, severity = _WEIGHTS[kind]
    return Drift(
        kind=kind,
        korean=korean,
        english=english,
        check=check,
        severity=severity,
        says=says or kind,
        write=write,
        write_in=write_in if write else "",
    )
