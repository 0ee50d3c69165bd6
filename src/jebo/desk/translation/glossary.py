"""Terms of the country pack and of the desk, with the years in which they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jebo.desk.translation.models import GlossaryTerm
from jebo.disclosure.country import Pack, Term
from jebo.disclosure.drift.phrases import Phrases, by_phrase
from jebo.packs import load
from jebo.packs.drift import tongues

_NAMED = "law"  # the category whose terms the comparison judges whatever their length: the desk wrote them down to be judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurring:
    """A term in a sentence. ``holds``: whether it is valid in the year asked for."""

    term: str
    renderings: tuple[str, ...]
    note: str
    holds: bool
    years: str


def pack_with_ours(pack_id: str) -> Pack:
    """The country pack with the desk's terms; where both have a term, the desk's stands."""
    pack, ours = load(pack_id), own_terms()
    known = {one.term for one in ours}
    return replace(pack, terms=(*(one for one in pack.terms if one.term not in known), *ours))


def own_terms() -> tuple[Term, ...]:
    """The desk's terms as the comparison knows terms."""
    return tuple(
        Term(
            term=one.korean,
            renderings=_parts(one.english),
            category=_NAMED,
            note=one.note,
            since=one.since,
            until=one.until,
        )
        for one in GlossaryTerm.objects.all()
    )


def _parts(typed: str) -> tuple[str, ...]:
    return tuple(part for one in typed.split(";") if (part := one.strip()))


def occurring(korean: str, pack: Pack, year: int) -> tuple[Occurring, ...]:
    """The terms in Korean words, each once, in their order."""
    phrases = Phrases(
        by_phrase((str(n), one.term) for n, one in enumerate(pack.terms) if len(one.term) > 1),
        particles=tongues(pack.id).korean.particles,
        whole=True,
    )
    found = dict.fromkeys(int(key) for key, _ in phrases.find(korean))
    return tuple(_occurring(pack.terms[n], year) for n in found if pack.terms[n].renderings)


def _occurring(term: Term, year: int) -> Occurring:
    holds = (term.since is None or term.since <= year) and (term.until is None or year <= term.until)
    years = f"{term.since or ''}–{term.until or ''}" if term.since or term.until else ""
    return Occurring(term=term.term, renderings=term.renderings, note=term.note, holds=holds, years=years)


def valid_terms(sentences: str, language: str, pack: Pack, year: int) -> tuple[tuple[str, str], ...]:
    """The terms in *sentences* that hold in *year*: as they stand there, and as they are written in the other language."""
    if language == "ko":
        found = (one for one in occurring(sentences, pack, year) if one.holds)
        return tuple((one.term, one.renderings[0]) for one in found)
    told = " ".join(sentences.casefold().split())
    held = (one for one in pack.terms if _occurring(one, year).holds)
    return tuple(
        (word, one.term) for one in held for word in one.renderings[:1] if _stands(word.casefold(), told)
    )


def _stands(word: str, told: str) -> bool:
    return word in told and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told) is not None


def never_used(text: str) -> Iterator[tuple[str, int, int]]:
    """Wordings that the desk never uses and that stand in *text*, each with its place."""
    for one in GlossaryTerm.objects.exclude(never=""):
        for wording in _parts(one.never):
            edge = r"(?<!\w)", r"(?!\w)"
            pattern = re.escape(wording) if not wording.isascii() else edge[0] + re.escape(wording) + edge[1]
            for match in re.finditer(pattern, text, re.IGNORECASE):
                yield wording, match.start(), match.end()
