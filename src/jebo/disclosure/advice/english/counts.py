"""Figures, sums, hours and lengths of time in English."""

from __future__ import annotations

import re
from dataclasses import replace

from jebo.disclosure.advice.english.numbers import NUMBER, magnitude, rounded, value
from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Phrase

_HEDGES = (
    "about|around|some|roughly|nearly|almost|at least|more than|over|only|just|as many as|up to|another|all"
    "|fewer than|less than|under|an estimated|exactly"
)
_HEDGE = rf"(?P<hedge>(?:{_HEDGES})\s+)?"
_COUNT = re.compile(rf"(?is)^{_HEDGE}(?P<number>{NUMBER.pattern[4:]})(?P<rest>.*)$")
_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_CLOCK = re.compile(
    r"(?i)\b(?:\d{1,2}[:.]\d\d|\d{1,2}\s?(?=[ap]\.?m)|o[’']clock|half past|quarter (?:past|to)|noon|midnight"
    rf"|past (?:{_HOURS})|\d\d\d\d hours)"
)
_HOUR = re.compile(r"(?i)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap]\.?m\b)?")
_PARTS = (
    (4, 7, "early in the morning", "the early morning"),
    (7, 12, "in the morning", "the morning"),
    (12, 13, "around midday", "midday"),
    (13, 18, "in the afternoon", "the afternoon"),
    (18, 22, "in the evening", "the evening"),
)
_MONEY = re.compile(r"^(?:US|A|C|HK|NT)?[$€£¥₩₽]")
_SHARE = re.compile(rf"(?i)\b(?:per ?cent|percent|%|out of|in (?:{_HOURS}|\d+)\b|half|third|quarter|tenth)")
_PERCENT = re.compile(
    r"(?i)^(?:(?:about|some|around|nearly|almost|over|more than) )?(\d+(?:\.\d+)?) ?(?:per ?cent|percent|%)"
)
NEARLY = 0.9
"""What "nearly" leaves of a number at least. Chosen by us: nearly 200 are no hundreds."""
_SINGULAR = frozenset("a an each every this that".split())
_LOWER_BOUND = frozenset(
    (
        "",
        "some",
        "about",
        "around",
        "roughly",
        "at least",
        "more than",
        "over",
        "all",
        "an estimated",
        "exactly",
        "just",
        "only",
        "nearly",
        "almost",
    )
)


def count_phrase(frame: Frame) -> Phrase:
    """A figure with its noun; see ``ladders.toml`` for what becomes of each class."""
    if re.search(r"\b[ap]$", frame.phrase) and frame.after.startswith(".m."):
        frame = replace(frame, end=frame.end + 3)
    found = (
        _clock(frame)
        if _CLOCK.search(frame.phrase)
        else _share(frame)
        if _SHARE.search(frame.phrase)
        else _count(frame)
    )
    return found or Phrase(kind=frame.kind, phrase_class="other", start=frame.start, end=frame.end)


def _clock(frame: Frame) -> Phrase | None:
    hour = _hour(frame.phrase.lower())
    if hour is None:
        return None
    adverb, noun = next(
        ((a, n) for low, high, a, n in _PARTS if low <= hour < high), ("at night", "the night")
    )
    start, before = frame.start, frame.word_before.lower()
    if before in ("at", "around", "about"):
        start = frame.back(frame.word_before)
    if before in ("from", "until", "till", "since") or (before == "by" and noun != "the night"):
        adverb = noun
    elif before in ("the", "a", "an", "their", "his", "its") and frame.word_after[:1].islower():
        adverb = noun.removeprefix("the ").removeprefix("early ")
    elif before in ("by", "before", "after", "to", "past", "of", "for", "between", "and", "the"):
        return None
    if frame.phrase.endswith(".") and not frame.after.strip():
        adverb = f"{adverb}."
    if frame.after.lower().startswith(
        (" in the morning", " in the afternoon", " in the evening", " at night")
    ):
        return None
    return Phrase(
        kind=frame.kind, phrase_class="clock", start=start, end=frame.end, slots={"part_of_day": adverb}
    )


def _hour(phrase: str) -> int | None:
    """The hour of the day, 0 to 23; None where the words leave open which half of the day."""
    if "noon" in phrase and "afternoon" not in phrase:
        return 12
    if "midnight" in phrase:
        return 0
    figure = _HOUR.search(phrase)
    number = NUMBER.search(phrase)
    hour = int(figure["hour"]) if figure and figure["hour"] else int(value(number[0])) if number else None
    past = re.search(r"(?:past|to) (\w+)", phrase)
    if past and (word := NUMBER.search(past[1])):
        hour = int(value(word[0]))
    half = (figure["half"] or "")[:1] if figure else ""
    if hour is None or hour > 24:
        return None
    if half == "a" or "morning" in phrase or "dawn" in phrase:
        return hour % 12
    if half == "p" or "afternoon" in phrase or "evening" in phrase or ("night" in phrase and hour >= 6):
        return hour % 12 + 12
    return hour if hour > 12 else None


def _share(frame: Frame) -> Phrase | None:
    percent = _PERCENT.match(frame.phrase)
    if percent is None or not (frame.after.startswith(" of ") or " of " in frame.phrase):
        return None
    part = "most" if float(percent[1]) > 50 else "some"
    end = frame.start + percent.end()
    return Phrase(kind=frame.kind, phrase_class="share", start=frame.start, end=end, slots={"part": part})


def _count(frame: Frame) -> Phrase | None:
    phrase, offset = frame.phrase, frame.start
    if _MONEY.match(phrase) and (sum_ := NUMBER.search(phrase)):
        return _money(frame, value(sum_[0]), "dollars" if "$" in phrase else "", phrase[sum_.end() :])
    match = _COUNT.match(phrase)
    if match is None or match["rest"].startswith(("-", "’", "'", "°", "/", ":")):
        return None
    number, hedge, rest = value(match["number"]), (match["hedge"] or "").strip().lower(), match["rest"]
    noun = _noun(rest)
    words = noun.split()
    if words and frame.among(words[0].strip(","), "currency"):
        return _money(frame, number, words[0], noun[len(words[0]) :])
    slots: dict[str, str] = {}
    before = frame.word_before.lower()
    determined = frame.among(before, "determiners") or before.endswith(("’s", "'s"))
    end = offset + (match.start("rest") + rest.index(noun) + len(noun) if noun else match.end("number"))
    if noun.lower().startswith("of ") and not determined:
        return _of(frame, number, noun[3:], end)
    if not noun:
        return _bare(frame, number, end) if not determined and not frame.word_after.startswith("-") else None
    plural = number >= 2 and _is_plural(words)
    if not plural or before in _SINGULAR:
        return None
    if not determined and hedge in _LOWER_BOUND:
        rough = rounded(number) if hedge in ("", "just", "only", "exactly", "all") else ""
        slots |= {"rough": f"{rough} {noun}"} if rough else {}
        least = number * NEARLY if hedge in ("nearly", "almost") else number
        slots["several"] = f"{magnitude(least)} {noun}"
        if frame.among(words[0], "periods"):
            return Phrase(
                kind=frame.kind,
                phrase_class="period",
                start=frame.start,
                end=end,
                slots={"several": slots["several"], "some_time": "some time"},
            )
    bare = re.match(r"(?i)\S+ of (.+)", noun) if frame.among(words[0], "measures") else None
    if bare or not frame.among(words[0], "measures"):
        slots["noun"] = bare[1] if bare else noun
    return Phrase(kind=frame.kind, phrase_class="count", start=frame.start, end=end, slots=slots)


def _noun(rest: str) -> str:
    """The noun phrase after a number, up to a comma, a bracket or another number."""
    noun = re.split(r"[,(;:—–“”\n]", rest.strip(), maxsplit=1)[0].strip()
    second = NUMBER.search(noun)
    if second and second.start() > 0:
        head = noun[: second.start()].rstrip()
        noun = re.sub(r"(?i)\s+(?:of|in|at|from|by|with|and|to|for)$", "", head)
    return noun


def _is_plural(words: list[str]) -> bool:
    """Whether the head of a noun phrase is a plural, as far as its ending tells."""
    for word in words:
        bare = word.lower().strip(".,;:’'”")
        if bare in ("of", "in", "at", "on", "from", "with", "who", "that", "for", "to", "aged"):
            return False
        if bare in (
            "people",
            "men",
            "women",
            "children",
            "police",
            "oxen",
            "cattle",
            "youths",
            "sheep",
            "feet",
            "staff",
            "servicemen",
            "policemen",
            "students",
        ):
            return True
        if bare.endswith("s") and not bare.endswith(("ss", "us", "is", "’s", "'s")):
            return True
    return False


def _money(frame: Frame, number: float, currency: str, rest: str) -> Phrase | None:
    before = frame.word_before.lower()
    if (
        not currency
        or frame.among(before, "determiners")
        or before in _SINGULAR
        or frame.after.startswith("-")
    ):
        return None
    size = magnitude(number)
    slots = {"size": f"{size} {currency}{rest}"} if size not in ("", "some", "several", "a number of") else {}
    if not rest.strip():
        slots["sum"] = "a sum of money"
    return Phrase(kind=frame.kind, phrase_class="money", start=frame.start, end=frame.end, slots=slots)


def _of(frame: Frame, number: float, whole: str, end: int) -> Phrase | None:
    """``fourteen of them``, ``three of the nine towers``."""
    whole = re.sub(rf"(?i)\b(the|its|their|those|these)\s+{NUMBER.pattern[4:]}\s+", r"\1 ", whole)
    if number < 2:
        return None
    return Phrase(
        kind=frame.kind,
        phrase_class="part",
        start=frame.start,
        end=end,
        slots={"some_of": f"some of {whole}"},
    )


def _bare(frame: Frame, number: float, end: int) -> Phrase | None:
    """A number that stands for its noun."""
    size = magnitude(number).removesuffix(" of")
    follower = frame.word_after
    if (
        not size
        or size == "a number"
        or (follower and follower[0].islower() and not frame.among(follower, "function"))
    ):
        return None
    return Phrase(kind=frame.kind, phrase_class="bare", start=frame.start, end=end, slots={"several": size})
