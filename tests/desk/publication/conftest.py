"""A story of an invented market, within limits, that rests on two sources; and the people who release it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tests.desk.conftest import MakeMember, MakeSource

from jebo.desk import unlocked
from jebo.desk.events.models import Event, Standing, Support
from jebo.desk.events.rests import recompute
from jebo.desk.exposure import history, releasing
from jebo.desk.exposure.told import Told
from jebo.desk.people.models import Member
from jebo.desk.publication.check import check
from jebo.desk.publication.models import Signature
from jebo.desk.publication.pressing import press
from jebo.desk.sources.models import Source
from jebo.desk.stories.models import Edition, RestsOn, Story
from jebo.desk.stories.saving import begin, save
from jebo.desk.testimony.models import Statement
from jebo.desk.wall import whole_desk
from jebo.disclosure.settings import Settings
from jebo.errors import JeboError
from jebo.press.house import house

DAY = date(2026, 7, 20)
KOREAN = "북한의 여러 소식통은 장마당에서 천을 파는 일이 어려워졌다고 전했다.\n\n장마당은 오래전부터 주민들의 생계를 이어 왔다."
QUICK = Settings(draws=64)
HOUSE = house({"name": {"ko": "물마루통신", "en": "Crest News"}})


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Told]]:
    """What the exposure history is told; it is a part of its own."""
    found: list[tuple[str, Told]] = []
    monkeypatch.setattr(releasing, "settings_for", lambda settings, story, source, texts: settings)
    monkeypatch.setattr(releasing, "told_of", lambda story, source, texts, release, day, under="": release)
    monkeypatch.setattr(history, "record", lambda source, one: found.append((source, one)))
    return found


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The desk's folder of envelopes, where half of the key for receipts lies."""
    opened = unlocked.desk()
    facts = {name: getattr(opened, name) for name in opened.__slots__}
    monkeypatch.setattr(unlocked, "_desk", [unlocked.Unlocked(**{**facts, "envelopes": tmp_path})])
    return tmp_path


@pytest.fixture
def bora(member: MakeMember) -> Member:
    """The reporter."""
    return member("Bora", "reporter")


@pytest.fixture
def duri(member: MakeMember) -> Member:
    """The editor."""
    return member("Duri", "editor")


@pytest.fixture
def saebom(member: MakeMember) -> Member:
    """The safety editor."""
    return member("Saebom", "safety editor")


@pytest.fixture
def standings(mina: Member, source_of: MakeSource) -> list[Standing]:
    """Two independent statements of one event."""
    with whole_desk():
        event = Event.objects.create(korean="천 장사", when="2026-07")
        for alias in ("푸른 항아리", "느린 우산"):
            source = source_of(mina, alias)
            statement = Statement.objects.create(
                source=source, korean="천이 없다", access="saw", origin="own"
            )
            Support.objects.create(source=source, event=event, statement=statement)
        recompute([event.pk])
        return list(Standing.objects.order_by("pk"))


Rest = Callable[[Edition], None]


@pytest.fixture
def rest(standings: list[Standing]) -> Rest:
    """Lets each sentence of an edition rest on both statements."""

    def every(edition: Edition) -> None:
        for sentence in edition.marked():
            for standing in standings:
                RestsOn.objects.get_or_create(edition=edition, sentence=sentence.id, standing=standing)

    return every


@pytest.fixture
def korean(bora: Member, rest: Rest) -> Edition:
    """A Korean edition with all that is asked for."""
    made = begin("천 장사", "ko", DAY, bora)
    written = {
        "headline": "장마당 천 장사", "slug": "cloth", "text": KOREAN,
        "credits": [{"role": "writing", "name": "보라"}, {"role": "editing", "name": "두리"}],
    }  # fmt: skip
    edition = save(made.pk, written, made.version, DAY, bora)
    rest(edition)
    return edition


def sign(edition: Edition, by: Member, role: str = "editor", day: date = DAY) -> None:
    """Sign exactly what is there now."""
    for one in check(edition.story, day, QUICK).found.editions:
        Signature.objects.get_or_create(
            edition=one.edition, digest=one.digest, by=by, role=role, defaults={"day": day}
        )


def codes(story: Story, day: date = DAY) -> list[str]:
    """What is demanded of a story."""
    return [demand.code for demand in check(story, day, QUICK).open]


def of(korean: Edition) -> Source:
    with whole_desk():
        source: Source = RestsOn.objects.filter(edition=korean)[0].standing.support.source
        return source


@dataclass(frozen=True, kw_only=True)
class Read:
    """An edition as the site gives it to a reader."""

    edition: str
    kind: str
    number: int
    content: dict[str, Any]


def read(site: Path) -> list[Read]:
    """Every edition that a site holds."""
    items = [json.loads(one.read_bytes()) for one in sorted(site.glob("??/*/*/*.json"))]
    return [
        Read(edition=told["edition"], kind=told["kind"], number=int(one["ninjs"]["version"]), content=told)
        for one in items
        for told in [one["content"]]
    ]


def published(day: date) -> list[Read]:
    """What readers find on *day*, on a site that is built anew; nothing where the press refuses."""
    with TemporaryDirectory() as root:
        with suppress(JeboError):
            press(Path(root) / "site", HOUSE, day)
        return read(Path(root) / "site")
