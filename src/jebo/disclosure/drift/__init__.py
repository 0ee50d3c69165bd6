"""What a translation changed: two editions of a story, sentence by sentence."""

from typing import TYPE_CHECKING

from jebo.disclosure.drift.change import Change, Comparison, Drift, Pairing, Span
from jebo.disclosure.drift.tongue import Tongue, Tongues

if TYPE_CHECKING:
    from jebo.disclosure.drift.comparing import compare, paired

__all__ = ["Change", "Comparison", "Drift", "Pairing", "Span", "Tongue", "Tongues", "compare", "paired"]


def __getattr__(name: str) -> object:
    """:func:`compare` and :func:`paired`, loaded when they are asked for: who only reads numbers here needs no model."""
    if name not in ("compare", "paired"):
        raise AttributeError(name)
    from jebo.disclosure.drift import comparing

    return getattr(comparing, name)
