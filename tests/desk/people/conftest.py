"""Members with a key of their own, made quickly."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import pytest
from django.core.cache import cache
from django.db import connection
from tests.desk.conftest import MakeMember

from jebo.desk.people.models import Member
from jebo.sealing import Identity

PASSPHRASE = "호두 서랍 안개 계단 연필 소금 바퀴"


@pytest.fixture(autouse=True)
def nobody_waits() -> None:
    """What an earlier test tried is forgotten."""
    cache.clear()


@pytest.fixture
def with_key(monkeypatch: pytest.MonkeyPatch) -> Callable[[Member], Identity]:
    """Gives a member a key that is locked without the second of work that a lock takes."""
    known: dict[bytes, Identity] = {}

    def unlock(locked: bytes, passphrase: str) -> Identity:
        from jebo.sealing.refusals import WrongPassphrase

        if passphrase != PASSPHRASE:
            raise WrongPassphrase
        return known[bytes(locked)]

    monkeypatch.setattr("jebo.desk.people.keys.Identity.unlock", unlock)

    def give(member: Member) -> Identity:
        identity = Identity.make()
        member.recipient = identity.recipient.text
        member.sealed_identity = identity.recipient.text.encode()
        member.save()
        known[member.sealed_identity] = identity
        return identity

    return give


@pytest.fixture
def chief(member: MakeMember) -> Member:
    """An administrator."""
    return member("Chief", "administrator")


@pytest.fixture
def sora(member: MakeMember) -> Member:
    """A safety editor."""
    return member("Sora", "safety editor")


@pytest.fixture
def lifted_trail(db: None) -> None:
    """Somebody who holds the database has taken its guard away; the end of the test's transaction brings it back."""
    import_module("jebo.desk.people.migrations.0002_the_trail_stands").lift(connection)
