"""A newcomer is never refused because others hold the door, nor is memory filled: the slowest who has been at it for a while goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from tests.door.conftest import House, Make
from tests.door.visitor import MULTIPART, Visitor, form, pieces

from jebo.door import forms
from jebo.door.forms import OLD_S, Form, Forms
from jebo.door.lanes import Full
from jebo.door.web import Gone

Told = Callable[["Story"], Awaitable[None]]


class Story:
    """Forms at a clock that a test turns."""

    def __init__(self, stack: ExitStack) -> None:
        self.seconds, self.cuts, self.reads = 0.0, list[str](), list[tuple[str, bool]]()
        self.forms, self._stack = Forms(lambda: self.seconds, lambda below: below - 1), stack

    def open(self, name: str, *, back: bool = False, circuit: str = "", size: int = 0) -> Form:
        one = self.forms.open(
            circuit or name,
            name,
            lambda: self.cuts.append(name),
            lambda much: self.reads.append((name, much)),
            back=back,
        )
        made = self._stack.enter_context(one)
        made.size = size
        return made

    def refused(self, name: str, **more: Any) -> bool:
        try:
            self.open(name, **more)
        except Full:
            return True
        return False


def told(story: Told) -> None:
    async def run() -> None:
        with ExitStack() as stack:
            await story(Story(stack))

    asyncio.run(run())


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three of new sources, two of those who came back, two heavy ones."""
    for name, value in {"OPEN_NEW": 3, "OPEN_BACK": 2, "HEAVY": 2}.items():
        monkeypatch.setattr(forms, name, value)


def test_a_newcomer_takes_the_place_of_the_slowest_of_those_that_are_old() -> None:
    async def story(at: Story) -> None:
        at.open("quick", size=9_000)
        slow = at.open("slow", size=10)
        at.open("middling", size=500)
        at.seconds = OLD_S
        assert not at.refused("newcomer")
        assert at.cuts == ["slow"]
        assert slow.gone

    told(story)


def test_nobody_who_just_began_goes_for_another() -> None:
    async def story(at: Story) -> None:
        for name in "abc":
            at.open(name)
        at.seconds = OLD_S - 1
        assert at.refused("newcomer")
        assert at.cuts == []

    told(story)


def test_no_number_of_new_sources_takes_a_place_of_those_who_came_back() -> None:
    async def story(at: Story) -> None:
        at.open("back", back=True)
        for number in range(20):
            at.seconds += OLD_S
            at.open(f"new {number}", size=10**9)
        assert "back" not in at.cuts
        assert not at.refused("another who came back", back=True)
        assert len(at.cuts) == 17

    told(story)


@pytest.mark.parametrize("same", ["circuit", "source"])
def test_of_one_circuit_and_of_one_source_few_forms_come_in_at_a_time(
    same: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "OPEN_NEW", 100)

    async def story(at: Story) -> None:
        def one(number: int) -> bool:
            return (
                at.refused(f"source {number}", circuit="one")
                if same == "circuit"
                else at.refused("one", circuit=f"circuit {number}")
            )

        assert [one(number) for number in range(forms.OF_CIRCUIT + 3)] == [False] * forms.OF_CIRCUIT + [
            True
        ] * 3
        assert not at.refused("another")

    told(story)


def test_a_form_that_ended_leaves_its_place() -> None:
    async def story(at: Story) -> None:
        for _ in range(50):
            with at.forms.open("a", "a", lambda: None, lambda _: None, back=False) as one:
                await at.forms.heavy(one)
        assert not at.refused("a")

    told(story)


# Those that hold much.


def test_no_more_hold_much_than_may_and_whoever_waits_is_next() -> None:
    async def story(at: Story) -> None:
        first, second, third = (at.open(name) for name in "abc")
        await at.forms.heavy(first)
        await at.forms.heavy(second)
        waits = asyncio.create_task(at.forms.heavy(third))
        await asyncio.sleep(0.01)
        assert not waits.done()
        assert len(at.forms._heavy) == 2
        at.forms.light(first)
        await asyncio.wait_for(waits, 1)
        assert at.forms._heavy == {second, third}
        assert at.cuts == []
        assert at.reads == [("a", True), ("b", True), ("a", False), ("c", True)], (
            "who holds little is read little at a time"
        )

    told(story)


def test_who_waited_long_enough_takes_the_place_of_the_slowest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "OLD_S", 0.02)

    async def story(at: Story) -> None:
        slow, quick, third = at.open("slow", size=1), at.open("quick", size=10**6), at.open("third")
        await at.forms.heavy(slow)
        await at.forms.heavy(quick)
        at.seconds = 60
        await asyncio.wait_for(at.forms.heavy(third), 1)
        assert at.cuts == ["slow"]
        assert at.forms._heavy == {quick, third}

    told(story)


def test_who_waits_and_has_to_go_is_told_at_once() -> None:
    async def story(at: Story) -> None:
        for name in "ab":
            await at.forms.heavy(at.open(name))
        third = at.open("c")
        waits = asyncio.create_task(at.forms.heavy(third))
        await asyncio.sleep(0.01)
        ended = asyncio.create_task(at.forms.end_all("c", 0.05))
        with pytest.raises(Gone):
            await asyncio.wait_for(waits, 1)
        await ended
        assert at.cuts == ["c"]

    told(story)


def test_time_in_which_we_did_not_read_makes_nobody_slow() -> None:
    one = Form("", "", lambda: None, lambda _: None, 0.0, size=1_000, waited=90.0)
    other = Form("", "", lambda: None, lambda _: None, 0.0, size=1_000)
    assert one.speed(100.0) == 100.0
    assert other.speed(100.0) == 10.0


# With a door.


async def slowly(visitor: Visitor, whole: bytes, until: asyncio.Event, keep: int = 60) -> Any:
    """Send a form, and its last bytes only when *until* says so."""
    chunks = pieces(whole[:-keep], 30_000)

    async def some() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk
            await asyncio.sleep(0)
        await until.wait()
        yield whole[-keep:]

    coming, sent = some(), list[dict[str, Any]]()

    async def receive() -> dict[str, Any]:
        try:
            return {"type": "http.request", "body": await anext(coming), "more_body": True}
        except StopAsyncIteration:
            return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    head = [(b"cookie", f"visit={visitor.cookies['visit']}".encode())]
    head += [(name.encode(), value.encode()) for name, value in MULTIPART.items()]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/en/box",
        "headers": head,
        "client": (visitor.circuit, 0),
    }
    await visitor.app(scope, receive, send)
    return sent


async def erased(visitor: Visitor, token: str) -> str:
    body = [f"token={token}&sure=yes".encode()]
    seen = await visitor.asking(
        "POST", "/en/erase", body, {"content-type": "application/x-www-form-urlencoded"}
    )
    assert seen is not None
    return seen.plain


@pytest.mark.parametrize("begun", [True, False], ids=["sent something before", "sent nothing before"])
def test_what_comes_in_while_everything_is_destroyed_is_not_kept(house: House, begun: bool) -> None:
    visitor = house.visitor()
    _, box = visitor.begin()
    if begun:
        visitor.send(box.token, "early")
    whole = b"".join(form(box.token, "", [("late.bin", bytes(400_000))]))

    async def both() -> None:
        until = asyncio.Event()
        upload = asyncio.create_task(slowly(visitor, whole, until))
        await asyncio.sleep(0.1)
        assert len(house.door.forms._every) == 1
        destroy = asyncio.create_task(erased(visitor, box.token))
        await asyncio.sleep(0.05)
        until.set()
        assert "Nothing of you is left here" in await destroy
        assert await upload == [], "as where a line is cut"

    visitor.runner.run(both())
    assert [about.kind.value for about, _ in house.tips()] == (["erase"] if begun else [])
    assert list(house.door.spool.threads.iterdir()) == []
    assert list(house.door.spool.coming.iterdir()) == []


def test_what_was_destroyed_otherwise_while_a_file_came_is_not_begun_again(house: House) -> None:
    visitor = house.visitor()
    _, box = visitor.begin()
    visitor.send(box.token, "early")
    (thread,) = house.door.spool.threads.iterdir()
    (visit,) = house.door.sessions._known.values()
    assert visit.keys is not None
    keys, whole = visit.keys, b"".join(form(box.token, "", [("late.bin", bytes(400_000))]))

    def chunks() -> Iterator[bytes]:
        for at, chunk in enumerate(pieces(whole, 100_000)):
            if at == 3:
                house.door.spool.erase(keys)
            yield chunk

    assert visitor.ask("POST", "/en/box", chunks(), MULTIPART) is None
    assert house.door.spool.tip_names() == []
    assert not thread.exists()


def test_the_slowest_who_has_to_go_is_told_that_the_line_was_cut(house: House) -> None:
    visitor = house.visitor()
    _, box = visitor.begin()
    whole = b"".join(form(box.token, "", [("late.bin", bytes(100_000))]))

    def chunks() -> Iterator[bytes]:
        for at, chunk in enumerate(pieces(whole, 40_000)):
            if at == 2:
                next(iter(house.door.forms._every)).end()
            yield chunk

    assert visitor.ask("POST", "/en/box", chunks(), MULTIPART) is None
    assert "late.bin: The line was cut before it was here" in visitor.get("box").plain


def test_words_that_were_cut_are_said_to_be(house: House) -> None:
    visitor = house.visitor()
    _, box = visitor.begin()
    whole = b"".join(form(box.token, "long words " * 100, []))
    assert visitor.ask("POST", "/en/box", pieces(whole, 200)[:4], MULTIPART, cut=True) is None
    assert "Your words: The line was cut before it was here" in visitor.get("box").plain


def test_words_that_are_long_and_a_large_file_come_whole_through_few_places(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "HEAVY", 1)
    visitor = house.visitor()
    _, box = visitor.begin()
    after = visitor.send(box.token, "가" * 80_000, ("a.bin", bytes(600_000)), ("b.bin", bytes(700_000)))
    assert after.plain.count("It is here") == 3
    assert not house.door.forms._heavy


@pytest.mark.parametrize(("size", "waits"), [(forms.LIGHT_BYTES - 10, False), (forms.LIGHT_BYTES + 10, True)])
@pytest.mark.parametrize("words", [True, False])
def test_whoever_holds_little_waits_for_nobody(
    house: House, size: int, waits: bool, words: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "HEAVY", 0)
    monkeypatch.setattr(forms, "OLD_S", 0.05)
    visitor = house.visitor()
    _, box = visitor.begin()
    text, files = ("a" * size, []) if words else ("", [("a.bin", bytes(size))])
    whole = b"".join(form(box.token, text, files))

    async def sends() -> bool:
        until = asyncio.Event()
        until.set()
        upload = asyncio.create_task(slowly(visitor, whole, until))
        await asyncio.wait([upload], timeout=1)
        waiting = not upload.done()
        await house.door.forms.end_all(next(iter(house.door.sessions._known.values())).keys.thread, 1)  # type: ignore[union-attr]
        await asyncio.gather(upload, return_exceptions=True)
        return waiting

    assert visitor.runner.run(sends()) == waits


# The reserve.


def test_words_may_use_half_of_the_reserve_and_no_more(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    house = make(reserve=1_000_000)
    free = [700_000]
    monkeypatch.setattr(house.door.spool, "room", lambda reserve: max(free[0] - reserve, 0))
    visitor = house.visitor()
    _, box = visitor.begin()
    seen = visitor.send(box.token, "words", ("a.jpg", bytes(10)))
    assert "Your words: It is here" in seen.plain
    assert "a.jpg: There is no room" in seen.plain
    free[0] = 450_000
    assert "Your words: There is no room" in visitor.send(box.token, "more words").plain
    assert house.content() == [b"words"]


def test_a_word_to_the_editors_is_refused_where_there_is_no_room_and_to_destroy_is_not(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make(reserve=0)
    visitor = house.visitor()
    _, box = visitor.begin()
    visitor.send(box.token, "early")
    monkeypatch.setattr(house.door.spool, "room", lambda reserve: 0)
    seen = visitor.post("comment", text="a word")
    assert seen.status == 503
    assert "there is no room" in seen.plain
    assert "Nothing of you is left here" in visitor.post("erase", token=box.token, sure="yes").plain
    assert [about.kind.value for about, _ in house.tips()] == ["erase"]
