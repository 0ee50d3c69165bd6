"""Quotations in Korean: indirect speech where the marks can go and the sentence holds.

``소식통은 “값이 올랐다”고 말했다`` loses its marks: the plain ending -다 takes 고, 며, 면서 or 는 as it
stands. After a noun the copula gives way to (이)라고. Where the speaker says 나 or 우리, asks, or speaks
in a polite style, no such step is offered.
"""

from __future__ import annotations

import re

from jebo.disclosure.advice.frame import CLOSERS, OPENERS, Frame
from jebo.disclosure.advice.ladder import Edit, Phrase
from jebo.disclosure.advice.particles import agree, final

_PERSONAL = re.compile(
    r"(?:^|\s)(?:나는|나도|나를|나에게|나만|내가|내|나의|우리|우리는|우리가|우리도|저는|저도|제가|저희|당신|여기|여기서|이곳|오늘|어제|내일)(?=\s|$|는|가|도|를|에|의|만|들|랑)"
)
_FOLLOWS = re.compile(r"(?:고는|고도|고|며|면서도|면서|는)(?=\s|,|$)")
_NAMES = re.compile(r"(?:이라고|라고|이라며|라며|이라면서|라면서|이라는|라는|이란|란)(?=\s|,|$|만)")
_ADJECTIVES = frozenset("하 크 싸 쁘 프 르 리 세 차 짜 시 희 느 뜨 쓰 드 트".split())
"""Last syllables of stems of adjectives that end in a vowel (조용하다, 크다, 비싸다, 나쁘다, 아프다,
빠르다, 느리다).
"""


def quote_phrase(frame: Frame) -> Phrase:
    """The source's own words."""
    return Phrase(
        kind=frame.kind, phrase_class="quote", start=frame.start, end=frame.end, unquoted=without_marks(frame)
    )


def without_marks(frame: Frame) -> tuple[Edit, ...] | None:
    """The edits that take the marks away; None where the words cannot stand without them."""
    phrase = frame.phrase
    if phrase[:1] not in OPENERS or phrase[-1:] not in CLOSERS or len(phrase) < 4:
        return None
    inner = phrase[1:-1].rstrip()
    if _PERSONAL.search(inner) or re.search(r"[?!…]", inner):
        return None
    bare = inner.rstrip(".")
    tail = frame.start + 1 + len(bare)
    opening = Edit(frame.start, frame.start + 1, "")
    follows = _FOLLOWS.match(frame.after)
    if follows and bare.endswith("다"):
        return (opening, Edit(tail - 1 if copula(bare) else tail, frame.end, _ending(bare)))
    if follows and re.search(r"(?:라|자|냐|나|으라)$", bare):
        return (opening, Edit(tail, frame.end, ""))
    named = _NAMES.match(frame.after)
    if named and bare.endswith("다") and not named[0].startswith("이"):
        return (opening, Edit(tail - 1 if copula(bare) else tail, frame.end + (0 if copula(bare) else 1), ""))
    if named and not bare.endswith(("다", "요", "까", "죠")):
        return (opening, Edit(tail, frame.end + len(named[0]), agree(bare, named[0])))
    return None


def copula(sentence: str) -> bool:
    """Whether a plain sentence ends in 이다 or its short form after a vowel (문제다), and not in a verb or
    an adjective.
    """
    stem = sentence.removesuffix("다")
    last = stem[-1:]
    if last == "이":
        return True
    if not "가" <= last <= "힣" or final(last):
        return False
    return last not in _ADJECTIVES


def _ending(sentence: str) -> str:
    """What stands for 다: 라 after a copula, nothing otherwise."""
    return "라" if copula(sentence) else ""
