"""Who speaks in an English text."""

from __future__ import annotations

import numpy as np

from jebo.disclosure.lexicon import Lexicon, Marks
from jebo.disclosure.speakers import NOBODY, Speakers
from jebo.disclosure.structure import Structure
from jebo.disclosure.words import Words


def listen(words: Words, marks: Marks, structure: Structure, lexicon: Lexicon) -> Speakers:
    """The anonymous sources and named speakers of an English text."""
    n = int(structure.sentence[-1]) + 1 if len(words) else 0
    return Speakers(mentions=(), voices=(), sentence=np.full(n, NOBODY), quote=(NOBODY,) * len(structure.quotes))
