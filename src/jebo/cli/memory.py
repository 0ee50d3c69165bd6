"""Spares the search for garbage where there is none: a language and a country are a hundred thousand values that
stay. To go through them takes a sixth of a cold start.
"""

from __future__ import annotations

import gc


def load() -> None:
    """From here on things are loaded, and nothing is looked through."""
    gc.disable()


def loaded() -> None:
    """What is there now stays to the end, so it is never looked through; what comes is, as usual."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
