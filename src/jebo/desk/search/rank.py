"""The order of what was found: how much of a text is about it, and how recent it is.

BM25 without the weight for rare words (idf). Every hit holds every word, so that weight would shift little; and taken over the
whole desk it would tell a member, by the order of their own rows, how often other people's sources use a word.
"""

from __future__ import annotations

from datetime import date
from typing import Final

K1: Final = 1.2
B: Final = 0.75
"""S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.2: usual values."""

HALF_LIFE_DAYS: Final = 180
"""After so many days what was told weighs less by half of what time may take. Chosen by us: half a year of news."""
TIME_TAKES: Final = 0.5
"""The share of the weight that time may take at most; the rest is never lost. Chosen by us."""


def about(counts: list[int], length: int, average: float) -> float:
    """How much a text is about what is looked for: 0 to ``len(counts) * (K1 + 1)``.

    :param counts: how often each term stands in it.
    :param length: of the text, in letters; *average*: of the texts among which it is ranked.

    >>> about([1], 100, 100.0) < about([3], 100, 100.0) > about([3], 900, 100.0)
    True
    """
    norm = K1 * (1 - B + B * length / max(average, 1.0))
    return sum(n * (K1 + 1) / (n + norm) for n in counts)


def recency(day: date | None, today: date) -> float:
    """The weight of a day: 1 today, falling to ``1 - TIME_TAKES``; what has no day stands in the middle.

    >>> recency(date(2026, 1, 1), date(2026, 6, 30))
    0.75
    """
    if day is None:
        return 1 - TIME_TAKES / 2
    age = max((today - day).days, 0)
    return float(1 - TIME_TAKES + TIME_TAKES * 2 ** (-age / HALF_LIFE_DAYS))
