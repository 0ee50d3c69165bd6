"""What a judgement assumed, what weighs most first, and the small circles that a wording points at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jebo.disclosure.anonymity.scene import Belongs, Known, Lives, Shared, Traced
from jebo.disclosure.judgement import Assumption, PointsAt
from jebo.disclosure.modelling.constants import POINTS_AT
from jebo.disclosure.modelling.parts import Part, Story
from jebo.disclosure.modelling.scenes import fact_id


def assumptions(story: Story, parts: Sequence[Part], weights: Mapping[str, float]) -> tuple[Assumption, ...]:
    """Sizes of circles, knowers of events, adults of places and shares of attributes, the weightiest first.

    The order is by the weight of the heaviest detail that stands on each.
    """
    found: dict[str, tuple[float, Assumption]] = {}
    for part in parts:
        weight = weights.get(fact_id(part), 0.0)
        for one in _of(story, part):
            if one.id not in found or found[one.id][0] < weight:
                found[one.id] = (weight, one)
    ordered = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(one for _, one in ordered)


def _of(story: Story, part: Part) -> list[Assumption]:
    made: list[Assumption] = []
    exact = part.tells[0] if part.tells else None
    if part.who is not None:
        people = part.who.people
        made.append(Assumption(id=part.who.id, low=people.low, high=people.high, basis=part.who.basis))
    circles = (
        exact.core if isinstance(exact, Known) else (exact.circle,) if isinstance(exact, Belongs) else ()
    )
    for name in circles:
        circle = story.pack.circles[name]
        size = story.settings.circles.get(name, circle.size)
        basis = "own" if name in story.settings.circles else circle.basis
        made.append(Assumption(id=name, low=size.low, high=size.high, basis=basis))
    if isinstance(exact, Lives) and exact.place in story.land.places:
        adults = story.land.places[exact.place].adults
        made.append(Assumption(id=exact.place, low=adults.low, high=adults.high, basis="adults"))
    if isinstance(exact, Shared | Traced) and part.entity:
        name = exact.attribute if isinstance(exact, Shared) else str(part.detail.kind)
        made.append(
            Assumption(
                id=name.removesuffix(":yes"), low=exact.share.low, high=exact.share.high, basis="share"
            )
        )
    return made


def points_at(story: Story, parts: Sequence[Part]) -> tuple[PointsAt, ...]:
    """Circles of at most 200 people that a wording as printed would point at, the smallest first."""
    names: set[str] = set()
    for part in parts:
        exact = part.tells[0] if part.tells else None
        names |= (
            set(exact.core)
            if isinstance(exact, Known)
            else {exact.circle}
            if isinstance(exact, Belongs)
            else set()
        )
    sized = {
        n: story.settings.circles.get(n, story.pack.circles[n].size) for n in names if n in story.pack.circles
    }
    small = [PointsAt(circle=name, size=size) for name, size in sized.items() if size.high <= POINTS_AT]
    return tuple(sorted(small, key=lambda one: (one.size.high, one.circle)))
