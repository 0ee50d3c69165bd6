"""What a translation changed, as the page shows it: both phrases, what changed, what to write."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

from jebo.desk.pack import tongue
from jebo.desk.paste.asking import NotJudged, document_of, newsroom, said
from jebo.desk.paste.shown import short
from jebo.desk.paste.units import Units
from jebo.disclosure.detail import Severity
from jebo.disclosure.drift import Drift, Span
from jebo.disclosure.drift.together import Together
from jebo.errors import N_
from jebo.told import in_words
from jebo.told.compared import SAYS, WRITE, Compared, Edition, about, rows
from jebo.told.comparing import compared, edition_of
from jebo.told.heat import SYMBOLS
from jebo.told.messages import _, spoken
from jebo.told.newsroom import Newsroom, from_front_matter
from jebo.told.refusals import Refused

_BOTH: Final = {"ko", "en"}


class OneLanguage(Refused):
    """Both texts are in one language."""

    says: ClassVar[str] = N_(
        "both texts are in the same language; to compare, paste a Korean and an English edition"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase of one edition, and where it stands: the text area that holds it, and UTF-16 units."""

    of: str
    start: int
    end: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that a translation changed. ``write`` agrees with the other edition; it is in ``write_in``."""

    severity: str
    symbol: str
    name: str
    check: str
    says: str
    korean: Phrase | None
    english: Phrase | None
    write: str = field(repr=False)
    write_in: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InBoth:
    """A source, the phrases that introduce it, and how many could have said what each edition and both together tell."""

    number: int
    korean: str = field(repr=False)
    english: str = field(repr=False)
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """All that a page shows of two editions; ``notes`` are folded."""

    found: tuple[Difference, ...]
    notes: tuple[Difference, ...]
    sources: tuple[InBoth, ...]
    about: str


def differences_of(
    one: str, other: str, *, names: tuple[str, str] = ("text", "other"), settings: Newsroom | None = None
) -> Differences | NotJudged:
    """What the English edition changed of the Korean one, whichever was pasted first, in the language of the page.

    :param names: of the text areas that hold them, in the same order.
    """
    with spoken(tongue()):
        try:
            editions = [
                _edition(text, name, settings) for text, name in zip((one, other), names, strict=True)
            ]
            of = {edition.language: edition for edition in editions}
            if of.keys() != _BOTH:
                raise OneLanguage
            return _shown(compared(of["ko"], of["en"]))
        except Exception as fault:  # noqa: BLE001 - what cannot be compared must be said, and its own words may quote
            return NotJudged(of="both", says=said(fault))


def _edition(text: str, name: str, settings: Newsroom | None) -> Edition:
    document = document_of(text)
    known = from_front_matter(document.front).over(settings if settings is not None else newsroom())
    return edition_of(document, known, name=name)


def _shown(both: Compared) -> Differences:
    found = [_difference(drift, both) for drift in both.found.drifts]
    return Differences(
        found=tuple(one for one in found if one.severity != Severity.NOTE),
        notes=tuple(one for one in found if one.severity == Severity.NOTE),
        sources=tuple(_in_both(number, one, both) for number, one in enumerate(both.together, 1)),
        about=about(both),
    )


def _difference(drift: Drift, both: Compared) -> Difference:
    return Difference(
        severity=str(drift.severity),
        symbol=SYMBOLS[str(drift.severity)],
        name=_(in_words.SEVERITIES[drift.severity]),
        check=drift.check,
        says=_(SAYS[drift.says]),
        korean=_phrase(drift.korean, both.korean),
        english=_phrase(drift.english, both.english),
        write=drift.write,
        write_in=drift.write_in,
        told=_(WRITE[drift.write_in]) if drift.write else "",
    )


def _phrase(span: Span | None, edition: Edition) -> Phrase | None:
    if span is None:
        return None
    units = Units.of(edition.text)
    text = " ".join(edition.text[span.start : span.end].split())
    return Phrase(of=edition.name, start=units(span.start), end=units(span.end), text=text)


def _in_both(number: int, one: Together, both: Compared) -> InBoth:
    return InBoth(
        number=number,
        korean=short(both.korean.text[one.korean.start : one.korean.end]) if one.korean else "",
        english=short(both.english.text[one.english.start : one.english.end]) if one.english else "",
        rows=tuple(row for row in rows(one) if row[1]),
    )
