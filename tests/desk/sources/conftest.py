"""A desk with its recovery key and a folder of envelopes, and members whose keys open without a second of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk.conftest import MakeMember, MakeSource

from jebo.desk import unlocked
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Sharing, Source
from jebo.desk.wall import whole_desk
from jebo.sealing import Identity
from jebo.sealing.refusals import WrongPassphrase

PASSPHRASE = "호두 서랍 안개 계단 연필 소금 바퀴"
GiveKey = Callable[[Member], Identity]


@pytest.fixture
def paper() -> Identity:
    """The recovery key, whose secret half is on paper."""
    return Identity.make()


@pytest.fixture
def data_folder(paper: Identity, tmp_path: Path) -> Iterator[Path]:
    """The desk's data folder, with its envelopes; the desk knows its recovery key."""
    (tmp_path / "envelopes").mkdir()
    before = unlocked.desk()
    unlocked.unlock(replace(before, recovery=paper.recipient.text, envelopes=tmp_path / "envelopes"))
    yield tmp_path
    unlocked.unlock(before)


@pytest.fixture
def with_key(monkeypatch: pytest.MonkeyPatch) -> GiveKey:
    """Gives a member a key."""
    known: dict[bytes, Identity] = {}

    def unlock(locked: bytes, passphrase: str) -> Identity:
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
def jar(mina: Member, source_of: MakeSource) -> Source:
    """A source of Mina's."""
    return source_of(mina, "푸른 항아리")


@pytest.fixture
def sora(member: MakeMember) -> Member:
    """A safety editor."""
    return member("Sora", "safety editor")


def shared(source: Source, member: Member, how: str = Sharing.How.SHARED) -> None:
    """Share a source with a member."""
    with whole_desk():
        Sharing.objects.create(source=source, member=member, how=how)
