"""Desks to command: the command in a process of its own, with lines for its standard input, at a terminal, or serving."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tests.cli.command import ENGLISH
from tests.desk.ground.desks import NEW, OLD, environment

__all__ = [
    "NEW",
    "OLD",
    "QUICK",
    "Served",
    "Terminal",
    "answered",
    "at_terminal",
    "desk",
    "free_port",
    "groups",
    "served",
    "set_apart",
]

_MAIN = "import sys; from jebo.cli import main; sys.exit(main())"
# Before the command: a desk made with little Argon2 is one that opens.
QUICK = "from tests.desk.ground.desks import make_argon2_quick; make_argon2_quick(); "
_AT_TERMINAL = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)"
NONE: Final[Mapping[str, str]] = MappingProxyType({})
_SECONDS = 60  # until a silent process counts as stuck

# A page as JSON: where, headers and form in; status, headers and body out. A test itself may open no connection.
_FETCH = """
import http.client, json, sys, urllib.parse
host, port, path, headers, form = json.load(sys.stdin)
c = http.client.HTTPConnection(host, port)
if form is None:
    c.request("GET", path, headers=headers)
else:
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    c.request("POST", path, urllib.parse.urlencode(form), headers)
r = c.getresponse()
json.dump([r.status, [[k.lower(), v] for k, v in r.getheaders()], r.read().decode()], sys.stdout)
"""


def set_apart(settings: Mapping[str, str]) -> dict[str, str]:
    """An environment in English in which nothing names a desk or a database but *settings*."""
    plain = {name: value for name, value in environment().items() if not name.startswith("JEBO_")}
    return plain | ENGLISH | dict(settings)


def call(*words: str | Path, before: str = QUICK) -> list[str]:
    """The command line of ``jebo desk words``; a desk made with :func:`tests.desk.ground.desks.quick` opens at once."""
    return [sys.executable, "-c", before + _MAIN, "desk", *map(str, words)]


def desk(
    *words: str | Path, lines: tuple[str, ...] = (OLD,), before: str = QUICK, env: Mapping[str, str] = NONE
) -> subprocess.CompletedProcess[str]:
    """What ``jebo desk words`` prints when it is given *lines*, and how it ends."""
    return subprocess.run(
        call(*words, before=before),
        input="".join(f"{one}\n" for one in lines),
        env=set_apart(env),
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        timeout=120,
    )


def answered(told: subprocess.CompletedProcess[str], status: int = 0) -> str:
    """What was printed by a command that ended as it should."""
    assert (told.returncode, told.stderr) == (status, ""), told.stdout
    return told.stdout


class Served:
    """A desk that is being served."""

    def __init__(self, process: subprocess.Popen[str], port: int, told: str) -> None:
        self.process, self.port, self.told = process, port, told

    def page(
        self, path: str, headers: Mapping[str, str] = NONE, form: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers and body of a page; of the answer to a *form* where there is one."""
        given = {"Host": f"localhost:{self.port}"} | dict(headers)
        asked = json.dumps(["127.0.0.1", self.port, path, given, form and dict(form)])
        got = subprocess.run(
            [sys.executable, "-c", _FETCH], input=asked, capture_output=True, text=True, check=True
        )
        status, answer, body = json.loads(got.stdout)
        return status, {k: "; ".join(v for n, v in answer if n == k) for k, _ in answer}, body

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """End it: its exit status, and what else it said."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=_SECONDS)
        return self.process.returncode, out + err


@contextmanager
def served(
    folder: Path, *words: str, line: str = OLD, before: str = QUICK, env: Mapping[str, str] = NONE
) -> Iterator[Served]:
    """The desk of *folder*, opened by the passphrase *line* and served on a free port until the block ends."""
    port = free_port()
    process = subprocess.Popen(
        call("start", "--port", str(port), *words, "--folder", folder, before=before),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=set_apart(env),
    )
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
        told = ""
        while "Ctrl-C" not in told:
            line = process.stdout.readline()
            assert line, told + (process.stderr.read() if process.stderr else "")
            told += line
        yield Served(process, port, told)
    finally:
        process.kill()
        process.communicate()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Terminal:
    """The command as a person at a terminal meets it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process, self.seen, self.read = process, "", 0

    def until(self, words: str) -> str:
        """What is shown from here until *words* come, themselves included."""
        assert self.process.stdout
        start = self.read
        while words not in self.seen[start:]:
            ready, _, _ = select.select([self.process.stdout], [], [], _SECONDS)
            got = os.read(self.process.stdout.fileno(), 4096) if ready else b""
            assert got, self.seen
            self.seen += got.decode()
        self.read = self.seen.index(words, start) + len(words)
        return self.seen[start : self.read]

    def type(self, line: str) -> None:
        """A line and the return key."""
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()

    def end(self) -> tuple[int, str]:
        """The exit status, and all that was shown."""
        out, _ = self.process.communicate(timeout=_SECONDS)
        return self.process.returncode, self.seen + out.decode()


@contextmanager
def at_terminal(*words: str | Path, env: Mapping[str, str] = NONE) -> Iterator[Terminal]:
    """``jebo desk words`` with a terminal of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", _AT_TERMINAL, *call(*words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=set_apart(env),
    )
    try:
        yield Terminal(process)
    finally:
        process.kill()
        process.communicate()


def groups(told: str) -> list[str]:
    """The groups of signs of a recovery key that was shown, its first line left out."""
    (shown,) = re.findall(r"AGE-SECRET-KEY-1\s+((?:[A-Z0-9]{4,6}\s+)+)", told)
    return str(shown).split()
