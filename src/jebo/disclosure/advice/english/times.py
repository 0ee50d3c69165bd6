"""Days and weeks in English."""

from __future__ import annotations

import re

from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Edit, Phrase

_MONTH = re.compile(
    r"(?i)\b(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?=\W|$)"
)
_FULL = dict(
    zip(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(),
        "January February March April May June July August September October November December".split(),
        strict=True,
    )
)
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")
_LED = re.compile(
    r"(?i)^(?:(?:early |late )?on|in|at|during|over|by|since|from|until|till|through|before|after|between|around)\b"
)
_KEPT = ("since", "from", "until", "till", "through", "by", "before", "after")
_ALONE = re.compile(
    r"(?i)^(?:yesterday|today|tonight|last|this|earlier|late|early|overnight|that"
    r"|the (?:same|next|following|previous|very|day|night|morning|evening)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:night|morning|evening|afternoon))\b"
)


def time_phrase(frame: Frame) -> Phrase:
    """A day: wordings by its month, where one is named, else none; left out where it is an adverbial."""
    lead = _LED.match(frame.phrase)
    word = lead[0].lower() if lead else ""
    kept = word if word in _KEPT else ""
    slots: dict[str, str] = {}
    if (month := _MONTH.search(frame.phrase)) and _FULL.get(month["month"].lower()[:3]):
        slots = _by_month(frame.phrase, month, kept)
    if (
        not kept
        and (lead or _ALONE.match(frame.phrase))
        and frame.word_before.lower() not in ("from", "since", "until", "by")
    ):
        slots["recently"] = "recently"
    cuts = cut(frame) if lead or _ALONE.match(frame.phrase) else None
    if (
        not lead
        and slots
        and frame.word_before.lower() in ("on", "of", "dated", "the", "from", "since", "until", "by")
    ):
        slots, cuts = {k: v.removeprefix("in ") for k, v in slots.items() if k != "recently"}, None
        if frame.word_before.lower() == "on":
            slots = {}
    return Phrase(
        kind=frame.kind, phrase_class="day", start=frame.start, end=frame.end, slots=slots, cuts=cuts
    )


def _by_month(phrase: str, month: re.Match[str], kept: str) -> dict[str, str]:
    name = _FULL[month["month"].lower()[:3]]
    lead = f"{kept} " if kept else "in "
    slots = {"month": f"{lead}{name}"}
    days = [int(d) for d in _DAY.findall(phrase) if 1 <= int(d) <= 31]
    if days:
        part = {_third(d) for d in days}
        if len(part) == 1:
            third = part.pop()
            slots["part_of_month"] = f"{lead}{third}{'' if third == 'mid-' else ' '}{name}"
    return slots


def _third(day: int) -> str:
    return "early" if day <= 10 else "mid-" if day <= 20 else "late"


def cut(frame: Frame) -> tuple[Edit, ...]:
    """Leave an adverbial out, with the commas that belong to it."""
    before, after = frame.before.rstrip(" "), frame.after
    start, end = frame.start, frame.end
    if frame.opens:
        led = re.match(r",?\s*", after)
        return (Edit(start, end + (led.end() if led else 0), ""),)
    if before.endswith(",") and after.startswith(","):
        return (Edit(frame.first + len(before) - 1, end + 1, ""),)
    if before.endswith(",") and re.match(r"\s*(?:[.;:]|$)", after):
        return (Edit(frame.first + len(before) - 1, end, ""),)
    if before.endswith((",", "(", "“", "—", "–")) or not before:
        return (Edit(start, end + (1 if after.startswith(" ") else 0), ""),)
    return (Edit(frame.first + len(before), end, ""),)
