"""Whom a phrase or a pronoun of an English text means: a person met before, or a new one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_phrases import Phrase, Text
from jebo.disclosure.speakers.english_subjects import Frame

_BE = frozenset("is was 's ’s are were".split())
_PART = frozenset("one another two three second third first other latter former fourth".split())
_AS = frozenset("as became become becomes remained".split())
_ANYBODY = e.BROAD | {"old"}
_ANYONE = frozenset("source man woman person speaker".split())
_OPENING = 7  # words of a paragraph in which the one it is about is named; chosen by us
_PLACING = frozenset("in at from of on near with inside for".split())
_ENDS = e.AUXILIARIES | frozenset(", ; : who whose whom that which and or".split())
_PLACE = 7  # words of a place behind a noun; chosen by us
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


class Memory:
    """The persons met so far: ``focus`` the one a pronoun means first, ``speaker`` who spoke last."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.persons: list[Person] = []
        self.focus: Person | None = None
        self.speaker: Person | None = None
        self.subject: dict[int, Person] = {}
        self.of_frame: dict[int, Person | None] = {}
        self._previous: Phrase | None = None

    def _is_of_known(self, person: Person) -> bool:
        """Whether a group with the same noun came before: "four students … the student said"."""
        for q in self.persons:
            if q.plural and q.lemma == person.lemma and not q.named and not person.plural:
                person.group = q if q.speaks else None
                return True
        return False

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
            and (previous.last == p.first - 1 or self._is_placed(previous, p.first - 1))
            and not previous.plural
            and (previous.determiner == "a" or self._is_the(previous, p))
        ):
            joined = self.text.form(p.last) in ("and", "or")
            return self.subject.get(previous.head) if not (joined or previous.named) else None
        return None

    def _is_placed(self, previous: Phrase, comma: int) -> bool:
        """Whether only a place or the like stands between a phrase and a comma: "a teacher in Hyesan, a woman"."""
        text, k = self.text, previous.last
        if text.form(k) not in _PLACING or comma - k > _PLACE or text.sentence[k] != text.sentence[comma]:
            return False
        return not any(text.forms[i] in _ENDS or text.has(i, "say") for i in range(k, comma))

    def _extended(self, p: Phrase) -> Phrase:
        """A phrase with the one whose owner it is: "a friend of the blogger"."""
        q = self._previous
        owns = q is not None and q.last == p.first - 1 and self.text.form(p.first - 1) == "of"
        return replace(q, last=p.last) if owns and q is not None and q.determiner == "a" else p

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
        groups = [q for q in self.persons if q.plural and not q.named and q.speaks]
        if p.lemma == "elder" and text.form(p.last) == "of":
            return groups[-1] if groups else None
        if text.form(p.first - 1) != "," or p.determiner not in ("a", "bare"):
            return None
        previous = self._previous
        if previous is not None and previous.head == k and previous.plural:
            chosen = text.form(previous.first - 1) == "of" and text.form(previous.first - 2) in _PART
            return self.subject.get(previous.head) if chosen else None
        alone = text.form(k) in _PART and (
            text.form(k - 1) in ("the", "”", ".", ",") or text.newline[k] or text.form(k - 1) == "of"
        )
        return groups[-1] if groups and alone else None

    def _unmask(self, p: Phrase) -> None:
        """ "The daughter, Tsetsegmaa": a person first met without a name has one."""
        if p.determiner != "the" or p.plural or not p.named:
            return
        for q in reversed(self.persons):
            if q.lemma == p.lemma and not q.plural and not q.named and q.sort == "kin":
                q.named = True
                q.mentions.clear()
                return

    def _new(self, p: Phrase, *, named: bool) -> Person:
        person = Person(
            lemma=p.lemma, sort=p.sort, first=p.first, last=p.last, gender=p.gender, plural=p.plural,
            count=p.count,
            named=named, link=p.link, sentence=p.sentence, one=self.text.forms[p.first] == "one",
            owned=p.determiner == "poss",
        )  # fmt: skip
        self.persons.append(person)
        return person

    def _find(self, p: Phrase) -> Person | None:
        same = [q for q in self.persons if p.lemma == q.lemma or p.lemma in q.others]
        same = [q for q in same if not _differ(p.gender, q.gender)]
        exact = [q for q in same if q.plural == p.plural and not q.named]
        for found in (exact, [q for q in same if not q.named and (p.plural or not q.plural)]):
            if found:
                spoken = [q for q in found if q.speaks]
                return (spoken or found)[-1]
        if p.plural or p.determiner == "poss" or p.lemma not in e.BROAD:
            return None
        return self._broad(p)

    def _titled(self, p: Phrase) -> Person | None:
        """ "The minister" for Deputy Prime Minister Aung Lin, "the 71-year-old" for the one named before."""
        same = [q for q in self.persons if p.lemma == q.lemma and not q.plural]
        if same and same[-1].named:
            return same[-1]
        named = self.focus is not None and self.focus.named and self.focus.sort == "name"
        if named and not same and p.lemma in _ANYBODY:
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
        rest = [*first, *reversed(self.persons)]
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
        after = self.speaker.named or self.speaker.sentence >= text.sentence[person.first]
        return person.sentence == at or (after and not opens and not person.one)

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
        groups = [q for q in self.persons if q.plural and not q.named and f.sentence - q.sentence <= FAR]
        return groups[-1] if groups else None


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)
