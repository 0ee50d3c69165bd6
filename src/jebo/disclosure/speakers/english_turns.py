"""Whose words each sentence and each quotation of an English text holds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from jebo.disclosure.speakers import NAMED, NOBODY
from jebo.disclosure.speakers.english_cast import Cast
from jebo.disclosure.speakers.english_memory import Person
from jebo.disclosure.speakers.english_phrases import Text
from jebo.disclosure.speakers.english_subjects import Frame
from jebo.disclosure.structure import Quote
from jebo.disclosure.words import LETTER

SIGNS = frozenset(
    "reads read slogan slogans banner sign headed titled marked stamped heading wording entitled labelled "
    "labeled code-named "
    "named dubbed termed instructed ordered orders warned told announced written printed bears demands "
    "sets sees banners warning quoted spoke".split()
)
"""Words that announce the words of a paper or an order."""
_SCARE = 3  # words; a shorter quotation without a verb of saying is a scare quote. Chosen by us.


class Turns:
    """Turns of speech, from the frames and the cast."""

    def __init__(self, text: Text, cast: Cast, frames: list[Frame]) -> None:
        self.text, self.cast = text, cast
        self.frames: dict[int, list[Frame]] = {}
        for f in frames:
            self.frames.setdefault(f.sentence, []).append(f)
        self.count = text.sentence[-1] + 1
        self.outside = np.bincount(
            text.structure.sentence[(text.structure.inside == 0) & (text.words.sort == LETTER)],
            minlength=self.count,
        ).tolist()
        self._main = {s: self._frame_person(fs) for s, fs in self.frames.items()}
        self.speakers = [self._speaker(q) for q in text.structure.quotes]
        for q, person in zip(text.structure.quotes, self.speakers, strict=True):
            if person is not None and person.speaks == 1 and q.last - q.first > _SCARE + 2:
                person.speaks = 2

    def _frame_person(self, frames: list[Frame]) -> Person | None:
        for f in frames:
            person = self.cast.of_frame.get(f.verb)
            if person is not None and not f.nested:
                return person
        return None

    def _speaker(self, q: Quote) -> Person | None:
        text = self.text
        if self._is_paper(q):
            return None
        ends = text.sentence[q.last - 1], text.sentence[q.first]
        for s in dict.fromkeys(ends):
            person = self._nearest(q, s)
            if person is not None:
                return person
        partial = self.outside[ends[0]] > 0 and self.outside[ends[1]] > 0
        if partial:
            return self._colon(q)
        return self._around(q)

    def _is_paper(self, q: Quote) -> bool:
        """Words that a paper holds: a piece of a sentence, or behind a colon, near a word for a paper."""
        text, before = self.text, self.text.form(q.first - 1)
        s, k = text.sentence[q.first], q.first - 1
        after = q.last
        if text.form(after) in ("reads", "states", "read", "stated", "says", "said", "was", "is") and any(
            text.has(j, "document") for j in range(after, min(after + 5, text.n))
        ):
            return True
        if k < 0 or text.sentence[k] != s or text.inside[k] or before in (",", "—", "–"):
            return False
        if text.has(k, "say") and before not in SIGNS:
            return False
        near = range(max(0, k - (14 if before == ":" else 5)), k + 1)
        signs = [
            j for j in near if text.sentence[j] == s and (text.has(j, "document") or text.forms[j] in SIGNS)
        ]
        if before == ":" and any(j in self.cast.of_pronoun or j in self.cast.subject for j in near):
            return False
        if before == ":":
            return bool(signs) and not any(text.has(j, "say") and j > signs[-1] for j in near)
        return bool(signs)

    def _nearest(self, q: Quote, s: int) -> Person | None:
        best: tuple[int, Person | None] | None = None
        for f in self.frames.get(s, ()):
            gap = min(abs(f.verb - q.last), abs(q.first - f.verb))
            if best is None or gap < best[0]:
                best = gap, self.cast.of_frame.get(f.verb)
        return best[1] if best else None

    def _colon(self, q: Quote) -> Person | None:
        """ "A foreman: “…”"; else the words are nobody's."""
        text, s = self.text, self.text.sentence[q.first]
        if text.form(q.first - 1) not in (":", ","):
            return None
        inside = [p for h, p in self.cast.subject.items() if text.sentence[h] == s and h < q.first]
        return inside[0] if inside else self.cast.of_pronoun.get(
            next((i for i in self.cast.of_pronoun if text.sentence[i] == s and i < q.first), -1)
        )  # fmt: skip

    def _around(self, q: Quote) -> Person | None:
        """A quotation that stands alone belongs to who spoke before, or else to who is named next."""
        _text, s = self.text, self.text.sentence[q.first]
        for t in range(s - 1, max(-1, s - 8), -1):
            if t in self._main and self._main[t] is not None:
                return self._main[t]
        for t in range(s + 1, min(self.count, s + 4)):
            if t in self._main and self._main[t] is not None:
                return self._main[t]
        return None

    def speaker(self, sentence: int) -> Person | None:
        """Whose verb of saying rules a sentence."""
        return self._main.get(sentence)

    def quotes(self, number: dict[int, int]) -> tuple[int, ...]:
        """The speaker of each quotation."""
        return tuple(_state(p, number) for p in self.speakers)

    def sentences(self, number: dict[int, int]) -> NDArray[np.int64]:
        """The speaker of each sentence."""
        states = np.full(self.count, NOBODY)
        for s, person in self._main.items():
            states[s] = _state(person, number)
        for q, person in zip(self.text.structure.quotes, self.speakers, strict=True):
            for s in range(self.text.sentence[q.first], self.text.sentence[q.last - 1] + 1):
                if states[s] == NOBODY:
                    states[s] = _state(person, number)
        for i, person in self.cast.of_pronoun.items():
            s = self.text.sentence[i]
            if (
                states[s] == NOBODY
                and person is not None
                and self.text.forms[i] in ("he", "she")
                and not person.named
            ):
                states[s] = _state(person, number)
        return states


def _state(person: Person | None, number: dict[int, int]) -> int:
    if person is None:
        return NOBODY
    if person.named:
        return NAMED
    return number.get(id(person), NOBODY)
