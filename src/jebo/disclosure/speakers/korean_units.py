"""A Korean text in units: sentences, headlines, questions and answers, lines of a script."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from jebo.disclosure.speakers.korean_text import Head, Text
from jebo.disclosure.speakers.korean_words import ASKS, DASH


@dataclass(slots=True, eq=False)
class Unit:
    """Sentences that belong together, with their people and quotations."""

    number: int
    first: int
    last: int
    first_sentence: int
    last_sentence: int
    heads: list[Head] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    title: bool = False
    answer: bool = False
    script: bool = False


class Units:
    """The units of a text; ``answers`` are the first and last words of answers without quotation marks."""

    def __init__(self, text: Text, people: list[Head], roots: list[int]) -> None:
        self.t = text
        self.all: list[Unit] = []
        self.answers: list[tuple[int, int]] = []
        self._split(roots)
        self._fill(people)
        self._interview()

    def _split(self, roots: list[int]) -> None:
        t = self.t
        of = np.array(roots)[t.structure.sentence]
        begins = np.flatnonzero(of[1:] != of[:-1]) + 1
        for first, last in pairwise((0, *begins.tolist(), t.n)):
            self.all.append(Unit(len(self.all), first, last, t.sentence[first], t.sentence[last - 1]))

    def _fill(self, people: list[Head]) -> None:
        t = self.t
        of = [0] * t.n
        for k, unit in enumerate(self.all):
            of[unit.first : unit.last] = [k] * (unit.last - unit.first)
        for head in people:
            self.all[of[head.head]].heads.append(head)
        for q, quote in enumerate(t.structure.quotes):
            self.all[of[quote.first]].quotes.append(q)
        for unit in self.all:
            unit.title = self._title(unit)

    def _title(self, unit: Unit) -> bool:
        """A headline, a by-line or a caption: a paragraph without a sentence's end."""
        t = self.t
        p = t.paragraph[unit.first]
        if (unit.last < t.n and t.paragraph[unit.last] == p) or (
            unit.first and t.paragraph[unit.first - 1] == p
        ):
            return False
        last = unit.last - 1
        while last > unit.first and t.forms[last] in "”’\"')」』":
            last -= 1
        if t.forms[last] in ".?!" and (unit.first or t.forms[last] == "."):
            return False
        whole = bool(unit.quotes) and unit.first and t.structure.quotes[unit.quotes[0]].first == unit.first
        return unit.last - unit.first < 40 and not whole and not t.forms[last].endswith(("다", "요"))

    def _interview(self) -> None:
        """Questions begin with a dash; the paragraph after one is the answer."""
        t = self.t
        asked = -2
        for unit in self.all:
            p = t.paragraph[unit.first]
            begins = unit.first == 0 or t.paragraph[unit.first - 1] != p
            label = self._label(unit) if begins else None
            if label == "":
                unit.title = t.forms[unit.last - 1] == "?"
            elif label:
                unit.answer, unit.script = True, True
                self.answers.append((self._colon(unit) + 1, unit.last))
            elif self.answers and not begins and self._scripted(unit):
                unit.answer = unit.script = True
                self.answers[-1] = (self.answers[-1][0], unit.last)
            elif begins and t.forms[unit.first] in DASH and (t.forms[unit.first] != "-" or self._asks(unit)):
                asked, unit.title = p, True
            elif p == asked:
                unit.title = True
            elif p == asked + 1 and not (
                unit.quotes and t.structure.quotes[unit.quotes[0]].first == unit.first
            ):
                unit.title = unit.answer = True
                if begins or not self.answers:
                    self.answers.append((unit.first, unit.last))
                else:
                    self.answers[-1] = (self.answers[-1][0], unit.last)

    def _asks(self, unit: Unit) -> bool:
        """Whether the unit is a question."""
        return self.t.forms[unit.last - 1] == "?" or self.t.forms[unit.last - 1].endswith(
            ("까", "나요", "니까")
        )

    def _colon(self, unit: Unit) -> int:
        """The colon after a speaker's name at the beginning of a unit, or -1."""
        t = self.t
        for i in range(unit.first + 1, min(unit.first + 5, unit.last - 1)):
            if t.forms[i] == ":":
                return i
            if not t.wordlike(i):
                return -1
        return -1

    def _label(self, unit: Unit) -> str | None:
        """Who a line of a script belongs to: empty for the one who asks, None where the line is none."""
        t, colon = self.t, self._colon(unit)
        if colon < 0:
            return None
        if any(t.stem(i) in ASKS for i in range(unit.first, colon)):
            return ""
        people = t.bit["role", "person", "source", "kin"]
        if t.any(unit.first, colon, people) or any(
            h.last <= colon and h.sort == "letter" for h in unit.heads
        ):
            return t.forms[unit.first]
        return None

    def _scripted(self, unit: Unit) -> bool:
        """Whether the unit goes on with the line of the one before it."""
        k = unit.number
        return (
            k > 0
            and self.all[k - 1].script
            and self.t.paragraph[unit.first] == self.t.paragraph[unit.first - 1]
        )
