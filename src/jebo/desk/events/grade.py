"""How much a source and a statement are to be believed: two grades, kept apart.

The scales are those of NATO STANAG 2511, *Intelligence Reports* (2003), annex A, and of the United States Army's
FM 2-22.3, *Human Intelligence Collector Operations* (2006), appendix B; the wording is ours. Each is judged on its
own: a reliable source can pass on a rumour, and a liar can have seen it. So there is no sum and no order of grades,
and F and 6 mean that nobody can tell, not that it is worst.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from jebo.disclosure.country import Names


class Reliability(Enum):
    """How far a source can be relied on, by what it told before."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(Enum):
    """How far one statement can be believed, by what else is known of the matter."""

    CONFIRMED = 1
    PROBABLE = 2
    POSSIBLE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


class Access(StrEnum):
    """How the source knows. ``TOLD`` is told by somebody who saw, ``TALK`` is common talk."""

    SAW = "saw"
    TOOK_PART = "took part"
    TOLD = "told"
    TALK = "talk"
    DOCUMENT = "document"

    @property
    def first_hand(self) -> bool:
        """Whether the source was there itself."""
        return self in (Access.SAW, Access.TOOK_PART)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a grade is called and what it means, by language (``en``, ``ko``)."""

    name: Names
    meaning: Names


def _wording(name_en: str, name_ko: str, meaning_en: str, meaning_ko: str) -> Wording:
    return Wording(name={"en": name_en, "ko": name_ko}, meaning={"en": meaning_en, "ko": meaning_ko})


RELIABILITY: Final[Mapping[Reliability, Wording]] = {
    Reliability.A: _wording(
        "completely reliable",
        "완전히 신뢰함",
        "tried over a long time; what it told has always held",
        "오래 겪어 보았고 지금까지 전한 말이 모두 맞았다",
    ),
    Reliability.B: _wording(
        "usually reliable",
        "대체로 신뢰함",
        "what it told has mostly held; now and then there is a doubt",
        "전한 말이 대부분 맞았으나 가끔 의심이 남는다",
    ),
    Reliability.C: _wording(
        "fairly reliable",
        "어느 정도 신뢰함",
        "what it told has held at times; one can build on it a little",
        "전한 말이 맞은 적이 있어 조금은 기댈 수 있다",
    ),
    Reliability.D: _wording(
        "not usually reliable",
        "대체로 신뢰하지 못함",
        "what it told has more often not held",
        "전한 말이 틀린 때가 더 많았다",
    ),
    Reliability.E: _wording(
        "unreliable",
        "신뢰하지 못함",
        "what it told has been shown to be wrong or made up",
        "전한 말이 틀리거나 꾸며 낸 것으로 드러났다",
    ),
    Reliability.F: _wording(
        "cannot be judged",
        "판단할 수 없음",
        "new, or too little is known of it; this is no bad mark",
        "처음이거나 아는 것이 너무 적다. 나쁜 평가가 아니다",
    ),
}
CREDIBILITY: Final[Mapping[Credibility, Wording]] = {
    Credibility.CONFIRMED: _wording(
        "confirmed",
        "확인됨",
        "another source, surely independent of this one, says the same",
        "이 취재원과 분명히 독립된 다른 취재원이 같은 말을 한다",
    ),
    Credibility.PROBABLE: _wording(
        "probably true",
        "사실일 가능성이 큼",
        "others say the same, but nobody can say for sure that they are independent",
        "다른 이들도 같은 말을 하지만 서로 독립되었다고 장담할 수 없다",
    ),
    Credibility.POSSIBLE: _wording(
        "possibly true",
        "사실일 수 있음",
        "it fits with what is known; nobody else says so yet",
        "알려진 것과 맞지만 아직 다른 이의 말은 없다",
    ),
    Credibility.DOUBTFUL: _wording(
        "doubtful",
        "의심스러움",
        "it does not fit well with what is known, and cannot be ruled out",
        "알려진 것과 잘 맞지 않으나 아니라고 할 수도 없다",
    ),
    Credibility.IMPROBABLE: _wording(
        "improbable",
        "사실일 것 같지 않음",
        "what is known, or what better statements say, speaks against it",
        "알려진 것이나 더 믿을 만한 진술과 어긋난다",
    ),
    Credibility.CANNOT_BE_JUDGED: _wording(
        "cannot be judged",
        "판단할 수 없음",
        "there is nothing to hold it against; this is no bad mark",
        "견주어 볼 것이 없다. 나쁜 평가가 아니다",
    ),
}
ACCESS: Final[Mapping[Access, Wording]] = {
    Access.SAW: _wording("saw it", "직접 봄", "was there and saw or heard it", "그 자리에서 보거나 들었다"),
    Access.TOOK_PART: _wording(
        "took part", "직접 겪음", "did it, or it was done to them", "직접 했거나 직접 당했다"
    ),
    Access.TOLD: _wording(
        "told by somebody who saw",
        "본 사람에게 들음",
        "heard it from somebody who was there",
        "그 자리에 있던 사람에게 들었다",
    ),
    Access.TALK: _wording(
        "common talk",
        "소문",
        "people say so; where it began is not known",
        "사람들이 하는 말이며 어디서 나왔는지 모른다",
    ),
    Access.DOCUMENT: _wording(
        "document", "문서", "read it in a paper or saw it on a screen", "문서나 화면에서 읽었다"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The two grades side by side, as in ``B2``; neither is worked out from the other."""

    reliability: Reliability
    credibility: Credibility

    def __str__(self) -> str:
        return f"{self.reliability.value}{self.credibility.value}"
