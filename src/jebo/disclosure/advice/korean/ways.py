"""How word came out, and what shows that the source was there, in Korean."""

from __future__ import annotations

import re

from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.korean.times import cut
from jebo.disclosure.advice.ladder import Edit, Phrase

_ADVERBIAL = re.compile(r"(?:에서|으로|로|로만|으로만|통해|통하여|통화하면서|통화하며)$")
_WITH = re.compile(r"(?P<who>\S+?)(?P<particle>와의|과의|와|과|와 나눈|과 나눈)\s(?:\S+\s)?$")
_TOGETHER = re.compile(r"(?:와|과|랑)\s(?:\S+\s){0,3}$")
_OURS = re.compile(r"^(?:우리|저희|제|내)\s(?=\S)")


def channel_phrase(frame: Frame) -> Phrase:
    """The way by which a source was in touch: left out where it is an adverbial."""
    phrase = frame.phrase
    cuts: tuple[Edit, ...] | None = None
    if own := re.match(r"(\S+?)(?:와의|과의|와|과)\s", phrase):
        cuts = (Edit(frame.start, frame.end, f"{own[1]}에"),) if _ADVERBIAL.search(phrase) else None
    elif _ADVERBIAL.search(phrase):
        cuts = cut(frame, frame.start, frame.end)
        if (outlet := _WITH.search(frame.before)) and "의" in outlet["particle"]:
            start = frame.first + outlet.start("particle")
            cuts = (Edit(start, frame.end, "에"),)
        elif _TOGETHER.search(frame.before):
            cuts = None
    return Phrase(kind=frame.kind, phrase_class="way", start=frame.start, end=frame.end, cuts=cuts)


def witness_phrase(frame: Frame) -> Phrase:
    """Words that put the source on the spot: only those that can go without harm are reworded."""
    phrase, slots = frame.phrase, {}
    if (
        (ours := _OURS.match(phrase))
        and not re.search(r"(?:다|고|며|는데|지만|서|면|요)\.?$", phrase)
        and len(phrase.split()) == 2
    ):
        slots["without"] = phrase[ours.end() :]
    elif phrase in ("여기", "이곳", "이쪽", "여기서", "이곳에서"):
        slots["without"] = {
            "여기": "현지",
            "이곳": "현지",
            "이쪽": "현지",
            "여기서": "현지에서",
            "이곳에서": "현지에서",
        }[phrase]
    elif phrase in ("직접", "눈으로", "제 눈으로", "두 눈으로"):
        return Phrase(
            kind=frame.kind,
            phrase_class="witness",
            start=frame.start,
            end=frame.end,
            cuts=cut(frame, frame.start, frame.end),
        )
    return Phrase(kind=frame.kind, phrase_class="witness", start=frame.start, end=frame.end, slots=slots)
