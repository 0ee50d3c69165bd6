"""What a reader can conclude from ties between events."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observatory.country import EN, PACK, event

from jebo.observatory.conclude import bounds, narrowed, standing
from jebo.observatory.event import Event, Link, Tie, in_order
from jebo.observatory.unreadable import RunsInACircle


def kept(one: Event, tie: Tie, other: Event) -> bool:
    link = Link(one=one.id, tie=tie, other=other.id)
    return standing({one.id: one, other.id: other}, [link], PACK.places) == (link,)


@pytest.mark.parametrize(
    ("first", "tie", "second", "stands"),
    [
        ("2026-34", Tie.CAUSES, "2026-35", True),
        ("2026-35", Tie.PRECEDES, "2026-35", True),
        ("2026-07", Tie.PRECEDES, "2026-35", True),  # a quarter begins with July: nothing new
        ("2026-08", Tie.PRECEDES, "2026-35", False),  # then the second was not in July
        ("2026-35", Tie.CAUSES, "2026-07", False),  # then the first was in July
        ("2026-07-13", Tie.PRECEDES, "2026-35", False),
        ("2026-35", Tie.PART_OF, "2026-35", True),
        ("2026-35", Tie.PART_OF, "2026-07", False),
        ("2026-07", Tie.PART_OF, "2026-35", True),
        ("2026-35", Tie.SAME_AS, "2026-35", True),
        ("2026-07", Tie.SAME_AS, "2026-35", False),
        ("2026", Tie.PRECEDES, "2026-35", False),
        ("2026-35", Tie.PRECEDES, "2027", True),
    ],
)
def test_a_tie_stands_only_where_it_tells_no_time_more_exactly(
    first: str, tie: Tie, second: str, stands: bool
) -> None:
    assert kept(event("aaaaaaa2", "ARREST", first), tie, event("bbbbbbb2", "TRIAL", second)) is stands


def test_that_one_story_told_of_both_does_not_help_for_it_need_not_have_told_the_order() -> None:
    one, other = (
        event("aaaaaaa2", "ARREST", "2026-08", stories=(EN,)),
        event("bbbbbbb2", "TRIAL", stories=(EN,)),
    )
    assert not kept(one, Tie.PRECEDES, other)
    assert not kept(one, Tie.SAME_AS, other)


@pytest.mark.parametrize(
    ("one", "tie", "other", "stands"),
    [
        ("KP0205", Tie.SAME_AS, "KP-09", False), ("KP-09", Tie.SAME_AS, "KP-09", True), ("KP0205", Tie.PART_OF, "KP-09", True),
        ("KP-09", Tie.PART_OF, "KP0205", False), ("KP0205", Tie.CAUSES, "KP-09", True),
    ],
)  # fmt: skip
def test_a_tie_tells_no_place_more_exactly_either(one: str, tie: Tie, other: str, stands: bool) -> None:
    assert (
        kept(event("aaaaaaa2", "ARREST", where=one), tie, event("bbbbbbb2", "TRIAL", where=other)) is stands
    )


def test_a_tie_to_what_is_not_in_the_record_is_not_told() -> None:
    one = event("aaaaaaa2", "ARREST")
    assert standing({one.id: one}, [Link(one=one.id, tie=Tie.CAUSES, other="x")], PACK.places) == ()


FORMS = [f"2026-{month:02}" for month in range(1, 13)] + ["2026-33", "2026-34", "2026-35", "2026-36", "2026"]


@given(st.lists(st.sampled_from(FORMS), min_size=2, max_size=6), st.data())
def test_nobody_can_conclude_a_time_that_the_record_does_not_give(
    dates: list[str], data: st.DataObject
) -> None:
    """The law behind all that: whatever is tied, no bound moves, however far one reasons."""
    events = {str(at): event(str(at), "ARREST", when) for at, when in enumerate(dates)}
    ids = st.sampled_from(sorted(events))
    ties = data.draw(st.lists(st.tuples(ids, st.sampled_from(list(Tie)), ids), max_size=8))
    links = [Link(one=one, tie=tie, other=other) for one, tie, other in ties if one != other]
    known = {id_: bounds(one) for id_, one in events.items()}
    for _ in range(len(links) + 1):
        for link in standing(events, links, PACK.places):
            known[link.one], known[link.other] = narrowed(link, known[link.one], known[link.other])
    assert known == {id_: bounds(one) for id_, one in events.items()}


def test_events_cannot_come_before_themselves() -> None:
    ring = [
        Link(one="a", tie=Tie.CAUSES, other="b"),
        Link(one="b", tie=Tie.PRECEDES, other="c"),
        Link(one="c", tie=Tie.PART_OF, other="a"),
    ]
    in_order(ring[:2])
    in_order([*ring[:2], Link(one="c", tie=Tie.SAME_AS, other="a")])
    with pytest.raises(RunsInACircle):
        in_order(ring)
    with pytest.raises(RunsInACircle):
        in_order([Link(one="a", tie=Tie.CAUSES, other="a")])


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60))
def test_ties_that_all_lead_forward_run_in_no_circle(pairs: list[tuple[int, int]]) -> None:
    in_order(
        Link(one=f"{min(pair):02}", tie=Tie.CAUSES, other=f"{max(pair):02}")
        for pair in pairs
        if pair[0] != pair[1]
    )


def test_a_chain_of_a_hundred_thousand_is_walked_without_recursion() -> None:
    in_order(Link(one=str(at), tie=Tie.CAUSES, other=str(at + 1)) for at in range(100_000))
