"""Compares two editions of a story: what the translation changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Final

from jebo.disclosure.country import Pack
from jebo.disclosure.detail import Kind
from jebo.disclosure.drift.align import Beat, align
from jebo.disclosure.drift.both import Both
from jebo.disclosure.drift.change import Comparison, Drift, Pairing, Span
from jebo.disclosure.drift.changes import numbers, places, sentences, terms, times, voices, words
from jebo.disclosure.drift.edition import read
from jebo.disclosure.drift.tongue import Tongues
from jebo.disclosure.drift.wisdom import wisdom
from jebo.disclosure.find import find
from jebo.disclosure.find import read as listen
from jebo.disclosure.language import Language

Finder = Callable[[Both], Iterator[Drift]]

FINDERS: Final[tuple[Finder, ...]] = (
    times.times,
    voices.gender,
    numbers.numbers,
    words.hedges,
    words.totals,
    words.evens,
    terms.terms,
    terms.bodies,
    places.places,
    places.captions,
    voices.quotes,
    voices.anonymity,
    sentences.sentences,
)
"""All that is looked for. A new finder is a function of its own and a line here."""


def compare(
    korean: str,
    english: str,
    tongues: Tongues,
    pack: Pack,
    *,
    year: int | None = None,
    languages: Mapping[str, Language] | None = None,
) -> Comparison:
    """What the English edition changed of the Korean one.

    :param year: the story's year, for terms that hold in some years only; without it they are not judged.
    :param languages: by code. With them the sources are listened for, so that a pronoun is known to be a
        source's and a day to be that of the contact. Without, verbs of saying and the outlet's name beside
        them decide.
    :returns: the drifts, in the order of the English edition; offsets are code points.
    """
    known = wisdom(tongues, pack)
    ours, theirs = read(korean, "ko", known), read(english, "en", known)
    beats = tuple(align(ours, theirs))
    languages = languages or {}
    both = Both(
        korean=ours,
        english=theirs,
        beats=beats,
        wisdom=known,
        year=year,
        voices=_voices(english, languages["en"]) if "en" in languages else None,
        contacts={
            code: _contacts(text, languages[code])
            for code, text in (("ko", korean), ("en", english))
            if code in languages
        },
    )
    found = chain.from_iterable(finder(both) for finder in FINDERS)
    return Comparison(drifts=tuple(sorted(found, key=_place(both))), pairings=tuple(map(_pairing, beats)))


def paired(korean: str, english: str, tongues: Tongues, pack: Pack) -> Comparison:
    """Which sentences stand for each other, for whoever does not ask what was changed: no drifts are looked for."""
    known = wisdom(tongues, pack)
    beats = align(read(korean, "ko", known), read(english, "en", known))
    return Comparison(drifts=(), pairings=tuple(map(_pairing, beats)))


def _voices(text: str, language: Language) -> frozenset[Span]:
    """The pronouns that stand for anonymous sources."""
    reading = listen(text, language)
    starts, ends = reading.words.starts, reading.words.ends
    return frozenset(
        Span(int(starts[mention.head]), int(ends[mention.head]))
        for mention in reading.speakers.mentions
        if mention.sort == "pronoun" and mention.source >= 0
    )


def _contacts(text: str, language: Language) -> tuple[Span, ...]:
    """The times of contact in an edition."""
    found = find(text, language).details
    return tuple(Span(detail.start, detail.end) for detail in found if detail.kind is Kind.TIME)


def _place(both: Both) -> Callable[[Drift], tuple[int, int]]:
    """By the place in the English edition; what stands in the Korean one alone, after what stands before it
    there.
    """
    known = sorted(
        (b.korean[0].span.start, b.english[-1].span.end) for b in both.beats if b.korean and b.english
    )

    def place(found: Drift) -> tuple[int, int]:
        if found.english is not None:
            return found.english.start, found.korean.start if found.korean else 0
        start = found.korean.start if found.korean else 0
        return max((end for at, end in known if at <= start), default=0), start

    return place


def _pairing(beat: Beat) -> Pairing:
    return Pairing(
        korean=tuple(s.span for s in beat.korean),
        english=tuple(s.span for s in beat.english),
        moved=beat.moved,
    )
