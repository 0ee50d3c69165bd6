"""Somebody at the door: asks for pages, fills in forms, sends files, and can be cut off. Straight at the application, without a network."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

App = Callable[..., Awaitable[None]]
EDGE = "----edge"


@dataclass(frozen=True)
class Seen:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def plain(self) -> str:
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", self.text)).split())

    @property
    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]*)"', self.text)
        assert found, "no form for a visit on this page"
        return found[1]

    @property
    def words(self) -> list[str]:
        listed = re.search(r'<ol class="words">(.*?)</ol>', self.text, re.DOTALL)
        return re.findall(r"<li>(.*?)</li>", listed[1]) if listed else []


@dataclass
class Visitor:
    """One browser, on one circuit."""

    app: App
    language: str = "en"
    circuit: str = "fc00::1"
    cookies: dict[str, str] = field(default_factory=dict)
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)

    def ask(
        self, method: str, path: str, chunks: Iterable[bytes] = (), headers: Mapping[str, str] | None = None, *, cut: bool = False
    ) -> Seen | None:  # fmt: skip
        """Ask; with *cut* the line breaks after the chunks."""
        return self.runner.run(self.asking(method, path, chunks, headers, cut=cut))

    async def asking(
        self, method: str, path: str, chunks: Iterable[bytes] = (), headers: Mapping[str, str] | None = None, *, cut: bool = False
    ) -> Seen | None:  # fmt: skip
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        raw = [
            (name.encode(), value.encode()) for name, value in ({"cookie": jar} | dict(headers or {})).items()
        ]
        scope = {"type": "http", "method": method, "path": path, "headers": raw, "client": (self.circuit, 0)}
        coming, sent = _coming(chunks, cut=cut), []

        async def receive() -> dict[str, Any]:
            await asyncio.sleep(0)
            return next(coming)

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        return self._seen(sent) if sent else None

    def _seen(self, sent: list[dict[str, Any]]) -> Seen:
        pairs = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
        for name, value in pairs:
            if name == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return Seen(sent[0]["status"], dict(pairs), b"".join(one["body"] for one in sent[1:]))

    def get(self, page: str = "") -> Seen:
        """A page, and the one that it leads to."""
        return self.follow(self.ask("GET", f"/{self.language}/{page}"))

    def post(self, page: str, **fields: str) -> Seen:
        """A form without files."""
        kind = {"content-type": "application/x-www-form-urlencoded"}
        return self.follow(self.ask("POST", f"/{self.language}/{page}", [urlencode(fields).encode()], kind))

    def send(self, token: str, text: str = "", *files: tuple[str, bytes]) -> Seen:
        """Words and files."""
        whole = b"".join(form(token, text, files))
        return self.follow(self.ask("POST", f"/{self.language}/box", pieces(whole), MULTIPART))

    def follow(self, seen: Seen | None) -> Seen:
        """Go where a page sends somebody."""
        assert seen is not None
        while seen.status == 303 and seen.headers["location"].startswith("/"):
            seen = self.ask("GET", seen.headers["location"])
            assert seen is not None
        return seen

    def begin(self) -> tuple[str, Seen]:
        """Get a phrase, type it back, and stand before the box."""
        words = " ".join(self.post("new").words)
        return words, self.post("phrase", phrase=words)


MULTIPART = {"content-type": f"multipart/form-data; boundary={EDGE}"}


def form(token: str, text: str, files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """A form as a browser writes it."""
    yield _field("token", token.encode())
    yield _field("text", text.encode())
    for name, content in files:
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: image/jpeg\r\n\r\n'
        yield head.encode() + content + b"\r\n"
    yield f"--{EDGE}--\r\n".encode()


def _field(name: str, value: bytes) -> bytes:
    return f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"


def pieces(whole: bytes, size: int = 65_536) -> list[bytes]:
    return [whole[at : at + size] for at in range(0, len(whole), size)]


def _coming(chunks: Iterable[bytes], *, cut: bool) -> Iterator[dict[str, Any]]:
    for chunk in chunks:
        yield {"type": "http.request", "body": chunk, "more_body": True}
    if not cut:
        yield {"type": "http.request", "body": b"", "more_body": False}
    while True:
        yield {"type": "http.disconnect"}
