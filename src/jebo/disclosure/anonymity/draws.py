"""Numbers drawn from what is only roughly known, each from a stream of its own.

A stream is keyed by what it is for (a circle, a fact), so that a new fact moves no other number. The bits
come from SHAKE-256: the same on every machine and under every version of numpy, and without the 20 ms that
numpy.random costs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from hashlib import shake_256

import numpy as np

from jebo.disclosure.anonymity.constants import INSIDER, INSIDER_LOG_ODDS_SD, SMALLEST_RATIO
from jebo.disclosure.anonymity.normal import FloatArray, normal_quantile
from jebo.disclosure.country import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """The draws from *start* up to, not including, *stop*; or the one middle draw, where *middle* is set.

    A stream is drawn once, up to *stop* or to the end of those that this is a :meth:`part` of, and kept as long as any part lives.
    """

    start: int = 0
    stop: int = 1
    middle: bool = False
    _length: int = field(default=0, compare=False, repr=False)
    _kept: dict[str, FloatArray] = field(default_factory=dict, compare=False, repr=False)

    def part(self, start: int, stop: int) -> Draws:
        """Some of these draws, from the same streams."""
        return Draws(start=start, stop=min(stop, self.stop), _length=self.stop, _kept=self._kept)

    @property
    def count(self) -> int:
        """How many draws: the length of every array that these draws fill."""
        return 1 if self.middle else self.stop - self.start

    def uniform(self, key: str) -> FloatArray:
        """Numbers in (0, 1) from the stream of *key*, shape ``(draws,)``."""
        if self.middle:
            return np.full(1, 0.5)
        return self._whole(key)[self.start : self.stop]

    def _whole(self, key: str) -> FloatArray:
        if key not in self._kept:
            bits = shake_256(key.encode("utf-8", "surrogatepass")).digest(8 * max(self.stop, self._length))
            words = np.frombuffer(bits, dtype="<u8")
            self._kept[key] = ((words >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
        return self._kept[key]

    def between(self, span: Range, key: str) -> FloatArray:
        """Numbers in the range, uniform in their logarithm, shape ``(draws,)``."""
        low = max(span.low, span.high * SMALLEST_RATIO)
        if low == span.high:
            return np.full(self.count, float(low))
        return np.asarray(low * (span.high / low) ** self.uniform(key), dtype=np.float64)

    def insider(self, key: str) -> FloatArray:
        """The chance that a member of a core knows, around .9 with log-odds of deviation 1, shape
        ``(draws,)``.
        """
        name = f"insider|{key}"
        if self.middle:
            return _insider(self.uniform(name))
        if f"{name}|odds" not in self._kept:
            self._kept[f"{name}|odds"] = _insider(self._whole(name))
        return self._kept[f"{name}|odds"][self.start : self.stop]


def _insider(uniform: FloatArray) -> FloatArray:
    odds = math.log(INSIDER / (1 - INSIDER)) + INSIDER_LOG_ODDS_SD * normal_quantile(uniform)
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))
