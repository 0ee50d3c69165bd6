"""The country by province: how much is in the record for a million adults, and dots for towns.

The outlines are the pack's (``shapes.json``); a pack without them has no map.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from markupsafe import Markup, escape

from jebo.disclosure.country import Place

CLASSES: Final = 5
"""Shades. Chosen by us: more cannot be told apart."""
_STEPS: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The provinces of a pack as paths, and how degrees become units of the drawing."""

    west: float
    north: float
    across: float
    down: float
    width: int
    height: int
    shapes: Mapping[str, str]
    source: str

    def at(self, place: Place) -> tuple[float, float] | None:
        """Where a place lies in the drawing."""
        if place.longitude is None or place.latitude is None:
            return None
        return (place.longitude - self.west) * self.across, (self.north - place.latitude) * self.down


@cache
def outline(pack: str) -> Outline | None:
    """The outlines of a pack."""
    file = files("jebo.packs") / pack / "shapes.json"
    return Outline(**json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """What one province is drawn with: its number of shade (0: nothing in the record), where it leads, and what is said of it."""

    shade: int
    to: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A town: where it is, how much is in the record of it, and what is said of it."""

    place: Place
    events: int
    near: bool
    to: str
    says: str


def breaks(rates: Sequence[float]) -> tuple[float, ...]:
    """Round upper ends of :data:`CLASSES` equal shades that reach the highest rate.

    >>> breaks([0.3, 1.2, 4.4])
    (1, 2, 3, 4, 5)
    """
    most = max(rates, default=0) or 1
    ten = 10.0 ** math.floor(math.log10(most / CLASSES))
    step = next(ten * one for one in _STEPS if ten * one * CLASSES >= most * (1 - 1e-9))
    return tuple(_plain(step * (at + 1)) for at in range(CLASSES))


def _plain(number: float) -> float:
    return int(number) if number == int(number) else round(number, 6)


def shade(rate: float, ends: Sequence[float]) -> int:
    """The number of the shade of a rate: 0 for nothing, 1 to :data:`CLASSES`."""
    if not rate:
        return 0
    return next((at for at, end in enumerate(ends, 1) if rate <= end), len(ends))


def country(
    lines: Outline,
    shades: Mapping[str, Shade],
    dots: Sequence[Dot],
    title: str,
    labels: Sequence[tuple[Place, str]] = (),
) -> Markup:
    """The map. Every province is a link, with its words for those who cannot see it.

    :param labels: names that stand on it, for those who can.
    """
    parts = [
        f'<a href="{escape(one.to)}"><path class="q{one.shade}" d="{lines.shapes[id_]}"><title>{escape(one.says)}</title></path></a>'
        for id_, one in shades.items()
        if id_ in lines.shapes
    ]
    parts += [_dot(dot, *at) for dot in dots if (at := lines.at(dot.place)) is not None]
    parts += [_label(name, *at) for place, name in labels if (at := lines.at(place)) is not None]
    pattern = (
        '<pattern id="none" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="nothing" width="8" height="8"/><line class="hatch" y2="8"/></pattern>'
    )
    return Markup(  # noqa: S704 - what is not ours is escaped
        f'<svg class="map" viewBox="-4 -4 {lines.width + 8} {lines.height + 8}">'
        f"<title>{escape(title)}</title><defs>{pattern}</defs>{''.join(parts)}</svg>"
    )


def _label(name: str, x: float, y: float) -> str:
    return f'<text class="label" x="{x:.0f}" y="{y:.0f}" aria-hidden="true">{escape(name)}</text>'


def _dot(dot: Dot, x: float, y: float) -> str:
    """A dot in a ring: the ring tells how far off it may have been, a town's width, or its surroundings."""
    wide, ring = (26, "ring rough") if dot.near else (14, "ring")
    return (
        f'<a href="{escape(dot.to)}"><circle class="{ring}" cx="{x:.0f}" cy="{y:.0f}" r="{wide}"/>'
        f'<circle class="dot" cx="{x:.0f}" cy="{y:.0f}" r="5"/><title>{escape(dot.says)}</title></a>'
    )
