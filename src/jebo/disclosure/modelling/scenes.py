"""One scene for each anonymous source of a story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jebo.disclosure.advice.ladder import Cut, Phrasing, Template
from jebo.disclosure.anonymity.constants import ENUMERATED_PEOPLE
from jebo.disclosure.anonymity.scene import (
    Belongs,
    Fact,
    Known,
    Lives,
    Published,
    Scene,
    Shared,
    Tells,
    Traced,
    Wording,
)
from jebo.disclosure.check import ALWAYS_BLOCK
from jebo.disclosure.country import Circle, Place, Range
from jebo.disclosure.detail import Kind, Severity, Source
from jebo.disclosure.modelling.constants import MOST_LARGE, MOST_SMALL, MOST_TRAITS, ROLE_OF_SOME, TRAIT_SHARE
from jebo.disclosure.modelling.parts import Part, Story
from jebo.disclosure.modelling.past import condensed
from jebo.disclosure.modelling.where import Land
from jebo.disclosure.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceScene:
    """A source with its scene; ``parts`` are the details charged to it, by the id of their facts."""

    source: Source
    scene: Scene
    parts: Mapping[str, Part]


def fact_id(part: Part) -> str:
    """The id of a detail's fact in the scenes."""
    return f"d{part.detail.id:04d}"


def aligned(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts with the ladders of one entity made alike: a step of one is a step of all.

    Where a mention cannot be worded at a step, the next vaguer wording that it can take stands in.
    """
    alike: dict[str, list[Part]] = {}
    for part in parts:
        alike.setdefault(part.entity, []).append(part)
    made: dict[int, Part] = {}
    for mentions in alike.values():
        steps = sorted({p.template for m in mentions for p in m.phrasings}, key=_order)
        for mention in mentions:
            at = [_at(mention, step) for step in steps]
            made[mention.detail.id] = replace(
                mention,
                phrasings=tuple(mention.phrasings[i] for i in at),
                tells=tuple(mention.tells[i] for i in at),
            )
    return tuple(made[part.detail.id] for part in parts)


def _order(template: Template) -> tuple[float, int, str]:
    return template.loss, template.up, template.text


def _at(part: Part, step: Template) -> int:
    """The number of a mention's own wording at a step."""
    orders = [_order(p.template) for p in part.phrasings]
    return next((i for i, own in enumerate(orders) if own >= _order(step)), len(orders) - 1)


def closed(part: Part, settings: Settings) -> frozenset[int]:
    """The steps that a rule closes: what blocks may not stay as it is; the newsroom's own."""
    steps = set(settings.forbidden.get(str(part.detail.kind), frozenset()))
    if part.detail.severity is Severity.BLOCK:
        strict = part.detail.check in ALWAYS_BLOCK
        steps |= {
            i
            for i, phrasing in enumerate(part.phrasings)
            if phrasing.template.up == 0
            or (strict and not (phrasing.template.nothing or phrasing.template.cut is not Cut.NONE))
        }
    return frozenset(steps)


def scene_of(story: Story, source: Source, parts: Sequence[Part], sources: Sequence[Source]) -> SourceScene:
    """The scene of one source: the details charged to it, and those charged to all."""
    mine = [part for part in parts if source.id in part.detail.sources and part.modelled]
    told = _crossable(_reconciled(mine, story.land), story)
    facts = tuple(_fact(part, told[part.detail.id], story.settings) for part in mine)
    past = _past(story, mine, told)
    scene = Scene(
        root=story.land.root,
        places=_places(story, past),
        circles=_circles(story, told, past),
        facts=facts,
        profile=replace(story.pack.profile, shares={}),
        history=past,
        plural=source.plural or len(sources) > 1,
    )
    return SourceScene(source=source, scene=scene, parts={fact_id(part): part for part in mine})


def _fact(part: Part, tells: Sequence[Tells | None], settings: Settings) -> Fact:
    return Fact(
        id=fact_id(part),
        wordings=tuple(_wording(p, t) for p, t in zip(part.phrasings, tells, strict=True)),
        bundle=part.bundle,
        entity=part.entity,
        breath=part.breath,
        side=part.who.side if part.who else "any",
        forbidden=closed(part, settings),
    )


def _wording(phrasing: Phrasing, tells: Tells | None) -> Wording:
    return Wording(
        text=phrasing.text, loss=phrasing.template.loss, tells=tells, needs_two=phrasing.template.needs_two
    )


def _past(
    story: Story, mine: Sequence[Part], told: Mapping[int, Sequence[Tells | None]]
) -> tuple[Published, ...]:
    """What was published before, under the text's own names for what the text repeats."""
    history, same = story.settings.history, story.settings.same
    names = same(mine) if same and history else {}
    renamed = [
        replace(one, id=names.get(one.id, one.id), bundle=names.get(one.bundle or "", one.bundle))
        for one in history
    ]
    spots = {spot for tells in told.values() for spot in _spots(tells, story)}
    return condensed(renamed, story.pack.circles, {part.entity for part in mine}, spots)


def _places(story: Story, past: Sequence[Published]) -> Mapping[str, Place]:
    """The places of the text, and those that only the history names."""
    more: dict[str, Place] = {}
    for one in past:
        place = getattr(one.tells, "place", None)
        while place and place not in story.land.places and place not in more:
            more[place] = story.pack.places[place]
            place = more[place].inside
    return {**story.land.places, **more} if more else story.land.places


def _circles(
    story: Story, told: Mapping[int, Sequence[Tells | None]], past: Sequence[Published]
) -> dict[str, Circle]:
    """The circles that the scene names and what they lie in, at the newsroom's own sizes where it has
    them.
    """
    names: set[str] = set()
    for tells in (*told.values(), [one.tells for one in past]):
        for one in tells:
            names |= (
                set(one.core)
                if isinstance(one, Known)
                else {one.circle}
                if isinstance(one, Belongs)
                else set()
            )
    found: dict[str, Circle] = {}
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        circle = story.pack.circles.get(name)
        if circle is None or name in found:
            continue
        found[name] = replace(circle, size=story.settings.circles.get(name, circle.size))
        waiting.append(circle.inside)
    return found


def _crossable(
    told: Mapping[int, tuple[Tells | None, ...]], story: Story
) -> dict[int, tuple[Tells | None, ...]]:
    """What each part tells, with no more circles than can be crossed quickly: those that most details name
    stay.

    A circle stands at a place, so that the same circle at two places counts as two.
    """
    count = Counter(spot for tells in told.values() for spot in _spots(tells, story))
    often = sorted(count, key=lambda spot: (-count[spot], spot))
    large = [spot for spot in often if _size(story, spot[0]).high > ENUMERATED_PEOPLE]
    small = [spot for spot in often if spot not in large]
    kept = frozenset((*large[:MOST_LARGE], *small[:MOST_SMALL]))
    return {i: tuple(_only(t, tells, kept, story) for t in tells) for i, tells in told.items()}


def _size(story: Story, circle: str) -> Range:
    return story.settings.circles.get(circle, story.pack.circles[circle].size)


def _spots(tells: Sequence[Tells | None], story: Story) -> list[tuple[str, str]]:
    """The core circles of a detail, each with the city at which it stands (that of the exact wording)."""
    exact = tells[0] if tells else None
    if not isinstance(exact, Known):
        return []
    city = story.land.at(exact.place, "city") or exact.place
    return [(name, city) for name in exact.core]


def _only(
    one: Tells | None, tells: Sequence[Tells | None], kept: frozenset[tuple[str, str]], story: Story
) -> Tells | None:
    if not isinstance(one, Known):
        return one
    return replace(one, core=tuple(name for name, city in _spots(tells, story) if (name, city) in kept))


def _reconciled(parts: Sequence[Part], land: Land) -> dict[int, tuple[Tells | None, ...]]:
    """What each part tells, with attributes that cannot all be true of one person, or are too many, told
    by share alone.

    That two of them stand in one source's details means that the text speaks of two people, or that the
    ear has mistaken one for the other.
    """
    seen: dict[str, str] = {}
    out: dict[int, tuple[Tells | None, ...]] = {}
    for part in parts:
        exact = part.tells[0] if part.tells else None
        kind, value = _claim(exact, land)
        clash = bool(kind) and seen.setdefault(kind, value) != value
        if isinstance(exact, Lives) and clash:
            clash = not (value in land.chain(seen[kind]) or seen[kind] in land.chain(value))
        if (
            isinstance(exact, Shared)
            and len({k for k in seen if not k.startswith(("lives", "belongs"))}) > MOST_TRAITS
        ):
            clash = True
        out[part.detail.id] = tuple(_by_share(t) for t in part.tells) if clash else part.tells
    return out


def _claim(tells: Tells | None, land: Land) -> tuple[str, str]:
    if isinstance(tells, Shared):
        kind, _, value = tells.attribute.partition(":")
        return kind, value
    if isinstance(tells, Lives):
        return "lives", tells.place
    if isinstance(tells, Belongs):
        return "belongs", tells.circle
    return "", ""


def _by_share(tells: Tells | None) -> Tells | None:
    if isinstance(tells, Shared):
        return Traced(share=tells.share)
    if isinstance(tells, Belongs):
        return Traced(share=ROLE_OF_SOME)
    if isinstance(tells, Lives):
        return Traced(share=TRAIT_SHARE)
    return tells


__all__ = ["Kind", "Range", "SourceScene", "aligned", "closed", "fact_id", "scene_of"]
