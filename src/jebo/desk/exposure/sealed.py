"""A history as bytes: plain numbers, opaque ids, ids of the pack and days; sealed to one key
(an envelope of :mod:`jebo.sealing`, which is padded).

``{"mark": …, "told": [{"story", "release", "day", "asked", "signs", "facts": [[id, story, linked, bundle, tells], …]}, …]}``
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from jebo.desk.exposure.told import Told
from jebo.disclosure.anonymity.scene import Belongs, Known, Lives, Published, Shared, Tells, Traced
from jebo.disclosure.country import Range
from jebo.sealing import Identity, Part, seal, unseal

_PART: Final = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A history.

    :param mark: the key under which ids of facts are made for this person, 32 bytes.
    """

    mark: bytes = field(repr=False)
    told: tuple[Told, ...] = ()


def closed(history: Opened, key: Identity) -> bytes:
    """The history, sealed to its key."""
    text = json.dumps({"mark": history.mark.hex(), "told": [_told(one) for one in history.told]}).encode()
    return seal([Part(name=_PART, content=text)], [key.recipient])


def opened(sealed: bytes, key: Identity) -> Opened:
    """The history that was sealed to *key*.

    :raises jebo.sealing.SealingError: it was sealed to another, or is damaged.
    """
    (part,) = unseal(sealed, key)
    said = json.loads(part.content)
    return Opened(mark=bytes.fromhex(said["mark"]), told=tuple(_read(one) for one in said["told"]))


def _told(told: Told) -> dict[str, Any]:
    facts = [[f.id, f.story, f.linked, f.bundle, _plain(f.tells)] for f in told.facts]
    row = {"story": told.story, "release": told.release, "day": told.day.isoformat(), "facts": facts}
    return row | {"signs": list(told.signs), "asked": told.asked}


def _read(row: dict[str, Any]) -> Told:
    facts = [_fact(*one) for one in row["facts"]]
    return Told(
        story=row["story"], release=row["release"], day=date.fromisoformat(row["day"]), facts=tuple(facts),
        signs=tuple(row["signs"]), asked=row["asked"],
    )  # fmt: skip


def _fact(opaque: str, story: str, linked: bool, bundle: str | None, tells: Sequence[Any]) -> Published:
    return Published(id=opaque, story=story, linked=linked, bundle=bundle, tells=_tells(tells))


def _plain(tells: Tells) -> list[Any]:
    """The sort of what is told, then its fields."""
    match tells:
        case Known():
            return ["known", list(tells.core), _pair(tells.knowers), tells.place]
        case Shared():
            return ["shared", tells.attribute, _pair(tells.share)]
        case Lives():
            return ["lives", tells.place]
        case Belongs():
            return ["belongs", tells.circle, tells.place]
        case Traced():
            return ["traced", _pair(tells.share)]


def _pair(span: Range | None) -> list[float] | None:
    return None if span is None else [span.low, span.high]


_SORTS: Final[dict[str, Callable[..., Tells]]] = {
    "known": lambda core, knowers, place: Known(core=tuple(core), knowers=_span(knowers), place=place),
    "shared": lambda attribute, share: Shared(attribute=attribute, share=Range(low=share[0], high=share[1])),
    "lives": lambda place: Lives(place=place),
    "belongs": lambda circle, place: Belongs(circle=circle, place=place),
    "traced": lambda share: Traced(share=Range(low=share[0], high=share[1])),
}


def _tells(row: Sequence[Any]) -> Tells:
    return _SORTS[row[0]](*row[1:])


def _span(pair: Sequence[float] | None) -> Range | None:
    return None if pair is None else Range(low=pair[0], high=pair[1])
