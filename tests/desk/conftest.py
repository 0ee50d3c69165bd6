"""A desk of its own for each process: a real encrypted database in a private folder, or PostgreSQL where asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.desk.settings"

import django

django.setup()

from django.db import connection  # noqa: E402 - after Django is set up
from django.test import Client, TransactionTestCase  # noqa: E402

from jebo.desk import clock  # noqa: E402
from jebo.desk.people.models import Member  # noqa: E402
from jebo.desk.rights import Role  # noqa: E402
from jebo.desk.sources.models import Sharing, Source  # noqa: E402
from jebo.desk.wall import seen_by, whole_desk  # noqa: E402

DAY = date(2026, 3, 2)
HERE = Path(__file__).parent
STANDS = [
    import_module("jebo.desk.people.migrations.0002_the_trail_stands"),
    import_module("jebo.desk.publication.migrations.0002_what_went_out_stands"),
]
MakeMember = Callable[..., Member]
MakeSource = Callable[..., Source]
DeskOf = Callable[[Member], Client]


IN_A_BROWSER = ("browser", "look", "journeys", "test_in_a_browser.py")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is done in a browser is done by one process: a second browser would only slow both down.

    On PostgreSQL what asks no database is left out: it is the same on both.
    """
    if connection.vendor == "postgresql":
        left_out = [item for item in items if HERE in item.path.parents and not _asks_a_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    for item in items:
        if any(
            name in item.path.relative_to(HERE).parts for name in IN_A_BROWSER if HERE in item.path.parents
        ):
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.e2e)


def _asks_a_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "nothing_yet"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures or item.get_closest_marker("django_db")) or "postgresql" in item.path.parts


@pytest.fixture(autouse=True)
def nobody_looks() -> Iterator[None]:
    with seen_by(None):
        yield


@pytest.fixture(autouse=True)
def contacts_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is invented here happened long ago; it is not forgotten before a test asks for it."""
    monkeypatch.setattr("jebo.desk.testimony.contacts._forgotten", {clock.today()})


@pytest.fixture(autouse=True, scope="session")
def what_stands_may_be_emptied() -> Iterator[None]:
    """A test with real transactions empties its tables at the end; the trail and releases refuse that, as they should."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # the stubs leave it out

    def lifted(case: TransactionTestCase) -> None:
        for one in STANDS:
            one.lift(connection)
        empty(case)
        for one in STANDS:
            one.stand(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def member(db: None) -> MakeMember:
    """Makes members: ``member("Mina", "reporter")``."""

    def make(name: str, *roles: str) -> Member:
        return Member.objects.create_user(name, "a long enough password", [Role(r) for r in roles])

    return make


@pytest.fixture
def mina(member: MakeMember) -> Member:
    """A contact editor."""
    return member("Mina", "contact editor")


@pytest.fixture
def joon(member: MakeMember) -> Member:
    """Another contact editor."""
    return member("Joon", "contact editor")


@pytest.fixture
def source_of(db: None) -> MakeSource:
    """Makes a source of a member: ``source_of(mina, "푸른 항아리")``."""

    def make(contact_editor: Member, alias: str, **facts: object) -> Source:
        with whole_desk():
            source: Source = Source.objects.create(alias=alias, registered=DAY, **facts)
            Sharing.objects.create(source=source, member=contact_editor)
        return source

    return make


@pytest.fixture
def desk_of() -> DeskOf:
    """A browser in which a member has come in, second factor and all."""

    def come_in(who: Member) -> Client:
        from allauth.mfa.models import Authenticator

        Authenticator.objects.create(user=who, type=Authenticator.Type.TOTP, data={})
        browser = Client()
        browser.force_login(who, backend="jebo.desk.people.way_in.ByPassword")
        return browser

    return come_in
