"""What stands before a Korean noun and describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from jebo.disclosure.speakers.korean_text import Text, final, is_name
from jebo.disclosure.speakers.korean_words import AUXILIARY, HIDING, IN_NAMES, MANY, NO_WORK, VERB
from jebo.disclosure.words import DIGIT, HANGUL

_SPAN = 14  # words before a noun that may belong to it; chosen by us, longer ones are other clauses
_CLAUSE = 10  # words of a clause before its verb; chosen by us
COUNT: Final = dict(
    zip("한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 둘 셋 넷".split(), [*range(1, 11), 2, 3, 4], strict=True)
)
"""Small numbers."""


@dataclass(slots=True)
class Left:
    """What stands before a noun."""

    first: int
    run: int
    places: list[int] = field(default_factory=list)
    roles: list[tuple[int, int]] = field(default_factory=list)
    persons: list[tuple[int, int]] = field(default_factory=list)
    hidden: bool = False
    this: bool = False
    link: int = -1
    plural: bool = False
    number: int = 0
    names: int = 0
    unknown: int = 0
    clause: bool = False
    genitive: bool = False


def adnominal(t: Text, j: int) -> bool:
    """Whether word *j* is a verb that describes what follows."""
    form, tail = t.forms[j], t.tail[j]
    if form in AUXILIARY and j and t.hangul(j - 1):
        return True
    if t.mask[j] & t.bit["tie", "live", "meet", "witness", "report", "say", "victim"]:
        return final(form) in (4, 8) or form.endswith(("는", "던", "은"))
    if tail in ("는", "은", "던") and form[-2:-1] in VERB and not t.mask[j]:
        return True
    if t.mask[j + 1] & t.bit["official"] and form[-1] not in "한된던는은":
        return False
    return (
        not t.mask[j]
        and not tail
        and len(form) >= 2
        and (final(form) == 4 or form.endswith("던"))
        and not is_name(form)
    )


def before(t: Text, start: int, sort: str) -> Left:
    """Read the words before *start* that describe it, from right to left."""
    left = Left(first=start, run=start)
    noun = True
    for j in range(start - 1, max(0, start - _SPAN) - 1, -1):
        if t.sentence[j] != t.sentence[start] or t.inside[j] != t.inside[start]:
            break
        if t.closed[j]:
            if t.forms[j] == "·" and t.wordlike(j - 1):
                continue
            break
        if not _take(t, j, left, noun, sort):
            break
        left.genitive |= t.tail[j] == "의"
        if t.tail[j] == "의" or t.forms[j] in HIDING or left.places[-1:] == [j] or left.link == j:
            noun = False
        left.first = j
        if left.clause:
            left.first = _clause(t, j, left)
            break
        if noun:
            left.run = j
    return left


def _take(t: Text, j: int, left: Left, noun: bool, sort: str) -> bool:
    """Take word *j* into the phrase, or tell that the phrase begins after it."""
    form, tail, mask = t.forms[j], t.tail[j], t.mask[j]
    if form in HIDING:
        left.hidden = True
    elif form in ("이", "그", "해당") or form.startswith("이들"):
        left.this = True
    elif form in ("다른", "또", "또다른") or (mask & t.bit["link"] and form not in MANY):
        left.link = j
    elif form in MANY:
        left.hidden = left.plural = True
    elif form in ("명의", "명") or form in COUNT or t.sort[j] == DIGIT:
        return _number(t, j, left)
    elif mask & t.bit["place_wide", "place_local", "near", "area"] and tail in ("", "의", "인"):
        left.places.append(j)
    elif mask & t.bit["former"] and not mask & t.bit["tie"]:
        left.hidden = True
        left.roles.append((j, j + 1))
    elif mask & t.bit["us", "outlet_noun"]:
        return False
    elif adnominal(t, j):
        left.clause = True
    elif sort == "official" and not mask and (tail == "과" or (tail in IN_NAMES and is_name(form))):
        left.unknown += 1
        left.names += tail != "과"
    elif tail in ("", "의", "인"):
        _modifier(t, j, left, sort)
    else:
        return False
    return True


def counted(word: str) -> int:
    """How many people a word or a few digits count; longer ones count nobody (int() refuses thousands of digits)."""
    return COUNT.get(word, 0) or (int(word) if len(word) < 9 and word.isdecimal() else 0)


def _number(t: Text, j: int, left: Left) -> bool:
    """A number of people before the noun: 두 명의 관계자."""
    if t.forms[j] not in ("명의", "명"):
        return left.number > 0 or (j + 1 < t.n and t.forms[j + 1] in ("대", "명의"))
    word = t.forms[j - 1] if j else ""
    left.number = counted(word)
    left.plural = left.number > 1
    return True


def _modifier(t: Text, j: int, left: Left, sort: str) -> None:
    """A noun before the noun: another role, a sign of the person, a name."""
    mask = t.mask[j]
    if mask & t.bit["person", "demonym", "kin"] and not mask & t.bit["role"]:
        left.persons.append((j, j + 1))
    elif mask & t.bit["role"] and t.tail[j] in ("", "인"):
        left.roles.append((j, j + 1))
    if mask in (0, t.bit["role"]) and t.sort[j] == HANGUL and not t.tail[j]:
        left.unknown += not mask
        if is_name(t.forms[j]) and not t.forms[j].endswith(
            ("팀", "실", "과", "부", "권", "계", "급", "측", "사", "소", "당", "장", "군", "시", "식")
        ):
            left.names += not mask or sort == "official"


def _clause(t: Text, verb: int, left: Left) -> int:
    """The first word of the clause that *verb* closes.

    Notes the places in it and what it says of the source's work.
    """
    place, j = t.bit["place_wide", "place_local", "near", "area"], verb - 1
    stop = t.bit["source", "report"]
    while (
        j >= 0 and verb - j < _CLAUSE and t.sentence[j] == t.sentence[verb] and t.inside[j] == t.inside[verb]
    ):
        tail = t.tail[j]
        if not t.wordlike(j) and t.forms[j] not in ("·", "‘", "’"):
            break
        if (tail in ("은", "는") and not adnominal(t, j)) or t.mask[j] & stop:
            break
        if t.quoted(j) or j in t.indirect or t.forms[j].startswith(("따르면", "의하면")):
            break
        if tail in ("이", "가", "도") and not t.mask[j + 1] & t.bit["tie", "meet"]:
            break
        if t.mask[j] & place and tail in ("에", "에서", "", "의", "로", "으로"):
            left.places.append(j)
        j -= 1
    first = j + 1
    other = t.bit["live", "meet", "report", "say", "witness", "victim", "anonymity", "us"]
    works = verb > first and not t.any(first, verb + 1, other) and not t.forms[verb].endswith(NO_WORK)
    if t.mask[verb] & t.bit["tie", "former"] or works:
        left.roles.append((first, verb + 1))
    return first
