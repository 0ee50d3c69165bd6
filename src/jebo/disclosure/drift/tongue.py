"""What the comparison knows of both languages: cue words, wordings, words that stand for each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jebo.disclosure.country import Names, Place
from jebo.disclosure.drift.change import Span

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tongue:
    """One language.

    ``cues`` finds the words of a class (``guess``, ``total``, ``caption`` …), ``wording`` holds what to
    write (see the language's ``wording.toml``), ``particles`` what may follow a noun in its word (Korean).
    """

    code: str
    cues: Mapping[str, re.Pattern[str]]
    wording: Names
    particles: frozenset[str] = frozenset()

    def spans(self, cue: str, text: str, start: int = 0, end: int | None = None) -> list[Span]:
        """Where the words of a class stand in ``text[start:end]``."""
        pattern = self.cues.get(cue, _NEVER)
        return [Span(*m.span()) for m in pattern.finditer(text, start, len(text) if end is None else end)]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tongues:
    """The two languages, and what joins them.

    ``anchors`` are words of the one and of the other that tell sentences apart (Korean stems, beginnings of
    English words). ``names`` gives the ids of the places that bear a case-folded name, in either language,
    ``places`` those of the world; ``ambiguous`` are names among them that mean something else as well.
    """

    korean: Tongue
    english: Tongue
    anchors: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    names: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Place] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()


def cue(phrases: Iterable[str], *, words: bool) -> re.Pattern[str]:
    """One pattern for a list of phrases, the longest first.

    A bar at an end of a phrase stands for the edge of a word there. With *words* every phrase stands
    between such edges (English), without a phrase may lie inside a word (Korean endings).
    """
    found = sorted(set(phrases), key=len, reverse=True)
    return (
        re.compile("|".join(_phrase(phrase, words) for phrase in found), re.IGNORECASE) if found else _NEVER
    )


def _phrase(phrase: str, words: bool) -> str:
    inner = re.escape(phrase.strip("|")).replace("'", "['’]")
    left = phrase.startswith("|") or (words and phrase.strip("|")[:1].isalnum())
    right = phrase.endswith("|") or (words and phrase.strip("|")[-1:].isalnum())
    return (r"(?<![^\W_])" if left else "") + inner + (r"(?![^\W_])" if right else "")


def line_cue(phrases: Iterable[str]) -> re.Pattern[str]:
    """The same for a list in which a bar at the left stands for the beginning of a line."""
    parts = [
        (r"^[ \t*_>]*" if phrase.startswith("|") else "") + re.escape(phrase.strip("|"))
        for phrase in sorted(set(phrases), key=len, reverse=True)
    ]
    return re.compile("|".join(parts), re.MULTILINE) if parts else _NEVER
