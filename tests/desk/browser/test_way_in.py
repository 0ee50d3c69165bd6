"""The way in, by hand of a browser: first with a one-time password, then with a passkey or with codes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from tests.desk.browser.conftest import Desk, OpenWindow

from jebo.desk.clock import today
from jebo.desk.people import members, sessions, trail
from jebo.desk.people.models import Entry, Member

pytestmark = pytest.mark.django_db(transaction=True)
PASSPHRASE = "호두 서랍 안개 계단 연필 소금 바퀴"
PASSWORD = "나무 의자 두 개와 주전자"
AGAIN = "The same passphrase again"


@pytest.fixture
def invited(member: Any) -> tuple[Member, str]:
    """A member who has a one-time password, and the password."""
    return members.add(today(), trail.AT_THE_MACHINE, "Mina", ["contact editor", "editor"])


def by_password(desk: Desk, name: str, password: str) -> None:
    desk.go("/way-in/")
    desk.write("House name", name)
    desk.write("Password", password)
    desk.press("Go on")


def with_a_passkey(desk: Desk, invited: tuple[Member, str]) -> None:
    by_password(desk, "Mina", invited[1])
    make_a_passkey(desk)


def make_a_passkey(desk: Desk) -> None:
    desk.authenticator()
    desk.write("A passphrase of your own", PASSPHRASE)
    desk.write(AGAIN, PASSPHRASE)
    desk.press("Make a passkey and come in")
    desk.page.wait_for_url(desk.url + "/")


def with_codes(desk: Desk, invited: tuple[Member, str]) -> str:
    """The secret that the app holds now."""
    by_password(desk, "Mina", invited[1])
    desk.write("A passphrase of your own", PASSPHRASE)
    desk.write(AGAIN, PASSPHRASE)
    desk.page.locator("summary").filter(has_text="Without a passkey").click()
    secret = str(desk.page.locator("details code").inner_text()).replace(" ", "")
    desk.write("The code that the app shows now", code_of(secret))
    desk.write("A password to go with the codes", PASSWORD)
    desk.press("Come in with codes")
    desk.page.wait_for_url(desk.url + "/")
    return secret


def idle(member: Member, minutes: int) -> None:
    """Let time pass by for a member's sessions."""
    for one in sessions._open.values():
        if one.member == member.pk:
            one.used -= timedelta(minutes=minutes)


def code_of(secret: str) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))))


def test_a_one_time_password_opens_one_page_and_there_one_makes_a_passkey(
    desk: Desk, invited: tuple[Member, str]
) -> None:
    by_password(desk, "Mina", invited[1])
    assert desk.title == "Your own way in"
    desk.go("/sources/")
    assert desk.title == "Your own way in"
    make_a_passkey(desk)
    assert desk.title == "Today"
    desk.press("Leave")
    desk.press("Come in with a passkey")
    desk.page.wait_for_url(desk.url + "/")
    assert desk.title == "Today"
    assert desk.heard.said == []


def test_the_one_time_password_opens_nothing_any_more(
    desk: Desk, window: OpenWindow, invited: tuple[Member, str]
) -> None:
    with_a_passkey(desk, invited)
    other = window()
    by_password(other, "Mina", invited[1])
    assert other.title == "Come in"
    assert "do not open the desk" in other.text


def test_codes_of_an_app_and_a_password_are_the_other_way(desk: Desk, invited: tuple[Member, str]) -> None:
    with_codes(desk, invited)
    desk.press("Leave")
    by_password(desk, "Mina", PASSWORD)
    assert desk.title == "And a second proof"


def test_a_password_alone_stops_at_the_second_proof(desk: Desk, invited: tuple[Member, str]) -> None:
    secret = with_codes(desk, invited)
    desk.press("Leave")
    by_password(desk, "Mina", PASSWORD)
    desk.go("/sources/")
    assert desk.title == "And a second proof"
    desk.write("Code", code_of(secret))
    desk.press("Come in")
    assert desk.title == "Today"


def test_after_five_wrong_passwords_the_right_one_waits(desk: Desk, invited: tuple[Member, str]) -> None:
    with_codes(desk, invited)
    desk.press("Leave")
    for _ in range(5):
        by_password(desk, "Mina", "not the one at all")
    assert desk.title == "Wait"
    by_password(desk, "mina", PASSWORD)
    assert desk.title == "Wait"


def test_a_passkey_goes_on_working_while_the_password_waits(desk: Desk, invited: tuple[Member, str]) -> None:
    with_a_passkey(desk, invited)
    desk.press("Leave")
    for _ in range(5):
        by_password(desk, "Mina", "not the one at all")
    assert desk.title == "Wait"
    desk.go("/way-in/")
    desk.press("Come in with a passkey")
    desk.page.wait_for_url(desk.url + "/")
    assert desk.title == "Today"


def test_after_five_wrong_codes_the_right_one_waits(desk: Desk, invited: tuple[Member, str]) -> None:
    secret = with_codes(desk, invited)
    desk.press("Leave")
    by_password(desk, "Mina", PASSWORD)
    for _ in range(5):
        desk.write("Code", "000000" if code_of(secret) != "000000" else "111111")
        desk.press("Come in")
    desk.write("Code", code_of(secret))
    desk.press("Come in")
    assert desk.title == "And a second proof"


def test_a_session_ends_after_half_an_hour_without_a_page(desk: Desk, invited: tuple[Member, str]) -> None:
    with_a_passkey(desk, invited)
    idle(invited[0], minutes=29)
    desk.go("/")
    assert desk.title == "Today"
    idle(invited[0], minutes=31)
    desk.go("/")
    assert desk.title == "Come in"


def test_who_types_counts_as_there(desk: Desk, invited: tuple[Member, str]) -> None:
    with_a_passkey(desk, invited)
    idle(invited[0], minutes=20)
    assert desk.page.evaluate("fetch('/people/still-here').then(a => a.status)") == 204
    idle(invited[0], minutes=20)
    desk.go("/")
    assert desk.title == "Today"


def test_a_second_passkey_is_added_after_one_has_shown_once_more_who_one_is(
    desk: Desk, invited: tuple[Member, str]
) -> None:
    with_a_passkey(desk, invited)
    desk.press("Leave")
    desk.press("Come in with a passkey")
    desk.page.wait_for_url(desk.url + "/")
    desk.go("/people/me/passkey")
    assert desk.title == "Is it you?"
    desk.press("Use a passkey")
    desk.page.wait_for_url("**/people/me/passkey")
    desk.change_authenticator()
    desk.write("What you call it (optional)", "작은 노트북")
    desk.press("Make a passkey")
    desk.page.wait_for_url("**/people/me")
    assert "작은 노트북" in desk.text
    assert "opens localhost" in desk.text
    desk.press("Remove 작은 노트북")
    assert "작은 노트북" not in desk.text
    desk.press("Remove passkey 1")
    assert "this is your last way in" in desk.text


def test_a_colleague_who_lost_the_passkey_comes_in_with_the_passphrase_and_an_administrator_does_not(
    desk: Desk, window: OpenWindow, invited: tuple[Member, str]
) -> None:
    with_a_passkey(desk, invited)
    chief = Member.objects.create_user("Chief", roles=["administrator"])
    password = members.new_way_in(today(), chief.pk, invited[0])
    desk.go("/")
    assert desk.title == "Come in"
    thief, owner = window(), window()
    by_password(thief, "Mina", password)
    thief.authenticator()
    thief.write("The passphrase of your key", "something that I made up for it")
    thief.press("Make a passkey and come in")
    thief.page.wait_for_selector(".errorlist")
    thief.go("/sources/")
    assert thief.title == "Your own way in"
    by_password(owner, "Mina", password)
    owner.authenticator()
    owner.write("The passphrase of your key", PASSPHRASE)
    owner.press("Make a passkey and come in")
    owner.page.wait_for_url(owner.url + "/")
    thief.go("/sources/")
    assert thief.title == "Come in"
    assert [e.action for e in Entry.objects.filter(about=invited[0].pk)] == [
        "member.add", "key.make", "way_in.make", "member.new_way_in", "way_in.make",
    ]  # fmt: skip


def test_the_passkey_of_somebody_who_left_opens_nothing(desk: Desk, invited: tuple[Member, str]) -> None:
    with_a_passkey(desk, invited)
    desk.press("Leave")
    Member.objects.filter(pk=invited[0].pk).update(is_active=False)
    desk.press("Come in with a passkey")
    desk.page.wait_for_url("**/closed")
    desk.go("/sources/")
    assert desk.title == "Come in"


def test_a_passkey_needs_a_name_so_the_address_becomes_one(desk: Desk, live_server: Any) -> None:
    desk.page.goto(live_server.url.replace("localhost", "127.0.0.1") + "/way-in/")
    assert desk.page.url == live_server.url + "/way-in/"
