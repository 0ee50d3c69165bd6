"""The cast of an English text: persons kept apart, from first mention to last pronoun."""

from __future__ import annotations

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_memory import FAR, Memory, Person
from jebo.disclosure.speakers.english_names import is_body, singles
from jebo.disclosure.speakers.english_phrases import Phrase, Text
from jebo.disclosure.speakers.english_subjects import Frame
from jebo.disclosure.words import DIGIT, LETTER

_CLAUSE = frozenset(
    "that because although though while if whether when where as since until before after".split()
)
# What stands before a subject.
_HEADS = (_CLAUSE - {"before", "after", "since", "until"}) | frozenset(
    ", . ; : — – - and or but nor so yet ? ! ” “ ) ( according".split()
)
_NOT_SOURCE = frozenset("is was a not no as be being".split())
_GANGS = frozenset("crew team band gang squad patrol".split())
_NOT_ONE = frozenset("each every no any such".split())
_NO_SUBJECT = (e.PREPOSITIONS - _CLAUSE) | {"the", "a", "an"}
_ORDINALS = frozenset("second third fourth fifth other".split())
_FEW = 3  # people; of a larger group one who speaks does not speak for all. Chosen by us.


class Cast(Memory):
    """Walks through a text once and gives every phrase, pronoun and frame its person."""

    def __init__(
        self, text: Text, phrases: list[Phrase], frames: list[Frame], aliases: dict[int, int]
    ) -> None:
        super().__init__(text)
        self.aliases = aliases
        self.of_pronoun: dict[int, Person | None] = {}
        self.alias: dict[str, Person] = {}
        self.names: dict[str, Person] = {}
        self._known: set[str] = set()
        self.single = singles(text)
        self.headings = _headings(text)
        self._framed: dict[int, Frame] = {}
        for f in frames:
            for p in f.subjects:
                if p.head not in self._framed or self._framed[p.head].soft:
                    self._framed[p.head] = f
        self._walk(phrases, frames)

    def _walk(self, phrases: list[Phrase], frames: list[Frame]) -> None:
        pronouns = {f.at: f for f in frames if f.kind == "pronoun"}
        steps: list[tuple[int, int, object]] = [(p.head, 0, p) for p in phrases if not p.inside]
        steps += [(i, 1, pronouns.get(i)) for i in self.text.where("she") if not self.text.inside[i]]
        steps += [
            (f.at + 5 * (f.kind == "proform"), 2, f) for f in frames if f.kind not in ("phrase", "pronoun")
        ]
        steps += [(i, 3, None) for i in self._proper()]
        for at, kind, item in sorted(steps, key=lambda s: (s[0], s[1])):
            if kind == 0 and isinstance(item, Phrase):
                self._phrase(item)
            elif kind == 1:
                self._pronoun(at, item if isinstance(item, Frame) else None)
            elif kind == 2 and isinstance(item, Frame):
                self._other(item)
            elif kind == 3:
                self._named(at)
        for f in frames:
            if f.kind == "phrase":
                self.of_frame[f.verb] = self.subject.get(f.subjects[0].head)
            elif f.kind == "pronoun":
                self.of_frame[f.verb] = self.of_pronoun.get(f.at)

    def _proper(self) -> list[int]:
        """First words of names of persons that are subjects, and of pseudonyms."""
        text, found = self.text, []
        headings = self.headings
        for i in text.named:
            if text.inside[i] or (text.name[i - 1] and i and not text.newline[i]):
                continue
            if i in self.aliases:
                found.append(i)
                continue
            if text.paragraph[i] in headings:
                continue
            end = i + 1
            while text.is_name(end) and not text.newline[end]:
                end += 1
            if any(text.mask[k] & (text.bit["body"] | text.places) for k in range(i, end)):
                continue
            if end - i > 1:
                self._known.update(text.forms[i:end])
            elif text.forms[i] not in self._known and text.forms[i] not in self.single:
                continue
            if self._is_subject(i, end):
                found.append(i)
        return found

    def _is_subject(self, i: int, end: int) -> bool:
        """Whether a name stands where subjects stand: at the head of a clause, before a verb or a comma."""
        text, before, after = self.text, self.text.form(i - 1), self.text.form(end)
        if before in ("mr", "ms", "mrs", "dr", "."):
            before = text.form(i - 3)
        if before in _NO_SUBJECT or text.has(i - 1, "say"):
            return False
        return (
            after in (",", "who", "(")
            or after in e.AUXILIARIES
            or text.has(end, "say")
            or after.endswith(("ed", "s"))
        )

    # Who is meant

    def _phrase(self, p: Phrase) -> None:
        text, frame = self.text, self._framed.get(p.head)
        person = self._person(p, frame)
        self._previous = self._extended(p)
        person.sentence = p.sentence
        if not person.named:
            person.mentions.append((p.first, p.last, p.head, p.sort, p.link))
        self.subject[p.head] = person
        if frame is not None and not person.named:
            self._speaks(person, p, frame)
        if frame is not None and not frame.nested:
            self.speaker = person
        before = text.form(p.first - 1)
        if p.sort == "source" and not p.plural and before not in e.PREPOSITIONS and before not in _NOT_SOURCE:
            person.speaks = 2
        if frame is not None and self._is_aside(p, frame):
            return
        if frame is not None or before in _HEADS or p.first == 0 or text.newline[p.first]:
            self.focus = self.focus if p.plural and frame is None else person

    def _is_aside(self, p: Phrase, frame: Frame) -> bool:
        """Whether "a source said" only follows what is told of somebody else, who stays the one meant by "he"."""
        topic, text = self.focus, self.text
        if topic is None or topic.plural or topic.sentence != p.sentence or topic is self.subject.get(p.head):
            return False
        k = max(p.last, frame.verb + 1)
        if (text.form(k) == "," and text.form(k + 1) not in ("and", "but")) or "who" in text.forms[k : k + 6]:
            return False
        return not topic.speaks and "," in (text.form(p.first - 1), text.form(min(p.first, frame.verb) - 1))

    def _person(self, p: Phrase, frame: Frame | None) -> Person:
        near = range(p.first, p.last + 3) if self.aliases else ()
        alias = next((k for k in near if k in self.aliases and k - p.last < 2), None)
        if alias is not None and (alias < p.last or self.text.form(p.last) in (",", self.text.form(alias))):
            return self._named(alias, p)
        official = p.official and p.determiner != "number" and not self._asks(p)
        if p.named or official or self._is_outlet(p):
            self._unmask(p)
            return self._new(p, named=True)
        same = self._predicate(p)
        if same is not None:
            same.others.add(p.lemma)
            return same
        group = self._whole(p)
        if group is not None:
            person = self._new(p, named=False)
            person.group = group if group.speaks else None
            person.one = True
            return person
        if p.determiner in ("the", "poss"):
            titled = self._titled(p) if p.determiner == "the" and not p.plural else None
            known = titled or self._find(p)
            if known is not None and (p.determiner == "the" or p.lemma in (known.lemma, *known.others)):
                known.others.add(p.lemma)
                known.gender = known.gender or p.gender
                return known
        elif p.plural and not p.link and p.count == 0 and p.determiner == "bare":
            for other in reversed(self.persons):
                if other.plural and other.lemma == p.lemma and not other.named:
                    return other
        return self._new(p, named=False)

    def _asks(self, p: Phrase) -> bool:
        """Whether an official asks not to be named in the words that follow."""
        if p.determiner != "a":
            return False
        near = range(p.last, min(p.last + 7, self.text.n))
        return any(self.text.has(k, "anonymity") and self.text.sentence[k] == p.sentence for k in near)

    def _is_outlet(self, p: Phrase) -> bool:
        """The outlet's own people: "a Reuters reporter", "reporters"."""
        text = self.text
        if p.lemma not in ("reporter", "journalist") or p.determiner == "the":
            return False
        return p.determiner == "bare" or any(text.has(k, "media") for k in range(p.first, p.head))

    def _speaks(self, person: Person, p: Phrase, frame: Frame) -> None:
        if person.speaks == 2 or (frame.nested and p.sort != "source"):
            return
        if (
            frame.public
            or p.lemma in _GANGS
            or self.text.forms[p.first] in _NOT_ONE
            or self._is_quoted_elsewhere(p)
        ):
            return
        if p.sort == "kin" and (p.plural or p.determiner == "poss") and frame.soft:
            return
        ours = p.determiner == "poss" and self.text.forms[p.first] in ("its", "our")
        if ours and p.sort != "source" and p.lemma != "correspondent":
            return
        new = not person.speaks and len(person.mentions) < 2 and not self._is_of_known(person)
        if p.determiner == "the" and p.sort != "source" and new and not self._is_one_of_many(p):
            return
        if p.sort == "people" and not p.link and p.determiner != "a" and not p.count and not self._is_tied(p):
            return
        if p.plural and frame.soft and not p.count and p.sort != "source" and p.lemma != "correspondent":
            return
        sure = not frame.soft or p.lemma == "correspondent"
        person.speaks = max(person.speaks, 2 if sure else 1)
        person.direct = person.direct or sure

    def _is_quoted_elsewhere(self, p: Phrase) -> bool:
        """ "Two bankers quoted in a report": the voices of another outlet."""
        return self.text.form(p.last) in ("quoted", "cited") and self.text.form(p.last + 1) in ("in", "by")

    def _is_one_of_many(self, p: Phrase) -> bool:
        """ "The mother of one student", "the second employee": a definite article, and still somebody unnamed."""
        text = self.text
        if text.form(p.first + 1) in _ORDINALS:
            return True
        return text.form(p.last) == "of" and text.form(p.last + 1) in (
            "a",
            "an",
            "one",
            "another",
            "two",
            "three",
        )

    def _is_tied(self, p: Phrase) -> bool:
        text = self.text
        return text.form(p.last) in (
            "who",
            "familiar",
            "with",
            "close",
            "briefed",
            "in",
            "inside",
            "from",
            "involved",
            "at",
        )

    def _pronoun(self, i: int, frame: Frame | None) -> None:
        form = self.text.forms[i]
        gender = "f" if form in ("she", "her", "hers", "herself") else "m"
        person = self._reach(i, gender, frame)
        self.of_pronoun[i] = person
        if person is None:
            return
        person.gender = gender
        person.sentence = self.text.sentence[i]
        person.mentions.append((i, i + 1, i, "pronoun", False))
        if frame is not None and not person.named:
            person.speaks = max(person.speaks, 1 if frame.soft or frame.nested else 2)
            person.direct = person.direct or frame.cite
        if form in ("he", "she"):
            self.focus = person
            if frame is not None and not frame.nested:
                self.speaker = person

    def _other(self, f: Frame) -> None:
        person: Person | None = None
        if f.kind == "proform":
            person = self._member(f)
        elif f.kind == "they":
            person = self._they(f)
        elif f.kind == "name" and not (is_body(self.text, f.at) or self._is_common(f.at)):
            person = self.subject.get(f.at) or self._named(f.at)
        elif f.kind in ("name", "body"):
            person = Person(lemma=self.text.forms[f.at], sort=f.kind, first=f.at, last=f.at + 1, named=True)
        self.of_frame[f.verb] = person
        if person is not None and not f.nested:
            self.speaker = person
            if f.kind == "proform" or person in self.persons:
                self.focus = person
            if not person.named:
                person.speaks = max(person.speaks, 1 if f.soft else 2)

    def _is_common(self, i: int) -> bool:
        """Whether the capital at *i* only opens a sentence: "Rice was at 9,200 won"."""
        text, form = self.text, self.text.forms[i]
        known = form in self._known or form in self.names or form in self.single or i in self.aliases
        return not known and (i == 0 or text.sentence[i] != text.sentence[i - 1]) and not text.is_name(i + 1)

    def _they(self, f: Frame) -> Person | None:
        if self.text.forms[f.at] != "they":
            return None
        groups = [q for q in self.persons if q.plural and f.sentence - q.sentence <= FAR and not q.named]
        return groups[-1] if groups and groups[-1].speaks else None

    def _member(self, f: Frame) -> Person | None:
        """ "One of them": a voice of a group that spoke before; of another group, a new person."""
        text = self.text
        inner = [
            (h, q) for h, q in self.subject.items() if f.at < h < f.at + 6 and text.sentence[h] == f.sentence
        ]
        groups = [q for q in self.persons if q.plural and not q.named and q.speaks]
        head, group = inner[0] if inner else (f.at, groups[-1] if groups else self._crowd(f))
        if group is None:
            return self.speaker if self.speaker and not self.speaker.named else None
        count = e.NUMBERS.get(text.forms[f.at], 0)
        few = group.count <= _FEW and not group.named and not group.speaks
        if inner and count < 2 and group.first < f.at and few:
            group.speaks = 2
        person = Person(
            lemma=group.lemma, sort="member", first=f.at, last=head + 1, sentence=f.sentence, speaks=2,
            group=group if group.speaks else None, direct=True, plural=count > 1 and not group.speaks,
            count=count,
        )  # fmt: skip
        if group.speaks:
            group.speaks = 2
        link = text.forms[f.at] in ("another", "other", "third", "others", "fourth")
        first = f.at - (text.form(f.at - 1) in ("the", "a"))
        if (inner and group.sort == "role") or link:
            person.mentions.append(
                (first, head + 1, head, "role" if inner and group.sort == "role" else "member", link)
            )
        self.persons.append(person)
        return person

    def _named(self, i: int, p: Phrase | None = None) -> Person:
        """The person whose name begins at *i*; a pseudonym belongs to the person spoken of just before."""
        text = self.text
        if i in self.subject:
            return self.subject[i]
        j = i
        while j < min(i + 4, text.n) and (
            not text.is_name(j) or (text.has(j, "title") and not self.aliases.get(j))
        ):
            j += 1
        j = j if text.is_name(j) else i
        k = j
        while text.is_name(k) and k < j + 6 and not (k > j and text.newline[k]):
            k += 1
        alias = self.aliases.get(j)
        forms = [f.removesuffix("’s").removesuffix("'s") for f in text.forms[j : max(k, j + 1)]]
        person = next((self.names[f] for f in reversed(forms) if f in self.names), None)
        if person is None and alias:
            person = self._renamed(text.sentence[i], p)
        if person is None:
            person = Person(lemma=forms[-1], sort="name", first=j, last=max(k, j + 1), named=not alias)
            self.persons.append(person)
        if alias:
            person.direct = True
            person.mentions.append((j, max(k, j + 1), j, "name", False))
            person.speaks = max(person.speaks, 1)
        for f in forms:
            self.names[f] = person
        person.sentence = text.sentence[i]
        self.subject[i] = person
        self.focus = person
        return person

    def _renamed(self, sentence: int, p: Phrase | None) -> Person | None:
        """Who gets a pseudonym: the phrase it stands with, or the last single unnamed person."""
        if p is not None:
            return None if p.named and p.determiner == "bare" else self._new(p, named=False)
        near = [q for q in self.persons if not q.named and not q.plural and sentence - q.sentence <= 1]
        if self.focus in near:
            return self.focus
        return near[-1] if near and near[-1].sentence == sentence else None


def _headings(text: Text) -> set[int]:
    """Paragraphs that are headings: they end without a stop."""
    breaks = [i for i, lines in enumerate(text.newline) if lines and i]
    letters = (LETTER, DIGIT)
    return {
        text.paragraph[i - 1]
        for i in breaks
        if text.sort[i - 1] in letters and text.paragraph[i] != text.paragraph[i - 1]
    }
