"""A door that runs as on a server: a process of its own, a port of 127.0.0.1, a folder; and somebody who talks to it over a socket."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from tests.door.conftest import DESK, OTHER
from tests.door.visitor import MULTIPART, Seen, form

RUN = "import sys; from jebo.cli import main; sys.exit(main())"


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@dataclass
class Live:
    """The process."""

    folder: Path
    port: int
    desk_port: int
    temporary: Path
    process: subprocess.Popen[bytes]
    callers: list[Caller] = field(default_factory=list)

    def caller(self, language: str = "en") -> Caller:
        """Somebody in front of it."""
        self.callers.append(Caller(self.port, language))
        return self.callers[-1]

    @property
    def pid(self) -> int:
        return self.process.pid

    def kill(self) -> None:
        """As a power cut does, but for the disk."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()

    def end(self) -> bytes:
        """As the system does; gives all that it ever printed."""
        self.process.terminate()
        said, _ = self.process.communicate(timeout=20)
        return said


def made(folder: Path, **settings: str) -> tuple[int, int]:
    """A door in a folder, and its ports."""
    from datetime import date

    from jebo.door.making import make

    public, desk = free_port(), free_port()
    make(
        folder,
        {"en": "Rainbow News", "ko": "무지개소식"},
        (DESK.recipient, OTHER.recipient),
        date(2100, 1, 1),
    )
    file = folder / "door.toml"
    told = (
        file.read_text(encoding="utf-8")
        .replace("127.0.0.1:8480", f"127.0.0.1:{public}")
        .replace("127.0.0.1:8481", f"127.0.0.1:{desk}")
    )
    for name, value in ({"circuits": "false", "reserve": '"1MB"'} | settings).items():
        told = re.sub(rf"(?m)^(?:# )?{name} = .*$", f"{name} = {value}", told)
    file.write_text(told, encoding="utf-8")
    return public, desk


@contextmanager
def live(
    folder: Path, code: str = RUN, environment: Mapping[str, str] | None = None, **settings: str
) -> Iterator[Live]:
    """A door that is open while the ``with`` lasts."""
    ports = made(folder, **settings)
    found = begun(folder, ports, code, environment)
    try:
        yield found
    finally:
        for caller in found.callers:
            caller.line.close()
        if found.process.poll() is None:
            found.kill()


def begun(
    folder: Path, ports: tuple[int, int], code: str = RUN, environment: Mapping[str, str] | None = None
) -> Live:
    """Open a door that was made; returns once it listens."""
    temporary = folder.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-c", code, "door", "run", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "TMPDIR": str(temporary), **(environment or {})},
    )  # fmt: skip
    assert process.stdout
    line = process.stdout.readline()
    assert b"127.0.0.1" in line, line
    return Live(folder, *ports, temporary, process)


@dataclass
class Caller:
    """A browser on a socket."""

    port: int
    language: str = "en"
    cookie: str = ""
    line: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.line = HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Seen:
        self.line.request(method, path, body, {"Cookie": f"visit={self.cookie}", **(headers or {})})
        return self.answer(self.line.getresponse())

    def answer(self, response: HTTPResponse) -> Seen:
        body, headers = response.read(), {name.lower(): value for name, value in response.getheaders()}
        if found := re.match(r"visit=([^;]*)", headers.get("set-cookie", "")):
            self.cookie = found[1]
        return Seen(response.status, headers, body)

    def follow(self, seen: Seen) -> Seen:
        while seen.status == 303:
            seen = self.ask("GET", seen.headers["location"])
        return seen

    def get(self, page: str = "") -> Seen:
        return self.follow(self.ask("GET", f"/{self.language}/{page}"))

    def post(self, page: str, **fields: str) -> Seen:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.follow(self.ask("POST", f"/{self.language}/{page}", urlencode(fields).encode(), kind))

    def begin(self) -> tuple[str, Seen]:
        words = " ".join(self.post("new").words)
        return words, self.post("phrase", phrase=words)

    def send(self, token: str, text: str = "", *files: tuple[str, bytes]) -> Seen:
        whole = b"".join(form(token, text, files))
        return self.follow(
            self.ask("POST", f"/{self.language}/box", whole, {"Content-Type": MULTIPART["content-type"]})
        )
