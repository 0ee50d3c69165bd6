"""Closed lists of Korean words that the ear needs and no rule does: endings, verbs of writing, titles.

Where a list is a tuple its words are beginnings or ends of words.
"""

from __future__ import annotations

from typing import Final

INDIRECT: Final[tuple[str, ...]] = tuple("다고 라고 냐고 자고 다며 라며 다면서 라면서 으라고 느냐고".split())
"""Endings of reported speech."""

SPEECH: Final[tuple[str, ...]] = tuple(
    "고 라고 이라고 며 라며 이라며 면서 라면서 이라면서 다고 면서도 라면서도 하고 이라".split()
)
"""Endings of a quotation that was spoken."""

DASH: Final[frozenset[str]] = frozenset("- – — ― ─".split())
"""Marks that open a question of an interview."""

WRITTEN: Final[tuple[str, ...]] = tuple(
    "적혀 적힌 적혔 적었 적은 쓰여 쓰인 쓰였 써 씌 새겨 인쇄 찍혀 찍혔 찍힌 못박 명시 돼 되어 규정 "
    "불렀 부른 불리 불린 기재 나온다 나오는 이름 을러 외쳤 외치 표기 기록 시작".split()
)
"""Verbs by which words stand on paper, after a quotation."""

ASKS: Final[frozenset[str]] = frozenset(
    "기자 등록일 리포터 문 본지 사회자 앵커 진행 진행자 질문 취재진 해설".split()
)
"""Those who ask in a script."""

THUS: Final[tuple[str, ...]] = tuple(
    "그렇게 이렇게 말이다 말입니다 증언이다 이야기다 얘기다 전언이다 설명이다 하소연이다 내용이다 "
    "답이다 대답이다 목소리다 주장이다 이야기입니다 기억이다 회고다 푸념이다 귀띔이다".split()
)
"""Words that say whose words stood before."""

TELL: Final[tuple[str, ...]] = tuple(
    "말 전언 이야기 얘기 설명 증언 주장 진술 귀띔 하소연 목소리 기억 회고 대답 답 제보 사연 고백 육성 "
    "푸념".split()
)
"""Nouns for what somebody said."""

OBLIQUE: Final[tuple[str, ...]] = tuple("에 들에 로 으로 한테 까지 부터 보다 들로".split())
"""Endings after which 는 makes no speaker."""

GOT: Final[tuple[str, ...]] = tuple("나눈 나눴 나왔 들은 들었 들을 넘겨받 건네받 입수 확인 얻은 얻었".split())
"""Verbs by which the outlet got something from somebody."""

COURT: Final[tuple[str, ...]] = tuple(
    "대법 법원 원심 항소 1심 피고 고소 공소 혐의 기소 선고 검거 피의자 구속영장 재판부 판결문 송치 "
    "입건 경찰 검찰 진술 징역 체포 숨진".split()
)
"""Beginnings of words of police reports and trials."""

HE: Final[frozenset[str]] = frozenset("그가 그는 그도 그를 그에 그에게 그에게서 그와 그의".split())
"""Pronouns without gender."""

IN_NAMES: Final[frozenset[str]] = frozenset("경 고 나 네 다 도 라 란 만 며 서 야 요 인 자 지 치".split())
"""Endings that are syllables of names too."""

SEEDS: Final[frozenset[str]] = frozenset(
    "글씨 꽃씨 날씨 눈씨 말씨 맵씨 볍씨 불씨 성씨 솜씨 씨를 씨앗 아씨 풀씨 홀씨".split()
)
"""Words in which 씨 is no title."""

NO_WORK: Final[tuple[str, ...]] = tuple(
    "온 나온 태어난 둔 본 꺼린 거절한 원한 쓴 있던 있었던 밝힌 보낸 관련 구하지".split()
)
"""Verbs that tell nothing of what somebody does."""

AUXILIARY: Final[frozenset[str]] = frozenset("간 난 낸 된 둔 본 온 준".split())
"""Verbs of one syllable that describe the noun after them."""

ALWAYS: Final[tuple[str, ...]] = tuple(
    "대변인 장관 차관 총리 대통령 의장 총재 주석 군수 구청장 지사 교육감 청장 참모총장 국왕 사령관 "
    "총장 서장 대사 특사 원내대표 당대표 사무국장".split()
)
"""Offices that speak on the record."""

SCHOLARS: Final[tuple[str, ...]] = tuple(
    "연구원 연구위원 교수 박사 변호사 의원 위원 이코노미스트 애널리스트".split()
)
"""Titles before which a name stands even after a genitive."""

LETTER_ENDINGS: Final[frozenset[str]] = frozenset(
    "가 는 다 도 라는 를 에 에게 에게는 에게서 였다 와 은 의 이".split()
)
"""Endings of a letter that stands for a person: K는."""

HIDING: Final[frozenset[str]] = frozenset("모 어느 어떤 익명의 한".split())
"""Words that hide who it is."""

MANY: Final[frozenset[str]] = frozenset("다수의 몇몇 복수의 수명의 여러 여러명의 일부".split())
"""Words of several."""

VERB: Final[frozenset[str]] = frozenset(
    "가 기 나 내 놓 다 대 돕 되 두 둔 들 라 러 르 리 보 시 쓰 없 오 우 있 주 지 치 키 파 하".split()
)
"""Syllables before 는 that make a verb."""

OF: Final[tuple[str, ...]] = tuple("라는 이라는 는 란 이란 라고 이라고 고 이라".split())
"""Endings of words of a paper."""

BARE: Final[tuple[str, ...]] = tuple("이 가 을 를 에 에는 엔 의 다 이었 였 이다 로 으로 란 라는 에서".split())
"""Endings of a name of a paper in quotation marks."""

SAID: Final[tuple[str, ...]] = tuple(
    "말 것 이름 별명 호칭 노래 소문 비판 주장 우려 지적 반응 입장 의혹 이유 뜻 얘기 이야기 생각 점 게 "
    "식 의미 설명 하소연 농담 답 질문 물음 전망 평가 분석 제목 시".split()
)
"""Nouns that make a quotation no paper: “…”라는 소문."""

SURNAMES: Final[frozenset[str]] = frozenset(
    "가 간 감 강 견 경 고 공 곽 구 국 권 금 기 길 김 나 남 노 당 도 동 두 라 렴 로 뤄 류 리 린 림 마 "
    "맹 명 모 목 문 민 박 반 방 배 백 범 변 복 봉 부 빈 사 서 석 선 설 성 소 손 송 쉬 승 신 심 쑨 안 "
    "양 어 엄 여 연 염 예 오 옥 온 왕 용 우 원 위 유 육 윤 은 음 이 인 임 장 전 정 제 조 좌 주 지 진 "
    "차 채 천 최 추 탁 태 팽 편 표 피 하 한 함 허 현 형 호 홍 황".split()
)
"""Surnames of one syllable."""

NO_NAMES: Final[frozenset[str]] = frozenset(
    "가만히 가운데 가져온 경비실 고쳐진 공관위 구매팀 국내외 국방성 국숫집 기관지 기다려 나누며 "
    "나누어 나란히 노동력 노선별 당분간 두만강 라면서 마지막 민들레 반대해 반도체 사장님 선생님 "
    "소나무 승합차 어떻게 여름철 오늘날 오히려 옥수수 원장님 유조선 이듬해 이란산 이렇게 이른바 "
    "이사회 이어진 이제는 인사팀 인용해 인터넷 전까지 전문점 전산팀 정리해 정보당 정어리 정해진 "
    "조선업 조작해 지게차 지나간 지난달 지난봄 지난주 지난해 지역별 천오백 천천히 하나둘 하면서 "
    "한동안 한마디 홍보팀".split()
)
"""Words of three syllables that look like names and are none."""

DOUBLE: Final[tuple[str, ...]] = tuple("남궁 황보 제갈 선우 독고 사공 서문".split())
"""Surnames of two syllables."""

CALLED: Final[tuple[str, ...]] = tuple("가명 별명 서명 이름으로 필명 별칭 호칭".split())
"""Nouns for a name that is not real: 저울이라는 서명."""

TOPIC: Final[frozenset[str]] = frozenset("께서는 께서도 네는 는 도 들도 들은 만 만은 은 측도 측은".split())
"""Endings of a topic."""

SUBJECT: Final[frozenset[str]] = frozenset("가 께서 들이 라 에서 이 이라 측에서 측이".split())
"""Endings of a subject."""

COPULA: Final[frozenset[str]] = frozenset(
    "다 였는데 였다 였습니다 이고 이다 이며 이었는데 이었다 이었습니다 인데 입니다".split()
)
"""Endings of a noun that is the predicate."""

FROM: Final[frozenset[str]] = frozenset(
    "과 과의 들과 들과의 들로부터 들에게서 로부터 에게서 와 와의 으로부터 한테서".split()
)
"""Endings of somebody from whom, or with whom."""
