"""A veto takes away what it covers whole, and nothing else: "recently" is no day, "recently, on Thursday" holds one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from jebo.disclosure.find import _not_covered, read
from jebo.disclosure.reading import Reading, Spot
from jebo.packs.language import language

KINDS = ("contact.time", "event.place")
WORDS = 12
NOTHING_READ = read("", language("en", tagged=False))


def spots(*kinds: str) -> some.SearchStrategy[list[Spot]]:
    ends = some.lists(some.integers(0, WORDS), min_size=2, max_size=2, unique=True).map(sorted)
    return some.lists(some.tuples(some.sampled_from(kinds), some.just(""), ends).map(flat), max_size=8)


def flat(spot: tuple[str, str, list[int]]) -> Spot:
    return spot[0], spot[1], *spot[2]  # type: ignore[return-value]


def told_plainly(reading: Reading, found: Sequence[Spot]) -> list[Spot]:
    """The same, veto by veto."""
    vetoes = [(kind[4:], first, last) for kind, _, first, last in reading.spots if kind.startswith("not ")]
    return [
        (kind, check, first, last)
        for kind, check, first, last in found
        if not any(of == kind and a <= first and last <= z for of, a, z in vetoes)
    ]


def is_plain(
    work: Callable[[Reading, list[Spot]], list[Spot]], vetoes: list[Spot], found: list[Spot]
) -> bool:
    reading = replace(NOTHING_READ, spots=tuple(vetoes))
    return sorted(work(reading, found)) == sorted(told_plainly(reading, found))


@given(spots(*(f"not {kind}" for kind in KINDS), *KINDS), spots(*KINDS))
def test_what_a_veto_covers_whole_is_gone_and_all_else_stays(vetoes: list[Spot], found: list[Spot]) -> None:
    assert is_plain(_not_covered, vetoes, found)


def test_a_veto_that_took_what_it_only_touches_would_be_seen() -> None:
    def greedy(reading: Reading, found: list[Spot]) -> list[Spot]:
        return [
            s
            for s in found
            if not any(k[4:] == s[0] and a < s[3] and s[2] < z for k, _, a, z in reading.spots)
        ]

    assert is_plain(greedy, [("not contact.time", "", 2, 6)], [("contact.time", "", 3, 5)])
    assert not is_plain(greedy, [("not contact.time", "", 2, 6)], [("contact.time", "", 5, 8)])
