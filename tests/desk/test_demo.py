"""The demo desk is a newsroom that a newcomer can look around in, and nobody in it is real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation
from tests.desk.publication.conftest import published

from jebo.cli.demo_desk import TEXTS
from jebo.cli.demo_walk import told as in_lines
from jebo.desk import demo, unlocked
from jebo.desk.demo import tips, walk
from jebo.desk.demo.walk import Row
from jebo.desk.events.models import Event
from jebo.desk.exposure.history import ever
from jebo.desk.key import Key
from jebo.desk.keyring import Keyring
from jebo.desk.people.models import Member
from jebo.desk.publication import candidate
from jebo.desk.publication.check import check
from jebo.desk.publication.models import AcceptedRisk, Release
from jebo.desk.publication.release import NotReady, release, verified
from jebo.desk.readers.models import Letter
from jebo.desk.sources.models import Source
from jebo.desk.stories.models import Story
from jebo.desk.tips.models import Thread, Tip
from jebo.desk.wall import seen_by, whole_desk
from jebo.told.messages import spoken

DAY = date(2026, 3, 2)
AFTER = date(2026, 3, 20)
pytestmark = pytest.mark.django_db
both = pytest.mark.parametrize("row", walk.stories(), ids=lambda row: row["slug"])


@pytest.fixture(autouse=True)
def fewer_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidate, "DRAWS", 64)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[None]:
    """A data folder of this test alone."""
    before = unlocked.desk()
    made = Keyring(tmp_path / "exposure.age", Key(b"x" * 32))
    (tmp_path / "envelopes").mkdir()
    unlocked.unlock(replace(before, exposure=made, envelopes=tmp_path / "envelopes"))
    yield
    unlocked.unlock(before)


def test_the_demo_desk_shows_what_stands_on_two_feet_and_what_does_not() -> None:
    passwords = demo.fill(DAY)
    assert set(passwords) == {demo.CONTACT_EDITOR, demo.COLLEAGUE, demo.SAFETY_EDITOR, demo.EDITOR}
    statuses = {event.english: (event.status, event.resting_on) for event in Event.objects.all()}
    assert statuses["An inspection for goods from the South"][1] == 3
    assert statuses["Wholesalers arrested"] == ("reported", 1)


def test_each_contact_editor_of_the_demo_sees_her_own_sources_alone() -> None:
    demo.fill(DAY)
    with whole_desk():
        assert Source.objects.count() == 5
    with seen_by(Member.objects.get(name=demo.COLLEAGUE).pk):
        assert Source.objects.count() == 2


FOLLOWS = "goods-burned"
"""A short story that follows another."""


@both
def test_what_goes_out_keeps_its_facts_in_both_languages(row: Row) -> None:
    texts = [(TEXTS / f"{row['then']}.{code}.md").read_text(encoding="utf-8") for code in ("ko", "en")]
    assert len(row["keeps"]) >= (5 if row["slug"] == FOLLOWS else 8)
    for korean, english in row["keeps"]:
        assert korean in texts[0]
        assert english in texts[1]


@both
def test_each_story_is_stopped_then_reworded_then_released_under_a_receipt(row: Row) -> None:
    demo.fill(DAY)
    with spoken("en"):
        went = walk.walk(row, TEXTS, DAY)
        lines = "\n".join(in_lines(went))
    assert len(went.stopped) > (8 if row["slug"] == FOLLOWS else 20)
    if row["slug"] == "goods-from-the-south":
        assert {"on Thursday", "20 inspectors", "he"} <= {one.phrase for one in went.stopped}
        assert went.accepted
    assert {one.language for one in went.stopped} >= {"ko", "en"}
    rows = list(Release.objects.filter(edition__story=went.story))
    assert len(rows) == 2
    assert all(map(verified, rows))
    assert {one.edition for one in published(AFTER)} == {one.edition_id for one in rows}
    assert AcceptedRisk.objects.count() == len(went.accepted)
    assert all(digest in lines for digest in went.receipts.values())
    with whole_desk():
        told = [source for source in Source.objects.all() if ever(source.pk)]
    assert len(told) == went.sources == 2


def test_as_it_was_written_first_nobody_can_release_it() -> None:
    demo.fill(DAY)
    staff = {one.name: one for one in Member.objects.all()}
    hands = walk.Hands(told=walk.stories()[0], texts=TEXTS, day=DAY, staff=staff)
    story = hands.write("first")
    with pytest.raises(NotReady):
        release(story, DAY, staff[demo.EDITOR])
    assert not Release.objects.exists()


def test_a_third_story_is_left_to_look_at_and_is_stopped() -> None:
    demo.fill(DAY)
    story = walk.leave_one(DAY)
    with translation.override("en"):
        assert check(story, DAY).open
    assert Story.objects.count() == 1


def test_the_demo_tells_it_in_korean_too() -> None:
    reason = walk.Reason(language="ko", phrase="13일", says="고쳐 써야 합니다.")
    went = walk.Walked(
        story="a", headlines={"ko": "제목", "en": "A headline"}, statements=4, sources=2, stopped=(reason,), accepted=(),
        day=DAY, receipts={"ko": "sha256:0"}, left=("약 1,000명",),
    )  # fmt: skip
    with spoken("ko"):
        lines = "\n".join(in_lines(went))
    assert "13일" in lines
    assert "두 언어로 고쳐 썼다. 남은 것이 없다." in lines


def test_in_the_demo_somebody_has_just_written_through_the_door(tmp_path: Path) -> None:
    demo.fill(DAY)
    tips.leave(DAY)
    thread = Thread.objects.get()
    assert sorted(one.kind for one in thread.tips.all()) == ["file", "message"]
    assert Tip.objects.exclude(why="").get().why == Tip.Why.NOT_FOR_US
    assert Letter.objects.filter(words=tips.COMMENT).exists()
    assert list((tmp_path / "arriving").iterdir()) == []
