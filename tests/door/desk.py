"""A desk in front of its door: asks, fetches, brings answers and decoys, and says what is no question. Without a network."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.door.conftest import DAY, DESK, OTHER, House
from tests.door.visitor import Seen, Visitor

from jebo.door import polling
from jebo.sealing import Part, Recipient, seal
from jebo.sealing.polling import GIVE_BYTES, Ask, Give, ask_bytes, read_give
from jebo.sealing.tip import ABOUT, CONTENT, About, Kind, about_bytes

KEY = "k" * 64
NAME, OTHER_NAME = "0" * 32, "f" * 32


class Desk:
    """A desk that asks, without a network."""

    def __init__(self, house: House, key: str = KEY) -> None:
        self.visitor = house.visitor()
        self.visitor.app = polling.application(house.door, key)
        self.key = key

    def say(self, whole: bytes, *, key: str | None = None, method: str = "POST", path: str = "/poll") -> Seen:
        shown = {"authorization": f"Bearer {self.key if key is None else key}"} if key != "" else {}
        seen = self.visitor.ask(method, path, [whole[:100_000], whole[100_000:]], shown)
        assert seen is not None
        return seen

    def ask(self, **asked: Any) -> Give:
        seen = self.say(ask_bytes(Ask(**asked)))
        assert (seen.status, len(seen.body)) == (200, GIVE_BYTES)
        return read_give(seen.body)

    def fetch(self) -> list[bytes]:
        """Everything, put together as a desk does, dropped piece by piece."""
        whole: dict[str, bytes] = {}
        have: tuple[str, ...] = ()
        name, at, more = "", 0, True
        while more:
            given = self.ask(have=have, name=name, at=at)
            have, name, at, more = (), "", 0, given.more
            for piece in given.pieces:
                assert piece.at == len(whole.get(piece.name, b""))
                whole[piece.name] = whole.get(piece.name, b"") + piece.content
                if len(whole[piece.name]) == piece.size:
                    have += (piece.name,)
                else:
                    name, at = piece.name, len(whole[piece.name])
        self.ask(have=have)
        return list(whole.values())


def sent(house: House, *texts: str, **files: bytes) -> Visitor:
    visitor = house.visitor()
    _, box = visitor.begin()
    for text in texts:
        box = visitor.send(box.token, text)
    visitor.send(box.token, "", *files.items())
    return visitor


def sealed(kind: Kind, text: str, recipients: Iterable[Recipient]) -> bytes:
    about = About(kind=kind, day=DAY, language="ko")
    return seal(
        [Part(name=ABOUT, content=about_bytes(about)), Part(name=CONTENT, content=text.encode())], recipients
    )


def reply(about: About, text: str = "고맙습니다") -> bytes:
    return sealed(Kind.REPLY, text, [Recipient(text=about.key)])


def decoy() -> bytes:
    return sealed(Kind.DECOY, "", (DESK.recipient, OTHER.recipient))
