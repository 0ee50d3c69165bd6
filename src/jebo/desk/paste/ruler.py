"""Possible speakers as a bar on a ruler of powers of ten, so that a range is seen at a glance. The words say the same."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from jebo.disclosure.anonymity import Triple

MOST: Final = 100_000
"""People at the right end; more look the same. Chosen by us: there even a link to other stories no longer counts."""
WIDTH: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """Where the low end, the middle, the high end and the limit stand, from 0 to :data:`WIDTH`."""

    low: float
    middle: float
    high: float
    limit: float

    @property
    def length(self) -> float:
        """How long the bar is; never too short to be seen."""
        return max(1.0, round(self.high - self.low, 1))


def ruler(speakers: Triple, limit: float) -> Ruler:
    """The ruler of possible speakers beside the *limit* of the middle, in people."""
    low, middle, high = (_at(end) for end in (speakers.low, speakers.middle, speakers.high))
    return Ruler(low=min(low, WIDTH - 1.0), middle=middle, high=high, limit=_at(limit))


def _at(people: float) -> float:
    return round(WIDTH * min(1.0, math.log10(max(people, 0) + 1) / math.log10(MOST + 1)), 1)
