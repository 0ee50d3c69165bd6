"""No connection holds the door: neither by what it sends, nor by what it does not send, nor by how many there are of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

import pytest
from tests.door.conftest import House, Make
from tests.door.visitor import MULTIPART, Visitor, form
from uvicorn.server import ServerState

from jebo.door import forms, line, serve
from jebo.door.line import Line
from jebo.door.serve import listening, server

PAGE = b"GET /en/ HTTP/1.1\r\nHost: x\r\n\r\n"
CIRCUIT = b"PROXY TCP6 fc00:dead:beef:4dad::0:17 fc00::1 1 80\r\n"


@dataclass
class Somebody:
    """Who holds one end of a connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def say(self, some: bytes) -> None:
        with suppress(ConnectionError):
            self.writer.write(some)
            await self.writer.drain()

    async def hear(self, within: float = 2.0) -> bytes:
        """The first line of an answer; nothing where the connection was closed."""
        with suppress(ConnectionError):
            return await asyncio.wait_for(self.reader.readline(), within)
        return b""

    async def page(self) -> int:
        """Ask for a page, and read all of it."""
        await self.say(PAGE)
        head = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), 5)
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await self.reader.readexactly(length)
        return int(head.split(b" ")[1])

    async def closed(self, within: float = 2.0) -> bool:
        try:
            while await asyncio.wait_for(self.reader.read(65_536), within):
                pass
        except TimeoutError:
            return False
        except ConnectionError:
            pass
        return True


@dataclass
class Open:
    """A door that listens, in this process."""

    port: int
    desk_port: int
    everybody: list[Somebody]

    async def somebody(self, *, desk: bool = False, says: bytes = b"") -> Somebody:
        made = Somebody(*await asyncio.open_connection("127.0.0.1", self.desk_port if desk else self.port))
        self.everybody.append(made)
        await made.say(says)
        return made


@asynccontextmanager
async def opened(house: House) -> AsyncIterator[Open]:
    with listening(0) as public, listening(0) as desk:
        ports = public.getsockname()[1], desk.getsockname()[1]
        settings = replace(house.door.settings, port=ports[0], desk_port=ports[1])
        config = server(replace(house.door, settings=settings)).config
        config.load()
        state, loop = ServerState(), asyncio.get_running_loop()

        def kind() -> asyncio.Protocol:
            made: Any = config.http_protocol_class
            return made(config=config, server_state=state, app_state={})  # type: ignore[no-any-return]

        listeners = [await loop.create_server(kind, sock=one) for one in (public, desk)]
        found = Open(*ports, [])
        try:
            yield found
        finally:
            for one in found.everybody:
                one.writer.transport.abort()
            for listener in listeners:
                listener.close()
            await asyncio.sleep(0.02)


def at(house: House, story: Callable[[Open], Awaitable[None]]) -> None:
    async def told() -> None:
        async with opened(house) as door:
            await story(door)

    asyncio.run(told())


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds are tenths."""
    monkeypatch.setattr(line, "HEAD_S", 0.3)
    monkeypatch.setattr(line, "QUIET_S", 0.6)


@pytest.fixture
def plain(make: Make) -> House:
    return make(circuits=False)


HEAD = b"GET /en/ HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    "start",
    [
        HEAD + b"X-A: ",
        b"GET /",
        HEAD,
        b"POST /en/comment HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-A: ",
    ],
    ids=["one line", "the address", "many lines", "behind the body"],
)
def test_a_head_without_an_end_is_closed_before_it_holds_much(plain: House, start: bytes) -> None:
    piece = (b"X-A: " + b"a" * 995 + b"\r\n") if start == HEAD else b"a" * 1000

    async def story(door: Open) -> None:
        long = await door.somebody(says=start)
        for _ in range(100):
            await long.say(piece)
            await asyncio.sleep(0)
        assert await long.closed()
        short = await door.somebody(says=start)
        for _ in range(10):
            await short.say(piece)
        assert not await short.closed(0.2), "the control: ten thousand bytes are none too many"

    at(plain, story)


def test_one_long_head_in_one_packet_is_refused_and_the_next_connection_is_answered(plain: House) -> None:
    async def story(door: Open) -> None:
        long = await door.somebody(says=HEAD + b"X-A: " + b"a" * 60_000 + b"\r\n\r\n")
        assert b"200" not in await long.hear()
        assert await (await door.somebody()).page() == 200

    at(plain, story)


def test_requests_before_the_first_is_answered_are_refused(plain: House) -> None:
    async def story(door: Open) -> None:
        many = await door.somebody(says=PAGE * 10_000)
        assert b"400" in await many.hear()
        assert await many.closed()
        one = await door.somebody()
        assert [await one.page(), await one.page(), await one.page()] == [200] * 3, (
            "one after the other is fine"
        )

    at(plain, story)


def test_a_page_comes_at_once_while_somebody_sends_an_endless_head(plain: House) -> None:
    async def story(door: Open) -> None:
        async def flood() -> None:
            while True:
                long = await door.somebody(says=HEAD + b"X-A: ")
                for _ in range(200):
                    await long.say(b"a" * 500)
                    await asyncio.sleep(0)

        flooding = asyncio.create_task(flood())
        person, took = await door.somebody(), []
        for _ in range(10):
            begun = time.perf_counter()
            assert await person.page() == 200
            took.append(time.perf_counter() - begun)
        flooding.cancel()
        assert sorted(took)[5] < 0.2

    at(plain, story)


# What does not come.


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("says", [b"", b"GET /en/ HT"])
def test_who_never_says_what_they_want_is_closed(plain: House, says: bytes) -> None:
    async def story(door: Open) -> None:
        for desk in (False, True):
            silent = await door.somebody(desk=desk, says=says)
            assert await silent.closed()

    at(plain, story)


@pytest.mark.usefixtures("quick")
def test_a_byte_now_and_then_does_not_keep_a_head_open(plain: House) -> None:
    async def story(door: Open) -> None:
        slow = await door.somebody()
        for letter in PAGE[:12]:
            await slow.say(bytes([letter]))
            await asyncio.sleep(0.05)
        assert await slow.closed(0.1)

    at(plain, story)


@pytest.mark.usefixtures("quick")
def test_also_who_never_says_over_which_circuit_they_come_is_closed(make: Make) -> None:
    async def story(door: Open) -> None:
        assert await (await door.somebody(says=CIRCUIT[:20])).closed()
        person = await door.somebody(says=CIRCUIT)
        assert [await person.page(), await person.page()] == [200, 200]

    at(make(circuits=True), story)


@pytest.mark.usefixtures("quick")
def test_a_body_that_stops_is_closed_and_one_that_trickles_is_not(plain: House) -> None:
    head = b"POST /en/comment HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\n"

    async def story(door: Open) -> None:
        stops, trickles = await door.somebody(says=head), await door.somebody(says=head)
        for letter in b"text=a-slow-line-....":
            await trickles.say(bytes([letter]))
            await asyncio.sleep(0.1)
        assert await stops.closed(0.1), "for twice as long as it may be quiet"
        assert b"200" in await trickles.hear()

    at(plain, story)


@pytest.mark.usefixtures("quick")
def test_between_two_pages_somebody_may_read(plain: House) -> None:
    async def story(door: Open) -> None:
        person = await door.somebody()
        assert await person.page() == 200
        await asyncio.sleep(0.8)
        assert await person.page() == 200

    at(plain, story)


@pytest.mark.usefixtures("quick")
def test_who_takes_no_answer_is_closed() -> None:
    class Stuck:
        size, cut = 5, False

        def get_write_buffer_size(self) -> int:
            return self.size

        def abort(self) -> None:
            self.cut = True

    def after(sizes: list[int]) -> bool:
        one, stuck = line.Line.__new__(line.Line), Stuck()
        one.transport = stuck  # type: ignore[assignment]
        for now, stuck.size in enumerate(sizes):
            over = one._over(now * 0.2) <= now * 0.2
        return over

    assert after([5, 5, 5, 5, 5])
    assert not after([5, 4, 3, 2, 1]), "slowly is still taking it"
    assert not after([0, 0, 0, 0, 0]), "and an answer that is worked out is waited for"


# Too many.


def test_of_too_many_connections_the_quietest_goes_and_never_the_desk_s(
    plain: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "LINES", 20)

    async def story(door: Open) -> None:
        desk, person = await door.somebody(desk=True), await door.somebody()
        silent = []
        for _ in range(60):
            silent.append(await door.somebody())
            assert await person.page() == 200
        await asyncio.sleep(0.05)
        assert await desk.page() == 404, "the desk's port, with another crowd before the door"
        assert [await one.closed(0.02) for one in silent[:40]] == [True] * 40
        assert not await silent[-1].closed(0.02)

    at(plain, story)


def test_who_waits_for_us_is_not_called_quiet(plain: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "LINES", 5)
    monkeypatch.setattr(forms, "HEAVY", 0)
    visitor = plain.visitor()
    _, box = visitor.begin()
    body = b"".join(form(box.token, "", [("a.bin", bytes(300_000))]))

    async def story(door: Open) -> None:
        waits = await door.somebody(says=upload(visitor, body))
        waits.writer.write(body)
        await asyncio.sleep(0.05)
        assert plain.door.forms._waiting, "the control"
        silent = [await door.somebody() for _ in range(10)]
        assert not await waits.closed(0.1)
        assert await silent[0].closed()

    at(plain, story)


def test_a_connection_that_ends_leaves_its_place(plain: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "LINES", 3)

    async def story(door: Open) -> None:
        first = await door.somebody()
        for _ in range(10):
            other = await door.somebody()
            assert await other.page() == 200
            other.writer.close()
            await asyncio.sleep(0.01)
        assert await first.page() == 200

    at(plain, story)


def test_no_more_of_a_body_is_read_than_somebody_takes(plain: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form waits for its place among those that hold much, and meanwhile the line is not read."""
    monkeypatch.setattr(forms, "HEAVY", 0)
    seen: list[line.Line] = []

    class Told(line.Crowd):
        def enter(self, line: Line) -> None:
            seen.append(line)
            super().enter(line)

    monkeypatch.setattr(serve, "Crowd", Told)
    visitor = plain.visitor()
    _, box = visitor.begin()
    body = b"".join(form(box.token, "", [("a.bin", bytes(2_000_000))]))

    async def story(door: Open) -> None:
        sender = await door.somebody(says=upload(visitor, body))
        for start in range(0, len(body), 50_000):
            sender.writer.write(body[start : start + 50_000])
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.1)
        assert plain.door.forms._waiting, "the control"
        assert len(seen[0].cycle.body) < line.READ_BYTES + line.STEP_BYTES

    at(plain, story)


def upload(visitor: Visitor, body: bytes) -> bytes:
    """What stands before a form of the box."""
    return (
        f"POST /en/box HTTP/1.1\r\nHost: x\r\nCookie: visit={visitor.cookies['visit']}\r\n"
        f"Content-Type: {MULTIPART['content-type']}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()


def test_an_upload_over_a_slow_line_comes_whole(plain: House) -> None:
    """What is read in small pieces and held back is put together as it was."""
    content = bytes(range(256)) * 2_000
    visitor = plain.visitor()
    _, box = visitor.begin()
    body = b"".join(form(box.token, "", [("a.bin", content)]))

    async def story(door: Open) -> None:
        sender = await door.somebody(says=upload(visitor, body))
        for start in range(0, len(body), 50_000):
            await sender.say(body[start : start + 50_000])
            await asyncio.sleep(0.005)
        assert b"303" in await sender.hear(10)

    at(plain, story)
    assert content in plain.content()
