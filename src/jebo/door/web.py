"""Requests and answers, over ASGI, and forms that are read while they come in.

Without a web framework: a dozen pages need none, and what frameworks do with forms (spool them to the disk in plaintext, log, keep the
path of an error) is what a door must not do. Library: multipart (MIT), which parses what it is given and keeps nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl

import multipart

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
FIELD_LIMIT_BYTES: Final = 256 * 1024
"""Of the words in the box. Chosen by us."""
FORM_LIMIT_BYTES: Final = 16 * 1024
"""Of any other form, all its fields and what stands between them: a word to the editors of 5,000 Korean letters. Anybody may send as many
of them as they like at the same time, and without a phrase. Chosen by us."""
PARTS_LIMIT: Final = 100
"""Parts of a form with files. Chosen by us."""


class Gone(Exception):
    """Who asked is not there any more."""


class BadForm(Exception):
    """What came is no form, or a larger one than any of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asks. ``repr`` shows nothing of it.

    :param headers: by their names in small letters.
    :param circuit: stands for the Tor circuit over which it came, in memory only.
    :param cut: closes the connection.
    :param read: whether much of it is read at once.
    """

    method: str
    path: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    circuit: str = field(repr=False)
    receive: Receive = field(repr=False)
    cut: Callable[[], None] = field(repr=False)
    read: Callable[[bool], None] = field(repr=False)

    @classmethod
    def of(cls, scope: Mapping[str, Any], receive: Receive) -> Request:
        """That of an ASGI connection."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        host, port = scope.get("client") or ("", 0)
        return cls(
            method=scope["method"],
            path=scope["path"],
            headers=headers,
            circuit=f"{host} {port}",
            receive=receive,
            cut=scope.get("state", {}).get("cut", _nothing),
            read=scope.get("state", {}).get("read", _nothing),
        )

    def cookie(self, name: str) -> str:
        """A cookie, or nothing."""
        for one in self.headers.get("cookie", "").split(";"):
            key, _, value = one.strip().partition("=")
            if key == name:
                return value
        return ""

    async def body(self) -> AsyncIterator[bytes]:
        """What it brings, as it comes.

        :raises Gone: the connection was cut.
        """
        while True:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise Gone
            if chunk := message.get("body", b""):
                yield chunk
            if not message.get("more_body", False):
                return

    async def fields(self) -> dict[str, str]:
        """The fields of a form without files, however it is sent.

        :raises BadForm, Gone: it is none, or too long; the connection was cut.
        """
        kind = self.headers.get("content-type", "").split(";")[0].strip().lower()
        whole = bytearray()
        async for chunk in self.body():
            whole += chunk
            if len(whole) > FORM_LIMIT_BYTES:
                raise BadForm
        if kind == "multipart/form-data":
            return self._texts(bytes(whole))
        return _pairs(bytes(whole)) if kind == "application/x-www-form-urlencoded" else {}

    def _texts(self, whole: bytes) -> dict[str, str]:
        found: dict[str, bytes] = {}
        parser, name = self._parser(), ""
        for event in _events(parser, whole):
            if isinstance(event, multipart.MultipartSegment):
                name = event.name or ""
                found[name] = b""
            elif event is not None:
                found[name] += bytes(event)
        _whole(parser)
        return {name: text.decode(errors="replace") for name, text in found.items()}

    async def parts(self) -> AsyncIterator[tuple[PartOfForm, bytes | None]]:
        """The parts of a form with files, piece by piece as they come; None where one is whole.

        :raises BadForm, Gone: it is none; the connection was cut.
        """
        parser = self._parser()
        part = PartOfForm()
        async for chunk in self.body():
            for event in _events(parser, chunk):
                if isinstance(event, multipart.MultipartSegment):
                    part = PartOfForm(
                        name=event.name or "", filename=event.filename or "", type=event.content_type or ""
                    )
                else:
                    yield part, None if event is None else bytes(event)
        _whole(parser)

    def _parser(self) -> multipart.PushMultipartParser:
        kind, options = multipart.parse_options_header(self.headers.get("content-type", ""))
        boundary = options.get("boundary", "")
        if kind != "multipart/form-data" or not 0 < len(boundary) <= 200:
            raise BadForm
        try:
            return multipart.PushMultipartParser(boundary, max_segment_count=PARTS_LIMIT, strict=True)
        except multipart.MultipartError:
            raise BadForm from None


def _nothing(*_: object) -> None:
    """There is no connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfForm:
    """A field or a file of a form."""

    name: str = field(default="", repr=False)
    filename: str = field(default="", repr=False)
    type: str = field(default="", repr=False)


def _events(parser: multipart.PushMultipartParser, chunk: bytes) -> list[Any]:
    try:
        return list(parser.parse(chunk))
    except (multipart.MultipartError, UnicodeError):
        raise BadForm from None


def _whole(parser: multipart.PushMultipartParser) -> None:
    try:
        parser.close()
    except multipart.MultipartError:
        raise BadForm from None


def _pairs(whole: bytes) -> dict[str, str]:
    try:
        return dict(
            parse_qsl(whole.decode("ascii"), keep_blank_values=True, max_num_fields=20, errors="replace")
        )
    except (ValueError, UnicodeError):
        raise BadForm from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent back."""

    status: int = 200
    type: str = "text/html; charset=utf-8"
    body: bytes = field(default=b"", repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    async def send(self, send: Send, *, bare: bool = False) -> None:
        """Send it.

        :param bare: only what stands before the body (HEAD).
        """
        headers = [
            *ALWAYS,
            ("content-type", self.type),
            ("content-length", str(len(self.body))),
            *self.headers,
        ]
        raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        await send({"type": "http.response.start", "status": self.status, "headers": raw})
        await send({"type": "http.response.body", "body": b"" if bare else self.body})


ALWAYS: Final = (
    ("cache-control", "no-store"),
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "interest-cohort=()"),
)
"""With every answer. No clock, no name of a program."""
