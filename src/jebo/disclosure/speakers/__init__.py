"""Who speaks in a text: anonymous sources kept apart, named speakers, and whose words each sentence holds.

Each language has a module of its own here, because grammar differs; what they return is the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NOBODY, NAMED = -1, -2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A phrase that stands for a person who speaks.

    ``first`` and ``last`` are word numbers (``last`` one past the end), ``head`` the noun or pronoun. ``sort`` is ``source`` (the outlet's
    own word: source, 소식통), ``role`` (what somebody does), ``person`` (gender, age, kin, nationality, pseudonym) or ``pronoun``.
    ``source`` is the number of the anonymous source it stands for.
    """

    first: int
    last: int
    head: int
    sort: str
    source: int
    link: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An anonymous source: the word numbers of the phrase that introduces it, and whether it is more than one person.

    ``least`` is the smallest number of people that the text's words allow ("seven engineers": 7; "residents": 2).
    """

    first: int
    last: int
    plural: bool = False
    least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Speakers:
    """Who speaks.

    ``sentence`` has, for each sentence, the number of the anonymous source whose words or knowledge it reports, ``NOBODY``
    or ``NAMED``; ``quote`` the same for each quotation of the structure. ``details`` are details that only the ear can tell,
    as kind, check, first and last word (places in attributions, days of contact).
    """

    mentions: tuple[Mention, ...]
    voices: tuple[Voice, ...]
    sentence: NDArray[np.int64]
    quote: tuple[int, ...]
    details: tuple[tuple[str, str, int, int], ...] = ()

    @property
    def count(self) -> int:
        """The smallest number of anonymous people consistent with the text."""
        return sum(voice.least for voice in self.voices)
