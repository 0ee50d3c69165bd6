"""Sources and third parties in Korean: roles, persons, links."""

from __future__ import annotations

import re

from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Edit, Phrase

_SOURCE_AFTER = re.compile(r"\s?(?:소식통|취재원|취재협력자|협력자|정보원|제보자|취재 협력자)")
_SOURCE_BEFORE = re.compile(r"(?:소식통|취재원|취재협력자|협력자|정보원|제보자)\s$")
_NAME_AFTER = re.compile(
    r"\s(?:[가-힣]{1,4}|[A-Z]|[ㄱ-ㅎ]|‘[^’]+’)\s?(?:\(가명|모\s|모\(|아무개|씨|\([^)]*\)\s?씨)"
)
_SAYS_WHO = re.compile(
    r"(?:이?다[.\s]|이?었다|였다|이?라는|이?란|으?로 (?:알려|지목|밝혀|전해|확인|드러)|이?며|인 |이던 )"
)
_MODIFIER = re.compile(r"(?:는|은|던|한|인|된|의|ㄴ|쪽|선|밝은|있는|아는|가까운|정통한)$")
_ONE = re.compile(r"(?:한|어느|또 다른|다른|이|그|해당|현지|복수의|두|세|네|여러)\s$")
_KIN = re.compile(
    r"(?:어머니|아버지|부모|아들|딸|오빠|누나|누이|누이동생|언니|동생|남동생|여동생|조카|조카딸|사촌|삼촌|외삼촌|이모|고모|남편|아내|부인|할머니|할아버지|손자|손녀|며느리|사위|처남|형부|형|매형|시어머니|시부모|장모|친척|외가|약혼녀|형수|아우|형님|누님)$"
)
_SEVERAL = re.compile(r"(?<!아)들$")
"""The ending of a plural; 아들 (son) is none."""
_NAMED = re.compile(r"(?:씨|양|군|옹|모|할머니|할아버지|\))$")


def _made(
    frame: Frame,
    phrase_class: str,
    *,
    slots: dict[str, str] | None = None,
    cuts: tuple[Edit, ...] | None = None,
    start: int | None = None,
    end: int | None = None,
) -> Phrase:
    return Phrase(
        kind=frame.kind,
        phrase_class=phrase_class,
        start=frame.start if start is None else start,
        end=frame.end if end is None else end,
        slots=slots or {},
        cuts=cuts,
    )


def _without(frame: Frame) -> tuple[Edit, ...]:
    space = 1 if frame.text[frame.end : frame.end + 1] == " " else 0
    return (Edit(frame.start, frame.end + space, ""),)


def _source(frame: Frame, noun: str = "소식통") -> str:
    several = bool(_SEVERAL.search(frame.phrase)) or bool(re.match(r"들", frame.after))
    return f"{noun}들" if several and not frame.after.startswith("들") else noun


def role_phrase(frame: Frame) -> Phrase:
    """What a source does or is."""
    if _SOURCE_AFTER.match(frame.after):
        return _made(frame, "modifier", cuts=_without(frame))
    if _MODIFIER.search(frame.phrase) and frame.after.startswith(" "):
        return _made(frame, "tie", cuts=_without(frame))
    if _NAME_AFTER.match(frame.after):
        return _made(frame, "modifier", cuts=_without(frame))
    if frame.after.startswith((" 출신", " 생활", "였", "이었", "인 ", "이던")):
        return _made(frame, "other")
    slots = {"source": _noun(frame)}
    if wide := frame.ladders.wider.get(_role_class(frame)):
        slots["wider"] = wide + ("들" if _SEVERAL.search(slots["source"]) else "")
    return _made(frame, "role", slots=slots)


def _noun(frame: Frame) -> str:
    """소식통, with 한 before it where the sentence has no word of that kind yet and begins to speak of it."""
    noun = _source(frame)
    if (
        noun.endswith("들")
        or _ONE.search(frame.before)
        or re.match(r"\s(?:한|두|세|네|여러)\s?명|\s?\d+명", frame.after)
    ):
        return noun
    lead = None if _NAMED.search(frame.phrase) else re.match(r"(?:이|그|해당|한)\s", frame.phrase)
    return f"{lead[0]}{noun}" if lead else noun


def _role_class(frame: Frame) -> str:
    words = frame.phrase.removesuffix("들").split()
    names = [" ".join(words[i:]) for i in range(len(words))]
    last = words[-1] if words else ""
    names += [last[-n:] for n in range(min(len(last), 5), 1, -1)]
    return next((frame.ladders.roles[name] for name in names if name in frame.ladders.roles), "")


def person_phrase(frame: Frame) -> Phrase:
    """Gender, age, kin, nationality, a name that is not theirs."""
    phrase = frame.phrase
    if re.match(r"(?:나|내|우리|저|제)\s?", phrase) and not _NAMED.search(phrase):
        return _made(frame, "other")
    if _SOURCE_BEFORE.search(frame.before) and re.match(r"\S{1,4}\s?씨?$|[‘“]", phrase):
        gone = (Edit(frame.start - 1, frame.end, ""),)
        return _made(frame, "modifier", cuts=gone)
    if (
        _SOURCE_AFTER.match(frame.after)
        or _NAME_AFTER.match(frame.after)
        or (
            frame.word_after
            and re.match(r"\s(?:남성|여성|남자|여자|상인|노동자|농민|주민|기자|직원|관계자)", frame.after)
        )
    ):
        return _made(frame, "modifier", cuts=_without(frame))
    if frame.after.startswith((" 씨", "(", " 모 ")):
        end = re.match(r"\s씨|\([^)]*\)(?:\s?씨)?", frame.after)
        return _made(
            frame, "pseudonym", slots={"source": "소식통"}, end=frame.end + (end.end() if end else 0)
        )
    if _KIN.search(phrase) and not _NAMED.search(phrase):
        return _made(frame, "kin", slots={"relative": "친척"})
    return _made(frame, "person", slots={"source": _noun(frame)})


def link_phrase(frame: Frame) -> Phrase:
    """What ties one statement to another: the word is left out, the noun stays."""
    phrase = frame.phrase
    match = re.search(r"(?:또 다른|또 하나의|다른|또)\s", phrase)
    if match is None:
        return _made(frame, "other")
    plain = phrase[: match.start()] + phrase[match.end() :]
    if plain.endswith("도"):
        plain = plain[:-1] + "는"
    if plain.strip() in ("이", "이는", "한 사람", "한 명"):
        return _made(frame, "other")
    one = re.match(r"한\s", plain) or match.start() != 0
    return _made(frame, "another", slots={"one": plain if one else f"한 {plain}"})


def third_phrase(frame: Frame) -> Phrase:
    """A private person who is endangered."""
    phrase = frame.phrase
    if (
        _SAYS_WHO.match(frame.after)
        or re.search(r"(?:다|고|며|는데|지만|서|면)$", phrase)
        or re.match(r"(?:나|내|우리|저|제)\s", phrase)
    ):
        return _made(frame, "other")
    end, several = (
        frame.end,
        bool(_SEVERAL.search(phrase) or re.search(r"[2-9]\d*명$|1\d+명$|(?:두|세|네) 명$", phrase)),
    )
    if tail := re.match(r"\s?\(\d+\)|\s씨(?![가-힣])", frame.after):
        end += tail.end()
    someone = "친척" if _KIN.search(phrase) and not re.search(r"씨|모\s|\d", phrase) else "사람"
    if someone == "사람":
        someone = "사람들" if several else "한 사람"
    elif several:
        someone = "친척들"
    if (
        frame.before.endswith(
            ("의 ", "한 ", "던 ", "하는 ", "있는 ", "받은 ", "힌 ", "된 ", "간 ", "온 ", "난 ", "진 ")
        )
        and someone == "한 사람"
    ):
        someone = "사람"
    return _made(frame, "person", slots={"someone": someone}, end=end)
