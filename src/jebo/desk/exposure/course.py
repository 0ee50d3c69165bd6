"""How many people could have said it all, after each release: pure, from what the history holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jebo.desk.exposure.linked import linked
from jebo.desk.exposure.told import Told
from jebo.disclosure.anonymity import Figures, Limits, Triple, measure
from jebo.disclosure.anonymity.scene import Belongs, Known, Lives, Published, Scene
from jebo.disclosure.country import Circle, Pack, Place
from jebo.disclosure.modelling.past import condensed

MOST_SHOWN = 60  # releases of one source that are drawn; chosen by us: more cannot be told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What was left after one release.

    ``alone`` are the possible speakers of that release by itself, ``after`` those with all that a reader can link with it,
    ``ever`` those with everything that was published or asked until then.
    """

    told: Told
    alone: Triple
    after: Figures
    ever: Triple


def scene(pack: Pack, facts: Sequence[Published]) -> Scene:
    """A scene that holds published facts alone."""
    facts = condensed(facts, pack.circles)
    root = pack.root or _root(pack, facts)
    return Scene(
        root=root, places=_places(pack, root, facts), circles=_circles(pack, facts), facts=(),
        profile=replace(pack.profile, shares={}), history=tuple(facts),
    )  # fmt: skip


def course(pack: Pack, told: Sequence[Told]) -> tuple[Point, ...]:
    """The figures after each of the releases, oldest first; on the draws of somebody who types."""
    return tuple(_point(pack, told[: at + 1]) for at in range(max(len(told) - MOST_SHOWN, 0), len(told)))


def _point(pack: Pack, told: Sequence[Told]) -> Point:
    last, before = told[-1], {one.release: one for one in told[:-1]}
    near = linked(last.signs, {id: one.signs for id, one in before.items()})
    everything = [fact for one in told for fact in one.facts]
    kept = {last.release, *near}
    return Point(
        told=last,
        alone=figures(pack, last.facts).possible_speakers,
        after=figures(pack, [fact for one in told if one.release in kept for fact in one.facts]),
        ever=figures(pack, everything).possible_speakers,
    )


def figures(pack: Pack, facts: Sequence[Published]) -> Figures:
    """The figures of published facts, all of them together."""
    return measure(scene(pack, [replace(fact, linked=True) for fact in facts]))


def next_like(pack: Pack, told: Sequence[Told], limits: Limits) -> tuple[Triple, bool] | None:
    """What one more story like the last would leave if a reader could link it, and whether that is within the limits.

    None where nothing was published yet.
    """
    published = [one for one in told if not one.asked]
    if not published:
        return None
    last = published[-1]
    again = [
        replace(fact, id=f"next {fact.id}", story="next", bundle=f"next {fact.bundle}")
        for fact in last.facts
        if not isinstance(fact.tells, Lives | Belongs)
    ]
    near = {last.release, *linked(last.signs, {one.release: one.signs for one in told})}
    so_far = [fact for one in told if one.release in near for fact in one.facts]
    found = figures(pack, [*so_far, *again])
    return found.possible_speakers, limits.met(found)


def since(told: Sequence[Told], day: date) -> list[Told]:
    """What was given away on *day* or later."""
    return [one for one in told if one.day >= day]


def _root(pack: Pack, facts: Sequence[Published]) -> str:
    """The country of the first place named, in a pack of all countries."""
    place = next((p for fact in facts if (p := getattr(fact.tells, "place", None))), next(iter(pack.places)))
    while inside := pack.places[place].inside:
        place = inside
    return str(place)


def _places(pack: Pack, root: str, facts: Sequence[Published]) -> Mapping[str, Place]:
    """The places named and all that they lie in."""
    found = {root: pack.places[root]}
    for fact in facts:
        place = getattr(fact.tells, "place", None)
        while place and place not in found:
            found[place] = pack.places[place]
            place = found[place].inside
    return found


def _circles(pack: Pack, facts: Sequence[Published]) -> dict[str, Circle]:
    """The circles named and those that they lie in."""
    waiting = [name for fact in facts for name in _named(fact)]
    found: dict[str, Circle] = {}
    while waiting:
        circle = pack.circles.get(waiting.pop())
        if circle is not None and circle.id not in found:
            found[circle.id] = circle
            waiting.append(circle.inside)
    return found


def _named(fact: Published) -> tuple[str, ...]:
    if isinstance(fact.tells, Known):
        return fact.tells.core
    return (fact.tells.circle,) if isinstance(fact.tells, Belongs) else ()
