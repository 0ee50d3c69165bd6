"""How far a wording is from the limits, as one number that a search can walk down."""

from __future__ import annotations

import math
from dataclasses import dataclass

from jebo.disclosure.anonymity.figures import suspected, triple
from jebo.disclosure.anonymity.limits import Limits
from jebo.disclosure.anonymity.normal import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """The limits with a margin: 1.2 asks for 20 % more people than they say, and 20 % less suspicion."""

    limits: Limits
    margin: float = 1.0

    @property
    def middle(self) -> float:
        """Least people who could have said it at the middle, the source among them."""
        return self.limits.middle * self.margin + 1.0

    @property
    def low(self) -> float:
        """The same at the low end; below one other person, a source is always treated as unique."""
        return max(self.limits.low, 1.0) * self.margin + 1.0

    def enough_people(self, total: FloatArray) -> bool:
        """Whether the count of people is within the limits. It never gets worse when a wording widens."""
        spread = triple(total)
        return spread.middle >= self.middle and spread.low >= self.low

    def shortfall(self, people: FloatArray, likelihood: FloatArray, total: FloatArray) -> float:
        """0 where the limits are met; else the logarithm of what lacks, people before suspicion."""
        spread = triple(total)
        lacking = _lack(self.middle, spread.middle) + _lack(self.low, spread.low)
        if lacking > 0:
            return lacking + 1.0
        high = triple(suspected(people, likelihood, self.limits.k)[0]).high
        return min(_lack(high * self.margin, self.limits.suspected), 1.0)


def _lack(asked: float, had: float) -> float:
    return 0.0 if had >= asked else math.log(asked / max(had, 1e-300))
