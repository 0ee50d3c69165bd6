"""What leaves the desk with every answer, and what is said about a fault: nothing of what a page held."""

from __future__ import annotations

import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path
from tests.desk.adversary import SAME, addresses, visitor
from tests.desk.conftest import DeskOf

from jebo.desk.middleware import HEADERS
from jebo.desk.people.models import Member

pytestmark = pytest.mark.django_db
SECRET = "표식 QX7ZQXQ7"


def bare(answer: Any) -> list[str]:
    """The headers that an answer should have and has not."""
    return [name for name, value in HEADERS.items() if answer.headers.get(name) != value]


def test_every_answer_of_every_page_carries_the_headers(mina: Member, desk_of: DeskOf) -> None:
    who = visitor(mina, desk_of)
    for address in {*addresses(), "/nowhere"}:
        assert bare(who.get(address)) == [], address
        assert bare(Client().get(address)) == [], address


@pytest.mark.parametrize("address", ["/static/desk.css", "/static/people/passkey.js", "/static/nowhere.css"])
def test_so_does_what_the_pages_are_dressed_in(address: str) -> None:
    answer = Client().get(address)
    answer.close()
    assert bare(answer) == []
    assert answer.status_code == (404 if "nowhere" in address else 200)


def test_so_does_a_form_that_was_not_made_here(mina: Member, desk_of: DeskOf) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/way-in/", {"login": "Mina", "password": "x"})
    assert (answer.status_code, bare(answer)) == (403, [])


def test_so_does_an_answer_to_a_wrong_host() -> None:
    answer = Client().get("/way-in/", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, bare(answer)) == (400, [])


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a page that fails with content in its error."""

    def fail(request: HttpRequest, id: str) -> HttpResponse:
        raise ValueError(f"{SECRET} {request.POST}")

    resolver = get_resolver()
    monkeypatch.setattr(resolver, "url_patterns", [*resolver.url_patterns, path("broken/<str:id>", fail)])
    return f"/broken/{SAME}"


@pytest.fixture
def as_served() -> Iterator[None]:
    """Logging as the running desk sets it up, without what pytest adds to listen."""
    root = logging.getLogger()
    theirs = root.handlers[:]
    logging.config.dictConfig(settings.LOGGING)
    yield
    root.handlers[:] = theirs


def test_of_a_fault_its_kind_and_its_line_are_said_and_nothing_of_the_page(
    broken: str, as_served: None, capfd: pytest.CaptureFixture[str]
) -> None:
    browser = Client(raise_request_exception=False)
    answer = browser.post(broken, {"words": SECRET})
    said = "".join(capfd.readouterr())
    assert (answer.status_code, bare(answer)) == (500, [])
    assert "QX7ZQXQ7" not in answer.content.decode()
    assert said.startswith("jebo: ValueError at ")
    assert "QX7ZQXQ7" not in said
    assert SAME not in said


@pytest.mark.parametrize(
    ("address", "host"),
    [(f"/sources/{SAME}", "testserver"), (f"/{SAME}", "testserver"), ("/", "elsewhere.example")],
)
def test_nothing_is_said_of_what_is_not_there(
    address: str, host: str, mina: Member, desk_of: DeskOf, as_served: None, capfd: pytest.CaptureFixture[str]
) -> None:
    browser = desk_of(mina)
    for method in (browser.get, browser.post, browser.delete):
        assert method(address, headers={"Host": host}).status_code >= 400
    assert "".join(capfd.readouterr()) == ""


def test_a_logger_that_is_not_silenced_would_be_heard(
    as_served: None, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("django"), "handlers", [logging.StreamHandler()])
    monkeypatch.setattr(logging.getLogger("django"), "level", logging.WARNING)
    logging.getLogger("django.request").manager._clear_cache()  # type: ignore[attr-defined]  # what is loud enough
    Client().get(f"/{SAME}")
    assert SAME in "".join(capfd.readouterr())


def test_a_password_and_its_name_are_written_nowhere(mina: Member, as_served: None, capfd: Any) -> None:
    from django.apps import apps

    for _ in range(6):
        Client().post("/way-in/", {"login": "Mina", "password": SECRET})
    assert "".join(capfd.readouterr()) == ""
    kept = [m for app in ("axes", "account", "mfa") for m in apps.get_app_config(app).get_models()]
    assert len(kept) > 4
    assert not any(model._default_manager.exists() for model in kept)
