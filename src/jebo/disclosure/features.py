"""What the tagger sees of each word: numbers that stand for its form, its classes, its neighbours and who speaks.

Every feature is a 64-bit number, the same on every machine: a polynomial hash of characters, a signature of word classes
by their names, or a pattern of bits. A template joins features of a word and of its neighbours into one.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from jebo.disclosure.detail import Kind
from jebo.disclosure.lexicon import Lexicon
from jebo.disclosure.reading import Reading, Spot
from jebo.disclosure.speakers import NAMED, NOBODY
from jebo.disclosure.words import Words

Hashes = NDArray[np.uint64]

KINDS = tuple(kind.value for kind in Kind)
_KIND = {kind: i for i, kind in enumerate(KINDS)}
_OF_SENTENCE = {0: 1, NAMED: 2}  # bits for an anonymous source, a named speaker
_OF_QUOTE = {0: 1, NAMED: 2, NOBODY: 4}
_SORT = {"source": 0, "role": 1, "person": 2, "pronoun": 3}
_LINK, _ELSE = 4, 5
_VETO = len(KINDS)
LETTERS = "fseabcpmhlRFMNPQ"
BUCKET_BITS = 18
REACH = 3  # how many words away a template may look
_NEAR = 5  # words before a mention of a source, and one more after it, that count as near it. Chosen by us.
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 divided by the golden ratio: Knuth, TAOCP vol. 3, sec. 6.4
_BASE = np.uint64(1_099_511_628_211)  # the 64-bit FNV prime
_INVERSE = np.uint64(pow(1_099_511_628_211, -1, 1 << 64))


@cache
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
        power = np.full(n + 1, _BASE)
        self._back = np.full(n + 1, _INVERSE)
        self._sums = np.zeros(n + 1, np.uint64)
        power[0] = self._back[0] = 1
        np.cumprod(power, out=power)
        np.cumprod(self._back, out=self._back)
        np.cumsum(words.codes * power[:n], out=self._sums[1:])

    def between(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
        """Hashes of the parts from *starts* up to *ends*."""
        return np.asarray((self._sums[ends] - self._sums[starts]) * self._back[starts])


def columns(reading: Reading, spots: Sequence[Spot], signature: Hashes) -> dict[str, Hashes]:
    """The features of each word, by the letter that templates name them with.

    ``f`` form, ``s`` stem, ``e`` ending, ``a`` ``b`` ``c`` last one, two, three characters of the stem, ``p`` first three, ``m`` classes,
    ``h`` shape, ``l`` line; ``R`` what rules matched, ``F`` what they found in the end, ``M`` mentions, ``N`` nearness to one,
    ``P`` who speaks around here, ``Q`` who speaks here.
    """
    words = reading.words
    starts, ends = words.starts, words.ends
    stems = ends - np.array([len(tail or "") for tail in reading.marks.tail], np.int64)
    parts = {
        "f": (starts, ends),
        "s": (starts, stems),
        "e": (stems, ends),
        "a": (np.maximum(starts, stems - 1), stems),
        "b": (np.maximum(starts, stems - 2), stems),
        "c": (np.maximum(starts, stems - 3), stems),
        "p": (starts, np.minimum(starts + 3, ends)),
    }
    bounds = np.array(list(parts.values()))
    return {
        **dict(zip(parts, Substrings(words).between(bounds[:, 0], bounds[:, 1]), strict=True)),
        "m": signature[reading.marks.group],
        "h": _shape(words),
        "l": words.newline.astype(np.uint64) * np.uint64(2) + words.spaced,
        **_rules(reading, spots),
        **_mentions(reading),
        **_speaking(reading),
    }


def _shape(words: Words) -> Hashes:
    length = np.minimum(words.ends - words.starts, 9)
    return np.asarray(
        (words.sort.astype(np.uint64) * 4 + words.capital) * 16 + length.astype(np.uint64), np.uint64
    )


def _rules(reading: Reading, spots: Sequence[Spot]) -> dict[str, Hashes]:
    matched, final = _zeros(reading), _zeros(reading)
    for kind, _, first, last in reading.spots:
        for i in range(first, last):
            matched[i] |= 1 << _KIND.get(kind, _VETO)
    for kind, _, first, last in spots:
        for i in range(first, last):
            final[i] |= 1 << _KIND[kind]
    return {"R": np.array(matched, np.uint64), "F": np.array(final, np.uint64)}


def _zeros(reading: Reading) -> array[int]:
    """A number for each word. No array of numpy: a phrase is a word or two, for which a slice costs more than a loop."""
    return array("Q", bytes(8 * len(reading.words)))


def _mark(words: array[int], first: int, last: int, bit: int) -> None:
    """Set the bit for the words from *first* up to *last*, as far as there are any."""
    for i in range(max(0, first), min(last, len(words))):
        words[i] |= bit


def _mentions(reading: Reading) -> dict[str, Hashes]:
    mention, near = _zeros(reading), _zeros(reading)
    for m in reading.speakers.mentions:
        if m.source < 0:
            _mark(mention, m.first, m.last, 1 << _ELSE)
            continue
        _mark(mention, m.first, m.last, 1 << _SORT[m.sort] | m.link << _LINK)
        _mark(near, m.first - _NEAR, m.first, 1)
        _mark(near, m.last, m.last + _NEAR + 1, 2)
    return {"M": np.array(mention, np.uint64), "N": np.array(near, np.uint64)}


def _speaking(reading: Reading) -> dict[str, Hashes]:
    """Bits: of the sentence before, of this one and of the next, whose it is (two each); whose the quotation (three); the rest."""
    arranged, speakers = reading.structure, reading.speakers
    told = np.zeros(len(reading.words), np.uint64)
    for quote, speaker in zip(arranged.quotes, speakers.quote, strict=True):
        told[quote.first : quote.last] = _OF_QUOTE.get(min(speaker, 0), 0)
    whose = [
        _OF_SENTENCE.get(min(speaker, 0), 0) for speaker in (NOBODY, *speakers.sentence.tolist(), NOBODY)
    ]
    mentioned = {int(arranged.sentence[m.head]) for m in speakers.mentions if m.source >= 0}
    around = [
        before | here << 2 | after << 4 | (i in mentioned) << 10
        for i, (before, here, after) in enumerate(zip(whose, whose[1:], whose[2:], strict=False))
    ]
    p = np.array(around, np.uint64)[arranged.sentence] | told << np.uint64(6)
    p |= (arranged.inside == 2).astype(np.uint64) << np.uint64(9)
    p |= (arranged.paragraph == 0).astype(np.uint64) << np.uint64(11)
    q = told | np.array(whose[1:], np.uint64)[arranged.sentence] << np.uint64(3)
    return {"P": p, "Q": q}


@cache
def _plan(templates: tuple[str, ...]) -> list[tuple[NDArray[np.int64], Hashes, NDArray[np.int64]]]:
    """Templates by how many features they join: their places, their own numbers, and letters and offsets of each feature.

    ``"f-1 f"`` is the form of the word before, joined with the word's own. The last have the shape ``(features, 2, templates)``.
    """
    by_length: dict[int, list[int]] = {}
    for place, line in enumerate(templates):
        by_length.setdefault(len(line.split()), []).append(place)
    plan = []
    for places in by_length.values():
        lines = [templates[place] for place in places]
        parts = [[(LETTERS.index(p[0]), REACH + int(p[1:] or 0)) for p in line.split()] for line in lines]
        plan.append(
            (np.array(places), np.array(list(map(number, lines))), np.array(parts).transpose(1, 2, 0))
        )
    return plan


def grid(reading: Reading, spots: Sequence[Spot], signature: Hashes, templates: Sequence[str]) -> Hashes:
    """All features of all words. Shape ``(templates, words)``."""
    n, found = len(reading.words), columns(reading, spots, signature)
    padded = np.zeros((len(LETTERS), n + 2 * REACH), np.uint64)
    for row, letter in zip(padded, LETTERS, strict=True):
        row[REACH : REACH + n] = found[letter]
    shifted = np.stack([padded[:, i : i + n] for i in range(2 * REACH + 1)], axis=1)
    out = np.empty((len(templates), n), np.uint64)
    for places, seeds, parts in _plan(tuple(templates)):
        block = seeds[:, None]
        for letters, offsets in parts:
            block = block ^ shifted[letters, offsets]
            block *= _SPREAD
            block ^= block >> np.uint64(29)
        out[places] = block
    return out


class Table:
    """Rows of known features, found by their first bits in one look-up.

    Each entry holds the other bits of a feature and, in place of the first ones, its row. So the entry of a known feature
    differs from the feature in the row alone, and of any other one in more.

    :param keys: features, sorted, no two with the same first :data:`BUCKET_BITS` bits.
    """

    def __init__(self, keys: Hashes) -> None:
        self._entry = np.zeros(1 << BUCKET_BITS, np.uint64)
        row = np.arange(1, len(keys) + 1, dtype=np.uint64)
        self._entry[_bucket(keys)] = keys << np.uint64(BUCKET_BITS) | row

    def rows(self, features: Hashes) -> NDArray[np.int64]:
        """The row of each feature, from 1 on, in the same shape. A number above or below all rows is that of an unknown one."""
        return ((features << np.uint64(BUCKET_BITS)) ^ self._entry.take(_bucket(features))).view(np.int64)


def _bucket(features: Hashes) -> NDArray[np.int64]:
    return (features >> np.uint64(64 - BUCKET_BITS)).view(np.int64)
