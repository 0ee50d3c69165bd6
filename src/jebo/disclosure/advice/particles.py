"""Korean particles that agree with the word before them.

이/가, 은/는, 을/를, 과/와, 으로/로, 이라고/라고, 이나/나 and their kin have two forms: one after a
consonant, one after a vowel (National Institute of Korean Language, *Standard Korean grammar*, on 조사).
으로 stays 로 after ㄹ. Digits and Latin letters agree as they are read aloud.
"""

from __future__ import annotations

import re
from typing import Final

_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
_DIGITS: Final = {
    "0": 21,
    "1": _RIEUL,
    "2": 0,
    "3": 16,
    "4": 0,
    "5": 0,
    "6": 1,
    "7": _RIEUL,
    "8": _RIEUL,
    "9": 0,
}
"""The final consonant of each digit as read in Sino-Korean (영 일 이 삼 사 오 육 칠 팔 구)."""
_LETTERS: Final = {"l": _RIEUL, "r": _RIEUL, "m": 16, "n": 4}
"""Letters whose names end in a consonant (엘 알 엠 엔); a word in small letters that ends in b, c, k, p or
t is read so too.
"""
_STOPS: Final = {"b": 17, "c": 1, "k": 1, "p": 17, "t": 19}
_ZEROS: Final = re.compile(r"[1-9][\d,]*?(0+)$")

PAIRS: Final = (
    ("이라고", "라고"),
    ("이라며", "라며"),
    ("이라는", "라는"),
    ("이라도", "라도"),
    ("이라면서", "라면서"),
    ("이라면", "라면"),
    ("이란", "란"),
    ("이나", "나"),
    ("이며", "며"),
    ("이랑", "랑"),
    ("이든", "든"),
    ("이야", "야"),
    ("이었다", "였다"),
    ("이었던", "였던"),
    ("으로부터", "로부터"),
    ("으로서", "로서"),
    ("으로써", "로써"),
    ("으로", "로"),
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
)
"""Each particle after a consonant and after a vowel; the longer ones first."""

_FORMS: Final = {form: pair for pair in reversed(PAIRS) for form in pair}


def final(word: str) -> int:
    """The number of a word's final consonant in the order of Unicode, 0 where it ends in a vowel.

    What is not read (quotation marks, brackets and what stands in them) is passed over.

    >>> final("책"), final("나무"), final("서울") == 8, final("NK"), final("13"), final("RFA")
    (1, 0, True, 0, 16, 0)
    """
    bare = re.sub(r"\([^)]*\)$|[\s”’\"')\]」』»〉.,]+$", "", word)
    if not bare:
        return 0
    last = bare[-1]
    if _FIRST <= ord(last) <= _LAST:
        return (ord(last) - _FIRST) % _FINALS
    if last.isdigit():
        return _of_number(bare)
    low = last.lower()
    if low in _LETTERS:
        return _LETTERS[low]
    return _STOPS.get(low, 0) if last.islower() else 0


def _of_number(word: str) -> int:
    """Zeros at the end are read with what they multiply: 10 십, 100 백, 1,000 천, 10,000 만."""
    zeros = _ZEROS.search(word)
    if zeros is None:
        return _DIGITS.get(word[-1], 0)
    count = len(zeros[1])
    return {1: 17, 2: 1, 3: 4}.get(count, 1 if count >= 8 else 4)


def agree(word: str, particle: str) -> str:
    """The particle in the form that the word asks for; one that has a single form is given back.

    >>> [
    ...     w + agree(w, p)
    ...     for w, p in (("소식통", "는"), ("서울", "으로"), ("13", "이"), ("주민들", "와"), ("도시", "에서"))
    ... ]
    ['소식통은', '서울로', '13이', '주민들과', '도시에서']
    """
    stem, ending = _split(particle)
    if stem is None:
        return particle
    consonant = final(word)
    after_consonant, after_vowel = stem
    closed = consonant != 0 and not (consonant == _RIEUL and after_consonant.startswith("으로"))
    return (after_consonant if closed else after_vowel) + ending


def _split(particle: str) -> tuple[tuple[str, str] | None, str]:
    """The pair that a particle begins with, and what follows it (``는커녕``)."""
    for length in range(len(particle), 0, -1):
        pair = _FORMS.get(particle[:length])
        if pair and (length == len(particle) or particle[length:] in _TAILS):
            return pair, particle[length:]
    return None, particle


_TAILS: Final = frozenset(("커녕", "는", "도", "만", "의"))
"""What may follow a particle that agrees: 으로는, 으로도, 과의, 과는."""
