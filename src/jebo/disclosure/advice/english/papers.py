"""Papers and meetings that few have seen, in English."""

from __future__ import annotations

import re

from jebo.disclosure.advice.english.people import capital_like, plural
from jebo.disclosure.advice.english.quotes import without_marks
from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Phrase

_HEAD = re.compile(
    r"(?i)^(?P<lead>an?|the|their|its|his|her|this|that|one|two|three|several)?\s*(?P<body>.*)$", re.S
)
_STOP = re.compile(r"(?i)\s(?:of|from|in|at|to|that|which|on|for|by|called|headed|dated|with|about)\b|[,(“]")
_ORDINAL = re.compile(r"(?i)\b(?:two|three|four|five|\d+)\b")


def document_phrase(frame: Frame) -> Phrase:
    """A paper by its kind, what it ordered, or words quoted from it."""
    phrase = frame.phrase
    if phrase[:1] in "“\"‘'":
        return Phrase(
            kind=frame.kind,
            phrase_class="quoted",
            start=frame.start,
            end=frame.end,
            unquoted=without_marks(frame),
        )
    match = _HEAD.match(phrase)
    lead = (match["lead"] or "").lower() if match else ""
    head = _STOP.split(match["body"] if match else phrase, maxsplit=1)[0].split()
    sort = _sort(frame, head)
    if (
        not sort
        or re.search(r"[“\"‘]", phrase)
        or frame.word_after.startswith("-")
        or frame.after.startswith(("’s", "'s"))
    ):
        return Phrase(kind=frame.kind, phrase_class="other", start=frame.start, end=frame.end)
    before = frame.word_before.lower()
    several = plural(phrase)
    determined = not lead and (
        before in ("a", "an", "the", "its", "their") or frame.among(before, "determiners")
    )
    slots = {}
    for name, one in (("kind", f"internal {sort}"), ("gist", sort)):
        noun = f"{one}s" if several else one
        if lead in ("a", "an", "one") or (not lead and not determined and not several):
            noun = f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
        elif lead in ("the", "this", "that", "their", "its", "his", "her"):
            noun = f"{lead} {noun}"
        slots[name] = capital_like(frame, noun)
    if sort == "meeting":
        slots.pop("kind")
    return Phrase(kind=frame.kind, phrase_class="paper", start=frame.start, end=frame.end, slots=slots)


def _sort(frame: Frame, head: list[str]) -> str:
    """``instruction``, ``meeting`` or ``document``, by the noun; empty where there is none."""
    for word in reversed(head):
        bare = word.lower().strip(".,;:’'”")
        for name in (bare, bare.removesuffix("s")):
            for sort in ("instruction", "meeting", "document"):
                if frame.among(name, sort):
                    return sort
    return ""
