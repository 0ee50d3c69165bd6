"""A session ends by itself, and nothing of it is kept on a disk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from tests.desk.conftest import DeskOf, MakeMember

from jebo.desk.ids import new_id
from jebo.desk.people import sessions
from jebo.desk.people.models import Member
from jebo.desk.people.sessions import SessionStore

pytestmark = pytest.mark.django_db


def open_for(member: str) -> SessionStore:
    store = SessionStore()
    store[SESSION_KEY] = member
    store.save()
    return store


def later(store: SessionStore, **by: float) -> None:
    """Let time pass for a session."""
    one = sessions._open[str(store.session_key)]
    one.used -= timedelta(**by)
    one.since -= timedelta(**by)


@pytest.fixture(autouse=True)
def nobody_is_in() -> None:
    sessions._open.clear()


@pytest.mark.parametrize(("minutes", "there"), [(29, True), (31, False), (-2, False)])
def test_it_ends_after_half_an_hour_or_when_the_clock_is_turned_back(minutes: int, there: bool) -> None:
    store = open_for("mina")
    later(store, minutes=minutes)
    assert (SESSION_KEY in SessionStore(store.session_key)) is there


def test_it_ends_after_a_day_of_work_however_busy_it_is() -> None:
    store = open_for("mina")
    for _ in range(35):
        later(store, minutes=20)
        SessionStore(store.session_key).save()
    assert SESSION_KEY in SessionStore(store.session_key)
    later(store, minutes=21)
    assert SESSION_KEY not in SessionStore(store.session_key)


def test_one_that_was_ended_meanwhile_is_not_brought_back() -> None:
    store = open_for("mina")
    sessions.end("mina")
    with pytest.raises(UpdateError):
        store.save()


def test_a_member_ends_one_or_all_but_one_and_nobody_elses() -> None:
    here, second, third = (open_for("mina") for _ in range(3))
    other = open_for("joon")
    names = {one.name for one in sessions.of("mina", here.session_key) if not one.here}
    assert len(names) == 2
    assert sessions.end("joon", names.pop()) == 0
    assert sessions.end("mina", next(iter(names)), but=here.session_key) == 1
    assert sessions.end("mina", but=here.session_key) == 1
    assert [s.exists(str(s.session_key)) for s in (here, second, third, other)] == [True, False, False, True]


def test_strangers_who_come_and_never_finish_make_room_for_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sessions, "_STRANGERS", 3)
    mina = open_for("mina")
    strangers = [SessionStore() for _ in range(5)]
    for one in strangers:
        one["half"] = "way"
        one.save()
    assert [s.exists(str(s.session_key)) for s in strangers] == [False, False, True, True, True]
    assert mina.exists(str(mina.session_key))


def test_the_name_of_a_session_does_not_open_it() -> None:
    store = open_for("mina")
    (listed,) = sessions.of("mina", None)
    assert SESSION_KEY not in SessionStore(listed.name)
    assert str(store.session_key) not in repr(listed)


def test_no_table_holds_a_session(mina: Member, desk_of: DeskOf) -> None:
    desk_of(mina).get("/")
    assert sessions.of(mina.pk, None)
    assert not any("session" in table for table in connection.introspection.table_names())
    assert not apps.is_installed("django.contrib.sessions")


def test_a_new_stamp_ends_the_sessions_of_another_process(mina: Member, desk_of: DeskOf) -> None:
    browser = desk_of(mina)
    assert browser.get("/").status_code == 200
    Member.objects.filter(pk=mina.pk).update(stamp=new_id())
    assert browser.get("/").status_code == 302


def test_nobody_stays_in_who_no_longer_works_here(mina: Member, desk_of: DeskOf) -> None:
    browser = desk_of(mina)
    Member.objects.filter(pk=mina.pk).update(is_active=False)
    assert browser.get("/").headers["Location"].startswith("/way-in/")


def test_the_cookie_goes_with_the_browser_and_to_no_script(mina: Member, desk_of: DeskOf) -> None:
    cookie = desk_of(mina).get("/").cookies["desk"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")


def test_a_part_of_a_page_does_not_become_the_way_in() -> None:
    answer = Client().get("/sources/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/way-in/")


def test_ones_own_page_lists_the_sessions_and_ends_the_others(mina: Member, desk_of: DeskOf) -> None:
    browser, other = desk_of(mina), Client()
    other.force_login(mina, backend="jebo.desk.people.way_in.ByPassword")
    assert browser.get("/people/me").content.decode().count("opened on ") == 2
    browser.post("/people/me/sessions/end")
    assert other.get("/").status_code == 302
    assert browser.get("/people/me").content.decode().count("opened on ") == 1


def test_a_colleague_ends_none_of_mine(mina: Member, member: MakeMember, desk_of: DeskOf) -> None:
    browser = desk_of(mina)
    browser.get("/")
    (mine,) = sessions.of(mina.pk, None)
    desk_of(member("Joon", "reporter")).post("/people/me/sessions/end", {"name": mine.name})
    assert browser.get("/").status_code == 200
