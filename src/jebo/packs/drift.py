"""What the comparison of editions knows of both languages: lists under ``languages/<code>/drift/``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from jebo.disclosure.drift.tongue import Tongue, Tongues, cue, line_cue
from jebo.packs.folder import load
from jebo.packs.places import gazetteer
from jebo.packs.table import read, words

_FOLDER: Final = Path(__file__).parent / "languages"
_LINES: Final = frozenset({"caption", "standing"})
"""Lists that tell what a line is."""


@cache
def tongues(pack_id: str = "world") -> Tongues:
    """Korean and English, with the places of a pack and of the world.

    :raises UnknownPack: if there is no pack of this id.
    """
    packs = tuple(load(name) for name in dict.fromkeys((pack_id, "world")))
    names: dict[str, tuple[str, ...]] = {}
    for pack in packs:
        for name, ids in gazetteer(pack).items():
            names.setdefault(name, ids)
    return Tongues(
        korean=_tongue("ko"),
        english=_tongue("en"),
        anchors=tuple((words(row["ko"]), words(row["en"])) for row in read(_FOLDER, "anchors")),
        names=names,
        places=packs[-1].places,
        ambiguous=frozenset(chain.from_iterable(pack.ambiguous for pack in packs)),
    )


def _tongue(code: str) -> Tongue:
    folder = _FOLDER / code
    lists = {path.stem: list(_lines(path)) for path in sorted((folder / "drift").glob("*.txt"))}
    particles = folder / "particles.txt"
    return Tongue(
        code=code,
        cues={
            name: line_cue(phrases) if name in _LINES else cue(phrases, words=code == "en")
            for name, phrases in lists.items()
        },
        wording=tomllib.loads((folder / "drift" / "wording.toml").read_text(encoding="utf-8")),
        particles=frozenset(line.strip() for line in _lines(particles))
        if particles.exists()
        else frozenset(),
    )


def _lines(path: Path) -> Iterator[str]:
    """The phrases of a list. A space at the end of one counts."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line
