"""Days, parts of months and hours that one edition alone has; the day of contact above all."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from typing import Final

from jebo.disclosure.drift.align import Beat
from jebo.disclosure.drift.both import Both, whole
from jebo.disclosure.drift.change import Change, Drift, Span, drift
from jebo.disclosure.drift.days import Day
from jebo.disclosure.drift.edition import Edition, Sentence

_NEAR: Final = {"ko": 24, "en": 60}
"""Characters between the day and the outlet's name within which the day is that of the contact. Chosen by
us.
"""
_SEQUENCE: Final = frozenset({"next_day", "day_before"})

Marks = list[Day]


def times(both: Both) -> Iterator[Drift]:
    """What became of the times."""
    for beat in both.beats:
        ours = [day for s in beat.korean for day in s.days]
        theirs = [day for s in beat.english for day in s.days]
        yield from _days(beat, ours, theirs, both)
        yield from _named(beat, ours, theirs, both, "hour")
        if beat.korean and beat.english:
            yield from _parts(ours, theirs)
            yield from _months(ours, theirs)
            yield from _sequence(beat, ours, theirs, both)


def _days(beat: Beat, ours: Marks, theirs: Marks, both: Both) -> Iterator[Drift]:
    left, over = [d for d in ours if d.fine], [d for d in theirs if d.fine]
    for korean in list(left):
        english = next((d for d in over if _same_day(korean, d)), None)
        if english is not None:
            left.remove(korean)
            over.remove(english)
    for korean, english in zip(list(left), list(over), strict=False):
        left.remove(korean)
        over.remove(english)
        yield from _two_forms(beat, korean, english, both)
    for korean in left:
        yield from _only(beat, korean, both, "ko")
    for english in over:
        yield from _only(beat, english, both, "en")


def _same_day(one: Day, other: Day) -> bool:
    return any(
        getattr(one, name) is not None and getattr(one, name) == getattr(other, name)
        for name in ("day", "weekday", "told")
    )


def _two_forms(beat: Beat, korean: Day, english: Day, both: Both) -> Iterator[Drift]:
    """A date here and a weekday there, or two different days."""
    contact = _is_contact(korean, beat.korean, both, "ko") or _is_contact(english, beat.english, both, "en")
    same_sort = any(
        getattr(korean, name) is not None and getattr(english, name) is not None
        for name in ("day", "weekday")
    )
    if same_sort or _contradict(korean, english, both.year) or _contradict(english, korean, both.year):
        yield drift(Change.TIME_CHANGED, korean.span, english.span)
    elif contact:
        yield _contact(korean.span, english.span, "contact.day.two_forms", both)


def _contradict(one: Day, other: Day, year: int | None) -> bool:
    """Whether the date of the one does not fall on the weekday of the other."""
    year = one.year or year
    if year is None or one.month is None or one.day is None or other.weekday is None:
        return False
    try:
        return calendar.weekday(year, one.month, one.day) != other.weekday
    except ValueError:
        return False


def _only(beat: Beat, day: Day, both: Both, code: str) -> Iterator[Drift]:
    sentences, others = (beat.korean, beat.english) if code == "ko" else (beat.english, beat.korean)
    korean, english = (day.span, whole(others)) if code == "ko" else (whole(others), day.span)
    if _is_contact(day, sentences, both, code):
        yield _contact(korean, english, f"contact.day.{code}", both)
    elif not _elsewhere(day, both.english if code == "ko" else both.korean):
        kind = Change.TIME_COARSER if code == "ko" else Change.TIME_FINER
        if others or kind == Change.TIME_FINER:
            yield drift(kind, korean, english)


def _contact(korean: Span | None, english: Span | None, says: str, both: Both) -> Drift:
    code = "ko" if says.endswith("ko") else "en"
    write = both.wisdom.tongue(code).wording["recently"]
    return drift(Change.CONTACT_DAY, korean, english, says=says, write=write, write_in=code)


def _is_contact(day: Day, sentences: tuple[Sentence, ...], both: Both, code: str) -> bool:
    """Whether the finding takes it for a day of contact, or it stands beside the outlet's name unquoted."""
    if any(
        day.span.start < known.end and known.start < day.span.end for known in both.contacts.get(code, ())
    ):
        return True
    edition = both.korean if code == "ko" else both.english
    for sentence in sentences:
        if not sentence.span.start <= day.span.start < sentence.span.end:
            continue
        if any(quote.start <= day.span.start < quote.end for quote in sentence.quotes):
            return False
        outlets = [
            span for _, span in both.wisdom.outlets.find(edition.text, sentence.span.start, sentence.span.end)
        ]
        outlets += edition.tongue.spans("outlet", edition.text, sentence.span.start, sentence.span.end)
        return any(_gap(day.span, outlet) <= _NEAR[code] for outlet in outlets)
    return False


def _gap(one: Span, other: Span) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _elsewhere(day: Day, edition: Edition) -> bool:
    return any(_same_day(day, other) for s in edition.sentences for other in s.days) or any(
        number.unit == "day" and number.value == day.day for s in edition.sentences for number in s.numbers
    )


def _named(beat: Beat, ours: Marks, theirs: Marks, both: Both, name: str) -> Iterator[Drift]:
    left = [d for d in ours if getattr(d, name) is not None]
    over = [d for d in theirs if getattr(d, name) is not None]
    for day in list(left):
        same = next((d for d in over if getattr(d, name) == getattr(day, name)), None)
        if same is not None:
            left.remove(day)
            over.remove(same)
    for korean, english in zip(left, over, strict=False):
        yield drift(Change.TIME_CHANGED, korean.span, english.span)
    if beat.english:
        for day in left[len(over) :]:
            yield drift(Change.TIME_COARSER, day.span, whole(beat.english))
    for day in over[len(left) :]:
        yield drift(Change.TIME_FINER, whole(beat.korean), day.span)


def _parts(ours: Marks, theirs: Marks) -> Iterator[Drift]:
    """Parts of one month: "early in July" against "in July" or "in the first week of July"."""
    for korean in (d for d in ours if d.month is not None):
        english = next((d for d in theirs if d.month == korean.month), None)
        if english is None or korean.part == english.part:
            continue
        fine = [_fineness(korean), _fineness(english)]
        if fine[0] == fine[1]:
            yield drift(Change.TIME_CHANGED, korean.span, english.span)
        elif max(fine) < 3:
            kind = Change.TIME_FINER if fine[1] > fine[0] else Change.TIME_COARSER
            yield drift(kind, korean.span, english.span)


def _fineness(day: Day) -> int:
    if day.day is not None:
        return 3
    return 0 if day.part is None else 2 if day.part.startswith("week") else 1


def _months(ours: Marks, theirs: Marks) -> Iterator[Drift]:
    """Another month."""
    left, over = [d for d in ours if d.month is not None], [d for d in theirs if d.month is not None]
    if left and over and not {d.month for d in left} & {d.month for d in over}:
        yield drift(Change.TIME_CHANGED, left[0].span, over[0].span)


def _sequence(beat: Beat, ours: Marks, theirs: Marks, both: Both) -> Iterator[Drift]:
    """The next day, the day before."""
    left = [d for d in ours if d.told in _SEQUENCE]
    over = [d for d in theirs if d.told in _SEQUENCE]
    if left and not over and not _near(both, beat, "en", left[0]):
        yield drift(Change.TIME_COARSER, left[0].span, whole(beat.english))
    if over and not left and not _near(both, beat, "ko", over[0]):
        yield drift(Change.TIME_FINER, whole(beat.korean), over[0].span)


def _near(both: Both, beat: Beat, code: str, day: Day) -> bool:
    return any(
        other.told == day.told
        for b in both.near(beat)
        for s in (b.korean if code == "ko" else b.english)
        for other in s.days
    )
