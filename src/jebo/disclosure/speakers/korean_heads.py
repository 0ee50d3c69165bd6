"""Noun phrases of a Korean text that stand for a person who may speak."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jebo.disclosure.speakers.korean_text import _MO, SURNAMES, Head, Text, final, is_name
from jebo.disclosure.words import DIGIT, HANGUL, LETTER, MARK

_SSI = re.compile(r"^([ㄱ-ㅎ가-힣]{1,4})씨(.{0,4})$")
_HE = frozenset("그는 그도 그가 그에게 그에 그에게서 그의 그를 그와".split())
_WEAK = frozenset("이 분 사람".split())
_LETTER_ENDINGS = frozenset("는 은 가 이 의 를 도 에게 에게서 와 라는 에 에게는 였다 다".split())
_HIDING = frozenset("한 어느 익명의 어떤 모".split())
_MANY = frozenset("복수의 여러 몇몇 일부 다수의 여러명의 수명의".split())
_PLURAL = ("들", "둘", "셋", "넷")
_SPAN = 14  # words before a noun that may belong to it; chosen by us, longer ones are other clauses
_VERB = frozenset("다라돕대파둔하되있없보가오나들치리르키기지쓰우주내르러시두놓")
_INDIRECT = ("다고", "라고", "냐고", "자고", "다며", "라며", "면서")


@dataclass(slots=True)
class _Left:
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


def heads(t: Text) -> list[Head]:
    """All such phrases outside quotations, in order."""
    found: list[Head] = []
    people = t.bit("source", "role", "official", "institution", "person", "demonym", "kin")
    pseudonyms: dict[str, list[str]] = {}
    for name in t.pseudonyms:
        pseudonyms.setdefault(name.split(" ")[0], []).append(name)
    for i in range(t.n):
        if t.inside[i] == 1 or t.inside[i] and t.forms[i] not in pseudonyms or t.sort[i] == MARK or t.sort[i] == DIGIT:
            continue
        head = _head(t, i, people, pseudonyms)
        if head and not (found and found[-1].last > head.head):
            found.append(head)
    return found


def _head(t: Text, i: int, people: int, pseudonyms: dict[str, list[str]]) -> Head | None:
    form = t.forms[i]
    if form in _HE:
        return Head(first=i, last=i + 1, head=i, sort="he", key="", ending=form[1:], after=i + 1)
    if form[:2] == "그녀":
        return Head(first=i, last=i + 1, head=i, sort="she", key="", ending=form[2:], after=i + 1)
    if form[0] == "씨" and len(form) < 5:
        return _ssi(t, i, i, form[1:])
    if "씨" in form and (glued := _SSI.match(form)) and not t.mask[i]:
        return _named(t, i, i, i + 1, glued[1], glued[2])
    for name in pseudonyms.get(form, ()) or pseudonyms.get(t.stem(i), ()):
        if head := _pseudonym(t, i, name):
            return head
    if t.mask[i] & people:
        return _noun(t, i)
    if t.sort[i] == LETTER and len(form) == 1 and t.words.capital[i] and t.hangul(i + 1) and t.glued(i + 1):
        if t.forms[i + 1] in _LETTER_ENDINGS:
            return _make(t, _left(t, i, "letter"), i, i, i + 1, "letter", form, t.forms[i + 1], after=i + 2)
    if t.sort[i] == HANGUL and is_name(t.stem(i)) and not t.mask[i] and t.tail[i]:
        return _bare_name(t, i)
    return None


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
    left = _left(t, first, "letter")
    mo = _MO.match(name)
    latin = len(name) == 1 and (name.isascii() or name < "가" or name in "가나다라" or t.sort[first] == LETTER)
    if mo:
        sort, key = "letter", mo[1]
    elif latin or name in t.pseudonyms:
        sort, key = "letter", name
    elif len(name) == 1 and not _foreign(t, first):
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
    return t.hangul(j) and not t.mask[j] and not t.tail[j] and t.sentence[j] == t.sentence[first] and not is_name(t.forms[j])


def _pseudonym(t: Text, i: int, name: str) -> Head | None:
    parts = name.split(" ")
    last = i + len(parts)
    if last > t.n or [*t.forms[i : last - 1], t.stem(last - 1)] != parts and t.forms[i:last] != parts:
        return None
    close = t.parenthesis(last)
    ending = t.tail[last - 1] if t.forms[last - 1] != parts[-1] else ""
    if close < t.n and not ending:
        if t.forms[close] == "씨" or (t.forms[close][0] == "씨" and len(t.forms[close]) < 5):
            return None
        if t.hangul(close) and t.glued(close) and close > last:
            ending = t.forms[close]
    return _make(t, _left(t, i, "letter"), i, last - 1, max(close, last), "letter", name, ending)


def _bare_name(t: Text, i: int) -> Head | None:
    """A full name with an ending, as in 부군수 조한욱은."""
    title = t.bit("role", "official", "kin", "person")
    if i == 0 or t.sentence[i - 1] != t.sentence[i] or not (t.mask[i - 1] & title) or t.tail[i - 1]:
        return None
    return Head(first=i, last=i + 1, head=i, sort="name", key=t.stem(i)[0], ending=t.tail[i], after=i + 1, named=True)


def _noun(t: Text, i: int) -> Head | None:
    """A phrase that ends in a noun for a person or a body."""
    tail, nominal = t.tail[i], t.bit("source", "role", "official", "person", "kin")
    last, after = i + 1, i + 1
    if not tail:
        if t.mask[i] & t.bit("us") or t.forms[i] in ("한", "전", "군", "이", "양", "공", "대", "옹"):
            return None
        if t.hangul(i + 1) and t.sentence[i + 1] == t.sentence[i] and not t.inside[i + 1]:
            follower = t.forms[i + 1]
            weak = t.stem(i + 1) in _WEAK and not t.mask[i + 1] & t.bit("role")
            if t.mask[i + 1] & nominal and not weak or follower[0] == "씨" and len(follower) < 5:
                return None
            if is_name(t.stem(i + 1)) and not t.mask[i + 1] or "씨" in follower and _SSI.match(follower):
                return None
            if t.wordlike(i + 2) and (t.forms[i + 2][0] == "씨" or t.forms[i + 2] == "모") and t.mask[i] & nominal:
                return None
        close = t.parenthesis(i + 1)
        if close > i + 1:
            last = after = close
            if t.hangul(close) and t.glued(close):
                tail, after = t.forms[close], close + 1
            elif t.wordlike(close) and t.forms[close][0] == "씨":
                return None
        elif t.sort[i + 1 : i + 2] == [LETTER] and t.hangul(i + 2) and t.forms[i + 2][0] == "씨":
            return None
    mask = t.mask[i]
    sort = _sort(t, mask)
    if t.stem(i) in _WEAK and not mask & t.bit("role") and not (i and (t.forms[i - 1] in ("한", "다른", "또", "두") or _adnominal(t, i - 1))):
        return None
    left = _left(t, i, "official" if mask & t.bit("official") else sort)
    count, stop, more = _counted(t, i, last, tail)
    if count:
        left.number, left.plural, tail, last = count, count > 1, more, max(last, stop)
        after = last
    named = _is_named(t, i, left, sort)
    if sort == "official":
        sort = "role"
    plural = left.plural or tail.startswith("들")
    return _make(t, left, i, i, last, sort, t.stem(i), tail, named=named, plural=plural, after=after)


def _sort(t: Text, mask: int) -> str:
    for name in ("source", "role", "official", "institution", "person"):
        if mask & t.bit(name):
            return name
    return "person" if mask & t.bit("demonym") else "kin"


def _is_named(t: Text, i: int, left: _Left, sort: str) -> bool:
    """Whether a title belongs to a person whom the phrase names, or speaks for an office."""
    if sort == "institution":
        return True
    if sort in ("source", "kin", "person"):
        called = i > 0 and t.forms[i - 1] in t.surnames and not t.mask[i - 1]
        return (left.names > 0 or called) and sort != "source"
    hiding = left.hidden or left.link >= 0 or left.clause
    if left.names or (i and t.forms[i - 1] in t.surnames and t.forms[i - 1] != "한"):
        return True
    title = bool(t.mask[i] & t.bit("official"))
    if title and i and len(t.forms[i - 1]) == 1 and t.forms[i - 1] in SURNAMES and not t.mask[i - 1]:
        return True
    if not title:
        return t.stem(i) == "관계자" and left.run == i - 1 and not hiding and _firm(t, i)
    body = i > 0 and bool(t.mask[i - 1] & t.bit("institution")) and left.unknown > 0
    if body or not t.mask[i] & t.bit("role"):
        return not (left.hidden or left.link >= 0)
    return left.unknown > 1 and not hiding


def _firm(t: Text, i: int) -> bool:
    """한빛제강 관계자: the voice of a firm or an office, not a source of its own."""
    word = t.forms[i - 1]
    if t.tail[i - 1] or word == "소속" or (i > 1 and t.tail[i - 2] == "의"):
        return False
    return not word.endswith(("권", "계", "당", "부", "캠프", "팀", "검찰", "경찰", "군", "실", "업계", "핵심", "고위", "측"))


_COUNT = {"둘": 2, "셋": 3, "넷": 4, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "한": 1}


def _counted(t: Text, i: int, last: int, tail: str) -> tuple[int, int, str]:
    """A number behind the noun: 교직원 셋은, 검사 네 명은. Number, one past its last word, ending."""
    if tail or not t.wordlike(i + 1) or t.sentence[i + 1] != t.sentence[i]:
        return 0, last, ""
    number = _COUNT.get(t.stem(i + 1), 0) or (int(t.forms[i + 1]) if t.forms[i + 1].isdecimal() else 0)
    if not number or number > 99:
        return 0, last, ""
    if t.hangul(i + 2) and t.stem(i + 2) in ("명", "사람", "분", "인"):
        return number, i + 3, t.tail[i + 2] or t.forms[i + 2][len(t.stem(i + 2)) :]
    if t.stem(i + 1) in ("둘", "셋", "넷", "다섯"):
        return number, i + 2, t.tail[i + 1]
    return 0, last, ""


def _adnominal(t: Text, j: int) -> bool:
    """Whether word *j* is a verb that describes what follows."""
    form, tail = t.forms[j], t.tail[j]
    if t.mask[j] & t.bit("tie", "live", "meet", "witness", "report", "say", "victim"):
        return final(form) in (4, 8) or form.endswith(("는", "던", "은"))
    if tail in ("는", "은", "던") and form[-2:-1] in _VERB and not t.mask[j]:
        return True
    if t.mask[j + 1] & t.bit("official") and form[-1] not in "한된던는은":
        return False
    return not t.mask[j] and not tail and len(form) >= 2 and (final(form) == 4 or form.endswith("던")) and not is_name(form)


def _left(t: Text, start: int, sort: str) -> _Left:
    """Read the words before *start* that describe it, from right to left."""
    left = _Left(first=start, run=start)
    j = start - 1
    noun = True
    while j >= 0 and start - j <= _SPAN and t.sentence[j] == t.sentence[start] and t.inside[j] == t.inside[start]:
        if t.forms[j] == "·" and t.wordlike(j - 1):
            j -= 1
            continue
        if not t.wordlike(j) or t.quoted(j) or t.forms[j].endswith(_INDIRECT) or not _take(t, j, left, noun, sort):
            break
        if t.tail[j] == "의" or t.forms[j] in _HIDING or left.places[-1:] == [j] or left.link == j:
            noun = False
        left.first = j
        if left.clause:
            left.first = _clause(t, j, left)
            break
        if noun:
            left.run = j
        j -= 1
    return left


def _take(t: Text, j: int, left: _Left, noun: bool, sort: str) -> bool:
    """Take word *j* into the phrase, or tell that the phrase begins after it."""
    form, tail, mask = t.forms[j], t.tail[j], t.mask[j]
    if form in _HIDING:
        left.hidden = True
    elif form in ("이", "그", "해당") or form.startswith("이들"):
        left.this = form != "그" or True
    elif form in ("다른", "또", "또다른") or mask & t.bit("link") and form not in _MANY:
        left.link = j
    elif form in _MANY:
        left.hidden = left.plural = True
    elif form == "명의" or form == "명":
        before = t.forms[j - 1] if j else ""
        left.number = _COUNT.get(before, 0) or (int(before) if before.isdecimal() else 0)
        left.plural = left.number > 1
    elif form in _COUNT or t.sort[j] == DIGIT:
        return left.number > 0 or j + 1 < t.n and t.forms[j + 1] in ("대", "명의")
    elif mask & t.bit("place_wide", "place_local", "near", "area") and tail in ("", "의", "인"):
        left.places.append(j)
    elif mask & t.bit("former") and not mask & t.bit("tie"):
        left.hidden = True
        left.roles.append((j, j + 1))
    elif mask & t.bit("us", "outlet_noun"):
        return False
    elif _adnominal(t, j):
        left.clause = True
    elif sort == "official" and tail and (tail == "과" or is_name(form)) and not mask:
        left.unknown += 1
        left.names += is_name(form)
    elif tail in ("", "의", "인"):
        _modifier(t, j, left, sort)
    else:
        return False
    return True


def _modifier(t: Text, j: int, left: _Left, sort: str) -> None:
    """A noun before the noun: another role, a sign of the person, a name."""
    mask = t.mask[j]
    if mask & t.bit("person", "demonym", "kin") and not mask & t.bit("role"):
        left.persons.append((j, j + 1))
    elif mask & t.bit("role") and t.tail[j] in ("", "인"):
        left.roles.append((j, j + 1))
    if mask in (0, t.bit("role")) and t.sort[j] == HANGUL and not t.tail[j]:
        left.unknown += not mask
        if is_name(t.forms[j]) and not t.forms[j].endswith(("팀", "실", "과", "부", "권", "계", "급", "측", "사", "소", "당", "장", "군", "시", "식")):
            left.names += not mask or sort == "official"


def _clause(t: Text, verb: int, left: _Left) -> int:
    """The first word of the clause that *verb* closes; notes its places and what it says of the source's work."""
    place, j = t.bit("place_wide", "place_local", "near", "area"), verb - 1
    stop = t.bit("source", "report")
    while j >= 0 and verb - j < 10 and t.sentence[j] == t.sentence[verb] and t.inside[j] == t.inside[verb]:
        tail = t.tail[j]
        if not t.wordlike(j) and t.forms[j] not in ("·", "‘", "’"):
            break
        if tail in ("은", "는") and not _adnominal(t, j) or t.mask[j] & stop:
            break
        if t.quoted(j) or t.forms[j].endswith(_INDIRECT) or t.forms[j].startswith(("따르면", "의하면")):
            break
        if tail in ("이", "가", "도") and not t.mask[j + 1] & t.bit("tie", "meet"):
            break
        if t.mask[j] & place and tail in ("에", "에서", "", "의", "로", "으로"):
            left.places.append(j)
        j -= 1
    first = j + 1
    other = t.bit("live", "meet", "report", "say", "witness", "victim", "anonymity", "us")
    if t.mask[verb] & t.bit("tie", "former") or verb > first and not t.any(first, verb + 1, other):
        left.roles.append((first, verb + 1))
    return first


def _make(
    t: Text, left: _Left, first: int, head: int, last: int, sort: str, key: str, ending: str,
    *, named: bool = False, plural: bool = False, after: int = 0,
) -> Head:  # fmt: skip
    """The phrase, with what was read before it."""
    return Head(
        first=left.first, last=last, head=first if sort in ("letter", "surname", "name") else head, sort=sort, key=key,
        ending=ending, after=after or last, named=named, hidden=left.hidden, this=left.this, link=left.link,
        plural=plural or left.plural, number=left.number, places=tuple(left.places), roles=tuple(left.roles),
        persons=tuple(left.persons), bare=left.first == first, run=left.run,
    )  # fmt: skip
