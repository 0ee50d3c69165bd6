"""Chains: in order, with what usually comes between."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st
from tests.observatory.country import LINKS, PACK, RECORD, event

from jebo.observatory.chain import chains, far, gaps, tied, unordered
from jebo.observatory.event import Event, Link, Tie


def by_id(*events: Event) -> dict[str, Event]:
    return {one.id: one for one in events}


def test_a_chain_holds_its_steps_in_order_whatever_the_order_of_its_ties() -> None:
    for some in permutations(LINKS):
        (chain,) = chains(by_id(*RECORD.events), some)
        assert [one.type for one in chain.events] == [
            "MARKET_SURGE",
            "INSPECT",
            "ARREST",
            "BANISH",
            "STRUGGLE",
        ] or [one.type for one in chain.events] == ["MARKET_SURGE", "INSPECT", "ARREST", "STRUGGLE", "BANISH"]
        assert chain.id == "aaaaaaa2"


def test_what_came_before_is_not_missing_after() -> None:
    some = (
        event("bbbbbbb2", "PRELIM", "2026-33"),
        event("ccccccc2", "ARREST", "2026-35"),
        event("ddddddd2", "RUMOUR", "2026-36"),
    )
    links = [Link(one=one.id, tie=Tie.PRECEDES, other=other.id) for one, other in pairwise(some)]
    (chain,) = chains(by_id(*some), links)
    assert [one.type for one in chain.events] == ["PRELIM", "ARREST", "RUMOUR"]
    assert "ccccccc2" not in gaps(chain, PACK.events)


def test_what_usually_comes_between_and_is_not_there_is_a_gap() -> None:
    events = [
        event("aaaaaaa2", "INSPECT"),
        event("bbbbbbb2", "DESTROY"),
        event("ccccccc2", "STRUGGLE"),
        event("ddddddd2", "BANISH"),
    ]
    links = [Link(one=one.id, tie=Tie.CAUSES, other=other.id) for one, other in pairwise(events)]
    (chain,) = chains(by_id(*events), links)
    assert gaps(chain, PACK.events) == {"aaaaaaa2": ("SEARCH", "CONFISCATE")}


def test_of_steps_that_no_tie_orders_it_is_said_that_their_order_is_not_known() -> None:
    first, one, other = event("aaaaaaa2", "ARREST"), event("bbbbbbb2", "DESTROY"), event("ccccccc2", "BANISH")
    later = event("ddddddd2", "TRIAL", "2027-33")
    links = [Link(one=first.id, tie=Tie.CAUSES, other=id_) for id_ in (one.id, other.id, later.id)]
    (chain,) = chains(by_id(first, one, other, later), links)
    assert [step.id for step in chain.events] == [first.id, one.id, other.id, later.id]
    assert unordered(chain) == {other.id}, "the last one was in a later quarter, so its place is known"


def test_what_is_the_same_makes_no_chain() -> None:
    one, other = event("aaaaaaa2", "ARREST"), event("bbbbbbb2", "ARREST")
    assert chains(by_id(one, other), [Link(one=one.id, tie=Tie.SAME_AS, other=other.id)]) == ()


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=25))
def test_every_event_of_a_chain_stands_in_it_once_and_behind_what_led_to_it(
    pairs: list[tuple[int, int]],
) -> None:
    events = by_id(*(event(f"{at:08}", "ARREST") for at in range(13)))
    links = [
        Link(one=f"{min(pair):08}", tie=Tie.CAUSES, other=f"{max(pair):08}")
        for pair in sorted(set(pairs))
        if pair[0] != pair[1]
    ]
    found = chains(events, links)
    placed = [one.id for chain in found for one in chain.events]
    assert sorted(placed) == sorted({id_ for link in links for id_ in (link.one, link.other)})
    assert all(placed.index(link.one) < placed.index(link.other) for link in links)


def test_one_branch_is_told_to_its_end_before_the_next() -> None:
    """An arrest that led to a banishment, and to a burning that led to a session."""
    arrest, banished, burning, session = (event(id_, kind) for id_, kind in (
        ("ddddddd2", "ARREST"), ("aaaaaaa2", "BANISH"), ("ccccccc2", "DESTROY"), ("bbbbbbb2", "STRUGGLE"),
    ))  # fmt: skip
    links = [
        Link(one=one.id, tie=Tie.CAUSES, other=other.id)
        for one, other in ((arrest, banished), (arrest, burning), (burning, session))
    ]
    (chain,) = chains(by_id(arrest, banished, burning, session), links)
    assert [one.type for one in chain.events] == ["ARREST", "DESTROY", "STRUGGLE", "BANISH"]
    assert far(chain) == session
    assert tied(chain) == {burning.id, session.id}
    assert unordered(chain) == {banished.id}
