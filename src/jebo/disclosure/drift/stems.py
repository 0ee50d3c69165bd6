"""English words without their endings, so that a rendering is known however it is inflected or spelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from jebo.disclosure.country import Term
from jebo.disclosure.drift.change import Span

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?")
_ENDINGS: Final = tuple(
    "izations isations ization isation ations ation ings ing ers er ors or ments ment"
    " ies ied ions ion ed es s y e".split()
)
_EMPTY: Final = frozenset("a an the of in on to for by at not with and from who".split())
_LEAST: Final = 4  # chosen by us: letters that a stem keeps; fewer tell nothing
_APART: Final = (
    3  # chosen by us: words between the parts of a rendering ("workers of a large trading company")
)
_BRACKETS: Final = re.compile(r"\([^)]*\)|[\"“”]")


def stem(word: str) -> str:
    """The stem of a word.

    >>> stem("wholesalers"), stem("Labour") == stem("labor")
    ('wholesal', True)
    """
    low = _spelt(word)
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _LEAST:
            return low[: -len(ending)]
    return low


def _spelt(word: str) -> str:
    """A word in small letters and American spelling, without a genitive's ending."""
    low = word.casefold().replace("’", "'").removesuffix("'s")
    return re.sub(r"our(?=$|s$|ed$|er)", "or", low).replace("centre", "center")


def stems(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, Span]]:
    """The stem of each word that carries meaning, and where it stands."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        if match[0].casefold() not in _EMPTY:
            yield stem(match[0]), Span(*match.span())


def sequence(text: str, span: Span) -> list[tuple[str, str]]:
    """The stems of a passage, each with its word."""
    return [(part, text[at.start : at.end]) for part, at in stems(text, span.start, span.end)]


@cache
def renderings(term: Term) -> tuple[tuple[str, ...], ...]:
    """The stems of each rendering of a glossary term, brackets left out and alternatives apart."""
    plain = (_BRACKETS.sub("", one) for rendering in term.renderings for one in rendering.split("/"))
    return tuple(found for one in plain if (found := tuple(part for part, _ in stems(one))))


def rendered(term: Term, found: list[tuple[str, str]]) -> bool:
    """Whether a sentence, given as stems and the words they come from, holds a rendering of *term*.

    Its words may stand apart by a little, and renderings may lend each other words: "senior cadre" for
    "leading cadre; senior official". Whoever does a thing is not the thing ("traders and officials" are no
    trade officials).
    """
    wanted = renderings(term)
    present = {part for part, _ in found}
    if any(len(one) == 1 and one[0] in present for one in wanted):
        return True
    longer = [one for one in wanted if len(one) > 1]
    if not any(one[-1] in present for one in longer):
        return False
    own = _words(term)
    return any(
        _holds(one[:-1], other[-1], found, own)
        for one in longer
        for other in longer
        if len(one) == len(other)
    )


@cache
def _words(term: Term) -> frozenset[str]:
    """The words of a term's renderings."""
    return frozenset(_spelt(word) for rendering in term.renderings for word in _WORD.findall(rendering))


def _holds(parts: tuple[str, ...], head: str, found: list[tuple[str, str]], own: frozenset[str]) -> bool:
    """Whether *head* stands somewhere with all *parts* near it."""
    for i, (part, _) in enumerate(found):
        if part == head:
            far = max(_APART, len(parts))
            near = found[max(0, i - far) : i] + found[i + 1 : i + 1 + far]
            if all(any(one == wanted and _is_thing(word, own) for one, word in near) for wanted in parts):
                return True
    return False


def _is_thing(word: str, own: frozenset[str]) -> bool:
    low = _spelt(word)
    return low in own or not low.removesuffix("s").endswith(("er", "or", "ist", "man", "men"))
