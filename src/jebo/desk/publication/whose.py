"""Demands of those who told: their terms, what is never printed, and that nobody who is in danger is pushed further.

They are asked over the wall. A colleague learns that something may not be, and neither which source it is nor why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from django.utils.translation import gettext_lazy as _

from jebo.desk.publication.candidate import Candidate, Candidates
from jebo.desk.publication.demand import Demand, Settled
from jebo.desk.publication.never import stands_in
from jebo.desk.sources.terms import Agreed, Kind, Place
from jebo.desk.sources.waiting import agreed, never_printed, stopped
from jebo.disclosure.detail import Kind as DetailKind
from jebo.packs import load

NOBODY = _(
    "Somebody speaks in this edition, and nothing says what it rests on: its sources cannot be looked after."
)
WAITS = _("This story waits. Keep the flow of other stories: a silence would confirm what was guessed.")
NEVER = _(
    "Words that may not be printed here stand in this edition. Ask the contact editors of what it rests on."
)
PLACES = _("A place is named here more exactly than was agreed.")
NUMBERS = _("A number stands here, and it was agreed that none would.")
DAYS = _("A day or an hour stands here, and it was agreed that none would.")
QUOTES = _("A source's own words stand here, and it was agreed that they would not.")
PHOTOS = _("A photo is in this story, and it was agreed that none would be.")
ALONE = _("The story rests on one source alone, and it was agreed that it would not.")
ASK = _("It was agreed to ask before publication: the contact editor says here that it was done.")
NOT_BEFORE = _("It was agreed that nothing of this is published yet.")
_DIGIT = re.compile(r"\d")
_OF = {
    Kind.NO_DAYS: (DAYS, {DetailKind.TIME, DetailKind.EVENT_TIME}),
    Kind.NO_QUOTES: (QUOTES, {DetailKind.QUOTE}),
}
_COARSE = {Place.PROVINCE: {"country", "province"}, Place.REGION: {"country"}, Place.COUNTRY: {"country"}}


def nobody(found: Candidates) -> Iterator[Demand]:
    """A voice without a source behind it."""
    for one in found.editions:
        if one.heard and not any(ground.standings for ground in one.grounds):
            yield Demand(code="nobody", says=NOBODY, settled=Settled.GROUNDS, language=one.language)


def waits(found: Candidates) -> Iterator[Demand]:
    """A source who is lost or at risk, and a day that was agreed on, look alike."""
    if stopped(found.sources) or _too_early(found):
        yield Demand(code="waits", says=WAITS, settled=Settled.WAITING)


def _too_early(found: Candidates) -> bool:
    days = [date.fromisoformat(one.value) for one in agreed(found.sources) if one.kind is Kind.NOT_BEFORE]
    return any(found.day < day for day in days)


def never(found: Candidates) -> Iterator[Demand]:
    """Terms that may not appear beside what these people told, in any form."""
    terms = never_printed(found.sources)
    for one in found.editions:
        if any(stands_in(term, one.prose) for term in terms):
            yield Demand(code="never-print", says=NEVER, settled=Settled.TEXT, language=one.language)


def terms(found: Candidates) -> Iterator[Demand]:
    """What was agreed with each source."""
    held = {one.kind: one for one in agreed(found.sources)}
    for one in found.editions:
        yield from (demand for term in agreed(found.sources) for demand in _broken(term, one))
    if Kind.NOT_ALONE in held and len(found.sources) < 2:
        yield Demand(code="not-alone", says=ALONE, settled=Settled.GROUNDS)
    if Kind.ASK_FIRST in held:
        yield Demand(code="ask-first", says=ASK, settled=Settled.SIGNATURE, may_be_accepted=True)


def _broken(term: Agreed, one: Candidate) -> Iterator[Demand]:
    if term.kind in _OF:
        says, kinds = _OF[term.kind]
        for detail in one.details:
            if detail.kind in kinds:
                yield _demand(term, says, one, detail.start, detail.end)
    elif term.kind is Kind.NO_NUMBERS and (digit := _DIGIT.search(one.prose)):
        yield _demand(term, NUMBERS, one, digit.start(), digit.end())
    elif term.kind is Kind.NO_PHOTOS and any(piece.picture for piece in one.content.pieces):
        yield _demand(term, PHOTOS, one)
    elif term.kind is Kind.PLACE:
        yield from _too_exact(term, one)


def _too_exact(term: Agreed, one: Candidate) -> Iterator[Demand]:
    names = _finer(one.edition.story.pack, term.value)
    for detail in one.details:
        if detail.kind in (DetailKind.PLACE, DetailKind.EVENT_PLACE):
            phrase = one.phrase(detail.start, detail.end).casefold()
            if any(name in phrase for name in names):
                yield _demand(term, PLACES, one, detail.start, detail.end)


@cache
def _finer(pack: str, allowed: str) -> frozenset[str]:
    """The names of all places that are named more exactly than is allowed."""
    places = (one for one in load(pack).places.values() if one.level not in _COARSE[Place(allowed)])
    return frozenset(
        name.casefold()
        for one in places
        for name in (*one.names.values(), *(alias.name for alias in one.aliases))
        if name
    )


def _demand(term: Agreed, says: object, one: Candidate, start: int = 0, end: int = 0) -> Demand:
    return Demand(
        code=f"terms.{term.kind.value}", says=says, settled=Settled.TEXT, language=one.language,
        phrase=one.phrase(start, end), of=f"{one.language}:{start}",
    )  # fmt: skip
