"""English words cut back to their stems, as both databases would do by themselves, each in its own way.

Source: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, pages 130-137. Written here so that a word is the
same on SQLCipher and on PostgreSQL, whose English stemmer is a later one; a test compares it with SQLite's.
"""

from __future__ import annotations

import re
from typing import Final

_STEP_2: Final = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"),
    ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"),
    ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"),
    ("biliti", "ble"), ("logi", "log"),
)  # fmt: skip
_STEP_3: Final = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
)  # fmt: skip
_STEP_4: Final = "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".split()
_VOWEL_THEN_CONSONANT: Final = re.compile(r"v+c+")
_PLAIN: Final = re.compile(r"[a-z]{3,64}")


def stem(word: str) -> str:
    """The stem of a word in small letters; a word of two letters, or with others than a to z, is its own.

    >>> [stem(word) for word in ("inspections", "inspected", "markets", "hopping", "relational")]
    ['inspect', 'inspect', 'market', 'hop', 'relat']
    """
    if not _PLAIN.fullmatch(word):
        return word
    for step in (_plurals, _past, _y, _double, _single, _adjectives, _e):
        word = step(word)
    return word


def _shape(word: str) -> str:
    """Each letter as a vowel or a consonant; y is a vowel after a consonant."""
    shape = ""
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and shape.endswith("c"))
        shape += "v" if vowel else "c"
    return shape


def _measure(word: str) -> int:
    """How often a vowel is followed by a consonant: m in the paper."""
    return len(_VOWEL_THEN_CONSONANT.findall(_shape(word)))


def _short(word: str) -> bool:
    """Whether it ends in consonant, vowel, consonant, the last not w, x or y: \\*o in the paper."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _plurals(word: str) -> str:
    for end, instead in (("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")):
        if word.endswith(end):
            return word[: -len(end)] + instead
    return word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for end in ("ed", "ing"):
        if word.endswith(end):
            rest = word[: -len(end)]
            return _mended(rest) if "v" in _shape(rest) else word
    return word


def _mended(word: str) -> str:
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if len(word) > 1 and word[-1] == word[-2] and word[-1] not in "aeioulsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _short(word) else word


def _y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _replaced(word: str, rules: tuple[tuple[str, str], ...]) -> str:
    """By the rule of the longest ending that fits, if enough is left before it."""
    fits = [rule for rule in rules if word.endswith(rule[0])]
    if not fits:
        return word
    end, instead = max(fits, key=lambda rule: len(rule[0]))
    rest = word[: -len(end)]
    return rest + instead if _measure(rest) else word


def _double(word: str) -> str:
    return _replaced(word, _STEP_2)


def _single(word: str) -> str:
    return _replaced(word, _STEP_3)


def _adjectives(word: str) -> str:
    fits = [end for end in _STEP_4 if word.endswith(end)]
    if not fits:
        return word
    end = max(fits, key=len)
    rest = word[: -len(end)]
    if _measure(rest) < 2 or (end == "ion" and not rest.endswith(("s", "t"))):
        return word
    return rest


def _e(word: str) -> str:
    if word.endswith("e"):
        rest = word[:-1]
        if _measure(rest) > 1 or (_measure(rest) == 1 and not _short(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
