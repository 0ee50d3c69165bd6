"""What a translation changed: two editions of a story, sentence by sentence."""

from jebo.disclosure.drift.change import Change, Comparison, Drift, Pairing, Span
from jebo.disclosure.drift.comparing import compare
from jebo.disclosure.drift.tongue import Tongue, Tongues

__all__ = ["Change", "Comparison", "Drift", "Pairing", "Span", "Tongue", "Tongues", "compare"]
