"""How alike two sentences are, and by which keys those that may be alike are found. Pure.

The keys are the smallest hashes of a sentence's runs of three letters (bottom-k sketch, A. Z. Broder, "On the Resemblance and
Containment of Documents", 1997): sentences share about as many keys as they share runs. It needs a plain table alone, so it
works on both databases. How alike two are is then told by ``difflib`` over words and syllables; rapidfuzz is quicker, but is
one library more, and some thirty candidates need no speed.
"""

from __future__ import annotations

import hashlib
import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

KEYS: Final = 12
"""Of a sentence. Chosen by us: of two that share six runs of ten, both lack every common key once in about 2,000 pairs."""
LEAST: Final = 0.6
"""How alike a sentence must be to be worth showing. Chosen by us; the usual floor of translation memories is 0.6 to 0.7."""
_RUN: Final = 3
_TOKEN: Final = re.compile(r"[\uac00-\ud7a3]|\w+")
_LETTERS: Final = re.compile(r"\W+")


def keys(sentence: str) -> tuple[int, ...]:
    """The keys of a sentence, at most :data:`KEYS`, each in 63 bits. Case, spaces and punctuation count for nothing.

    >>> keys("쌀값이 올랐다.") == keys("쌀값이  올랐다")
    True
    """
    letters = _LETTERS.sub("", sentence.casefold())
    runs = {letters[i : i + _RUN] for i in range(max(1, len(letters) - _RUN + 1))} if letters else set()
    return tuple(sorted(map(_hashed, runs))[:KEYS])


@lru_cache(maxsize=1 << 16)
def _hashed(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest()) >> 1


def tokens(sentence: str) -> tuple[str, ...]:
    """Words, and each Hangul syllable for itself."""
    return tuple(_TOKEN.findall(sentence.casefold()))


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """From 0 to 1, 1 for the same words; 0 where it would be below :data:`LEAST`.

    >>> round(alike(tokens("쌀값이 5천 원"), tokens("쌀값이 6천 원")), 2)
    0.8
    """
    if one == other:
        return 1.0
    if not one or not other or 2 * min(len(one), len(other)) < LEAST * (len(one) + len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < LEAST:
        return 0.0
    score = matcher.ratio()
    return score if score >= LEAST else 0.0
