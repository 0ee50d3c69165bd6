"""What a newsroom sets for a check: its limits, sizes that it knows better, steps it closes, and what it
published before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jebo.disclosure.anonymity.constants import TYPING_DRAWS
from jebo.disclosure.anonymity.limits import Limits
from jebo.disclosure.anonymity.scene import Published
from jebo.disclosure.country import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one check.

    ``circles`` are sizes in people that go before the pack's, by the id of a circle; ``knowers`` the same
    for how many people know of an event, by its code, or of a detail, by its kind. ``forbidden`` are steps
    of a ladder that the newsroom closes, by the kind of detail. ``history`` is what was published from the
    same sources before. ``same`` tells what of it a text repeats: given the details charged to one source (parts of
    :mod:`jebo.disclosure.modelling`), the entity or the bundle of the text by the opaque id that the history has for it.

    ``draws`` is how many draws the shown figures stand on (64 while typing, 2,000 at release),
    ``rewrites`` how many are offered at most for each source, ``proof`` how many nodes the branch and
    bound may look at (0: it is not run).
    """

    limits: Limits = field(default_factory=Limits)
    circles: Mapping[str, Range] = field(default_factory=dict)
    knowers: Mapping[str, Range] = field(default_factory=dict)
    forbidden: Mapping[str, frozenset[int]] = field(default_factory=dict)
    history: tuple[Published, ...] = ()
    same: Callable[[Sequence[Any]], Mapping[str, str]] | None = None
    draws: int = TYPING_DRAWS
    rewrites: int = 3
    proof: int = 0
