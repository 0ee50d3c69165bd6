"""Sentences that keep their id while a text is edited, so that what they rest on stays with them. Pure.

A sentence is known again by its words: the same words, or the most alike above :data:`ALIKE`, in the order of the text where
several are as alike. A sentence that was split leaves its id to the part most alike and its origin to both; two that became one
give their origins to it. So a link follows its sentence through rewording, moving, splitting and merging, and is only lost when
what it spoke of was cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from jebo.desk.stories.blocks import PUT_IN, blocks

ALIKE: Final = 0.5
"""How alike two sentences must be to be one reworded: 2·M/T over words and syllables (``difflib``). Chosen by us."""
PART: Final = 0.6
"""How much of a shorter sentence must stand in a longer one, for it to be a part of it. Chosen by us."""
_MARK: Final = re.compile(r"(?:#{1,6}[ \t]+|>[ \t]?)")
_TOKEN: Final = re.compile(r"[\uac00-\ud7a3]|\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an edition: its opaque ``id``, and where it stands in what was typed, in code points."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A sentence of the new text, and the ids of those of the old one that it holds (none: it is new)."""

    sentence: Sentence
    origins: tuple[str, ...]


def spans(typed: str) -> list[tuple[int, int]]:
    """Where the sentences of an edition stand, in code points of what was typed. Headings and quotations count.

    >>> [typed[a:b] for typed in ["Rice rose. Oil fell.\\n\\n::photo a1"] for a, b in spans(typed)]
    ['Rice rose.', 'Oil fell.']
    """
    found: list[tuple[int, int]] = []
    for block in blocks(typed):
        if block.sort not in PUT_IN:
            mark = _MARK.match(typed, block.start, block.end)
            found.extend(_inside(typed, mark.end() if mark else block.start, block.end))
    return found


def _inside(typed: str, start: int, end: int) -> list[tuple[int, int]]:
    from jebo.disclosure.structure import structure  # numpy, which the first page does without
    from jebo.disclosure.words import split

    words = split(typed[start:end])
    numbers = structure(words).sentence
    ends: dict[int, tuple[int, int]] = {}
    for number, left, right in zip(numbers.tolist(), words.starts.tolist(), words.ends.tolist(), strict=True):
        first, _ = ends.get(number, (left, right))
        ends[number] = (first, right)
    return [(start + left, start + right) for left, right in ends.values()]


def carried(
    before: str, known: Sequence[Sentence], after: str, new_id: Callable[[], str]
) -> tuple[Carried, ...]:
    """The sentences of *after*, each under the id that it had in *before*, or under a new one.

    :param known: the sentences of *before*, in its order.
    :param new_id: draws an id.
    :returns: in the order of *after*; no id twice.
    """
    old = [_tokens(before[one.start : one.end]) for one in known]
    places = spans(after)
    new = [_tokens(after[start:end]) for start, end in places]
    twins = _twins(old, new)
    made = []
    for at, (start, end) in enumerate(places):
        mine = twins.get(at)
        origins = ([known[mine].id] if mine is not None else []) + [
            known[i].id for i in _parts(old, new[at], mine, twins)
        ]
        key = known[mine].id if mine is not None else new_id()
        made.append(Carried(sentence=Sentence(id=key, start=start, end=end), origins=tuple(origins)))
    return tuple(made)


def _twins(old: Sequence[list[str]], new: Sequence[list[str]]) -> dict[int, int]:
    """For sentences of the new text, which of the old one each is: the same words first, then the most alike."""
    twins: dict[int, int] = {}
    left: dict[tuple[str, ...], list[int]] = {}
    for i, tokens in enumerate(old):
        left.setdefault(tuple(tokens), []).append(i)
    for j, tokens in enumerate(new):
        if waiting := left.get(tuple(tokens)):
            twins[j] = waiting.pop(0)
    free_old = sorted(set(range(len(old))) - set(twins.values()))
    free_new = [j for j in range(len(new)) if j not in twins]
    pairs = sorted(
        (-score, abs(i * len(new) - j * len(old)), j, i)
        for j in free_new
        for i in free_old
        if (score := _alike(old[i], new[j])) >= ALIKE
    )
    taken: set[int] = set()
    for _, _, j, i in pairs:
        if j not in twins and i not in taken:
            twins[j] = i
            taken.add(i)
    return twins


def _parts(
    old: Sequence[list[str]], mine: list[str], twin: int | None, twins: dict[int, int]
) -> Iterable[int]:
    """Old sentences without a twin of their own that stand in this one; or, for a new one, that it is a part of."""
    kept = set(twins.values())
    for i, theirs in enumerate(old):
        if i == twin or not theirs or not mine:
            continue
        small, large = sorted((theirs, mine), key=len)
        lost = i not in kept
        if (lost or (twin is None and len(mine) < len(theirs))) and _share(small, large) >= PART:
            yield i


def _alike(one: list[str], other: list[str]) -> float:
    if not one or not other or 2 * min(len(one), len(other)) < ALIKE * (len(one) + len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _share(small: list[str], large: list[str]) -> float:
    matcher = SequenceMatcher(None, small, large, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks() if block.size > 1) / len(small)


def _tokens(sentence: str) -> list[str]:
    """Words, and each Hangul syllable for itself, so that a changed particle changes little."""
    return _TOKEN.findall(sentence.casefold())


def plain(sentences: Iterable[Sentence]) -> list[list[Any]]:
    """Sentences as JSON: ``[id, start, end]``."""
    return [[one.id, one.start, one.end] for one in sentences]


def from_plain(rows: Iterable[Sequence[Any]]) -> tuple[Sentence, ...]:
    """The other way round."""
    return tuple(Sentence(id=str(key), start=int(start), end=int(end)) for key, start, end in rows)
