"""Whether two passages differ in nothing but how plain words are put. Pure.

What may differ is a closed list; whatever is not on it counts as a change of what is said, however harmless it looks:

- commas, semicolons and dashes, but not beside a figure;
- a space in Korean, where both parts have two syllables at least (``한 번`` and ``한번`` are two things);
- a Korean particle for another of its kind (``은`` for ``이``), but not ``도``, ``만``, ``들`` or one that turns who does into to whom;
- words that carry nothing (``also``, ``the``, ``또한``), but not beside a number or a word of quantity;
- words that stand for each other (:data:`ALIKE`): two spellings, a slip and what was meant, a few verbs.

A negation, a guess, "he said", a name, a number or a day is on none of the lists, so that each of them is a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from jebo.disclosure.drift import Span

MOST: Final = 3
"""Changed places in a sentence, above which it is another sentence. Chosen by us: who changes more has rewritten it."""
_TOKEN: Final = re.compile(r"\d[\d,.:%]*(?:[^\W\d]\w*)?|\w+(?:['’-]\w+)*|[^\w\s]")
_MARKS: Final = frozenset(",;–—")
_FIGURE: Final = re.compile(r"\d")
_HANGUL: Final = re.compile(r"[가-힣]+")

_NOTHING: Final = {
    "en": frozenset("a an the also very indeed moreover furthermore meanwhile".split()),
    "ko": frozenset("또한 그리고 한편 아울러 매우 무척 몹시 아주 대단히".split()),
}
_COUNTS: Final = {
    "en": re.compile(
        r"few|little|lot|many|much|more|most|less|half|dozens?|score|hundreds?|thousands?|millions?|number|pair|couple|first|second"
        r"|third|last|next|other|only|one|two|three|four|five|six|seven|eight|nine|ten|same|former|latter|all|no|not|any|some|every"
    ),
    "ko": re.compile(
        r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|몇|여러|수십|수백|수천|절반|반|모든|모두|다|첫|둘째|셋째|적|많|안|못|더|덜)"
        r"(?!마당|편).*"
    ),
}
"""Beside these even a word that carries nothing may turn what is said: ``a few`` and ``few``."""
_PARTICLES: Final = (("은", "는", "이", "가"), ("을", "를"), ("와", "과"), ("으로", "로"))

ALIKE: Final = {
    "en": tuple(
        frozenset(line.split())
        for line in (
            "big large", "begin start", "begins starts", "began started", "beginning starting", "hard difficult", "buy purchase",
            "bought purchased", "though although", "while whilst", "among amongst", "toward towards", "till until", "labor labour",
            "center centre", "centers centres", "program programme", "gray grey", "organise organize", "organised organized",
            "neighbor neighbour", "neighbors neighbours", "color colour", "colors colours", "harbor harbour", "defense defence",
            "traveled travelled", "canceled cancelled", "licence license", "goverment government", "recieve receive",
            "recieved received", "occured occurred", "seperate separate", "seperately separately", "untill until",
            "begining beginning", "wich which", "teh the", "thier their", "becuase because", "acording according",
            "diffcult difficult", "diffucult difficult", "autorities authorities", "authorites authorities",
        )
    ),
    "ko": tuple(
        frozenset(line.split())
        for line in (
            "되었 됐 됬", "되어 돼", "하였 했", "어려워졌 힘들어졌", "어려워지 힘들어지", "점차 점점", "그러나 하지만", "때문 탓",
            "며칠 몇일", "오랫동안 오랜동안", "할게 할께", "예부터 옛부터", "일부러 일부로", "금세 금새",
        )
    ),
}  # fmt: skip
"""Words that stand for each other: whole words in English, beginnings of words in Korean. Chosen by us, and kept short."""


def only_worded(before: str, after: str, code: str, fixed: Sequence[Span] = ()) -> bool:
    """Whether *after* is the sentence *before* in other words that say the same, by the list above.

    :param code: ``ko`` or ``en``.
    :param fixed: passages of *before*, in code points, that must stand as they are, with the words on both sides of them.

    >>> only_worded("Traders recieved the cloth.", "Traders received cloth.", "en")
    True
    >>> only_worded("Traders were not seen.", "Traders were seen.", "en")
    False
    """
    old, new = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    changes = list(_changes(old, new, code))
    return len(changes) <= MOST and all(
        _allowed(old, new, change, code) and not _touches(old, change, fixed) for change in changes
    )


Change = tuple[int, int, int, int]
Tokens = Sequence[re.Match[str]]


def _changes(old: Tokens, new: Tokens, code: str) -> Iterator[Change]:
    """Runs of words that differ; the first word of a sentence may be written large or small as its place asks."""
    one, other = ([_lowered(at, token[0], code) for at, token in enumerate(side)] for side in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a, b, c, d


def _lowered(at: int, word: str, code: str) -> str:
    plain = word.casefold()
    known = code == "en" and (plain in _NOTHING["en"] or any(plain in group for group in ALIKE["en"]))
    return plain if at == 0 and known else word


def _allowed(old: Tokens, new: Tokens, change: Change, code: str) -> bool:
    a, b, c, d = change
    out, come = [token[0] for token in old[a:b]], [token[0] for token in new[c:d]]
    beside = [
        side[at][0] for side, at in ((old, a - 1), (old, b), (new, c - 1), (new, d)) if 0 <= at < len(side)
    ]
    if all(_carries_nothing(word, code) for word in out + come):
        return not any(_FIGURE.search(word) or _COUNTS[code].fullmatch(word.casefold()) for word in beside)
    if code == "ko" and "".join(out) == "".join(come):
        return all(len(word) >= 2 and _HANGUL.fullmatch(word) for word in out + come)
    return len(out) == len(come) and all(map(_stands_for, out, come, [code] * len(out)))


def _carries_nothing(word: str, code: str) -> bool:
    return word in _MARKS or word.casefold() in _NOTHING[code]


def _stands_for(one: str, other: str, code: str) -> bool:
    if code == "en":
        pair = {one.casefold(), other.casefold()}
        return one[0].isupper() == other[0].isupper() and any(pair <= group for group in ALIKE["en"])
    return _same_but_particle(one, other) or any(_same_rest(one, other, group) for group in ALIKE["ko"])


def _same_but_particle(one: str, other: str) -> bool:
    return any(
        one.endswith(this) and other.endswith(that) and one[: -len(this)] == other[: -len(that)] and len(one) - len(this) >= 2
        for kind in _PARTICLES
        for this in kind
        for that in kind
    )  # fmt: skip


def _same_rest(one: str, other: str, group: frozenset[str]) -> bool:
    """``어려워졌다고`` and ``힘들어졌다고``; a beginning may stand after the rest of its word (``시작되었다``)."""
    return any(
        this in one and one.replace(this, that, 1) == other for this in group for that in group
    )  # fmt: skip


def _touches(old: Tokens, change: Change, fixed: Sequence[Span]) -> bool:
    """Whether a changed place lies in a passage that must stand, or is the word before or after it."""
    a, b = max(0, change[0] - 1), min(len(old), change[1] + 1)
    spans = [token.span() for token in old[a:b]]
    return any(start < one.end and one.start < end for start, end in spans for one in fixed)
