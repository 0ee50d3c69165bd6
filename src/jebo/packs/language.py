"""Languages: word lists, rules and particles as plain files under ``languages/<code>/``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields
from functools import lru_cache
from pathlib import Path

import numpy as np

from jebo.disclosure.country import Pack
from jebo.disclosure.language import Language, Listen
from jebo.disclosure.lexicon import Lexicon
from jebo.disclosure.rules import BadRule, Rule, Rules
from jebo.disclosure.stems import Stemmed
from jebo.disclosure.tagger import Tagger, Weights
from jebo.packs.checks import checks
from jebo.packs.folder import load
from jebo.packs.ladders import ladders
from jebo.packs.places import Places, gazetteer

FOLDER = Path(__file__).parent / "languages"
_KEPT = 16  # languages at once, 5 to 9 MB each; chosen by us: both, for the few newsrooms that a folder of stories names
_WIDE = ("country", "province")
_FIELDS = {field.name for field in fields(Rule)}
_NEEDED = {field.name for field in fields(Rule) if field.default is MISSING}


@lru_cache(maxsize=_KEPT)
def language(
    code: str, pack_id: str = "world", *, tagged: bool = True, outlets: tuple[str, ...] = ()
) -> Language:
    """The language *code* with the place names of a pack (and of the world); with its tagger where *tagged*.

    :param outlets: names of the newsroom, which its stories use as they use "this newspaper".
    :raises BadRule: a rule of the language cannot be read.
    """
    packs = tuple(load(name) for name in dict.fromkeys((pack_id, "world")))
    return read(FOLDER / code, code, packs, tagged=tagged, outlets=outlets)


def read(
    folder: Path, code: str, packs: tuple[Pack, ...], *, tagged: bool = True, outlets: tuple[str, ...] = ()
) -> Language:
    """A language from a folder of its own."""
    classes = {path.stem: list(_lines(path)) for path in sorted((folder / "lexicon").glob("*.txt"))}
    particles = folder / "particles.txt"
    wide, local = _names(code, packs)
    classes["place_wide"], classes["place_local"] = [*classes.get("place_wide", []), *wide], local
    classes["internal_name"] = _internal(code, packs)
    heard = "us" if code == "ko" else "media"
    classes[heard] = [*classes.get(heard, []), *(name.strip().lower() for name in outlets if name.strip())]
    kind = Stemmed if particles.exists() else Lexicon
    lexicon = kind(
        classes,
        particles=frozenset(_lines(particles)) if particles.exists() else frozenset(),
        proper=frozenset({"place_wide", "place_local", "place_capital", "weekday", "month"}),
    )
    rules = Rules(_rules(folder), lexicon)
    steps = ladders(folder / "ladders.toml")
    weights = folder / "tagger.npz"
    tagger = Tagger(_weights(weights), lexicon) if tagged and weights.exists() else None
    return Language(
        code=code,
        lexicon=lexicon,
        rules=rules,
        listen=_ear(code),
        checks=checks(),
        ladders=steps,
        tagger=tagger,
    )


def _ear(code: str) -> Listen:
    """The ear of a language, loaded when it is asked for: a story has one language."""
    if code == "ko":
        from jebo.disclosure.speakers import korean

        return korean.listen
    from jebo.disclosure.speakers import english

    return english.listen


def _weights(path: Path) -> Weights:
    with np.load(path) as file:
        return Weights(
            templates=tuple(file["templates"].tolist()),
            classes=tuple(file["classes"].tolist()),
            gate_templates=tuple(file["gate_templates"].tolist()),
            gate_keys=file["gate_keys"],
            gate_rows=file["gate_rows"],
            gate=file["gate"],
            count_rows=file["count_rows"],
            count=file["count"],
            keys=file["keys"],
            rows=file["rows"],
            windows=file["windows"],
            bias=file["bias"],
            keep=file["keep"],
            add=file["add"],
        )


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _rules(folder: Path) -> Iterator[Rule]:
    """The rules of all files; what stands under ``[defaults]`` holds for each rule of its file."""
    for path in sorted((folder / "rules").glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in file.get("rule", []):
            given = file.get("defaults", {}) | row
            if not _NEEDED <= set(given) <= _FIELDS:
                raise BadRule(f"{path.name}: a rule has a field that is not known, or lacks one")
            yield Rule(**given)


def _names(code: str, packs: tuple[Pack, ...]) -> tuple[list[str], list[str]]:
    """Names of places in the script of the language: countries and provinces, and what is finer."""
    wide: list[str] = []
    local: list[str] = []
    hangul = code == "ko"
    for pack in packs:
        unclear, widest = pack.ambiguous, _wide(pack)
        for name, ids in gazetteer(pack).items():
            if len(name) > 1 and ("가" <= name[0] <= "힣") == hangul and name not in unclear:
                (wide if ids[0] in widest else local).append(name)
    return wide, local


def _wide(pack: Pack) -> frozenset[str]:
    """Ids of the countries and provinces of a pack."""
    if isinstance(pack.places, Places):
        return pack.places.of_levels(_WIDE)
    return frozenset(place.id for place in pack.places.values() if place.level in _WIDE)


def _internal(code: str, packs: tuple[Pack, ...]) -> list[str]:
    """Names of bodies that only insiders use, in the script of the language; none as short as two letters."""
    hangul = code == "ko"
    names = {name for pack in packs for body in pack.organisations for name in body.internal if len(name) > 2}
    return sorted(name for name in names if any("가" <= letter <= "힣" for letter in name) == hangul)
