"""Phrases with ids, looked up in a text: glossary terms, names of bodies, words that stand for each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from jebo.disclosure.drift.change import Span

Hit = tuple[str, Span]
"""An id, and where its phrase stands."""

_HANGUL = "[가-힣]"
_VERBS = "하|했|한|할|해|되|됐|된|될|돼|당하|당한|당했|시키|시킨|시켰"
_NEVER = re.compile(r"(?!)")


class Phrases:
    """Finds phrases, the longest at each place.

    :param ids: the ids that each phrase stands for.
    :param particles: what may follow a noun (Korean).
    :param whole: a Korean phrase of one or two syllables must be its whole word, particles and verb endings aside, and an
        English one must end where a word ends. Otherwise phrases are beginnings of words; a single syllable never is.
    """

    def __init__(
        self, ids: Mapping[str, Collection[str]], *, particles: frozenset[str] = frozenset(), whole: bool = False
    ) -> None:
        self._ids = {_plain(phrase): tuple(found) for phrase, found in ids.items() if _plain(phrase)}
        rest = "|".join(sorted(map(re.escape, particles), key=len, reverse=True))
        ends = rf"(?:{rest})?(?!{_HANGUL})" if rest else rf"(?!{_HANGUL})"
        parts = [_pattern(phrase, ends, whole) for phrase in sorted(ids, key=len, reverse=True) if _plain(phrase)]
        self._pattern = re.compile("|".join(parts), re.IGNORECASE) if parts else _NEVER

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Every id of every phrase in ``text[start:end]``, in order."""
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            for found in self._ids.get(_plain(match[0]), ()):
                yield found, Span(*match.span())


def _plain(phrase: str) -> str:
    """A phrase as key: small letters; Korean without spaces, for it is written both ways."""
    folded = " ".join(phrase.casefold().replace("’", "'").split())
    return folded.replace(" ", "") if re.search(_HANGUL, folded) else folded


def _pattern(phrase: str, ends: str, whole: bool) -> str:
    words = [re.escape(word).replace("'", "['’]") for word in phrase.split()]
    if not re.search(_HANGUL, phrase):
        tail = r"(?![^\W_])" if whole else ""
        return r"(?<![^\W_])" + r"\s+".join(words) + tail
    inner, syllables = r"\s?".join(words), len(_plain(phrase))
    if syllables == 1 or (whole and syllables == 2):
        verbs = rf"(?:{_VERBS})|" if syllables == 2 else ""
        return rf"(?<!{_HANGUL}){inner}(?={verbs}{ends})"
    return rf"(?<!{_HANGUL}){inner}"


def by_phrase(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Pairs of an id and a phrase, by phrase."""
    found: dict[str, list[str]] = {}
    for identity, phrase in pairs:
        held = found.setdefault(phrase, [])
        if identity not in held:
            held.append(identity)
    return found
