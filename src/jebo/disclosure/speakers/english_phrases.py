"""Phrases of an English text that stand for persons: nouns with what belongs to them, and pronouns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.structure import Structure
from jebo.disclosure.words import DIGIT, LETTER, MARK, Words

_AFTER_PEOPLE = e.PREPOSITIONS | {"who", ",", "."}
_BEFORE_NOUN = e.PREPOSITIONS | {"the"}
_PAD = 64  # empty words behind the last (and, by Python's negative indices, before the first)
_REACH = 6  # words before a noun that may belong to it; chosen by us: longer phrases are rare in reports
# Nouns that as often stand before another noun; they are heads only when no noun follows.
_ATTRIBUTIVE = frozenset(
    "official local private general major patient relative fellow minor native military retired exile elder "
    "human police student worker labor army staff guide cook pilot guard mother child party youth chief "
    "deputy assistant expert minister witness guest boy girl woman fellow individual leader member source "
    "contact partner old chin mon han chinese korean russian turkish german french british american japanese "
    "christian muslim "
    "catholic buddhist turkmen burmese tibetan uyghur vietnamese cuban iranian afghan syrian north".split()
)


class Text:
    """An English text as plain lists, with what the word lists say of each word.

    ``form(i)`` is word *i*, or nothing beyond the ends; ``is_name(i)`` tells whether it may be part of a
    person's name. Both, like :meth:`has`, may be asked up to 64 words beyond the ends.
    """

    def __init__(self, words: Words, marks: Marks, structure: Structure, lexicon: Lexicon) -> None:
        self.words, self.structure = words, structure
        self.forms = words.forms
        self.n = len(words)
        self.vocabulary = frozenset(words.forms)
        self._masks = marks.mask
        self.mask: list[int] = marks.mask.tolist()
        self._padded = [*self.mask, *[0] * _PAD]
        self.form: Callable[[int], str] = [*words.forms, *[""] * _PAD].__getitem__
        self.sort: list[int] = words.sort.tolist()
        self.capital: list[int] = words.capital.tolist()
        self.newline: list[int] = words.newline.tolist()
        self.sentence: list[int] = structure.sentence.tolist()
        self.paragraph: list[int] = structure.paragraph.tolist()
        self.inside: list[int] = structure.inside.tolist()
        self.bit = _bits(lexicon)
        b = self.bit
        self.persons = b["source"] | b["role"] | b["man"] | b["people"] | b["kin"] | b["demonym"]
        self.places = b["place_wide"] | b["place_local"] | b["place_capital"]
        self.name = self._names()
        self.is_name: Callable[[int], bool] = [*self.name, *[False] * _PAD].__getitem__
        self.named: list[int] = np.flatnonzero(np.array(self.name, np.bool_)).tolist()
        self.digits: list[int] = np.flatnonzero(words.sort == DIGIT).tolist()
        self._found: dict[int, list[int]] = {}

    def has(self, i: int, name: str) -> bool:
        """Whether word *i* is of the class *name*."""
        return bool(self._padded[i] & self.bit[name])

    def _names(self) -> list[bool]:
        """Words that may be names; "hi" in "Ryen-hi" and "Thu" between two names are parts of them."""
        found = [False] * self.n
        no = self.places | sum(
            self.bit[c] for c in ("media", "say", "weekday", "month", "number", "demonym", "ordinal")
        )
        for i in np.flatnonzero((self.words.capital > 0) & (self.words.sort == LETTER)).tolist():
            form = self.forms[i]
            found[i] = not self.mask[i] & no and form not in e.FUNCTION and form not in e.MONTHS
            if (
                not found[i]
                and i
                and found[i - 1]
                and not self.newline[i]
                and i + 1 < self.n
                and self.capital[i + 1]
            ):
                found[i] = form not in e.FUNCTION
            if i + 2 < self.n and self.forms[i + 1] == "-" and found[i] and not self.words.spaced[i + 1]:
                found[i + 1] = found[i + 2] = self.sort[i + 2] == LETTER
        return found

    def within(self, first: int, last: int, name: str) -> bool:
        """Whether a word from *first* to *last* (one past the end) is of the class *name*."""
        bit = self.bit[name]
        return any([mask & bit for mask in self.mask[first:last]])  # noqa: C419, faster than a generator

    def where(self, *names: str) -> list[int]:
        """Numbers of the words of these classes."""
        return self.marked(sum(self.bit[name] for name in names))

    def marked(self, classes: int) -> list[int]:
        """Numbers of the words of a mask of classes."""
        found = self._found.get(classes)
        if found is None:
            found = self._found[classes] = np.flatnonzero(self._masks & np.uint64(classes)).tolist()
        return found


@cache
def _bits(lexicon: Lexicon) -> dict[str, int]:
    return {name: int(bit) for name, bit in lexicon.bit.items()}


_NEAR = frozenset("informed multiple local well - military reliable".split())
_BARE_OTHERS = frozenset("figures people older younger senior junior".split())


@dataclass(slots=True, kw_only=True)
class Phrase:
    """A phrase for a person. ``first`` to ``last`` (one past the end) are its words, ``head`` its noun.

    ``determiner`` is a, the, poss, bare or number; ``count`` a stated number (0: none stated). ``named`` tells that
    a name belongs to it, ``link`` that it sets the person beside others ("another").
    """

    first: int
    last: int
    head: int
    sort: str
    determiner: str
    plural: bool
    count: int
    lemma: str
    gender: str
    named: bool
    official: bool
    link: bool
    sentence: int
    inside: bool


def phrases(text: Text) -> list[Phrase]:
    """All phrases with a noun for persons, in order."""
    return [_phrase(text, i) for i in sorted(_heads(text))]


def _heads(text: Text) -> Iterator[int]:
    persons = text.persons | text.bit["official"]
    for i in [*text.marked(persons), *_ages(text)]:
        j = i + 1
        joined = j < text.n and not text.newline[j] and text.sort[j] == LETTER
        if joined and text.mask[j] & persons and not (text.has(j, "people") and text.forms[i] != "young"):
            continue
        if (
            text.has(i, "demonym")
            and not text.mask[i] & (persons & ~text.bit["demonym"])
            and not _is_people(text, i)
        ):
            continue
        if text.form(j) == "-" or (text.form(j) in ("’", "'") and not text.words.spaced[j]):
            continue
        if joined and (text.forms[i] in _ATTRIBUTIVE or text.has(j, "body")) and _noun_follows(text, j):
            continue
        if text.has(i, "source") and (
            text.form(j) == "of" or (text.form(j) == ":" and text.has(j + 1, "media"))
        ):
            continue
        if text.forms[i] in _BARE_OTHERS and _is_other(text, i):
            continue
        yield i


def _ages(text: Text) -> list[int]:
    """The "old" of "a 19-year-old"."""
    if "old" not in text.vocabulary:
        return []
    return [
        i
        for i, f in enumerate(text.forms)
        if f == "old" and text.forms[max(0, i - 3) : i] == ["-", "year", "-"]
    ]


def _is_other(text: Text, i: int) -> bool:
    """Whether the word stands for no person here: "according to figures", "People of Baikal", "a year older"."""
    form = text.forms[i]
    if form == "figures":
        return text.form(i - 1) in ("to", "the", "official")
    if form == "people":
        return text.capital[i] > 0 and i > 0 and not text.newline[i] and text.sort[i - 1] == LETTER
    return text.form(i - 1) in ("year", "years", "months")


def _is_people(text: Text, i: int) -> bool:
    """Whether a word for a people stands for a person: "a Tibetan who", "two Tibetans"."""
    form, after = text.forms[i], i + 1
    if form.endswith("s") and form != "chinese":
        return True
    before = text.form(i - 1) in ("a", "an", "another", "one", "ethnic") or text.has(i - 1, "former")
    return before and (text.form(after) in _AFTER_PEOPLE or text.has(after, "say"))


def _noun_follows(text: Text, j: int) -> bool:
    form = text.forms[j]
    if form in e.FUNCTION or text.has(j, "say") or text.has(j, "weekday") or text.has(j, "media"):
        return False
    return not form.endswith(("ed", "ly")) and not text.capital[j]


def _phrase(text: Text, head: int) -> Phrase:
    run = head
    same = text.persons | text.bit["official"] | text.bit["former"]
    while run > 0 and not text.newline[run] and text.mask[run - 1] & same and text.sort[run - 1] == LETTER:
        run -= 1
    first, determiner, count, link = _before(text, run)
    form = text.forms[head]
    plural = is_plural = e.is_plural(form)
    if count == 1 and determiner == "number":
        determiner, plural = "a", False
    elif determiner == "a" and text.forms[first] in ("a", "an", "another") and form not in e.PROFORMS:
        plural = is_plural and count > 1
    mask = text.mask[head]
    return Phrase(
        first=first, last=head + 1, head=head, sort=_sort(text, mask), determiner=determiner,
        plural=plural, count=count if plural else 1, lemma=e.lemma(form), gender=_gender(text, run, head),
        named=_is_office(text, first, head, determiner, plural) or _is_named(text, first, head),
        official=bool(mask & text.bit["official"]), link=link,
        sentence=text.sentence[head], inside=bool(text.inside[head]),
    )  # fmt: skip


_SORTS = (("source", "source"), ("role", "role"), ("official", "role"), ("kin", "kin"), ("man", "person"))


def _sort(text: Text, mask: int) -> str:
    for name, sort in _SORTS:
        if mask & text.bit[name]:
            return sort
    return "person" if mask & text.bit["demonym"] or not mask & text.persons else "people"


def _gender(text: Text, run: int, head: int) -> str:
    for i in range(run, head + 1):
        if text.forms[i] in e.WOMEN:
            return "f"
        if text.forms[i] in e.MEN:
            return "m"
    return ""


def _before(text: Text, run: int) -> tuple[int, str, int, bool]:
    """First word, determiner, stated number and link of the phrase whose nouns begin at *run*."""
    first, determiner, count, link = run, "bare", 0, False
    k = run - 1
    while k >= max(0, run - _REACH) and not text.newline[k + 1] and text.inside[k] == text.inside[run]:
        form = text.forms[k]
        if form in e.LINKING and (form in ("another", "other") or not text.has(k, "role")):
            link, first = True, k
            if form == "another":
                return k, "a", 1, True
        elif (number := _number(text, k)) > 1:
            first, determiner, count = k, "number", number
        elif form in e.DETERMINERS:
            if form == "that" and (count or e.is_plural(text.forms[run])):
                break
            return _determined(text, k, count, link)
        elif not _modifies(text, k):
            break
        else:
            first = k
            if form.endswith(("'s", "’s", "s’")) and determiner == "bare":
                determiner = "poss"
        k -= 1
    if determiner == "bare" and not link:
        first = _trim(text, first, run)
    return first, determiner, count, link


def _number(text: Text, k: int) -> int:
    """The small number that word *k* tells, or 0."""
    if text.sort[k] == DIGIT:
        form = text.forms[k]
        return 0 if len(form) > 3 else max(2, int(form)) if form.isdecimal() else 2
    return 0 if text.forms[k] == "one" else e.NUMBERS.get(text.forms[k], 0)


def _determined(text: Text, k: int, count: int, link: bool) -> tuple[int, str, int, bool]:
    """A phrase that begins with the article or the like at *k*."""
    form = text.forms[k]
    if form in e.DEFINITE:
        return k, "the", count, link and text.forms[k + 1] != "second"
    if form in e.POSSESSIVE:
        return k, "poss", count, link
    if form == "one":
        return k, "a", 1, link
    if form == "a" and text.form(k - 1) == "half" and count == e.NUMBERS["dozen"]:
        return k - 1, "number", count // 2, link
    least = 0 if form in ("a", "an", "each", "every", "no") else 2
    return k, "number" if count > 1 else "a", count or least, link


def _modifies(text: Text, k: int) -> bool:
    if text.forms[k] == "and":
        return text.has(k - 1, "former") and text.has(k + 1, "former")
    if text.sort[k] == MARK:
        return text.forms[k] == "-" and not text.words.spaced[k]
    return text.sort[k] == LETTER and text.forms[k] not in e.FUNCTION and not text.has(k, "say")


def _trim(text: Text, first: int, run: int) -> int:
    """Without an article, only words that surely belong to the noun count."""
    kept = run
    for k in range(run - 1, first - 1, -1):
        known = text.mask[k] & (text.bit["former"] | text.bit["demonym"] | text.places | text.persons)
        if not known and text.forms[k] not in _NEAR:
            break
        kept = k
    return kept


def _is_office(text: Text, first: int, head: int, determiner: str, plural: bool) -> bool:
    """Whether the phrase is a title or a body: "the Joint Chiefs", "Secretary for Education"."""
    if _is_title(text, head) and determiner != "a":
        return not text.mask[head - 1] & (text.places | text.bit["demonym"])
    if determiner != "bare" or text.form(head + 1) == ":":
        return False
    closer = text.form(head + 1) in ("of", "in", "at", "from", "with", "familiar", "who", "inside", "close")
    return (plural and text.has(head, "body") and not closer) or (
        not plural and text.has(head, "title") and bool(text.capital[head])
    )


def _is_title(text: Text, head: int) -> bool:
    """Whether the noun has a capital and another capital before it, within a line."""
    if text.capital[head] != 1 or not head or text.newline[head] or text.sort[head - 1] != LETTER:
        return False
    return text.capital[head - 1] == 1 and not text.has(head - 1, "former")


def _is_named(text: Text, first: int, head: int) -> bool:
    j = head + 1
    if text.is_name(j) and not text.newline[j] and (not text.mask[j] & text.persons or text.capital[j]):
        return True
    if text.form(j) in ("named", "called") and text.is_name(j + 1):
        return True
    if text.form(j) == "," and (_apposition(text, j + 1) or _is_one_name(text, first, head)):
        return True
    if text.form(j) in ("of", "in", "at", "from", "for", "with", "on") and _named_later(text, j):
        return True
    return _name_before(text, first)


def _is_one_name(text: Text, first: int, head: int) -> bool:
    """ "Their boy, Merdan,": kin with one name behind a comma."""
    j = head + 2
    if text.forms[first] not in ("the", "his", "her", "their", "my", "our") or not text.is_name(j):
        return False
    return bool(text.mask[head] & (text.bit["kin"] | text.bit["man"])) and text.form(j + 1) in (
        ",",
        "who",
        ".",
    )


def _named_later(text: Text, j: int) -> bool:
    """ "The chairman at the plant, Nguyen Van Hoai,": the name behind what belongs to the noun."""
    for k in range(j + 1, min(j + 9, text.n)):
        if text.forms[k] == ",":
            return _apposition(text, k + 1) and text.name[k + 1] and not text.has(k + 1, "body")
        if text.forms[k] in ("who", "and", ".") or text.has(k, "say"):
            return False
    return False


def _apposition(text: Text, j: int) -> bool:
    """Whether the name that begins at *j* ends at a comma, as an apposition does."""
    k = j
    while k < min(j + 5, text.n) and (
        text.is_name(k) or (text.capital[k] and text.forms[k] not in e.FUNCTION)
    ):
        k += 1
    outlet = any(text.has(i, "media") for i in range(j, k))
    return k > j + 1 and not outlet and text.form(k) in (",", ".", "—", "who", "said", "told", "(")


def _name_before(text: Text, first: int) -> bool:
    """Whether a name and a comma stand before: "Alec Buchan, 58, a skipper"."""
    k = first - 1
    if text.form(k) != "," or text.newline[first]:
        return False
    if text.sort[k - 1] == DIGIT and text.form(k - 2) == ",":
        k -= 2
    if not text.is_name(k - 1):
        return False
    begin = k - 1
    while text.is_name(begin - 1) and not text.newline[begin]:
        begin -= 1
    return text.form(begin - 1) not in _BEFORE_NOUN
