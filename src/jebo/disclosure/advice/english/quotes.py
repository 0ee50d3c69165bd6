"""Quotations in English: indirect speech where the marks can go and the sentence holds.

A quotation becomes indirect by losing its marks; the clause that reports it stays ("Prices rose, the
source said"). Where the speaker says *I* or *we*, asks, or exclaims, this would change who speaks, and no
such step is offered.
"""

from __future__ import annotations

import re

from jebo.disclosure.advice.frame import CLOSERS, OPENERS, Frame
from jebo.disclosure.advice.ladder import Edit, Phrase

_PERSONAL = re.compile(
    r"(?i)\b(?:i|i[’']\w+|me|my|mine|myself|we|we[’']\w+|us|our|ours|you|you[’']\w+|your|yours|here|this|these|yesterday|today|tomorrow|tonight|let[’']s|please)\b"
)


def quote_phrase(frame: Frame) -> Phrase:
    """The source's own words."""
    return Phrase(
        kind=frame.kind, phrase_class="quote", start=frame.start, end=frame.end, unquoted=without_marks(frame)
    )


def without_marks(frame: Frame) -> tuple[Edit, ...] | None:
    """The edits that take the marks away; None where the words cannot stand without them."""
    phrase = frame.phrase
    if phrase[:1] not in OPENERS or len(phrase) < 3:
        return None
    inner = phrase[1:].rstrip(CLOSERS)
    if _PERSONAL.search(inner) or "?" in inner or "!" in inner or "…" in inner:
        return None
    opening = Edit(frame.start, frame.start + 1, "")
    tail = frame.end - (len(phrase) - 1 - len(inner))
    closing = Edit(tail, frame.end, "")
    if inner[:1].islower() or inner[:1].isdigit():
        return (
            opening,
            Edit(tail - 1, frame.end, "") if inner.endswith(",") and not frame.after.strip() else closing,
        )
    if inner.endswith(",") and frame.opens:
        return (opening, closing)
    return _lone(frame, opening, tail, inner) or _reported(frame, tail, inner)


def _reported(frame: Frame, tail: int, inner: str) -> tuple[Edit, ...] | None:
    """``She said: “The lights are out.”`` becomes ``She said that the lights are out.``"""
    lead = re.search(
        r"(?i)\b(?:said|says|added|adds|explained|noted|recalled|confirmed|insisted|claimed|wrote)([,:]?\s+)$",
        frame.before,
    )
    if lead is None or re.search(r"[.;]\s", inner) or not frame.among(inner.split(" ", 1)[0], "function"):
        return None
    first = frame.first + lead.start(1)
    end = frame.end if inner.endswith(".") and not frame.after.strip() else tail
    closing = "" if end == tail else "."
    stop = tail - 1 if inner.endswith((".", ",")) else tail
    return (Edit(first, frame.start + 2, f" that {inner[0].lower()}"), Edit(stop, frame.end, closing))


def _lone(frame: Frame, opening: Edit, tail: int, inner: str) -> tuple[Edit, ...] | None:
    """A quotation that is a sentence of its own: the reporting clause is put behind it."""
    if not frame.opens or frame.after.strip() or not inner.endswith("."):
        return None
    if len(re.findall(r"[.;]\s", inner)) or len(inner.split()) < 4:
        return None
    return (opening, Edit(tail - 1, frame.end, ", the source said."))


__all__ = ["quote_phrase", "without_marks"]
