"""Numbers made exact or vague, changed, added or dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jebo.disclosure.country import Names
from jebo.disclosure.drift.align import Beat
from jebo.disclosure.drift.both import Both, whole
from jebo.disclosure.drift.change import Change, Drift, drift
from jebo.disclosure.drift.quantity import COUNT, ROUGH, Quantity, Sense

_TOLD_LEAST: Final = 3  # chosen by us: a "two" comes and goes with pairs and sides
_MOST: Final = 100  # chosen by us: numbers of a sentence that are compared; with more it is a table
_LARGE: Final = 20  # from here on words without a figure (dozens) are missed
_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TIMES: Final = frozenset("second minute hour day week month year".split())

Held = tuple[Beat, Quantity]


def numbers(both: Both) -> Iterator[Drift]:
    """What became of the numbers."""
    left: list[Held] = []
    over: list[Held] = []
    for beat in both.beats:
        pairs, ours, theirs = _matched(
            [n for s in beat.korean for n in s.numbers], [n for s in beat.english for n in s.numbers]
        )
        for korean, english in pairs:
            yield from _compared(korean, english, both)
        left += [(beat, one) for one in ours]
        over += [(beat, one) for one in theirs]
    yield from _unmatched(left, over, both)


def _matched(
    ours: list[Quantity], theirs: list[Quantity]
) -> tuple[list[tuple[Quantity, Quantity]], list[Quantity], list[Quantity]]:
    """The numbers that may mean the same, the closest first, and what is left on either side."""
    ours, theirs = ours[:_MOST], theirs[:_MOST]
    near = sorted(
        (_distance(k, e), i, j) for i, k in enumerate(ours) for j, e in enumerate(theirs) if k.meets(e)
    )
    taken: dict[int, int] = {}
    for _, i, j in near:
        if i not in taken and j not in taken.values():
            taken[i] = j
    pairs = [(ours[i], theirs[j]) for i, j in sorted(taken.items())]
    rest = [one for j, one in enumerate(theirs) if j not in taken.values()]
    return pairs, [one for i, one in enumerate(ours) if i not in taken], rest


def _distance(korean: Quantity, english: Quantity) -> tuple[int, float]:
    if korean.value and korean.value == english.value:
        return (0 if korean.unit == english.unit else 1), 0.0
    return 2, abs(korean.low - english.low) + min(1e9, abs(korean.high - english.high))


def relation(korean: Quantity, english: Quantity) -> Change | None:
    """What a translation did to a number: made it exact or vague, turned "more" into "less", or nothing."""
    if english.sense == Sense.EXACT and korean.sense in ROUGH | {Sense.PASSING}:
        return None if korean.unit == "day" and korean.sense == Sense.PASSING else Change.NUMBER_EXACT
    if korean.sense == Sense.EXACT and english.sense in ROUGH | {Sense.PASSING}:
        return None if english.loose and english.low <= korean.value <= english.high else Change.NUMBER_VAGUE
    if {korean.sense, english.sense} == {Sense.MORE, Sense.LESS}:
        return Change.NUMBER_CHANGED
    if korean.sense == Sense.VAGUE and english.value and _much_finer(english, korean):
        return Change.NUMBER_EXACT
    if korean.value and english.sense in (Sense.VAGUE, Sense.PASSING) and _much_finer(korean, english):
        return Change.NUMBER_VAGUE
    return None


def _much_finer(one: Quantity, other: Quantity) -> bool:
    """Whether the one leaves less than half as much open as the other."""
    width = max(
        one.high - one.low, one.value / 2 if one.sense == Sense.ABOUT and one.low == one.high else 0.0
    )
    return other.high - other.low > 2 and width < (other.high - other.low) / 2


def _compared(korean: Quantity, english: Quantity, both: Both) -> Iterator[Drift]:
    kind = relation(korean, english)
    if kind == Change.NUMBER_VAGUE:
        write = as_korean(
            english, both.korean.text[korean.span.start : korean.span.end], both.korean.tongue.wording
        )
        yield drift(kind, korean.span, english.span, write=write, write_in="ko")
    elif kind is not None:
        write = as_english(korean, both.english.tongue.wording)
        yield drift(kind, korean.span, english.span, write=write, write_in="en")


def _unmatched(left: list[Held], over: list[Held], both: Both) -> Iterator[Drift]:
    """Numbers without a counterpart in their sentence: moved, changed, dropped or added."""
    left, over = ([held for held in side if _counts(held[1])] for side in (left, over))
    ours = [n for s in both.korean.sentences for n in s.numbers]
    theirs = [n for s in both.english.sentences for n in s.numbers]
    days = [d for e in (both.korean, both.english) for s in e.sentences for d in s.days]
    dates = {number for d in days for number in (d.day, d.year) if number}
    again = [(held, found) for held in over if (found := _same(held[1], ours))]
    for (_, number), found in again:
        if relation(found, number) == Change.NUMBER_EXACT:
            yield from _compared(found, number, both)
    over = [held for held in over if not _elsewhere(held[1], ours, dates)]
    for beat, number in left:
        other = next((o for o in over if o[0] is beat and o[1].unit == number.unit), None)
        if other is not None:
            over.remove(other)
            write = as_english(number, both.english.tongue.wording)
            yield drift(Change.NUMBER_CHANGED, number.span, other[1].span, write=write, write_in="en")
        elif beat.english and not _elsewhere(number, theirs, dates):
            yield drift(Change.NUMBER_DROPPED, number.span, whole(beat.english))
    for beat, number in over:
        yield drift(Change.NUMBER_ADDED, whole(beat.korean), number.span)


def _counts(number: Quantity) -> bool:
    """Whether a number is missed when it is gone."""
    if number.sense == Sense.PASSING or number.unit == "decade" or number.value == 1:
        return False
    if number.sense == Sense.VAGUE:
        return number.low >= _LARGE
    return bool(number.high >= _TOLD_LEAST or number.unit != COUNT)


def _same(number: Quantity, others: list[Quantity]) -> Quantity | None:
    return next((o for o in others if number.value and o.value == number.value), None)


def _elsewhere(number: Quantity, others: list[Quantity], dates: set[int]) -> bool:
    """Whether the other edition has the number in another place, or as a day."""
    if number.value and (any(o.value == number.value for o in others) or int(number.value) in dates):
        return True
    return not number.value and any(number.meets(o) and o.sense == Sense.VAGUE for o in others)


def as_english(number: Quantity, wording: Names) -> str:
    """A number as an English edition would write it.

    >>> from jebo.disclosure.drift.change import Span
    >>> number = Quantity(low=20, high=29, sense=Sense.MORE, unit="count", span=Span(0, 5), value=20)
    >>> as_english(number, {"more": "more than {n}"})
    'more than 20'
    """
    unit = f" {number.unit}s" if number.unit in _TIMES else " percent" if number.unit == "percent" else ""
    if number.sense in (Sense.VAGUE, Sense.PASSING) or (
        number.low != number.high and number.sense == Sense.ABOUT
    ):
        return _open(number, wording) + unit
    n = _plain(number.value) + unit
    key = {Sense.ABOUT: "about", Sense.MORE: "more", Sense.LESS: "less"}.get(number.sense)
    return wording[key].format(n=n) if key else n


def _open(number: Quantity, wording: Names) -> str:
    """A number without one figure."""
    if number.high - number.low <= 2 or (number.value and number.low != number.high):
        return wording["range"].format(low=_plain(number.low), high=_plain(number.high))
    steps = (
        (200_000, "hundred_thousands"),
        (20_000, "ten_thousands"),
        (2_000, "thousands"),
        (200, "hundreds"),
        (20, "tens"),
    )
    return wording[next((name for least, name in steps if number.low >= least), "several")]


def _plain(value: float) -> str:
    if value < len(_WORDS) and value == int(value):
        return _WORDS[int(value)]
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


def as_korean(number: Quantity, written: str, wording: Names) -> str:
    """The Korean number *written* as rough as *number* is in English, with its own counter.

    >>> from jebo.disclosure.drift.change import Span
    >>> number = Quantity(low=20, high=99, sense=Sense.VAGUE, unit="count", span=Span(0, 5))
    >>> as_korean(number, "24명", {"tens": "수십"})
    '수십 명'
    """
    if number.sense in (Sense.VAGUE, Sense.PASSING):
        counter = re.sub(r"^[\d,.\s]+|^\S+\s", "", written)
        return f"{_open(number, wording)} {counter}".strip()
    key = {Sense.ABOUT: "about", Sense.MORE: "more", Sense.LESS: "less"}.get(number.sense)
    return wording[key].format(n=written) if key else written
