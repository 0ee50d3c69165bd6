"""``jebo compare``: what a translation changed. The comparison itself is ``jebo.disclosure.drift``, which is
not built yet.
"""

from __future__ import annotations

from jebo.cli.check import complain
from jebo.cli.refusals import NotBuilt, sentence


def run(korean: str, english: str, format: str) -> int:
    """Compare two editions, show what differs, and tell the exit status."""
    return complain(sentence(NotBuilt()))
