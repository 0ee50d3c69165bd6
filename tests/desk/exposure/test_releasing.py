"""What a release puts into the history, and what the check of the next story is told."""

from __future__ import annotations

import pytest
from tests.desk.conftest import DAY, MakeSource
from tests.desk.exposure.test_facts import ENGLISH, KOREAN

from jebo.desk.exposure import history
from jebo.desk.exposure.releasing import settings_for, told_of
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.stories.models import Story
from jebo.disclosure.judge import figures
from jebo.disclosure.settings import Settings
from jebo.packs import load
from jebo.packs.language import language

pytestmark = pytest.mark.django_db
WIDE = "A source in North Hamgyong Province said that 300 people gathered at a public trial in Hoeryong."


@pytest.fixture
def jar(mina: Member, source_of: MakeSource) -> Source:
    return source_of(mina, "푸른 항아리")


def story(label: str) -> Story:
    return Story.objects.create(label=label, begun=DAY, changed=DAY)


def middle(settings: Settings) -> float:
    return figures(WIDE, language("en", "kp"), load("kp"), settings)[1][0].figures.possible_speakers.middle


def test_both_editions_are_one_release_and_it_is_recorded_once(jar: Source) -> None:
    first = story("one")
    told = told_of(first, jar.pk, {"en": ENGLISH, "ko": KOREAN}, release="r", day=DAY)
    assert told.facts
    assert told.signs
    history.record(jar.pk, told)
    history.record(jar.pk, told_of(first, jar.pk, {"en": ENGLISH, "ko": KOREAN}, release="r", day=DAY))
    (one,) = history.ever(jar.pk)
    assert {fact.id for fact in one.facts} == {fact.id for fact in told.facts}


def test_the_next_story_on_such_an_event_is_left_fewer_people(jar: Source) -> None:
    first, later = story("one"), story("two")
    history.record(jar.pk, told_of(first, jar.pk, {"en": WIDE}, release="r", day=DAY))
    alone = middle(Settings())
    assert (
        middle(settings_for(Settings(), first, jar.pk, {"en": WIDE})) == alone
    )  # its own release does not count
    linked = settings_for(Settings(), later, jar.pk, {"en": WIDE})
    assert any(fact.linked for fact in linked.history)
    assert middle(linked) < alone


def test_a_story_that_nothing_links_is_only_warned_of(jar: Source) -> None:
    history.record(jar.pk, told_of(story("one"), jar.pk, {"en": WIDE}, release="r", day=DAY))
    other = WIDE.replace("Hoeryong", "Chongjin")
    found = settings_for(Settings(), story("two"), jar.pk, {"en": other})
    assert found.history
    assert not any(fact.linked for fact in found.history)
    (voice,) = figures(other, language("en", "kp"), load("kp"), found)[1]
    assert voice.figures.ever_published is not None
    assert voice.figures.ever_published.middle < voice.figures.possible_speakers.middle


def test_a_story_that_says_that_its_source_spoke_before_is_linked_with_all(jar: Source) -> None:
    history.record(jar.pk, told_of(story("one"), jar.pk, {"en": WIDE}, release="r", day=DAY))
    said = "The same source in North Hamgyong Province said that 300 people gathered at a trial in Chongjin."
    found = settings_for(Settings(), story("two"), jar.pk, {"en": said})
    assert all(fact.linked for fact in found.history)
