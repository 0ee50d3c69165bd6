"""A file system keeps times that nobody can set: when a file began, and when it changed last. They tell no hour of a message and no source."""

from __future__ import annotations

import asyncio
import fcntl
import os
import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from tests.door.conftest import House
from tests.door.desk import Desk, reply

from jebo.door import keeping, spool
from jebo.door.spool import AT, BLANKS, Kept, Spool


def kept(held: Spool) -> list[Path]:
    """Everything that came."""
    return [*held.tips.iterdir(), *held.threads.iterdir(), *held.threads.glob("*/*")]


def inodes(some: list[Path]) -> set[int]:
    return {one.stat().st_ino for one in some}


def beforehand(held: Spool) -> set[int]:
    return inodes([*held.blank.iterdir(), *held.empty.iterdir()])


def changed(some: list[Path]) -> set[int]:
    return {one.stat().st_ctime_ns for one in some}


def later(folder: Path, than: int) -> int:
    """A moment of the file system's own clock that is later than another."""
    probe = folder / "probe"
    while True:
        probe.touch()
        os.utime(probe)
        if (now := probe.stat().st_ctime_ns) > than:
            return now


@pytest.fixture
def filled(house: House) -> House:
    house.door.spool.fill()
    return house


def tell(house: House, text: str = "a word") -> None:
    visitor = house.visitor()
    visitor.send(visitor.begin()[1].token, text, ("a.jpg", bytes(10)), ("film.mp4", bytes(700_000)))


def test_all_that_comes_lies_in_files_and_folders_that_were_there_before(filled: House) -> None:
    """So the time at which a file began, and the place of its inode, are those of no message."""
    pool = beforehand(filled.door.spool)
    tell(filled)
    tell(filled)
    assert len(kept(filled.door.spool)) == 6 + 2 + 2
    assert inodes(kept(filled.door.spool)) <= pool


def test_answers_and_decoys_do_so_too(filled: House) -> None:
    pool = beforehand(filled.door.spool)
    tell(filled)
    about = filled.tips()[0][0]
    Desk(filled).ask(answers=((about.thread, reply(about)),), decoys=(reply(about),))
    assert inodes(kept(filled.door.spool)) <= pool


def test_a_door_without_blank_files_would_be_seen_and_still_loses_nothing(house: House) -> None:
    """The control; and a flood that takes them all shuts nobody out."""
    pool = beforehand(house.door.spool)
    tell(house)
    assert pool == set()
    assert house.content().count(b"a word") == 1
    assert inodes(kept(house.door.spool))


def test_blank_files_are_taken_in_no_order_and_made_again_when_the_desk_asks(filled: House) -> None:
    held = filled.door.spool
    some = [held.begin() for _ in range(BLANKS // 2 + 1)]
    order = [one.stat().st_ino for one in some]
    assert order != sorted(order)
    held.clear()
    assert len(list(held.blank.iterdir())) < BLANKS // 2
    Desk(filled).ask()
    assert len(list(held.blank.iterdir())) > BLANKS


def first_and_second(house: House, between: Callable[[], int]) -> int:
    """Something comes, then a moment, then something else; gives the moment."""
    tell(house)
    moment = between()
    tell(house)
    return moment


def test_when_something_changed_last_is_for_all_soon_after_something_came_last(
    filled: House, tmp_path: Path
) -> None:
    held = filled.door.spool
    moment = first_and_second(filled, lambda: later(tmp_path, max(changed(kept(held)))))
    assert min(changed(kept(held))) < moment, "the control: not yet"
    held.together()
    assert min(changed([*kept(held), held.tips, held.threads, held.coming])) >= moment
    assert {one.stat().st_mtime_ns for one in [*kept(held), held.tips, held.threads, held.coming]} == {AT}


def test_the_door_does_so_by_itself_some_seconds_later(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "TOGETHER_S", 0.0)
    touched: list[Spool] = []
    monkeypatch.setattr(Spool, "together", lambda held: touched.append(held))
    held = house.door.spool

    async def comes() -> None:
        for number in range(3):
            await house.door.keeping.keep(Kept(b"sealed", held.tips, f"{number:032}"))
        while not touched:
            await asyncio.sleep(0)

    asyncio.run(comes())
    assert touched[0] is held


def test_when_the_desk_asks_everything_changes_together(filled: House, tmp_path: Path) -> None:
    held = filled.door.spool
    tell(filled)
    moment = later(tmp_path, max(changed(kept(held))))
    Desk(filled).ask()
    assert min(changed(kept(held))) >= moment


def test_where_more_came_than_is_remembered_everything_is_touched(
    filled: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "FRESH", 5)
    held = filled.door.spool
    moment = first_and_second(filled, lambda: later(tmp_path, max(changed(kept(held)))))
    held.together()
    assert min(changed(kept(held))) >= moment
    assert not held._fresh


def test_a_flood_that_takes_the_blank_files_is_followed_by_new_ones_before_the_desk_asks(
    filled: House,
) -> None:
    held = filled.door.spool
    for _ in range(BLANKS):
        held.begin()
    assert list(held.blank.iterdir()) == []
    held.together()
    assert len(list(held.blank.iterdir())) == BLANKS


def block(path: Path) -> int:
    """Where on the disk a file begins (FIEMAP, Linux's Documentation/filesystems/fiemap.rst)."""
    asked = bytearray(struct.pack("=QQLLLL", 0, 2**64 - 1, 0, 0, 1, 0) + bytes(56))
    with path.open("rb") as file:
        try:
            fcntl.ioctl(file, 0xC020660B, asked)
        except OSError:
            pytest.skip("this file system does not say where a file lies")
    if not struct.unpack_from("=L", asked, 20)[0]:
        pytest.skip("this file system keeps no blocks")
    return int(struct.unpack_from("=Q", asked, 40)[0]) // 4096


def places(some: Iterable[Path]) -> set[int]:
    os.sync()
    return {block(one) for one in some}


def test_where_on_the_disk_an_envelope_lies_was_chosen_before_it_came(filled: House) -> None:
    """Else it would lie right behind the key of its thread, and all in the order in which they came."""
    pool = places(filled.door.spool.blank.iterdir())
    for number in range(12):
        visitor = filled.visitor()
        visitor.send(visitor.begin()[1].token, f"words {number}")
    assert places(filled.door.spool.tips.iterdir()) <= pool
    assert places(filled.door.spool.threads.glob("*/key")) <= pool


def test_without_room_made_beforehand_it_would_be_chosen_when_it_came(filled: House) -> None:
    """The control."""
    pool = places(filled.door.spool.blank.iterdir())
    for number, one in enumerate(filled.door.spool.blank.iterdir()):
        os.truncate(one, 0)
        (filled.door.spool.coming / f"{number}").write_bytes(
            bytes(8_192)
        )  # whatever was freed is taken by somebody else
    os.sync()
    tell(filled)
    assert not places(filled.door.spool.tips.iterdir()) <= pool


@pytest.fixture
def stubborn(filled: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A disk that moves nothing."""
    real = Path.rename
    monkeypatch.setattr(Path, "rename", refuses)
    yield filled
    monkeypatch.setattr(Path, "rename", real)


def refuses(*_: object) -> None:
    raise OSError(30, "read-only")


def test_where_nothing_can_be_taken_from_the_pool_what_comes_is_kept_all_the_same(stubborn: House) -> None:
    tell(stubborn)
    assert len(stubborn.content()) == 3
