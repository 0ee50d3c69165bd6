"""Whether a term that is never printed stands in a text, in whatever dress. Pure.

Spaces, hyphens, width, capitals and decomposed letters make no other word of it; a Korean noun has whatever particle hangs on to
it, an English one its endings; and a Korean term is found in Latin letters however it was romanised, for the English edition
gives a name away as surely as the Korean one. It finds too much rather than too little: a person looks at what it finds.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from jebo.desk.search.stem import stem

_NOT_A_WORD: Final = re.compile(r"[^\w가-힣]+|_")
_HANGUL: Final = re.compile(r"[가-힣]")
_LATIN: Final = re.compile(r"[a-z]+")
_N, _R, _NONE = 2, 5, 11  # ㄴ, ㄹ and no consonant, by their order in Unicode
_SOFT: Final = frozenset({2, 3, 6, 7, 12, 17, 20})  # ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ
_SHORTEST: Final = 4
"""Letters of a romanised skeleton, below which too many English words would be it. Chosen by us."""

# Revised Romanization of Korean (Ministry of Culture, 2000), by the order of Hangul's letters in Unicode (chapter 3.12).
_FIRST: Final = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_VOWEL: Final = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")
_LAST: Final = " k k k n n n t l l l l l l l l m p p t t ng t t k t p t".split(" ")


def stands_in(term: str, text: str) -> bool:
    """Whether *term* stands in *text*.

    >>> [stands_in("량정사업소", t) for t in ("량정 사업소에서", "the Ryangjong Saopso", "the grain office")]
    [True, True, False]
    >>> stands_in("grain office", "two Grain-Offices")
    True
    """
    wanted, have = _squeezed(term), _squeezed(text)
    if not wanted:
        return False
    if any(way in have for way in _spelt(wanted)) or _stems(term) in _stems(text):
        return True
    return bool(_HANGUL.search(wanted)) and _romanised_in(wanted, text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFC", text)).casefold()


def _squeezed(text: str) -> str:
    return _NOT_A_WORD.sub("", _folded(text))


def _spelt(hangul: str) -> tuple[str, ...]:
    """A word as the North and as the South spell its first letter: 량정 and 양정, 로동 and 노동, 녀성 and 여성.

    Source: the rule of initial sounds, Korean orthography (1988), articles 10 to 12; the North does not have it.
    """
    code = ord(hangul[0]) - 0xAC00
    if not 0 <= code < 11_172:
        return (hangul,)
    first, vowel = code // 588, code % 588 // 28
    soft = vowel in _SOFT
    ways = {_R: (_NONE if soft else _N,), _N: (_NONE,) if soft else (_R,), _NONE: (_R, _N) if soft else ()}
    return (hangul, *(chr(0xAC00 + way * 588 + code % 588) + hangul[1:] for way in ways.get(first, ())))


def _stems(text: str) -> str:
    """The stems of its words, each between two blanks, so that a part of a word is no word."""
    words = (stem(word) for word in _NOT_A_WORD.split(_folded(text)) if word)
    return f" {' '.join(words)} "


def _romanised_in(term: str, text: str) -> bool:
    wanted = skeleton(romanised(term))
    plain = unicodedata.normalize("NFD", text).casefold()
    letters = "".join(_LATIN.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))
    return len(wanted) >= _SHORTEST and wanted in skeleton(letters)


def romanised(hangul: str) -> str:
    """Hangul letter by letter in Latin ones; other signs stay.

    >>> romanised("혜산")
    'hyesan'
    """
    found = []
    for sign in hangul:
        code = ord(sign) - 0xAC00
        if 0 <= code < 11_172:
            first, rest = divmod(code, 588)
            vowel, last = divmod(rest, 28)
            found.append(_FIRST[first] + _VOWEL[vowel] + _LAST[last])
        else:
            found.append(sign)
    return "".join(found)


_ALIKE: Final = (
    ("yeo", "yo"), ("eo", "o"), ("eu", "u"), ("ae", "e"), ("oe", "e"), ("ui", "i"), ("wo", "o"), ("shi", "si"), ("ch", "c"), ("j", "c"),
    ("g", "k"), ("d", "t"), ("b", "p"), ("l", "r"),
)  # fmt: skip


def skeleton(letters: str) -> str:
    """What the ways to romanise Korean have in common: without aspiration, doubling, and what they tell apart of vowels."""
    for one, other in _ALIKE:
        letters = letters.replace(one, other)
    letters = re.sub(r"(?<=[kptc])h", "", letters)
    return re.sub(r"(.)\1+", r"\1", letters)
