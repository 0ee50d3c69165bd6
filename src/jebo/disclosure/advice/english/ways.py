"""How word came out, and what shows that the source was there, in English."""

from __future__ import annotations

import re

from jebo.disclosure.advice.english.times import cut
from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Edit, Phrase

_ADVERBIAL = re.compile(
    r"(?i)^(?:by|over|via|through|in|on|from|with|when|after|while|during|using|asked|reached|contacted|pressed|speaking|typing|writing)\b"
)
_WHERE = re.compile(r"(?i)\s*\b(?:here|around here|over here|from here)\b")


def channel_phrase(frame: Frame) -> Phrase:
    """The way by which a source was in touch: left out where it is an adverbial."""
    ties = frame.word_before.lower() in ("ended", "the", "a", "an", "this", "that", "and", "is", "was")
    cuts = cut(frame) if _ADVERBIAL.match(frame.phrase) and not ties else None
    return Phrase(kind=frame.kind, phrase_class="way", start=frame.start, end=frame.end, cuts=cuts)


def witness_phrase(frame: Frame) -> Phrase:
    """Words that put the source on the spot: only those that can go without harm are reworded."""
    phrase, slots = frame.phrase, {}
    cuts: tuple[Edit, ...] | None = None
    if (here := _WHERE.search(phrase)) and (rest := (phrase[: here.start()] + phrase[here.end() :]).strip()):
        slots["without"] = rest
    elif _WHERE.fullmatch(phrase):
        cuts = cut(frame)
    elif re.match(r"(?i)^(?:who|where)\b", phrase):
        closed = frame.after.startswith((",", ".")) or frame.among(frame.word_after, "saying")
        cuts = cut(frame) if closed else None
    elif re.match(r"(?i)^our\s+\S+$", phrase):
        slots["without"] = re.sub(r"(?i)^our", "The" if phrase[0] == "O" else "the", phrase)
    return Phrase(
        kind=frame.kind, phrase_class="witness", start=frame.start, end=frame.end, slots=slots, cuts=cuts
    )
