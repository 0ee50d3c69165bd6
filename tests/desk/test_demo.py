"""The demo desk is a newsroom that a newcomer can look around in, and nobody in it is real."""

from __future__ import annotations

from datetime import date

import pytest

from jebo.desk import demo
from jebo.desk.events.models import Event
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.wall import seen_by, whole_desk

DAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


def test_the_demo_desk_shows_what_stands_on_two_feet_and_what_does_not() -> None:
    passwords = demo.fill(DAY)
    assert set(passwords) == {demo.CONTACT_EDITOR, demo.COLLEAGUE, demo.SAFETY_EDITOR}
    statuses = {event.english: (event.status, event.resting_on) for event in Event.objects.all()}
    assert statuses["An inspection for goods from the South"][1] == 2
    assert statuses["Wholesalers arrested"] == ("reported", 1)


def test_each_contact_editor_of_the_demo_sees_her_own_sources_alone() -> None:
    demo.fill(DAY)
    with whole_desk():
        assert Source.objects.count() == 3
    with seen_by(Member.objects.get(name=demo.COLLEAGUE).pk):
        assert Source.objects.count() == 1
