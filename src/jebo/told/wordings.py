"""What a finding reveals, to whom, and what to write instead, in the reader's language."""

from __future__ import annotations

from typing import Final

from jebo.disclosure.check import Check
from jebo.disclosure.detail import Kind
from jebo.packs.checks import checks
from jebo.packs.checks import reveals as reveals_by_kind
from jebo.told.messages import tongue

_NOTHING_LEFT: Final = frozenset({"leave out", "뺀다"})
"""How the table of checks says that no wording is left."""


def reveals(check: str, kind: Kind | None = None) -> str:
    """What a phrase tells a reader: what its *check* says, or its *kind* where the check only stands in."""
    found = _own(check, kind)
    if found is not None:
        return found.reveals[tongue()]
    return reveals_by_kind()[kind or Kind.THIRD_PARTY][0][tongue()]


def to_whom(check: str, kind: Kind | None = None) -> str:
    """Who could use it."""
    found = _own(check, kind)
    if found is not None:
        return found.whom[tongue()]
    return reveals_by_kind()[kind or Kind.THIRD_PARTY][1][tongue()]


def instead(check: str, language: str) -> str:
    """A wording that stays true, as an example in the story's *language*; empty where none is left."""
    found = checks().get(check)
    wording = found.instead[language] if found else ""
    return "" if wording in _NOTHING_LEFT else wording


def _own(check: str, kind: Kind | None) -> Check | None:
    found = checks().get(check)
    return found if found and (kind is None or found.fits(kind)) else None
