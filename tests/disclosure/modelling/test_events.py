"""Events: what a text tells, and which of it a phrase is about."""

from __future__ import annotations

import pytest
from tests.disclosure.marked import told

from jebo.disclosure.country import EventType, Range
from jebo.disclosure.modelling.events import affair, chains
from jebo.disclosure.words import split
from jebo.packs import load


def codes(text: str, code: str = "en", pack: str = "kp") -> list[str]:
    return [t.code for t in affair(split(text), load(pack), code).told]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("Homes were searched and four people arrested.", "en", ["ARREST"]),
        ("Police searched the home of a trader.", "en", ["SEARCH"]),
        ("A public struggle session was held.", "en", ["STRUGGLE"]),
        ("They rearrested nobody.", "en", []),
        ("가택수색 뒤에 체포됐다.", "ko", ["SEARCH", "ARREST"]),
        ("공개사상투쟁회의가 열렸다.", "ko", ["STRUGGLE"]),
    ],
)
def test_triggers_count_from_the_beginning_of_a_word_and_the_longer_one_wins(
    text: str, code: str, said: list[str]
) -> None:
    assert codes(text, code) == said


def event(code: str, then: str | None = None) -> EventType:
    return EventType(
        code=code,
        names={},
        knowers=Range(low=1, high=2),
        core=(),
        side="any",
        level="city",
        triggers={},
        then=then,
    )


def test_events_that_follow_one_another_are_one_chain() -> None:
    made = chains(
        {e.code: e for e in (event("A", "B"), event("B", "C"), event("C"), event("X", "Y"), event("Y"))}
    )
    assert made["A"] == made["B"] == made["C"] != made["X"] == made["Y"]


def test_a_chain_that_comes_back_to_its_beginning_ends() -> None:
    assert len(set(chains({e.code: e for e in (event("A", "B"), event("B", "A"))}).values())) == 1


def test_a_detail_takes_the_event_of_its_sentence_before_that_of_the_one_before() -> None:
    _, parts, _ = told("Homes were raided. Then {exact|four men} were arrested. {exact|Two sacks} were left.")
    assert [p.who.id for p in parts if p.who] == ["ARREST", "ARREST"]


def test_an_event_of_another_paragraph_tells_nothing_of_a_detail() -> None:
    _, parts, _ = told("Four men were arrested.\n\n{exact|Two sacks} were left.")
    assert [p.who.id for p in parts if p.who] == ["access.exact"]


def test_facts_of_one_chain_are_known_together_and_those_without_an_event_join_the_story_s_main_chain() -> (
    None
):
    _, parts, _ = told("{exact|Four men} were arrested.\n\n{exact|Two sacks} were left in {where|Musan}.")
    assert len({p.bundle for p in parts}) == 1
