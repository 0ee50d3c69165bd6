"""Terms of the glossary: classes of people that became others, terms rendered as something else or out of
their years.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jebo.disclosure.country import Term
from jebo.disclosure.drift.align import Beat
from jebo.disclosure.drift.both import Both, whole
from jebo.disclosure.drift.change import Change, Drift, Span, drift
from jebo.disclosure.drift.stems import rendered, renderings, sequence, stem, stems

_PEOPLE: Final = "roles"
_JUDGED: Final = frozenset(
    "procedure facility punishment law order enforcement control border information".split()
)
"""Categories whose terms are named things; words of the others are rendered freely."""
_NAMED: Final = 4  # syllables from which a term of those categories is a name rather than a common word


def terms(both: Both) -> Iterator[Drift]:
    """What became of the terms; each is told once."""
    told: set[str] = set()
    for beat in both.beats:
        for identity, span in (hit for s in beat.korean for hit in s.terms):
            term = both.wisdom.glossary[int(identity)]
            if identity in told or _in_a_name(span, beat):
                continue
            found = [*_out_of_date(term, span, beat, both)]
            if beat.english and not found:
                found = [*_against_glossary(term, span, beat, both)]
            told |= {identity} if found else set()
            yield from found


def _in_a_name(span: Span, beat: Beat) -> bool:
    """Whether a term is a part of a body's name (109연합지휘부)."""
    bodies = (body for s in beat.korean for _, body in s.bodies)
    return any(body.start < span.start and span.end <= body.end for body in bodies)


def _out_of_date(term: Term, span: Span, beat: Beat, both: Both) -> Iterator[Drift]:
    """A term before or after its years, outside quotations; not judged without the story's year."""
    quoted = any(quote.start <= span.start < quote.end for s in beat.korean for quote in s.quotes)
    if both.year is None or quoted:
        return
    early = term.since is not None and both.year < term.since
    late = term.until is not None and both.year > term.until
    if early or late:
        english = _rendering(term, beat, both) or whole(beat.english)
        says = f"term.out_of_date.{'early' if early else 'late'}"
        yield drift(Change.TERM_OUT_OF_DATE, span, english, says=says)


def _rendering(term: Term, beat: Beat, both: Both) -> Span | None:
    """Where the English side has a rendering of *term*, from its first word to its last."""
    for sentence in beat.english:
        found = list(stems(both.english.text, sentence.span.start, sentence.span.end))
        for wanted in renderings(term):
            spans = [span for part, span in found if part in wanted]
            if {part for part, _ in found} >= set(wanted):
                return Span(spans[0].start, spans[-1].end)
    return None


def _against_glossary(term: Term, span: Span, beat: Beat, both: Both) -> Iterator[Drift]:
    near = (s.span for b in both.near(beat) for s in b.english)
    if not renderings(term) or any(rendered(term, sequence(both.english.text, there)) for there in near):
        return
    write = "; ".join(term.renderings)
    if is_person(term, both):
        english = _other_people(term, beat, both)
        if english is not None:
            yield drift(Change.PEOPLE_CHANGED, span, english, write=write, write_in="en")
    elif term.category in _JUDGED and (len(term.term.replace(" ", "")) >= _NAMED or term.category == "law"):
        shared = frozenset[str]().union(*(s.events for s in beat.korean)) & frozenset[str]().union(
            *(s.events for s in beat.english)
        )
        candidate = _like(term, beat, both)
        if candidate is not None or not shared:
            yield drift(
                Change.TERM_CHANGED, span, candidate or whole(beat.english), write=write, write_in="en"
            )


def is_person(term: Term, both: Both) -> bool:
    """Whether a term means people: by its category, or because its renderings end with a word for people."""
    return term.category == _PEOPLE or any(
        both.english.tongue.spans("person", one) or both.english.tongue.spans("person", one + "s")
        for one in (rendering.split()[-1] for rendering in term.renderings if term.category == "economy")
    )


def _other_people(term: Term, beat: Beat, both: Both) -> Span | None:
    """Whom the English side has instead: people that no other Korean word of the beat accounts for.

    One that has a part of the rendering goes first: "traders" for trade workers.
    """
    accounted = _accounted(term, beat, both)
    wanted = {part for one in renderings(term) for part in one}
    people = [
        (span, stem(both.english.text[span.start : span.end]))
        for span in _people(beat, both)
        if stem(both.english.text[span.start : span.end]) not in accounted
    ]
    close = [span for span, part in people if part in wanted or any(part[:4] == one[:4] for one in wanted)]
    return close[0] if close else people[0][0] if people else None


def _people(beat: Beat, both: Both) -> list[Span]:
    found = []
    for sentence in beat.english:
        for _, span in stems(both.english.text, sentence.span.start, sentence.span.end):
            word = both.english.text[span.start : span.end].casefold()
            pattern = both.english.tongue.cues["person"]
            singular = word.removesuffix("s")
            if (
                pattern.fullmatch(word)
                or pattern.fullmatch(singular)
                or pattern.fullmatch(word.removesuffix("es"))
            ):
                found.append(span)
    return found


def _accounted(term: Term, beat: Beat, both: Both) -> set[str]:
    """Stems of English words that other Korean words of the beat, and of those beside it, stand for."""
    found: set[str] = set()
    for sentence in (s for b in both.near(beat) for s in b.korean):
        for identity, _ in sentence.terms:
            other = both.wisdom.glossary[int(identity)]
            if other.term != term.term and other.renderings != term.renderings:
                found |= {part for one in renderings(other) for part in one}
        for identity, span in both.wisdom.anchors(both.korean.text, sentence.span, "ko"):
            if both.korean.text[span.start : span.end] not in term.term:
                found |= {stem(word) for word in both.wisdom.tongues.anchors[int(identity)][1]}
        for identity, _ in sentence.bodies:
            found |= set(both.wisdom.body_stems(identity))
    return found


def _like(term: Term, beat: Beat, both: Both) -> Span | None:
    """Where the English side has a rendering of another term that shares a word with those of *term*."""
    wanted = {part for one in renderings(term) for part in one}
    for other in both.wisdom.glossary:
        if other.renderings != term.renderings and wanted & {
            part for one in renderings(other) for part in one
        }:
            found = _rendering(other, beat, both)
            if found is not None:
                return found
    return None


def bodies(both: Both) -> Iterator[Drift]:
    """Organisations for which the translation has another one's name."""
    told: set[str] = set()
    for beat in both.paired():
        ours = [hit for s in beat.korean for hit in s.bodies]
        theirs = [hit for s in beat.english for hit in s.bodies]
        for identity, span in ours:
            if identity in told or any(both.wisdom.related(identity, other) for other, _ in theirs):
                continue
            other = next(
                (hit for hit in theirs if not any(both.wisdom.related(hit[0], o) for o, _ in ours)), None
            )
            if other is not None:
                told.add(identity)
                names = both.wisdom.body_name(identity)
                yield drift(Change.ORGANISATION_CHANGED, span, other[1], write=names, write_in="en")
