"""A door with two keys, a clock that a test turns, and somebody in front of it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NetworkReached
from tests.door.visitor import App, Visitor

from jebo.door import public, source
from jebo.door.app import Door, application
from jebo.door.keeping import Keeping
from jebo.door.lanes import Buckets
from jebo.door.sessions import Sessions
from jebo.door.settings import Settings
from jebo.door.spool import Spool
from jebo.sealing import Identity, Part, unseal
from jebo.sealing.tip import ABOUT, CONTENT, About, read_about

DAY = date(2026, 11, 26)
DESK, OTHER = (
    Identity.of_secret(b"d" * 32),
    Identity.of_secret(b"o" * 32),
)  # the same each time: names of tests hold the public halves
SETTINGS = Settings(
    name={"ko": "무지개소식", "en": "Rainbow News"}, recipients=(DESK.recipient, OTHER.recipient), until=date(2027, 6, 1), salt=b"s" * 16,
    reserve=0, second="b" * 56 + ".onion",
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A door is reached over this machine's loopback; beyond it nothing is."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] != "127.0.0.1":
            raise NetworkReached("a test tried to open a connection beyond this machine")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@dataclass
class House:
    """A door, and what a test needs of it."""

    door: Door
    app: App
    visitors: list[Visitor] = field(default_factory=list)
    seconds: float = 0.0

    def visitor(self, language: str = "en", circuit: str = "") -> Visitor:
        made = Visitor(self.app, language, circuit or f"fc00::{len(self.visitors) + 1}")
        self.visitors.append(made)
        return made

    def tips(self, identity: Identity = DESK) -> list[tuple[About, bytes]]:
        """All that lies there for the desk, opened."""
        spool = self.door.spool
        every = [unseal((spool.tips / name).read_bytes(), identity) for name in spool.tip_names()]
        return sorted(map(opened, every), key=lambda one: one[0].number)

    def content(self) -> list[bytes]:
        return [content for _, content in self.tips()]


def opened(parts: tuple[Part, ...]) -> tuple[About, bytes]:
    told = {part.name: part.content for part in parts}
    return read_about(told[ABOUT]), told[CONTENT]


Make = Callable[..., House]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes a door with other settings, or of another day."""
    houses: list[House] = []

    def made(day: date = DAY, **settings: object) -> House:
        spool = Spool(tmp_path / "spool")
        house: list[House] = []
        door = Door(
            settings=replace(SETTINGS, **settings), spool=spool, keeping=Keeping(spool),  # type: ignore[arg-type]
            sessions=Sessions(lambda: house[0].seconds), buckets=Buckets(lambda: house[0].seconds), today=lambda: day,
        )  # fmt: skip
        house.append(House(door, application(door, public.PAGES | source.PAGES)))
        houses.append(house[0])
        return house[0]

    yield made
    for house in houses:
        for visitor in house.visitors:
            visitor.runner.close()


@pytest.fixture
def house(make: Make) -> House:
    return make()


@pytest.fixture
def visitor(house: House) -> Visitor:
    return house.visitor()
