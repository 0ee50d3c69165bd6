"""Many voices count as many only where each of them knows it from elsewhere."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date as Day  # noqa: N812
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.desk.events.chains import Article, Evidence, ImpossibleLink, Statement, circles, impossible_links
from jebo.desk.events.corroboration import (
    Matter,
    Refusal,
    Tie,
    Ties,
    contradictions,
    independent,
    may_be_confirmed,
)
from jebo.desk.events.independent_set import EXACT_UP_TO, largest
from jebo.disclosure.country import Place, Range
from jebo.observatory.date import read as date
from jebo.observatory.place import event_place
from jebo.observatory.quantity import read as quantity

PLACES = {
    id_: Place(id=id_, level=level, names={}, inside=inside, adults=Range(low=1, high=2))
    for id_, level, inside in (
        ("north", "province", None),
        ("harbour", "city", "north"),
        ("hill", "city", "north"),
    )
}


def saw(id_: str, source: str = "", groups: str = "", **more: Any) -> Statement:
    return replace(
        Statement(id=id_, source=source or f"source of {id_}", own=True, groups=frozenset(groups.split())),
        **more,
    )


def heard(id_: str, *of: str, **more: Any) -> Statement:
    return replace(Statement(id=id_, source=f"source of {id_}", heard_from=frozenset(of)), **more)


def on(*statements: Statement, articles: tuple[Article, ...] = (), vouched: str = "") -> Evidence:
    pairs = frozenset(frozenset(pair.split("+")) for pair in vouched.split())
    return Evidence(statements=statements, articles=articles, vouched=pairs)


ARTICLE = Article(id="article", published=Day(2023, 7, 20), rests_on=frozenset({"a"}))
ELSEWHERE = Article(id="elsewhere", published=Day(2023, 7, 20))


@pytest.mark.parametrize(
    ("evidence", "tie"),
    [
        (on(saw("a"), saw("b")), None),
        (on(saw("a", "kim"), saw("b", "kim")), Tie.SAME_SOURCE),
        (on(saw("a"), heard("b", "a")), Tie.CHAIN),
        (on(saw("a"), heard("c", "a"), heard("b", "c")), Tie.CHAIN),
        (on(heard("a", "c"), heard("b", "c"), saw("c")), Tie.SHARED_ORIGIN),
        (on(saw("a", "kim"), heard("b", "c"), saw("c", "kim")), Tie.SHARED_ORIGIN),
        (on(saw("a", groups="x"), saw("b", groups="x y")), Tie.SHARED_GROUP),
        (on(saw("a", groups="x"), saw("b", groups="y")), None),
        (on(saw("a", groups="x"), heard("b", "c"), saw("c", groups="x")), Tie.SHARED_GROUP),
        (on(saw("a"), heard("b")), Tie.ORIGIN_UNKNOWN),
        (on(saw("a"), saw("b", heard_from_unknown=True)), Tie.ORIGIN_UNKNOWN),
        (on(saw("a"), heard("b", "nobody knows this one")), Tie.ORIGIN_UNKNOWN),
        (on(saw("a"), heard("b"), vouched="a+b"), None),
        (on(saw("a"), heard("c"), heard("b", "c"), vouched="a+b"), Tie.ORIGIN_UNKNOWN),
        (on(saw("a"), heard("c"), heard("b", "c"), vouched="a+b a+c"), None),
        (on(saw("a"), heard("b", "a"), vouched="a+b"), Tie.CHAIN),
        (on(saw("a"), heard("b", "article"), articles=(ARTICLE,)), Tie.CHAIN),
        (on(heard("a", "elsewhere"), heard("b", "elsewhere"), articles=(ELSEWHERE,)), Tie.SHARED_ORIGIN),
        (on(saw("a"), heard("b", "elsewhere"), articles=(ELSEWHERE,)), Tie.ORIGIN_UNKNOWN),
    ],
)
def test_two_statements_are_independent_or_it_is_said_why_not(evidence: Evidence, tie: Tie | None) -> None:
    assert Ties(evidence).between("a", "b") == tie
    assert Ties(evidence).between("b", "a") == tie


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    """Up to six statements with any links, circles among them."""
    ids = [f"s{i}" for i in range(draw(st.integers(1, 6)))]
    articles = tuple(
        Article(
            id=f"article {i}",
            published=Day(2023, 7, draw(st.integers(1, 28))),
            rests_on=draw(st.none() | st.frozensets(st.sampled_from(ids), max_size=2)),
        )
        for i in range(draw(st.integers(0, 2)))
    )
    nodes = [*ids, *(one.id for one in articles)]
    pairs = [frozenset(pair) for pair in combinations(nodes, 2)]
    statements = tuple(
        Statement(
            id=id_,
            source=draw(st.sampled_from("pqrstuvw")),
            own=draw(st.booleans()),
            heard_from=draw(st.frozensets(st.sampled_from(nodes), max_size=2)) - {id_},
            heard_from_unknown=draw(st.integers(0, 5)) == 0,
            groups=draw(st.frozensets(st.sampled_from("xyz"), max_size=1)),
            told=draw(st.none() | st.sampled_from(["2023-07-01", "2023-07-20", "2023-07"]).map(date)),
        )
        for id_ in ids
    )
    vouched = draw(st.frozensets(st.sampled_from(pairs), max_size=4)) if pairs else frozenset()
    return Evidence(statements=statements, articles=articles, vouched=vouched)


@given(evidences())
def test_independence_is_symmetric_and_nothing_is_independent_of_itself(evidence: Evidence) -> None:
    ties = Ties(evidence)
    for one in evidence.statements:
        assert ties.between(one.id, one.id) == Tie.SAME_STATEMENT
        for other in evidence.statements:
            assert ties.between(one.id, other.id) == ties.between(other.id, one.id)


@given(evidences())
def test_the_count_is_that_of_the_best_set_there_is(evidence: Evidence) -> None:
    ties, ids = Ties(evidence), [one.id for one in evidence.statements]
    best = max(
        len(some)
        for size in range(len(ids) + 1)
        for some in combinations(ids, size)
        if not any(ties.between(*pair) for pair in combinations(some, 2))
    )
    answer = independent(evidence)
    assert (answer.count, answer.exact) == (best, True)
    assert not any(ties.between(*pair) for pair in combinations(answer.statements, 2))


@given(evidences())
def test_every_statement_is_counted_or_it_is_said_what_it_hangs_on(evidence: Evidence) -> None:
    answer, ties = independent(evidence), Ties(evidence)
    left_out = {one.statement: one for one in answer.left_out}
    assert {*answer.statements, *left_out} == {one.id for one in evidence.statements}
    for one in left_out.values():
        assert ties.between(one.statement, one.because_of) == one.tie


@given(evidences(), st.data())
def test_a_further_statement_heard_from_one_of_these_never_raises_the_count(
    evidence: Evidence, data: st.DataObject
) -> None:
    of = data.draw(st.sampled_from([one.id for one in evidence.statements]))
    vouched = evidence.vouched | {frozenset({"new", one.id}) for one in evidence.statements}
    more = replace(
        evidence,
        statements=(*evidence.statements, heard("new", of, own=data.draw(st.booleans()))),
        vouched=vouched,
    )
    assert independent(more).count <= independent(evidence).count


def test_a_further_statement_of_its_own_does_raise_it() -> None:
    assert independent(on(saw("a"))).count == 1
    assert independent(on(saw("a"), saw("b"))).count == 2


@given(st.integers(1, 60))
def test_a_chain_counts_once_however_long(length: int) -> None:
    chain = [saw("s0"), *(heard(f"s{i}", f"s{i - 1}") for i in range(1, length))]
    answer = independent(on(*chain))
    assert answer.statements == ("s0",)
    assert answer.exact


@given(evidences())
def test_what_comes_from_somebody_unknown_is_independent_of_nobody_unless_a_person_says_so(
    evidence: Evidence,
) -> None:
    ties = Ties(replace(evidence, vouched=frozenset()))
    for one in evidence.statements:
        if ties.unknown(one.id):
            assert all(ties.between(one.id, other.id) for other in evidence.statements)


def test_above_the_limit_the_count_is_at_most_too_low() -> None:
    many = [f"{i:03}" for i in range(EXACT_UP_TO + 20)]
    chosen, exact = largest(many, lambda one, other: abs(int(one) - int(other)) == 1)
    assert not exact
    assert len(chosen) <= (EXACT_UP_TO + 20) // 2 + 1
    assert all(abs(int(one) - int(other)) > 1 for one, other in combinations(chosen, 2))


def test_contradictions_stand_side_by_side() -> None:
    one = saw(
        "a", number=quantity("20여 명", "ko"), date=date("2023-07-13"), place=event_place("harbour", PLACES)
    )
    other = saw(
        "b", number=quantity("20명", "ko"), date=date("2023-07-1X"), place=event_place("hill", PLACES)
    )
    third = saw(
        "c", number=quantity("수십 명", "ko"), date=date("2023-08"), place=event_place("north", PLACES)
    )
    found = {(c.matter, c.one, c.other) for c in contradictions(on(one, other, third, saw("d")), PLACES)}
    assert found == {
        (Matter.NUMBER, "a", "b"),
        (Matter.PLACE, "a", "b"),
        (Matter.DATE, "a", "c"),
        (Matter.DATE, "b", "c"),
    }


def test_what_comes_back_through_an_article_is_a_circle() -> None:
    evidence = on(heard("a", "b"), heard("b", "article", told=date("2023-07-21")), articles=(ARTICLE,))
    assert circles(evidence) == (("a", "b", "article"),)
    assert circles(on(saw("a"), heard("b", "article"), articles=(ARTICLE,))) == ()


def test_an_article_is_not_the_origin_of_what_was_told_before_it() -> None:
    early = on(heard("a", "b"), heard("b", "article", told=date("2023-07-19")), articles=(ARTICLE,))
    assert impossible_links(early) == (ImpossibleLink(later="b", earlier="article"),)
    assert circles(early) == ()
    assert Ties(early).between("a", "b") == Tie.CHAIN


@pytest.mark.parametrize("told", ["2023-07-20", "2023-07-21", "2023-07", "2023-07-1X/..", "XXXX"])
def test_what_may_have_been_told_after_it_may_come_from_it(told: str) -> None:
    assert impossible_links(on(heard("b", "article", told=date(told)), articles=(ARTICLE,))) == ()


def test_an_article_does_not_rest_on_what_was_told_after_it() -> None:
    late = on(saw("a", told=date("2023-07-21")), articles=(ARTICLE,))
    assert impossible_links(late) == (ImpossibleLink(later="article", earlier="a"),)


@given(evidences())
def test_every_circle_is_closed_and_told_once(evidence: Evidence) -> None:
    found = circles(evidence)
    ties = Ties(evidence)
    assert len({frozenset(one) for one in found}) == len(found)
    for circle in found:
        inside = [node for node in circle if node.startswith("s")]
        assert all(set(circle) <= ties.behind(node) for node in inside)


@pytest.mark.parametrize(
    ("evidence", "refusal"),
    [
        (on(saw("a"), saw("b")), None),
        (on(saw("a")), Refusal.ALONE),
        (on(saw("a", "kim"), saw("b", "kim")), Refusal.SAME_SOURCE),
        (on(saw("a"), heard("b", "a")), Refusal.SHARED_ORIGIN),
        (on(heard("a", "b"), heard("b", "article"), articles=(ARTICLE,)), Refusal.CIRCULAR),
        (on(saw("a", groups="x"), saw("b", groups="x")), Refusal.SHARED_GROUP),
        (on(saw("a"), heard("b")), Refusal.ORIGIN_UNKNOWN),
        (on(heard("a"), saw("b")), Refusal.ORIGIN_UNKNOWN),
        (on(heard("a"), saw("b"), vouched="a+b"), None),
        (on(saw("a", date=date("2023-07")), saw("b", date=date("2023-08"))), Refusal.CONTRADICTED),
        (on(saw("a"), heard("b", "a"), saw("c", groups="x"), heard("d")), None),
    ],
)
def test_confirmed_needs_an_independent_statement_that_agrees(
    evidence: Evidence, refusal: Refusal | None
) -> None:
    answer = may_be_confirmed("a", evidence, PLACES)
    assert answer.refusal == refusal
    assert answer.allowed == bool(answer.by) == (refusal is None)


@given(evidences())
def test_nothing_is_confirmed_that_stands_on_one_foot(evidence: Evidence) -> None:
    if independent(evidence).count < 2:
        for one in evidence.statements:
            assert not may_be_confirmed(one.id, evidence, {}).allowed


def test_every_refusal_says_what_to_do_and_names_nobody() -> None:
    says = [refusal.says for refusal in Refusal]
    assert len(set(says)) == len(Refusal)
    assert all(sentence.endswith(".") and (";" in sentence) for sentence in says)


def test_the_reasoning_does_not_load_django() -> None:
    code = (
        "import sys, jebo.desk.events.corroboration, jebo.desk.events.grade;sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
