"""Scenes for tests: one invented country, a few circles, and facts that hypothesis makes up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from jebo.disclosure.anonymity import (
    Belongs,
    Fact,
    Known,
    Lives,
    Published,
    Scene,
    Shared,
    Traced,
    Wording,
)
from jebo.disclosure.anonymity.scene import Tells
from jebo.disclosure.country import Circle, Place, Range


def between(low: float, high: float | None = None) -> Range:
    return Range(low=low, high=low if high is None else high)


def place(place_id: str, level: str, inside: str | None, low: float, high: float | None = None) -> Place:
    return Place(id=place_id, level=level, names={}, inside=inside, adults=between(low, high))


def circle(circle_id: str, low: float, high: float, inside: str, side: str = "any") -> Circle:
    return Circle(id=circle_id, names={}, size=between(low, high), inside=inside, side=side, basis="")


PLACES = {
    p.id: p
    for p in (
        place("land", "country", None, 9e6, 1e7),
        place("north", "province", "land", 8e5, 1.2e6),
        place("port", "city", "north", 1e5, 2e5),
        place("hill", "city", "north", 3e4),
        place("quay", "ward", "port", 8e3, 2e4),
    )
}

CIRCLES = {
    c.id: c
    for c in (
        circle("crowd", 300, 9000, "city", "crowd"),
        circle("traders", 2000, 9000, "city", "trade"),
        circle("stall", 20, 150, "traders", "trade"),
        circle("inspectors", 15, 30, "city", "authorities"),
        circle("chief", 2, 6, "inspectors", "authorities"),
        circle("families", 12, 80, "city", "families"),
        circle("street", 60, 200, "ward"),
        circle("readers", 50, 400, "country"),
        circle("brokers", 5, 50, "abroad"),
    )
}


def ladder(*tells: Tells | None) -> tuple[Wording, ...]:
    """Wordings that cost 1 more with each step."""
    return tuple(Wording(text=f"step {i}", loss=float(i), tells=t) for i, t in enumerate(tells))


def known(core: str = "", low: float = 100, high: float = 1000, where: str = "port") -> Known:
    return Known(core=tuple(core.split()), knowers=between(low, high), place=where)


def vaguer(core: str = "", where: str = "port") -> Known:
    return Known(core=tuple(core.split()), knowers=None, place=where)


def fact(fact_id: str, *tells: Tells | None, bundle: str | None = None, side: str = "any") -> Fact:
    return Fact(id=fact_id, wordings=ladder(*tells), bundle=bundle, side=side)


def scene(*facts: Fact, history: tuple[Published, ...] = (), plural: bool = False) -> Scene:
    return Scene(root="land", places=PLACES, circles=CIRCLES, facts=facts, history=history, plural=plural)


cores = st.lists(st.sampled_from(sorted(CIRCLES)), max_size=2, unique=True).map(tuple)
sizes = st.tuples(st.floats(2, 5e4), st.floats(1, 30)).map(lambda pair: between(pair[0], pair[0] * pair[1]))
exact = st.builds(Known, core=cores, knowers=sizes, place=st.sampled_from(["port", "hill", "quay", "north"]))
wider = st.builds(
    Known, core=cores, knowers=st.one_of(st.none(), sizes), place=st.sampled_from(["port", "north", "land"])
)
attributes: st.SearchStrategy[Tells] = st.one_of(
    st.builds(
        Shared,
        attribute=st.sampled_from(["sex:female", "age:40", "age:50+60"]),
        share=st.just(between(0.2, 0.5)),
    ),
    st.builds(Lives, place=st.sampled_from(["port", "north"])),
    st.builds(Belongs, circle=st.sampled_from(["traders", "inspectors"]), place=st.just("port")),
    st.builds(Traced, share=st.just(between(0.05, 0.2))),
)


@st.composite
def some_facts(draw: st.DrawFn, least: int = 1, most: int = 5, prefix: str = "f") -> tuple[Fact, ...]:
    made = []
    for i in range(draw(st.integers(least, most))):
        if draw(st.integers(0, 3)):
            told: list[Tells | None] = [draw(exact), *draw(st.lists(wider, max_size=2)), None]
        else:
            told = [draw(attributes), None]
        bundle, breath = draw(st.sampled_from([None, None, "b"])), draw(st.sampled_from([None, None, "x"]))
        made.append(Fact(id=f"{prefix}{i}", wordings=ladder(*told), bundle=bundle, breath=breath))
    return tuple(made)


def one_breath(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(replace(fact, breath="all") for fact in facts)


@st.composite
def some_scenes(draw: st.DrawFn, least: int = 1, most: int = 5) -> Scene:
    return scene(*draw(some_facts(least, most)))
