"""What the engine suggests for statements, out of a source's words. A person confirms each of them, or does not.

The engine is loaded when it is asked for: a desk that starts does not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - a Date is told, a Day is of the calendar
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jebo.desk import pack
from jebo.desk.testimony.facts import read_date
from jebo.desk.testimony.statement import Access, Origin
from jebo.disclosure.detail import Kind
from jebo.observatory.date import coarser
from jebo.observatory.role import Part

if TYPE_CHECKING:
    from jebo.disclosure.drift import days
    from jebo.disclosure.drift.edition import Sentence
    from jebo.disclosure.drift.phrases import Phrases
    from jebo.disclosure.drift.tongue import Tongue
    from jebo.disclosure.drift.wisdom import Wisdom


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A sentence of a testimony: ``start`` and ``end`` count characters of its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a passage may state. ``fields`` go by the names of a statement's; ``kinds`` say what points at the source."""

    start: int
    end: int
    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    kinds: frozenset[Kind] = frozenset()

    @property
    def tells(self) -> bool:
        """Whether it is worth a statement: it tells of an event, or of something seen with a figure few would know."""
        return "event_type" in self.fields or {Kind.WITNESS, Kind.EXACT} <= self.kinds


def sentences(words: str) -> tuple[Span, ...]:
    """The sentences of a testimony, in order."""
    from jebo.disclosure.structure import structure
    from jebo.disclosure.words import split

    read = split(words)
    numbers = structure(read).sentence.tolist()
    starts, ends = read.starts.tolist(), read.ends.tolist()
    firsts = [i for i, number in enumerate(numbers) if i == 0 or number != numbers[i - 1]]
    pairs = zip(firsts, [*firsts[1:], len(numbers)], strict=True)
    spans = ((starts[first], ends[last - 1]) for first, last in pairs)
    return tuple(
        Span(start=start, end=end, text=words[start:end])
        for start, end in spans
        if words[start:end].strip(" .…")
    )


def proposals(words: str, language: str, told: Day | None) -> tuple[Proposal, ...]:
    """What each sentence of a testimony may state; *told* is the day on which it was told, for "last week" and its like.

    The engine reads Korean and English: of a testimony in another *language* it suggests nothing.
    """
    return tuple(proposal(span, language, told) for span in sentences(words))


def proposal(span: Span, language: str, told: Day | None) -> Proposal:
    """What one passage may state."""
    match language:
        case "ko" | "en":
            return _read(span, language, told)
    return Proposal(start=span.start, end=span.end, text=span.text)


def _read(span: Span, language: pack.Tongue, told: Day | None) -> Proposal:
    from jebo.disclosure.drift.edition import read

    found: dict[str, Any] = {}
    kinds = _kinds(span.text, language)
    edition = read(span.text, language, _wisdom())
    for sentence in edition.sentences:
        for name, value in _facts(sentence, span.text, language, told):
            found.setdefault(name, value)
    found |= _knowing(span.text, kinds, edition.tongue)
    return Proposal(start=span.start, end=span.end, text=span.text, fields=found, kinds=kinds)


@cache
def _wisdom_of(pack_id: str) -> Wisdom:
    from jebo.disclosure.drift.wisdom import wisdom
    from jebo.packs import load
    from jebo.packs.drift import tongues

    return wisdom(tongues(pack_id), load(pack_id))


def _wisdom() -> Wisdom:
    return _wisdom_of(pack.pack_id())


# What happened, when, where, who, how many.


def _facts(
    sentence: Sentence, text: str, language: pack.Tongue, told: Day | None
) -> Iterator[tuple[str, Any]]:
    if sentence.events:
        yield "event_type", _first_named(sentence.events, text, language)
    for day in sentence.days:
        when = _edtf(day, told)
        if when:
            yield "when", when
            yield "when_told", text[day.span.start : day.span.end].strip()
            break
    if places := [mention for mention in sentence.places if mention.sure]:
        yield "place", min((mention.ids[0] for mention in places), key=lambda place: -len(pack.around(place)))
    if sentence.bodies:
        body, _span = sentence.bodies[0]
        yield "roles", [{"part": Part.AGENT.value, "organisation": body}]
    if found := list(dict.fromkeys(code for code, _ in _goods_named(pack.pack_id(), language).find(text))):
        yield "goods", [{"code": code, "said": ""} for code in found]
    for number in sentence.numbers:
        if number.high > 1:
            yield "quantity", text[number.span.start : number.span.end].strip()
            yield "counted", _COUNTED.get(number.unit, "")
            break


_COUNTED: Final = {"money": "money"}


def _first_named(codes: Iterable[str], text: str, language: pack.Tongue) -> str:
    """Of several kinds of events the one whose word stands first, for it is mostly what the sentence tells."""
    folded, known = text.casefold(), pack.pack().events

    def at(code: str) -> tuple[int, int]:
        places = [(folded.find(word), -len(word)) for word in known[code].triggers.get(language, ())]
        return min((one for one in places if one[0] >= 0), default=(len(folded), 0))

    return min(sorted(codes), key=at)


@cache
def _goods_named(pack_id: str, language: pack.Tongue) -> Phrases:
    from jebo.disclosure.drift.phrases import Phrases, by_phrase

    names = (
        (good.code, name.strip())
        for good in pack.pack().goods
        for name in good.names.get(language, "").replace("·", ",").replace(" and ", ",").split(",")
    )
    return Phrases(by_phrase(names), particles=_wisdom_of(pack_id).tongues.korean.particles)


# When: no more exactly than it was told.

_PARTS: Final = {"early": "0X~", "mid": "1X~", "late": "2X~"}
"""The days from the 1st, the 10th and the 20th, and about then, for a third of a month ends a day later."""


def _edtf(day: days.Day, told: Day | None) -> str:
    """The date as EDTF; empty where the day on which it was told does not help to tell."""
    if day.told:
        return _from_today(day.told, told) if told else ""
    if day.weekday is not None:
        return _last_weekday(day.weekday, told) if told else ""
    year, month = day.year, day.month
    if month is None:
        if day.day is None:
            return str(year) if year else ""
        month = _month_of_day(day.day, told) if told else None
        if month is None:
            return ""
    if year is None:
        year = _year_of(month, day.day, told) if told else None
    text = f"{year:04}-{month:02}" if year else ""
    if text and day.day:
        text += f"-{day.day:02}"
    elif text and day.part in _PARTS:
        text += f"-{_PARTS[day.part]}"
    return text if read_date(text) else ""


def _year_of(month: int, day: int | None, told: Day | None) -> int | None:
    """The latest year in which that was not yet to come."""
    if told is None:
        return None
    return told.year if (month, day or 1) <= (told.month, told.day) else told.year - 1


def _month_of_day(day: int, told: Day | None) -> int | None:
    if told is None:
        return None
    return told.month if day <= told.day else (told.month - 2) % 12 + 1


def _last_weekday(weekday: int, told: Day) -> str:
    """The last such day, and not sure: somebody may mean the one before."""
    return f"{told - timedelta(days=(told.weekday() - weekday) % 7)}?"


def _from_today(word: str, told: Day) -> str:
    back = {"today": 0, "yesterday": 1, "before_yesterday": 2}.get(word)
    if back is not None:
        return str(told - timedelta(days=back))
    monday = told - timedelta(days=told.weekday())
    match word:
        case "this_week":
            return _around(monday, told)
        case "last_week":
            return _around(monday - timedelta(days=7), monday - timedelta(days=1))
        case "this_month":
            return f"{told:%Y-%m}"
        case "last_month":
            return f"{told.replace(day=1) - timedelta(days=1):%Y-%m}"
        case "this_year":
            return f"{told:%Y}"
        case "last_year":
            return f"{told.year - 1:04}"
    return ""


def _around(first: Day, last: Day) -> str:
    """The finest date that holds some day between the two: a week has no date of its own."""
    interval = read_date(f"{first}/{last}")
    wider = coarser(interval) if interval else ()
    return wider[0].text if wider else ""


# How they know, and what points at them.


def _knowing(text: str, kinds: frozenset[Kind], tongue: Tongue) -> dict[str, Any]:
    """How sure it was said and how they know. What somebody passes on is no own sight, whoever says "I" in it."""
    found: dict[str, Any] = {}
    for cue in ("guess", "may", "hearsay"):
        if spans := tongue.spans(cue, text):
            found["hedge"] = text[spans[0].start : spans[0].end].strip()
            break
    if tongue.spans("hearsay", text):
        found["access"] = Access.TALK.value
    elif Kind.WITNESS in kinds:
        found["access"] = Access.SAW.value
    elif tongue.spans("telling", text) or _told_by(text):
        found["access"] = Access.TOLD.value
    elif Kind.DOCUMENT in kinds:
        found["access"] = Access.DOCUMENT.value
    return found


_TOLD_BY: Final = ("그러더라", "하더라", "다더라", "라더라", "들었다", "들었는데", "told me", "heard from")
"""How people pass on what one person told them, in speech; the engine's lists are of written reports."""


def _told_by(text: str) -> bool:
    folded = text.casefold()
    return any(words in folded for words in _TOLD_BY)


_FRAMES: Final = {"ko": ("소식통은 “", "”고 전했다."), "en": ("“", "” a source said.")}
"""The engine looks for what gives a source away in reports; so each sentence is put into one."""
_INNER: Final = str.maketrans('“”"\n', "‘’' ")


def _kinds(text: str, language: pack.Tongue) -> frozenset[Kind]:
    """The kinds of detail that the engine finds in a passage."""
    from jebo.disclosure.find import find
    from jebo.packs.language import language as load

    before, behind = _FRAMES[language]
    first, last = len(before), len(before) + len(text)
    details = find(before + text.translate(_INNER) + behind, load(language, pack.pack_id())).details
    return frozenset(
        d.kind for d in details if d.kind is not Kind.QUOTE and first <= d.start and d.end <= last
    )


_ORIGINS: Final[Mapping[str, str]] = {
    Access.SAW.value: Origin.OWN.value,
    Access.TOOK_PART.value: Origin.OWN.value,
    Access.DOCUMENT.value: Origin.OWN.value,
    Access.TOLD.value: Origin.PERSON.value,
    Access.TALK.value: Origin.UNKNOWN.value,
}
"""Where a source mostly has it from who knows it so."""


def completed(found: Proposal) -> dict[str, Any]:
    """A proposal's fields with what mostly follows from them: where it is from, and the circle that fits."""
    fields = dict(found.fields)
    if access := fields.get("access"):
        fields["origin"] = _ORIGINS[access]
    kind = pack.pack().events.get(fields.get("event_type", ""))
    if kind and kind.core and (fitting := pack.circle(kind.core[0])):
        fields |= {
            "circle": fitting.id,
            "circle_low": round(fitting.size.low),
            "circle_high": round(fitting.size.high),
        }
    return fields
