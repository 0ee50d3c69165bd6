"""Phrases with ids, looked up in a text: glossary terms, names of bodies, words that stand for each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from jebo.disclosure.drift.change import Span

Hit = tuple[str, Span]
"""An id, and where its phrase stands."""

_HANGUL = "[가-힣]"
_VERBS = "하|했|한|할|해|되|됐|된|될|돼|당하|당한|당했|시키|시킨|시켰"


class Phrases:
    """Finds phrases, the longest at each place.

    :param ids: the ids that each phrase stands for.
    :param particles: what may follow a noun (Korean).
    :param whole: a Korean phrase of one or two syllables must be its whole word, particles and verb endings
        aside, and an English one must end where a word ends. Otherwise phrases are beginnings of words; a
        single syllable never is.
    """

    def __init__(
        self,
        ids: Mapping[str, Collection[str]],
        *,
        particles: frozenset[str] = frozenset(),
        whole: bool = False,
    ) -> None:
        self._ids = {_plain(phrase): tuple(found) for phrase, found in ids.items() if _plain(phrase)}
        written = sorted(
            (phrase for phrase in ids if _plain(phrase)), key=lambda one: len(_plain(one)), reverse=True
        )
        korean = [phrase for phrase in written if _has_hangul(phrase)]
        parts = [_korean(korean, particles, whole)] if korean else []
        parts += [_english([phrase for phrase in written if not _has_hangul(phrase)], whole)]
        self._pattern = re.compile("|".join(part for part in parts if part) or "(?!)")

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Every id of every phrase in ``text[start:end]``, in order."""
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            for found in self._ids.get(_plain(match[0]), ()):
                yield found, Span(*match.span())


def _has_hangul(text: str) -> bool:
    return re.search(_HANGUL, text) is not None


def _plain(phrase: str) -> str:
    """A phrase as key: small letters; Korean without spaces, for it is written both ways."""
    folded = " ".join(phrase.casefold().replace("’", "'").split())
    return folded.replace(" ", "") if _has_hangul(folded) else folded


def _korean(phrases: list[str], particles: frozenset[str], whole: bool) -> str:
    """Long phrases first, open at the end; then those that must be a whole word."""
    rest = "|".join(sorted(map(re.escape, particles), key=len, reverse=True))
    ends = rf"(?:{rest})?(?!{_HANGUL})"
    shortest = 3 if whole else 2
    groups: dict[str, list[str]] = {"": [], rf"(?={_VERBS}|{ends})": [], f"(?={ends})": []}
    for phrase in phrases:
        size = len(_plain(phrase))
        tail = "" if size >= shortest else f"(?={ends})" if size == 1 else rf"(?={_VERBS}|{ends})"
        groups[tail].append(r"\s?".join(map(re.escape, phrase.split())))
    inner = "|".join(f"(?:{'|'.join(found)}){tail}" for tail, found in groups.items() if found)
    return f"(?<!{_HANGUL})(?:{inner})"


def _english(phrases: list[str], whole: bool) -> str:
    if not phrases:
        return ""
    inner = "|".join(
        r"\s+".join(re.escape(w).replace("'", "['’]") for w in phrase.split()) for phrase in phrases
    )
    return rf"(?<![^\W_])(?i:{inner})" + (r"(?![^\W_])" if whole else "")


def by_phrase(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Pairs of an id and a phrase, by phrase."""
    found: dict[str, list[str]] = {}
    for identity, phrase in pairs:
        held = found.setdefault(phrase, [])
        if identity not in held:
            held.append(identity)
    return found
