"""English sentences made whole again after a change: spaces, commas, articles, a capital at the beginning."""

from __future__ import annotations

import re

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[ \t]+"), " "),
    (re.compile(r" +([,.;:!?”’)\]])"), r"\1"),
    (re.compile(r"([“‘(\[]) +"), r"\1"),
    (re.compile(r"\(\)|\[\]|“”"), ""),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r",\s*([.;:!?])"), r"\1"),
    (re.compile(r"([.!?])\s*,"), r"\1"),
    (re.compile(r"^(\W*?)[,;:]\s*"), r"\1"),
    (re.compile(r"\b(who|that|and|but|or) , "), r"\1 "),
    (
        re.compile(
            r"\b(a (?:person|place|source|relative)(?: in [A-Z]\w+(?: [A-Z]\w+)*)?)(?:, \1)* and \1\b"
        ),
        r"\1",
    ),
    (
        re.compile(
            r"\b(an? (?:city|town|place|county|person|relative)(?: in [A-Z]\w+(?: [A-Z]\w+)*)?)(?:, \1)+(?=,| and\b)"
        ),
        r"\1",
    ),
    (re.compile(r"\b(?P<word>recently|said|the source),? (?P=word)\b"), r"\g<word>"),
)
_ARTICLE = re.compile(r"\b([Aa])n? (?=([\w“‘]?[\w’'-]+))")
_VOWEL_SOUND = re.compile(
    r"(?i)(?:[aeio]|u(?!ni|s[aeiou]|k\b|r[aeiou]|t[aeiou])|hour|honest|honou?r|heir)|(?:8|11|18)(?!\d)"
)
_ACRONYM = re.compile(r"[AEFHILMNORSX](?:[A-Z]|\b(?!\s[a-z]))")
_NOT_A_VOWEL = re.compile(r"(?i)(?:eu|one|once|ewe|ukr)")
_FIRST = re.compile(r"^([\s“‘\"'(\[―–—*#>-]*)([a-z])")


def article(following: str) -> str:
    """``a`` or ``an`` before a word, by its sound as far as the spelling tells it."""
    word = following.lstrip("“‘")
    if word[:2].isupper():
        return "an" if _ACRONYM.match(word) else "a"
    vowel = _VOWEL_SOUND.match(word) and not _NOT_A_VOWEL.match(word)
    return "an" if vowel or _ACRONYM.match(word) else "a"


def tidy(sentence: str, *, changed: frozenset[int] = frozenset(), capital: bool = True) -> str:
    """The sentence with its spaces, commas and articles set right.

    Line ends within are kept. *changed* is not used in English; *capital* tells that the text begins a
    sentence.
    """
    for pattern, by in _STEPS:
        sentence = pattern.sub(by, sentence)
    if capital:
        sentence = _FIRST.sub(lambda m: m[1] + m[2].upper(), sentence)
    return sentence.strip(" ")


def articles(sentence: str) -> str:
    """Every ``a`` or ``an`` as the next word asks."""
    return _ARTICLE.sub(lambda m: (m[1] if article(m[2]) == "a" else m[1] + "n") + " ", sentence)
