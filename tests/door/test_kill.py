"""Whatever was acknowledged is there after a power cut, and nothing half-written is taken for whole."""

from __future__ import annotations

import random
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

import pytest
from tests.door.conftest import DESK, opened
from tests.door.live import RUN, Caller, Live, begun, live
from tests.door.visitor import MULTIPART, form, pieces

from jebo.sealing import unseal
from jebo.sealing.tip import Kind

FORMS = 5
PIECE = 16_384
TOO_EARLY = """
import asyncio, sys
from jebo.cli import main
from jebo.door.keeping import Keeping
real, later = Keeping.keep, []
async def keep(self, one):
    if one.name == "key":
        return await real(self, one)
    async def late():
        await asyncio.sleep(60)
        await real(self, one)
    later.append(asyncio.create_task(late()))
    return one.name
Keeping.keep = keep
sys.exit(main())
"""
"""A door that says "it is here" and keeps it afterwards."""


class Cut(Exception):
    """The power went."""


def sent(door: Live, caller: Caller, token: str, kill_at: int) -> list[int]:
    """Send forms until so many bytes went out, then cut the power; gives the numbers of those that were acknowledged."""
    chance, acknowledged, out = random.Random(kill_at), [], 0
    try:
        for number in range(FORMS):
            whole = b"".join(form(token, f"word {number}", [(f"{number}.jpg", chance.randbytes(300_000))]))
            caller.line.putrequest("POST", "/en/box")
            for name, value in (
                ("Cookie", f"visit={caller.cookie}"),
                *MULTIPART.items(),
                ("Content-Length", str(len(whole))),
            ):
                caller.line.putheader(name, value)
            caller.line.endheaders()
            for piece in pieces(whole, PIECE):
                out += len(piece)
                if out > kill_at:
                    raise Cut
                caller.line.send(piece)
            assert caller.answer(caller.line.getresponse()).status == 303
            acknowledged.append(number)
    except (Cut, OSError, HTTPException):
        pass
    door.kill()
    return acknowledged


def after_a_cut(folder: Path, kill_at: int, code: str = RUN) -> int:
    """Cut the power once, open the door again, and look; gives how many were acknowledged."""
    with live(folder, code) as door:
        caller = door.caller()
        _, box = caller.begin()
        acknowledged = sent(door, caller, box.token, kill_at)
        again = begun(door.folder, (door.port, door.desk_port))
        try:
            assert list((folder / "spool/coming").iterdir()) == []
            told = [opened(unseal(file.read_bytes(), DESK)) for file in (folder / "spool/tips").iterdir()]
        finally:
            again.kill()
    words = {content.decode() for about, content in told if about.kind is Kind.MESSAGE}
    files = {about.name for about, content in told if about.kind is Kind.FILE and len(content) == 300_000}
    assert words >= {f"word {number}" for number in acknowledged}
    assert files >= {f"{number}.jpg" for number in acknowledged}
    assert len(words) + len(files) == len(told), "nothing is half"
    return len(acknowledged)


def moments(count: int) -> list[int]:
    chance = random.Random(count)
    return [chance.randrange(FORMS * 300_500) for _ in range(count)]


def test_after_a_power_cut_all_that_was_acknowledged_opens_and_nothing_half_is_there(tmp_path: Path) -> None:
    acknowledged = [after_a_cut(tmp_path / str(at) / "door", at) for at in moments(4)]
    assert any(acknowledged), "the control: something was acknowledged before a cut"
    assert any(number < FORMS for number in acknowledged), "and something was cut off"


def test_a_door_that_acknowledges_before_it_keeps_would_be_seen(tmp_path: Path) -> None:
    """The control."""
    with pytest.raises(AssertionError, match=r"set\(\) >= \{'word 0'"):
        after_a_cut(tmp_path / "door", FORMS * 300_000, TOO_EARLY)


@pytest.mark.e2e
@pytest.mark.parametrize("tenth", range(10))
def test_after_two_hundred_power_cuts_as_well(tmp_path: Path, tenth: int) -> None:
    cuts = [after_a_cut(tmp_path / str(at) / "door", at) for at in moments(200)[tenth * 20 : tenth * 20 + 20]]
    assert all(0 <= number <= FORMS for number in cuts)


def test_a_disk_that_refuses_acknowledges_nothing(tmp_path: Path) -> None:
    """A door whose disk forgets: it links no name, as a full one does. The control of the promise above."""
    code = (
        "import errno, os, sys; from jebo.cli import main\n"
        "def full(*_, **__): raise OSError(errno.ENOSPC, 'full')\n"
        "os.link = full\n"
        "sys.exit(main())"
    )
    with live(tmp_path / "door", code) as door:
        caller = door.caller()
        _, box = caller.begin()
        after = caller.send(box.token, "word", ("a.jpg", bytes(1_000)))
        assert after.plain.count("It could not be kept") == 2
        assert "It is here" not in after.plain
        with suppress(FileNotFoundError):
            assert list((door.folder / "spool/tips").iterdir()) == []
