"""Which tags are provinces of the newsroom's countries, and which tags of two languages mean the same."""

from __future__ import annotations

from collections.abc import Iterable

from jebo.packs import load
from jebo.press import address
from jebo.press.house import House


def provinces(packs: Iterable[str], language: str) -> dict[str, str]:
    """The names by which tags name provinces, as files are named for them, with the province's id in the pack."""
    found: dict[str, str] = {}
    for pack in packs:
        for place in load(pack).places.values():
            if place.level == "province":
                names = [
                    place.names.get(language, ""),
                    *(one.name for one in place.aliases if one.language == language),
                ]
                found |= {address.name_of(name): place.id for name in names if name}
    return found


def kin(house: House) -> dict[str, dict[str, str]]:
    """By language and by the name of a tag's file what it means: two tags that mean the same are one page in two languages."""
    found = {code: provinces(house.packs, code) for code in house.languages}
    for number, topic in enumerate(house.topics):
        for code, label in topic.items():
            if code in found:
                found[code][address.name_of(label)] = f"topic {number}"
    return found
