"""A drafter that asks a language model's server on this machine (llama.cpp, Ollama), in the protocol that OpenAI made common.

Off unless ``JEBO_DRAFT_SERVER`` (``http://127.0.0.1:11434``) and ``JEBO_DRAFT_MODEL`` name one. Another machine is asked only
where ``JEBO_DRAFT_OUTSIDE`` says in words what leaves this one, and names its host; those words are shown to who translates.

Library: http.client of the standard library, because it follows no redirect, reads no proxy from the environment, and sends
no header of its own but the host, the length and the encoding.
"""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final, Self
from urllib.parse import SplitResult, urlsplit

from jebo.desk.refused import Refused
from jebo.desk.translation.answer import drafts, question
from jebo.desk.translation.drafter import Terms
from jebo.errors import N_
from jebo.texts.quiet import attempt

SERVER: Final = "JEBO_DRAFT_SERVER"
MODEL: Final = "JEBO_DRAFT_MODEL"
OUTSIDE: Final = "JEBO_DRAFT_OUTSIDE"
KEY: Final = "JEBO_DRAFT_KEY"
PATH: Final = "/v1/chat/completions"
SECONDS: Final = 120.0
"""From the first byte to the last. Chosen by us: ten sentences of a model of 8 billion weights on a laptop without a GPU."""
LARGEST: Final = 256 << 10
"""Bytes of an answer. Chosen by us: some hundred times what ten sentences take."""


class NoServer(Refused):
    """What names the server cannot be understood."""

    says = N_(
        "JEBO_DRAFT_SERVER is no address that can be used, or JEBO_DRAFT_MODEL is missing; an address looks like http://127.0.0.1:11434"
    )


class NotHere(Refused):
    """The server is not this machine, or hands on to another one, and nothing says what leaves."""

    says = N_(
        "the machine that JEBO_DRAFT_SERVER names is not this one, or its model runs elsewhere: JEBO_DRAFT_OUTSIDE has to say"
        " in words what leaves this machine, and name that host; without TLS (https) nothing leaves at all"
    )


class NoAnswer(Refused):
    """Nobody answers there, or not in this protocol."""

    says = N_("the server for machine drafts does not answer; see that it runs")


class TooLong(Refused):
    """The time is over."""

    says = N_("the machine took longer than two minutes, so nothing was drafted; try a smaller model")


class TooLarge(Refused):
    """The answer is above the limit."""

    says = N_("the machine's answer was far too long, so nothing of it was taken")


class SentElsewhere(Refused):
    """It answers with a redirect."""

    says = N_(
        "the server for machine drafts sends to another address, which is not followed; nothing was drafted"
    )


class Declined(Refused):
    """It answers with an error."""

    says = N_("the server for machine drafts refused; see that it has the model that JEBO_DRAFT_MODEL names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A server and its model.

    ``here``: at an address of this machine alone. ``outside`` as :class:`~jebo.desk.translation.drafter.Drafter` has it.
    ``seconds`` in all.
    """

    host: str
    port: int | None
    model: str
    path: str = PATH
    here: bool = True
    encrypted: bool = False
    outside: str = ""
    key: str = field(default="", repr=False)
    seconds: float = SECONDS

    def drafts(self, sentences: Sequence[str], language: str, into: str, terms: Terms) -> tuple[str, ...]:
        """Ask for drafts.

        :raises NoAnswer, TooLong, TooLarge, SentElsewhere, Declined: by what the server does.
        :raises jebo.desk.translation.answer.NotSentences: by what it says.
        """
        return drafts(self._asked(question(self.model, sentences, language, into, terms)), sentences)

    def _asked(self, body: bytes) -> bytes:
        kind = http.client.HTTPSConnection if self.encrypted else http.client.HTTPConnection
        with (
            closing(kind(self.host, self.port, timeout=self.seconds)) as connection,
            _Limit(self.seconds) as limit,
        ):
            answer = attempt(
                lambda: self._exchanged(connection, limit, body),
                OSError, http.client.HTTPException, ValueError,
            )  # fmt: skip
        if limit.over.is_set():
            raise TooLong
        if answer is None:
            raise NoAnswer
        return _taken(*answer)

    def _exchanged(
        self, connection: http.client.HTTPConnection, limit: _Limit, body: bytes
    ) -> tuple[int, bytes]:
        """Status and body; nothing is sent before it is certain that the other end is where it should be."""
        connection.connect()
        limit.holds(connection.sock)
        if self.here and not ip_address(connection.sock.getpeername()[0]).is_loopback:
            raise ConnectionRefusedError
        bearer = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        connection.request("POST", self.path, body, {"Content-Type": "application/json", **bearer})
        response = connection.getresponse()
        return response.status, response.read(LARGEST + 1)


def _taken(status: int, body: bytes) -> bytes:
    if 300 <= status < 400:
        raise SentElsewhere
    if status != 200:
        raise Declined
    if len(body) > LARGEST:
        raise TooLarge
    return body


class _Limit:
    """A limit on the whole exchange: a connection's own timeout begins anew with each byte. ``over`` is set when time is."""

    def __init__(self, seconds: float) -> None:
        self.over = threading.Event()
        self._held: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def holds(self, connected: socket.socket) -> None:
        """From now on the limit ends this connection.

        :raises TimeoutError: time is over already.
        """
        self._held = connected
        if self.over.is_set():
            raise TimeoutError

    def _end(self) -> None:
        self.over.set()
        if self._held is not None:
            with suppress(OSError):
                socket.socket.shutdown(
                    self._held, socket.SHUT_RDWR
                )  # not TLS's own, which another thread is reading


def named(environment: Mapping[str, str]) -> Chat | None:
    """The server that *environment* names; None where it names none, which is how a desk comes.

    :raises NoServer: it cannot be understood.
    :raises NotHere: it is another machine, and nothing says what leaves this one.
    """
    if not environment.get(SERVER):
        return None
    address, model = attempt(lambda: _split(environment[SERVER]), ValueError), environment.get(MODEL, "")
    if address is None or not address.hostname or not model:
        raise NoServer
    here, leaves = _here(address.hostname), environment.get(OUTSIDE, "").strip()
    hands_on = model.lower().endswith("cloud")  # Ollama sends what is asked of these models to its makers
    if (hands_on or not here) and not _covered(address, leaves, here):
        raise NotHere
    return Chat(
        host=address.hostname, port=address.port, path=address.path.rstrip("/").removesuffix("/v1") + PATH, model=model,
        here=here, encrypted=address.scheme == "https", outside=leaves if hands_on or not here else "",
        key=environment.get(KEY, ""),
    )  # fmt: skip


def _split(typed: str) -> SplitResult:
    """An address of a scheme, a host, perhaps a port and a path.

    :raises ValueError: it is none, or there is more to it.
    """
    found = urlsplit(typed.strip())
    more = found.username or found.password or found.query or found.fragment
    if found.scheme not in ("http", "https") or more or found.port == 0:
        raise ValueError
    return found


def _here(host: str) -> bool:
    """Whether it is this machine by its address. Where ``localhost`` leads is looked at again when it is connected."""
    address = attempt(lambda: ip_address(host), ValueError)
    return host == "localhost" or (address is not None and address.is_loopback)


def _covered(address: SplitResult, leaves: str, here: bool) -> bool:
    """Whether words say what leaves; about another machine they name it, so that those of one service stand for no other."""
    named = (address.hostname or "") in leaves.lower() and address.scheme == "https"
    return bool(leaves) and (here or named)
