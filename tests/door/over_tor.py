"""Somebody who talks to an onion service over a SOCKS port of Tor, and the desk that fetches what lies at its door."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Final

from tests.door.conftest import DESK, opened
from tests.door.live import Caller

from jebo.sealing import Identity, Part, Recipient, seal, unseal
from jebo.sealing.polling import ASK_BYTES, GIVE_BYTES, Ask, Give, ask_bytes, read_give
from jebo.sealing.tip import ABOUT, CONTENT, About, about_bytes

NO_KEY: Final = 0xF4
"""What Tor answers where an address is only for whoever has its key (tor(1), ExtendedErrors)."""
PATIENCE_S: Final = 120


class NotReached(Exception):
    """Tor gave no connection; ``code`` is what it answered (RFC 1928, section 6, and tor(1), ExtendedErrors)."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(hex(code))


def connected(port: int, host: str, user: str = "") -> socket.socket:
    """A connection to port 80 of *host*; each *user* has circuits of its own (IsolateSOCKSAuth).

    :raises NotReached: there is none.
    """
    made = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
    try:
        made.sendall(b"\x05\x01\x02" if user else b"\x05\x01\x00")
        _read(made, 2)
        if user:
            made.sendall(b"\x01" + _counted(user) + _counted("x"))
            _read(made, 2)
        made.sendall(b"\x05\x01\x00\x03" + _counted(host) + (80).to_bytes(2, "big"))
        if code := _read(made, 10)[1]:
            raise NotReached(code)
    except BaseException:
        made.close()
        raise
    return made


def _counted(text: str) -> bytes:
    return bytes([len(text)]) + text.encode()


def _read(line: socket.socket, size: int) -> bytes:
    told = b""
    while len(told) < size:
        more = line.recv(size - len(told))
        if not more:
            raise ConnectionResetError
        told += more
    return told


class Line(HTTPConnection):
    """A connection through Tor."""

    def __init__(self, port: int, host: str, user: str = "") -> None:
        super().__init__(host, timeout=PATIENCE_S)
        self._tor, self._user = port, user

    def connect(self) -> None:
        """Open it."""
        self.sock = connected(self._tor, self.host, self._user)


def caller(port: int, host: str, user: str = "", language: str = "en") -> Caller:
    """Somebody in front of a door, through Tor."""
    made = Caller(port, language)
    made.line = Line(port, host, user)
    return made


@dataclass
class Desk:
    """The newsroom's side, with what it shows to the door."""

    line: HTTPConnection
    key: str = field(repr=False)

    def poll(self, ask: Ask) -> Give:
        """Ask once; what goes and what comes is of one size each."""
        told = ask_bytes(ask)
        assert len(told) == ASK_BYTES
        self.line.request("POST", "/poll", told, {"Authorization": f"Bearer {self.key}"})
        response = self.line.getresponse()
        given = response.read()
        assert (response.status, len(given)) == (200, GIVE_BYTES)
        return read_give(given)

    def fetch(self, identity: Identity = DESK) -> list[tuple[About, bytes]]:
        """All that lies there, opened; the door keeps none of it."""
        whole: list[bytes] = []
        coming: dict[str, bytes] = {}
        ask, more = Ask(), True
        while more or ask.have:
            give = self.poll(ask)
            have = []
            for piece in give.pieces:
                coming[piece.name] = coming.get(piece.name, b"")[: piece.at] + piece.content
                if len(coming[piece.name]) == piece.size:
                    have.append(piece.name)
                    whole.append(coming.pop(piece.name))
            name = next(iter(coming), "")
            ask, more = Ask(have=tuple(have), name=name, at=len(coming.get(name, b""))), give.more
        return sorted((opened(unseal(one, identity)) for one in whole), key=lambda one: one[0].number)

    def answer(self, source: About, about: About, text: str) -> Give:
        """Send an answer, sealed for who sent something."""
        parts = [Part(name=ABOUT, content=about_bytes(about)), Part(name=CONTENT, content=text.encode())]
        return self.poll(Ask(answers=((source.thread, seal(parts, [Recipient(text=source.key)])),)))
