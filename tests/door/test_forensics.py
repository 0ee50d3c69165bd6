"""Whoever seizes the server finds nothing that somebody sent: not on the disk, not in open files, not in memory, not in what it said."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

import pytest
from tests.door.conftest import DESK, opened
from tests.door.live import Live, live
from tests.door.visitor import MULTIPART, form

from jebo.door.spool import AT
from jebo.sealing import unseal

MARK = "mark-b7c1e9d4"
MARKS = [f"{MARK}-{name}" for name in ("text", "name.jpg", "content", "comment", "agent", "query", "referer")]
BYTES = [mark.encode() for mark in MARKS]

SPOOLS = """
import sys, tempfile
from jebo.cli import main
from jebo.door.intake import Intake
kept, real = [], Intake.write
async def write(self, chunk):
    kept.append(chunk)
    file = tempfile.NamedTemporaryFile(delete=False)
    file.write(chunk)
    file.flush()
    kept.append(file)
    print(chunk[:200])
    await real(self, chunk)
Intake.write = write
sys.exit(main())
"""
"""A door as a framework would make it: a copy in a temporary file, one in memory, a line in the log."""


def told_all(door: Live) -> None:
    """Send a mark through every field and file, come back, and write a comment."""
    caller = door.caller()
    seen = caller.ask("GET", f"/ko/?q={MARKS[5]}", headers={"User-Agent": MARKS[4], "Referer": MARKS[6]})
    assert seen.status == 200
    words, box = caller.begin()
    content = b"".join(MARKS[2].encode() + os.urandom(30_000) for _ in range(100))
    after = caller.send(box.token, MARKS[0], (MARKS[1], content))
    assert after.plain.count("It is here") == 2
    again = door.caller()
    assert "Write and read" in again.post("return", phrase=words).plain
    assert "Thank you" in again.post("comment", text=MARKS[3]).plain


def on_disk(*folders: Path) -> set[str]:
    """Files in which a mark stands, or that are called by one."""
    found = set()
    for file in (file for folder in folders for file in folder.rglob("*")):
        if MARK in file.name or (file.is_file() and any(mark in file.read_bytes() for mark in BYTES)):
            found.add(file.parent.name)
    return found


def in_open_files(pid: int) -> set[str]:
    """Open files, deleted ones included, in which a mark stands."""
    found = set()
    for one in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # it was closed meanwhile
            target = one.readlink().as_posix()
            ours = (
                not target.startswith(("socket:", "pipe:", "anon_inode:", "/dev/", "/proc/"))
                and one.is_file()
            )
            if ours and any(mark in one.read_bytes() for mark in BYTES):
                found.add("open file")
    return found


def in_memory(pid: int) -> int:
    """How often a mark stands in the memory of a process."""
    hits = 0
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if span is None or "[v" in line:
                continue
            first, last = int(span[1], 16), int(span[2], 16)
            try:
                memory.seek(first)
                held = memory.read(last - first)
            except OSError:
                continue
            hits += sum(held.count(mark) for mark in BYTES)
    return hits


def may_look(pid: int) -> bool:
    try:
        Path(f"/proc/{pid}/mem").open("rb").close()
    except OSError:
        return False
    return True


def test_nothing_that_was_sent_stands_on_the_disk_in_open_files_in_memory_or_in_what_the_door_said(
    tmp_path: Path,
) -> None:
    with live(tmp_path / "door") as door:
        told_all(door)
        assert on_disk(door.folder, door.temporary) == set()
        assert list(door.temporary.iterdir()) == []
        assert in_open_files(door.pid) == set()
        if may_look(door.pid):
            assert in_memory(door.pid) == 0
        said = door.end()
        assert not any(mark in said for mark in BYTES)
        told = [opened(unseal(file.read_bytes(), DESK)) for file in (door.folder / "spool/tips").iterdir()]
        assert {about.name for about, _ in told} == {"", MARKS[1]}
        assert any(MARKS[2].encode() in content for _, content in told), "the control: the desk can read it"


def test_the_search_finds_a_door_that_keeps_copies(tmp_path: Path) -> None:
    """The positive control."""
    with live(tmp_path / "door", SPOOLS) as door:
        told_all(door)
        assert on_disk(door.folder, door.temporary) == {"temporary"}
        assert in_open_files(door.pid) == {"open file"}
        if may_look(door.pid):
            assert in_memory(door.pid) > 10
        assert any(mark in door.end() for mark in BYTES)


def test_the_search_finds_what_memory_holds_where_it_is_not_written_over(tmp_path: Path) -> None:
    """The control of what the door asks of its memory: without it, marks stay."""
    from jebo.door.serve import CLEAN

    not_clean = {name: value.replace("perturb=165", "perturb=0") for name, value in CLEAN.items()}
    code = "import sys; from jebo.cli import main; from jebo.door import serve; serve.clean = lambda _: True; sys.exit(main())"
    with live(tmp_path / "door", code, not_clean) as door:
        told_all(door)
        if not may_look(door.pid):
            pytest.skip("the memory of the process cannot be read here")
        assert in_memory(door.pid) > 0


def test_while_a_file_comes_in_only_sealed_bytes_are_on_the_disk(tmp_path: Path) -> None:
    with live(tmp_path / "door") as door:
        caller = door.caller()
        _, box = caller.begin()
        whole = b"".join(form(box.token, MARKS[0], [(MARKS[1], MARKS[2].encode() * 100_000)]))
        caller.line.putrequest("POST", "/en/box")
        caller.line.putheader("Cookie", f"visit={caller.cookie}")
        caller.line.putheader("Content-Type", MULTIPART["content-type"])
        caller.line.putheader("Content-Length", str(len(whole)))
        caller.line.endheaders()
        caller.line.send(whole[:-1_000])
        watched = door.caller()
        while not list((door.folder / "spool/coming").iterdir()):
            watched.get()
        assert on_disk(door.folder, door.temporary) == set()
        assert in_open_files(door.pid) == set()
        caller.line.send(whole[-1_000:])
        assert caller.answer(caller.line.getresponse()).status == 303


def test_nothing_on_the_disk_tells_when_something_came_or_how_long_it_is(tmp_path: Path) -> None:
    with live(tmp_path / "door") as door:
        caller = door.caller()
        _, box = caller.begin()
        for length in (1, 10, 100, 1_000):
            box = caller.send(box.token, "가" * length)
        every = [
            file
            for file in (door.folder / "spool").rglob("*")
            if file.parent.name in ("tips", "threads") or file.name == "key"
        ]
        assert len(every) == 4 + 2
        assert {file.stat().st_mtime_ns for file in every} == {AT}
        sizes = {file.stat().st_size // 256 for file in every if file.parent.name == "tips"}
        assert len(sizes) <= 2, "one class of sizes, but for the noise in the header"
        assert all(
            re.fullmatch(r"[0-9a-f]{32}", file.name)
            for file in every
            if file.is_file() and file.name != "key"
        )


def test_a_crash_dumps_nothing_and_others_may_read_nothing(tmp_path: Path) -> None:
    with live(tmp_path / "door") as door:
        limits = Path(f"/proc/{door.pid}/limits").read_text()
        assert re.search(r"Max core file size\s+0\s+0", limits)
        every = [door.folder, *door.folder.rglob("*")]
        assert {file.stat().st_mode & 0o077 for file in every} == {0}


def test_no_answer_tells_a_time_or_a_program(tmp_path: Path) -> None:
    with live(tmp_path / "door") as door:
        for path in ("/", "/en/", "/nothing", "/style.css", "/en/box"):
            headers = door.caller().ask("GET", path).headers
            assert not headers.keys() & {"date", "server", "last-modified", "etag", "x-powered-by"}
            assert "uvicorn" not in str(headers).lower()
