"""Names as they sound: a Korean spelling and a foreign one may be the same name where no gazetteer has it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_FIRST: Final = ("k", "k", "n", "t", "t", "r", "m", "p", "p", "s", "s", "", "s", "s", "s", "k", "t", "p", "h")
_LAST: Final = (
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "r",
    "k",
    "m",
    "p",
    "r",
    "r",
    "p",
    "r",
    "m",
    "p",
    "p",
    "s",
    "s",
    "n",
    "s",
    "s",
    "k",
    "t",
    "p",
    "h",
)
_LATIN: Final = (
    ("tch", "s"),
    ("sch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("zh", "s"),
    ("kh", "k"),
    ("gh", "k"),
    ("th", "t"),
    ("ph", "p"),
    ("ck", "k"),
    ("ng", "n"),
    ("x", "ks"),
    ("c", "k"),
    ("q", "k"),
    ("g", "k"),
    ("d", "t"),
    ("b", "p"),
    ("v", "p"),
    ("f", "p"),
    ("l", "r"),
    ("z", "s"),
    ("j", "s"),
)
_VOWEL: Final = (
    "a",
    "e",
    "a",
    "e",
    "o",
    "e",
    "o",
    "e",
    "o",
    "ua",
    "ue",
    "e",
    "o",
    "u",
    "uo",
    "ue",
    "ui",
    "u",
    "",
    "i",
    "i",
)
_KEPT: Final = re.compile(r"[^knrmpstaeiou]")
_SAME: Final = re.compile(r"(.)\1+")
_LEAST: Final = 4  # sounds of a name; with fewer, half the words of a text sound like it
_BASE, _VOWELS, _FINALS = 0xAC00, 21, 28


@cache
def of_korean(word: str) -> str:
    """The sounds of a Hangul word, those that are easily taken for each other as one.

    >>> of_korean("비텝스크") == of_latin("Vitebsk")
    True
    """
    found = []
    for letter in word:
        at = ord(letter) - _BASE
        if 0 <= at < len(_FIRST) * _VOWELS * _FINALS:
            found += [_FIRST[at // (_VOWELS * _FINALS)], _VOWEL[at // _FINALS % _VOWELS], _LAST[at % _FINALS]]
    return _SAME.sub(r"\1", "".join(found).replace("h", ""))


@cache
def of_latin(word: str) -> str:
    """The same of a word in Latin letters."""
    low = word.casefold().replace("y", "i").replace("w", "u")
    for letters, sound in _LATIN:
        low = low.replace(letters, sound)
    return _SAME.sub(r"\1", _KEPT.sub("", low).replace("h", ""))


def heard(name: str, korean: str, particles: frozenset[str]) -> bool:
    """Whether a word of a Korean text, without the particle that ends it, sounds like the Latin *name*."""
    wanted = of_latin(name.split()[0])
    return len(wanted) >= _LEAST and any(
        of_korean(word[:length]) == wanted
        for word in re.findall(r"[가-힣]{2,}", korean)
        for length in range(2, len(word) + 1)
        if length == len(word) or word[length:] in particles
    )


def written(name: str, english: str) -> bool:
    """Whether a word with a capital of an English text sounds like the Korean *name*."""
    wanted = of_korean(name)
    return len(wanted) >= _LEAST and any(
        of_latin(word) == wanted for word in re.findall(r"\b[A-Z][^\W\d_]+", english)
    )
