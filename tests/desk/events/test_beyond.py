"""Statements behind those of an event bear on what counts, and are not counted themselves."""

from __future__ import annotations

from jebo.desk.events.chains import Evidence, Statement
from jebo.desk.events.corroboration import Tie, Ties, independent, may_be_confirmed


def heard(id: str, source: str, *origins: str) -> Statement:
    return Statement(id=id, source=source, heard_from=frozenset(origins))


SEEN = Statement(id="x", source="witness", own=True)
MINE = heard("a", "jar", "x")
OTHER = Statement(id="b", source="oar", own=True)


def test_what_lies_behind_gives_feet_to_stand_on_and_is_no_voice() -> None:
    found = independent(Evidence(statements=(MINE, OTHER), beyond=(SEEN,)))
    assert set(found.statements) == {"a", "b"}


def test_without_it_nobody_knows_where_the_word_is_from() -> None:
    evidence = Evidence(statements=(MINE, OTHER))
    assert Ties(evidence).between("a", "b") is Tie.ORIGIN_UNKNOWN
    assert independent(evidence).count == 1


def test_two_who_have_it_from_what_lies_behind_count_once() -> None:
    evidence = Evidence(statements=(MINE, heard("c", "lamp", "x")), beyond=(SEEN,))
    assert independent(evidence).count == 1
    assert Ties(evidence).between("a", "c") is Tie.SHARED_ORIGIN


def test_a_group_of_somebody_behind_ties_those_who_have_it_from_them() -> None:
    tied = Statement(id="x", source="witness", own=True, groups=frozenset({"kin"}))
    kin = Statement(id="b", source="oar", own=True, groups=frozenset({"kin"}))
    assert Ties(Evidence(statements=(MINE, kin), beyond=(tied,))).between("a", "b") is Tie.SHARED_GROUP


def test_what_lies_behind_confirms_nothing_by_itself() -> None:
    assert not may_be_confirmed("a", Evidence(statements=(MINE,), beyond=(SEEN,)), {}).allowed
