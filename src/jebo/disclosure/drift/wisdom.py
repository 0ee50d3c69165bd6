"""What is known of languages and country, made ready to be looked up in both editions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from jebo.disclosure.country import Organisation, Pack, Term
from jebo.disclosure.drift.change import Span
from jebo.disclosure.drift.phrases import Hit, Phrases, by_phrase
from jebo.disclosure.drift.places import Map
from jebo.disclosure.drift.stems import rendered, renderings, sequence, stems
from jebo.disclosure.drift.tongue import Tongue, Tongues

_LATIN: Final = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wisdom:
    """Look-ups by language. Ids of terms are their places in ``glossary``, those of bodies the pack's."""

    tongues: Tongues
    atlas: Map
    glossary: tuple[Term, ...]
    _heads: Mapping[str, tuple[int, ...]]
    """The terms that have a rendering which ends on a stem: no others are looked for where it does not stand."""
    _terms: Phrases
    _bodies: dict[str, Phrases]
    _events: dict[str, Phrases]
    _anchors: dict[str, Phrases]
    outlets: Phrases
    _organisations: Mapping[str, Organisation]

    def tongue(self, code: str) -> Tongue:
        """Korean or English."""
        return self.tongues.korean if code == "ko" else self.tongues.english

    def terms(self, text: str, span: Span, code: str) -> tuple[Hit, ...]:
        """Glossary terms of a passage: as written in Korean, by their renderings in English."""
        if code == "ko":
            return tuple(self._terms.find(text, span.start, span.end))
        found = sequence(text, span)
        likely = {i for part, _ in found for i in self._heads.get(part, ())}
        return tuple((str(i), span) for i in sorted(likely) if rendered(self.glossary[i], found))

    def bodies(self, text: str, span: Span, code: str) -> tuple[Hit, ...]:
        """Organisations of the pack."""
        return tuple(self._bodies[code].find(text, span.start, span.end))

    def body_name(self, identity: str) -> str:
        """The English name of a body."""
        return self._organisations[identity].names.get("en", "")

    def body_stems(self, identity: str) -> frozenset[str]:
        """The stems of all its English names."""
        names = " ".join(name for _, name in _body_names((self._organisations[identity],), "en"))
        return frozenset(one for one, _ in stems(names))

    def related(self, one: str, other: str) -> bool:
        """Whether two bodies are the same, or one is a part of the other, or both of a third."""
        return bool(self._line(one) & self._line(other))

    def _line(self, identity: str) -> set[str]:
        line: set[str] = set()
        at: str | None = identity
        while at is not None and at not in line and at in self._organisations:
            line.add(at)
            at = self._organisations[at].inside
        return line

    def events(self, text: str, span: Span, code: str) -> frozenset[str]:
        """Kinds of events that its words tell."""
        return frozenset(one for one, _ in self._events[code].find(text, span.start, span.end))

    def anchors(self, text: str, span: Span, code: str) -> Iterator[Hit]:
        """Words that stand for each other."""
        return self._anchors[code].find(text, span.start, span.end)

    def latin(self, text: str, span: Span, code: str) -> Iterator[str]:
        """Words in Latin letters that both editions may write alike (USB, RFA)."""
        for match in _LATIN.finditer(text, span.start, span.end):
            if code == "ko" or match[0].isupper():
                yield match[0].casefold()


def wisdom(tongues: Tongues, pack: Pack) -> Wisdom:
    """Make ready what is known of the languages and of a country."""
    glossary = tuple(term for term in pack.terms if len(term.term.replace(" ", "")) > 1)
    particles = tongues.korean.particles
    korean, english = ([one[side] for one in tongues.anchors] for side in (0, 1))
    return Wisdom(
        tongues=tongues,
        atlas=Map(tongues=tongues, own=pack.places, root=pack.root),
        glossary=glossary,
        _heads=_heads(glossary),
        _terms=Phrases(
            by_phrase((str(i), term.term) for i, term in enumerate(glossary)), particles=particles, whole=True
        ),
        _bodies={
            code: Phrases(by_phrase(_body_names(pack.organisations, code)), particles=particles, whole=True)
            for code in ("ko", "en")
        },
        _events={
            code: Phrases(
                by_phrase(
                    (key, word) for key, event in pack.events.items() for word in event.triggers.get(code, ())
                ),
                particles=particles,
            )
            for code in ("ko", "en")
        },
        _anchors={
            "ko": Phrases(
                by_phrase((str(i), w) for i, words in enumerate(korean) for w in words), particles=particles
            ),
            "en": Phrases(by_phrase((str(i), w) for i, words in enumerate(english) for w in words)),
        },
        outlets=Phrases({name: [name] for name in pack.outlets}, particles=particles),
        _organisations={body.id: body for body in pack.organisations},
    )


def _heads(glossary: tuple[Term, ...]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for i, term in enumerate(glossary):
        for head in {one[-1] for one in renderings(term)}:
            found.setdefault(head, []).append(i)
    return {head: tuple(terms) for head, terms in found.items()}


def _body_names(bodies: tuple[Organisation, ...], code: str) -> Iterator[tuple[str, str]]:
    for body in bodies:
        if body.names.get(code):
            yield body.id, body.names[code]
        yield from ((body.id, alias.name) for alias in body.aliases if alias.language == code)
