"""Demands of those who told: their terms, what is never printed, and that nobody who is in danger is pushed further.

They are asked over the wall. A colleague learns that something may not be, and neither which source it is nor why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from django.utils.translation import gettext_lazy as _

from jebo.desk.publication import asking
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
UNHEARD = _(
    "Nobody is named in this edition as who told it, so that nothing in it could be judged: say whose word it is, or say why it may go out so."
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
ASK = _("It was agreed to ask before publication: who looks after the source says here that it was done.")
NOT_BEFORE = _("It was agreed that nothing of this is published yet.")
_NUMBER = re.compile(
    r"\b(?!(?:19|20)\d\d\b)\d[\d,.]*(?![\d,.]*\s?[년월])|[일이삼사오육칠팔구십백천만]{2,}\s?(?:명|개|원|톤|킬로|가구|세대)|(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열|스물|스무|서른|마흔)\w*\s?(?:명|사람|개|집|가구|살|대|척)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?)\b",
    re.IGNORECASE,
)
_HANGUL = re.compile(r"[가-힣]")
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


def unheard(found: Candidates) -> Iterator[Demand]:
    """An edition in which the model hears no voice: its details are charged to nobody, and its figures are none."""
    for one in found.editions:
        if not one.heard:
            yield Demand(
                code="unheard", says=UNHEARD, settled=Settled.TEXT, language=one.language, of=one.language,
                may_be_accepted=True,
            )  # fmt: skip


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
        broken = (demand for term in agreed(found.sources) for demand in _broken(term, one))
        yield from {(demand.code, demand.phrase): demand for demand in broken}.values()
    if Kind.NOT_ALONE in held and len(found.sources) < 2:
        yield Demand(code="not-alone", says=ALONE, settled=Settled.GROUNDS)
    if Kind.ASK_FIRST in held and asking.waits(found):
        yield Demand(code="ask-first", says=ASK, settled=Settled.SIGNATURE, may_be_accepted=True)


def _broken(term: Agreed, one: Candidate) -> Iterator[Demand]:
    if term.kind in _OF:
        says, kinds = _OF[term.kind]
        for detail in one.details:
            if detail.kind in kinds:
                yield _demand(term, says, one, detail.start, detail.end)
    elif term.kind is Kind.NO_NUMBERS:
        yield from (_demand(term, NUMBERS, one, *span) for span in _numbers(one))
    elif term.kind is Kind.NO_PHOTOS and any(piece.picture for piece in one.content.pieces):
        yield _demand(term, PHOTOS, one)
    elif term.kind is Kind.PLACE:
        yield from _too_exact(term, one)


def _numbers(one: Candidate) -> Iterator[tuple[int, int]]:
    """The first number in digits or in words, and every exact figure that the finding marks."""
    if first := _NUMBER.search(one.prose):
        yield first.span()
    for detail in one.details:
        if detail.kind is DetailKind.EXACT:
            yield detail.start, detail.end


def _too_exact(term: Agreed, one: Candidate) -> Iterator[Demand]:
    names = _finer(one.edition.story.pack, term.value)
    marked = []
    for detail in one.details:  # a place of an event is marked only where it is finer than a province
        phrase = one.phrase(detail.start, detail.end).casefold()
        named = detail.kind is DetailKind.PLACE and any(name in phrase for name in names)
        if named or detail.kind is DetailKind.EVENT_PLACE:
            marked.append(phrase)
            yield _demand(term, PLACES, one, detail.start, detail.end)
    for name in sorted(_unmistakable(one.edition.story.pack, term.value)):
        start = one.prose.casefold().find(name)
        if start >= 0 and not any(name in phrase for phrase in marked):
            yield _demand(term, PLACES, one, start, start + len(name))


@cache
def _unmistakable(pack: str, allowed: str) -> frozenset[str]:
    """Names so long that they are no other word: looked for in every word that readers get, headline, captions and tags."""
    return frozenset(
        name for name in _finer(pack, allowed) if len(name) >= (3 if _HANGUL.search(name) else 5)
    )


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
        phrase=one.phrase(start, end), of=f"{one.language}:{start}", start=start,
    )  # fmt: skip
