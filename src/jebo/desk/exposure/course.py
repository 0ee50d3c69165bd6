"""How many people could have said it all, after each release: pure, from what the history holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jebo.desk.exposure.linked import linked
from jebo.desk.exposure.told import Told
from jebo.disclosure.anonymity import Figures, Limits, Triple, measure
from jebo.disclosure.anonymity.scene import Belongs, Known, Lives, Published, Scene
from jebo.disclosure.country import Circle, Pack, Place
from jebo.disclosure.modelling.past import condensed

MOST_SHOWN = 24  # releases of one source that are drawn, the latest; chosen by us: more cannot be told apart on a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What was left after one release.

    ``before`` are the possible speakers of all that a reader can link with it, without the release itself (None: nothing is
    linked with it); ``after`` are the figures with it.
    """

    told: Told
    before: Triple | None
    after: Figures


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
    last = told[-1]
    before = [fact for one in near(told) if one is not last for fact in one.facts]
    return Point(
        told=last,
        before=figures(pack, before).possible_speakers if before else None,
        after=figures(pack, [*before, *last.facts]),
    )


def near(told: Sequence[Told]) -> list[Told]:
    """The last of the releases, and those that a reader can link with it."""
    last = told[-1]
    seen = {last.release, *linked(last.signs, {one.release: one.signs for one in told[:-1]})}
    return [one for one in told if one.release in seen]


def ever(pack: Pack, told: Sequence[Told]) -> Triple:
    """What everything together leaves that was published or asked, whether a reader can link it or not."""
    return figures(pack, [fact for one in told for fact in one.facts]).possible_speakers


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
    others = [one for one in told if one is not last]
    so_far = [fact for one in near([*others, last]) for fact in one.facts]
    found = figures(pack, [*so_far, *again])
    return found.possible_speakers, limits.met(found)


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
