"""At a terminal: a passphrase is not shown, a slip may be mended, and the recovery key was written down."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.cli.desks import NEW, OLD, at_terminal, groups

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such terminals")


def test_a_passphrase_is_not_shown_while_it_is_typed(tmp_path: Path) -> None:
    with at_terminal("init", "--folder", tmp_path / "desk") as terminal:
        terminal.until("New passphrase:")
        terminal.type("correct horse")
        terminal.until("could be guessed")
        terminal.until("New passphrase:")
        terminal.type(OLD)
        terminal.until("Once more:")
        terminal.type(OLD)
        shown = groups(terminal.until("Type the first six signs after AGE-SECRET-KEY-1, from the paper:"))
        terminal.type("QQQQQQ")
        terminal.until("That is not what is above.")
        terminal.until("from the paper:")
        terminal.type(shown[0].lower())
        terminal.until("first administrator:")
        terminal.type("Haneul")
        terminal.until("first contact editor (Enter: none yet):")
        terminal.type("")
        status, seen = terminal.end()
    assert status == 0
    assert not {"correct", OLD.split()[0]} & set(seen.split())
    assert seen.count("Haneul") == 2  # what is not secret would be seen


def test_a_slip_may_be_mended_twice(where: Path) -> None:
    with at_terminal("audit", "verify", "--folder", where) as terminal:
        for typed in (NEW, NEW, OLD):
            terminal.until("Passphrase:")
            terminal.type(typed)
        status, seen = terminal.end()
    assert (status, seen.count("does not open the desk")) == (0, 2)


def test_the_third_slip_ends_it(where: Path) -> None:
    with at_terminal("audit", "verify", "--folder", where) as terminal:
        for typed in (NEW, NEW, NEW):
            terminal.until("Passphrase:")
            terminal.type(typed)
        status, seen = terminal.end()
    assert (status, seen.count("does not open the desk")) == (2, 3)


def test_korean_is_spoken_where_it_is_asked_for(where: Path) -> None:
    with at_terminal("audit", "verify", "--lang", "ko", "--folder", where) as terminal:
        terminal.until("암호:")
        terminal.type("")
        status, seen = terminal.end()
    assert (status, "입력한 내용이 없습니다" in seen) == (2, True)
