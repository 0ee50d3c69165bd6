"""Guesses which country a text is about, by the names of places and bodies in it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from jebo.packs.folder import HERE, available
from jebo.packs.table import first_rows, read

WORLD: Final = "world"
_FEWEST_POINTS: Final = 2  # chosen by us: one passing mention of a country is no story about it
_NEAR: Final = (
    2  # chosen by us: a town or a secret police points to a country twice as much as the country's own name
)
_LONGEST_NAME: Final = 6  # words; "democratic people's republic of korea" has five
_LONGEST_SYLLABLES: Final = 12
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")
_KOREAN: Final = re.compile(r"[\uac00-\ud7a3\u4e00-\u9fff]+")

Cues = Mapping[str, tuple[str, int]]


def guess(text: str, language: str) -> str:
    """Id of the pack that *text* is about; ``world`` when no other fits better.

    A name of a country is worth one point, a name of a place within the pack's country or one of the words
    in its ``tells`` two. A pack is taken when it has at least two points and no other country has more.

    :param language: the language of the text, ``en`` or ``ko``; any other is read word by word like English.
    """
    points = Counter[str]()
    for key in _korean(text) if language == "ko" else _western(text):
        country, worth = _cues()[key]
        points[country] += worth
    packs = {root: pack for pack, root in _roots().items() if root}
    best = max(points.values(), default=0)
    found = [packs[country] for country, worth in points.items() if worth == best and country in packs]
    return min(found) if found and best >= _FEWEST_POINTS else WORLD


def _western(text: str) -> Iterator[str]:
    """The names in a text of words, the longest first where several begin."""
    cues, tokens, at = _cues(), _tokens(text), 0
    beginnings = _beginnings()
    while at < len(tokens):
        longest = _LONGEST_NAME if tokens[at] in beginnings else 0
        for size in range(longest, 0, -1):
            name = " ".join(tokens[at : at + size])
            if name in cues:
                yield name
                at += size - 1
                break
        at += 1


def _korean(text: str) -> Iterator[str]:
    """The names at the beginning of a word; particles follow, or another name (北함경북도)."""
    cues = _cues()
    for run in _KOREAN.findall(text):
        at = 0
        while at < len(run):
            ends = range(min(len(run), at + _LONGEST_SYLLABLES), at, -1)
            name = next((run[at:end] for end in ends if run[at:end] in cues), "")
            if not name:
                break
            yield name
            at += len(name)


@cache
def _roots() -> Mapping[str, str]:
    """The country of each pack."""
    return {pack: str(_about(HERE / pack).get("root", "")) for pack in available()}


def _about(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name.split(" ", 1)[0] for name in _cues())


@cache
def _cues() -> Cues:
    """Which country a name points to, and how strongly; a pack has it before the world."""
    cues: dict[str, tuple[str, int]] = dict(_countries())
    for pack, root in _roots().items():
        if root:
            cues.update(_within(HERE / pack, root))
    return cues


def _countries() -> Iterator[tuple[str, tuple[str, int]]]:
    """Names of countries, from the top of the world's tables."""
    folder = HERE / WORLD
    rows = first_rows(folder, "places", "level", frozenset({"country"}))
    ids = frozenset(row["id"] for row in rows)
    names = [(name, row["id"]) for row in rows for column, name in row.items() if column.startswith("name_")]
    names += [(row["name"], row["place"]) for row in first_rows(folder, "aliases", "place", ids)]
    unclear = {row["name"].casefold() for row in read(folder, "ambiguous")}
    yield from (
        (_key(name), (country, 1)) for name, country in names if name and name.casefold() not in unclear
    )


def _within(folder: Path, root: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """Names of a pack's places, and the words that tell its country."""
    places = read(folder, "places")
    names = [
        (name, row["id"]) for row in places for column, name in row.items() if column.startswith("name_")
    ]
    names += [(row["name"], row["place"]) for row in read(folder, "aliases")]
    about = _about(folder)
    unclear = {row["name"].casefold() for row in read(folder, "ambiguous")}
    unclear |= {word.casefold() for word in about.get("never_tells", ())}
    for name, place in names:
        if name and name.casefold() not in unclear:
            yield _key(name), (root, 1 if place == root else _NEAR)
    yield from ((_key(word), (root, _NEAR)) for word in about.get("tells", ()))


def _key(name: str) -> str:
    """A name as the texts are cut: words in small letters, Korean without spaces."""
    if _KOREAN.match(name):
        return name.replace(" ", "")
    return " ".join(_tokens(name))


def _tokens(text: str) -> list[str]:
    """Words in small letters, without the ending of a genitive."""
    return [token.removesuffix("'s") for token in _WORD.findall(text.replace("’", "'").casefold())]
