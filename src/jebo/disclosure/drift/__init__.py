"""What a translation changed: two editions of a story, sentence by sentence."""

from typing import TYPE_CHECKING

from jebo.disclosure.drift.change import Change, Comparison, Drift, Pairing, Span
from jebo.disclosure.drift.tongue import Tongue, Tongues

if TYPE_CHECKING:
    from jebo.disclosure.drift.comparing import compare

__all__ = ["Change", "Comparison", "Drift", "Pairing", "Span", "Tongue", "Tongues", "compare"]


def __getattr__(name: str) -> object:
    """:func:`compare`, loaded when it is asked for: who only reads numbers with this package needs no model."""
    if name != "compare":
        raise AttributeError(name)
    from jebo.disclosure.drift.comparing import compare

    return compare
