"""Laws of the history: one story more never leaves more people, a fact repeated changes nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.conftest import DAY
from tests.desk.exposure.conftest import fact

from jebo.desk.exposure.course import figures
from jebo.desk.exposure.lists import choices, known_exactly, with_list
from jebo.desk.exposure.sealed import Opened, closed, opened
from jebo.desk.exposure.told import Told
from jebo.disclosure.anonymity.scene import Belongs, Known, Lives, Published, Shared, Traced
from jebo.disclosure.country import Range
from jebo.packs import load
from jebo.sealing import Identity

PACK = load("kp")
PLACES = ("KP-09", "KP0203", "KP-08")
SHARE = st.sampled_from([Range(low=0.1, high=0.1), Range(low=0.2, high=0.6)])
TELLS = st.one_of(
    st.builds(
        Known,
        core=st.lists(st.sampled_from(["KC01", "KC03", "KC06", "KC10", "KC14"]), unique=True, max_size=2).map(
            tuple
        ),
        knowers=st.sampled_from([Range(low=30, high=90), Range(low=500, high=9000)]),
        place=st.sampled_from(PLACES),
    ),
    st.builds(Traced, share=SHARE),
    st.builds(Shared, attribute=st.just("sex:female"), share=SHARE),
    st.builds(Lives, place=st.just("KP-09")),
    st.builds(Belongs, circle=st.just("KC10"), place=st.just("KP0203")),
)
STORIES = st.lists(st.lists(TELLS, min_size=1, max_size=4), min_size=1, max_size=4)


def facts(stories: list[list[object]]) -> list[Published]:
    return [
        Published(id=f"{story} {at}", tells=tells, story=f"s{story}", linked=True, bundle=f"b{story}")  # type: ignore[arg-type]
        for story, told in enumerate(stories)
        for at, tells in enumerate(told)
    ]


@settings(max_examples=40, deadline=None)
@given(STORIES, st.lists(TELLS, min_size=1, max_size=4))
def test_one_linked_story_more_never_leaves_more_people(
    stories: list[list[object]], more: list[object]
) -> None:
    before = figures(PACK, facts(stories)).possible_speakers
    after = figures(PACK, facts([*stories, more])).possible_speakers
    for end in ("low", "middle", "high"):
        assert getattr(after, end) <= getattr(before, end) * (1 + 1e-9) + 1e-6


@settings(max_examples=25, deadline=None)
@given(STORIES)
def test_a_fact_repeated_changes_nothing(stories: list[list[object]]) -> None:
    once = facts(stories)
    assert figures(PACK, [*once, *once]) == figures(PACK, once)


@settings(max_examples=25, deadline=None)
@given(STORIES)
def test_what_is_sealed_is_what_is_opened(stories: list[list[object]]) -> None:
    key = Identity.make()
    told = Told(story="s", release="r", day=DAY, facts=tuple(facts(stories)), signs=("a",), asked=True)
    history = Opened(mark=b"m" * 32, told=(told,))
    assert opened(closed(history, key), key) == history


def test_whoever_has_the_list_is_left_fewer_and_the_worst_comes_first() -> None:
    def told(story: str, *given: Published) -> Told:
        return Told(story=story, release=story, day=DAY, facts=given)

    wide = told("wide", fact("w", "wide", knowers=50_000, circle="KC01"))
    narrow = told(
        "narrow",
        fact("n", "narrow", knowers=50_000, circle="KC01"),
        fact("m", "narrow", knowers=60, circle="KC14"),
    )
    other = told("other", fact("o", "other", knowers=900, circle="KC06"))
    found = with_list(PACK, [wide, narrow, other], "KC01")
    assert [one.told.story for one in found] == ["narrow", "wide"]
    assert found[1].now.possible_speakers.middle < found[1].before.possible_speakers.middle
    assert "KC01" in choices([wide])
    assert "KC06" not in choices([wide])


def test_a_list_of_phones_narrows_a_contact_and_nothing_else() -> None:
    contact = Published(id="t", tells=Traced(share=Range(low=0.1, high=0.5)), story="s", linked=True)
    (found,) = known_exactly(contact, "phones")
    assert isinstance(found.tells, Traced)
    assert found.tells.share.high < 0.5
    lives = replace(contact, tells=Lives(place="KP-09"))
    assert known_exactly(lives, "phones") == (lives,)


@settings(max_examples=25, deadline=None)
@given(STORIES)
def test_a_list_never_leaves_more_people(stories: list[list[object]]) -> None:
    told = [Told(story=one.story, release=one.id, day=DAY, facts=(one,)) for one in facts(stories)]
    for name in choices(told):
        for one in with_list(PACK, told, name):
            assert one.now.possible_speakers.middle <= one.before.possible_speakers.middle * (1 + 1e-9) + 1e-6
