"""Whether a passphrase would hold against somebody who took the laptop."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jebo.desk.key import Passphrase
from jebo.desk.refused import Refused
from jebo.errors import N_

# chosen by us. One guess costs 64 MiB three times over (jebo.desk.key): some thousands a second on a large
# graphics card. 10^15 guesses then take a thousand such cards several years; 10^18 thousands of years.
FAIR: Final = 15.0
STRONG: Final = 18.0
_NEAR: Final = 11.0
# A Korean syllable counts at most 100 guesses. A word of two then counts 10^4, as a word of a Diceware list
# does (7,776 = 10^3.9), and not what its five keys would as random letters (10^5).
_SYLLABLE: Final = 2.0
_LONGEST: Final = 72  # zxcvbn's own limit; more would only be stronger
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_APART: Final = re.compile(r"[ .,_-]+")

# What people choose first, lines that they know by heart among it; Korean is also found when it is typed with the
# keyboard in English.
_COMMON: Final = (
    "correct horse battery staple",
    "to be or not to be that is the question",
    "동해물과 백두산이 마르고 닳도록",
    "하느님이 보우하사 우리나라 만세",
    "무궁화 삼천리 화려강산",
    "대한사람 대한으로 길이 보전하세",
    "아침은 빛나라 이 강산 은금에 자원도 가득한",
    "나를 버리고 가시는 님은 십리도 못가서 발병난다",
    "나 보기가 역겨워 가실 때에는 말없이 고이 보내 드리우리다",
    "죽는 날까지 하늘을 우러러 한 점 부끄럼이 없기를",
    "내가 그의 이름을 불러 주기 전에는 그는 다만 하나의 몸짓에 지나지 않았다",
    *(
        "비밀번호 암호 사랑 사랑해 사랑해요 안녕 안녕하세요 대한민국 한국 조선 통일 평화 자유 희망 기자 제보 취재원 신문 방송 뉴스"
        " 엄마 아빠 가족 행복 감사합니다 고맙습니다 아리랑 아라리요 서울 부산 평양 개성 함흥 신의주 백두산 한라산 금강산 압록강"
        " 두만강 대동강 한강 김치 사과 바나나 컴퓨터 천사 공주 왕자 바보 가나다라마바사 일이삼사 하나둘셋넷 기역니은디귿"
    ).split(),
)

# The two-set keyboard (KS X 5002): which keys write the first, middle and last letters of a syllable.
_FIRST: Final = "r R s e E f a q Q t T d w W c z x v g".split()
_MIDDLE: Final = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split()
_LAST: Final = ["", *"r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split()]


class WeakPassphrase(Refused):
    """The passphrase could be guessed."""

    says = N_(
        "this passphrase could be guessed; take six words that have nothing to do with each other or with you"
    )


class Grade(StrEnum):
    """How a passphrase would hold, in a sentence."""

    WEAK = N_("weak: a laptop would find it")
    NEAR = N_("not enough: a state would find it; add a word or two")
    FAIR = N_("good: finding it would take a state years")
    STRONG = N_("strong: nobody finds it by guessing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What guessing a passphrase would take."""

    guesses: float
    """Decimal logarithm of the guesses, by an attacker who knows how people choose."""

    @property
    def grade(self) -> Grade:
        """The sentence for a person."""
        if self.guesses < _NEAR:
            return Grade.WEAK
        if self.guesses < FAIR:
            return Grade.NEAR
        return Grade.FAIR if self.guesses < STRONG else Grade.STRONG

    @property
    def enough(self) -> bool:
        """Whether jebo takes it."""
        return self.guesses >= FAIR


def strength(passphrase: Passphrase) -> Strength:
    """How strong *passphrase* is, by zxcvbn (D. L. Wheeler, USENIX Security 2016).

    It is judged whole, without its spaces, and as the sum of its different words, for who is after words knows
    of spaces; the lowest holds. zxcvbn knows no Korean, and would count a syllable as one sign of ten: so Korean
    is judged by the keys that write it, with what Koreans choose first among the dictionaries, and a syllable
    never counts more than 100 guesses.

    >>> strength(Passphrase("correct horse")).enough
    False
    """
    typed = keys(passphrase)
    guesses = (
        _guesses(typed),
        _guesses(typed.replace(" ", "")),
        sum(map(_guesses, set(_APART.split(typed)) - {""})),
        _by_syllables(passphrase.reveal().decode("utf-8", "replace")),
    )
    return Strength(guesses=min(guesses))


def _guesses(typed: str) -> float:
    from zxcvbn import zxcvbn  # its word lists take a moment to load, and only a new passphrase needs them

    return float(zxcvbn(typed[:_LONGEST], _common(), _LONGEST)["guesses_log10"]) if typed else 0.0


def demand(passphrase: Passphrase) -> None:
    """:raises WeakPassphrase: if it could be guessed."""
    if not strength(passphrase).enough:
        raise WeakPassphrase


def keys(passphrase: Passphrase) -> str:
    """The keys of the two-set keyboard that write *passphrase*; what is not Korean stays.

    >>> keys(Passphrase("감자 7"))
    'rkawk 7'
    """
    return "".join(map(_keys, passphrase.reveal().decode("utf-8", "replace")))


def _keys(sign: str) -> str:
    if not _HANGUL.match(sign):
        return sign
    index = ord(sign) - 0xAC00  # The Unicode Standard, 3.12: 19 first, 21 middle and 28 last letters
    return _FIRST[index // 588] + _MIDDLE[index % 588 // 28] + _LAST[index % 28]


def _common() -> list[str]:
    lines = [*_COMMON, *(line.replace(" ", "") for line in _COMMON if " " in line)]
    return ["".join(map(_keys, line)) for line in lines]


def _by_syllables(text: str) -> float:
    """Each different sign once, so that a repeated word is not a longer one; no limit without Korean."""
    signs = set(unicodedata.normalize("NFC", text)) - {" "}
    return _SYLLABLE * len(signs) if any(map(_HANGUL.match, signs)) else math.inf
