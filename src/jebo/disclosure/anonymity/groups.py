"""The circles of a story, each at its place: who they lie in, and whether they are enumerated or mixed in by
share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from jebo.disclosure.anonymity.constants import CROSSED_CIRCLES, ENUMERATED_PEOPLE
from jebo.disclosure.anonymity.draws import Draws
from jebo.disclosure.anonymity.ground import LEVELS, Ground
from jebo.disclosure.anonymity.normal import FloatArray
from jebo.disclosure.anonymity.scene import BadScene
from jebo.disclosure.country import Circle


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A circle at its place: ``home`` is the place it lies in, ``parent`` the key of the circle it lies in,
    if any.
    """

    key: str
    circle: Circle
    home: str
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """All circles in use, parents before children; ``large`` are the keys of those mixed in by share."""

    groups: Mapping[str, Group]
    large: frozenset[str]

    def parent(self, key: str) -> str | None:
        """The circle that this one lies in."""
        return self.groups[key].parent

    def line(self, key: str | None) -> tuple[str, ...]:
        """The circle and all that it lies in, narrowest first."""
        found: list[str] = []
        while key is not None:
            found.append(key)
            key = self.groups[key].parent
        return tuple(found)

    def inside(self, key: str | None) -> tuple[str, ...]:
        """The circles that lie next inside this one (None: those that lie in places)."""
        return tuple(k for k, group in self.groups.items() if group.parent == key)

    def sizes(self, draws: Draws, whole: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
        """People of each circle, shape ``(draws,)``: never more than what it lies in, nor together more than
        that.

        :param whole: adults of each place in use, shape ``(draws,)``.
        """
        sizes: dict[str, FloatArray] = {}
        for key, group in self.groups.items():
            room = whole[group.home] if group.parent is None else sizes[group.parent]
            sizes[key] = np.minimum(draws.between(group.circle.size, f"size|{key}"), room)
        for key in self.groups:
            small = [k for k in self.inside(key) if k not in self.large]
            if small:
                together = np.sum([sizes[k] for k in small], axis=0)
                fit = np.minimum(1.0, sizes[key] / np.maximum(together, 1e-300))
                sizes.update({k: sizes[k] * fit for k in small})
        return sizes


def _placed(
    circles: Mapping[str, Circle], land: Ground, circle_id: str, place: str, above: tuple[str, ...]
) -> Group:
    if circle_id not in circles:
        raise BadScene("a fact names a circle that the scene does not have; add it to the scene's circles")
    circle = circles[circle_id]
    if circle_id in above:
        raise BadScene("a circle lies inside itself; correct what it lies in")
    if circle.inside in circles:
        outer = _placed(circles, land, circle.inside, place, (*above, circle_id))
        return Group(key=f"{circle_id}@{outer.home}", circle=circle, home=outer.home, parent=outer.key)
    # A level; else a place by its id; or abroad, whose people are counted among those of the country at large.
    elsewhere = circle.inside if circle.inside in land.places else land.root
    home = land.holder(place, circle.inside) if circle.inside in LEVELS else elsewhere
    return Group(key=f"{circle_id}@{home}", circle=circle, home=home, parent=None)


def place_circle(
    circles: Mapping[str, Circle], land: Ground, circle_id: str, place: str
) -> tuple[Group, ...]:
    """The circle at a place, and before it the circles that it lies in, widest first.

    :raises BadScene: if a circle is missing or lies in itself.
    """
    group = _placed(circles, land, circle_id, place, ())
    if group.parent is None:
        return (group,)
    return (*place_circle(circles, land, group.circle.inside, place), group)


def gather(land: Ground, found: Iterable[Group], first: frozenset[str]) -> Groups:
    """All circles in use, and which of them are mixed in by share.

    :param first: keys of the circles of the story itself, whose crossing goes before those of earlier
        stories.
    """
    groups = {group.key: group for group in sorted(found, key=lambda g: g.key)}
    ordered: dict[str, Group] = {}
    while len(ordered) < len(groups):
        ordered |= {
            k: g for k, g in groups.items() if k not in ordered and (g.parent is None or g.parent in ordered)
        }
    return Groups(groups=ordered, large=_crossed(land, ordered, first))


def _crossed(land: Ground, ordered: Mapping[str, Group], first: frozenset[str]) -> frozenset[str]:
    """The large circles, as many as may be crossed in each cell; an inner one only inside a large one."""
    depth: dict[str, int] = {}
    for key, group in ordered.items():
        depth[key] = 0 if group.parent is None else depth[group.parent] + 1
    rank = sorted(
        ordered.values(), key=lambda g: (depth[g.key], g.key not in first, -g.circle.size.high, g.key)
    )
    crossed = dict.fromkeys(range(len(land.cells)), 0)
    large: set[str] = set()
    for group in rank:
        cells = land.covers(group.home)
        fits = all(crossed[cell] < CROSSED_CIRCLES for cell in cells)
        if (
            group.circle.size.high > ENUMERATED_PEOPLE
            and fits
            and (group.parent is None or group.parent in large)
        ):
            large.add(group.key)
            crossed.update({cell: crossed[cell] + 1 for cell in cells})
    return frozenset(large)
