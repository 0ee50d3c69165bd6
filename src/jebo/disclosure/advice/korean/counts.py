"""Figures, sums, hours and lengths of time in Korean."""

from __future__ import annotations

import re

from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.korean.numbers import NUMBER, magnitude, rounded, value
from jebo.disclosure.advice.ladder import Phrase

_HOUR = re.compile(
    r"(?:(?P<part>이른 아침|새벽|아침|오전|정오|낮|점심|오후|저녁|밤|자정)\s?)?"
    r"(?P<hour>\d{1,2}|열두|열한|열|한|두|세|네|다섯|여섯|일곱|여덟|아홉)\s?시(?!간)"
)
_PARTS = ((4, 7, "새벽"), (7, 12, "오전"), (12, 14, "한낮"), (14, 18, "오후"), (18, 21, "저녁"))
_MONEY = re.compile(r"위안|원|달러|딸라|엔|루블|유로|파운드|리알|짯|페소|동(?=$|\s|씩)|만\s?원|위엔")
_ROUGH = ("여", "남짓", "안팎", "가량", "정도", "쯤")
_PERIOD = re.compile(
    r"(?:초|분|시간|일|주|개월|달|년|해|하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름)(?:간|째|동안)?$"
)
_MORE = re.compile(r"\s?(?:넘|이상|남짓|가까이|안팎|미만|중|가운데)")
_TAIL = re.compile(r"(?:씩|가량|정도|안팎|남짓|쯤|이나|뿐)$")


def count_phrase(frame: Frame) -> Phrase:
    """A figure with its counter; see ``ladders.toml`` for what becomes of each class."""
    return (
        _clock(frame)
        or _count(frame)
        or Phrase(kind=frame.kind, phrase_class="other", start=frame.start, end=frame.end)
    )


def _clock(frame: Frame) -> Phrase | None:
    phrase = frame.phrase
    if re.match(r"\s?[이가을를]?\s?(?:넘|전|이후|이전|되|지나|안|못|정각)", frame.after):
        return None
    found = _HOUR.search(phrase)
    if found is None and not re.match(r"(?:정오|자정)(?:께|쯤)?$", phrase):
        return None
    part = found["part"] if found else phrase[:2]
    if found and not part:
        hour = int(value(found["hour"]))
        if hour <= 12:
            before = re.search(r"(새벽|아침|오전|낮|오후|저녁|밤)\s*$", frame.before)
            return (
                _phrase(frame, "clock", {"part_of_day": before[1]}, start=frame.first + before.start())
                if before
                else None
            )
        part = next((name for low, high, name in _PARTS if low <= hour < high), "밤")
    return _phrase(
        frame, "clock", {"part_of_day": {"정오": "한낮", "자정": "밤", "이른 아침": "아침"}.get(part, part)}
    )


def _noun_before(frame: Frame) -> str:
    """The noun that a counter counts, right before it (``들것 31개``); empty where a particle or a clause
    stands there.
    """
    before = frame.word_before
    if not frame.before.endswith(f"{before} ") or not before or not "가" <= before[-1] <= "힣":
        return ""
    known = before.removesuffix("들") in frame.ladders.roles or frame.among(
        before.removesuffix("들"), "counted"
    )
    return before if known else ""


def _phrase(frame: Frame, phrase_class: str, slots: dict[str, str], *, start: int | None = None) -> Phrase:
    return Phrase(
        kind=frame.kind,
        phrase_class=phrase_class,
        start=frame.start if start is None else start,
        end=frame.end,
        slots=slots,
    )


def _count(frame: Frame) -> Phrase | None:
    phrase = re.sub(r"\([^)]*\)", "", frame.phrase)
    found = list(NUMBER.finditer(phrase))
    if len(found) != 1 or "%" in phrase or "퍼센트" in phrase:
        return None
    match = found[0]
    noun, number, counter = phrase[: match.start()], value(match[0]), phrase[match.end() :]
    if match[0] in (
        "하루",
        "이틀",
        "사흘",
        "나흘",
        "닷새",
        "엿새",
        "이레",
        "여드레",
        "아흐레",
        "열흘",
        "보름",
    ):
        return _phrase(frame, "period", {"some_time": "며칠"}) if number >= 2 and not counter else None
    if noun and not noun.endswith(" "):
        return None
    if _MONEY.search(counter) or _MONEY.search(match[0] + counter):
        return _money(frame, noun, number, counter)
    counter = counter.strip()
    tail = _TAIL.search(counter)
    counter, tail_text = (counter[: tail.start()].strip(), tail[0]) if tail else (counter, "")
    if counter.startswith("여"):
        counter = counter[1:].strip()
    counter = re.sub(r"\s치$", "치", counter)
    return _things(frame, noun, number, counter, tail_text)


def _money(frame: Frame, noun: str, number: float, counter: str) -> Phrase | None:
    unit = re.sub(r"\(.*\)|씩|가량|정도|안팎|남짓", "", counter).strip()
    size = magnitude(number)
    if " " in unit:
        return None
    each = "씩" if "씩" in counter else ""
    slots = {"size": f"{noun}{size} {unit}{each}"} if size not in ("", "몇", "여러") else {}
    if noun.strip():
        slots["sum"] = noun.strip()
    elif not each:
        slots["sum"] = "적지 않은 돈" if slots else "돈"
    return _phrase(frame, "money", slots)


def _things(frame: Frame, noun: str, number: float, counter: str, tail: str) -> Phrase | None:
    if (
        " " in counter
        or "(" in counter
        or number < 2
        or counter.startswith(("시", "호", "월", "년대", "세", "살"))
    ):
        return None
    size = magnitude(number)
    keep = "씩" if tail == "씩" else ""
    slots: dict[str, str] = {}
    spaced = "" if size.endswith("십") and counter in ("명", "개") and not noun else " "
    if counter and (rough := rounded(number)) and tail not in _ROUGH and not frame.phrase.startswith(rough):
        slots["rough"] = f"{noun}{rough} {counter}{keep}"
    if size and counter:
        slots["several"] = f"{noun}{size}{spaced or ' '}{counter}{keep}"
    if counter and _PERIOD.search(counter):
        slots["some_time"] = (
            "한동안"
            if counter.endswith(("간", "동안", "시간", "일", "달", "개월", "년", "해")) and not keep
            else ""
        )
        return _phrase(frame, "period", {k: v for k, v in slots.items() if v})
    person = counter in ("명", "사람", "분", "인")
    if not noun.strip() and (own := _noun_before(frame)) and not keep and not _MORE.match(frame.after):
        many = {key: f"{own} {value}" for key, value in slots.items()}
        many["noun"] = f"{own}들" if person and not own.endswith("들") else own
        return _phrase(frame, "count", many, start=frame.back(own))
    if noun.strip() and number >= 2:
        slots["noun"] = f"{noun.strip()}들" if person and not noun.strip().endswith("들") else noun.strip()
    elif person and number >= 3 and not frame.before.endswith(" 중 ") and not _MORE.match(frame.after):
        slots["noun"] = "여러 명"
    return _phrase(frame, "count", slots)
