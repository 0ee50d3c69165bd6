"""Nobody sees or writes what belongs to another contact editor's source, through any page of the desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path

from jebo.desk.events.models import Event, Standing, Support
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Identity, Source
from jebo.desk.testimony.models import Contact, Question, Statement, Testimony
from jebo.desk.wall import BehindTheWall, BelongsToASource, seen_by, whole_desk
from tests.desk.conftest import MakeMember, MakeSource

pytestmark = pytest.mark.django_db
MARK = "표식 QX7"  # stands in every text that belongs to Mina's source
DAY = date(2026, 3, 2)
SRC = Path(__file__).parents[2] / "src/jebo/desk"


@pytest.fixture
def minas(mina: Member, source_of: MakeSource) -> dict[str, str]:
    """A source of Mina's with something in every table about it: the ids that Joon will try."""
    source = source_of(mina, f"항아리 {MARK}", terms=[{"kind": "other", "value": MARK}], safe_contact=MARK)
    with whole_desk():
        Identity.objects.create(source=source, envelope=MARK.encode())
        contact = Contact.objects.create(source=source, day=DAY, note=MARK)
        question = Question.objects.create(source=source, text=MARK)
        testimony = Testimony.objects.create(source=source, day=DAY, words=MARK, translation=MARK)
        statement = Statement.objects.create(source=source, testimony=testimony, korean=MARK)
        event = Event.objects.create(korean="장마당 검열")
        Support.objects.create(source=source, event=event, statement=statement)
    return {
        "source": source.pk,
        "contact": contact.pk,
        "question": question.pk,
        "testimony": testimony.pk,
        "statement": statement.pk,
    }


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def addresses(ids: dict[str, str]) -> Iterator[str]:
    """Every address of the desk, each blank filled with each of the ids."""
    for route in routes(get_resolver().url_patterns):
        blank = re.compile(r"<[^>]+>")
        for filled in ids.values() if blank.search(route) else [""]:
            yield "/" + blank.sub(filled, route).lstrip("^").rstrip("$\\Z")


def leaks(browser: Client, ids: dict[str, str]) -> list[str]:
    """The addresses at which a browser is shown the marker, by reading and by writing."""
    found = []
    for address in addresses(ids):
        for answer in (browser.get(address), browser.post(address, {"words": MARK[:2], "text": "x"})):
            shown = answer.content.decode("utf-8", "replace")
            if "QX7" in shown:
                found.append(address)
    return found


def test_another_contact_editor_is_shown_nothing_of_a_source_at_any_address(
    minas: dict[str, str], joon: Member, desk_of: Callable[[Member], Client]
) -> None:
    assert leaks(desk_of(joon), minas) == []


@pytest.mark.parametrize("role", ["reporter", "translator", "editor", "safety editor", "administrator"])
def test_no_other_role_is_shown_anything_of_a_source_at_any_address(
    minas: dict[str, str], member: MakeMember, desk_of: Callable[[Member], Client], role: str
) -> None:
    assert leaks(desk_of(member("Bora", role)), minas) == []


def test_the_contact_editor_does_see_her_own(
    minas: dict[str, str], mina: Member, desk_of: Callable[[Member], Client]
) -> None:
    assert f"/sources/{minas['source']}" in leaks(desk_of(mina), minas)


def test_a_page_without_the_wall_would_be_caught(
    minas: dict[str, str], joon: Member, desk_of: Callable[[Member], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(request: HttpRequest, id: str) -> HttpResponse:
        with whole_desk():
            return HttpResponse(Source.objects.get(pk=id).alias if Source.objects.filter(pk=id) else "")

    resolver = get_resolver()
    monkeypatch.setattr(
        resolver, "url_patterns", [*resolver.url_patterns, path("careless/<str:id>", careless)]
    )
    resolver._populated = False
    assert leaks(desk_of(joon), minas) == [f"/careless/{minas['source']}"] * 2


def test_what_is_not_yours_and_what_is_not_there_get_the_same_answer(
    minas: dict[str, str], joon: Member, desk_of: Callable[[Member], Client]
) -> None:
    browser = desk_of(joon)
    nothing = dict.fromkeys(minas, "A" * 22)
    for theirs, none in zip(addresses(minas), addresses(nothing), strict=True):
        a, b = browser.get(theirs), browser.get(none)
        assert (a.status_code, plain(a, theirs)) == (b.status_code, plain(b, none)), theirs


def plain(answer: HttpResponse, address: str) -> str:
    text = answer.content.decode("utf-8", "replace").replace(address, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def everything() -> dict[str, list[tuple[object, ...]]]:
    with whole_desk():
        return {
            m.__name__: sorted(m._base_manager.values_list(), key=str)
            for m in apps.get_models()
            if issubclass(m, BelongsToASource)
        }


def test_another_contact_editor_changes_nothing_of_a_source_at_any_address(
    minas: dict[str, str], joon: Member, desk_of: Callable[[Member], Client]
) -> None:
    browser, before = desk_of(joon), everything()
    for address in addresses(minas):
        browser.post(address, {"alias": "x", "words": "x", "text": "x", "status": "ended", "day": "2026-01-01"})
    assert everything() == before


def test_without_a_member_there_is_not_one_row(minas: dict[str, str]) -> None:
    for model in apps.get_models():
        if issubclass(model, BelongsToASource):
            assert not model._default_manager.exists()
            assert not model._base_manager.exists()


def test_writing_to_a_source_of_another_is_refused(minas: dict[str, str], joon: Member) -> None:
    with seen_by(joon.pk), pytest.raises(BehindTheWall):
        Contact(source_id=minas["source"], day=DAY).save()


def test_every_table_that_points_at_a_source_stands_behind_the_wall() -> None:
    for model in apps.get_models():
        points = [f for f in model._meta.get_fields() if getattr(f, "remote_field", None) and f.concrete]
        at_a_source = [f for f in points if f.related_model and issubclass(f.related_model, BelongsToASource)]
        if at_a_source and model is not Standing:  # alias and grades, which all of the desk may know
            assert issubclass(model, BelongsToASource), model


def test_only_the_desk_itself_looks_at_everything() -> None:
    """Whoever calls ``whole_desk`` stands in this list, so that a new hole in the wall is seen in a review."""
    allowed = {"wall.py"}
    callers = {
        str(file.relative_to(SRC)) for file in SRC.rglob("*.py") if "whole_desk(" in file.read_text(encoding="utf-8")
    }
    assert callers <= allowed | {"sources/register.py", "sources/destroy.py", "seed.py"}
