"""Whether a regular expression can match one text in many ways, which makes it slow on a text that almost matches.

The pattern becomes an automaton of positions (Glushkov 1961); its ambiguity is told as in Weideman et al.,
"Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers" (CIAA 2016): *exponential* when two
different ways lead from a position back to itself over the same text, *polynomial* when one text leads around a
position, from it to another, and around that one. Bounds are widened, and look-arounds read on their own, so the answer
errs towards danger.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import operator
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

_parser: Any = importlib.import_module("re._parser")  # no public name since Python 3.11
_WIDE = 12  # chosen by us: a bounded repeat wider than that counts as unbounded
_FEW = 2  # chosen by us: copies that stand for a fixed number of repeats
_SAMPLES = "aZ0_ \n\t-.éא가１ \ud800👩"
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip

SAME = "\U0010fffd"  # stands for the text of a group again, which can be matched in one way only

Part = tuple[bool, frozenset[int], frozenset[int]]
"""Whether it may be empty, and its first and last positions."""
EMPTY: Part = (True, frozenset(), frozenset())


@dataclass
class Automaton:
    """Positions of a pattern: the characters each takes, the positions that may follow, and the steps made in two ways."""

    takes: list[frozenset[str]] = field(default_factory=list)
    follow: list[set[int]] = field(default_factory=list)
    twice: set[tuple[int, int]] = field(default_factory=set)

    def place(self, chars: frozenset[str]) -> Part:
        self.takes.append(chars)
        self.follow.append(set())
        at = frozenset({len(self.takes) - 1})
        return False, at, at

    def join(self, one: Part, other: Part) -> Part:
        self.lead(one[2], other[1])
        first = one[1] | other[1] if one[0] else one[1]
        last = one[2] | other[2] if other[0] else other[2]
        return one[0] and other[0], first, last

    def loop(self, part: Part) -> Part:
        self.lead(part[2], part[1])
        return part

    def lead(self, last: frozenset[int], first: frozenset[int]) -> None:
        for position in last:
            self.twice |= {(position, following) for following in self.follow[position] & first}
            self.follow[position] |= first


@dataclass
class Reader:
    """Reads a parsed pattern into an automaton; look-arounds go to ``aside``."""

    flags: int
    alphabet: frozenset[str]
    automaton: Automaton = field(default_factory=Automaton)
    aside: list[Any] = field(default_factory=list)

    def sequence(self, nodes: Any) -> Part:
        part = EMPTY
        for node in nodes:
            part = self.automaton.join(part, self.node(str(node[0]), node[1]))
        return part

    def node(self, name: str, value: Any) -> Part:
        if name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            return self.automaton.place(self.chars(name, value))
        if name == "SUBPATTERN":
            return self.sequence(value[-1])
        if name == "ATOMIC_GROUP":
            return self.sequence(value)
        if name == "BRANCH":
            return self.branches([self.sequence(branch) for branch in value[1]])
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            return self.repeat(*value)
        if name in ("ASSERT", "ASSERT_NOT"):
            self.aside.append(value[1])
        elif name == "GROUPREF":
            return self.automaton.place(frozenset({SAME}))
        elif name == "FAILURE":  # `(?!)`, which newer Pythons fold: nothing matches here
            return self.automaton.place(frozenset())
        elif name != "AT":
            raise NotImplementedError(name)
        return EMPTY

    @staticmethod
    def branches(parts: list[Part]) -> Part:
        empty = any(part[0] for part in parts)
        first = frozenset[int]().union(*(part[1] for part in parts))
        return empty, first, frozenset[int]().union(*(part[2] for part in parts))

    def repeat(self, low: int, high: int, body: Any) -> Part:
        endless = high > _WIDE
        part = EMPTY
        for _ in range(min(low, _FEW) - (endless and low > 0)):
            part = self.automaton.join(part, self.sequence(body))
        if endless:
            empty, first, last = self.automaton.loop(self.sequence(body))
            return self.automaton.join(part, (empty or low == 0, first, last))
        rest = EMPTY
        for _ in range(high - low):
            _, first, last = self.automaton.join(self.sequence(body), rest)
            rest = (True, first, last)
        return self.automaton.join(part, rest)

    def chars(self, name: str, value: Any) -> frozenset[str]:
        known = self.alphabet
        if name == "ANY":
            return known if self.flags & re.S else known - {"\n"}
        if name == "IN":
            return self.members(value)
        same = {chr(value)}
        if self.flags & re.I:
            same |= {chr(value).lower(), chr(value).upper()}
        return known & same if name == "LITERAL" else known - same

    def members(self, items: Any) -> frozenset[str]:
        found: set[str] = set()
        negated = False
        for op, value in items:
            name = str(op)
            negated |= name == "NEGATE"
            if name == "LITERAL":
                found |= self.chars(name, value)
            elif name == "RANGE":
                inside = {c for c in self.alphabet if value[0] <= ord(c) <= value[1]}
                found |= inside | ({c.swapcase() for c in inside} if self.flags & re.I else set())
            elif name == "CATEGORY":
                found |= {c for c in self.alphabet if re.match(_CATEGORIES[str(value)], c)}
        return self.alphabet - found if negated else frozenset(found) & self.alphabet


def _codes(tree: Any) -> Iterator[int]:
    """The characters that a parsed pattern names, with those just beyond its ranges."""
    for node in tree:
        if isinstance(node, tuple) and len(node) == 2 and str(node[0]) in ("LITERAL", "NOT_LITERAL"):
            yield node[1]
        elif isinstance(node, tuple) and len(node) == 2 and str(node[0]) == "RANGE":
            yield from (node[1][0], node[1][1], max(0, node[1][0] - 1), min(0x10FFFF, node[1][1] + 1))
        elif isinstance(node, tuple | list | _parser.SubPattern):
            yield from _codes(node)


def _alphabet(tree: Any) -> frozenset[str]:
    """One character for each way in which the pattern tells characters apart."""
    chars = {*_SAMPLES, *map(chr, _codes(tree))}
    return frozenset(chars | {c.lower()[0] for c in chars} | {c.upper()[0] for c in chars})


def danger(pattern: str, flags: int = 0) -> str:
    """``exponential``, ``polynomial`` or nothing."""
    tree = _parser.parse(pattern, flags & ~re.DEBUG)
    waiting, found = [tree], set()
    while waiting:
        reader = Reader(tree.state.flags, _alphabet(tree))
        reader.sequence(waiting.pop())
        waiting += reader.aside
        found.add(_ambiguity(reader.automaton))
    return "exponential" if "exponential" in found else "polynomial" if "polynomial" in found else ""


def _ambiguity(automaton: Automaton) -> str:
    follow = automaton.follow
    bit = {char: 1 << i for i, char in enumerate(sorted(frozenset[str]().union(*automaton.takes)))}
    takes = [sum(bit[char] for char in chars) for chars in automaton.takes]
    reach = [_reached(follow, {q}) for q in range(len(follow))]
    home = [{p for p in reach[q] if q in reach[p]} for q in range(len(follow))]
    if any(one in reach[other] and takes[one] and takes[other] for one, other in automaton.twice):
        return "exponential"
    turning = [q for q in range(len(follow)) if home[q]]
    if any(_two_ways(takes, follow, q, home[q]) for q in turning):
        return "exponential"
    chars = [_either(takes[p] for p in home[q]) for q in range(len(follow))]
    for p, q in itertools.permutations(turning, 2):
        if q not in home[p] and q in reach[p] and chars[p] & chars[q]:
            between = {x for x in reach[p] if q in reach[x] and takes[x] & chars[p] & chars[q]}
            if _three_ways(takes, follow, (p, q), (home[p], between, home[q])):
                return "polynomial"
    return ""


def _either(masks: Iterable[int]) -> int:
    return functools.reduce(operator.or_, masks, 0)


def _reached(follow: list[set[int]], start: set[int]) -> set[int]:
    seen, waiting = set[int](), list(start)
    while waiting:
        new = follow[waiting.pop()] - seen
        seen |= new
        waiting += new
    return seen


def _two_ways(takes: list[int], follow: list[set[int]], q: int, home: set[int]) -> bool:
    """Whether two different ways lead from *q* to *q* over the same text."""
    seen, waiting = set[tuple[int, int, bool]](), [(q, q, False)]
    while waiting:
        one, other, parted = waiting.pop()
        for a, b in itertools.product(follow[one] & home, follow[other] & home):
            state = (a, b, parted or a != b)
            if state not in seen and takes[a] & takes[b]:
                if state == (q, q, True):
                    return True
                seen.add(state)
                waiting.append(state)
    return False


def _three_ways(
    takes: list[int], follow: list[set[int]], ends: tuple[int, int], within: tuple[set[int], ...]
) -> bool:
    """Whether one text leads from *p* to *p*, from *p* to *q* and from *q* to *q*."""
    p, q = ends
    seen, waiting = set[tuple[int, ...]](), [(p, p, q)]
    while waiting:
        places = waiting.pop()
        steps = [follow[place] & allowed for place, allowed in zip(places, within, strict=True)]
        for a, b, c in itertools.product(*steps):
            if (a, b, c) not in seen and takes[a] & takes[b] & takes[c]:
                if (a, b, c) == (p, q, q):
                    return True
                seen.add((a, b, c))
                waiting.append((a, b, c))
    return False
