"""In which language a story is written. Two are known, so their letters and commonest words decide."""

from __future__ import annotations

import re
from typing import Final

from jebo.told.refusals import OtherLanguage

_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN_PER_HANGUL: Final = 2.5  # chosen by us: a Korean syllable says as much as two or three Latin letters
_LEAST_SHARE: Final = (
    0.5  # chosen by us: of the letters; a story may quote another script, not be written in it
)
_COMMON: Final = frozenset(
    "the of and to a in that is was for it with as his on be at by had not are but from or have an they"
    " which were her she he has who said their there been this will would when we i you".split()
)
_COMMON_SHARE: Final = (
    0.12  # chosen by us: English news has a third of such words, other languages under a tenth
)
_FEWEST_WORDS: Final = 30  # chosen by us: fewer words do not tell languages apart


def language_of(text: str) -> str:
    """``ko`` or ``en``.

    :raises OtherLanguage: if most letters belong to neither, or a text of some length lacks the commonest
        English words.
    """
    hangul, latin, letters = (len(pattern.findall(text)) for pattern in (_HANGUL, _LATIN, _LETTER))
    if hangul + latin < letters * _LEAST_SHARE:
        raise OtherLanguage
    if hangul * _LATIN_PER_HANGUL >= latin and hangul:
        return "ko"
    words = _WORD.findall(text.casefold())
    common = sum(word in _COMMON for word in words)
    if len(words) >= _FEWEST_WORDS and common < len(words) * _COMMON_SHARE:
        raise OtherLanguage
    return "en"
