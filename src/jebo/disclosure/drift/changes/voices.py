"""Who speaks and how: quotations in one edition only, clauses about anonymity, pronouns that tell a sex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from jebo.disclosure.detail import Severity
from jebo.disclosure.drift.align import Beat
from jebo.disclosure.drift.both import Both, whole
from jebo.disclosure.drift.change import Change, Drift, Span, drift
from jebo.disclosure.drift.edition import Edition, Sentence

_QUOTED: Final = 0.3  # chosen by us: share of a sentence from which it is a quotation
_HE: Final = frozenset({"he", "his", "him", "himself"})
_WORD: Final = re.compile(r"[^\W\d_]+")
_BEFORE: Final = 2  # sentences in which the person a pronoun stands for is looked for


def quotes(both: Both) -> Iterator[Drift]:
    """Quotations that one edition has in its own words or not at all."""
    for at, beat in enumerate(both.beats):
        ours, theirs = _quoted(beat.korean), _quoted(beat.english)
        others = beat.english if ours else beat.korean
        if bool(ours) == bool(theirs) or any(s.marked for s in others) or _shifted(both, at):
            continue
        if theirs:
            says = "quote.added.direct" if beat.korean else "quote.added"
            yield drift(Change.QUOTE_ADDED, whole(beat.korean), theirs[0], says=says)
        else:
            says = "quote.dropped.indirect" if beat.english else "quote.dropped"
            yield drift(Change.QUOTE_DROPPED, ours[0], whole(beat.english), says=says)


def _quoted(sentences: tuple[Sentence, ...]) -> list[Span]:
    return [s.quotes[0] for s in sentences if s.quotes and s.quoted >= _QUOTED] or [
        s.quotes[0] for s in sentences if s.quotes
    ]


def _shifted(both: Both, at: int) -> bool:
    """Whether the next beat has the quotation on the other side only: the border lies elsewhere."""
    here = both.beats[at]
    return any(
        bool(_quoted(other.korean)) == bool(_quoted(here.english))
        and bool(_quoted(other.english)) == bool(_quoted(here.korean))
        for other in (*both.beats[max(0, at - 1) : at], *both.beats[at + 1 : at + 2])
    )


def anonymity(both: Both) -> Iterator[Drift]:
    """A clause about anonymity that only one edition has."""
    ours, theirs = _clauses(both, "ko"), _clauses(both, "en")
    if theirs and not ours:
        beat, span = theirs[0]
        yield drift(Change.ANONYMITY_ADDED, whole(beat.korean), span)
    elif ours and not theirs:
        beat, span = ours[0]
        yield drift(Change.ANONYMITY_DROPPED, span, whole(beat.english))


def _clauses(both: Both, code: str) -> list[tuple[Beat, Span]]:
    return [(beat, span) for beat in both.beats for span in both.spans(beat, code, "anonymity")]


def gender(both: Both) -> Iterator[Drift]:
    """Pronouns that tell a sex which the Korean edition does not; each sex once for sources, once for
    others.
    """
    told: set[tuple[bool, bool]] = set()
    for beat in both.beats:
        if any(both.has(b, "ko", "gender") for b in both.near(beat)):
            continue
        for span in both.spans(beat, "en", "gender"):
            sort = _of_source(span, beat, both), both.english.text[span.start : span.end].casefold() in _HE
            if sort in told or not (sort[0] or _nobody_before(span, both.english)):
                continue
            told.add(sort)
            yield _sexed(span, beat, both, source=sort[0])


def _sexed(span: Span, beat: Beat, both: Both, *, source: bool) -> Drift:
    if source:
        write = both.english.tongue.wording["source"]
        return drift(Change.GENDER_ADDED, whole(beat.korean), span, write=write, write_in="en")
    found = drift(Change.GENDER_ADDED, whole(beat.korean), span, says="gender.added.other")
    return Drift(
        kind=found.kind,
        korean=found.korean,
        english=found.english,
        check="R40",
        severity=Severity.WARN,
        says=found.says,
    )


def _of_source(span: Span, beat: Beat, both: Both) -> bool:
    """Whether a pronoun stands for an anonymous source.

    As the English ear heard it; where nobody listened, a pronoun outside quotations beside a verb of
    saying, unless somebody with a name or a sexed noun stands before it.
    """
    if both.voices is not None:
        return span in both.voices
    inside = any(quote.start <= span.start < quote.end for s in beat.english for quote in s.quotes)
    beside = both.english.tongue.spans("telling", both.english.text, max(0, span.start - 12), span.end + 24)
    return bool(beside) and not inside and _nobody_before(span, both.english)


def _nobody_before(span: Span, edition: Edition) -> bool:
    """Whether neither a name of a person nor a noun that tells a sex stands in the sentences before."""
    at = next(i for i, s in enumerate(edition.sentences) if s.span.start <= span.start < s.span.end)
    first = edition.sentences[max(0, at - _BEFORE)].span.start
    if edition.tongue.spans("sexed", edition.text, first, span.start):
        return False
    return not any(
        _names_somebody(s, edition, span.start) for s in edition.sentences[max(0, at - _BEFORE) : at + 1]
    )


def _names_somebody(sentence: Sentence, edition: Edition, end: int) -> bool:
    """Whether two words with capitals stand side by side, the sentence's first left out, and are no place."""
    places = [m.span for m in sentence.places]
    words = list(_WORD.finditer(edition.text, sentence.span.start, min(end, sentence.span.end)))[1:]
    return any(
        one[0][0].isupper()
        and two[0][0].isupper()
        and two.start() == one.end() + 1
        and not any(place.start <= one.start() < place.end for place in places)
        for one, two in pairwise(words)
    )
