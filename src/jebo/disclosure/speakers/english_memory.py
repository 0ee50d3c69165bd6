"""Whom a phrase or a pronoun of an English text means: a person met before, or a new one."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass, field

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_phrases import Phrase, Text
from jebo.disclosure.speakers.english_subjects import Frame

_BE = frozenset("is was 's ’s are were".split())
_PART = frozenset("one another two three second third first other latter former fourth".split())
_AS = frozenset("as became become becomes remained".split())
_ANYBODY = e.BROAD | {"old"}
_ANYONE = frozenset("source man woman person speaker".split())
_OPENING = 7  # words of a paragraph in which the one it is about is named; chosen by us
FAR = 6  # sentences after which a pronoun no longer reaches back; chosen by us


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """A person (or group) of the text.

    ``speaks`` grows with the evidence: 0 never, 1 perhaps, 2 surely; ``direct``: a verb of saying has this
    person's own noun as subject; ``count``: a stated number; ``owned``: told by a possessive ("his wife");
    ``asked``: asked not to be named.
    """

    lemma: str
    sort: str
    first: int
    last: int
    gender: str = ""
    plural: bool = False
    count: int = 0
    named: bool = False
    link: bool = False
    speaks: int = 0
    sentence: int = 0
    others: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int, int, str, bool]] = field(default_factory=list)
    group: Person | None = None
    one: bool = False
    direct: bool = False
    owned: bool = False
    asked: bool = False
    number: int = -1


class Memory:
    """The persons met so far: ``focus`` the one a pronoun means first, ``speaker`` who spoke last.

    ``groups`` are those of more than one without a name. Persons are looked up by noun or by nearness, so that a
    text with many of them takes no longer for each.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.persons: list[Person] = []
        self.focus: Person | None = None
        self.speaker: Person | None = None
        self.subject: dict[int, Person] = {}
        self.groups: list[Person] = []
        self.of_frame: dict[int, Person | None] = {}
        self._previous: Phrase | None = None
        self._of_lemma: defaultdict[tuple[str, bool], list[Person]] = defaultdict(list)
        self._heard: defaultdict[tuple[str, bool], list[Person]] = defaultdict(list)
        self._groups_of: dict[str, list[Person]] = {}
        self._near: dict[int, Person] = {}

    def _enter(self, person: Person) -> Person:
        """Remember a new person."""
        person.number = len(self.persons)
        self.persons.append(person)
        self._of_lemma[person.lemma, person.plural].append(person)
        if person.speaks:
            self._heard[person.lemma, person.plural].append(person)
        if person.plural and not person.named:
            self.groups.append(person)
            self._groups_of.setdefault(person.lemma, []).append(person)
        self._near[person.number] = person
        return person

    def _meet(self, person: Person, sentence: int) -> None:
        """Note that a person comes again."""
        person.sentence = sentence
        if person.number >= 0:
            self._near[person.number] = person

    def _also(self, person: Person, lemma: str) -> None:
        """Note another noun for a person."""
        if lemma != person.lemma and lemma not in person.others and person.number >= 0:
            insort(self._of_lemma[lemma, person.plural], person, key=_number)
            if person.speaks:
                insort(self._heard[lemma, person.plural], person, key=_number)
        person.others.add(lemma)

    def _hear(self, person: Person, *, surely: bool) -> None:
        """Note that a person speaks."""
        if not person.speaks:
            for lemma in {person.lemma, *person.others}:
                insort(self._heard[lemma, person.plural], person, key=_number)
        person.speaks = max(person.speaks, 2 if surely else 1)

    def _last_near(self, at: int) -> list[Person]:
        """Persons of the last sentences, the last met first."""
        self._near = {k: q for k, q in self._near.items() if at - q.sentence <= FAR}
        return [self._near[k] for k in sorted(self._near, reverse=True)]

    def _last_group(self, sentence: int) -> Person | None:
        """The last group of the last sentences."""
        return next((q for q in reversed(self.groups) if sentence - q.sentence <= FAR), None)

    def _last_speaking_group(self) -> Person | None:
        return next((q for q in reversed(self.groups) if q.speaks), None)

    def _is_of_known(self, person: Person) -> bool:
        """Whether a group with the same noun came before: "four students … the student said"."""
        groups = self._groups_of.get(person.lemma)
        if person.plural or not groups:
            return False
        person.group = groups[0] if groups[0].speaks else None
        return True

    def _predicate(self, p: Phrase) -> Person | None:
        """ "She is a Han Chinese", "a drilling engineer, a father of three,": the same person again."""
        before, previous = self.text.form(p.first - 1), self._previous
        if p.determiner != "a" or p.plural or p.link:
            return None
        known = self.focus is not None and not self.focus.plural
        if known and self.focus is not None and (before in _BE or (before in _AS and self.focus.named)):
            return self.focus if self.focus.sentence == p.sentence else None
        if (
            before == ","
            and previous is not None
            and previous.last == p.first - 1
            and not previous.plural
            and (previous.determiner == "a" or self._is_the(previous, p))
        ):
            joined = self.text.form(p.last) in ("and", "or")
            return self.subject.get(previous.head) if not (joined or previous.named) else None
        return None

    def _is_the(self, previous: Phrase, p: Phrase) -> bool:
        """ "The second source, an official," but not "of the country’s leader, a source"."""
        return (
            previous.determiner == "the"
            and p.sort != "source"
            and self.text.form(previous.first - 1) not in e.PREPOSITIONS
        )

    def _whole(self, p: Phrase) -> Person | None:
        """The group of which *p* is one: "one of the two, a manager", "the second, a clerk", "the elder of"."""
        text, k = self.text, p.first - 2
        if p.plural or p.named:
            return None
        if p.lemma == "elder" and text.form(p.last) == "of":
            return self._last_speaking_group()
        if text.form(p.first - 1) != "," or p.determiner not in ("a", "bare"):
            return None
        previous = self._previous
        if previous is not None and previous.head == k and previous.plural:
            chosen = text.form(previous.first - 1) == "of" and text.form(previous.first - 2) in _PART
            return self.subject.get(previous.head) if chosen else None
        alone = text.form(k) in _PART and (
            text.form(k - 1) in ("the", "”", ".", ",") or text.newline[k] or text.form(k - 1) == "of"
        )
        return self._last_speaking_group() if alone else None

    def _unmask(self, p: Phrase) -> None:
        """ "The daughter, Tsetsegmaa": a person first met without a name has one."""
        if p.determiner != "the" or p.plural or not p.named:
            return
        for q in reversed(self._of_lemma[p.lemma, False]):
            if q.lemma == p.lemma and not q.named and q.sort == "kin":
                q.named = True
                q.mentions.clear()
                return

    def _new(self, p: Phrase, *, named: bool) -> Person:
        return self._enter(Person(
            lemma=p.lemma, sort=p.sort, first=p.first, last=p.last, gender=p.gender, plural=p.plural,
            count=p.count,
            named=named, link=p.link, sentence=p.sentence, one=self.text.forms[p.first] == "one",
            owned=p.determiner == "poss",
        ))  # fmt: skip

    def _find(self, p: Phrase) -> Person | None:
        for plural in (p.plural, False) if p.plural else (False,):
            for known in (self._heard, self._of_lemma):
                for q in reversed(known[p.lemma, plural]):
                    if not q.named and not _differ(p.gender, q.gender):
                        return q
        if p.plural or p.determiner == "poss" or p.lemma not in e.BROAD:
            return None
        return self._broad(p)

    def _titled(self, p: Phrase) -> Person | None:
        """ "The minister" for Deputy Prime Minister Aung Lin, "the 71-year-old" for the one named before."""
        known = reversed(self._of_lemma[p.lemma, False])
        same = next((q for q in known if p.lemma == q.lemma), None)
        if same is not None and same.named:
            return same
        named = self.focus is not None and self.focus.named and self.focus.sort == "name"
        if named and same is None and p.lemma in _ANYBODY:
            return None if any(q.speaks and not q.named for q in self.persons) else self.focus
        return None

    def _broad(self, p: Phrase) -> Person | None:
        """ "The officer" for a captain, "the man" for a guard: the last one who spoke."""
        for q in (self.focus, self.speaker):
            if q is None or q.named or q.plural or not q.speaks or _differ(p.gender, q.gender):
                continue
            if p.lemma in _ANYONE or q.sort in ("source", "person", "people"):
                return q
        return None

    def _reach(self, i: int, gender: str, frame: Frame | None) -> Person | None:
        at = self.text.sentence[i]
        first = [self.focus, self.speaker]
        if frame is not None and self.focus is not None and self._is_told_of(self.focus, at):
            first.reverse()
        rest = [*first, *self._last_near(at)]
        if frame is not None:
            rest.sort(key=lambda q: q is not None and q.owned and not q.speaks)
        for q in rest:
            if q is None or q.plural or at - q.sentence > FAR:
                continue
            if q.gender == gender or not q.gender:
                return q
        return None

    def _is_told_of(self, person: Person, at: int) -> bool:
        """Whether *person* is one of whom the speaker tells, not the one who speaks: "a smuggler paid him, he said"."""
        if person.owned:
            return person.sentence == at
        if person.speaks or self.speaker is None:
            return False
        if person.named:
            return not self.speaker.named and (person.sentence == at or self._is_private(person))
        text = self.text
        opens = not person.first or text.paragraph[person.first - 1] != text.paragraph[person.first]
        return person.sentence == at or (self.speaker.named and not opens)

    def _is_private(self, person: Person) -> bool:
        """Whether somebody named is told of in passing: no subject of a verb of saying, no paragraph of their own."""
        first, text = person.first, self.text
        if text.paragraph[max(0, first - _OPENING)] != text.paragraph[first]:
            return text.forms[first] in ("a", "an", "one")
        return not any(person is p for p in self.of_frame.values())

    def _crowd(self, f: Frame) -> Person | None:
        """The last group of the text, for "three of them" or "the second"."""
        if self.speaker is not None and not self.speaker.named and not self.speaker.plural:
            return None
        return self._last_group(f.sentence)


def _number(person: Person) -> int:
    return person.number


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)
