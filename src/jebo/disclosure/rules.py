"""Rules: what a phrase looks like, written in word classes instead of words.

A rule's pattern is a line of elements parted by spaces:

========================  ==============================================================
``<weekday>``             a word of that class (``<a|b>``: of one of these)
``on`` ``on/at``          the word itself, one of these words
``#`` ``Cap`` ``Any``     a number, a word with a capital, any word or mark
``Word`` ``.`` ``,``      any word, the mark itself
``!<kin>``                no word of that class follows here (nothing is taken)
``New``                   a word that no list holds
``<role>:은/는``           a Korean word with one of these endings (``-``: with none)
``?`` ``*`` ``+`` ``{0,3}``  after an element: how often
``( … | … )``             alternatives
``[ … ]``                 the part that is the finding (the whole pattern if there is none)
========================  ==============================================================

A rule never looks beyond its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from jebo.disclosure import words as w
from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.structure import Structure
from jebo.disclosure.words import Words
from jebo.errors import JeboError


class BadRule(JeboError):
    """A rule cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of a language.

    ``kind`` is the kind of detail, ``note``, or ``not KIND`` (what it finds is no detail of that kind); ``check`` the
    editorial check; ``inside`` is ``quote``, ``outside`` or ``any``;
    ``speaker`` is ``anonymous`` (the sentence is attributed to an anonymous source), ``unnamed`` (not to a named speaker)
    or ``any``. ``hit`` and ``miss`` are examples that the tests run; a hit marks the finding ``[[so]]``. A ``sure`` rule
    decides the check of what it finds; other rules only hint at it.
    """

    id: str
    kind: str
    check: str
    pattern: str
    inside: str = "any"
    speaker: str = "unnamed"
    hit: str = ""
    miss: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A rule matched the words from ``first`` up to ``last`` (one past the end)."""

    rule: Rule
    first: int
    last: int


_ELEMENT = re.compile(
    r"(?P<open>\[|\()|(?P<close>\]|\))(?P<n0>[?*+]|\{\d*,?\d*\})?(?=\s|$)|(?P<bar>\|)(?=\s|$)"
    r"|(?P<not>!)?(?P<class><[^>]+>)(?::(?P<tail>[^\s?*+{]+))?(?P<n1>[?*+]|\{\d*,?\d*\})?(?=\s|$)"
    r"|(?P<word>[^\s<]\S*?)(?::(?P<wtail>[가-힣/-]+))?(?P<n2>[?*+]|\{\d*,?\d*\})?(?=\s|$)"
)
_GROUP, _TAIL, _LITERAL = 0xE000, 0xF000, 0xF400  # private use: a sort of word, an ending, a word itself
_LOWER, _CAPITAL, _MARK, _NUMBER = range(4)
_ANY = f"[{chr(_GROUP)}-{chr(_TAIL - 1)}]"
_MANY = 400  # chosen by us: a set of more sorts of words than this rules out no text
_VARIANT = np.full((5, 3), _LOWER)  # by the sort of a word and its capitals
_VARIANT[:, 1:], _VARIANT[w.DIGIT], _VARIANT[w.MARK] = _CAPITAL, _NUMBER, _MARK
_WIDTH = 3  # characters for each word: group, ending, word itself


Need = frozenset[str]
"""Characters of which a string must hold one for a rule to match in it."""


class _Needs:
    """What a pattern cannot do without; most rules need a word that most texts lack."""

    def __init__(self) -> None:
        self._open: list[list[list[Need]]] = [[[]]]  # open brackets, their alternatives, the needs of each

    def add(self, element: re.Match[str], pattern: str) -> None:
        """Take in the next element, which was compiled to *pattern*."""
        if element["open"]:
            self._open.append([[]])
        elif element["bar"]:
            self._open[-1].append([])
        elif element["close"] and len(self._open) > 1:
            branches = self._open.pop()
            if not _may_lack(element["n0"]):
                self._open[-1][-1] += _common(branches)
        elif not element["close"] and not element["not"] and not _may_lack(element["n1"] or element["n2"]):
            self._open[-1][-1] += _needs_of(pattern)

    def all(self) -> tuple[Need, ...]:
        """The needs of the whole pattern, the narrowest first."""
        return tuple(sorted(set(_common(self._open[0])), key=len))


def _may_lack(often: str | None) -> bool:
    return (bool(often) and (often or "")[0] in "?*") or (often or "").startswith(("{0", "{,"))


def _needs_of(pattern: str) -> list[Need]:
    """The characters of the sets of one compiled word; none for a set that almost any text meets."""
    sets = re.findall(r"\[([^\[\]-]+)\]", pattern)
    return [frozenset(s) for s in sets if len(s) <= _MANY and chr(_TAIL) not in s]


def _common(branches: list[list[Need]]) -> list[Need]:
    """What all alternatives need: all needs of a single one, else one need of each taken together."""
    if len(branches) == 1:
        return branches[0]
    narrowest = [min(needs, key=len) for needs in branches if needs]
    return [frozenset().union(*narrowest)] if len(narrowest) == len(branches) else []


class Rules:
    """The rules of a language, compiled for its lexicon.

    :raises BadRule: a rule names a class that the lexicon lacks, or its brackets do not match.
    """

    def __init__(self, rules: Iterable[Rule], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        particles = enumerate(sorted(lexicon.particles), _TAIL + 2)
        self._tails: dict[str | None, int] = {None: _TAIL, "": _TAIL, **{p: code for code, p in particles}}
        self._literals: dict[str, int] = {}
        self.rules = tuple(rules)
        self._written = [(rule, *self._write(rule)) for rule in self.rules]
        self._compiled: dict[str, re.Pattern[str]] = {}

    def compiled(self, rule: Rule, written: str) -> re.Pattern[str]:
        """A rule's regular expression, compiled when a text first needs it."""
        if written not in self._compiled:
            with suppress(re.error):
                self._compiled[written] = re.compile(written)
        if written not in self._compiled:  # raised here, so that the error does not carry the pattern along
            raise BadRule(f"rule {rule.id}: its brackets do not match")
        return self._compiled[written]

    def match(self, words: Words, marks: Marks, structure: Structure) -> Iterator[Match]:
        """All places where a rule holds, rule by rule; matches of one rule do not overlap."""
        if not len(words):
            return
        chars = self._spell(words, marks)
        string = chars.tobytes().decode("utf-32-le")
        starts = np.flatnonzero(np.diff(structure.sentence, prepend=-1))
        bounds = [*(starts * _WIDTH).tolist(), len(string)]
        for number, sentence in self._possible(chars, starts):
            rule, written, _ = self._written[number]
            holds = self.compiled(rule, written)
            for found in holds.finditer(string, bounds[sentence], bounds[sentence + 1]):
                first, last = found.span("hit")
                if last > first:
                    yield Match(rule, first // _WIDTH, (last - 1) // _WIDTH + 1)

    def _possible(self, chars: NDArray[np.uint32], starts: NDArray[np.int64]) -> Iterable[tuple[int, int]]:
        """The numbers of rules, and of the sentences that hold all that the rule cannot do without."""
        lacks = np.zeros((len(self._written), len(starts)), np.uint64)
        for met, needed in self._needs:
            lacks |= needed[:, None] & ~np.bitwise_or.reduceat(met[chars - _GROUP].ravel(), starts * _WIDTH)
        rules, sentences = np.nonzero(lacks == 0)
        return zip(rules.tolist(), sentences.tolist(), strict=True)

    @cached_property
    def _needs(self) -> list[tuple[NDArray[np.uint64], NDArray[np.uint64]]]:
        """A bit for each need, in numbers of 64 bits: which needs each character meets, and which each rule has."""
        all_needs = list(dict.fromkeys(need for *_, needs in self._written for need in needs))
        number = {need: i for i, need in enumerate(all_needs)}
        width = (len(number) // 64 + 1) * 64
        met = np.zeros((_LITERAL - _GROUP + 1 + len(self._literals), width), np.bool_)
        needed = np.zeros((len(self._written), width), np.bool_)
        chars = "".join(map("".join, all_needs)).encode("utf-32-le")
        codes = np.frombuffer(chars, np.uint32) - np.uint32(_GROUP)
        places = np.repeat(np.arange(len(number)), list(map(len, all_needs)))
        known = codes < len(met)
        met[codes[known], places[known]] = True
        for row, (*_, needs) in zip(needed, self._written, strict=True):
            row[[number[need] for need in needs]] = True
        packed = [np.packbits(table, axis=1).view(np.uint64).T.copy() for table in (met, needed)]
        return list(zip(*packed, strict=True))

    def _spell(self, words: Words, marks: Marks) -> NDArray[np.uint32]:
        """The sorts of the words, as characters. Shape ``(words, 3)``."""
        chars = np.empty((len(words), _WIDTH), np.uint32)
        chars[:, 0] = _GROUP + marks.group * 4 + _VARIANT[words.sort, words.capital]
        chars[:, 1] = list(map(self._tails.get, marks.tail, repeat(_TAIL + 1)))
        chars[:, 2] = list(map(self._literals.get, words.forms, repeat(_LITERAL)))
        return chars

    def _write(self, rule: Rule) -> tuple[str, tuple[Need, ...]]:
        """A rule as a regular expression, and what it cannot do without."""
        text = rule.pattern if " ] " in f" {rule.pattern} " else f"[ {rule.pattern} ]"
        out, at, needs = [], 0, _Needs()
        for element in _ELEMENT.finditer(text):
            if text[at : element.start()].strip():
                raise BadRule(f"rule {rule.id}: the pattern cannot be read at character {at}")
            at = element.end()
            out.append(self._element(rule, element))
            needs.add(element, out[-1])
        if text[at:].strip():
            raise BadRule(f"rule {rule.id}: the pattern cannot be read at character {at}")
        brackets = [e[0][0] for e in _ELEMENT.finditer(text) if e["open"] or e["close"]]
        if brackets.count("(") != brackets.count(")") or brackets.count("[") != brackets.count("]"):
            raise BadRule(f"rule {rule.id}: its brackets do not match")
        return "".join(out), needs.all()

    def _element(self, rule: Rule, element: re.Match[str]) -> str:
        if element["open"]:
            return "(?P<hit>" if element["open"] == "[" else "(?:"
        if element["close"]:
            return ")" + (element["n0"] or "")
        if element["bar"]:
            return "|"
        often = element["n1"] or element["n2"] or ""
        if often and element["word"] in ("Any", "Word"):
            often += "?"  # a gap is as short as can be
        if element["not"]:
            return f"(?!{self._class(rule, element['class'][1:-1])})"
        if element["class"]:
            return f"(?:{self._class(rule, element['class'][1:-1])}{self._ending(element['tail'])}.){often}"
        return f"(?:{self._word(element['word'], self._ending(element['wtail']))}){often}"

    def _class(self, rule: Rule, names: str) -> str:
        if not set(names.split("|")) <= set(self._lexicon.bit):
            raise BadRule(f"rule {rule.id}: it names a class of words that the lexicon does not have")
        mask = sum(int(self._lexicon.bit[name]) for name in names.split("|"))
        chars = [
            chr(_GROUP + i * 4 + v) for m, i in self._lexicon.groups.items() if m & mask for v in range(4)
        ]
        return f"[{''.join(chars)}]" if chars else r"[^\s\S]"  # a class without words never matches

    def _ending(self, endings: str | None) -> str:
        if not endings:
            return "."
        return (
            "["
            + "".join(chr(self._tails.get("" if e == "-" else e, _TAIL + 1)) for e in endings.split("/"))
            + "]"
        )

    def _word(self, word: str, ending: str) -> str:
        if word == "Any":
            return f"{_ANY}{ending}."
        variants = {"#": (_NUMBER,), "Cap": (_CAPITAL,), "Word": (_LOWER, _CAPITAL)}.get(word)
        if variants:
            groups = range(len(self._lexicon.groups))
            return f"[{''.join(chr(_GROUP + i * 4 + v) for i in groups for v in variants)}]{ending}."
        if word == "New":
            new = self._lexicon.groups[0] * 4
            return f"[{chr(_GROUP + new + _LOWER)}{chr(_GROUP + new + _CAPITAL)}]{ending}."
        options = "".join(
            re.escape(self._literal(option)) for option in (word.split("/") if word != "/" else ["/"])
        )
        return f"{_ANY}{ending}[{options}]"

    def _literal(self, word: str) -> str:
        return chr(self._literals.setdefault(word.lower(), _LITERAL + 1 + len(self._literals)))
