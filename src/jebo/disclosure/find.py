"""Finding: which phrases of a text give something away about its sources."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jebo.disclosure.detail import Detail, Finding, Kind, Remark, Severity, Source
from jebo.disclosure.language import Language
from jebo.disclosure.lexicon import Marks
from jebo.disclosure.rules import Match
from jebo.disclosure.speakers import NAMED, NOBODY, Mention, Speakers
from jebo.disclosure.structure import Structure, structure
from jebo.disclosure.words import Words, split


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """A text read: its words, how they are arranged, what the lists say of them, who speaks, which rules hold."""

    words: Words
    structure: Structure
    marks: Marks
    speakers: Speakers
    matches: tuple[Match, ...]


def read(text: str, language: Language) -> Reading:
    """Read *text* without judging it."""
    words = split(text)
    arranged = structure(words)
    marks = language.lexicon.mark(words)
    speakers = language.listen(words, marks, arranged, language.lexicon)
    matches = tuple(m for m in language.rules.match(words, marks, arranged) if _fits(m, arranged, speakers))
    return Reading(words=words, structure=arranged, marks=marks, speakers=speakers, matches=matches)


def _fits(match: Match, arranged: Structure, speakers: Speakers) -> bool:
    """Whether a rule's match stands where the rule wants it."""
    inside = bool(arranged.inside[match.first])
    if match.rule.inside != "any" and inside != (match.rule.inside == "quote"):
        return False
    speaker = speakers.sentence[arranged.sentence[match.first]]
    if match.rule.speaker == "anonymous":
        return bool(speaker >= 0)
    return match.rule.speaker == "any" or bool(speaker != NAMED)


def find(text: str, language: Language) -> Finding:
    """All details, sources, third parties and notes of *text*.

    On a text without anonymous sources no detail is reported.
    """
    reading = read(text, language)
    spans = sorted({(m.rule.kind, m.rule.check, m.first, m.last) for m in reading.matches} | set(_spoken(reading)))
    if not reading.speakers.voices:
        spans = []
    words = reading.words
    details = tuple(
        Detail(
            id=i,
            kind=Kind(kind),
            start=int(words.starts[first]),
            end=int(words.ends[last - 1]),
            sources=(0,),
            severity=Severity.WARN,
            check=check,
        )
        for i, (kind, check, first, last) in enumerate(_merge(spans))
    )
    sources = tuple(
        Source(id=0, start=int(words.starts[v.first]), end=int(words.ends[v.last - 1]), plural=v.plural)
        for v in reading.speakers.voices
        for _ in range(v.least)
    )
    return Finding(language=language.code, details=details, sources=sources, third_parties=(), notes=())


_MENTION_KINDS = {"role": "attribution.role", "person": "attribution.person", "pronoun": "attribution.person"}


def _spoken(reading: Reading) -> list[tuple[str, str, int, int]]:
    """What the speakers themselves give away: roles, persons, links, quotations."""
    found = []
    for mention in reading.speakers.mentions:
        if mention.source >= 0 and mention.sort in _MENTION_KINDS:
            found.append((_MENTION_KINDS[mention.sort], "", mention.first, mention.last))
        if mention.source >= 0 and mention.link:
            found.append(("attribution.link", "", mention.first, mention.last))
    for quote, speaker in zip(reading.structure.quotes, reading.speakers.quote, strict=True):
        if speaker >= 0:
            found.append(("voice.quote", "", quote.first, quote.last))
    return found


def _merge(spans: list[tuple[str, str, int, int]]) -> list[tuple[str, str, int, int]]:
    """Spans of one kind that overlap become one."""
    merged: list[tuple[str, str, int, int]] = []
    for kind, check, first, last in sorted(spans, key=lambda s: (s[0], s[2], -s[3])):
        if merged and merged[-1][0] == kind and first < merged[-1][3]:
            before = merged.pop()
            merged.append((kind, before[1] or check, before[2], max(before[3], last)))
        else:
            merged.append((kind, check, first, last))
    return sorted(merged, key=lambda s: (s[2], -s[3], s[0]))
