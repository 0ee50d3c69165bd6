"""An English text with its cast: what the searches for details look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jebo.disclosure.speakers import NAMED, NOBODY
from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_cast import Cast
from jebo.disclosure.speakers.english_memory import Person
from jebo.disclosure.speakers.english_phrases import Text
from jebo.disclosure.speakers.english_subjects import Frame
from jebo.disclosure.words import DIGIT, LETTER

_ACTS = frozenset(
    "has had is was will bought sold makes made exported imported imports exports produces received "
    "banned joined".split()
)
_SHARE = frozenset(("percent", "%"))
Detail = tuple[str, str, int, int]


def background(text: Text, sentence: list[int]) -> frozenset[int]:
    """Sentences of nobody that hold a year, a share or a country's name at their head."""
    found = {text.sentence[i] for i in text.digits if _is_year(text.forms[i]) and not text.inside[i]}
    found |= {
        text.sentence[i]
        for i, form in enumerate(text.forms if not _SHARE.isdisjoint(text.vocabulary) else ())
        if form in _SHARE and not text.inside[i]
    }
    for i in text.where("place_wide"):
        if (not i or text.sentence[i - 1] != text.sentence[i]) and text.form(i + 1) in _ACTS:
            found.add(text.sentence[i])
    return frozenset(s for s in found if sentence[s] == NOBODY)


def _is_year(form: str) -> bool:
    return len(form) == 4 and form[:2] in ("19", "20")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A text, its cast and who speaks.

    ``number`` gives each anonymous speaker (by identity) its number, ``sentence`` and ``quote`` the speaker
    of each; ``background`` numbers the sentences that tell what everybody may know.
    """

    text: Text
    cast: Cast
    frames: list[Frame]
    number: dict[int, int]
    sentence: list[int]
    quote: tuple[int, ...]
    background: frozenset[int]

    def is_on_record(self, i: int) -> bool:
        """Whether word *i* stands in a sentence of a named speaker."""
        return self.sentence[self.text.sentence[i]] == NAMED

    def is_background(self, i: int) -> bool:
        """Whether word *i* stands in a sentence that tells what everybody may know."""
        return self.text.sentence[i] in self.background

    def is_heard(self, i: int) -> bool:
        """Whether word *i* stands in a sentence of an anonymous speaker."""
        return self.sentence[self.text.sentence[i]] > NOBODY

    def is_anonymous(self, person: Person | None) -> bool:
        """Whether *person* is an anonymous speaker."""
        return person is not None and id(person) in self.number

    def mentions(self) -> Iterator[tuple[Person, int, int, str]]:
        """Phrases (no pronouns) for anonymous speakers, with first and last word."""
        for person in self.cast.persons:
            if id(person) in self.number:
                for first, last, _, sort, _ in person.mentions:
                    if sort != "pronoun":
                        yield person, first, last, sort

    def noun_end(self, k: int, limit: int = 4) -> int:
        """One past the noun phrase that begins at *k*: up to the next little word or mark."""
        text, end = self.text, k
        while end < text.n and end - k < limit and not (end > k and text.newline[end]):
            form = text.forms[end]
            inner = form == "-" and not text.words.spaced[end]
            if not inner and (text.sort[end] not in (LETTER, DIGIT) or (form in e.FUNCTION and end > k)):
                break
            if end > k and (text.has(end, "say") or (form.endswith(("’s", "'s")) and end > k + 2)):
                break
            end += 1
        return max(end, min(k + 1, text.n))
