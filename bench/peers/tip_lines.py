"""Other tip lines, asked over HTTP as their own pages ask a browser without scripts: Hush Line, SecureDrop's source interface.

bench/peers/door_peers.sh sets them up outside of this project, and says where they are. Nothing of them is here.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urlsplit

EDGE = "----edge"
MIB = 2**20
PATIENCE_S = 120  # chosen by us: a tip line that answers later than this has stopped
HERE = ("127.0.0.1", "localhost")
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", f"multipart/form-data; boundary={EDGE}"


class Refused(Exception):
    """A tip line answered with an error of its own; SecureDrop does now and then when two write at once."""


@dataclass
class Answer:
    """What came back."""

    status: int
    page: str
    place: str


@dataclass
class Browser:
    """One connection that is kept as long as the server keeps it, and its cookies."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    settled: bool = (
        False  # cookies stay as they are: every message is sent by the same visit, at the same point of it
    )

    async def ask(self, path: str, body: bytes | None = None, kind: str = URLENCODED) -> Answer:
        async with asyncio.timeout(PATIENCE_S):
            try:
                return await self._once(path, body, kind)
            except (ConnectionError, asyncio.IncompleteReadError):  # a connection that was kept too long
                self.close()
                return await self._once(path, body, kind)

    async def upload(self, path: str, head: bytes, size: int, tail: bytes) -> Answer:
        reader, writer = await self._open()
        writer.write(self._head(path, len(head) + size + len(tail), MULTIPART) + head)
        piece = os.urandom(MIB)
        for _ in range(size // MIB):
            writer.write(piece)
            await writer.drain()
        writer.write(tail)
        return await self._answer(reader)

    def close(self) -> None:
        if self.streams:
            self.streams[1].close()
        self.streams = None

    async def _once(self, path: str, body: bytes | None, kind: str) -> Answer:
        reader, writer = await self._open()
        writer.write(self._head(path, None if body is None else len(body), kind) + (body or b""))
        return await self._answer(reader)

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.streams is None:
            place = urlsplit(self.address)
            self.streams = await asyncio.open_connection(place.hostname, place.port or 80)
        return self.streams

    def _head(self, path: str, size: int | None, kind: str) -> bytes:
        lines = [
            f"{'GET' if size is None else 'POST'} {path} HTTP/1.1",
            f"host: {urlsplit(self.address).netloc}",
        ]
        lines += [f"cookie: {'; '.join(f'{k}={v}' for k, v in self.cookies.items())}"] if self.cookies else []
        lines += [] if size is None else [f"content-type: {kind}", f"content-length: {size}"]
        return "\r\n".join([*lines, "", ""]).encode()

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        if not self.settled:
            self.cookies |= dict(re.findall(r"(?im)^set-cookie: ([^=]+)=([^;\r]*)", head))
        length = re.search(r"(?im)^content-length: (\d+)", head)
        page = await (reader.readexactly(int(length[1])) if length else pieces(reader))
        if re.search(r"(?im)^connection: close", head):
            self.close()
        if (status := int(head.split(" ")[1])) >= 500:
            raise Refused(f"{status}")
        place = re.search(r"(?im)^location: (\S+)", head)
        return Answer(status, page.decode(), urlsplit(place[1]).path if place else "")


async def pieces(reader: asyncio.StreamReader) -> bytes:
    """A body whose length is told piece by piece."""
    whole = b""
    while size := int(await reader.readline(), 16):
        whole += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return whole


def hidden(page: str, form: str) -> dict[str, str]:
    """What a form sends by itself: its hidden fields."""
    start = re.search(rf'<form\b[^>]*\bid="{form}"', page)
    if start is None:
        raise SystemExit(f"the page has no form {form}: the tip line is of another version")
    found = {}
    for one in re.findall(r"<input\b[^>]*>", page[start.start() :].split("</form>")[0]):
        pairs = {
            name: unescape(a or b) for name, a, b in re.findall(r"(\w+)=(?:\"([^\"]*)\"|'([^']*)')", one)
        }
        if pairs.get("type") == "hidden":
            found[pairs["name"]] = pairs.get("value", "")
    return found


def part(name: str, value: str, file: str = "") -> bytes:
    more = f'; filename="{file}"\r\nContent-Type: video/mp4' if file else ""
    end = "" if file else "\r\n"
    return f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}{end}'.encode()


class TipLine:
    """One of them: how a source comes to its form, and what the form sends."""

    name = variable = ""
    takes_files = False

    def __init__(self, address: str) -> None:
        if urlsplit(address).hostname not in HERE:
            raise SystemExit(f"{self.variable} names another machine; the bench asks only this one")
        self.address = address

    async def enter(self) -> tuple[Browser, dict[str, str]]:
        """A new source, up to the form of a message, and what that form sends by itself."""
        raise NotImplementedError

    async def send(self, browser: Browser, given: dict[str, str], text: str) -> None:
        raise NotImplementedError

    async def see(self, browser: Browser) -> None:
        """The page that follows, which tells that it was taken."""
        raise NotImplementedError

    async def upload(self, browser: Browser, given: dict[str, str], size: int) -> None:
        raise NotImplementedError


class HushLine(TipLine):
    """One account's page. One sum, solved once, is good for all messages of a visit; a first contact makes no account, but a link."""

    name, variable = "Hush Line", "JEBO_BENCH_HUSHLINE"

    async def enter(self) -> tuple[Browser, dict[str, str]]:
        browser = Browser(self.address)
        page = (await browser.ask(urlsplit(self.address).path)).page
        given = hidden(page, "messageForm")
        one, other = re.findall(r'for="captcha_answer">(\d+) \+ (\d+) =', page)[0]
        texts = re.findall(r'name="(field_\d+)"', page)
        blank = dict.fromkeys(texts, "")
        return browser, given | blank | {"captcha_answer": str(int(one) + int(other)), "_text": texts[-1]}

    async def send(self, browser: Browser, given: dict[str, str], text: str) -> None:
        form = {name: value for name, value in given.items() if name != "_text"} | {given["_text"]: text}
        answer = await browser.ask(urlsplit(self.address).path, urlencode(form).encode())
        assert answer.place == "/submit/success", "Hush Line did not take a message"

    async def see(self, browser: Browser) -> None:
        page = (await browser.ask("/submit/success")).page
        assert "/reply/" in page, "Hush Line told no place of answers"


class SecureDrop(TipLine):
    """Start, a codename, an account with two keys, and its page."""

    name, variable, takes_files = "SecureDrop", "JEBO_BENCH_SECUREDROP", True

    async def enter(self) -> tuple[Browser, dict[str, str]]:
        browser = Browser(self.address)
        start = hidden((await browser.ask("/")).page, "started-form")
        codename = hidden((await browser.ask("/generate", urlencode(start).encode())).page, "create-form")
        made = await browser.ask("/create", urlencode(codename).encode())
        assert made.place == "/lookup", "SecureDrop made no account"
        return browser, hidden((await browser.ask("/lookup")).page, "upload")

    async def send(self, browser: Browser, given: dict[str, str], text: str) -> None:
        fields = b"".join(part(*one) for one in (given | {"msg": text, "text": ""}).items())
        answer = await browser.ask("/submit", fields + f"--{EDGE}--\r\n".encode(), MULTIPART)
        assert answer.place == "/lookup", "SecureDrop did not take a message"

    async def see(self, browser: Browser) -> None:
        assert "Success!" in (await browser.ask("/lookup")).page, "SecureDrop took nothing"

    async def upload(self, browser: Browser, given: dict[str, str], size: int) -> None:
        fields = b"".join(part(*one) for one in (given | {"msg": "", "text": ""}).items())
        tail = f"\r\n--{EDGE}--\r\n".encode()
        await browser.upload("/submit", fields + part("fh", "", "film.mp4"), size, tail)


@dataclass
class Rate:
    """How many a second were taken, and how many were answered with an error."""

    a_second: float
    refused: int


async def counted(tasks: list[Awaitable[int]], count: int) -> Rate:
    begun = time.perf_counter()
    taken = sum(await asyncio.gather(*tasks))
    return Rate(taken / (time.perf_counter() - begun), count - taken)


async def taken(work: Awaitable[object]) -> bool:
    try:
        await work
    except Refused:
        return False
    return True


async def first(line: TipLine) -> tuple[Browser, dict[str, str]]:
    """A first contact: in, a message, and the page that tells that it was taken."""
    browser, given = await line.enter()
    await line.send(browser, given, "y" * 1024)
    await line.see(browser)
    return browser, given


async def inside(line: TipLine) -> tuple[Browser, dict[str, str]]:
    """A source who is in and has sent a message."""
    for _ in range(5):
        try:
            return await first(line)
        except Refused:
            continue
    raise SystemExit(f"{line.name} answers with errors: see its logs")


async def messages(line: TipLine, connections: int, each: int) -> Rate:
    """1 KiB messages of sources who are in."""
    sources = [await inside(line) for _ in range(connections)]

    async def many(browser: Browser, given: dict[str, str]) -> int:
        browser.settled = True
        return sum([await taken(line.send(browser, given, "x" * 1024)) for _ in range(each)])

    return await counted([many(*one) for one in sources], connections * each)


async def contacts(line: TipLine, count: int) -> Rate:
    """First contacts, each with a message, four at a time."""

    async def one() -> None:
        (await first(line))[0].close()

    async def some(share: int) -> int:
        return sum([await taken(one()) for _ in range(share)])

    return await counted([some(count // 4) for _ in range(4)], count)


async def upload(line: TipLine, size: int) -> float:
    """MB a second of one file, the best of three, each seen to be taken."""
    browser, given = await inside(line)
    took = []
    for _ in range(3):
        begun = time.perf_counter()
        await line.upload(browser, given, size)
        took.append(time.perf_counter() - begun)
        await line.see(browser)
    return size / 1e6 / min(took)


ALL: tuple[type[TipLine], ...] = (HushLine, SecureDrop)


def named(say: Callable[[str], None]) -> list[TipLine]:
    """Those that the environment names; of the others, *say* that they are left out."""
    found = []
    for kind in ALL:
        if address := os.environ.get(kind.variable):
            found.append(kind(address))
        else:
            say(
                f"{kind.name} is left out: bench/peers/door_peers.sh sets it up outside of this project, then set {kind.variable}."
            )
    return found
