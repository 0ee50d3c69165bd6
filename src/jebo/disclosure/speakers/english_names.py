"""Capitals of an English text that name a person, and those that name an institution."""

from __future__ import annotations

from jebo.disclosure.speakers.english_phrases import Text
from jebo.disclosure.words import DIGIT

_AFTER_NAMES = frozenset("a an who whose his her".split())
_BEFORE_PLACES = frozenset("in at near the inside outside around across into via through over".split())
_LONGEST = 6  # words of a name; chosen by us


def singles(text: Text) -> frozenset[str]:
    """Names of one word that somewhere stand as names of people do, and nowhere as those of places and bodies."""
    alone = [i for i in text.named if not text.mask[i] and text.capital[i] == 1 and not text.name[i - 1]]
    no = {
        text.forms[i] for i in alone
        if text.form(i - 1) in _BEFORE_PLACES or text.is_name(i + 1) or text.form(i + 1) == "-"
    }  # fmt: skip
    return frozenset(text.forms[i] for i in alone if _is_single(text, i)) - no


def _is_single(text: Text, i: int) -> bool:
    """ "Rahwa, 17," or "Sara, who", "his cousin Patime", "a driver, Mikalai"."""
    after = text.form(i + 2)
    if text.form(i + 1) == "," and (after in _AFTER_NAMES or (i + 2 < text.n and text.sort[i + 2] == DIGIT)):
        return True
    k = i - 1 - (text.form(i - 1) == ",")
    return k >= 0 and bool(text.mask[k] & text.persons) and not text.capital[k] and not text.newline[i]


def is_body(text: Text, i: int) -> bool:
    """Whether the capitals from word *i* on name an institution: "the State Department"."""
    if text.form(i - 1) in ("the", "a", "an"):
        return True
    k = i
    while text.is_name(k) and k < i + _LONGEST and not (k > i and text.newline[k]):
        if text.has(k, "body") or text.has(k, "media"):
            return True
        k += 1
    return text.form(k) in ("of", "for")
