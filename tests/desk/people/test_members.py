"""Who belongs to the desk is decided by administrators, in front of everybody, and never about themselves."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.test import Client
from tests.desk.adversary import MARK, PUBLIC, SEEN, addresses, fill, undone, visitor
from tests.desk.conftest import DAY, DeskOf, MakeMember

from jebo.desk.clock import today
from jebo.desk.events.models import Event
from jebo.desk.people import members, trail
from jebo.desk.people.models import Entry, Member
from jebo.desk.rights import Role
from jebo.desk.wall import BelongsToASource, whole_desk

pytestmark = pytest.mark.django_db
MACHINE = trail.AT_THE_MACHINE


def actions() -> list[str]:
    return [e.action for e in Entry.objects.all()]


@pytest.mark.parametrize(
    ("name", "roles", "refused"),
    [
        ("", ["editor"], members.NoName),
        ("   ", ["editor"], members.NoName),
        ("Bora", [], members.NoRole),
        ("Bora", ["queen"], members.NoRole),
        ("Mina", ["editor"], members.NameTaken),
        ("mina", ["editor"], members.NameTaken),
        (" Ｍina ", ["editor"], members.NameTaken),
    ],
)
def test_a_member_without_a_name_or_a_role_is_not_made(
    mina: Member, name: str, roles: list[str], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        members.add(DAY, MACHINE, name, roles)
    assert (Member.objects.count(), actions()) == (1, [])


def test_one_name_is_one_person_however_the_keyboard_writes_it() -> None:
    members.add(DAY, MACHINE, "\u1106\u1175\u11ab\u110b\u1161", ["editor"])  # 민아, in single letters
    with pytest.raises(members.NameTaken):
        members.add(DAY, MACHINE, "민아", ["editor"])


def test_a_one_time_password_is_long_can_be_read_out_and_is_kept_nowhere() -> None:
    made = [members.add(DAY, MACHINE, f"Bora {n}", ["editor"]) for n in range(5)]
    assert len({password for _, password in made}) == 5
    for member, password in made:
        assert re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}", password)
        assert password not in str(list(Member.objects.values_list()))
        assert member.check_password(password)


@pytest.mark.parametrize(("days", "opens"), [(-1, False), (0, True), (1, True)])
def test_a_one_time_password_lasts_until_its_last_day(days: int, opens: bool) -> None:
    member, password = members.add(today(), MACHINE, "Bora", ["editor"])
    Member.objects.update(one_time_until=today() + timedelta(days=days))
    answer = Client().post("/way-in/", {"login": "Bora", "password": password})
    assert (answer.status_code == 302) is opens
    assert member.may_come_in(today() + timedelta(days=members.DAYS))
    assert not member.may_come_in(today() + timedelta(days=members.DAYS + 1))


def test_whoever_comes_with_a_one_time_password_sees_one_page_and_nothing_through_it(mina: Member) -> None:
    fill(mina)
    password = members.new_way_in(today(), MACHINE, mina)
    browser = Client()
    browser.post("/way-in/", {"login": "Mina", "password": password})
    for address in addresses():
        if address.startswith("/way-in/") or address in ("/language", "/people/first"):
            continue
        for answer in (browser.get(address), browser.post(address)):
            assert answer.headers.get("Location") == "/people/first", address
    assert SEEN not in browser.get("/people/first").content.decode()


def test_nobody_changes_their_own_rights(chief: Member) -> None:
    with pytest.raises(members.NotYourself):
        members.change_roles(DAY, chief.pk, chief, ["administrator", "safety editor"])
    with pytest.raises(members.NotYourself):
        members.new_way_in(DAY, chief.pk, chief)


def test_the_desk_keeps_an_administrator(chief: Member, member: MakeMember) -> None:
    with pytest.raises(members.LastAdministrator):
        members.change_roles(DAY, MACHINE, chief, ["editor"])
    member("Second", "administrator")
    members.change_roles(DAY, MACHINE, chief, ["editor"])
    assert Member.objects.get(pk=chief.pk).roles == ["editor"]


def test_a_new_way_in_closes_the_old_ones(mina: Member, desk_of: DeskOf) -> None:
    browser = desk_of(mina)
    assert browser.get("/").status_code == 200
    password = members.new_way_in(today(), MACHINE, mina)
    assert not Authenticator.objects.filter(user=mina).exists()
    assert browser.get("/").headers["Location"].startswith("/way-in/")
    again = Client().post("/way-in/", {"login": "Mina", "password": "a long enough password"})
    assert again.status_code == 200
    assert Client().post("/way-in/", {"login": "Mina", "password": password}).status_code == 302


def test_the_page_shows_the_one_time_password_once(chief: Member, desk_of: DeskOf) -> None:
    browser = desk_of(chief)
    answer = browser.post("/people/members/add", {"name": "Bora", "roles": ["editor"]}, follow=True)
    (password,) = re.findall(r"<code>(.{24})</code>", answer.content.decode())
    assert Member.objects.get(name="Bora").check_password(password)
    assert password not in browser.get("/people/").content.decode()
    assert actions() == ["member.add"]


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_why(chief: Member, desk_of: DeskOf) -> None:
    shown = (
        desk_of(chief).post("/people/members/add", {"name": "Chief", "roles": ["editor"]}).content.decode()
    )
    assert "somebody at the desk has this name already" in shown
    assert 'value="Chief"' in shown
    assert re.search(r'value="editor"[^>]* checked', shown)


def test_the_page_of_a_member_has_one_heading_for_the_roles(
    chief: Member, mina: Member, desk_of: DeskOf
) -> None:
    page = desk_of(chief).get(f"/people/members/{mina.pk}").content.decode()
    assert re.findall(r">\s*Roles\s*<", page) == [">Roles<"]
    assert '<fieldset class="field" aria-labelledby="roles">' in page


@pytest.mark.parametrize("role", [r.value for r in Role if r != Role.ADMINISTRATOR])
def test_only_an_administrator_has_the_pages_of_members(
    role: str, member: MakeMember, mina: Member, desk_of: DeskOf
) -> None:
    browser = desk_of(member("Bora", role))
    for address in (
        "/people/members/add",
        f"/people/members/{mina.pk}",
        f"/people/members/{mina.pk}/new-way-in",
    ):
        for answer in (browser.get(address), browser.post(address, {"roles": ["editor"], "name": "x"})):
            assert answer.status_code in (404, 405), address
    browser.post(f"/people/members/{mina.pk}/leaving")
    assert Member.objects.get(pk=mina.pk).is_active
    assert actions() == []


def test_an_administrator_is_shown_nothing_that_anybody_told(
    mina: Member, chief: Member, desk_of: DeskOf
) -> None:
    """By no address and by no form, events included."""
    fill(mina)
    with whole_desk():
        Event.objects.update(korean=MARK, english=MARK)
    who = visitor(chief, desk_of)
    for address in addresses():
        for answer in (who.get(address), undone(lambda here=address: who.post(here, {"words": SEEN}))):  # type: ignore[misc]
            assert SEEN not in answer.content.decode("utf-8", "replace").replace(f'value="{SEEN}"', ""), (
                address
            )


def test_an_event_would_be_noticed_there(mina: Member, member: MakeMember, desk_of: DeskOf) -> None:
    fill(mina)
    with whole_desk():
        Event.objects.update(korean=MARK, english=MARK)
    browser = desk_of(member("Bora", "reporter"))
    assert SEEN in browser.get(f"/events/{PUBLIC}").content.decode()


def test_a_member_is_no_row_about_a_source() -> None:
    assert not any(
        issubclass(model, BelongsToASource) for model in apps.get_app_config("people").get_models()
    )
