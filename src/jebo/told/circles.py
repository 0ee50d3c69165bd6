"""Names of what was assumed (circles, events, places, kinds of detail), in the reader's language."""

from __future__ import annotations

from jebo.disclosure.country import Names
from jebo.disclosure.detail import Kind
from jebo.packs import load
from jebo.told.messages import tongue
from jebo.told.wordings import reveals


def name_of(id: str, pack: str) -> str:
    """The name of what has *id* in a pack, or in the world's; the id itself where it has none."""
    if id in set(Kind):
        return reveals("", Kind(id))
    for known in (load(pack), load("world")):
        for found in (known.circles.get(id), known.events.get(id), known.places.get(id)):
            if found is not None:
                return _named(found.names) or id
    return id


def _named(names: Names) -> str:
    return names.get(tongue()) or names.get("en") or ""
