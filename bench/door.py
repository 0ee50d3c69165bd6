#!/usr/bin/env python3
"""How much the door takes, beside a handler that reads what comes and drops it, in one run.

    bench/door.py            1 KiB messages, a file of 100 MiB, first contacts, memory by size of file, 500 slow uploads
    bench/door.py --quick    a taste

The door runs as it does on a server (memory that is given back is written over, disk waited for, three recipients, sealed), the limit as
a bare ASGI handler on the same uvicorn. Everything is on 127.0.0.1; this client shares the cores. Hush Line and SecureDrop's source
interface are asked the same where JEBO_BENCH_HUSHLINE and JEBO_BENCH_SECUREDROP name an address at which bench/peers/door_peers.sh has
set them up: as a browser without scripts asks them, by sources who are in, after a message of each that warms up; only the sending is
timed, as at the door, and for a first contact all its pages. They do other work (OpenPGP, a database, gzip) than the door.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[1]))  # bench.peers, when this is run as a script

from bench.peers import tip_lines

EDGE = "----edge"
MIB = 2**20
EACH = 8
"""Uploads of one visit at the same time; the door takes no more."""
_SERVER = """
import asyncio, os, sys
from dataclasses import replace
from datetime import date
from pathlib import Path
import uvicorn
if sys.argv[1] == "limit":
    async def app(scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})
    config = uvicorn.Config(app, port=int(sys.argv[2]), http="httptools", loop="asyncio", ws="none", lifespan="off", log_level="critical",
                            access_log=False, timeout_keep_alive=75)
    uvicorn.Server(config).run()
else:
    from jebo.door import lanes, serve
    lanes.BURST = 10**9  # each connection here stands for many circuits
    serve.run(Path(sys.argv[3]), lambda: date(2026, 11, 26), lambda _: None)
"""


@dataclass
class Server:
    """A process that listens."""

    process: subprocess.Popen[bytes]
    port: int

    def cpu_s(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_mib(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()


def started(kind: str, port: int, folder: Path) -> Server:
    from jebo.door.serve import CLEAN

    environment = {**os.environ, **(CLEAN if kind == "door" else {})}
    command = [sys.executable, "-c", _SERVER, kind, str(port), str(folder)]
    made = Server(subprocess.Popen(command, env=environment), port)
    asyncio.run(_until_open(port))
    return made


async def _until_open(port: int) -> None:
    for _ in range(2_000):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            return
    raise SystemExit("the server did not open")


def door_at(folder: Path, port: int) -> None:
    from jebo.sealing import Identity

    keys = ", ".join(f'"{Identity.make().recipient.text}"' for _ in range(3))
    folder.mkdir(parents=True)
    folder.joinpath("door.toml").write_text(
        f'name = {{en = "Bench"}}\nrecipients = [{keys}]\nuntil = 2027-06-01\nsalt = "{"ab" * 16}"\ncircuits = false\nreserve = "1MB"\n'
        f'public = "127.0.0.1:{port}"\ndesk = "127.0.0.1:{port + 1}"\n'
    )


class Client:
    """One connection that is kept."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie = port, ""

    async def open(self) -> Client:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "application/x-www-form-urlencoded"
    ) -> tuple[int, bytes, str]:
        self.writer.write(self.head(method, path, len(body), kind) + body)
        return await self._answer()

    async def upload(self, path: str, head: bytes, size: int, tail: bytes) -> int:
        self.writer.write(self.head("POST", path, len(head) + size + len(tail), MULTIPART) + head)
        piece = os.urandom(MIB)
        for _ in range(size // MIB):
            self.writer.write(piece)
            await self.writer.drain()
        self.writer.write(tail)
        return (await self._answer())[0]

    def head(self, method: str, path: str, size: int, kind: str) -> bytes:
        return (
            f"{method} {path} HTTP/1.1\r\nhost: door\r\ncookie: visit={self.cookie}\r\ncontent-type: {kind}\r\ncontent-length: {size}\r\n\r\n"
        ).encode()

    async def _answer(self) -> tuple[int, bytes, str]:
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        length = int(re.findall(r"content-length: (\d+)", head)[0])
        if found := re.search(r"set-cookie: visit=([^;]+)", head):
            self.cookie = found[1]
        where = re.search(r"location: (\S+)", head)
        return int(head.split(" ")[1]), await self.reader.readexactly(length), where[1] if where else ""


MULTIPART = f"multipart/form-data; boundary={EDGE}"


def field(name: str, value: bytes) -> bytes:
    return f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"


def message(token: str, text: bytes) -> bytes:
    return field("token", token.encode()) + field("text", text) + f"--{EDGE}--\r\n".encode()


async def contact(client: Client) -> str:
    """A phrase, typed back; gives what forms of the visit need."""
    await client.ask("GET", "/en/")
    await client.ask("POST", "/en/new")
    page = (await client.ask("GET", "/en/phrase"))[1].decode()
    words = re.findall(r"<li>(\w+)</li>", page.split('class="words"')[1].split("</ol>")[0])
    await client.ask("POST", "/en/phrase", urlencode({"phrase": " ".join(words)}).encode())
    box = (await client.ask("GET", "/en/box"))[1].decode()
    return str(re.findall(r'name="token" value="([^"]+)"', box)[0])


async def together(some: Iterable[Awaitable[None]]) -> float:
    """Seconds until all are done."""
    begun = time.perf_counter()
    await asyncio.gather(*some)
    return time.perf_counter() - begun


async def messages(port: int, connections: int, each: int, path: str) -> float:
    """1 KiB messages a second."""
    clients = [await Client(port).open() for _ in range(connections)]
    tokens = [await contact(one) if path != "/" else "" for one in clients]

    async def many(client: Client, token: str) -> None:
        whole = message(token, b"x" * 1024)
        for _ in range(each):
            status, _, _ = await client.ask("POST", path, whole, MULTIPART)
            assert status in (200, 303)

    return connections * each / await together(many(*pair) for pair in zip(clients, tokens, strict=True))


async def upload(port: int, size: int, path: str) -> float:
    """MB a second of one file."""
    client = await Client(port).open()
    token = await contact(client) if path != "/" else ""
    name = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="film.mp4"\r\nContent-Type: video/mp4\r\n\r\n'
    begun = time.perf_counter()
    status = await client.upload(
        path, field("token", token.encode()) + name.encode(), size, f"\r\n--{EDGE}--\r\n".encode()
    )
    assert status in (200, 303)
    return size / 1e6 / (time.perf_counter() - begun)


async def contacts(port: int, count: int) -> float:
    """First contacts a second, each with a message, four at a time."""

    async def some(share: int) -> None:
        for _ in range(share):
            client = await Client(port).open()
            token = await contact(client)
            assert (await client.ask("POST", "/en/box", message(token, b"y" * 1024), MULTIPART))[0] == 303
            client.writer.close()

    return count / await together(some(count // 4) for _ in range(4))


async def slow(port: int, uploads: int, asked: int) -> float:
    """The 95th percentile of milliseconds for a page while uploads trickle."""
    client = await Client(port).open()
    await contact(client)
    stop = asyncio.Event()
    visits = [await Client(port).open() for _ in range(-(-uploads // EACH))]
    tokens = [await contact(one) for one in visits]

    async def trickle(number: int) -> None:
        other = await Client(port).open()
        other.cookie, token = visits[number // EACH].cookie, tokens[number // EACH]
        name = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\nContent-Type: video/mp4\r\n\r\n'
        other.writer.write(
            other.head("POST", "/en/box", 10**9, MULTIPART) + field("token", token.encode()) + name.encode()
        )
        while not stop.is_set():
            other.writer.write(os.urandom(1024))
            await other.writer.drain()
            try:
                await asyncio.wait_for(stop.wait(), 0.5)
            except TimeoutError:
                continue
        other.writer.close()

    tasks = [asyncio.create_task(trickle(number)) for number in range(uploads)]
    await asyncio.sleep(2)
    took = []
    for _ in range(asked):
        begun = time.perf_counter()
        await client.ask("GET", "/en/box")
        took.append((time.perf_counter() - begun) * 1000)
    stop.set()
    await asyncio.gather(*tasks)
    return quantiles(took, n=20)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2
    )
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        door_at(root / "door", 8590)
        limit, door = started("limit", 8580, root), started("door", 8590, root / "door")
        try:
            measure(limit, door, quick=quick)
        finally:
            limit.end()
            door.end()


@dataclass
class Both:
    """A figure of the door and of the limit."""

    real: float
    bare: float


def measure(limit: Server, door: Server, *, quick: bool) -> None:
    eight = many_messages(limit, door, quick=quick)
    file = a_file(limit, door, quick=quick)
    first = first_contacts(door, quick=quick)
    memory(door, quick=quick)
    trickling(door, quick=quick)
    for line in tip_lines.named(print):
        beside(line, eight, file, first, quick=quick)


def many_messages(limit: Server, door: Server, *, quick: bool) -> Both:
    """Those of eight connections."""
    each, found = 50 if quick else 500, []
    for connections in (8,) if quick else (8, 32):
        bare = asyncio.run(messages(limit.port, connections, each * 2, "/"))
        before = door.cpu_s()
        real = asyncio.run(messages(door.port, connections, each, "/en/box"))
        cost = (door.cpu_s() - before) / (connections * each) * 1000
        what = f"1 KiB messages, {connections} connections"
        tell(what, f"{real:,.0f}/s", real / bare, f"{cost:.2f} ms of CPU each")
        found.append(Both(real, bare))
    return found[0]


def size_of_file(quick: bool) -> int:
    return (8 if quick else 100) * MIB


def a_file(limit: Server, door: Server, *, quick: bool) -> Both:
    size = size_of_file(quick)
    bare, real = (
        max(asyncio.run(upload(one.port, size, path)) for _ in range(3))
        for one, path in ((limit, "/"), (door, "/en/box"))
    )
    tell(f"a file of {size // MIB} MiB", f"{real:,.0f} MB/s", real / bare)
    return Both(real, bare)


def first_contacts(door: Server, *, quick: bool) -> float:
    count, before = (8 if quick else 100), door.cpu_s()
    rate = asyncio.run(contacts(door.port, count))
    cost = (door.cpu_s() - before) / count
    tell(
        "first contacts, each with a message, 4 at a time", f"{rate:.1f}/s", None, f"{cost:.3f} s of CPU each"
    )
    return rate


def memory(door: Server, *, quick: bool) -> None:
    tell("peak memory until here, with two phrases being made", f"{door.peak_mib():.0f} MiB", None)
    for megabytes in (8,) if quick else (100, 1000):
        asyncio.run(upload(door.port, megabytes * MIB, "/en/box"))
        tell(f"peak memory after a file of {megabytes} MiB", f"{door.peak_mib():.0f} MiB", None)


def trickling(door: Server, *, quick: bool) -> None:
    uploads = 50 if quick else 500
    late = asyncio.run(slow(door.port, uploads, 200))
    what = f"a page while {uploads} uploads trickle, 95th percentile"
    tell(what, f"{late:.1f} ms", None, f"peak memory {door.peak_mib():.0f} MiB")


def beside(line: tip_lines.TipLine, eight: Both, file: Both, first: float, *, quick: bool) -> None:
    """The same of another tip line, in the same run."""
    sent = asyncio.run(tip_lines.messages(line, 8, 5 if quick else 50))
    tell(f"{line.name}: 1 KiB messages, 8 connections", f"{sent.a_second:.1f}/s", sent.a_second / eight.bare)
    compare(eight.real / sent.a_second, sent.refused)
    met = asyncio.run(tip_lines.contacts(line, 8 if quick else 40))
    tell(f"{line.name}: first contacts, 4 at a time", f"{met.a_second:.2f}/s", None)
    compare(first / met.a_second, met.refused)
    if not line.takes_files:
        print(f"{line.name} takes no files")
        return
    speed = asyncio.run(tip_lines.upload(line, size_of_file(quick)))
    tell(f"{line.name}: a file of {size_of_file(quick) // MIB} MiB", f"{speed:,.0f} MB/s", speed / file.bare)
    compare(file.real / speed, 0)


def compare(times: float, refused: int) -> None:
    print(
        f"    the door: {times:,.1f} times as much{f'; {refused} were answered with an error' if refused else ''}"
    )


def tell(what: str, figure: str, share: float | None, more: str = "") -> None:
    part = (
        ""
        if share is None
        else f"  {share:.0%} of the limit"
        if share >= 0.1
        else f"  {share:.2%} of the limit"
    )
    print(f"{what:<58}{figure:>14}{part}{'  ' + more if more else ''}", flush=True)


Call = Callable[[], Awaitable[None]]

if __name__ == "__main__":
    main()
