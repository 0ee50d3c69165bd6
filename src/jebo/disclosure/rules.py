"""Rules: what a phrase looks like, written in word classes instead of words.

A rule's pattern is a line of elements parted by spaces:

========================  ==============================================================
``<weekday>``             a word of that class (``<a|b>``: of one of these)
``on`` ``on/at``          the word itself, one of these words
``#`` ``Cap`` ``Any``     a number, a word with a capital, any word or mark
``Word`` ``.`` ``,``      any word, the mark itself
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
from dataclasses import dataclass

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

    ``kind`` is the kind of detail or ``note``; ``check`` the editorial check; ``inside`` is ``quote``, ``outside`` or ``any``;
    ``speaker`` is ``anonymous`` (the sentence is attributed to an anonymous source), ``unnamed`` (not to a named speaker)
    or ``any``. ``hit`` and ``miss`` are examples that the tests run; a hit marks the finding ``[[so]]``.
    """

    id: str
    kind: str
    check: str
    pattern: str
    inside: str = "any"
    speaker: str = "unnamed"
    hit: str = ""
    miss: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule matched the words from ``first`` up to ``last`` (one past the end)."""

    rule: Rule
    first: int
    last: int


_ELEMENT = re.compile(
    r"(?P<open>\[|\()|(?P<close>\]|\))(?P<n0>[?*+]|\{\d*,?\d*\})?(?=\s|$)|(?P<bar>\|)(?=\s|$)"
    r"|(?P<class><[^>]+>)(?::(?P<tail>[^\s?*+{]+))?(?P<n1>[?*+]|\{\d*,?\d*\})?(?=\s|$)"
    r"|(?P<word>[^\s<]\S*?)(?::(?P<wtail>[가-힣/-]+))?(?P<n2>[?*+]|\{\d*,?\d*\})?(?=\s|$)"
)
_BREAK = "\n"
_GROUP, _TAIL, _LITERAL = 0xE000, 0xF000, 0xF400  # private use: a sort of word, an ending, a word itself
_LOWER, _CAPITAL, _MARK, _NUMBER = range(4)
_ANY = f"[{chr(_GROUP)}-{chr(_TAIL - 1)}]"
_WIDTH = 3  # characters for each word: group, ending, word itself


class Rules:
    """The rules of a language, compiled for its lexicon.

    :raises BadRule: a rule names a class that the lexicon lacks, or its brackets do not match.
    """

    def __init__(self, rules: Iterable[Rule], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._tails = {"": chr(_TAIL), **{p: chr(_TAIL + 2 + i) for i, p in enumerate(sorted(lexicon.particles))}}
        self._literals: dict[str, str] = {}
        self.rules = tuple(rules)
        self._compiled = [(rule, self._compile(rule)) for rule in self.rules]

    def match(self, words: Words, marks: Marks, structure: Structure) -> Iterator[Match]:
        """All places where a rule holds, rule by rule; matches of one rule do not overlap."""
        string, owner = self._spell(words, marks, structure)
        for rule, (pattern, needed) in self._compiled:
            if needed and needed not in string:
                continue
            for found in pattern.finditer(string):
                first, last = found.span("hit")
                if last > first:
                    yield Match(rule, int(owner[first]), int(owner[last - 1]) + 1)

    def _spell(self, words: Words, marks: Marks, structure: Structure) -> tuple[str, NDArray[np.int64]]:
        """The text as a string of sorts, and the word that each character stands for."""
        n = len(words)
        variant = np.where(
            words.sort == w.DIGIT, _NUMBER, np.where(words.sort == w.MARK, _MARK, (words.capital > 0).astype(int))
        )
        chars = np.full((n, _WIDTH + 1), ord(_BREAK), np.uint32)
        chars[:, 1] = _GROUP + marks.group * 4 + variant
        other = chr(_TAIL + 1)
        chars[:, 2] = [ord(self._tails[""] if not t else self._tails.get(t, other)) for t in marks.tail]
        chars[:, 3] = [ord(self._literals.get(f, chr(_LITERAL))) for f in words.forms]
        keep = np.ones((n, _WIDTH + 1), np.bool_)
        keep[1:, 0] = structure.sentence[1:] != structure.sentence[:-1]
        owner = np.repeat(np.arange(n), _WIDTH + 1).reshape(n, -1)[keep]
        return chars[keep].tobytes().decode("utf-32-le"), owner

    def _compile(self, rule: Rule) -> tuple[re.Pattern[str], str]:
        text = rule.pattern if " ] " in f" {rule.pattern} " else f"[ {rule.pattern} ]"
        out, at, needed = [], 0, ""
        for element in _ELEMENT.finditer(text):
            if text[at : element.start()].strip():
                raise BadRule(f"rule {rule.id}: the pattern cannot be read at character {at}")
            at = element.end()
            out.append(self._element(rule, element))
        if text[at:].strip():
            raise BadRule(f"rule {rule.id}: the pattern cannot be read at character {at}")
        try:
            return re.compile("".join(out)), needed
        except re.error:
            raise BadRule(f"rule {rule.id}: its brackets do not match") from None

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
        if element["class"]:
            return f"(?:{self._class(rule, element['class'][1:-1])}{self._ending(element['tail'])}.){often}"
        return f"(?:{self._word(element['word'], self._ending(element['wtail']))}){often}"

    def _class(self, rule: Rule, names: str) -> str:
        try:
            mask = sum(int(self._lexicon.bit[name]) for name in names.split("|"))
        except KeyError:
            raise BadRule(f"rule {rule.id}: it names a class of words that the lexicon does not have") from None
        chars = [chr(_GROUP + i * 4 + v) for m, i in self._lexicon.groups.items() if m & mask for v in range(4)]
        return f"[{''.join(chars)}]"

    def _ending(self, endings: str | None) -> str:
        if not endings:
            return "."
        return "[" + "".join(self._tails.get("" if e == "-" else e, chr(_TAIL + 1)) for e in endings.split("/")) + "]"

    def _word(self, word: str, ending: str) -> str:
        if word == "Any":
            return f"{_ANY}{ending}."
        variants = {"#": (_NUMBER,), "Cap": (_CAPITAL,), "Word": (_LOWER, _CAPITAL)}.get(word)
        if variants:
            groups = range(len(self._lexicon.groups))
            return f"[{''.join(chr(_GROUP + i * 4 + v) for i in groups for v in variants)}]{ending}."
        options = "".join(re.escape(self._literal(option)) for option in (word.split("/") if word != "/" else ["/"]))
        return f"{_ANY}{ending}[{options}]"

    def _literal(self, word: str) -> str:
        char = self._literals.setdefault(word.lower(), chr(_LITERAL + 1 + len(self._literals)))
        return char
