"""What a text gives away, as facts without words."""

from __future__ import annotations

from functools import cache

import pytest

from jebo.desk.exposure import course
from jebo.desk.exposure.facts import Given, Keyed, of, same_as, scenes_of, signs_of
from jebo.desk.exposure.linked import SAME
from jebo.disclosure.anonymity import Figures
from jebo.disclosure.judge import figures
from jebo.disclosure.modelling import SourceScene
from jebo.disclosure.settings import Settings
from jebo.packs import load
from jebo.packs.language import language

PACK = load("kp")
ENGLISH = (
    "A source in North Hamgyong Province said on Thursday that 20 inspectors searched homes in Hoeryong on 3 March and took "
    'South Korean goods away. "They took everything," she added. Four wholesalers were arrested.'
)
KOREAN = (
    "함경북도 소식통은 지난 목요일 3월 3일 회령시에서 검열원 20명이 가택 수색을 벌여 한국산 물건을 압수했다고 전했다. "
    "도매상 네 명이 체포됐다."
)
KEY = b"k" * 32


@cache
def scene(text: str, code: str = "en") -> SourceScene:
    return scenes_of(text, language(code, "kp"), PACK)[0]


def keyed(story: str, **events: str) -> Keyed:
    return Keyed(key=KEY, story=story, events=events)


def ids(given: Given) -> set[str]:
    return {fact.id for fact in given.facts}


def test_nothing_of_the_text_is_in_a_fact() -> None:
    found = repr(of(keyed("s1"), scene(ENGLISH)))
    assert "KP0203" in found  # the control: ids of the pack are
    assert not [
        word
        for word in ("inspectors", "wholesalers", "Thursday", "everything", "Hoeryong", "s1'")
        if word in found
    ]


def test_an_event_that_the_desk_knows_gives_the_same_facts_in_a_later_story() -> None:
    first, later = of(keyed("s1", ARREST="e1"), scene(ENGLISH)), of(keyed("s2", ARREST="e1"), scene(ENGLISH))
    contacts = {fact.id for fact in first.facts} - ids(later)
    assert len(contacts) == 2  # the day of the contact, and what was said then, are never the same
    assert ids(first) & ids(later)


def test_another_event_gives_other_facts() -> None:
    first, later = of(keyed("s1", ARREST="e1"), scene(ENGLISH)), of(keyed("s2", ARREST="e2"), scene(ENGLISH))
    unknown = of(keyed("s2"), scene(ENGLISH))
    assert len(ids(first) & ids(later)) == 2  # where she lives, and that it is a woman
    assert len(ids(first) & ids(unknown)) == 2


def test_the_ids_of_one_source_mean_nothing_beside_those_of_another() -> None:
    assert not ids(of(keyed("s1"), scene(ENGLISH))) & ids(
        of(Keyed(key=b"o" * 32, story="s1"), scene(ENGLISH))
    )


def test_two_editions_give_away_what_both_tell_and_what_they_share_once() -> None:
    korean, english = of(keyed("s1"), scene(KOREAN, "ko")), of(keyed("s1"), scene(ENGLISH))
    both = of(keyed("s1"), scene(KOREAN, "ko"), scene(ENGLISH))
    shared = ids(korean) & ids(english)
    assert len(shared) >= 3  # where the source is, the twenty, the four: whatever the language
    assert ids(korean) <= ids(both)
    assert len(ids(both)) <= len(ids(korean) | ids(english))


def test_a_story_told_again_costs_nothing_twice() -> None:
    """But for the contact: a new one leaves a trace of its own."""
    told = "A source in North Hamgyong Province said that 300 people gathered at a public trial in Hoeryong."
    _, (alone,) = figures(told, language("en", "kp"), PACK)
    (chain,) = {part.bundle for part in scene(told).parts.values() if part.bundle}
    events = {chain or "": "e1"}
    before = of(keyed("s1", **events), scene(told)).facts
    again = Settings(history=before, same=same_as(keyed("s2", **events)))
    assert after(told, again) == alone.figures
    nobody_says = after(told, Settings(history=before))  # the control
    assert nobody_says.possible_speakers.middle < alone.figures.possible_speakers.middle
    other = after(told, Settings(history=before, same=same_as(keyed("s2", **{chain or "": "e2"}))))
    assert other.possible_speakers.middle < alone.figures.possible_speakers.middle


def after(text: str, settings: Settings) -> Figures:
    return figures(text, language("en", "kp"), PACK, settings)[1][0].figures


def test_a_description_that_fits_few_is_a_sign_and_one_that_fits_many_is_none() -> None:
    few = scene("A border trader in Hoeryong said that prices rose in Hoeryong.")
    many = scene("A source in North Hamgyong Province said that prices rose in Hoeryong.")
    assert len(signs_of(keyed("s1"), few)) == len(signs_of(keyed("s1"), many)) + 1


def test_stories_on_one_event_share_a_sign_and_a_text_says_when_it_is_the_same_source() -> None:
    first, other = keyed("s1", ARREST="e1 e2"), keyed("s2", ARREST="e2")
    assert set(signs_of(first, scene(ENGLISH))) & set(signs_of(other, scene(ENGLISH)))
    assert not set(signs_of(keyed("s1", ARREST="e1"), scene(ENGLISH))) & set(signs_of(other, scene(ENGLISH)))
    assert SAME in signs_of(first, scene(ENGLISH), text="The same source said more.")


@pytest.mark.parametrize("text", ["", "Nothing is said here by anybody."])
def test_a_text_without_a_source_has_no_scene(text: str) -> None:
    assert scenes_of(text, language("en", "kp"), PACK) == ()


def test_the_facts_can_be_measured_by_themselves() -> None:
    given = of(keyed("s1"), scene(ENGLISH))
    assert course.figures(PACK, given.facts).possible_speakers.low >= 0
