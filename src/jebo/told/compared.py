"""Two editions and what was found in them, and how a change is told to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from jebo.disclosure.drift import Comparison
from jebo.disclosure.drift.together import Together
from jebo.errors import N_
from jebo.told.in_words import LANGUAGE_NAMES, people_range
from jebo.told.messages import _
from jebo.told.newsroom import Newsroom

SAYS: Final[Mapping[str, str]] = {
    "number.exact": N_("the Korean leaves the number open, the English makes it exact"),
    "number.vague": N_(
        "the Korean gives an exact number, the English leaves it open; whoever reads both has it"
    ),
    "number.changed": N_("the English gives another number than the Korean"),
    "number.added": N_("the English gives a number that the Korean does not"),
    "number.dropped": N_("the Korean gives a number that the English leaves out"),
    "hedge.added": N_("the English is less sure than the Korean"),
    "hedge.dropped.guess": N_("the Korean takes it to be so, the English knows it"),
    "hedge.dropped.hearsay": N_("the Korean has heard it said, the English knows it"),
    "total.added": N_("the English says all, the Korean does not"),
    "total.dropped": N_("the Korean says all, the English does not"),
    "even.dropped": N_("the Korean says even, the English does not"),
    "people.changed": N_(
        "the English names another class of people than the Korean, which puts others under suspicion"
    ),
    "term.changed": N_("the English does not render this term as the glossary does"),
    "term.out_of_date.early": N_("the term is of a later time than the story"),
    "term.out_of_date.late": N_(
        "the term is of an earlier time than the story; give it as quoted, or say what holds now"
    ),
    "organisation.changed": N_("the English names another body than the Korean"),
    "place.changed": N_("the English names another place than the Korean"),
    "place.finer": N_("the English names a place that the Korean does not"),
    "place.coarser": N_("the Korean names a place that the English does not"),
    "caption.place": N_("the pictures of the two editions show different places"),
    "caption.place.ko": N_("the line under the Korean picture names a place that the English does not"),
    "caption.place.en": N_("the line under the English picture names a place that the Korean does not"),
    "time.changed": N_("the English gives another time than the Korean"),
    "time.finer": N_("the English gives a time that the Korean does not"),
    "time.coarser": N_("the Korean gives a time that the English does not"),
    "contact.day.ko": N_("only the Korean tells the day on which the source was in touch"),
    "contact.day.en": N_("only the English tells the day on which the source was in touch"),
    "contact.day.two_forms": N_(
        "both tell the day on which the source was in touch, one as a date and one as a weekday"
    ),
    "quote.added": N_("only the English has this quotation"),
    "quote.added.direct": N_(
        "the Korean tells it in its own words, the English puts it between quotation marks"
    ),
    "quote.dropped": N_("only the Korean has this quotation"),
    "quote.dropped.indirect": N_("the Korean quotes it, the English tells it in its own words"),
    "anonymity.added": N_("only the English says that the source is not named"),
    "anonymity.dropped": N_("only the Korean says that the source is not named"),
    "gender.added": N_("the English tells the sex of the source, the Korean does not"),
    "gender.added.other": N_("the English tells the sex of somebody, the Korean does not"),
    "sentence.added": N_("only the English has this sentence"),
    "sentence.dropped": N_("only the Korean has this sentence"),
}
"""What each drift says, by :attr:`jebo.disclosure.drift.Drift.says`."""

WRITE: Final[Mapping[str, str]] = {
    "ko": N_("write in the Korean edition"),
    "en": N_("write in the English edition"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition as it was read; ``story`` is its text with the front matter blanked out, ``language`` its code."""

    name: str
    text: str = field(repr=False)
    story: str = field(repr=False)
    language: str
    newsroom: Newsroom
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two editions and what was found."""

    korean: Edition
    english: Edition
    pack: str
    year: int | None
    found: Comparison
    together: tuple[Together, ...]


def about(compared: Compared) -> str:
    """By which pack and which year two editions were compared."""
    if compared.year is None:
        told = _("country pack {pack}; no year, so terms are not held against their years")
    else:
        told = _("country pack {pack}, year {year}")
    return told.format(pack=compared.pack, year=compared.year)


def rows(one: Together) -> list[tuple[str, str]]:
    """How many could have said what each edition tells, and both: names, and figures (empty where there are none)."""
    figures = (
        (_(LANGUAGE_NAMES["ko"]), one.korean_alone),
        (_(LANGUAGE_NAMES["en"]), one.english_alone),
        (_("together"), one.both),
    )
    return [(name, people_range(found.possible_speakers) if found else "") for name, found in figures]
