"""What the release check asks for: each demand in plain words, and who may settle it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


class Settled(StrEnum):
    """By what a demand is settled."""

    TEXT = "text"
    GROUNDS = "grounds"
    COMPARISON = "comparison"
    SIGNATURE = "signature"
    WAITING = "waiting"


HOW: Final[dict[Settled, Any]] = {
    Settled.TEXT: _("by changing the edition"),
    Settled.GROUNDS: _("by saying what it rests on"),
    Settled.COMPARISON: _("by changing one of the editions"),
    Settled.SIGNATURE: _("by a signature"),
    Settled.WAITING: _("by waiting"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One thing that must hold before an edition goes out, and does not.

    :param code: what it is, as ``limits`` or ``never-print``; with :attr:`of` it makes the key under which a risk is accepted.
    :param language: of the edition that it is about; empty for the story.
    :param says: one sentence, translated when it is shown. It names no source and quotes no term that is not to be printed.
    :param phrase: of the edition, that it is about.
    :param may_be_accepted: whether a safety editor may accept it as a risk, with a reason.
    """

    code: str
    says: Any
    settled: Settled
    language: str = ""
    phrase: str = field(default="", repr=False)
    of: str = ""
    may_be_accepted: bool = False
    start: int = -1
    """Where the phrase stands in what was checked; below zero where that says nothing."""
    why: str = field(default="", repr=False)
    """For the eyes of the contact editor alone."""

    @property
    def key(self) -> str:
        """Under which it is accepted."""
        return f"{self.code}:{self.of}"[:120]

    @property
    def how(self) -> Any:
        """By what it is settled, in words."""
        return HOW[self.settled]
