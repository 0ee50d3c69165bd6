"""A contact is a day, and is forgotten after a month."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.desk.conftest import DAY, MakeSource
from tests.desk.search.test_index import tokens_in_the_index

from jebo.desk.people.models import Entry, Member
from jebo.desk.search.models import Passage
from jebo.desk.sources.models import Source
from jebo.desk.testimony import contacts
from jebo.desk.testimony.models import Contact, Testimony
from jebo.desk.wall import BehindTheWall, seen_by, whole_desk

pytestmark = pytest.mark.django_db


def test_noting_a_contact_moves_on_the_day_when_the_source_was_last_heard_of(
    by_mina: Member, jar: Source
) -> None:
    contacts.note(jar, DAY)
    contacts.note(jar, DAY - timedelta(days=3), kept_because="a lawyer asked")
    jar.refresh_from_db()
    assert jar.last_heard == DAY


def test_a_contact_is_still_there_on_the_thirtieth_day_and_gone_on_the_next(
    by_mina: Member, jar: Source
) -> None:
    contacts.note(jar, DAY)
    contacts.forget(DAY + timedelta(days=30))
    assert Contact.objects.count() == 1
    assert contacts.forget(DAY + timedelta(days=31)) == 1
    assert Contact.objects.count() == 0


def test_a_contact_that_is_kept_for_a_reason_stays_and_so_does_what_was_said(
    by_mina: Member, jar: Source
) -> None:
    contacts.note(jar, DAY, kept_because="a lawyer asked")
    Testimony(source=jar, day=DAY, words="쌀").save()
    contacts.forget(DAY + timedelta(days=4000))
    assert (Contact.objects.count(), Testimony.objects.count()) == (1, 1)


def test_the_contacts_of_all_of_the_desk_are_forgotten_whoever_opens_the_first_page(
    mina: Member, joon: Member, source_of: MakeSource, jar: Source
) -> None:
    theirs = source_of(joon, "마른 사다리")
    with whole_desk():
        for source in (jar, theirs):
            Contact.objects.create(source=source, day=DAY)
    with seen_by(joon.pk):
        contacts.forget_daily(DAY + timedelta(days=31))
    with whole_desk():
        assert Contact.objects.count() == 0


def test_forgetting_costs_nothing_but_once_a_day(
    by_mina: Member, jar: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[date] = []
    monkeypatch.setattr(contacts, "forget", days.append)
    monkeypatch.setattr(contacts, "_forgotten", set())
    for day in (DAY, DAY, DAY + timedelta(days=1), DAY + timedelta(days=1)):
        contacts.forget_daily(day)
    assert days == [DAY, DAY + timedelta(days=1)]


@pytest.mark.parametrize("count", [1, 40])
def test_forgetting_many_contacts_asks_as_often_as_forgetting_one(
    by_mina: Member, jar: Source, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        contacts.note(jar, DAY, note="장마당")
    with django_assert_num_queries(4):  # a transaction, the lines of the index, the contacts
        assert contacts.forget(DAY + timedelta(days=31)) == count


def test_what_was_noted_of_a_forgotten_contact_is_no_longer_in_the_index(
    by_mina: Member, jar: Source
) -> None:
    for day in (DAY, DAY + timedelta(days=9)):
        contacts.note(jar, day, note="qxzvwky")
    contacts.note(jar, DAY, note="qxzvwky", kept_because="a lawyer asked")
    contacts.forget(DAY + timedelta(days=31))
    with whole_desk():
        held = set(Passage.objects.filter(sort="contact").values_list("about", flat=True))
        assert held == set(Contact.objects.values_list("pk", flat=True))
    assert tokens_in_the_index("qxzvwky") == 2


def test_without_the_index_being_told_the_words_would_stay_in_it(
    by_mina: Member, jar: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contacts, "copies", [])
    contacts.note(jar, DAY, note="qxzvwky")
    contacts.forget(DAY + timedelta(days=31))
    assert tokens_in_the_index("qxzvwky") == 1


def test_a_contact_that_is_to_be_forgotten_is_shown_no_more(by_mina: Member, jar: Source) -> None:
    contacts.note(jar, DAY)
    contacts.note(jar, DAY, kept_because="a lawyer asked")
    later = DAY + timedelta(days=31)
    assert [one.kept_because for one in contacts.still_known(jar, later)] == ["a lawyer asked"]
    assert contacts.still_known(jar, DAY + timedelta(days=30)).count() == 2


def test_no_line_of_the_trail_speaks_of_a_contact_for_the_trail_forgets_nothing(
    at_mina_s: Client, jar: Source, mina: Member
) -> None:
    at_mina_s.post(f"/testimony/note/{jar.pk}", {"words": "", "day": today(), "note": "a bad line"})
    with seen_by(mina.pk):
        contact = Contact.objects.get()
    assert not Entry.objects.exists()
    at_mina_s.post(f"/testimony/contact/{contact.pk}", {"day": today(), "kept_because": "a lawyer asked"})
    at_mina_s.post(f"/testimony/contact/{contact.pk}", {"forget": "1"})
    assert not Entry.objects.exists()
    with seen_by(mina.pk):
        assert not Contact.objects.exists()


def test_a_contact_that_would_be_forgotten_at_once_is_not_written_without_a_reason(
    at_mina_s: Client, jar: Source, mina: Member
) -> None:
    long_ago = (date.fromisoformat(today()) - timedelta(days=40)).isoformat()
    answer = at_mina_s.post(f"/testimony/note/{jar.pk}", {"words": "쌀값이 올랐다", "day": long_ago})
    assert "쌀값이 올랐다" in answer.content.decode()
    with seen_by(mina.pk):
        assert not Contact.objects.exists()
    at_mina_s.post(
        f"/testimony/note/{jar.pk}", {"words": "", "day": long_ago, "kept_because": "a lawyer asked"}
    )
    with seen_by(mina.pk):
        assert Contact.objects.exists()


def test_nobody_writes_a_contact_to_somebody_else_s_source(joon: Member, jar: Source) -> None:
    with seen_by(joon.pk), pytest.raises(BehindTheWall):
        contacts.note(jar, DAY)


def today() -> str:
    from jebo.desk.clock import today

    return today().isoformat()
