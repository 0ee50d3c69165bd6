"""Who says what in an English text: verbs of saying and their subjects."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_phrases import Phrase, Text
from jebo.disclosure.speakers.english_subjects import REAL, Frame, Subject, Subjects
from jebo.disclosure.words import LETTER

_PASSIVE = frozenset("is are was were be been being isn't wasn't weren't isn’t wasn’t weren’t".split())
_ACTIVE = frozenset(
    "say says saying tell tells telling asks writes wrote spoke speaks went goes gave knew".split()
)
# Verbs of saying that look like nouns: behind an article or an adjective they are nouns.
_NOUNS = frozenset(
    "reports report claims claim notes estimates estimate comments comment answers answer replies reply "
    "calls counts "
    "records lists documents fears shows offers doubts dates places puts guesses shares ask remarks".split()
)
_MODALS = frozenset("can could may might must should cannot can't can’t couldn't couldn’t".split())
_BASE = frozenset(
    "say tell report recall remember recount insist complain believe warn write maintain allege argue acknowledge "
    "concede suggest stress relate dispute doubt fear agree predict answer ask speak describe claim comment deny "
    "reply explain admit confirm reckon think suspect estimate swear".split()
)
_WORD = frozenset(
    "account accounts word report reports confirmation description version figure figures news message "
    "detail details information testimony evidence story warning explanation answer".split()
)
_AUDIENCES = frozenset(
    "inspectors conference briefing court courtroom hearing investigators interrogators parliament tribunal jury judge "
    "lawmakers inquiry councillors gallery memoir assembly congress senate police prosecutors".split()
)
_TELLING = frozenset("told tells telling asked warned testified testifies informed assured reminded".split())
_HEARD_IN = frozenset("to at before in during for".split())
_NO_HEARER = (e.AUXILIARIES | frozenset("that because when where he she they it we , .".split())) - {"not"}
_TOLD = frozenset("confirmed corroborated described offered verified reported explained provided".split())
_JOINTS = frozenset("but and yet so meanwhile".split())
_SUBORDINATE = frozenset(
    ", that because where when while as if since after before he she they i we who whose".split()
)
_HANDED = frozenset(
    "shown shared passed leaked given handed sent provided supplied brought smuggled forwarded described read "
    "came reached obtained entrusted slipped dictated offered relayed delivered played".split()
)
_HANDS = frozenset(
    "us me newspaper website outlet magazine newsroom station journalists reporters reporter".split()
)
_BEFORE_WHO = 6  # words between a noun and its "who"; chosen by us
_CLOSED = frozenset(", . ; : ) familiar close and".split())
ASKING = frozenset("reporter interviewer anchor host journalist".split())


class Frames(Subjects):
    """The frames of a text, found from its verbs."""

    def __init__(self, text: Text, phrases: list[Phrase]) -> None:
        super().__init__(text, phrases)
        self._late: list[Phrase] = []
        self._labels()
        for v in text.where("say", "cite", "record"):
            inner = v + 1 < text.n and text.mask[v] == text.mask[v + 1] and text.sort[v + 1] == LETTER
            if not text.inside[v] and not inner:
                frame = self._frame(v)
                if frame:
                    self.found.append(frame)

        self._handed()
        self._again()

    def _handed(self) -> None:
        """ "Was shown to Zan Times by a clerk", "came by way of a student": who hands over is a frame too."""
        text = self.text
        for p in self.phrases:
            k = p.first - 1
            way = text.form(k) == "of" and text.form(k - 1) == "way"
            if p.inside or p.determiner not in ("a", "number") or not (text.form(k) == "by" or way):
                continue
            near = range(max(self.start[p.sentence], k - 9), k)
            given = [i for i in near if text.forms[i] in _HANDED]
            if given and (
                way or any(text.has(i, "media") or text.forms[i] in _HANDS for i in range(given[-1], k))
            ):
                self.found.append(
                    Frame(verb=k, kind="phrase", at=p.head, subjects=[p], sentence=p.sentence, cite=True)
                )
        self.found.sort(key=lambda f: f.verb)

    def _labels(self) -> None:
        """ "Nurse: …" and "The tailor, 57: …" at the head of a line are frames too."""
        text = self.text
        for p in self.phrases:
            colon = p.last + 2 * (text.form(p.last) == "," and text.form(p.last + 2) == ":")
            starts = not p.first or text.newline[p.first] or text.form(p.first - 1) == "."
            if (
                text.form(colon) == ":"
                and starts
                and not p.inside
                and text.paragraph[p.head]
                and p.lemma not in ASKING
            ):
                known = any(f.subjects[0].lemma == p.lemma for f in self.found)
                p.determiner = "the" if known else "a" if not p.plural else p.determiner
                self.found.append(
                    Frame(verb=colon, kind="phrase", at=p.head, subjects=[p], sentence=p.sentence)
                )

    def _again(self) -> None:
        """Later phrases with a noun that was first met in a frame."""
        text = self.text
        for i, form in enumerate(text.forms) if self.nouns else ():
            if form in self.nouns and i not in self.by_head and not text.inside[i]:
                k = i
                while k > i - 4 and text.form(k - 1) not in e.FUNCTION and text.sort[k - 1] == LETTER:
                    k -= 1
                if text.form(k - 1) in ("the", "this"):
                    self.phrases.append(
                        Phrase(
                            first=k - 1,
                            last=i + 1,
                            head=i,
                            sort="role",
                            determiner="the",
                            plural=False,
                            count=1,
                            lemma=e.lemma(form),
                            gender="",
                            named=False,
                            official=False,
                            link=False,
                            sentence=text.sentence[i],
                            inside=False,
                        )
                    )
                    self.by_head[i] = self.by_first[k - 1] = self.phrases[-1]
                    self._late.append(self.phrases[-1])
        for v in text.where("say") if self._late else ():
            self._retry(v)

    def _retry(self, v: int) -> None:
        text = self.text
        if text.inside[v] or not any(p.last == v or p.first == v + 1 for p in self._late):
            return
        self.found = [f for f in self.found if f.verb != v]
        frame = self._frame(v)
        if frame:
            self.found.append(frame)
        self.found.sort(key=lambda f: f.verb)

    def _frame(self, v: int) -> Frame | None:
        text = self.text
        cite = text.has(v, "cite") and not (text.has(v, "say") and text.forms[v] not in ("to", "with"))
        begin = v
        while begin > 0 and text.mask[begin - 1] == text.mask[v] and text.sort[begin - 1] == LETTER:
            begin -= 1
        if cite and text.forms[v] == "interviewed" and begin - 1 in self.by_head:
            found = self._left(begin)
        elif cite and self._is_no_saying(begin, v):
            return None
        elif cite:
            found = self._right(v + 1)
            if text.has(v, "tell") and (not found or found[0] in ("body", "they", "name")):
                found = self._left(begin)
        elif self._is_noun(begin) or self._is_no_saying(begin, v):
            return None
        elif self._is_passive(begin):
            found = self._agent(v)
        else:
            found = self._opening(begin)
            if found is None and self._inverted(begin):
                found = self._right(v + 1)
            found = found or self._left(begin)
        if not found:
            return None
        kind, at, subjects = found
        frame = Frame(
            verb=v, kind=kind, at=at, subjects=subjects, sentence=text.sentence[v],
            soft=self._is_soft(begin, v), cite=cite,
        )  # fmt: skip
        frame.nested = self._is_nested(frame)
        frame.public = self._is_public(v)
        return frame

    def _opening(self, v: int) -> Subject | None:
        """ "A judge in another region, put on the spot, said": who opens the sentence, over what lies between."""
        text, start = self.text, self.start[self.text.sentence[v]]
        p = self.by_first.get(start + (text.form(start) in _JOINTS))
        if p is None or p.determiner not in ("a", "number") or p.head >= v - 2 or text.form(v + 1) == ".":
            return None
        if any(text.inside[k] or text.has(k, "say") for k in range(p.last, v)):
            return None
        before = text.form(v - 1)
        if before == ",":
            apart = text.form(p.last) == "," or text.forms[p.last : v].count(",") > 1
            return ("phrase", p.head, [p]) if apart else None
        return ("phrase", p.head, [p]) if self._is_clause(p.last, v) else None

    def _is_clause(self, k: int, v: int) -> bool:
        """Whether all from *k* to *v* is one clause with "who", and its verb: "in Kazan who worked for the officials"."""
        text = self.text
        near = text.forms[k : min(k + _BEFORE_WHO, v)]
        if "who" not in near:
            return False
        k += near.index("who")
        if k + 1 in self.by_first or text.is_name(k + 1):
            return False
        return not any(
            f in _SUBORDINATE and text.form(i - 1) not in ("has", "have", "had", "was")
            for i, f in enumerate(text.forms[k + 1 : v], k + 1)
        )

    def _is_soft(self, begin: int, v: int) -> bool:
        """Whether the verb need not mean that somebody spoke to the outlet."""
        text = self.text
        if text.form(v + 1) in (",", ":") and v + 2 < text.n and text.inside[v + 2]:
            return False
        near = text.forms[v : v + 4]
        if "us" in near or "me" in near or text.within(v, v + 4, "media"):
            return False
        if text.forms[begin] in ("put", "puts") and "at" in text.forms[v + 1 : v + 7]:
            return False
        if text.has(v, "soft") or not text.mask[v] & (text.bit["say"] | text.bit["cite"]):
            return True
        if text.form(begin - 1) not in ("who", "that"):
            return False
        return "reporters" not in near and "this" not in near

    def _is_noun(self, v: int) -> bool:
        text, before = self.text, self.text.form(v - 1)
        if text.sort[v] != LETTER or (
            text.capital[v] and v and not text.newline[v] and text.sort[v - 1] == LETTER
        ):
            return True
        if text.forms[v] in _NOUNS and (
            text.form(v + 1) in e.AUXILIARIES
            or before in REAL
            or before in e.DETERMINERS
            or before.endswith(("'s", "’s", "al"))
        ):
            return True
        if before in _MODALS and text.forms[v] in _BASE:
            return True
        return before in ("to", "a", "an", "the", "my", "his", "their", "its") and text.forms[v] != "told"

    def _is_passive(self, v: int) -> bool:
        text, k = self.text, v - 1
        while text.form(k) in e.ADVERBS or text.form(k).endswith("ly"):
            k -= 1
        return text.form(k) in _PASSIVE and text.forms[v] not in _ACTIVE and not text.forms[v].endswith("ing")

    def _is_public(self, v: int) -> bool:
        """Whether the words are said to a court, a meeting, the police or a press conference."""
        text = self.text
        if text.forms[v] in ("told", "tells", "asked", "warned") and text.form(v + 1) in (
            "him",
            "her",
            "them",
        ):
            return True
        if _AUDIENCES.isdisjoint(text.forms[v + 1 : v + 8]):
            return False
        hearer = text.forms[v] in _TELLING
        for k in range(v + 1, min(v + 8, text.n)):
            form = text.forms[k]
            if form in _NO_HEARER or text.sentence[k] != text.sentence[v] or text.inside[k]:
                return False
            if form in _AUDIENCES:
                return hearer
            hearer = hearer or form in _HEARD_IN
        return False

    def _agent(self, v: int) -> Subject | None:
        """ "Confirmed by another person": who tells, behind the passive of a verb of telling."""
        if self.text.form(v + 1) != "by" or self.text.forms[v] not in _TOLD:
            return None
        found = self._right(v + 2)
        return found if found and found[0] in ("phrase", "proform") else None

    def _is_no_saying(self, begin: int, v: int) -> bool:
        """ "Which adds two hours", "could not tell what", "admitted to the university"."""
        text, before = self.text, self.text.form(begin - 1)
        if before == "which" and not text.has(v, "cite"):
            return True
        if text.forms[v] == "tell" and (before in ("not", "cannot") or before.endswith(("n't", "n’t"))):
            return True
        if text.forms[v] == "from" and text.form(v - 1) in ("came", "comes", "come"):
            return _WORD.isdisjoint(text.forms[max(0, v - 9) : v])
        return text.forms[v] == "admitted" and text.form(v + 1) in ("to", "into")

    def _inverted(self, v: int) -> bool:
        """Whether the verb stands before its subject: after a quotation or a comma."""
        text, before = self.text, self.text.form(v - 1)
        if text.forms[v] in ("told", "tells", "tell", "informed", "reminded", "us"):
            return False
        if before in ("”", '"', "’", "»", "as", "so", "thus") or (before == "'" and text.inside[v - 1]):
            return True
        if before not in (",", "—", "–", "-", "?", "!") and v != self.start[text.sentence[v]]:
            return False
        if text.inside[v - 1] and before == ",":
            return True
        p = self.by_first.get(v + 1)
        if p is not None:
            after = text.form(p.last)
            if p.determiner == "bare" and not (after in _CLOSED or after in e.PREPOSITIONS):
                return False
            if p.determiner == "the" and p.sort != "source":
                return after in (",", ".") and text.form(v - 1) == ","
            return p.determiner != "poss" and not self._left_is_open(v)
        return (
            text.form(v + 1) in ("he", "she", "they", "one")
            or text.is_name(v + 1)
            or text.has(v + 1, "media")
        )

    def _left_is_open(self, v: int) -> bool:
        """Whether "A source, who …, said the officer" has its subject on the left."""
        text, start = self.text, self.start[self.text.sentence[v]]
        return any(text.form(k) == "," and k - 1 in self.by_head for k in range(start, v - 1))

    def _is_nested(self, frame: Frame) -> bool:
        for other in reversed(self.found):
            if other.sentence != frame.sentence:
                return False
            if other.cite or other.soft or frame.at < other.verb:
                continue
            if not any(self.text.inside[other.verb : frame.at]):
                return True
        return False

    def __iter__(self) -> Iterator[Frame]:
        return iter(self.found)
