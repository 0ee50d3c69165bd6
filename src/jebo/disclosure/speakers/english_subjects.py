"""The subjects of verbs of saying in an English text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_phrases import Phrase, Text
from jebo.disclosure.words import LETTER, MARK

_SUBORDINATORS = frozenset(
    "that because although though while if unless whether when where why how as since until before "
    "after".split()
)
REAL = e.PREPOSITIONS - _SUBORDINATORS | {"before", "after", "since"}
# Endings of nouns for persons, and nouns with such an ending that are none.
_AGENTS = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "woman",
    "ee",
    "eer",
    "ess",
    "wife",
    "smith",
    "hand",
    "mate",
    "chief",
    "herd",
    "eur",
)
_THINGS = frozenset(
    "letter paper number winter order computer river summer tower water counter border corner matter chapter "
    "newspaper power offer answer poster folder drawer cover power trigger container boiler trailer tractor "
    "motor door floor colour color error mirror terror factor sector corridor mayor flavour behaviour labor "
    "labour humor rumor rumour honor odor vapor committee fee coffee tree degree guarantee knee process "
    "success access press business address illness dress mess loss glass witness date climate estimate "
    "certificate template state rate gate update mandate debate candidate shoulder finger daughter center "
    "centre theater meter ladder bladder leather weather copper silver timber cucumber october november "
    "december september member printer scanner speaker charter semester quarter disaster cluster banner "
    "register ledger calendar danger hunger anger shower flower hammer cancer fever liver layer player "
    "prayer either "
    "another other whether ever never together however later earlier former over under after sooner "
    "rather".split()
)
_AMOUNTS = frozenset("number handful group couple pair dozens scores majority crowd dozen variety".split())
_BETWEEN = e.ADVERBS | {"to", "by", "from", "as", "it", "so"}
_DOERS = frozenset("who has had have he she they to will would could can did".split())
_AFTER_OBJECT = e.FUNCTION | {",", "."}
_ALONE = e.PROFORMS | {"second", "third", "first", "latter"}
_ORDER = frozenset("second first third other two three latter former older younger elder".split())
_MOST = 30  # people; a stated number above it is a fact of the story. Chosen by us.
_PARTICLES = frozenset("up out off away down back in".split())
_LONGEST = 60  # words between subject and verb; chosen by us: beyond, a stop was lost

Subject = tuple[str, int, list[Phrase]]
"""What a verb's subject is, the word where it stands, and its phrases (see :class:`Frame`)."""


@dataclass(slots=True, kw_only=True)
class Frame:
    """Somebody says something: the verb at ``verb``, and what its subject is.

    ``kind`` is phrase, pronoun, they, name, body, proform or none; ``at`` is the word of the subject;
    ``subjects`` holds the phrases (several when joined by "and"). ``nested`` tells that it is reported by
    another one in the same sentence, ``public`` that it is said to a court, a meeting or the press.
    """

    verb: int
    kind: str
    at: int
    subjects: list[Phrase]
    sentence: int
    nested: bool = False
    soft: bool = False
    cite: bool = False
    public: bool = False


class Subjects:
    """Finds who stands as subject left or right of a verb.

    ``found`` holds the frames so far, ``phrases`` all phrases, ``nouns`` those that no list held.
    """

    def __init__(self, text: Text, phrases: list[Phrase]) -> None:
        self.text, self.phrases = text, phrases
        self.by_head = {p.head: p for p in phrases}
        self.by_first = {p.first: p for p in phrases}
        self.found: list[Frame] = []
        self.nouns: set[str] = set()
        self.start = _starts(text)

    def _unknown(self, k: int) -> Phrase | None:
        """ "A dredge owner": an article and a noun that no list holds, where somebody speaks."""
        text = self.text
        if text.form(k) not in ("a", "an", "one", "another") or text.form(k + 1) in e.FUNCTION:
            return None
        j = k + 1
        while (
            j < text.n
            and (text.sort[j] == LETTER or text.forms[j] == "-")
            and text.forms[j] not in e.FUNCTION
        ):
            if j in self.by_head or text.has(j, "say") or text.has(j, "media") or j - k > 5:
                break
            j += 1
        head = j - 1
        if head <= k or text.mask[head] & (
            text.bit["body"] | text.bit["document"] | text.places | text.bit["media"]
        ):
            return None
        if not text.forms[head].endswith(_AGENTS) or text.forms[head] in _THINGS or j in self.by_head:
            return None
        p = Phrase(
            first=k, last=j, head=head, sort="role", determiner="a", plural=False, count=1,
            lemma=e.lemma(text.forms[head]),
            gender="f" if text.forms[head].endswith("woman") else "m" if text.forms[head].endswith("man") else
            "",
            named=False, official=False, link=text.forms[k] == "another", sentence=text.sentence[k],
            inside=False,
        )  # fmt: skip
        self.by_head[head] = self.by_first[k] = p
        self.phrases.append(p)
        self.nouns.add(text.forms[head])
        return p

    def _right(self, k: int) -> Subject | None:
        """The subject that begins at *k*, behind little words."""
        text = self.text
        while text.form(k) in _BETWEEN or text.form(k).endswith("ly"):
            k += 1
        if k >= text.n or text.inside[k]:
            return None
        p = self.by_first.get(k)
        if p is None and text.forms[k] in ("one", "several", "some", "both"):
            p = self.by_first.get(k + 1)
        found = self._pronoun(k, p)
        if found is not None:
            return found
        p = p or self._unknown(k)
        if p is not None and p.count > _MOST and p.sort != "source":
            return None
        if p is not None:
            return "phrase", p.head, [p, *self._joined(p)]
        if text.is_name(k) or (text.forms[k] in e.DETERMINERS and text.is_name(k + 1)):
            return "name", k, []
        return self._far_right(k)

    def _pronoun(self, k: int, p: Phrase | None) -> Subject | None:
        """A word at *k* that stands for persons named before."""
        form, after = self.text.forms[k], self.text.form(k + 1)
        if form in ("he", "she") or (form in ("him", "her") and after in _AFTER_OBJECT):
            return "pronoun", k, []
        if form in ("they", "them", "him", "her") and p is None:
            return "they", k, []
        if form in e.PROFORMS and after in ("of", ",", ".", "who", "and"):
            return "proform", k, []
        if form == "the" and p is None and after in _ORDER:
            return "proform", k + 1, []
        return None

    def _far_right(self, k: int) -> Subject | None:
        """An institution, or a noun behind adjectives that no list holds."""
        text = self.text
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
                kin = self.by_head.get(k - 2)
                if kin is not None and kin.sort == "kin" and kin.determiner == "poss":
                    pass
                elif text.form(k - 1) in ("and", "or") or (text.form(k - 1) == "," and k - 1 == end):
                    found.append(q)
                end = q.last
            k += 1
        joined = any(text.form(q.first - 1) in ("and", "or") for q in found)
        return found if joined else []

    def _left(self, v: int) -> Subject | None:
        text, start, relative = self.text, self.start[self.text.sentence[v]], False
        j = v - 1
        while j >= max(start, v - _LONGEST):
            if text.inside[j] or text.forms[j] in (";", ":"):
                return None
            p = self.by_head.get(j)
            if p is not None and self._is_object(p, start):
                j = p.first - 1
                continue
            if p is not None:
                counted = text.form(p.first - 1) == "of" and text.form(p.first - 2) in _AMOUNTS
                if relative or counted or text.form(p.first - 1) not in REAL or p.first == start:
                    return "phrase", j, [p, *self._joined_before(p, start)]
                j = p.first - 2
                continue
            found, j, relative = self._step(j, v, start, relative)
            if found:
                return found
            if j < 0:
                return None
        return None

    def _is_object(self, p: Phrase, start: int) -> bool:
        """Whether *p* stands where objects stand ("picked up four students"), or is too many to speak."""
        text = self.text
        if p.count > _MOST and p.sort != "source":
            return True
        if text.forms[p.first] == "whose":
            return True
        k = p.first - 1 - (text.form(p.first - 1) == "such")
        if text.form(k) in _PARTICLES and text.form(k - 1).endswith("ed"):
            k -= 1
        before = text.form(k)
        if (
            k < start
            or text.sort[k] != LETTER
            or text.inside[k]
            or before in e.FUNCTION
            or text.has(k, "say")
        ):
            return False
        if before.endswith("ed") and len(before) > 4 and p.determiner != "bare":
            return True
        return text.form(k - 1) in _DOERS and not before.endswith(("ly", "ing"))

    def _joined_before(self, p: Phrase, start: int) -> list[Phrase]:
        """ "A dredge owner, a health worker and" two officers told us."""
        text = self.text
        k = p.first
        while (
            k > p.first - 3 and text.form(k - 1) not in e.FUNCTION and text.sort[k - 1] == LETTER and p.plural
        ):
            k -= 1
        if text.form(k - 1) not in ("and", "or"):
            return []
        found = []
        for j in range(k - 2, start - 1, -1):
            q = self.by_head.get(j)
            if q is None and text.forms[j] in ("a", "an") and text.form(j - 1) not in REAL:
                q = self._unknown(j)
            if q is None or q.determiner not in ("a", "number", "bare"):
                continue
            if q.first != start and text.form(q.first - 1) not in (",", "and", "but", ";"):
                continue
            if not any(f in e.AUXILIARIES for f in text.forms[q.last : p.first]):
                found.append(q)
        return found

    def _step(self, j: int, v: int, start: int, relative: bool) -> tuple[Subject | None, int, bool]:
        """One word further left: the subject if it is one, the next word, and whether a "who" was passed."""
        text, form = self.text, self.text.forms[j]
        if form in ("he", "she"):
            return ("pronoun", j, []), j, relative
        if form in ("they", "we", "i"):
            return ("they", j, []), j, relative
        if form in ("what", "why", "how") and not relative:
            return None, -1, relative
        if form in ("who", "whom"):
            whole = text.form(j - 1) == "of" and text.form(j - 2) in e.PROFORMS
            return None, j - 3 if whole else j - 1, True
        if form in ("a", "an", "another", "one") and text.form(j - 1) not in REAL:
            p = self._unknown(j)
            if p is not None:
                return ("phrase", p.head, [p, *self._joined_before(p, start)]), j, relative
        if form in _ALONE and self._stands_alone(j):
            return ("proform", j, []), j, relative
        if text.form(j - 1) in e.DETERMINERS and form.endswith("s") and text.has(j, "say"):
            return None, j - 1, relative
        if text.has(j, "say") and not text.has(j, "soft") and form not in ("adding", "saying"):
            same = [f for f in self.found if f.verb == j]
            follows = text.form(v - 1) in ("and", "but", ",") or text.forms[v].endswith("ing")
            return (
                ((same[-1].kind, same[-1].at, same[-1].subjects) if same and follows else None),
                -1,
                relative,
            )
        if text.is_name(j):
            return self._name(j, start, relative)
        if text.has(j, "body") or text.has(j, "media") or text.mask[j] & text.places:
            return self._institution(j, v, relative)
        return None, j - 1, relative

    def _stands_alone(self, j: int) -> bool:
        text = self.text
        k = j - 1 - (text.form(j - 1) in ("the", "this"))
        if k >= 0 and text.sentence[k] == text.sentence[j]:
            before = text.form(k)
            if (
                before in ("no", "every", "any", "each", "this", "that")
                or before in REAL
                or before in e.AUXILIARIES
            ):
                return False
            if text.sort[k] == LETTER and before not in e.FUNCTION and not text.has(k, "say"):
                return False
        return (
            text.form(j + 1) in ("of", ",", "who")
            or text.has(j + 1, "say")
            or text.form(j + 1) in e.AUXILIARIES
        )

    def _name(self, j: int, start: int, relative: bool) -> tuple[Subject | None, int, bool]:
        text, begin = self.text, j
        while (
            begin > start
            and not text.newline[begin]
            and not text.inside[begin - 1]
            and self._is_part(begin - 1)
        ):
            begin -= 1
        if begin == j == start and self._is_noun_next(j + 1):
            return None, -1, relative
        before = begin - 1
        while text.form(before) in ("the", "a", "an", "his", "her", "their", "its") or text.form(
            before
        ).endswith("’s"):
            before -= 1
        if text.form(before) in REAL and begin > start:
            return None, before - 1, relative
        if text.has(before, "say") and not text.has(before, "soft"):
            return None, before - 1, relative
        return ("name", begin, []), j, relative

    def _is_noun_next(self, k: int) -> bool:
        """Whether a capital at the head of a sentence is the beginning of a noun phrase: "Coal trucks"."""
        text = self.text
        if k >= text.n or text.has(k, "say") or text.forms[k] in e.FUNCTION or text.sort[k] != LETTER:
            return False
        return not text.capital[k] and not text.forms[k].endswith("ly")

    def _is_part(self, k: int) -> bool:
        """Whether word *k* belongs to the name or the nouns that end behind it."""
        text = self.text
        if text.is_name(k) or text.forms[k] in (".", "-"):
            return True
        if text.sort[k] != LETTER or text.forms[k] in e.FUNCTION or text.has(k, "say") or k in self.by_head:
            return False
        return bool(text.capital[k] or text.mask[k])

    def _institution(self, j: int, v: int, relative: bool) -> tuple[Subject | None, int, bool]:
        text, k = self.text, j
        while (
            k > 0
            and text.sort[k - 1] == LETTER
            and text.forms[k - 1] not in e.FUNCTION
            and not text.has(k - 1, "say")
        ):
            k -= 1
        if text.form(k - 1) in e.DETERMINERS or text.form(k - 1).endswith(("'s", "’s")):
            k -= 1
        before = text.form(k - 1)
        joined = before in ("and", "or", ",") and not (before == "," and j == v - 1 and text.has(j, "body"))
        if before in REAL or text.has(k - 1, "say") or relative or joined:
            return None, k - 1, relative
        return ("body", j, []), j, relative


def _starts(text: Text) -> list[int]:
    """The first word of each sentence."""
    sentence = text.structure.sentence
    found: list[int] = np.flatnonzero(np.concatenate(([True], sentence[1:] != sentence[:-1]))).tolist()
    return found
