"""Words that say how sure something is, and how many of all: hedges, 전부 and "all", 조차 and "even"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jebo.disclosure.drift.align import Beat
from jebo.disclosure.drift.both import Both, whole
from jebo.disclosure.drift.change import Change, Drift, Span, drift

_COUNTED: Final = re.compile(
    r"\s?(?:합쳐\s|합해\s)?(?:\d|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스물|수십|수백)"
)
"""모두 before a number is "in all"."""


def hedges(both: Both) -> Iterator[Drift]:
    """What was made more or less sure.

    A guess stays a guess whoever utters it; what is only passed on as heard needs no "reportedly" where
    somebody says it.
    """
    for beat in both.paired():
        guesses, hearsay = both.spans(beat, "ko", "guess"), both.spans(beat, "ko", "hearsay")
        if guesses and not both.has(beat, "en", "guess", "may", "hearsay"):
            yield _dropped(guesses[0], beat, both, "guess")
        elif hearsay and not guesses and not both.has(beat, "en", "hearsay", "guess", "may", "telling"):
            yield _dropped(hearsay[0], beat, both, "hearsay")
        yield from _added(beat, both)


def _dropped(span: Span, beat: Beat, both: Both, sort: str) -> Drift:
    write = both.english.tongue.wording[sort]
    kind = Change.HEDGE_DROPPED
    return drift(kind, span, whole(beat.english), says=f"hedge.dropped.{sort}", write=write, write_in="en")


def _added(beat: Beat, both: Both) -> Iterator[Drift]:
    guesses = both.spans(beat, "en", "guess")
    sort, spans = ("guess", guesses) if guesses else ("hearsay", both.spans(beat, "en", "hearsay"))
    enough = ("guess", "hearsay", "may") if guesses else ("guess", "hearsay", "may", "telling")
    if spans and not both.has(beat, "ko", *enough):
        write = both.korean.tongue.wording[sort]
        yield drift(Change.HEDGE_ADDED, whole(beat.korean), spans[0], write=write, write_in="ko")


def totals(both: Both) -> Iterator[Drift]:
    """Where all became some, or some all."""
    for beat in both.paired():
        ours = [s for s in both.spans(beat, "ko", "total") if not _COUNTED.match(both.korean.text, s.end)]
        idioms = both.spans(beat, "en", "total_not")
        theirs = [
            s for s in both.spans(beat, "en", "total") if not any(i.start <= s.start < i.end for i in idioms)
        ]
        if ours and not theirs and not both.has(beat, "en", "total_like", "total_not"):
            write = both.english.tongue.wording["total"]
            yield drift(Change.TOTAL_DROPPED, ours[0], whole(beat.english), write=write, write_in="en")
        if theirs and not both.has(beat, "ko", "total", "total_like"):
            yield drift(Change.TOTAL_ADDED, whole(beat.korean), theirs[0])


def evens(both: Both) -> Iterator[Drift]:
    """Where 조차 or 심지어 was lost."""
    for beat in both.paired():
        ours = both.spans(beat, "ko", "even")
        if ours and not both.has(beat, "en", "even"):
            write = both.english.tongue.wording["even"]
            yield drift(Change.EVEN_DROPPED, ours[0], whole(beat.english), write=write, write_in="en")
