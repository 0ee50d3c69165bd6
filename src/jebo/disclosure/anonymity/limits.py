"""What a newsroom asks for, and whether a text meets it. The word "safe" is never used: a limit is met or
not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jebo.disclosure.anonymity.constants import LEAST_LOW, LEAST_MIDDLE, MOST_SUSPECTED, SUSPECTS
from jebo.disclosure.anonymity.figures import Figures
from jebo.errors import JeboError


class BadLimits(JeboError):
    """The limits cannot be meant so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a newsroom.

    ``middle`` and ``low``: least possible speakers at the middle and the low end, in people. ``suspected``:
    most that the chance to be among the first *k* suspected may be at its high end, in (0, 1].
    """

    middle: float = LEAST_MIDDLE
    low: float = LEAST_LOW
    suspected: float = MOST_SUSPECTED
    k: int = SUSPECTS

    def __post_init__(self) -> None:
        if not (self.middle >= 0 and self.low >= 0 and 0 < self.suspected <= 1 and self.k >= 1):
            raise BadLimits(
                "limits are numbers of people from 0, a chance above 0 and up to 1, and at least one suspect"
            )

    def met(self, figures: Figures) -> bool:
        """Whether the figures are within these limits; never where the source must be treated as unique."""
        speakers, first = figures.possible_speakers, figures.suspected_first
        if figures.treat_as_unique or first is None:
            return False
        return speakers.middle >= self.middle and speakers.low >= self.low and first.high <= self.suspected


class Verdict(StrEnum):
    """The values are public interface."""

    WITHIN = "within"
    REWORD = "reword"
    NOT_LIKE_THIS = "not_like_this"


class WayOut(StrEnum):
    """The honest ways out where no rewording gets there."""

    WAIT = "wait"
    SECOND_SOURCE = "second_source"
    LEAVE_OUT = "leave_out"


WAYS_OUT = (WayOut.WAIT, WayOut.SECOND_SOURCE, WayOut.LEAVE_OUT)


def verdict(figures: Figures, limits: Limits, *, left_open: bool, rewrite_within: bool) -> Verdict:
    """The verdict on one text.

    :param left_open: whether something of blocking severity stands in the text, or could not be judged.
    :param rewrite_within: whether one of the offered rewrites is within the limits with nothing left open.
    """
    if limits.met(figures) and not left_open:
        return Verdict.WITHIN
    return Verdict.REWORD if rewrite_within else Verdict.NOT_LIKE_THIS
