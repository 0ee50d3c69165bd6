"""Who says what in an English text: verbs of saying and their subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_phrases import Phrase, Text
from jebo.disclosure.words import LETTER, MARK

_SUBORDINATORS = frozenset("that because although though while if unless whether when where why how as since until before after".split())
_REAL = e.PREPOSITIONS - _SUBORDINATORS | {"before", "after", "since"}
_PASSIVE = frozenset("is are was were be been being isn't wasn't weren't isn’t wasn’t weren’t".split())
_ACTIVE = frozenset("say says saying tell tells telling asks writes wrote spoke speaks went goes gave knew".split())
# Verbs of saying that look like nouns: behind an article or an adjective they are nouns.
_NOUNS = frozenset(
    "reports report claims claim notes estimates estimate comments comment answers answer replies reply calls counts "
    "records lists documents fears shows offers doubts dates places puts guesses shares ask remarks".split()
)
# Endings of nouns for persons, and nouns with such an ending that are none.
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "ee", "eer", "ess", "wife", "smith", "hand", "mate", "chief", "herd", "eur")
_THINGS = frozenset(
    "letter paper number winter order computer river summer tower water counter border corner matter chapter newspaper "
    "power offer answer poster folder drawer cover power trigger container boiler trailer tractor motor door floor "
    "colour color error mirror terror factor sector corridor mayor flavour behaviour labor labour humor rumor rumour honor "
    "odor vapor committee fee coffee tree degree guarantee knee process success access press business address illness dress "
    "mess loss glass witness date climate estimate certificate template state rate gate update mandate debate candidate "
    "shoulder finger daughter center centre theater meter ladder bladder leather weather copper silver timber cucumber "
    "october november december september member printer scanner speaker charter semester quarter disaster cluster banner "
    "register ledger calendar danger hunger anger shower flower hammer cancer fever liver layer player prayer either "
    "another other whether ever never together however later earlier former over under after sooner rather".split()
)
_LONGEST = 60  # words between subject and verb; chosen by us: a longer gap is another sentence with its stop lost


@dataclass(slots=True, kw_only=True)
class Frame:
    """Somebody says something: the verb at ``verb``, and what its subject is.

    ``kind`` is phrase, pronoun, they, name, body, proform or none; ``at`` is the word of the subject; ``subjects`` holds the
    phrases (several when joined by "and"). ``nested`` tells that it is reported by another one in the same sentence.
    """

    verb: int
    kind: str
    at: int
    subjects: list[Phrase]
    sentence: int
    nested: bool = False
    soft: bool = False
    cite: bool = False


class Frames:
    """The frames of a text, found from its verbs."""

    def __init__(self, text: Text, phrases: list[Phrase]) -> None:
        self.text = text
        self.by_head = {p.head: p for p in phrases}
        self.by_first = {p.first: p for p in phrases}
        self.phrases = phrases
        self.found: list[Frame] = []
        self._start = _starts(text)
        self._new: set[str] = set()
        self._late: list[Phrase] = []
        self._labels()
        for v in text.where("say", "cite", "record"):
            inner = v + 1 < text.n and text.mask[v] == text.mask[v + 1] and text.sort[v + 1] == LETTER
            if not text.inside[v] and not inner:
                frame = self._frame(v)
                if frame:
                    self.found.append(frame)

        self._again()

    def _labels(self) -> None:
        """ "Nurse: …" and "The tailor, 57: …" at the head of a line are frames too."""
        text = self.text
        for p in self.phrases:
            colon = p.last + 2 * (text.form(p.last) == "," and text.form(p.last + 2) == ":")
            starts = not p.first or text.newline[p.first] or text.form(p.first - 1) == "."
            if text.form(colon) == ":" and starts and not p.inside and text.paragraph[p.head]:
                p.determiner = "a" if not p.plural else p.determiner
                self.found.append(
                    Frame(verb=colon, kind="phrase", at=p.head, subjects=[p], sentence=p.sentence)
                )

    def _unknown(self, k: int) -> Phrase | None:
        """ "A dredge owner": an article and a noun that no list holds, where somebody speaks."""
        text = self.text
        if text.form(k) not in ("a", "an", "one", "another") or text.form(k + 1) in e.FUNCTION:
            return None
        j = k + 1
        while j < text.n and (text.sort[j] == LETTER or text.forms[j] == "-") and text.forms[j] not in e.FUNCTION:
            if j in self.by_head or text.has(j, "say") or text.has(j, "media") or j - k > 5:
                break
            j += 1
        head = j - 1
        if head <= k or text.mask[head] & (text.bit["body"] | text.bit["document"] | text.places | text.bit["media"]):
            return None
        if not text.forms[head].endswith(_AGENTS) or text.forms[head] in _THINGS or j in self.by_head:
            return None
        p = Phrase(
            first=k, last=j, head=head, sort="role", determiner="a", plural=False, count=1, lemma=e.lemma(text.forms[head]),
            gender="f" if text.forms[head].endswith("woman") else "m" if text.forms[head].endswith("man") else "",
            named=False, official=False, link=text.forms[k] == "another", sentence=text.sentence[k], inside=False,
        )  # fmt: skip
        self.by_head[head] = self.by_first[k] = p
        self.phrases.append(p)
        self._new.add(text.forms[head])
        return p

    def _again(self) -> None:
        """Later phrases with a noun that was first met in a frame."""
        text = self.text
        for i, form in enumerate(text.forms) if self._new else ():
            if form in self._new and i not in self.by_head and not text.inside[i]:
                k = i
                while k > i - 4 and text.form(k - 1) not in e.FUNCTION and text.sort[k - 1] == LETTER:
                    k -= 1
                if text.form(k - 1) in ("the", "this"):
                    self.phrases.append(
                        Phrase(
                            first=k - 1, last=i + 1, head=i, sort="role", determiner="the", plural=False, count=1,
                            lemma=e.lemma(form), gender="", named=False, official=False, link=False,
                            sentence=text.sentence[i], inside=False,
                        )  # fmt: skip
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
        elif cite:
            found = self._right(v + 1)
            if text.has(v, "tell") and (not found or found[0] in ("body", "they", "name")):
                found = self._left(begin)
        elif self._is_noun(begin) or self._is_passive(begin):
            return None
        elif self._inverted(begin):
            found = self._right(v + 1) or self._left(begin)
        else:
            found = self._left(begin)
        if not found:
            return None
        kind, at, subjects = found
        frame = Frame(
            verb=v, kind=kind, at=at, subjects=subjects, sentence=text.sentence[v],
            soft=self._is_soft(begin, v), cite=cite,
        )  # fmt: skip
        frame.nested = self._is_nested(frame)
        return frame

    def _is_soft(self, begin: int, v: int) -> bool:
        """Whether the verb need not mean that somebody spoke to the outlet."""
        text = self.text
        if text.form(v + 1) in (",", ":") and v + 2 < text.n and text.inside[v + 2]:
            return False
        if text.has(v, "soft") or not text.mask[v] & (text.bit["say"] | text.bit["cite"]):
            return True
        if text.form(begin - 1) not in ("who", "that"):
            return False
        near = range(v, min(v + 4, text.n))
        return not any(text.has(k, "media") or text.forms[k] in ("us", "me", "reporters", "this") for k in near)

    def _is_noun(self, v: int) -> bool:
        text, before = self.text, self.text.form(v - 1)
        if text.sort[v] != LETTER or (text.capital[v] and v and not text.newline[v] and text.sort[v - 1] == LETTER):
            return True
        if text.forms[v] in _NOUNS and (before in _REAL or before in e.DETERMINERS or before.endswith(("'s", "’s", "al"))):
            return True
        return before in ("to", "a", "an", "the", "my", "his", "their", "its") and text.forms[v] != "told"

    def _is_passive(self, v: int) -> bool:
        text, k = self.text, v - 1
        while text.form(k) in e.ADVERBS or text.form(k).endswith("ly"):
            k -= 1
        return text.form(k) in _PASSIVE and text.forms[v] not in _ACTIVE and not text.forms[v].endswith("ing")

    def _inverted(self, v: int) -> bool:
        """Whether the verb stands before its subject: after a quotation or a comma."""
        text, before = self.text, self.text.form(v - 1)
        if text.forms[v] in ("told", "tells", "tell", "informed", "reminded", "us"):
            return False
        if before in ("”", '"', "’", "»", "as", "so", "thus") or (before == "'" and text.inside[v - 1]):
            return True
        if before not in (",", "—", "–", "-", "?", "!") and v != self._start[text.sentence[v]]:
            return False
        if text.inside[v - 1] and before == ",":
            return True
        p = self.by_first.get(v + 1)
        if p is not None:
            return p.determiner not in ("the", "poss") and not self._left_is_open(v)
        return text.form(v + 1) in ("he", "she", "they", "one") or text.is_name(v + 1) or text.has(v + 1, "media")

    def _left_is_open(self, v: int) -> bool:
        """Whether "A source, who …, said the officer" has its subject on the left."""
        text, start = self.text, self._start[self.text.sentence[v]]
        return any(text.form(k) == "," and k - 1 in self.by_head for k in range(start, v - 1))

    def _right(self, k: int) -> tuple[str, int, list[Phrase]] | None:
        text = self.text
        while text.form(k) in e.ADVERBS | {"to", "by", "from", "as", "it", "so"} or text.form(k).endswith("ly"):
            k += 1
        if k >= text.n or text.inside[k]:
            return None
        p = self.by_first.get(k) or self.by_first.get(k + 1 if text.form(k) in ("one", "several", "some", "both") else k)
        form = text.forms[k]
        if form in ("he", "she"):
            return "pronoun", k, []
        if form in ("him", "her") and text.form(k + 1) in e.FUNCTION | {",", "."}:
            return "pronoun", k, []
        if form in ("they", "them", "him", "her") and not p:
            return "they", k, []
        if form in e.PROFORMS and text.form(k + 1) in ("of", ",", ".", "who", "and"):
            return "proform", k, []
        if p is not None:
            return "phrase", p.head, [p, *self._joined(p)]
        if form == "the" and text.form(k + 1) in ("second", "first", "third", "other", "two", "three", "latter", "former"):
            return "proform", k + 1, []
        p = self._unknown(k)
        if p is not None:
            return "phrase", p.head, [p, *self._joined(p)]
        if text.is_name(k) or (form in e.DETERMINERS and text.is_name(k + 1)):
            return "name", k, []
        for j in range(k, min(k + 5, text.n)):
            if text.has(j, "body") or text.has(j, "media"):
                return "body", j, []
            if text.forms[j] in e.PREPOSITIONS or text.sort[j] == MARK:
                break
            if j in self.by_head:
                return "phrase", j, [self.by_head[j]]
        return ("body", k, []) if text.mask[k] & text.places else None

    def _joined(self, p: Phrase) -> list[Phrase]:
        """Phrases that "and" (or a comma, in a list) joins to *p*, later in its sentence."""
        text, found, k, end = self.text, [], p.last, p.last
        while k < text.n and text.sentence[k] == p.sentence and not text.inside[k]:
            if text.has(k, "say") and text.form(k - 1) != "who":
                break
            q = self.by_first.get(k)
            if q is not None and q.determiner in ("a", "number", "bare"):
                if text.form(k - 1) in ("and", "or") or (text.form(k - 1) == "," and k - 1 == end):
                    found.append(q)
                end = q.last
            k += 1
        joined = any(text.form(q.first - 1) in ("and", "or") for q in found)
        return found if joined else []

    def _left(self, v: int) -> tuple[str, int, list[Phrase]] | None:
        text, start, relative = self.text, self._start[self.text.sentence[v]], False
        j = v - 1
        while j >= max(start, v - _LONGEST):
            if text.inside[j] or text.forms[j] in (";", ":"):
                return None
            p = self.by_head.get(j)
            if p is not None:
                if relative or text.form(p.first - 1) not in _REAL or p.first == start:
                    return "phrase", j, [p, *self._joined_before(p, start)]
                j = p.first - 2
                continue
            found, j, relative = self._step(j, v, start, relative)
            if found:
                return found
            if j < 0:
                return None
        return None

    def _joined_before(self, p: Phrase, start: int) -> list[Phrase]:
        """ "A dredge owner, a health worker and" two officers told us."""
        text = self.text
        k = p.first
        while k > p.first - 3 and text.form(k - 1) not in e.FUNCTION and text.sort[k - 1] == LETTER and p.plural:
            k -= 1
        if text.form(k - 1) not in ("and", "or"):
            return []
        found = []
        for j in range(k - 2, start - 1, -1):
            q = self.by_head.get(j)
            if q is None and text.forms[j] in ("a", "an") and text.form(j - 1) not in _REAL:
                q = self._unknown(j)
            elif q is not None and (text.form(q.first - 1) in _REAL or q.determiner not in ("a", "number", "bare")):
                q = None
            if q is not None:
                found.append(q)
        return found

    def _step(self, j: int, v: int, start: int, relative: bool) -> tuple[tuple[str, int, list[Phrase]] | None, int, bool]:
        """One word further left: what it makes of the subject, the next word, and whether a "who" was passed."""
        text, form = self.text, self.text.forms[j]
        if form in ("he", "she"):
            return ("pronoun", j, []), j, relative
        if form in ("they", "we", "i"):
            return ("they", j, []), j, relative
        if form in ("who", "whom"):
            whole = text.form(j - 1) == "of" and text.form(j - 2) in e.PROFORMS
            return None, j - 3 if whole else j - 1, True
        if form in ("a", "an", "another", "one") and text.form(j - 1) not in _REAL:
            p = self._unknown(j)
            if p is not None:
                return ("phrase", p.head, [p, *self._joined_before(p, start)]), j, relative
        if form in e.PROFORMS | {"second", "third", "first", "latter"} and self._stands_alone(j):
            return ("proform", j, []), j, relative
        if text.has(j, "say") and not text.has(j, "soft") and form not in ("adding", "saying"):
            same = [f for f in self.found if f.verb == j]
            follows = text.form(v - 1) in ("and", "but", ",") or text.forms[v].endswith("ing")
            return ((same[-1].kind, same[-1].at, same[-1].subjects) if same and follows else None), -1, relative
        if text.is_name(j):
            return self._name(j, start, relative)
        if text.has(j, "body") or text.has(j, "media") or text.mask[j] & text.places:
            return self._institution(j, relative)
        return None, j - 1, relative

    def _stands_alone(self, j: int) -> bool:
        text = self.text
        if text.form(j - 1) in _REAL or text.form(j - 1) in ("the", "this") and text.form(j - 2) in _REAL:
            return False
        return text.form(j + 1) in ("of", ",", "who") or text.has(j + 1, "say") or text.form(j + 1) in e.AUXILIARIES

    def _name(self, j: int, start: int, relative: bool) -> tuple[tuple[str, int, list[Phrase]] | None, int, bool]:
        text, begin = self.text, j
        while begin > start and not text.newline[begin] and not text.inside[begin - 1] and self._is_part(begin - 1):
            begin -= 1
        if begin == j == start and j + 1 < text.n and not text.has(j + 1, "say") and text.forms[j + 1] not in e.FUNCTION:
            if text.sort[j + 1] == LETTER and not text.capital[j + 1] and not text.forms[j + 1].endswith("ly"):
                return None, -1, relative
        before = begin - 1
        while text.form(before) in ("the", "a", "an", "his", "her", "their", "its") or text.form(before).endswith("’s"):
            before -= 1
        if text.form(before) in _REAL and begin > start:
            return None, before - 1, relative
        if text.has(before, "say") and not text.has(before, "soft"):
            return None, before - 1, relative
        return ("name", begin, []), j, relative

    def _is_part(self, k: int) -> bool:
        """Whether word *k* belongs to the name or the nouns that end behind it."""
        text = self.text
        if text.is_name(k) or text.forms[k] in (".", "-"):
            return True
        if text.sort[k] != LETTER or text.forms[k] in e.FUNCTION or text.has(k, "say") or k in self.by_head:
            return False
        return bool(text.capital[k] or text.mask[k])

    def _institution(self, j: int, relative: bool) -> tuple[tuple[str, int, list[Phrase]] | None, int, bool]:
        text, k = self.text, j
        while k > 0 and text.sort[k - 1] == LETTER and text.forms[k - 1] not in e.FUNCTION and not text.has(k - 1, "say"):
            k -= 1
        if text.form(k - 1) in e.DETERMINERS or text.form(k - 1).endswith(("'s", "’s")):
            k -= 1
        before = text.form(k - 1)
        if before in _REAL or text.has(k - 1, "say") or relative or before in ("and", "or", ","):
            return None, k - 1, relative
        return ("body", j, []), j, relative

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


def _starts(text: Text) -> list[int]:
    """The first word of each sentence."""
    found: list[int] = []
    for i, s in enumerate(text.sentence):
        if s >= len(found):
            found.append(i)
    return found
