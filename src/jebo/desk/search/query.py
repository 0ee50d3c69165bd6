"""What somebody typed, as terms that a text holds or does not. Nothing that can be typed is an error.

Words must all be there; words in quotes stand next to each other as they were written. Without quotes a word of Korean is found
within longer ones, whether or not it is written with a space, and a word of English in any of its forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from jebo.desk.search.stem import stem
from jebo.desk.search.verbs import Form, forms
from jebo.desk.search.words import ALONE, BREAK, ENDING, SYLLABLES, Piece, fold, pairs, pieces

LONGEST: Final = 200  # letters that are read; chosen by us
_SPLIT_FROM: Final = 4
"""Syllables from which on a word is also found with one space in it, two syllables at least on each side. Chosen by us: shorter
ones meet by chance."""

_CHUNK: Final = re.compile(r'"([^"]+)"|([^\s"]+)')
_GAP: Final = rf"[^\w{BREAK}]{{1,8}}"  # between the words of a phrase: spaces, a comma, a line's end
_SYLLABLE: Final = f"[{SYLLABLES}]"
_NO_LETTER_BEFORE: Final = rf"(?<![^\W\d_{SYLLABLES}])"
_NO_LETTER_AFTER: Final = rf"(?![^\W\d_{SYLLABLES}])"
_NUMBER: Final = r"(?<!\d)(?<!\d,){}(?!,?\d)"

Span = tuple[int, int]
All = frozenset[str]


@dataclass(frozen=True, eq=True)
class Term:
    """One thing that a text must hold.

    :param ways: sets of tokens, of which a text that holds the term has at least one whole set.
    :param pattern: where it stands in a folded text.
    :param stem: of an English word: the pattern finds what looks like it, the stem decides.
    """

    ways: frozenset[All]
    pattern: str
    stem: str = ""

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def find(self, folded: str) -> Iterator[Span]:
        """Where it stands."""
        for match in self._compiled.finditer(folded):
            if not self.stem or stem(match.group()) == self.stem:
                yield match.span()


@dataclass(frozen=True)
class Query:
    """All that must be there. Without terms it finds nothing."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    def spans(self, folded: str) -> list[list[Span]] | None:
        """For each term where it stands; None where one is missing."""
        found = []
        for term in self.terms:
            spans = list(term.find(folded))
            if not spans:
                return None
            found.append(spans)
        return found


def parse(typed: str) -> Query:
    """What was typed, as terms. Quotes that are not closed count as none.

    >>> len(parse('장마당 "rice price"').terms)
    2
    """
    terms: dict[Term, None] = {}
    for quoted, word in _CHUNK.findall(fold(typed[:LONGEST])):
        found = list(pieces(quoted or word))
        if quoted and found:
            terms[_phrase(found, quoted=True)] = None
        elif len(found) > 1:
            terms[_phrase(found, quoted=False)] = None
        elif found:
            terms[_word(found[0])] = None
    return Query(tuple(terms))


def _word(piece: Piece) -> Term:
    if piece.sort == "letters":
        return _letters(piece.text)
    if piece.sort == "number":
        return Term(_way(piece), _NUMBER.format(_spoken(piece.text)))
    if len(piece.text) == 1:
        return Term(_way(piece), _single(piece.text))
    ways, patterns = [_tokens(piece)], [re.escape(piece.text)]
    for left, right in _splits(piece.text):
        ways.append(frozenset(pairs(left) + pairs(right)))
        patterns.append(f"{left} {right}")
    for form in forms(piece.text):
        ways += _ways_of(form)
        patterns.append(_form(form))
    return Term(frozenset(ways), "|".join(patterns))


def _letters(word: str) -> Term:
    """Its stem differs from the stems of its other forms in nothing, and from the words themselves in the last letter at most."""
    root = stem(word)
    rest = rf"[^\W\d_{SYLLABLES}]*"
    return Term(frozenset([frozenset([root])]), f"{_NO_LETTER_BEFORE}{re.escape(root[:-1])}{rest}", root)


def _single(syllable: str) -> str:
    """At the beginning of a word, or at its end, before a particle or none."""
    one = re.escape(syllable)
    return rf"(?<!{_SYLLABLE}){one}|{one}(?=(?:{ENDING})?(?!{_SYLLABLE}))"


def _splits(word: str) -> Iterator[tuple[str, str]]:
    if len(word) >= _SPLIT_FROM:
        for i in range(2, len(word) - 1):
            yield word[:i], word[i:]


def _ways_of(form: Form) -> list[All]:
    """One syllable alone would be in half of the texts; with the one after it, it is in few."""
    if len(form.text) > 1:
        return [frozenset(pairs(form.text))]
    return [frozenset([form.text + after]) for after in form.then] + [
        frozenset([ALONE + form.text])
    ] * form.whole


def _form(form: Form) -> str:
    text = re.escape(form.text)
    after = [f"(?=[{form.then}])"] if form.then else []
    after += [f"(?!{_SYLLABLE})"] if form.whole else []
    return f"(?<!{_SYLLABLE}){text}(?:{'|'.join(after)})" if len(form.text) == 1 else text


def _phrase(found: list[Piece], *, quoted: bool) -> Term:
    """Pieces that stand next to each other. The last may go on: particles hang on to it.

    :param quoted: a space is where one was typed, and nowhere else. Otherwise 코로나19 is found as 코로나-19 too.
    """
    if len(found) == 1 and found[0].sort == "syllables":
        piece = found[0]
        return Term(_way(piece), re.escape(piece.text) if len(piece.text) > 1 else _single(piece.text))
    tokens = frozenset[str]().union(*(_tokens(piece) for piece in found))
    pattern = ""
    for before, piece in zip([None, *found], found, strict=False):
        if before is not None:
            pattern += ("" if piece.start == before.end else _GAP) if quoted else f"(?:{_GAP})?"
        pattern += _exactly(piece, first=before is None, last=piece is found[-1])
    return Term(frozenset([tokens]), pattern)


def _exactly(piece: Piece, *, first: bool, last: bool) -> str:
    if piece.sort == "number":
        return _NUMBER.format(_spoken(piece.text))
    if piece.sort == "letters":
        return _NO_LETTER_BEFORE + re.escape(piece.text) + _NO_LETTER_AFTER
    before = "" if first else f"(?<!{_SYLLABLE})"
    after = "" if last else f"(?!{_SYLLABLE})"
    return before + re.escape(piece.text) + after


def _spoken(number: str) -> str:
    """The digits, with or without commas between thousands."""
    return "".join(f",?{d}" if i and (len(number) - i) % 3 == 0 else d for i, d in enumerate(number))


def _tokens(piece: Piece) -> All:
    if piece.sort == "letters":
        return frozenset([stem(piece.text)])
    if piece.sort == "number":
        return frozenset([piece.text])
    return frozenset(pairs(piece.text) or [piece.text])


def _way(piece: Piece) -> frozenset[All]:
    return frozenset([_tokens(piece)])
