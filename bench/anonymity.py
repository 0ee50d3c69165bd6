"""How long the anonymity model takes: 5,000 types × 60 details, and a story of the usual size with its
rewrites.

Run ``python bench/anonymity.py``; it prints one line per figure, the best of a few runs on one core.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter

from jebo.disclosure.advice.proof import prove
from jebo.disclosure.advice.search import Task, distinct, greedy
from jebo.disclosure.anonymity import (
    Draws,
    Fact,
    Known,
    Limits,
    Scene,
    Shared,
    Wording,
    figures_of,
    measure,
    measure_outline,
    numbers,
    outline,
)
from jebo.disclosure.country import Circle, Place, Range

CITIES, FACTS_PER_EVENT = 11, 5


def between(low: float, high: float) -> Range:
    return Range(low=low, high=high)


def known(core: str, low: float, high: float, place: str, step: int) -> Known:
    return Known(core=tuple(core.split()), knowers=between(low, high) if step == 0 else None, place=place)


def places(cities: int) -> dict[str, Place]:
    made = [Place(id="land", level="country", names={}, inside=None, adults=between(17e6, 18e6))]
    wide = between(1e6, 1.5e6)
    provinces = range((cities + 1) // 2)
    made += [Place(id=f"p{p}", level="province", names={}, inside="land", adults=wide) for p in provinces]
    near = between(1e5, 2e5)
    made += [
        Place(id=f"c{c}", level="city", names={}, inside=f"p{c // 2}", adults=near) for c in range(cities)
    ]
    return {place.id: place for place in made}


def circles() -> dict[str, Circle]:
    sizes = {
        "crowd": (300, 9e3),
        "trade": (1e3, 8e3),
        "a": (10, 60),
        "b": (12, 80),
        "c": (15, 120),
        "d": (5, 40),
    }
    return {
        key: Circle(id=key, names={}, size=between(*size), inside="city", side="any", basis="")
        for key, size in sizes.items()
    }


def fact(key: str, core: str, place: str, province: str, bundle: str) -> Fact:
    ladder = (
        known(core, 200, 5000, place, 0),
        known(core, 0, 0, place, 1),
        known(core, 0, 0, province, 2),
        None,
    )
    losses = (0.0, 1.0, 2.0, 5.0)
    wordings = tuple(
        Wording(text="", loss=loss, tells=tells) for loss, tells in zip(losses, ladder, strict=True)
    )
    return Fact(id=key, wordings=wordings, bundle=bundle)


def attributes(count: int) -> tuple[Fact, ...]:
    names = ("sex:female", "role:trader", "age:40", "age:50", "kin:parent", "region:east", "faith:any")
    wordings = [
        (
            Wording(text="", loss=0.0, tells=Shared(attribute=n, share=between(0.2, 0.4))),
            Wording(text="", loss=1.0, tells=None),
        )
        for n in names[:count]
    ]
    return tuple(Fact(id=f"attribute{i}", wordings=pair) for i, pair in enumerate(wordings))


def large_scene() -> Scene:
    """Eleven events in eleven cities, five facts each, and five attributes: over 5,000 types, 60 details."""
    cores = ("crowd", "trade", "a", "b c", "d")
    events = tuple(
        fact(f"fact{c}.{i}", cores[i % len(cores)], f"c{c}", f"p{c // 2}", f"event{c}")
        for c in range(CITIES)
        for i in range(FACTS_PER_EVENT)
    )
    return Scene(root="land", places=places(CITIES), circles=circles(), facts=events + attributes(5))


def usual_scene() -> Scene:
    """One event in one city with 18 facts, and two attributes."""
    cores = ("", "crowd", "trade", "a", "", "b c", "d", "crowd", "")
    events = tuple(fact(f"fact{i}", cores[i % len(cores)], "c0", "p0", "story") for i in range(18))
    return Scene(root="land", places=places(1), circles=circles(), facts=events + attributes(2))


def best(run: Callable[[], object], times: int) -> float:
    """Milliseconds of the quickest of some runs."""
    spans = []
    for _ in range(times):
        start = perf_counter()
        run()
        spans.append(perf_counter() - start)
    return 1000 * min(spans)


def show(name: str, milliseconds: float, limit: float | None = None) -> None:
    asked = f"   (asked: under {limit:,.0f} ms)" if limit else ""
    print(f"{name:<62} {milliseconds:9.1f} ms{asked}")


def main() -> int:
    scene = large_scene()
    made = outline(scene)
    part = numbers(made, Draws(stop=64), 0.5)
    figures_of(part, {})
    size = f"{len(made.types):,} types (merged {len(made):,}) × {len(scene.facts)} details"
    show(f"{size}: make ready", best(lambda: outline(scene), 3))
    show(f"{size} × 64 draws", best(lambda: measure_outline(made, draws=64), 5), 150)
    show(f"{size} × 64 draws, tables at hand", best(lambda: figures_of(part, {}), 5))
    show(f"{size} × 2,000 draws", best(lambda: measure_outline(made, draws=2000), 1), 5000)
    story = usual_scene()
    ready = outline(story)
    size = f"story: {len(ready.types):,} types (merged {len(ready):,}) × {len(story.facts)} facts"
    warm = numbers(ready, Draws(stop=64), 0.5)
    show(f"{size} × 64 draws, from nothing", best(lambda: measure(story), 5))
    show(f"{size} × 64 draws, tables at hand", best(lambda: figures_of(warm, {}), 5), 10)
    show(f"{size} × 2,000 draws", best(lambda: measure(story, draws=2000), 2))
    show("story: one greedy rewrite", best(lambda: greedy(Task(ready, Limits())), 3))
    show(
        "story: figures and four distinct rewrites",
        best(lambda: distinct(Task(outline(story), Limits()), 4), 3),
        200,
    )
    proven = prove(Task(ready, Limits()))
    show("story: proof or gap", best(lambda: prove(Task(ready, Limits())), 1))
    if proven is not None:
        print(f"  loss {proven.loss:.1f}, at most {proven.gap or 0.0:.2f} could still be saved")
    return 0


if __name__ == "__main__":
    sys.exit(main())
