"""One edition, read for comparison: its sentences with what can be found again in the other language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from jebo.disclosure.drift.change import Span
from jebo.disclosure.drift.days import DAYS, Day
from jebo.disclosure.drift.english_numbers import english_numbers
from jebo.disclosure.drift.korean_numbers import korean_numbers
from jebo.disclosure.drift.phrases import Hit
from jebo.disclosure.drift.places import Mention, english_places, korean_places
from jebo.disclosure.drift.quantity import Quantity
from jebo.disclosure.drift.tongue import Tongue
from jebo.disclosure.drift.wisdom import Wisdom
from jebo.disclosure.structure import Quote, Structure, structure
from jebo.disclosure.words import MARK, Words, split

_NUMBERS: Final[dict[str, Callable[[str, int, int, list[Span]], list[Quantity]]]] = {
    "ko": korean_numbers,
    "en": english_numbers,
}
_SENTENCE: Final = {
    "ko": 6,
    "en": 4,
}  # chosen by us: words from which a quotation is somebody's sentence, not a term
_ENDED: Final = re.compile(r"(?:[다요까죠냐라자네]|니까)[.?!,…]*[”\"’']?$")
"""How a Korean sentence ends; then fewer words make one."""
_LONG_CAPTION: Final = 80  # chosen by us: words; what is longer is a paragraph that speaks of a picture


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentence:
    """A sentence and what stands in it.

    ``quotes`` are the parts that lie in quotations of a sentence's length, ``quoted`` their share of its
    characters; ``marked`` tells whether any quotation stands in it, however short. ``terms``, ``bodies``
    and ``events`` are ids of the glossary, of organisations and of kinds of events; ``keys`` all that may
    answer to a key of a sentence in the other language.
    """

    number: int
    span: Span
    paragraph: int
    quotes: tuple[Span, ...]
    quoted: float
    marked: bool
    numbers: tuple[Quantity, ...]
    days: tuple[Day, ...]
    places: tuple[Mention, ...]
    terms: tuple[Hit, ...]
    bodies: tuple[Hit, ...]
    events: frozenset[str]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """An edition: its sentences, and the lines under its pictures, which have no order."""

    text: str
    tongue: Tongue
    sentences: tuple[Sentence, ...]
    captions: tuple[Sentence, ...]

    @property
    def places(self) -> list[Mention]:
        """All places that are named outside captions."""
        return [mention for sentence in self.sentences for mention in sentence.places]

    @property
    def words(self) -> str:
        """The text of the sentences, for words that count wherever they stand."""
        return "\n".join(self.text[s.span.start : s.span.end] for s in self.sentences)


def read(text: str, code: str, wisdom: Wisdom) -> Edition:
    """Read an edition in the language *code*."""
    words = split(text)
    arranged = structure(words)
    tongue = wisdom.tongue(code)
    mentions = list((korean_places if code == "ko" else english_places)(words, wisdom.atlas))
    standing, captions = _paragraphs(words, arranged, tongue)
    sentences: list[Sentence] = []
    pictures: list[Sentence] = []
    for first, last in _runs(arranged):
        paragraph = int(arranged.paragraph[first])
        if paragraph in standing or not any(len(f) > 1 or f.isalnum() for f in words.forms[first:last]):
            continue
        home = pictures if paragraph in captions else sentences
        quotes = _quotes(words, arranged, first, last, code)
        marked = bool(arranged.inside[first:last].any())
        home.append(
            _sentence(words, (first, last), paragraph, quotes, marked, wisdom, code, mentions, len(home))
        )
    return Edition(text=text, tongue=tongue, sentences=tuple(sentences), captions=tuple(pictures))


def _runs(arranged: Structure) -> Iterator[tuple[int, int]]:
    """First and last word of each sentence."""
    first = 0
    numbers = arranged.sentence.tolist()
    for i in range(1, len(numbers) + 1):
        if i == len(numbers) or numbers[i] != numbers[first]:
            yield first, i
            first = i


def _paragraphs(words: Words, arranged: Structure, tongue: Tongue) -> tuple[set[int], set[int]]:
    """Numbers of the paragraphs that stand under every story, and of those that are captions."""
    found: dict[str, set[int]] = {"standing": set(), "caption": set()}
    numbers = arranged.paragraph.tolist()
    starts: dict[int, tuple[int, int]] = {}
    for i, number in enumerate(numbers):
        starts[number] = (starts.get(number, (i, i))[0], i + 1)
    for number, (first, last) in starts.items():
        line = words.text[int(words.starts[first]) : int(words.ends[last - 1])]
        for name, held in found.items():
            pattern = tongue.cues.get(name)
            if pattern is not None and last - first <= _LONG_CAPTION and pattern.search(line):
                held.add(number)
    return found["standing"], found["caption"]


def _quotes(words: Words, arranged: Structure, first: int, last: int, code: str) -> tuple[Span, ...]:
    """The parts of a sentence that lie in quotations of some length."""
    parts = []
    at = bisect_right(arranged.quotes, first, key=lambda quote: quote.last)
    for quote in takewhile(lambda quote: quote.first < last, arranged.quotes[at:]):
        a, b = max(first, quote.first), min(last, quote.last)
        if b > a and _long(quote, words, code):
            parts.append(Span(int(words.starts[a]), int(words.ends[b - 1])))
    return tuple(parts)


def _long(quote: Quote, words: Words, code: str) -> bool:
    inner = range(quote.first, quote.last)
    count = sum(words.sort[i] != MARK for i in inner)
    if count >= _SENTENCE[code]:
        return True
    said = words.text[int(words.starts[quote.first]) : int(words.ends[quote.last - 1])]
    return code == "ko" and count > 1 and _ENDED.search(said) is not None


def _sentence(
    words: Words,
    at: tuple[int, int],
    paragraph: int,
    quotes: tuple[Span, ...],
    marked: bool,
    wisdom: Wisdom,
    code: str,
    mentions: list[Mention],
    number: int,
) -> Sentence:
    text = words.text
    span = Span(int(words.starts[at[0]]), int(words.ends[at[1] - 1]))
    days = DAYS[code](text, span.start, span.end)
    numbers = _NUMBERS[code](text, span.start, span.end, [day.span for day in days])
    places = tuple(m for m in mentions if span.start <= m.span.start < span.end)
    terms, bodies, events = (
        wisdom.terms(text, span, code),
        wisdom.bodies(text, span, code),
        wisdom.events(text, span, code),
    )
    quoted = sum(part.end - part.start for part in quotes) / max(1, span.end - span.start)
    keys = {f"anchor {one}" for one, _ in wisdom.anchors(text, span, code)}
    keys |= (
        {f"event {one}" for one in events}
        | {f"term {one}" for one, _ in terms}
        | {f"body {one}" for one, _ in bodies}
    )
    keys |= {f"place {one}" for mention in places for one in mention.ids[:1]}
    keys |= {f"number {one.value:g}" for one in numbers if one.value > 1}
    keys |= {f"range {one.low:g} {one.high:g}" for one in numbers if one.low != one.high}
    keys |= {f"{name} {value}" for day in days for name, value in _named(day)}
    keys |= {f"word {one}" for one in wisdom.latin(text, span, code)}
    if quoted > 0.3:
        keys.add("quoted")
    return Sentence(
        number=number,
        span=span,
        paragraph=paragraph,
        quotes=quotes,
        quoted=quoted,
        marked=marked,
        numbers=tuple(numbers),
        days=tuple(days),
        places=places,
        terms=terms,
        bodies=bodies,
        events=events,
        keys=frozenset(keys),
    )


def _named(day: Day) -> Iterator[tuple[str, object]]:
    for name in ("year", "month", "day", "weekday", "part", "hour", "told"):
        value = getattr(day, name)
        if value is not None:
            yield name, value
