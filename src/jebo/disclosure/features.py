"""What the tagger sees of each word: numbers that stand for its form, its classes, its neighbours and who speaks.

Every feature is a 64-bit number, the same on every machine: a polynomial hash of characters, a signature of word classes
by their names, or a pattern of bits. A template joins features of a word and of its neighbours into one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from jebo.disclosure.detail import Kind
from jebo.disclosure.lexicon import Lexicon
from jebo.disclosure.reading import Reading, Spot
from jebo.disclosure.speakers import NAMED, NOBODY
from jebo.disclosure.words import Words

Hashes = NDArray[np.uint64]
Template = tuple[tuple[str, int], ...]

KINDS = tuple(kind.value for kind in Kind)
_KIND = {kind: i for i, kind in enumerate(KINDS)}
_SORT = {"source": 0, "role": 1, "person": 2, "pronoun": 3}
_LINK, _ELSE = 4, 5
_VETO = len(KINDS)
BUCKET_BITS = 18
REACH = 3  # how many words away a template may look
_NEAR = 5  # words before a mention of a source, and one more after it, that count as near it. Chosen by us.
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 divided by the golden ratio: Knuth, TAOCP vol. 3, sec. 6.4
_BASE = np.uint64(1_099_511_628_211)  # the 64-bit FNV prime
_INVERSE = np.uint64(pow(1_099_511_628_211, -1, 1 << 64))


def number(text: str) -> np.uint64:
    """A 64-bit number for a name, the same on every machine."""
    return np.uint64(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little"))


def signatures(lexicon: Lexicon) -> Hashes:
    """A number for each set of classes, which stays when other classes are added. Shape ``(groups,)``."""
    names = [int(number(name)) for name in lexicon.classes]
    whole = [sum(h for i, h in enumerate(names) if mask >> i & 1) & (2**64 - 1) for mask in lexicon.groups]
    return np.array(whole, np.uint64)


class Substrings:
    """Hashes of any part of a text, from one pass over its characters.

    With prefix sums ``C`` of ``code * B**i``, the hash of ``[a, b)`` is ``(C[b] - C[a]) * B**-a`` modulo 2**64.
    """

    def __init__(self, words: Words) -> None:
        n = len(words.codes)
        with np.errstate(over="ignore"):
            power = np.cumprod(np.concatenate(([np.uint64(1)], np.full(n, _BASE))), dtype=np.uint64)
            self._back = np.cumprod(np.concatenate(([np.uint64(1)], np.full(n, _INVERSE))), dtype=np.uint64)
            sums = np.cumsum(words.codes.astype(np.uint64) * power[:n], dtype=np.uint64)
        self._sums = np.concatenate(([np.uint64(0)], sums))

    def between(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
        """Hashes of the parts from *starts* up to *ends*."""
        with np.errstate(over="ignore"):
            return np.asarray((self._sums[ends] - self._sums[starts]) * self._back[starts])


def bits(columns: Iterable[NDArray[np.bool_]], n: int) -> Hashes:
    """Columns of truth values as one number for each word."""
    packed = np.zeros(n, np.uint64)
    for i, column in enumerate(columns):
        packed |= column.astype(np.uint64) << np.uint64(i)
    return packed


def columns(reading: Reading, spots: Sequence[Spot], signature: Hashes) -> dict[str, Hashes]:
    """The features of each word, by the letter that templates name them with.

    ``f`` form, ``s`` stem, ``e`` ending, ``a`` ``b`` ``c`` last one, two, three characters of the stem, ``p`` first three, ``m`` classes,
    ``h`` shape, ``l`` line; ``R`` what rules matched, ``F`` what they found in the end, ``M`` mentions, ``N`` nearness to one,
    ``P`` who speaks around here, ``Q`` who speaks here.
    """
    words = reading.words
    starts, ends = words.starts, words.ends
    tails = np.array([len(t) if t else 0 for t in reading.marks.tail], np.int64)
    stems = ends - tails
    text = Substrings(words)
    found = {
        "f": text.between(starts, ends),
        "s": text.between(starts, stems),
        "e": text.between(stems, ends),
        "m": signature[reading.marks.group],
        "h": _shape(words),
        "l": words.newline.astype(np.uint64) * np.uint64(2) + words.spaced,
    }
    for letter, length in (("a", 1), ("b", 2), ("c", 3)):
        found[letter] = text.between(np.maximum(starts, stems - length), stems)
    found["p"] = text.between(starts, np.minimum(starts + 3, ends))
    found |= _rules(reading, spots) | _mentions(reading) | _speaking(reading)
    return found


def _shape(words: Words) -> Hashes:
    length = np.minimum(words.ends - words.starts, 9)
    return np.asarray(
        (words.sort.astype(np.uint64) * 4 + words.capital) * 16 + length.astype(np.uint64), np.uint64
    )


def _rules(reading: Reading, spots: Sequence[Spot]) -> dict[str, Hashes]:
    n = len(reading.words)
    matched, final = np.zeros(n, np.uint64), np.zeros(n, np.uint64)
    for kind, _, first, last in reading.spots:
        matched[first:last] |= np.uint64(1 << _KIND.get(kind, _VETO))
    for kind, _, first, last in spots:
        final[first:last] |= np.uint64(1 << _KIND[kind])
    return {"R": matched, "F": final}


def _mentions(reading: Reading) -> dict[str, Hashes]:
    n = len(reading.words)
    mention, near = np.zeros(n, np.uint64), np.zeros(n, np.uint64)
    for m in reading.speakers.mentions:
        if m.source < 0:
            mention[m.first : m.last] |= np.uint64(1 << _ELSE)
            continue
        mention[m.first : m.last] |= np.uint64(1 << _SORT[m.sort] | (m.link << _LINK))
        near[max(0, m.first - _NEAR) : m.first] |= np.uint64(1)
        near[m.last : m.last + _NEAR + 1] |= np.uint64(2)
    return {"M": mention, "N": near}


def _speaking(reading: Reading) -> dict[str, Hashes]:
    arranged, speakers, n = reading.structure, reading.speakers, len(reading.words)
    around = np.concatenate(([NOBODY], speakers.sentence, [NOBODY]))
    here = arranged.sentence + 1
    states = [state for at in (here - 1, here, here + 1) for state in (around[at] >= 0, around[at] == NAMED)]
    quoted = np.full(n, NOBODY - 9)
    for quote, speaker in zip(arranged.quotes, speakers.quote, strict=True):
        quoted[quote.first : quote.last] = speaker
    told = [quoted >= 0, quoted == NAMED, quoted == NOBODY]
    mentioned = np.zeros(len(speakers.sentence), np.bool_)
    for m in speakers.mentions:
        if m.source >= 0:
            mentioned[arranged.sentence[m.head]] = True
    rest = [arranged.inside == 2, mentioned[arranged.sentence], arranged.paragraph == 0]
    return {"P": bits(states + told + rest, n), "Q": bits([*told, states[2], states[3]], n)}


@cache
def template(line: str) -> tuple[np.uint64, Template]:
    """A template as written, with its own number: ``"f-1 f"`` is the form of the word before, joined with the word's own."""
    return number(line), tuple((part[0], int(part[1:] or 0)) for part in line.split())


def grid(reading: Reading, spots: Sequence[Spot], signature: Hashes, templates: Sequence[str]) -> Hashes:
    """All features of all words. Shape ``(templates, words)``."""
    n = len(reading.words)
    edge = np.zeros(REACH, np.uint64)
    padded = {
        letter: np.concatenate((edge, column, edge))
        for letter, column in columns(reading, spots, signature).items()
    }
    out = np.empty((len(templates), n), np.uint64)
    for row, line in zip(out, templates, strict=True):
        seed, parts = template(line)
        row[:] = seed
        for letter, offset in parts:
            row ^= padded[letter][REACH + offset : REACH + offset + n]
            row *= _SPREAD
            row ^= row >> np.uint64(29)
    return out


class Table:
    """Rows of known features, found by their first bits. The row 0 stands for all unknown ones.

    :param keys: features, sorted, no two with the same first :data:`BUCKET_BITS` bits.
    """

    def __init__(self, keys: Hashes) -> None:
        self._row = np.zeros(1 << BUCKET_BITS, np.int32)
        self._row[keys >> np.uint64(64 - BUCKET_BITS)] = np.arange(1, len(keys) + 1)
        self._keys = np.concatenate(([np.uint64(0)], keys))

    def rows(self, features: Hashes) -> NDArray[np.int32]:
        """The row of each feature, in the same shape."""
        row = self._row[features >> np.uint64(64 - BUCKET_BITS)]
        row[self._keys[row] != features] = 0
        return np.asarray(row)
