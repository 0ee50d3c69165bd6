"""Noun phrases of a Korean text that stand for a person who may speak."""

from __future__ import annotations

import re

import numpy as np

from jebo.disclosure.speakers.korean_left import Left, adnominal, before, counted
from jebo.disclosure.speakers.korean_text import MO, Head, Text, is_name
from jebo.disclosure.speakers.korean_words import (
    ALWAYS,
    AUXILIARY,
    HE,
    LETTER_ENDINGS,
    SCHOLARS,
    SEEDS,
    SURNAMES,
)
from jebo.disclosure.words import HANGUL, LETTER

_SSI = re.compile(r"^([ㄱ-ㅎ가-힣]{1,4})씨(.{0,4})$")
_WEAK = frozenset("이 분 사람".split())
_SHORT = frozenset(
    "한 전 군 이 양 공 대 옹".split()
)  # syllables that are words of other kinds without an ending


_PEOPLE = ("source", "role", "official", "institution", "person", "demonym", "kin")
_TITLE = ("role", "official", "kin", "person")  # nouns behind which a bare name stands


def heads(t: Text) -> list[Head]:
    """All such phrases outside quotations, in order."""
    found: list[Head] = []
    pseudonyms: dict[str, list[str]] = {}
    for name in t.pseudonyms:
        pseudonyms.setdefault(name.split(" ")[0], []).append(name)
    for i in _candidates(t, pseudonyms):
        if t.inside[i] == 1 or (t.inside[i] and t.forms[i] not in pseudonyms):
            continue
        head = _head(t, i, t.bit[_PEOPLE], pseudonyms)
        if head and not (found and found[-1].last > head.head):
            found.append(head)
    return found


def _candidates(t: Text, pseudonyms: dict[str, list[str]]) -> list[int]:
    """Words worth a look: those that a list of people holds, 그, 씨, letters, pseudonyms, a word behind a title."""
    words, hangul, unknown = t.words, t.words.sort == HANGUL, t.masks == 0
    worth = t.holds(*_PEOPLE)
    worth |= (words.sort == LETTER) & (t.length == 1) | (t.initial == ord("그"))
    worth[1:] |= (unknown & hangul & (t.length > 3))[1:] & t.holds(*_TITLE)[:-1]
    ssi = np.flatnonzero(words.codes == ord("씨"))
    worth[np.searchsorted(words.starts, ssi, side="right") - 1] = True
    for i, form in enumerate(t.forms) if pseudonyms else ():
        glued = t.sort[i] == HANGUL and not t.mask[i] and t.stem(i) in pseudonyms
        if glued or (form in pseudonyms and t.sort[i] in (HANGUL, LETTER)):
            worth[i] = True
    return np.flatnonzero(worth).tolist()


def _head(t: Text, i: int, people: int, pseudonyms: dict[str, list[str]]) -> Head | None:
    form = t.forms[i]
    if form in HE:
        return Head(first=i, last=i + 1, head=i, sort="he", key="", ending=form[1:], after=i + 1)
    if form[:2] == "그녀":
        return Head(first=i, last=i + 1, head=i, sort="she", key="", ending=form[2:], after=i + 1)
    if form[0] == "씨" and len(form) < 5:
        return _ssi(t, i, i, form[1:])
    if "씨" in form and (glued := _SSI.match(form)) and not t.mask[i] and form[:2] not in SEEDS:
        return _named(t, i, i, i + 1, glued[1], glued[2])
    for name in pseudonyms.get(form, ()) or pseudonyms.get(t.stem(i), ()):
        if head := _pseudonym(t, i, name):
            return head
    if t.mask[i] & people:
        return _noun(t, i)
    letter = t.sort[i] == LETTER and len(form) == 1 and t.words.capital[i] and t.glued(i + 1)
    if letter and t.forms[i + 1] in LETTER_ENDINGS:
        return _make(t, before(t, i, "letter"), i, i, i + 1, "letter", form, t.forms[i + 1], after=i + 2)
    return _bare_name(t, i) if t.sort[i] == HANGUL and not t.mask[i] else None


def _ssi(t: Text, i: int, last: int, ending: str) -> Head | None:
    """The phrase that 씨 at *i* closes."""
    j = i - 1
    if j >= 0 and t.forms[j] == ")":
        while j > 0 and i - j < 14 and t.forms[j] != "(":
            j -= 1
        j -= 1
    if j < 0 or not t.wordlike(j):
        return None
    if t.forms[j] in ("모", "아무개") and j:
        return _named(t, j - 1, i, i + 1, t.forms[j - 1] + "모", ending)
    first = j
    key = t.forms[j]
    for back in (2, 1):
        name = " ".join(t.forms[j - back : j + 1])
        if j >= back and name in t.pseudonyms:
            first, key = j - back, name
            break
    return _named(t, first, i, i + 1, key, ending)


def _named(t: Text, first: int, head: int, last: int, name: str, ending: str) -> Head:
    """A person with a name, a letter or a surname: ``name`` without 씨."""
    left = before(t, first, "letter")
    mo = MO.match(name)
    latin = len(name) == 1 and (
        name.isascii() or name < "가" or name in "가나다라" or t.sort[first] == LETTER
    )
    if mo:
        sort, key = "letter", mo[1]
    elif latin or name in t.pseudonyms:
        sort, key = "letter", name
    elif len(name) == 1 and name in SURNAMES and not _foreign(t, first):
        sort, key = "surname", name
    else:
        sort, key = "name", name[0] if is_name(name) else name
    if t.forms[head] == "씨":
        close = t.parenthesis(last)
        if close > last and t.hangul(close) and t.glued(close):
            ending, last = t.forms[close], close
    return _make(t, left, first, head, last, sort, key, ending, named=sort == "name")


def _foreign(t: Text, first: int) -> bool:
    """Whether the syllable before 씨 ends a name of several words: 자우 린 씨."""
    j = first - 1
    if t.hangul(j) and t.forms[j] in AUXILIARY:
        return False
    return (
        t.hangul(j)
        and not t.mask[j]
        and not t.tail[j]
        and t.sentence[j] == t.sentence[first]
        and not is_name(t.forms[j])
    )


def _pseudonym(t: Text, i: int, name: str) -> Head | None:
    parts = name.split(" ")
    last = i + len(parts)
    if last > t.n or ([*t.forms[i : last - 1], t.stem(last - 1)] != parts and t.forms[i:last] != parts):
        return None
    after = last + (last < t.n and t.forms[last] in "’'”\"")
    close = t.parenthesis(after)
    close = last if close == after else close
    ending = t.tail[last - 1] if t.forms[last - 1] != parts[-1] else ""
    if close < t.n and not ending:
        if t.forms[close] == "씨" or (t.forms[close][0] == "씨" and len(t.forms[close]) < 5):
            return None
        if t.hangul(close) and t.glued(close) and close > last:
            ending = t.forms[close]
    return _make(t, before(t, i, "letter"), i, last - 1, max(close, last), "letter", name, ending)


def _bare_name(t: Text, i: int) -> Head | None:
    """A full name with an ending, as in 부군수 조한욱은."""
    if i == 0 or t.sentence[i - 1] != t.sentence[i] or not (t.mask[i - 1] & t.bit[_TITLE]) or t.tail[i - 1]:
        return None
    if not (t.tail[i] and is_name(t.stem(i))):
        return None
    return Head(
        first=i, last=i + 1, head=i, sort="name", key=t.stem(i)[0], ending=t.tail[i], after=i + 1, named=True
    )


def _noun(t: Text, i: int) -> Head | None:
    """A phrase that ends in a noun for a person or a body."""
    if t.mask[i] & t.bit["us"]:
        return None
    tail, last, after = t.tail[i], i + 1, i + 1
    if not tail:
        if _goes_on(t, i):
            return None
        close = t.parenthesis(i + 1)
        if close > i + 1:
            last = after = close
            if t.hangul(close) and t.glued(close):
                tail, after = t.forms[close], close + 1
    mask = t.mask[i]
    sort = _sort(t, mask)
    if (
        t.stem(i) in _WEAK
        and not mask & t.bit["role"]
        and not (i and (t.forms[i - 1] in ("한", "다른", "또", "두") or adnominal(t, i - 1)))
    ):
        return None
    left = before(t, i, "official" if mask & t.bit["official"] else sort)
    count, stop, more = _counted(t, i, last, tail)
    if count:
        left.number, left.plural, tail, last = count, count > 1, more, max(last, stop)
        after = last
    named = _is_named(t, i, left, sort)
    if sort == "official":
        sort = "role"
    plural = left.plural or tail.startswith("들")
    return _make(t, left, i, i, last, sort, t.stem(i), tail, named=named, plural=plural, after=after)


def _goes_on(t: Text, i: int) -> bool:
    """Whether a noun without an ending only describes the noun or the name after it."""
    if t.forms[i] in _SHORT:
        return True
    close = t.parenthesis(i + 1)
    if close > i + 1:
        return not (t.hangul(close) and t.glued(close)) and t.wordlike(close) and t.forms[close][0] == "씨"
    if t.sort[i + 1 : i + 2] == [LETTER]:
        return t.hangul(i + 2) and t.forms[i + 2][0] == "씨"
    if not t.hangul(i + 1) or t.sentence[i + 1] != t.sentence[i] or t.inside[i + 1]:
        return False
    follower, nominal = t.forms[i + 1], t.bit["source", "role", "official", "person", "kin"]
    weak = t.stem(i + 1) in _WEAK and not t.mask[i + 1] & t.bit["role"]
    noun = bool(t.mask[i + 1] & nominal) and not weak
    name = is_name(t.stem(i + 1)) and not t.mask[i + 1]
    titled = (follower[0] == "씨" and len(follower) < 5) or ("씨" in follower and bool(_SSI.match(follower)))
    surname = t.wordlike(i + 2) and (t.forms[i + 2][0] == "씨" or t.forms[i + 2] == "모")
    return noun or name or titled or (surname and bool(t.mask[i] & nominal))


def _sort(t: Text, mask: int) -> str:
    for name in ("source", "role", "official", "institution", "person"):
        if mask & t.bit[name]:
            return name
    return "person" if mask & t.bit["demonym"] else "kin"


def _is_named(t: Text, i: int, left: Left, sort: str) -> bool:
    """Whether a title belongs to a person whom the phrase names, or speaks for an office."""
    if sort == "institution":
        return True
    if sort in ("source", "kin", "person"):
        called = i > 0 and t.forms[i - 1] in t.surnames and not t.mask[i - 1]
        return (left.names > 0 or called) and sort != "source"
    hiding = left.hidden or left.link >= 0 or left.clause
    if left.names or (i and t.forms[i - 1] in t.surnames and t.forms[i - 1] != "한"):
        return True
    title = bool(t.mask[i] & t.bit["official"])
    if title and i and len(t.forms[i - 1]) == 1 and t.forms[i - 1] in SURNAMES and not t.mask[i - 1]:
        return True
    if not title:
        return t.stem(i) == "관계자" and left.run == i - 1 and not hiding and _firm(t, i)
    body = i > 0 and bool(t.mask[i - 1] & t.bit["institution"])
    if t.stem(i).endswith(ALWAYS) or (body and left.unknown):
        return not (left.hidden or left.link >= 0)
    if not t.mask[i] & t.bit["role"]:
        scholar = t.stem(i).endswith(SCHOLARS) and left.unknown > 0
        return (left.run == i or body or left.unknown > 1) and not hiding and (scholar or not left.genitive)
    return left.unknown > 1 and not hiding and not left.genitive


def _firm(t: Text, i: int) -> bool:
    """한빛제강 관계자: the voice of a firm or an office, not a source of its own."""
    word = t.forms[i - 1]
    if t.tail[i - 1] or word == "소속" or (i > 1 and t.tail[i - 2] == "의"):
        return False
    return not word.endswith(
        ("권", "계", "당", "부", "캠프", "팀", "검찰", "군", "실", "업계", "핵심", "고위", "내부")
    )


def _counted(t: Text, i: int, last: int, tail: str) -> tuple[int, int, str]:
    """A number behind the noun: 교직원 셋은, 검사 네 명은. Number, one past its last word, ending."""
    if tail or not t.wordlike(i + 1) or t.sentence[i + 1] != t.sentence[i]:
        return 0, last, ""
    number = counted(t.stem(i + 1)) or counted(t.forms[i + 1])
    if not number or number > 99:
        return 0, last, ""
    if t.hangul(i + 2) and t.stem(i + 2) in ("명", "사람", "분", "인"):
        return number, i + 3, t.tail[i + 2] or t.forms[i + 2][len(t.stem(i + 2)) :]
    if t.stem(i + 1) in ("둘", "셋", "넷", "다섯"):
        return number, i + 2, t.tail[i + 1]
    return 0, last, ""


def _make(
    t: Text, left: Left, first: int, head: int, last: int, sort: str, key: str, ending: str,
    *, named: bool = False, plural: bool = False, after: int = 0,
) -> Head:  # fmt: skip
    """The phrase, with what was read before it."""
    if sort in ("letter", "surname", "name"):
        head = first
    return Head(
        first=left.first, last=last, head=head, sort=sort, key=key,
        ending=ending, after=after or last, named=named, hidden=left.hidden, this=left.this, link=left.link,
        plural=plural or left.plural, number=left.number, places=tuple(left.places), roles=tuple(left.roles),
        persons=tuple(left.persons), bare=left.first == first, run=left.run,
    )  # fmt: skip
