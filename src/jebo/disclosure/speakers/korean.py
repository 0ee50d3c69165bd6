"""Who speaks in a Korean text."""

from __future__ import annotations

import numpy as np

from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.speakers import NAMED, NOBODY, Mention, Speakers, Voice
from jebo.disclosure.speakers.korean_days import days, signs, told
from jebo.disclosure.speakers.korean_frames import Frames
from jebo.disclosure.speakers.korean_heads import heads
from jebo.disclosure.speakers.korean_mentions import spans
from jebo.disclosure.speakers.korean_papers import others, papers
from jebo.disclosure.speakers.korean_text import Head, Text, units
from jebo.disclosure.speakers.korean_units import Unit
from jebo.disclosure.speakers.korean_voices import Voices
from jebo.disclosure.structure import Structure
from jebo.disclosure.words import Words


def listen(words: Words, marks: Marks, structure: Structure, lexicon: Lexicon) -> Speakers:
    """The anonymous sources and named speakers of a Korean text."""
    n = int(structure.sentence[-1]) + 1 if len(words) else 0
    empty = (NOBODY,) * len(structure.quotes)
    if not n:
        return Speakers(mentions=(), voices=(), sentence=np.full(n, NOBODY), quote=empty)
    text = Text(words, marks, structure, lexicon)
    return _Ear(text, n).listen()


_OFFICES = (
    "팀",
    "실",
    "과",
    "부",
    "사",
    "청",
    "국",
    "소",
    "회",
    "당",
    "급",
    "계",
    "권",
    "측",
    "대",
    "원",
    "공단",
    "은행",
)


class _Ear:
    """Reads a text unit by unit (a sentence, or sentences that a quotation holds together)."""

    def __init__(self, text: Text, sentences: int) -> None:
        self.t = text
        self.sentences = sentences
        self.voices = Voices(text)
        self.titles: set[str] = set()
        self.speakers: set[str] = set()
        self.owner: dict[int, int] = {}
        self.now = NOBODY
        self.state = [NOBODY] * sentences
        self.quote = [NOBODY] * len(text.structure.quotes)
        self.waiting: list[Unit] = []

    def listen(self) -> Speakers:
        """Read the text from its beginning to its end."""
        t = self.t
        self.found = heads(t)
        self.frames = Frames(t, self.found, units(t.structure))
        self.frames.listen_for_letters()
        for unit in self.frames.units:
            self._unit(unit)
        for unit in self.waiting:
            self._give(unit, self.now)
        if not any(self._sure(v.head) for v in self.voices.all):
            self._forget()
        spoken = self._answers()
        self._background()
        mentions, places = self._mentions()
        details = [*places, *self._days(), *spoken, *self._more()] if self.voices.all else []
        return Speakers(
            mentions=tuple(mentions),
            voices=tuple(
                Voice(
                    first=v.head.first, last=v.head.last, plural=v.plural, least=max(0, v.least - v.members)
                )
                for v in self.voices.all
            ),
            sentence=np.array(self.state, np.int64),
            quote=tuple(self.quote),
            details=tuple(details),
        )

    def _sure(self, head: Head) -> bool:
        """Whether a voice is anonymous beyond doubt; a bare title may be somebody whose name was not seen."""
        if head.sort != "role":
            return head.sort != "kin"
        told = head.hidden or head.plural or head.link >= 0 or bool(head.roles or head.places or head.persons)
        t = self.t
        run = range(head.run, head.head)
        listed = bool(run) and all(t.mask[i] or t.forms[i].endswith(_OFFICES) for i in run)
        plain = listed and not t.mask[head.head] & t.bit["official"]
        return told or plain or head.key.endswith(("관계자", "당국자", "인사", "간부", "주민"))

    def _forget(self) -> None:
        """Drop voices that none is sure of: the text has no anonymous source."""
        self.voices = Voices(self.t)
        self.owner = {h: NAMED if v >= 0 else v for h, v in self.owner.items()}
        self.state = [NAMED if s >= 0 else s for s in self.state]
        self.quote = [NAMED if q >= 0 else q for q in self.quote]

    def _unit(self, unit: Unit) -> None:
        """Find out who speaks in a unit."""
        if unit.title:
            return
        head = self.frames.choose(unit, self._anonymous)
        for other in unit.heads:
            if other.named and other.sort == "role":
                self.titles.add(other.key)
        if head is None:
            self._unattributed(unit)
            return
        who = self._who(head, unit)
        if who == NAMED:
            self.speakers |= {head.key, self.t.forms[head.head]}
        if head.sort == "institution" and head.key.endswith(("업계", "재계", "정치권", "법조계", "금융권")):
            who = NOBODY
        for unit_before in self.waiting:
            self._give(unit_before, who if self.frames.says_of(unit) else self.now)
        self.waiting = []
        self.owner[head.head] = who
        body = head.sort == "institution" and self.now >= 0  # 그는 after it goes on with the person before
        self.now = self.now if who == NOBODY or body else who
        self._give(unit, who)
        for other in self.frames.relayed(unit, head):
            if self._anonymous(other):
                self.owner[other.head] = self._who(other, unit)

    def _background(self) -> None:
        """What follows a named speaker, or stands after the last source has spoken, is public background."""
        t, last = self.t, -1
        for unit in self.frames.units:
            if self.state[unit.first_sentence] >= 0:
                last = t.paragraph[unit.first]
        before: tuple[int, int] = (-1, NOBODY)
        for unit in self.frames.units:
            here = self.state[unit.first_sentence]
            after = before == (t.paragraph[unit.first], NAMED) or t.paragraph[unit.first] > last >= 0
            if here == NOBODY and after and not unit.title:
                here = NAMED
                self.state[unit.first_sentence : unit.last_sentence + 1] = [NAMED] * (
                    unit.last_sentence + 1 - unit.first_sentence
                )
            before = (t.paragraph[unit.first], here)

    def _unattributed(self, unit: Unit) -> None:
        """A unit that names no speaker: a quotation alone, hearsay, or background."""
        if unit.quotes and self.frames.alone(unit):
            if self.waiting or self.frames.said_next(unit) or self.now == NOBODY:
                self.waiting.append(unit)
            else:
                self._give(unit, self.now)
            return
        for before in self.waiting:
            self._give(before, self.now)
        self.waiting = []
        if self.frames.hearsay(unit) and self.now >= 0:
            self._give(unit, self.now)
        elif self.frames.public(unit):
            self._give(unit, NAMED)
        elif self.now >= 0 and self.frames.quotes_speech(unit):
            self._give(unit, self.now, sentences=False)

    def _give(self, unit: Unit, who: int, *, sentences: bool = True) -> None:
        """Attribute a unit and its quotations."""
        if sentences:
            for s in range(unit.first_sentence, unit.last_sentence + 1):
                self.state[s] = who
        for q in unit.quotes:
            self.quote[q] = who if self.frames.speech(q, unit) else NOBODY

    def _anonymous(self, head: Head) -> bool:
        """Whether the phrase stands for somebody whom the text does not name."""
        if head.named or head.sort in ("name", "institution"):
            return False
        if head.sort in ("he", "she"):
            return self.now >= 0
        if head.sort == "surname":
            return head.key in self.voices.keys or not (
                head.key in self.t.surnames or self.frames.accused(head)
            )
        if head.sort == "letter":
            if head.key in "가나다라" and head.key in self.t.surnames:
                return False
            return head.key in self.voices.keys or not self.frames.accused(head)
        if (
            head.sort == "role"
            and head.head
            and self.t.forms[head.head - 1] in ("이", "한", "전")
            and head.run == head.head
        ):
            surname = self.t.forms[head.head - 1]
            if (surname == "이" or surname in self.t.surnames) and self._titled(head):
                return False
        if head.sort == "role" and head.run == head.head and not (head.hidden or head.this or head.link >= 0):
            return not self._titled(head)
        if head.sort == "kin":
            return bool(self.voices.all) or (bool(head.ending) and head.ending[-1] in "은는")
        return True

    def _titled(self, head: Head) -> bool:
        """Whether somebody with a name bore this title before."""
        return any(title.endswith(head.key) for title in self.titles)

    def _who(self, head: Head, unit: Unit) -> int:
        """The number of the voice that a phrase stands for, a new one if need be."""
        if not self._anonymous(head):
            if head.sort in ("he", "she"):
                return self.now
            return NAMED
        if head.sort in ("he", "she"):
            return self.now
        known = self.voices.known(head, self.now)
        return known if known >= 0 else self.voices.new(head)

    def _more(self) -> list[tuple[str, str, int, int]]:
        """Words of papers, people beside the sources, and what a headline does not tell."""
        found = list(papers(self.t, self.frames, self.state, tuple(self.quote)))
        found.extend(others(self.t, self.found, self._voice_of, self.speakers))
        first = min((u.first for u in self.frames.units if self.state[u.first_sentence] >= 0), default=0)
        if first:
            found.append(("not access.document", "", 0, first))
        for unit in self.frames.units:
            if unit.title and not unit.answer:
                found += [
                    (f"not {kind}", "", unit.first, unit.last) for kind in ("access.document", "third_party")
                ]
        return found

    def _answers(self) -> list[tuple[str, str, int, int]]:
        """Answers of an interview that is printed without quotation marks."""
        who = 0 if self.voices.all else NOBODY
        found = []
        for unit in self.frames.units:
            if unit.answer and who >= 0:
                self._give(unit, who)
        for first, last in self.frames.answers:
            found.append(("voice.quote", "R35", first, last))
        return found if who >= 0 else []

    def _mentions(self) -> tuple[list[Mention], list[tuple[str, str, int, int]]]:
        """Every phrase that stands for an anonymous source, and the places in it."""
        mentions: list[Mention] = []
        places: list[tuple[str, str, int, int]] = []
        for head in self.found:
            voice = self._voice_of(head)
            if voice < 0:
                continue
            mentions.extend(spans(self.t, head, voice))
            if head.number and head.last > head.head + 1:
                places.append(("not access.exact", "", head.head + 1, head.last))
            for kind, check in (("attribution.place", "R33"), ("not event.place", "")):
                places.extend((kind, check, p, p + 1) for p in head.places)
        return mentions, places

    def _voice_of(self, head: Head) -> int:
        """The voice of a phrase that may only be mentioned."""
        if head.head in self.owner:
            return self.owner[head.head]
        if head.sort in ("letter", "surname"):
            return self.voices.keys.get(head.key, -1)
        if head.named or head.sort in ("institution", "name", "kin", "he"):
            return -1
        sentence = self.t.sentence[head.head]
        if head.sort == "she":
            return max(
                (v for v in (self.state[sentence], *self.state[max(0, sentence - 2) : sentence]) if v >= 0),
                default=-1,
            )
        if head.sort == "source":
            if not self.voices.all:
                return -1
            return max(self.voices.known_source(head, self.now), -1 if head.ending in ("을", "를") else 0)
        if head.this or head.bare:
            return self.voices.known(head, self.now) if head.ending else -1
        return -1

    def _days(self) -> list[tuple[str, str, int, int]]:
        """Days on which a source spoke."""
        found, begins = [], signs(self.t)
        for unit in self.frames.units:
            if self.state[unit.first_sentence] < 0 or unit.title:
                continue
            near = [(h.first, h.last) for h in unit.heads if self._voice_of(h) >= 0]
            for first, last in days(self.t, begins, unit.first, unit.last):
                if told(self.t, unit.first, unit.last, first, last, near):
                    found.append(("contact.time", "R01", first, last))
                    found.append(("not event.time", "", first, last))
        return found
