"""Papers and meetings that few have seen, in Korean."""

from __future__ import annotations

import re

from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.korean.quotes import without_marks
from jebo.disclosure.advice.ladder import Phrase

_KINDS = (("instruction", "내부 지시", "지시"), ("meeting", "", "모임"), ("document", "내부 문서", "문서"))


def document_phrase(frame: Frame) -> Phrase:
    """A paper by its kind, what it ordered, or words quoted from it."""
    phrase = frame.phrase
    if phrase[:1] in "“\"‘'" and phrase[-1:] in "”\"’'":
        return Phrase(
            kind=frame.kind,
            phrase_class="quoted",
            start=frame.start,
            end=frame.end,
            unquoted=without_marks(frame),
        )
    head = re.sub(r"(?:들|에서|에)$", "", phrase.split()[-1])
    tail = phrase[len(phrase) - (len(phrase.split()[-1]) - len(head)) :] if phrase.split()[-1] != head else ""
    for sort, kind, gist in _KINDS:
        if any(head.endswith(word) for word in frame.ladders.words.get(sort, ())):
            slots = {"kind": f"{kind}{tail}"} if kind and kind != phrase else {}
            if gist != phrase:
                slots["gist"] = f"{gist}{tail}"
            return Phrase(
                kind=frame.kind, phrase_class="paper", start=frame.start, end=frame.end, slots=slots
            )
    return Phrase(kind=frame.kind, phrase_class="other", start=frame.start, end=frame.end)
