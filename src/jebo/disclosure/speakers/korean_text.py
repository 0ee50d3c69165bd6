"""A Korean text as the ear reads it: words with classes, names, and what may stand before a noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.structure import Structure
from jebo.disclosure.words import DIGIT, HANGUL, LETTER, MARK, Words

SURNAMES = frozenset(
    "김 리 이 박 최 정 강 조 윤 장 임 림 한 오 서 신 권 황 안 송 류 유 전 홍 고 문 양 손 배 백 허 남 심 노 로 하 곽 성 차 주 우 구 민 진 지 "
    "엄 채 원 천 방 공 현 함 변 염 여 렴 추 도 소 석 선 설 마 길 연 위 표 명 기 반 라 나 왕 금 옥 육 인 맹 제 모 탁 국 어 은 편 용 예 봉 경 사 부 "
    "가 복 태 목 형 피 두 감 음 빈 동 온 호 범 좌 팽 승 간 견 당 뤄 쑨 쉬 린".split()
)
_DOUBLE = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문")
_CALLED = ("가명", "별명", "서명", "이름으로", "필명", "별칭", "호칭")
_MO = re.compile(r"^([가-힣])(?:모|아무개|○○|OO)$")
TOPIC = frozenset("은 는 도 들은 들도 측은 측도 네는 께서는 께서도 만 만은".split())
SUBJECT = frozenset("이 가 들이 께서 측이 측에서 에서 라 이라".split())
COPULA = frozenset("이다 다 였다 이었다 입니다 이었습니다 였습니다 이며 인데 이고 였는데 이었는데".split())
FROM = frozenset("에게서 한테서 로부터 으로부터 들에게서 들로부터 와 과 들과 와의 과의 들과의".split())


def is_name(form: str) -> bool:
    """Whether a word no list holds looks like a Korean name: surname and one or two syllables."""
    if form[-1] in "한된던할될난는":
        return False
    if len(form) == 4:
        return form.startswith(_DOUBLE)
    return len(form) == 3 and (form[0] in SURNAMES or form.startswith(_DOUBLE))


def final(form: str) -> int:
    """The final consonant of the last syllable as Unicode numbers it: 0 none, 4 ㄴ, 8 ㄹ, 20 ㅆ."""
    code = ord(form[-1]) - 0xAC00
    return code % 28 if 0 <= code < 11172 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A person: the word numbers of its phrase, its noun and what follows it.

    ``sort`` is source, role, person, kin, letter (A 씨), name, institution or she; ``key`` tells one from another;
    ``named`` says that the phrase names the person, ``open`` that a word such as 한 or 전직 hides him.
    """

    first: int
    last: int
    head: int
    sort: str
    key: str
    ending: str
    after: int
    named: bool = False
    hidden: bool = False
    this: bool = False
    link: int = -1
    plural: bool = False
    number: int = 0
    places: tuple[int, ...] = ()
    roles: tuple[tuple[int, int], ...] = ()
    persons: tuple[tuple[int, int], ...] = ()
    bare: bool = True
    run: int = 0


class Text:
    """Words, classes and endings of a text as plain lists, with the questions the ear asks of them."""

    def __init__(self, words: Words, marks: Marks, structure: Structure, lexicon: Lexicon) -> None:
        self.words = words
        self.structure = structure
        self.n = len(words)
        self.forms = words.forms
        self.mask: list[int] = marks.mask.tolist()
        self.tail = [t or "" for t in marks.tail]
        self.sort: list[int] = words.sort.tolist()
        self.spaced: list[bool] = words.spaced.tolist()
        self.inside: list[int] = structure.inside.tolist()
        self.sentence: list[int] = structure.sentence.tolist()
        self.paragraph: list[int] = structure.paragraph.tolist()
        self._bits = {name: int(bit) for name, bit in lexicon.bit.items()}

    def bit(self, *names: str) -> int:
        """The classes *names* as one mask."""
        return sum(self._bits.get(name, 0) for name in names)

    def stem(self, i: int) -> str:
        """Word *i* without its ending."""
        tail = self.tail[i]
        return self.forms[i][: -len(tail)] if tail else self.forms[i]

    def hangul(self, i: int) -> bool:
        """Whether word *i* exists and is written in Hangul."""
        return 0 <= i < self.n and self.sort[i] == HANGUL

    def wordlike(self, i: int) -> bool:
        """Whether word *i* exists and is a word or a number."""
        return 0 <= i < self.n and self.sort[i] in (HANGUL, LETTER, DIGIT)

    def glued(self, i: int) -> bool:
        """Whether word *i* stands right behind the one before it."""
        return 0 < i < self.n and not self.spaced[i]

    def quoted(self, i: int) -> bool:
        """Whether word *i* is the ending of a quotation: ”고, ”라며."""
        return self.glued(i) and self.inside[i - 1] > 0 and not self.inside[i]

    def parenthesis(self, i: int) -> int:
        """One past the bracket that opens at *i*, or *i*."""
        if not (0 <= i < self.n and self.forms[i] == "(" and self.glued(i)):
            return i
        for j in range(i + 1, min(i + 16, self.n)):
            if self.forms[j] == ")":
                return j + 1
        return i

    def any(self, first: int, last: int, mask: int) -> bool:
        """Whether a word of these classes stands in the range."""
        return any(m & mask for m in self.mask[max(0, first) : max(0, last)])

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Surnames of the full names in the text."""
        title = self.bit("role", "official", "kin")
        found = set()
        for i in range(self.n):
            if self.sort[i] != HANGUL:
                continue
            if is_name(self.forms[i]) and self._titled(i):
                found.add(self.forms[i][0])
            elif not self.mask[i] and is_name(self.stem(i)) and i and self.mask[i - 1] & title and not self.tail[i - 1]:
                found.add(self.forms[i][0])
        return frozenset(found)

    def _titled(self, i: int) -> bool:
        """Whether a bracket, 씨 or a title follows word *i*."""
        if i + 1 >= self.n:
            return False
        after = self.forms[i + 1]
        return after == "(" or after[0] == "씨" or bool(self.mask[i + 1] & self.bit("official", "kin"))

    @cached_property
    def pseudonyms(self) -> dict[str, tuple[int, int]]:
        """Names followed by (가명), with the place where they are told to be no real names."""
        found: dict[str, tuple[int, int]] = {}
        sign = self.bit("pseudonym")
        for i in range(1, self.n):
            if self.forms[i].startswith(_CALLED) and (name := self._called(i)):
                found[name] = (i - 1, i)
            if self.forms[i] != "(" or (end := self.parenthesis(i)) == i or not self.any(i, end, sign):
                continue
            first, last = self._before(i)
            if last > first:
                found[" ".join(self.forms[first:last])] = (first, end)
        return found

    def _called(self, i: int) -> str:
        """The name in ‘저울’이라는 서명 or 산다르라는 가명, before the noun at *i*."""
        if self.forms[i - 1] in ("라는", "이라는") and i > 3 and self.sort[i - 2] == MARK and self.wordlike(i - 3):
            return self.forms[i - 3] if self.sort[i - 4] == MARK else ""
        return self.stem(i - 1) if self.tail[i - 1] in ("라는", "이라는") else ""

    def _before(self, i: int) -> tuple[int, int]:
        """The name that ends before the bracket at *i*."""
        last = i
        if self.sort[i - 1] == MARK:
            last = i - 1
            first = last
            while first > 0 and last - first < 4 and self.wordlike(first - 1):
                first -= 1
            return first, last
        if self.forms[i - 1] == "씨":
            last = i - 1
        first = last - 1
        while (
            first > 0
            and last - first < 3
            and self.hangul(first - 1)
            and not self.mask[first - 1]
            and not self.tail[first - 1]
            and self.sentence[first - 1] == self.sentence[first]
            and final(self.forms[first - 1]) != 4
        ):
            first -= 1
        return max(first, 0), last


def units(structure: Structure) -> list[int]:
    """For each sentence the number of the first one that it hangs together with, because a quotation holds both."""
    n = int(structure.sentence[-1]) + 1 if len(structure.sentence) else 0
    root = np.arange(n)
    for quote in structure.quotes:
        a, b = int(structure.sentence[quote.first]), int(structure.sentence[quote.last - 1])
        if b > a:
            root[a : b + 1] = root[a]
    return [int(x) for x in root]
