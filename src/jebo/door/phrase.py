"""The return phrase: 80 random bits and 8 that tell a slip of the pen, as eight words of a language or as 27 digits.

Words and digits are the same number, so whoever got Korean words may keep digits. Word lists: BIP 39 (MIT), 2,048 words each, no two
English ones with the same first four letters.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

RANDOM_BITS: Final = 80
"""Nobody tries so many: at ten thousand million guesses a second, each of them 19 MiB of work, it takes millions of years."""
_CHECK_BITS: Final = 8
"""One slip in 256 goes unnoticed. Chosen by us."""
_WORD_BITS: Final = 11
_WORDS: Final = 8
_DIGITS: Final = 27
_GROUP: Final = 3
_SAME: Final = 4
"""Letters by which an English word of the list is known (BIP 39)."""
LANGUAGES: Final = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A return phrase; ``repr`` shows nothing of it."""

    secret: bytes = field(repr=False)

    def words(self, language: str) -> list[str]:
        """As eight words."""
        number, listed = self._number(), _listed(language)
        return [listed[number >> _WORD_BITS * at & 2**_WORD_BITS - 1] for at in reversed(range(_WORDS))]

    def digits(self) -> list[str]:
        """As nine groups of three digits."""
        text = f"{self._number():0{_DIGITS}}"
        return [text[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP)]

    def _number(self) -> int:
        return int.from_bytes(self.secret + _check(self.secret), "big")


def make() -> Phrase:
    """A new one, from the system's randomness."""
    return Phrase(secrets.token_bytes(RANDOM_BITS // 8))


def read(text: str) -> Phrase | None:
    """What somebody typed, in words of either list or in digits; None where it is none, or has a slip.

    Capitals, forms of letters, marks and how many spaces there are do not count; of an English word its first four letters do.

    >>> phrase = make()
    >>> read("-".join(phrase.digits())) == read(" ".join(phrase.words("ko"))) == phrase
    True
    """
    typed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    some = re.findall(r"[^\W_]+", typed)
    number = _of_digits("".join(some)) if all(one.isdecimal() for one in some) else _of_words(some)
    if number is None or number >> RANDOM_BITS + _CHECK_BITS:
        return None
    told = number.to_bytes((RANDOM_BITS + _CHECK_BITS) // 8, "big")
    secret, check = told[:-1], told[-1:]
    return Phrase(secret) if check == _check(secret) else None


def _of_digits(text: str) -> int | None:
    return int(text) if len(text) == _DIGITS else None


def _of_words(some: list[str]) -> int | None:
    places = [_places().get(word) or _places().get(word[:_SAME]) for word in some]
    if len(places) != _WORDS or not all(places):
        return None
    number = 0
    for place in places:
        assert place is not None  # all of them are there
        number = number << _WORD_BITS | place - 1
    return number


def _check(secret: bytes) -> bytes:
    return sha256(b"jebo return phrase" + secret).digest()[: _CHECK_BITS // 8]


@cache
def _listed(language: str) -> list[str]:
    return (files("jebo.door") / "words" / f"{language}.txt").read_text(encoding="utf-8").split()


@cache
def _places() -> Mapping[str, int]:
    """Where each word stands, counted from 1 on; of English ones also by what they begin with."""
    found = {word: at for code in LANGUAGES for at, word in enumerate(_listed(code), 1)}
    return {word[:_SAME]: at for at, word in enumerate(_listed("en"), 1)} | found
