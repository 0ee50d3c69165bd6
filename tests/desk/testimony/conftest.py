"""A source of Mina's, Mina with a key of her own, and a folder for sealed files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.conftest import DeskOf, MakeSource

from jebo.desk import unlocked
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.wall import seen_by
from jebo.sealing import Identity


@pytest.fixture
def jar(mina: Member, source_of: MakeSource) -> Source:
    """A source of Mina's."""
    return source_of(mina, "푸른 항아리")


@pytest.fixture
def at_mina_s(mina: Member, desk_of: DeskOf) -> Client:
    """Mina's browser."""
    return desk_of(mina)


@pytest.fixture
def mina_s_key(mina: Member) -> Identity:
    """Mina with a key."""
    identity = Identity.make()
    mina.recipient = identity.recipient.text
    mina.save()
    return identity


@pytest.fixture
def by_mina(mina: Member) -> Iterator[Member]:
    """All that follows is done by Mina."""
    with seen_by(mina.pk):
        yield mina


@pytest.fixture
def paper() -> Identity:
    """The recovery key."""
    return Identity.make()


@pytest.fixture
def envelopes(tmp_path: Path, paper: Identity) -> Iterator[Path]:
    """The folder of sealed files of a desk with a recovery key."""
    before = unlocked.desk()
    folder = tmp_path / "envelopes"
    folder.mkdir()
    unlocked.unlock(replace(before, recovery=paper.recipient.text, envelopes=folder))
    yield folder
    unlocked.unlock(before)
