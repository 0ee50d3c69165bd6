"""Korean words taken apart: stem and ending, and classes found by the end of a compound.

A Korean noun stands with its particles (``소식통은``) and closes a compound (``방직공장노동자``); the
scanner of the lexicon sees the beginning of a word only. Here every Hangul word gets its ending, a noun whose
ending is none is dropped, and a word that no list holds gets the class of the longest listed noun that it
ends with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.words import HANGUL, Words

# Classes of verbs: what follows their stem is free.
OPEN = frozenset("say report hearsay witness tie live verdict victim meet issue".split())
# Classes of nouns that close compounds.
COMPOUND = frozenset("source role official institution document paper meeting place_noun outlet_noun".split())
_AREA = frozenset("시군읍동리현역항")  # last syllables of names of places; all are common in other words too
_NO_AREA = frozenset(
    "다시 역시 즉시 잠시 당시 임시 동시 필시 감시 무시 표시 전시 지시 몹시 일시 도시 혹시 제시 명시 "
    "접시 낚시 중시 게시 실시 택시 적시 경시 응시 고시 공시 장군 해군 육군 공군 미군 적군 아군 비군 "
    "명군 령군 부군 반군 립군 민군 인군 국군 한군 켓군 마군 란군 일군 교군 렌군 친군 주군 더군 는군 "
    "회군 대군 연군 좌군 우군 강군 진군 맹군 칸군 방군 노동 운동 행동 이동 활동 공동 아동 변동 작동 "
    "협동 출동 가동 부동 충동 감동 연동 로동 선동 진동 자동 수동 시동 반동 난동 거동 격동 동동 유동 "
    "역동 발동 파동 준동 소동 혼동 제동 구동 기동 원동 추동 고동 거리 소리 자리 머리 다리 관리 처리 "
    "정리 우리 무리 총리 대리 수리 마리 빨리 논리 분리 유리 허리 꼬리 뿌리 파리 요리 원리 권리 짜리 "
    "어리 저리 투리 끼리 쿠리 밀리 원군 병군 사역 외항 모리 로리 메리 걸리 이리 승리 금리 심리 물리 "
    "격리 아리 타리 두리 따리 널리 멀리 달리 미리 일리 굴리 영리 비리 도리 생리 병리 윤리 의리 조리 "
    "섭리 합리 불리 독리 고리 부리 나리 서리 오리 가리 사리 둘리 몰리 살리 알리 열리 올리 울리 팔리 "
    "풀리 흘리 차리 버리 때리 내리 그리 드리 느리 흐리 누리 벌리 들리 놀리 질리 홀리 말리 틀리 너리 "
    "구리 쪼리 주장 표현 실현 출현 구현 발현 재현 지현 수현 지역 구역 광역 통역 현역 병역 무역 해역 "
    "권역 번역 방역 검역 용역 영역 하역 배역 주역 대역 부역 노역 외교역 교역 전역 제역 등역 징역 면역 "
    "공역 영향 취항 대항 저항 조항 사항 공항 반항 출항 입항 운항 난항 문항 상항 제항 귀항 회항 항항 "
    "지항 편항 강항".split()
)


Marked = tuple[str, int, str | None]
"""A word, the number of its set of classes, and what follows the stem, as the lists know them."""


def strip(form: str, endings: frozenset[str]) -> tuple[str, str]:
    """Stem and ending of a Hangul word, by the longest listed ending.

    A stem keeps two syllables, or one where the ending has one.

    >>> strip("소식통들에게는", frozenset({"는", "들에게는", "에게는"}))
    ('소식통', '들에게는')
    """
    for k in range(min(5, len(form) - 1), 0, -1):
        if form[-k:] in endings and (len(form) - k >= 2 or k == 1):
            return form[:-k], form[-k:]
    return form, ""


def is_area(stem: str) -> bool:
    """Whether *stem* looks like the name of a city, county, village or station that no list holds."""
    if len(stem) == 3 and stem[-1] == "현" and stem[0] in _SURNAMES:
        return False
    if len(stem) >= 4 and stem.endswith(("구역", "지구", "동자구", "자치현", "자치주", "특구")):
        return True
    return 3 <= len(stem) <= 5 and stem[-1] in _AREA and stem[-2:] not in _NO_AREA


_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍고문양손배백허남심곽성차주우구민진공"  # of most people
_CONNECTIVES = (
    "고",
    "며",
    "면서",
    "면",
    "아서",
    "어서",
    "해서",
    "려고",
    "려",
    "지만",
    "니까",
    "는데",
    "은데",
    "도록",
    "게",
    "러",
    "자마자",
    "아",
    "어",
)
_WORKER = frozenset("공꾼원병생상관역장")
_NO_WORKER = frozenset(
    "성공 항공 진공 시공 가공 제공 허공 전공 인공 침공 수공 화공 병원 공원 법원 학원 지원 자원 동원 "
    "구원 대원 복원 정원 차원 만원 천원 억원 백원 유원 사원 상원 하원 초원 수원 철원 남원 근원 기원 "
    "응원 염원 요원 민원 증원 감원 충원 제원 소원 왕원 질병 유병 물병 술병 화병 발병 문병 간병 상병 "
    "종병 열병 전병 꽃병 발생 인생 탄생 위생 고생 기생 재생 파생 희생 민생 평생 일생 공생 갱생 여생 "
    "태생 이상 세상 대상 비상 현상 예상 상상 영상 동상 화상 인상 향상 정상 항상 사상 환상 보상 협상 "
    "가상 부상 통상 외상 증상 형상 일상 책상 밥상 음상 기상 지상 해상 육상 이관 기관 경관 본관 별관 "
    "회관 여관 공관 신관 박물관 도서관 영화관 체육관 대사관 영사관 습관 관관 연관 무관 유관 보관 세관 "
    "해관 외관 미관 주관 객관 낙관 비관 직관 지역 구역 광역 현역 병역 무역 해역 권역 번역 방역 검역 "
    "용역 영역 하역 배역 징역 전역 부역 노역 시장 공장 농장 현장 입장 주장 문장 포장 확장 연장 긴장 "
    "성장 저장 운동장 경기장 작업장 비행장 공연장 수장 고장 통장 도장 당장 심장 가장 초장 등장 냉장 "
    "위장 극장 광장 매장 직장 목장 군장 복장 권장 과장 장장 훈장 담장 된장 고추장 영장 막장 탈곡장 "
    "장마당장 건조장 사격장 매립장 주차장 처리장 양식장 도축장 폐차장 예식장 장례식장 훈련장 수영장 "
    "사업장 선착장 정거장 승강장 연습장 집합장 전시장 회의장 투표장 기자회견장".split()
)


def is_worker(stem: str) -> bool:
    """Whether a word that no list holds looks like an occupation: 배수공, 방문단원, 전역병."""
    return 3 <= len(stem) <= 6 and stem[-1] in _WORKER and not {stem, stem[-2:]} & _NO_WORKER


def _singular(phrase: str) -> str:
    """A noun without 들, which counts as an ending, so that 주민들 does not hide 주민."""
    return (
        phrase[:-1] if len(phrase) > 2 and phrase.endswith("들") and not phrase.endswith("아들") else phrase
    )


class Stemmed(Lexicon):
    """A lexicon for a language whose nouns carry particles.

    ``Marks.tail`` holds the ending of every Hangul word.
    """

    def __init__(
        self,
        classes: Mapping[str, Iterable[str]],
        *,
        particles: frozenset[str] = frozenset(),
        proper: frozenset[str] = frozenset(),
    ) -> None:
        lists = {name: [_singular(phrase) for phrase in phrases] for name, phrases in classes.items()}
        super().__init__(lists, particles=particles, proper=proper)
        self._open = self._mask(OPEN)
        self._area = self._mask(frozenset({"area"}))
        self._site = self._mask(frozenset({"place_noun", "institution"}))
        self._places = self._mask(frozenset({"place_local", "place_wide"}))
        self._filler = self._mask(frozenset({"filler"}))
        self._role = self._mask(frozenset({"role"}))
        self._common = self._mask(frozenset({"common"}))
        self._ends: dict[str, int] = {}
        for name in COMPOUND & set(lists):
            for phrase in lists[name]:
                if len(phrase) > 1 and " " not in phrase:
                    self._ends[phrase] = self._ends.get(phrase, 0) | int(self.bit[name])
        self._longest = max(map(len, self._ends), default=0)
        self._seen: dict[Marked, tuple[int, str | None]] = {}
        self._more_groups()

    def _mask(self, names: frozenset[str]) -> int:
        return sum(int(self.bit[name]) for name in names if name in self.bit)

    def _more_groups(self) -> None:
        """Sets of classes that only arise here: those of compounds and of bare verbs."""
        known = list(self.groups)
        more = {self._area, self._role, self._filler, *self._ends.values(), *(m & self._open for m in known)}
        more |= {m & ~self._places for m in known if m & self._common}
        for mask in sorted(more - set(known)):
            self.groups[mask] = len(self.groups)
        self._mask_of = np.array(list(self.groups), np.uint64)

    def mark(self, words: Words) -> Marks:
        """Look the words up, by their beginning first and then by their end."""
        marks = super().mark(words)
        group, tail, forms = marks.group.tolist(), list(marks.tail), words.forms
        for i in np.flatnonzero(words.sort == HANGUL).tolist():
            word = (forms[i], group[i], tail[i])
            group[i], tail[i] = self._seen.get(word) or self._remembered(word)
        groups = np.array(group, np.int64)
        return Marks(groups, self._mask_of[groups], tail)

    def _remembered(self, word: Marked) -> tuple[int, str | None]:
        """Classes and ending of a word, kept for the next time it stands somewhere."""
        if len(self._seen) >= 65_536:  # chosen by us: some 16 MB
            self._seen.clear()
        form, group, rest = word
        mask, tail = self._taken_apart(form, int(self._mask_of[group]), rest)
        known = self._seen[word] = (self.groups[mask], tail)
        return known

    def _taken_apart(self, form: str, mask: int, rest: str | None) -> tuple[int, str | None]:
        """Classes and ending of a word, given what the lists say of its beginning."""
        if rest is None and mask:  # not the last word of its phrase
            return mask, ""
        if rest is not None and (not rest or rest in self.particles or mask & self._open):
            if mask & self._open and rest and rest not in self.particles:
                mask &= self._open
            if mask & self._common:
                mask &= ~self._places
            return mask, rest
        begins = mask & self._places
        mask, tail = self._ending(form)
        return (self._area if begins and mask & self._site else mask), tail

    def _ending(self, form: str) -> tuple[int, str]:
        stem, ending = strip(form, self.particles)
        for word, rest in ((form, ""), (stem, ending)):
            for k in range(max(0, len(word) - self._longest), len(word) - 1):
                found = self._ends.get(word[k:])
                if found:
                    return found, rest
        if is_area(stem):
            return self._area, ending
        if is_worker(stem):
            return self._role, ending
        return (self._filler if len(form) > 1 and form.endswith(_CONNECTIVES) else 0), ending
