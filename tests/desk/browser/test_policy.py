"""At the way in, too, the browser runs nothing that stands in a page and asks nobody else for anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, path
from tests.desk.browser.conftest import Desk, OpenWindow
from tests.desk.browser.test_way_in import by_password, make_a_passkey

from jebo.desk.clock import today
from jebo.desk.people import members, trail

pytestmark = pytest.mark.django_db(transaction=True)
OUTSIDE = ("/way-in/", "/way-in/closed", "/way-in/leave")
INSIDE = (
    "/people/", "/people/trail", "/people/reseal", "/people/me", "/people/me/passkey", "/people/me/codes",
    "/people/me/passphrase", "/people/me/new-key", "/people/members/add", "/way-in/leave",
    "/way-in/again/passkey?next=/people/me/codes",
)  # fmt: skip
CARELESS = """<!doctype html><title>x</title><script>document.title = "ran"</script><p style="color: red">x</p>
<img src="https://elsewhere.example/x.png" onerror="document.title = 'ran'">"""


def test_every_page_at_the_way_in_and_about_oneself_keeps_to_the_policy(window: OpenWindow) -> None:
    roles = ["contact editor", "safety editor", "administrator"]
    member, password = members.add(today(), trail.AT_THE_MACHINE, "Mina", roles)
    desk = window()
    for address in OUTSIDE:
        assert desk.go(address).status == 200
    by_password(desk, "Mina", password)
    make_a_passkey(desk)
    for address in (*INSIDE, f"/people/members/{member.pk}", f"/people/members/{member.pk}/leaving"):
        assert desk.go(address).status == 200, address
    assert desk.heard.said == []
    assert desk.heard.elsewhere == []


def test_the_second_proof_keeps_to_it_too(desk: Desk, member: Callable[..., Any]) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(member("Mina", "reporter"), generate_totp_secret())
    by_password(desk, "Mina", "a long enough password")
    assert desk.title == "And a second proof"
    assert (desk.heard.said, desk.heard.elsewhere) == ([], [])


def test_a_careless_page_would_be_heard(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(request: HttpRequest) -> HttpResponse:
        return HttpResponse(CARELESS)

    resolver = get_resolver()
    monkeypatch.setattr(resolver, "url_patterns", [*resolver.url_patterns, path("careless", careless)])
    desk.go("/careless")
    assert desk.title == "x"
    assert sum("Content Security Policy" in line for line in desk.heard.said) >= 3
    assert desk.heard.elsewhere == ["https://elsewhere.example/x.png"]
