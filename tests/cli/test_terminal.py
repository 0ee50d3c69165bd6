"""How the command gets on with what it is connected to."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
from pathlib import Path

from tests.cli.command import CALL, ENGLISH, STORY, jebo


def folder_of(folder: Path, files: int) -> Path:
    for number in range(files):
        (folder / f"{number}.txt").write_text(STORY)
    return folder


def told_on_a_terminal(folder: Path) -> str:
    """What standard error says on a terminal, while the answers go elsewhere."""
    ours, theirs = pty.openpty()
    env = os.environ | ENGLISH | {"TERM": "xterm"}
    call = [*CALL, "check", "--find-only", "."]
    with subprocess.Popen(call, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=theirs):
        os.close(theirs)
        told = b""
        try:
            while piece := os.read(ours, 4096):
                told += piece
        except OSError:  # how Linux tells that the other end is closed
            pass
    os.close(ours)
    return told.decode()


def test_a_bar_is_shown_for_many_files(tmp_path: Path) -> None:
    assert "Checking" in told_on_a_terminal(folder_of(tmp_path, 9))


def test_no_bar_is_shown_for_few_files_or_into_a_pipe(tmp_path: Path) -> None:
    assert told_on_a_terminal(folder_of(tmp_path, 2)) == ""
    assert jebo("check", "--find-only", ".", cwd=folder_of(tmp_path, 9)).stderr == ""


def test_a_reader_who_leaves_early_ends_the_command_without_a_word(tmp_path: Path) -> None:
    folder_of(tmp_path, 3)
    call = [*CALL, "check", "--find-only", *(["."] * 40)]
    with subprocess.Popen(
        call, cwd=tmp_path, env=os.environ | ENGLISH, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 2


def test_an_interrupted_command_leaves_no_trace(tmp_path: Path) -> None:
    call = [*CALL, "check", "-"]
    with subprocess.Popen(
        call,
        cwd=tmp_path,
        env=os.environ | ENGLISH | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"x" * 1_000_000)  # it reads more than a pipe holds: so it has begun
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        told = process.stderr.read()
    assert b"Traceback" not in told
    assert process.returncode == 130
