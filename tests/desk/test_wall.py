"""Nobody sees or writes what belongs to another contact editor's source, through any page of the desk."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Manager
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path
from tests.desk.adversary import (
    BEFORE_THE_DOOR,
    DAY,
    NO_NUMBER,
    NONE,
    NUMBER,
    PUBLIC,
    SAME,
    SEEN,
    Form,
    Visitor,
    addresses,
    everything,
    fill,
    filled,
    owners_forms,
    pages,
    routes,
    undone,
    visitor,
)
from tests.desk.conftest import DeskOf, MakeMember

from jebo.desk import wall
from jebo.desk.people.models import Member
from jebo.desk.rights import Role, rights
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Contact
from jebo.desk.wall import BehindTheWall, BelongsToASource, Walled, seen_by, whole_desk

pytestmark = pytest.mark.django_db
held_once = pytest.mark.skipif(
    connection.vendor == "postgresql", reason="PostgreSQL holds the wall a second time"
)


@pytest.fixture
def minas(member: MakeMember) -> Member:
    """Mina, with a row in every table behind the wall."""
    mina = member("Mina", "contact editor")
    fill(mina)
    return mina


def leaks(who: Visitor, among: list[str] | None = None) -> list[str]:
    """The addresses at which somebody is shown the marker, by reading and by writing."""
    return [
        here
        for here in among or addresses()
        for answer in read_and_sent(who, here)
        if SEEN in text_of(answer)
    ]


def read_and_sent(who: Visitor, address: str) -> tuple[HttpResponse, HttpResponse]:
    """The answers to reading and to writing; what was written is taken back."""
    return who.get(address), undone(lambda: who.post(address, {"words": SEEN[:2]}))


def text_of(answer: HttpResponse) -> str:
    """Its text without the form's token, which is random and could spell anything."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode("utf-8", "replace"))


# What others see.


def test_another_contact_editor_is_shown_nothing_of_a_source_at_any_address(
    minas: Member, joon: Member, desk_of: DeskOf
) -> None:
    assert leaks(visitor(joon, desk_of)) == []


@pytest.mark.parametrize("role", ["reporter", "translator", "editor", "safety editor", "administrator"])
def test_another_role_finds_no_page_that_it_may_not_open_and_nothing_of_a_source_on_those_that_it_may(
    minas: Member, member: MakeMember, desk_of: DeskOf, role: str
) -> None:
    who = visitor(member("Bora", role), desk_of)
    for route, _, action in pages():
        address = filled(route, SAME, NUMBER)
        answers = read_and_sent(who, address)
        assert not any(SEEN in text_of(one) for one in answers), address
        if action in rights() and Role(role) not in rights()[action]:
            codes = {one.status_code for one in answers}
            assert 404 in codes <= {404, 405}, (address, action)


def test_the_contact_editor_does_see_her_own(minas: Member, desk_of: DeskOf) -> None:
    own = [
        "/",
        "/sources/",
        f"/sources/{SAME}",
        f"/sources/{SAME}/edit",
        f"/testimony/{SAME}",
        "/testimony/statements",
    ]
    assert set(leaks(visitor(minas, desk_of), own)) == set(own)


@pytest.mark.parametrize("half_way", [{"one_time_until": DAY}, {}])
def test_who_has_no_way_in_of_their_own_yet_is_shown_nothing_of_their_own_sources(
    minas: Member, half_way: dict[str, object]
) -> None:
    """With a one-time password, or with a password alone."""
    Member.objects.filter(pk=minas.pk).update(**half_way)
    own = ["/", "/sources/", f"/sources/{SAME}", f"/testimony/{SAME}", "/testimony/statements"]
    assert leaks(Visitor(Member.objects.get(pk=minas.pk)), own) == []


def test_a_page_without_the_wall_would_be_caught(
    minas: Member, joon: Member, desk_of: DeskOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(request: HttpRequest, id: str) -> HttpResponse:
        with whole_desk():
            return HttpResponse(Source.objects.get(pk=id).alias)

    resolver = get_resolver()
    monkeypatch.setattr(
        resolver, "url_patterns", [*resolver.url_patterns, path("careless/<str:id>", careless)]
    )
    vars(resolver)["_populated"] = False
    assert f"/careless/{SAME}" in addresses()
    assert leaks(visitor(joon, desk_of), [f"/careless/{SAME}"]) == [f"/careless/{SAME}"] * 2


def test_what_is_not_yours_and_what_is_not_there_get_the_same_answer(
    minas: Member, joon: Member, desk_of: DeskOf
) -> None:
    who = visitor(joon, desk_of)
    for route, _ in routes(get_resolver().url_patterns):
        for theirs, none in (
            (filled(route, SAME, NUMBER), filled(route, NONE, NO_NUMBER)),
            (filled(route, PUBLIC, NUMBER), filled(route, PUBLIC, NO_NUMBER)),
        ):
            if theirs != none and not theirs.startswith(("/people/", "/way-in/")):  # colleagues are no secret
                for a, b in ((who.get(theirs), who.get(none)), (who.post(theirs), who.post(none))):
                    assert (a.status_code, plain(a, SAME)) == (b.status_code, plain(b, NONE)), theirs


def plain(answer: HttpResponse, id: str) -> str:
    text = text_of(answer) + answer.headers.get("Location", "")
    return text.replace(id, "").replace(f"{NO_NUMBER}", f"{NUMBER}")


# What others write.


def test_another_contact_editor_changes_nothing_with_any_form_that_the_owner_has(
    minas: Member, joon: Member, desk_of: DeskOf
) -> None:
    forms = owners_forms(visitor(minas, desk_of))
    who, before = visitor(joon, desk_of), everything()
    for form in forms:
        who.post(form.action, form.typed)
    assert everything() == before


def test_the_owner_does_change_her_own_with_those_forms(minas: Member, desk_of: DeskOf) -> None:
    who = visitor(minas, desk_of)
    wanted = {
        f"/sources/{SAME}/edit",
        f"/sources/{SAME}/status",
        f"/sources/{SAME}/never-print/{SAME}/remove",
    }
    forms, before = [form for form in owners_forms(who) if form.action in wanted], everything()

    def changed(form: Form) -> bool:
        who.post(form.action, form.typed)
        return everything() != before

    assert {form.action for form in forms if undone(lambda sent=form: changed(sent))} == wanted  # type: ignore[misc]


def test_without_a_member_there_is_not_one_row(minas: Member) -> None:
    for model in apps.get_models():
        if issubclass(model, BelongsToASource):
            with whole_desk():
                assert model._base_manager.exists(), model  # or the promise would be empty
            assert not model._default_manager.exists()
            assert not model._base_manager.exists()


def test_writing_to_a_source_of_another_is_refused(minas: Member, joon: Member) -> None:
    with seen_by(joon.pk), pytest.raises(BehindTheWall):
        Contact(source_id=SAME, day=DAY).save()
    with seen_by(minas.pk):
        Contact(source_id=SAME, day=DAY).save()


def test_nobody_writes_without_a_member(minas: Member) -> None:
    with pytest.raises(BehindTheWall):
        Contact(source_id=SAME, day=DAY).save()


# What each guard is for: without it the promises above would be broken. ``tools/mutate_wall.py`` takes away every one.


@held_once
def test_without_the_filter_of_the_wall_another_contact_editor_would_be_shown_the_source(
    minas: Member, joon: Member, desk_of: DeskOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Walled, "get_queryset", Manager.get_queryset)
    assert leaks(visitor(joon, desk_of), [f"/testimony/{SAME}"]) != []


@held_once
def test_without_its_lock_another_contact_editor_would_write_to_the_source(
    minas: Member, joon: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall, "must_be_mine", lambda source: None)
    before = everything()
    with seen_by(joon.pk):
        Contact(source_id=SAME, day=DAY).save()
    assert everything() != before


# Who may open a page.


def test_who_has_not_come_in_is_sent_to_the_door(minas: Member) -> None:
    browser = Client()
    for route, p, _ in pages():
        if p.name not in BEFORE_THE_DOOR:
            for answer in (
                browser.get(filled(route, SAME, NUMBER)),
                browser.post(filled(route, SAME, NUMBER)),
            ):
                assert answer.status_code in (302, 405), route
                assert answer.status_code == 405 or answer.headers["Location"].startswith("/way-in/"), route
