"""Fifty linked stories in one check stay quick: the history is read in a moment and adds little to the figures."""

from __future__ import annotations

import time

import pytest
from tests.desk.conftest import DAY, MakeSource
from tests.desk.exposure.conftest import fact

from jebo.desk.exposure import history
from jebo.desk.exposure.sealed import Opened, closed, opened
from jebo.desk.exposure.told import Told
from jebo.desk.people.models import Member
from jebo.disclosure.judge import figures
from jebo.disclosure.settings import Settings
from jebo.packs import load
from jebo.packs.language import language
from jebo.sealing import Identity

STORIES, FACTS = 50, 8
PLACES, CIRCLES = ("KP0203", "KP-09", "KP-08"), ("KC01", "KC03", "KC06", "KC10", "KC14")
TEXT = "A source in North Hamgyong Province said that 300 people gathered at a public trial in Hoeryong. "


def told() -> tuple[Told, ...]:
    return tuple(
        Told(
            story=f"s{n}",
            release=f"r{n}",
            day=DAY,
            facts=tuple(
                fact(f"{n} {m}", f"s{n}", circle=CIRCLES[(n + m) % 5], place=PLACES[n % 3], knowers=9_000 + m)
                for m in range(FACTS)
            ),
            signs=("one event",),
        )
        for n in range(STORIES)
    )


@pytest.mark.django_db
def test_fifty_stories_are_read_in_a_moment(mina: Member, source_of: MakeSource) -> None:
    jar = source_of(mina, "푸른 항아리")
    for one in told()[:3]:
        history.record(jar.pk, one)
    key = Identity.make()
    sealed = closed(Opened(mark=b"m" * 32, told=told()), key)
    began = time.process_time()
    assert len(opened(sealed, key).told) == STORIES
    history.published(jar.pk, signs=["one event"])
    assert time.process_time() - began < 1.0


def test_the_figures_of_a_release_with_fifty_linked_stories_stay_within_the_time_of_a_check() -> None:
    given = tuple(one for release in told() for one in release.facts)
    pack, english = load("kp"), language("en", "kp")
    figures(TEXT, english, pack)
    began = time.process_time()
    (voice,) = figures(TEXT, english, pack, Settings(history=given, draws=2_000))[1][:1]
    assert time.process_time() - began < 20.0  # on one core of a busy machine; on a quiet one far below 5
    assert voice.figures.draws == 2_000
