"""Which sentences of the two editions stand for each other.

Dynamic programming over sentences in order, after W. A. Gale and K. W. Church, "A Program for Aligning
Sentences in Bilingual Corpora", Computational Linguistics 19 (1993), with what both sentences name in place
of length alone; then what is left over is paired out of order where enough is named in both.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jebo.disclosure.drift.edition import Edition, Sentence

Floats = NDArray[np.float64]

_MOVES: Final = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))
# Chosen by us, on pairs of stories that we wrote: what a likeness of 1 is worth, what a sentence costs that
# stands alone, what it costs to take two for one, and what lengths that do not fit cost (for each factor of
# e).
_WORTH: Final = 4.0
_ALONE: Final = 0.6
_TWO: Final = 0.35
_LENGTH: Final = 0.4
_BAND: Final = 80  # sentences off the diagonal that are still looked at; keeps the cost linear
_MOVED: Final = 0.3  # likeness from which sentences are paired out of order
_WEAK: Final = 0.12  # likeness below which a pair gives way to a better one elsewhere
_KOREAN_SHORTER: Final = (
    2.2  # English characters for one of Korean news prose, where a text is too short to tell
)
_LEAST_KEYS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """Sentences of both editions that tell the same; one side may be empty."""

    korean: tuple[Sentence, ...]
    english: tuple[Sentence, ...]
    moved: bool = False


def align(korean: Edition, english: Edition) -> list[Beat]:
    """Pair the sentences of two editions. Every sentence is in exactly one beat, in the order of the
    English edition.
    """
    ours, theirs = korean.sentences, english.sentences
    if not ours or not theirs:
        return [
            *(Beat(korean=(s,), english=()) for s in ours),
            *(Beat(korean=(), english=(s,)) for s in theirs),
        ]
    table = _Table(ours, theirs)
    return _in_order(_moved(table, _path(table)))


class _Table:
    """How much each sentence has in common with each of the other edition."""

    def __init__(self, ours: tuple[Sentence, ...], theirs: tuple[Sentence, ...]) -> None:
        self.ours, self.theirs = ours, theirs
        keys = sorted({key for s in (*ours, *theirs) for key in s.keys})
        column = {key: i for i, key in enumerate(keys)}
        seen = Counter(key for s in (*ours, *theirs) for key in s.keys)
        weight = {key: math.log(1 + (len(ours) + len(theirs)) / seen[key]) for key in keys}
        self.a, self.b = (_matrix(side, column, weight) for side in (ours, theirs))
        self.shared = (self.a > 0).astype(float) @ (self.b > 0).astype(float).T
        self.lengths = [np.array([s.span.end - s.span.start for s in side], float) for side in (ours, theirs)]
        ratio = self.lengths[1].sum() / max(1.0, self.lengths[0].sum())
        enough = min(len(ours), len(theirs)) > 3
        self.ratio = min(3.5, max(1.4, ratio)) if enough else _KOREAN_SHORTER

    def score(self, width: int, height: int) -> Floats:
        """What it is worth to take *width* Korean sentences and *height* English ones for the same, by
        their first ones.
        """
        like = _cosine(_joined(self.a, width), _joined(self.b, height))
        lengths = np.log(
            _sums(self.lengths[1], height)[None, :] / (self.ratio * _sums(self.lengths[0], width)[:, None])
        )
        return np.asarray(_WORTH * like - _LENGTH * np.abs(lengths) - _TWO * (width + height - 2))

    def likeness(self) -> Floats:
        """How alike single sentences are, from 0 to 1."""
        return _cosine(self.a, self.b)


def _cosine(a: Floats, b: Floats) -> Floats:
    """The cosines of rows, shape ``(rows of a, rows of b)``; 0 where a row is empty."""
    norm = np.sqrt((a**2).sum(1))[:, None] * np.sqrt((b**2).sum(1))[None, :]
    return np.asarray(np.divide(a @ b.T, norm, out=np.zeros((len(a), len(b))), where=norm > 0))


def _matrix(side: tuple[Sentence, ...], column: dict[str, int], weight: dict[str, float]) -> Floats:
    found = np.zeros((len(side), len(column)))
    for i, sentence in enumerate(side):
        for key in sentence.keys:
            found[i, column[key]] = weight[key]
    return found


def _joined(rows: Floats, width: int) -> Floats:
    return rows if width == 1 else np.maximum(rows[:-1], rows[1:])


def _sums(lengths: Floats, width: int) -> Floats:
    return lengths if width == 1 else lengths[:-1] + lengths[1:]


Pair = tuple[tuple[int, ...], tuple[int, ...]]


def _path(table: _Table) -> list[Pair]:
    """The best way through both editions, from the first sentences to the last."""
    n, m = len(table.ours), len(table.theirs)
    scores = {move: table.score(*move) for move in _MOVES if 0 not in move and move[0] <= n and move[1] <= m}
    best = np.full((n + 1, m + 1), -math.inf)
    best[0, 0] = 0.0
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        middle = i * m // max(1, n)
        for j in range(max(0, middle - _BAND), min(m, middle + _BAND) + 1):
            for width, height in _MOVES:
                if width > i or height > j:
                    continue
                gain = scores[width, height][i - width, j - height] if width and height else -_ALONE
                if best[i - width, j - height] + gain > best[i, j]:
                    best[i, j] = best[i - width, j - height] + gain
                    back[i, j] = (width, height)
    return _walked(back, n, m)


def _walked(back: dict[tuple[int, int], tuple[int, int]], n: int, m: int) -> list[Pair]:
    path: list[Pair] = []
    i, j = n, m
    while (i, j) != (0, 0):
        width, height = back[i, j]
        path.append((tuple(range(i - width, i)), tuple(range(j - height, j))))
        i, j = i - width, j - height
    return path[::-1]


def _moved(table: _Table, path: list[Pair]) -> list[Beat]:
    """The pairs, those that have little in common taken apart where one of them is told elsewhere."""
    like = table.likeness()
    loose = [p for p in path if not p[0] or not p[1] or _weak(like, p)]
    free_a = {i for p in loose for i in p[0]}
    free_b = {j for p in loose for j in p[1]}
    candidates = sorted(
        (
            (like[i, j], i, j)
            for i in free_a
            for j in free_b
            if like[i, j] >= _MOVED and table.shared[i, j] >= _LEAST_KEYS
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for _, i, j in candidates:
        if i not in taken and j not in taken.values() and ((i,), (j,)) not in path:
            taken[i] = j
    return _beats(table, path, taken)


def _weak(like: Floats, pair: Pair) -> bool:
    return bool(like[np.ix_(pair[0], pair[1])].max() < _WEAK)


def _beats(table: _Table, path: list[Pair], taken: dict[int, int]) -> list[Beat]:
    gone_b = set(taken.values())
    beats = [Beat(korean=(table.ours[i],), english=(table.theirs[j],), moved=True) for i, j in taken.items()]
    for left, right in path:
        ours = tuple(table.ours[i] for i in left if i not in taken)
        theirs = tuple(table.theirs[j] for j in right if j not in gone_b)
        if ours or theirs:
            beats.append(Beat(korean=ours, english=theirs))
    return beats


def _in_order(beats: list[Beat]) -> list[Beat]:
    """In the order of the English edition; what is only Korean, after what stands before it there."""
    after: dict[int, int] = {}
    for beat in beats:
        if beat.english:
            after.update({s.number: beat.english[-1].number for s in beat.korean})

    def place(beat: Beat) -> tuple[float, int]:
        if beat.english:
            return beat.english[0].number, -1
        number = beat.korean[0].number
        return next((after[i] + 0.5 for i in range(number - 1, -1, -1) if i in after), -1), number

    return sorted(beats, key=place)
