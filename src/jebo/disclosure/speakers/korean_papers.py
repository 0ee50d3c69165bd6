"""Quotations of a Korean text that are words of a paper, and people beside the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jebo.disclosure.speakers import NAMED
from jebo.disclosure.speakers.korean_frames import Frames
from jebo.disclosure.speakers.korean_text import Head, Text, is_name
from jebo.disclosure.speakers.korean_units import Unit
from jebo.disclosure.speakers.korean_words import BARE, OF, SAID, WRITTEN
from jebo.disclosure.words import DIGIT

Spot = tuple[str, str, int, int]

_FAR = 7  # words between a paper and what it says; chosen by us


def papers(t: Text, frames: Frames, state: list[int], spoken: tuple[int, ...]) -> Iterator[Spot]:
    """Quotations that are taken from an inside paper."""
    for unit in frames.units:
        if unit.title and not unit.answer:
            continue
        for q in unit.quotes:
            quote = t.structure.quotes[q]
            if state[t.sentence[quote.first]] == NAMED or spoken[q] >= 0 or not quote.closed:
                continue
            end = _paper(t, unit, quote.first, quote.last)
            if end:
                yield "access.document", "R48", quote.first, end


def _paper(t: Text, unit: Unit, first: int, last: int) -> int:
    """One past the last word of a paper's words, 0 if they are none."""
    noun = t.bit["words_of", "document", "paper", "meeting"]
    after = t.forms[last] if last < unit.last and t.glued(last) else ""
    if after in OF or after.startswith(("라는", "이라는")):
        for i in range(last + 1, min(last + 4, unit.last)):
            if t.mask[i] & noun:
                return i + 1
            if t.forms[i].startswith(WRITTEN):
                return last
        if (
            after.startswith(("라는", "이라는"))
            and t.hangul(last + 1)
            and not t.forms[last + 1].startswith(SAID)
        ):
            return last
    if t.mask[last - 2] & noun and after in BARE:
        return last
    before = t.any(max(unit.first, first - _FAR), first, t.bit["document", "paper", "meeting"])
    return last if before and (not after or after.startswith(BARE + OF)) else 0


def others(t: Text, people: list[Head], voice: Callable[[Head], int], speakers: set[str]) -> Iterator[Spot]:
    """Private people with a name, a surname or a letter who are no source and speak to nobody."""
    for head in people:
        if head.sort not in ("letter", "surname", "name") or voice(head) >= 0 or head.key in speakers:
            continue
        if head.sort == "name" and not t.forms[head.last - 1].startswith("씨"):
            continue
        yield "third_party", "R40", head.head, head.last
    for i in range(1, t.n - 2):
        if (
            t.forms[i] == "("
            and t.sort[i + 1] == DIGIT
            and t.forms[i + 2] in (")", "·", "세")
            and len(t.forms[i + 1]) == 2
        ) and (
            t.mask[i - 1] == 0 and not t.tail[i - 1] and not _title(t, i) and t.forms[i - 1] not in speakers
        ):
            yield "third_party", "R40", i - 1, t.parenthesis(i)


def _title(t: Text, i: int) -> bool:
    """Whether 씨 or a title follows the bracket of somebody who may be a speaker."""
    end = t.parenthesis(i)
    return (end < t.n and (t.forms[end][0] == "씨" or bool(t.mask[end] & t.bit["official"]))) or is_name(
        t.forms[i - 1]
    )
