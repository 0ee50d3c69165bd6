"""A small linear tagger over the rules: it drops what they found in the wrong place and adds what they did not know.

Trained by ``tools/train_tagger.py`` on our own stories. All its arithmetic is on whole numbers, so the same text gives the
same answer on every machine. Without it the rules stand alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from jebo.disclosure.detail import Kind
from jebo.disclosure.features import KINDS, Table, grid, number, signatures
from jebo.disclosure.lexicon import Lexicon
from jebo.disclosure.reading import Reading, Spot
from jebo.disclosure.words import MARK

Ints = NDArray[np.int32]

UNIT = 64
"""A score of 64 is one natural logarithm of the odds: fine enough, and sums of 75 such weights fit 16 bits."""

HEAVIEST = 400
"""No weight is larger, so that no sum of a word's features leaves 16 bits."""

WINDOWS = ("word", "before", "after", "sentence")
_AROUND = 6  # words that count as before, and as after. Chosen by us.
_WIDTH = 16  # columns for the kinds: numpy takes rows of 32 bytes much faster than rows of 26
_QUOTE = KINDS.index(Kind.QUOTE)
_DOCUMENT = KINDS.index(Kind.DOCUMENT)
_NEVER = -(2**30)
HEARD = {"voices": 6, "count": 6, "groups": 4, "members": 4, "links": 4, "mentions": 9, "length": 6}
"""What the ear tells of a text as a whole, and the largest number of each that is told apart."""
ODDS = tuple(round(2**20 * math.exp(-lead / UNIT)) for lead in range(16 * UNIT))
"""What a count is worth whose score is so much below the best one's, as whole numbers."""
RIGHT_FOR = ((1,), (2, 3), (3, 4), (3, 4, 5), (4, 5))
"""The true numbers for which 1, 2, 3, 4, 5 is right: exact, or within one where the truth is more than two."""
MANY = 5  # the class of five sources or more
_SHORTEST_STORY = 60  # words; shorter texts hold too little to overrule the ear. Chosen by us.
_SHORTEST_SPEECH = 5  # words; shorter runs outside quotation marks are no speech. Chosen by us.


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """What training leaves. ``keys`` are the features known, shape ``(rows,)``, sorted; ``rows`` their weights, shape ``(rows, 13)``.

    ``windows`` are the weights of word classes by name, shape ``(classes, 4, 13)``: on the word, before, after it, in its sentence.
    ``gate_keys`` and ``gate_rows``, shape ``(features,)``, tell whether anybody in the text is anonymous; ``gate`` holds their
    bias, the sum below which nobody is, and the one from which somebody is whom the ear did not hear. ``count_rows``, shape
    ``(features, 5)``, and ``count``, shape ``(5,)``, tell how many sources there are: 1, 2, 3, 4, or more.
    ``bias``, ``keep`` and ``add`` have shape ``(13,)``: a finding of the rules stays from ``keep`` on, a new one is made from ``add`` on.
    """

    templates: tuple[str, ...]
    gate_templates: tuple[str, ...]
    gate_keys: NDArray[np.uint64]
    gate_rows: NDArray[np.int16]
    gate: Ints
    count_rows: NDArray[np.int16]
    count: Ints
    keys: NDArray[np.uint64]
    rows: NDArray[np.int16]
    classes: tuple[str, ...]
    windows: NDArray[np.int16]
    bias: Ints
    keep: Ints
    add: Ints


class Tagger:
    """The tagger of a language, bound to its word lists."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        self.weights = weights
        self._signature = signatures(lexicon)
        self._windows = _by_group(weights, lexicon)

    @cached_property
    def _known(self) -> tuple[Table, Table]:
        return Table(self.weights.keys), Table(self.weights.gate_keys)

    @cached_property
    def _rows(self) -> NDArray[np.int16]:
        """The weights of known features, between two rows of zeros for unknown ones."""
        rows = np.zeros((len(self.weights.rows) + 2, _WIDTH), np.int16)
        rows[1:-1, : len(KINDS)] = self.weights.rows
        return rows

    def features(self, reading: Reading, spots: Sequence[Spot]) -> NDArray[np.uint64]:
        """The features of each word, for :meth:`scores` and :meth:`held`. Shape ``(templates, words)``."""
        return grid(reading, spots, self._signature, self.weights.templates)

    def scores(self, reading: Reading, features: NDArray[np.uint64]) -> Ints:
        """How much each word looks like each kind, in units of :data:`UNIT`. Shape ``(words, 13)``; marks never do."""
        weights = self._rows.take(self._known[0].rows(features), axis=0, mode="clip")
        told = weights.sum(axis=0, dtype=np.int16)[:, : len(KINDS)]
        total = told + self._context(reading) + self.weights.bias
        total[reading.words.sort == MARK] = _NEVER
        return np.asarray(total, np.int32)

    def _context(self, reading: Reading) -> Ints:
        """What the word classes around a word add to its scores. Shape ``(words, 13)``."""
        total: Ints
        total, before, after, whole = self._windows.take(reading.marks.group, axis=1)
        sentence = reading.structure.sentence
        starts = np.flatnonzero(np.diff(sentence, prepend=-1))
        if len(starts):
            total += np.add.reduceat(whole, starts)[sentence]
        for k in range(1, _AROUND + 1):
            total[k:] += before[:-k]
            total[:-k] += after[k:]
        return total

    def held(self, reading: Reading, features: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The rows of the different features that a text as a whole holds, for :meth:`anybody` and :meth:`count`."""
        rows = self._known[1].rows(gate_features(reading, features, self.weights))
        held = np.zeros(len(self.weights.gate_keys) + 2, np.bool_)
        held[np.clip(rows, 0, len(held) - 1)] = True
        return np.flatnonzero(held[1:-1])

    def gate(self, held: NDArray[np.int64]) -> int:
        """How much the text looks like one with anonymous sources, in units of :data:`UNIT`."""
        return int(self.weights.gate_rows[held].sum(dtype=np.int64)) + int(self.weights.gate[0])

    def count(self, reading: Reading, held: NDArray[np.int64]) -> int:
        """How many anonymous sources there are. Where the ear hears more than four, it is believed."""
        heard = reading.speakers.count
        if len(reading.words) < _SHORTEST_STORY or not heard:
            return heard
        scores = self.weights.count_rows[held].sum(axis=0, dtype=np.int64) + self.weights.count
        likely = 1 + int(np.argmax(scores))
        return max(likely, heard) if likely == MANY else likely

    def anybody(self, reading: Reading, held: NDArray[np.int64]) -> bool:
        """Whether somebody in the text speaks anonymously: what the ear heard, unless the gate is sure of the opposite."""
        heard = bool(reading.speakers.voices)
        if len(reading.words) < _SHORTEST_STORY:
            return heard
        return self.gate(held) >= int(self.weights.gate[1 if heard else 2])

    def revise(
        self, reading: Reading, spots: Sequence[Spot], features: NDArray[np.uint64], sure: Sequence[Spot] = ()
    ) -> list[Spot]:
        """The findings of the rules that stand, and new ones. Those of *sure* rules always stand."""
        scores = self.scores(reading, features)
        return revised(reading, spots, scores, self.weights.keep, self.weights.add, sure)


def likely_count(scores: NDArray[np.int64]) -> int:
    """The number of sources that is right most likely, by the scores of 1 to 5 (or more)."""
    best = int(scores.max())
    worth = [ODDS[min(best - int(s), len(ODDS) - 1)] for s in scores]
    return max(range(1, MANY + 1), key=lambda n: sum(worth[true - 1] for true in RIGHT_FOR[n - 1]))


def gate_features(reading: Reading, features: NDArray[np.uint64], weights: Weights) -> NDArray[np.uint64]:
    """What the gate looks at: features of some templates, wherever they stand, and how many voices the ear hears."""
    return gate_part(reading, features, [weights.templates.index(line) for line in weights.gate_templates])


def gate_part(reading: Reading, features: NDArray[np.uint64], lines: Sequence[int]) -> NDArray[np.uint64]:
    """The same, for templates given by their place."""
    voices, mentions = reading.speakers.voices, reading.speakers.mentions
    heard = (
        len(voices),
        reading.speakers.count,
        sum(voice.plural for voice in voices),
        sum(voice.least == 0 for voice in voices),
        sum(mention.link for mention in mentions),
        len(mentions) // 2,
        len(reading.words) // 100,
    )
    told = [number(f"{name} {min(n, most)}") for (name, most), n in zip(HEARD.items(), heard, strict=True)]
    return np.concatenate((features[list(lines)].ravel(), np.array(told)))


def _by_group(weights: Weights, lexicon: Lexicon) -> NDArray[np.int32]:
    """The window weights of each set of classes. Shape ``(4, groups, 13)``."""
    known: Mapping[str, int] = {name: i for i, name in enumerate(weights.classes)}
    out = np.zeros((len(WINDOWS), len(lexicon.groups), len(KINDS)), np.int32)
    for mask, group in lexicon.groups.items():
        for i, name in enumerate(lexicon.classes):
            if mask >> i & 1 and name in known:
                out[:, group] += weights.windows[known[name]]
    return out


def revised(
    reading: Reading, spots: Sequence[Spot], scores: Ints, keep: Ints, add: Ints, sure: Sequence[Spot] = ()
) -> list[Spot]:
    """The findings that *scores* let stand, and the new ones that they make."""
    certain = {(kind, first, last) for kind, _, first, last in sure}
    # bytes: quick to cut and to look through
    enough = {kind: column.tobytes() for kind, column in zip(KINDS, (scores >= keep).T, strict=True)}
    quoted, least = scores[:, _QUOTE].tolist(), int(keep[_QUOTE])
    taken: dict[str, set[int]] = {kind: set() for kind in KINDS}
    kept = []
    for spot in spots:
        kind, _, first, last = spot
        likely = _mean(quoted[first:last]) >= least if kind == Kind.QUOTE else 1 in enough[kind][first:last]
        if likely or (kind, first, last) in certain:
            kept.append(spot)
            taken[kind].update(range(first, last))
    return kept + [s for s in _new(reading, scores, add) if taken[s[0]].isdisjoint(range(s[2], s[3]))]


def _mean(column: list[int]) -> int:
    """The score of a quotation, from those of its words. Of other findings the likeliest word counts."""
    told = [score for score in column if score > _NEVER]
    return sum(told) // len(told) if told else _NEVER


def _new(reading: Reading, scores: Ints, add: Ints) -> Iterator[Spot]:
    """What the scores find, whether the rules found it or not."""
    free, least = scores >= add, add.tolist()
    quoted, document = scores[:, _QUOTE].tolist(), scores[:, _DOCUMENT].tolist()
    for quote in reading.structure.quotes:
        inside = slice(quote.first, quote.last)
        free[inside, _QUOTE] = False
        if _mean(quoted[inside]) >= least[_QUOTE]:
            yield (Kind.QUOTE.value, "", quote.first, quote.last)
        long = quote.last - quote.first > _SHORTEST_SPEECH
        if long and _mean(document[inside]) >= least[_DOCUMENT]:
            free[inside, _DOCUMENT] = False
            yield (Kind.DOCUMENT.value, "", quote.first, quote.last)
    paragraph, mark = reading.structure.paragraph.tolist(), (reading.words.sort == MARK).tolist()
    for kind, column in zip(KINDS, free.T, strict=True):
        for first, end in _runs(np.flatnonzero(column).tolist(), paragraph, mark):
            last = _whole(reading, end)
            if kind != Kind.QUOTE or last - first >= _SHORTEST_SPEECH:
                yield (kind, "", first, last)


def _whole(reading: Reading, end: int) -> int:
    """The end of a phrase that ends at *end*, with the rest of an abbreviation such as *p.m.*"""
    words = reading.words
    while end + 1 < len(words) and words.forms[end] == "." and not words.spaced[end : end + 2].any():
        if len(words.forms[end + 1]) > 1 or len(words.forms[end - 1]) > 1:
            break
        end += 2
    return end + (end < len(words) and words.forms[end] == "." and words.forms[end - 2 : end - 1] == ["."])


def _runs(places: list[int], paragraph: list[int], mark: list[bool]) -> Iterator[tuple[int, int]]:
    """Runs of words of one paragraph; a mark or one other word between two of them does not part them."""
    start = last = -9
    for place in places:
        near = place - last <= 2 and paragraph[place] == paragraph[last]
        if start >= 0 and not near:
            yield start, last + 1
            start = -9
        if start < 0:
            start = place
        last = place
    if start >= 0 and not mark[start]:
        yield start, last + 1
