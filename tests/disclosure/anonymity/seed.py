"""The facts of the seed fact table as a scene: who could know each of them, as printed and reworded.

Figures only: knowers of F01-F14 from ``seed_fact_table.csv``, circle sizes from ``knowledge_circles.csv``,
people from the census of 2008 (Kimchaek 207,299; North Hamgyong 2,327,362; the country 23.35 million), three
quarters of them adults. Wordings are named by their step, not written out.
"""

from __future__ import annotations

from jebo.disclosure.anonymity.scene import Fact, Known, Lives, Scene, Shared, Tells, Traced, Wording
from jebo.disclosure.country import Circle, Place, Range

ADULTS = 0.75


def between(low: float, high: float) -> Range:
    return Range(low=low, high=high)


def place(place_id: str, level: str, inside: str | None, people: float) -> Place:
    adults = between(people * ADULTS, people * ADULTS)
    return Place(id=place_id, level=level, names={}, inside=inside, adults=adults)


def circle(circle_id: str, low: float, high: float, inside: str, side: str) -> Circle:
    return Circle(id=circle_id, names={}, size=between(low, high), inside=inside, side=side, basis="")


PLACES = {
    p.id: p
    for p in (
        place("KP", "country", None, 23.35e6),
        place("NH", "province", "KP", 2_327_362),
        place("kimchaek", "city", "NH", 207_299),
    )
}

CIRCLES = {
    c.id: c
    for c in (
        circle("KC01", 200, 10_000, "city", "crowd"),
        circle("KC03", 15, 30, "city", "authorities"),
        circle("KC04", 10, 60, "city", "authorities"),
        circle("KC05", 10, 80, "city", "authorities"),
        circle("KC06", 15, 120, "city", "trade"),
        circle("KC13", 15, 150, "city", "trade"),
        circle("KC14", 12, 80, "city", "families"),
        circle("KC15", 10, 80, "city", "families"),
        circle("KC17", 150, 900, "city", "authorities"),
    )
}


def known(core: str, low: float, high: float, where: str = "kimchaek") -> Known:
    return Known(core=tuple(core.split()), knowers=between(low, high), place=where)


def vaguer(core: str, where: str = "kimchaek") -> Known:
    return Known(core=tuple(core.split()), knowers=None, place=where)


def fact(fact_id: str, *tells: Tells | None, side: str = "any", breath: str | None = None) -> Fact:
    """A fact with its ladder; a step costs 1, dropping it 3."""
    losses = [float(step) for step in range(len(tells))]
    wordings = tuple(Wording(text=f"step {s}", loss=losses[s], tells=t) for s, t in enumerate(tells))
    dropped = () if tells[-1] is None else (Wording(text="", loss=losses[-1] + 3.0, tells=None),)
    return Fact(id=fact_id, wordings=wordings + dropped, side=side, breath=breath)


SESSION = "session"
"""What the fact table calls announced or displayed at the session is told in one breath with it."""

FACTS = (
    fact("F01", known("", 100_000, 1_000_000, "NH")),
    fact("F02", known("KC04 KC06", 5_000, 100_000), vaguer("KC04 KC06", "NH")),
    fact("F03", known("KC03 KC04 KC05", 60, 300), vaguer("KC03 KC04 KC05 KC06"), side="authorities"),
    fact("F04", known("KC01 KC06", 300, 10_000), breath=SESSION),
    fact("F05", known("KC01 KC04", 30, 10_000), vaguer("KC01 KC04", "NH"), breath=SESSION),
    fact("F06", known("KC01 KC14", 60, 10_000), vaguer("KC01 KC14"), breath=SESSION),
    fact("F07", known("KC01", 200, 10_000), vaguer("KC01", "NH"), side="crowd", breath=SESSION),
    fact("F08", known("KC01", 100, 5_000), vaguer("KC01"), side="crowd", breath=SESSION),
    fact("F09", known("KC01 KC14 KC17", 30, 10_000), breath=SESSION),
    fact("F10", known("", 10_000, 1_000_000, "NH")),
    fact("F11", known("KC14 KC15", 40, 200), vaguer("KC14 KC15"), side="families"),
    fact("F12", known("KC13", 100, 50_000), vaguer("KC13", "NH"), side="trade"),
    fact("F13", Traced(share=between(0.1, 0.1)), None),
    fact("F14", Shared(attribute="sex:male", share=between(0.47, 0.47)), None),
    fact("F15", Lives(place="NH")),
)

SCENE = Scene(root="KP", places=PLACES, circles=CIRCLES, facts=FACTS)

PRINTED: dict[str, int] = {}

REWORDED = {
    "F02": 1,
    "F03": 1,
    "F05": 1,
    "F06": 1,
    "F07": 1,
    "F08": 1,
    "F11": 1,
    "F12": 1,
    "F13": 1,
    "F14": 1,
}
"""As the fact table suggests."""

THREE_DROPPED = REWORDED | {"F03": 2, "F08": 2, "F11": 2}
"""And without the three most inside facts: the inspectors, the speech and the families' dealings."""
