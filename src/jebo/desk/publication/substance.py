"""Whether an edition still says what was signed, in other words: then an editor's signature is enough. Pure.

It is asked of the text that had all signatures and of the text as it is now. If anything is in doubt, it is not the same: the
price is that a safety editor reads it once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, zip_longest
from typing import Any, Final

from jebo.desk.publication.wording import only_worded
from jebo.desk.stories.blocks import Sort
from jebo.desk.stories.content import PART_GAP
from jebo.disclosure.country import Pack
from jebo.disclosure.detail import Finding
from jebo.disclosure.drift import Span
from jebo.disclosure.drift.edition import Sentence
from jebo.disclosure.drift.edition import read as read_edition
from jebo.disclosure.drift.wisdom import Wisdom
from jebo.disclosure.find import find
from jebo.disclosure.language import Language
from jebo.disclosure.structure import structure
from jebo.disclosure.words import split

Plain = Mapping[str, Any]
_FRAME: Final = (
    "story", "edition", "language", "kind", "note", "dateline", "slug", "tags", "share", "credits",
)  # fmt: skip
_WORDED: Final = frozenset({Sort.PARAGRAPH.value, Sort.HEADING.value})
_QUOTED: Final = re.compile(r"[“\"‘「『«][^”\"’」』»]*[”\"’」』»]")


class Touched(StrEnum):
    """What a change touches, so that all must sign again."""

    FRAME = "frame"
    GROUNDS = "grounds"
    BLOCKS = "blocks"
    WORDS = "words"
    DETAILS = "details"
    FACTS = "facts"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """What is known of the language and the country, made ready."""

    language: Language
    pack: Pack
    wisdom: Wisdom


def same_in_substance(before: Plain, after: Plain, known: Known) -> bool:
    """Whether *after* tells readers what *before* told them, no more and no less.

    :param before: what was signed: the plain content of an edition, with ``rests_on``, its links of sentences and statements.
    :param after: the same of the edition as it is.
    """
    return next(touched(before, after, known), None) is None


def touched(before: Plain, after: Plain, known: Known) -> Iterator[Touched]:
    """What was changed beside plain words; the cheap looks first."""
    if any(before.get(name) != after.get(name) for name in _FRAME):
        yield Touched.FRAME
    if before.get("rests_on") != after.get("rests_on"):
        yield Touched.GROUNDS
    if not _same_blocks(before["pieces"], after["pieces"]):
        yield Touched.BLOCKS
        return
    old, new = _passages(before), _passages(after)
    one, other = (PART_GAP.join(filter(None, texts)) for texts in (old, new))
    found, now = find(one, known.language), find(other, known.language)
    if not _only_worded(old, new, found, known.language.code):
        yield Touched.WORDS
    if not found.sources or _told(one, found) != _told(
        other, now
    ):  # where nobody is heard, nothing can be told to be the same
        yield Touched.DETAILS
    if _facts(one, known) != _facts(other, known):
        yield Touched.FACTS


def _same_blocks(before: Sequence[Plain], after: Sequence[Plain]) -> bool:
    """Whether all is the same but the words of paragraphs and headings."""
    for one, other in zip_longest(before, after, fillvalue={"sort": ""}):
        worded = str(one["sort"]) in _WORDED and one["sort"] == other["sort"]
        if {**one, "text": ""} != {**other, "text": ""} if worded else one != other:
            return False
    return True


def _passages(plain: Plain) -> list[str]:
    """What has words, in the order in which readers see it."""
    found = [plain["headline"], plain["standfirst"], plain["dateline"]]
    for piece in plain["pieces"]:
        picture = piece.get("picture")
        found += [picture["caption"], picture["alt"]] if picture else [piece["text"]]
    return found


def _only_worded(old: Sequence[str], new: Sequence[str], found: Finding, code: str) -> bool:
    at = 0
    for one, other in zip(old, new, strict=True):
        details = [Span(each.start - at, each.end - at) for each in found.details]
        if one != other and not _passage_worded(one, other, details, code):
            return False
        at += len(one) + len(PART_GAP) if one else 0
    return True


def _passage_worded(one: str, other: str, details: Sequence[Span], code: str) -> bool:
    """Sentence by sentence; what is quoted and what gives something away must stand."""
    fixed = [*details, *(Span(*match.span()) for match in _QUOTED.finditer(one))]
    ours, theirs = _sentences(one), _sentences(other)
    if len(ours) != len(theirs):
        return False
    return all(
        only_worded(
            one[a.start : a.end], other[b.start : b.end], code, [Span(f.start - a.start, f.end - a.start) for f in fixed]
        )
        for a, b in zip(ours, theirs, strict=True)
    )  # fmt: skip


def _sentences(text: str) -> list[Span]:
    """Each with all that follows it up to the next, so that no sign lies outside of them."""
    words = split(text)
    starts: dict[int, int] = {}
    for number, start in zip(structure(words).sentence.tolist(), words.starts.tolist(), strict=True):
        starts.setdefault(number, start)
    edges = [0, *list(starts.values())[1:], len(text)]
    return [Span(a, b) for a, b in pairwise(edges)]


def _told(text: str, found: Finding) -> tuple[Any, ...]:
    """Details, sources, and whom else the text endangers: what they are and their words, in order, wherever they stand."""
    return (
        [
            (one.kind, text[one.start : one.end], one.sources, one.severity, one.check)
            for one in found.details
        ],
        [(one.id, text[one.start : one.end], one.plural) for one in found.sources],
        [(one.check, text[one.start : one.end]) for one in (*found.third_parties, *found.notes)],
    )


def _facts(text: str, known: Known) -> list[Any]:
    """Numbers, days, places, terms, bodies and kinds of events, in order."""
    read = read_edition(text, known.language.code, known.wisdom)
    return [fact for sentence in (*read.sentences, *read.captions) for fact in _facts_of(sentence)]


def _facts_of(one: Sentence) -> Iterator[Any]:
    yield from ((each.low, each.high, each.sense, each.unit, each.value) for each in one.numbers)
    yield from (
        (each.year, each.month, each.day, each.weekday, each.part, each.hour, each.told) for each in one.days
    )
    yield from (each.ids for each in one.places)
    yield from (key for key, _ in (*one.terms, *one.bodies))
    yield from sorted(one.events)
