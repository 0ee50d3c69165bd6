"""A member's own key and ways in: strong, their own, and never the last one taken away."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django import forms
from django.test import Client
from tests.desk.conftest import DeskOf
from tests.desk.people.conftest import PASSPHRASE

from jebo.desk.clock import today
from jebo.desk.people import keys, members, trail
from jebo.desk.people.forms import Secret
from jebo.desk.people.models import Entry, Member
from jebo.sealing import Identity

pytestmark = pytest.mark.django_db
PASSWORD = "나무 의자 두 개와 주전자"
STILL_HERE = "What you typed is still here."


@pytest.fixture(autouse=True)
def quick_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock without its second of work."""
    monkeypatch.setattr("jebo.desk.people.keys.Identity.locked", lambda key, passphrase: passphrase.encode())
    monkeypatch.setattr("jebo.desk.people.keys.Identity.unlock", _unlock)


def _unlock(locked: bytes, passphrase: str) -> Identity:
    from jebo.sealing.refusals import WrongPassphrase

    if bytes(locked).decode() != passphrase:
        raise WrongPassphrase
    return Identity.make()


@pytest.fixture
def first() -> tuple[Member, Client]:
    """A member on the first way in."""
    member, password = members.add(today(), trail.AT_THE_MACHINE, "Bora", ["contact editor"])
    browser = Client()
    browser.post("/way-in/", {"login": "Bora", "password": password})
    return member, browser


def code_of(page: Any) -> str:
    """What an app shows that took the secret from the page."""
    (secret,) = re.findall(r"<code>([A-Z2-7 ]+)</code>", page.content.decode())
    return shown(secret.replace(" ", ""))


def shown(secret: str, steps: int = 0) -> str:
    counter = list(totp.yield_hotp_counters_from_time())[1] + steps
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def typed(browser: Client, **other: str) -> dict[str, str]:
    code = code_of(browser.get("/people/first"))
    return {"passphrase": PASSPHRASE, "again": PASSPHRASE, "code": code, "password": PASSWORD} | other


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"passphrase": "hello hello", "again": "hello hello"}, "this passphrase could be guessed"),
        ({"again": "something else"}, "this is not what you typed above"),
        ({"passphrase": ""}, "This field is required"),
        ({"code": "000000"}, "this is not the code that the app shows now"),
        ({"code": ""}, "This field is required"),
        ({"password": "short"}, "This password is too short"),
        ({"password": ""}, "This field is required"),
        ({"credential": "null"}, "the passkey did not answer"),
        ({"credential": "no JSON"}, "the passkey did not answer"),
        ({"credential": "{}"}, "the passkey did not answer"),
        (
            {"credential": '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}'},
            "the passkey did not answer",
        ),
    ],
)
def test_the_first_way_in_is_whole_or_there_is_none(
    first: tuple[Member, Client], wrong: dict[str, str], says: str
) -> None:
    member, browser = first
    answer = browser.post("/people/first", typed(browser, **wrong))
    member.refresh_from_db()
    assert says in answer.content.decode()
    assert PASSPHRASE not in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    assert (member.one_time_until is None, member.recipient) == (False, "")
    assert not Authenticator.objects.exists()
    assert browser.get("/").headers["Location"] == "/people/first"


def test_with_codes_the_first_way_in_gives_a_key_and_a_password(first: tuple[Member, Client]) -> None:
    member, browser = first
    answer = browser.post("/people/first", typed(browser))
    member.refresh_from_db()
    assert answer.headers["Location"] == "/"
    assert browser.get("/").status_code == 200
    assert member.recipient.startswith("age1")
    assert member.check_password(PASSWORD)
    assert browser.get("/people/first").headers["Location"] == "/"
    assert [e.action for e in Entry.objects.all()] == ["member.add", "key.make", "way_in.make"]


def test_days_and_no_clock_times_are_kept_of_a_way_in(first: tuple[Member, Client]) -> None:
    _, browser = first
    browser.post("/people/first", typed(browser))
    (one,) = Authenticator.objects.all()
    one.record_usage()
    one.refresh_from_db()
    assert (
        one.created_at.hour,
        one.created_at.minute,
        one.created_at.second,
        one.created_at.microsecond,
    ) == (0,) * 4
    assert one.last_used_at is None


def test_no_way_in_promises_to_keep_what_was_typed(first: tuple[Member, Client]) -> None:
    """Nothing is to be saved there, and no password or code is shown again."""
    browser = Client()
    wrong = browser.post(
        "/way-in/", {"login": first[0].name, "password": "not the right one"}
    ).content.decode()
    assert "data-errors" in wrong
    assert STILL_HERE not in wrong
    assert "not the right one" not in wrong


def test_a_form_whose_words_are_kept_says_so_and_what_is_secret_is_asked_for_again() -> None:
    class Sealing(forms.Form):
        who = forms.CharField()
        passphrase = Secret()
        again = Secret()

    kept = str(Sealing({"who": "", "passphrase": "", "again": ""}))
    assert STILL_HERE in kept
    assert kept.count("Only what is secret has to be typed again.") == 1
    assert "typed again" not in str(type("Plain", (forms.Form,), {"who": forms.CharField()})({}))


def test_a_code_opens_once(first: tuple[Member, Client]) -> None:
    _, browser = first
    code = typed(browser)["code"]
    browser.post(
        "/people/first", {"passphrase": PASSPHRASE, "again": PASSPHRASE, "code": code, "password": PASSWORD}
    )
    for opens in (True, False):
        other = Client()
        other.post("/way-in/", {"login": "Bora", "password": PASSWORD})
        assert (other.post("/way-in/second", {"code": code}).status_code == 302) is opens


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_differ_by_half_a_minute(first: tuple[Member, Client], steps: int, opens: bool) -> None:
    _, browser = first
    browser.post("/people/first", typed(browser))
    (one,) = Authenticator.objects.all()
    other = Client()
    other.post("/way-in/", {"login": "Bora", "password": PASSWORD})
    answer = other.post("/way-in/second", {"code": shown(one.data["secret"], steps)})
    assert (answer.status_code == 302) is opens


def test_the_picture_of_the_codes_is_part_of_the_page(first: tuple[Member, Client]) -> None:
    shown = first[1].get("/people/first").content.decode()
    assert '<svg class="code"' in shown
    assert "data:" not in shown


@pytest.fixture
def keyed(mina: Member) -> Member:
    """Mina, with a key."""
    keys.give_key(mina, PASSPHRASE)
    return mina


NEW = "감자 지붕 구름 책상 바늘 여름 호수"


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [(PASSPHRASE, NEW, True), ("not the one", NEW, False), (PASSPHRASE, "hello", False)],
)
def test_a_passphrase_is_changed_by_who_knows_it_to_a_strong_one(
    keyed: Member, desk_of: DeskOf, old: str, new: str, changed: bool
) -> None:
    recipient = keyed.recipient
    desk_of(keyed).post("/people/me/passphrase", {"old": old, "passphrase": new, "again": new})
    keyed.refresh_from_db()
    assert bytes(keyed.sealed_identity).decode() == (NEW if changed else PASSPHRASE)
    assert keyed.recipient == recipient
    assert Entry.objects.filter(action="key.passphrase").exists() is changed


CHANGES = ["/people/me/passkey", "/people/me/codes", "/people/me/new-key"]


@pytest.mark.parametrize("address", CHANGES)
def test_ones_ways_in_are_changed_only_after_one_has_shown_once_more_who_one_is(
    keyed: Member, desk_of: DeskOf, address: str
) -> None:
    browser = desk_of(keyed)
    for answer in (browser.get(address), browser.post(address, {"passphrase": NEW, "again": NEW})):
        assert answer.headers["Location"].startswith("/way-in/again/")
    assert bytes(Member.objects.get(pk=keyed.pk).sealed_identity).decode() == PASSPHRASE


def test_a_way_in_of_a_colleague_is_not_there(keyed: Member, joon: Member, desk_of: DeskOf) -> None:
    desk_of(joon)
    (his,) = Authenticator.objects.filter(user=joon)
    browser = desk_of(keyed)
    browser.post("/way-in/again/password?next=/people/me", {"password": "a long enough password"})
    assert browser.post(f"/people/me/ways-in/{his.pk}/remove").status_code == 404
    assert Authenticator.objects.filter(pk=his.pk).exists()


def test_the_last_way_in_stays(keyed: Member, desk_of: DeskOf) -> None:
    browser = desk_of(keyed)
    browser.post("/way-in/again/password?next=/people/me", {"password": "a long enough password"})
    (mine,) = Authenticator.objects.all()
    answer = browser.post(f"/people/me/ways-in/{mine.pk}/remove", follow=True)
    assert "this is your last way in" in answer.content.decode()
    assert Authenticator.objects.filter(pk=mine.pk).exists()


def test_a_member_who_comes_back_makes_a_new_key(mina: Member) -> None:
    mina.is_active, mina.recipient = False, ""
    mina.save()
    password = members.new_way_in(today(), trail.AT_THE_MACHINE, mina)
    browser = Client()
    browser.post("/way-in/", {"login": "Mina", "password": password})
    assert "A passphrase of your own" in browser.get("/people/first").content.decode()


def test_a_give_key_can_be_sealed_to(mina: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    from jebo.sealing import Recipient

    keys.give_key(mina, PASSPHRASE)
    assert Recipient(text=Member.objects.get(pk=mina.pk).recipient).text.startswith("age1")
    assert isinstance(keys.opened(mina, PASSPHRASE), Identity)
