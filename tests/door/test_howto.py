"""docs/howto/open-a-door.md, followed to the letter as far as a machine without the internet and without root can.

The blocks of the seven steps run in a shell, in their order, in two folders that stand for the server and for the desk's machine. What
needs root, a network or another machine has a stand-in that does the part of it that the next step needs (``STAND_INS``). Tor and
systemd look at what they are told, where they are installed; the door, the desk and the way between them are the real ones.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import pytest
from tests.cli.command import jebo
from tests.cli.desks import OLD, QUICK, answered, desk, set_apart
from tests.door.live import Caller, free_port

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/howto/open-a-door.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.M | re.S)
STEP = re.compile(r"^## (\d)\. (At the desk|On the server): (.+)$", re.M)
OURS = re.compile(r"(?<![\w.:/])/(?=(?:srv|etc|var/lib)/)")
"""A path of the page that lies in a folder of the test instead."""
ONION: Final = re.compile(r"^[a-z2-7]{56}\.onion$", re.M)
WORDS = "장마당 쌀값이 또 올랐습니다"

STAND_INS = r"""
set -euo pipefail
plain() {  # the arguments without an owner
  kept=()
  while [ $# -gt 0 ]; do case "$1" in -o|-g) shift 2;; *) kept+=("$1"); shift;; esac; done
}
apt-get() { [ "$1" = update ] || [ "$1 $2" = "install --yes" ]; }
swapoff() { [ "$*" = -a ]; }
adduser() { case "$*" in *" jebo-door") ;; *) false;; esac; }
install() { plain "$@"; command install "${kept[@]}"; }
runuser() { [ "$1 $2 $3" = "-u jebo-door --" ] && shift 3 && "$@"; }
pip() {
  [ "$1 $2 $3 $4" = "wheel --no-deps --wheel-dir dist" ] && [ -f "$5/pyproject.toml" ] && mkdir -p dist
  touch dist/jebo-0-py3-none-any.whl
}
scp() {
  to="${*: -1}"; set -- "${@:1:$#-1}"
  for one in "$@"; do cp "${one/#root@SERVER:/$SERVER_ROOT}" "${to/#root@SERVER:/$SERVER_HOME/}"; done
}
python3() {
  [ "$1 $2" = "-m venv" ] && "$PYTHON" -m venv --without-pip "$3" && cp "$ROOM/pip" "$3/bin/pip"
}
jebo() { printf '%s\n' "$PASSPHRASE" | "$PYTHON" -c "$DESK" "$@" $MORE; }
systemctl() {
  echo "$*" >> "$HERE/systemctl"
  if [ "$*" = "restart tor@default" ]; then "$PYTHON" "$ROOM/tor.py" "$HERE"; fi
}
"""

PIP = r"""#!/usr/bin/env bash
# Installs nothing that is not there: the libraries are those of this Python, jebo is this source.
set -euo pipefail
bin="$(cd "$(dirname "$0")" && pwd)"
case "$*" in
  "install --require-hashes -r "*) grep -q -- --hash=sha256: "$4" && touch "$bin/listed" ;;
  "install --no-deps "*.whl)
    [ -f "$bin/listed" ] && [ -f "$3" ]
    cp "$ROOM/jebo.pth" "$("$bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/"
    { echo "#!$bin/python"; cat "$ROOM/jebo.py"; } > "$bin/jebo"; chmod +x "$bin/jebo" ;;
  *) false ;;
esac
"""

PROGRAM = """
import sys
from dataclasses import replace
from pathlib import Path
from jebo.cli import main
from jebo.door import doctor
machine = doctor.machine
doctor.machine = lambda: replace(machine(Path({torrc!r})), root=False, swaps=0)
sys.exit(main())
"""
"""The command on a machine without swap, asked by the door's user, whatever this one is."""

TOR = r"""
import re, shutil, subprocess, sys, time
from pathlib import Path

here = Path(sys.argv[1])
told = re.sub(r"(?m)(?<=\s)/var/lib/", f"{here}/var/lib/", (here / "etc/tor/torrc").read_text())
torrc = here / "torrc.seen"
torrc.write_text(f"{told}\nDataDirectory {here}/tor-data\nDisableNetwork 1\n")
folders = [Path(one) for one in re.findall(r"(?m)^HiddenServiceDir (.+)$", told)]
if shutil.which("tor"):
    seen = ["tor", "--defaults-torrc", "/dev/null", "-f", str(torrc), "--hush"]
    subprocess.run([*seen, "--verify-config"], check=True, stdout=subprocess.DEVNULL)
    if folders:
        tor = subprocess.Popen(seen, stdout=subprocess.DEVNULL)
        for _ in range(200):
            if all((one / "hostname").exists() for one in folders):
                break
            time.sleep(0.05)
        tor.terminate()
        tor.wait()
else:
    for letter, one in zip("ab", folders):
        one.mkdir(mode=0o700, parents=True, exist_ok=True)
        (one / "hostname").write_text(letter * 56 + ".onion\n")
"""


@dataclass(frozen=True)
class Step:
    """A step of the page: on which machine, and its lines."""

    number: int
    at: str
    lines: list[str]


def steps(text: str) -> list[Step]:
    """The numbered steps; lines that show what is printed or written are none."""
    found = []
    parts = STEP.split(text)
    for number, at, body in zip(parts[1::4], parts[2::4], parts[4::4], strict=True):
        own = body.split("\n## ")[0]
        lines = [
            line for block in BLOCK.findall(own) for line in block.splitlines() if line[:2] in ("$ ", "# ")
        ]
        found.append(Step(int(number), "desk" if at == "At the desk" else "server", lines))
    return found


@dataclass
class Place:
    """Where the page is followed: a folder for the server, one for the desk, and what was read off the screen so far."""

    room: Path
    printed: dict[int, str] = field(default_factory=dict)
    ports: tuple[int, int] = field(default_factory=lambda: (free_port(), free_port()))
    more: str = ""
    """What the desk's Tor is reached by here."""

    @property
    def server(self) -> Path:
        return self.room / "server"

    @property
    def door(self) -> Path:
        return self.server / "srv/jebo/door"

    def follow(self, step: Step) -> None:
        here = self.room / step.at
        script = STAND_INS + "\n".join(self.filled(line, step.at) for line in step.lines)
        done = subprocess.run(
            ["bash", "-c", script], cwd=here / "home", env=self.environment(here), encoding="utf-8",
            input=self.secret() if step.number == 7 else "", capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, f"step {step.number}: {done.stdout}{done.stderr}"
        self.printed[step.number] = done.stdout
        if step.number == 3:
            self.take_free_ports()

    def filled(self, line: str, at: str) -> str:
        """A line as somebody types it: with what stands for ``…``, and in the folders of the test."""
        here = self.room / at
        line = OURS.sub(f"{here}/", line[2:].replace("root@SERVER:/", "root@SERVER:SERVER/")).replace(
            "SERVER/", "/"
        )
        keys = iter(re.findall(r"--recipient (age1\w+)", self.printed.get(1, "")))
        line = re.sub("age1…", lambda _: next(keys), line)
        line = line.replace("YYYY-MM-DD", "2100-01-01")
        line = line.replace(
            "descriptor:x25519:…",
            next(iter(re.findall(r"descriptor:x25519:\w+", self.printed.get(1, ""))), ""),
        )
        line = line.replace("….onion", (ONION.findall(self.printed.get(4, "")) or ["", ""])[1])
        assert "…" not in line, line
        return line

    def environment(self, here: Path) -> dict[str, str]:
        desk = f"{QUICK}import sys; from jebo.cli import main; sys.exit(main())"
        given = {
            "PYTHON": sys.executable, "ROOM": self.room, "HERE": here, "SERVER_ROOT": self.server, "SERVER_HOME": self.server / "home",
            "PASSPHRASE": OLD, "DESK": desk, "JEBO_DESK": self.room / "desk-data", "MORE": self.more,
        }  # fmt: skip
        return set_apart({name: str(value) for name, value in given.items()})

    def secret(self) -> str:
        """The line for the desk's Tor, as step 6 printed it."""
        return self.printed[6].strip().splitlines()[-1].strip() + "\n"

    def take_free_ports(self) -> None:
        """Another test may have those of the page."""
        for name in ("door.toml", "torrc"):
            file = self.door / name
            told = file.read_text(encoding="utf-8")
            for old, new in zip(("8480", "8481"), self.ports, strict=True):
                told = told.replace(f"127.0.0.1:{old}", f"127.0.0.1:{new}")
            file.write_text(told, encoding="utf-8")


def place(room: Path) -> Place:
    """Two bare machines."""
    for name in ("server", "desk"):
        (room / name / "home").mkdir(parents=True)
        (room / name / "etc/tor").mkdir(parents=True)
        (room / name / "etc/systemd/system").mkdir(parents=True)
        (room / name / "var/lib/tor").mkdir(mode=0o700, parents=True)
        (room / name / "etc/tor/torrc").write_text("## Tor's own words\n")
        (room / name / "etc/fstab").write_text(
            "UUID=1 / ext4 errors=remount-ro 0 1\nUUID=2 none swap sw 0 0\n"
        )
    for name in ("pyproject.toml", "requirements"):
        (room / "desk/home" / name).symlink_to(ROOT / name)
    (room / "pip").write_text(PIP)
    (room / "pip").chmod(0o755)
    (room / "tor.py").write_text(TOR)
    (room / "jebo.py").write_text(PROGRAM.format(torrc=str(room / "server/etc/tor/torrc")))
    libraries = [one for one in sys.path if one.endswith("site-packages")]
    (room / "jebo.pth").write_text(f"import sys; sys.path[:0] = {[str(ROOT / 'src'), *libraries]!r}\n")
    return Place(room)


def followed(at: Place, text: str = TEXT, begin: int = 1) -> Place:
    """The page, followed from a step until the desk knows its door."""
    for step in steps(text):
        if begin <= step.number <= 6:
            at.follow(step)
    return at


def started(at: Place) -> list[str]:
    """What the unit that was copied has systemd start."""
    unit = (at.server / "etc/systemd/system/jebo-door.service").read_text(encoding="utf-8")
    (line,) = re.findall(r"(?m)^ExecStart=(.*)$", unit)
    return [one.strip('"') for one in re.findall(r'"[^"]*"|\S+', line)]


@contextmanager
def opened(at: Place) -> Iterator[None]:
    """The door, as systemd starts it."""
    process = subprocess.Popen(
        started(at), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=set_apart({})
    )
    assert process.stdout
    try:
        told = process.stdout.readline()
        assert f"127.0.0.1:{at.ports[0]}".encode() in told, told
        yield
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


class OverTor(Caller):
    """A browser that comes by the door's onion address: Tor says the circuit first."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.line = Announced("127.0.0.1", self.port, timeout=30)


class Announced(HTTPConnection):
    """A connection on which Tor's line stands first."""

    def connect(self) -> None:
        super().connect()
        self.sock.sendall(b"PROXY TCP6 fc00:dead:beef:4dad::0:17 ::1 65535 80\r\n")


@contextmanager
def tor(onion: str, port: int) -> Iterator[int]:
    """Stands in for the desk's Tor: SOCKS with a name and a password (RFC 1928, 1929), which knows one address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_serve, args=(listening, onion, port), daemon=True)
        thread.start()
        yield listening.getsockname()[1]


def _serve(listening: socket.socket, onion: str, port: int) -> None:
    with suppress(OSError):
        while True:
            line, _ = listening.accept()
            threading.Thread(target=_carry, args=(line, onion, port), daemon=True).start()


def _carry(line: socket.socket, onion: str, port: int) -> None:
    with line, suppress(OSError):
        line.recv(300)
        line.sendall(b"\x05\x02")
        line.recv(600)
        line.sendall(b"\x01\x00")
        known = line.recv(300)[5:-2] == onion.encode()
        line.sendall(b"\x05" + (b"\x00" if known else b"\x04") + b"\x00\x01" + bytes(6))
        if known:
            with socket.create_connection(("127.0.0.1", port)) as door:
                back = threading.Thread(target=_pass, args=(door, line), daemon=True)
                back.start()
                _pass(line, door)
                back.join(5)


def _pass(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while some := one.recv(65_536):
            other.sendall(some)
        other.shutdown(socket.SHUT_WR)


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The page, followed until the desk knows its door."""
    room = tmp_path_factory.mktemp("howto")
    answered(desk("init", "--folder", room / "desk-data", lines=(OLD, OLD)))
    return followed(place(room))


def test_the_steps_are_there_in_their_order_and_on_their_machine() -> None:
    found = [(one.number, one.at, bool(one.lines)) for one in steps(TEXT)]
    desks = {1, 6, 7}
    assert found == [(number, "desk" if number in desks else "server", True) for number in range(1, 8)]


def test_the_page_leads_to_a_word_that_the_desk_has(at: Place) -> None:
    public, private = ONION.findall(at.printed[4])
    assert public != private
    last = steps(TEXT)[-1]
    with opened(at), tor(private, at.ports[1]) as socks:
        source = OverTor(at.ports[0])
        assert "Tell us what you know" in source.get().plain
        _, box = source.begin()
        assert "It is here, sealed." in source.send(box.token, WORDS).plain
        source.line.close()
        at.more = f"--socks {socks}"
        at.follow(last)
    assert "Came: 1. Set aside: 0." in at.printed[7]
    assert WORDS.encode() not in b"".join(
        one.read_bytes() for one in at.server.rglob("spool/**/*") if one.is_file()
    )


def test_the_doctor_finds_nothing(at: Place) -> None:
    assert "Nothing was found that endangers the door." in at.printed[5]


def test_both_keys_of_the_desk_are_the_door_s_and_its_folder_is_closed(at: Place) -> None:
    keys = re.findall(r"age1\w+", at.printed[1])
    told = (at.door / "door.toml").read_text(encoding="utf-8")
    assert len(set(keys)) == 2
    assert set(re.findall(r"age1\w+", told)) == set(keys)
    assert at.door.stat().st_mode & 0o777 == 0o700


def test_swap_is_gone_from_the_table_of_file_systems_and_nothing_else(at: Place) -> None:
    table = (at.server / "etc/fstab").read_text().splitlines()
    assert table == ["UUID=1 / ext4 errors=remount-ro 0 1", "#UUID=2 none swap sw 0 0"]


def test_the_desk_alone_finds_its_address(at: Place) -> None:
    allowed = at.server / "var/lib/tor/door-desk/authorized_clients/desk.auth"
    assert re.fullmatch(r"descriptor:x25519:[A-Z2-7]{52}\n", allowed.read_text())
    assert (allowed.stat().st_mode & 0o777, allowed.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    private = ONION.findall(at.printed[4])[1].removesuffix(".onion")
    assert re.fullmatch(rf"{private}:descriptor:x25519:[A-Z2-7]{{52}}\n", at.secret())


def test_the_key_of_the_desk_does_not_stay_where_it_was_carried(at: Place) -> None:
    assert not list(at.room.glob("desk/home/desk.key"))


def test_systemd_takes_the_unit_and_starts_what_was_installed(at: Place) -> None:
    program, *words = started(at)
    assert program == str(at.server / "srv/jebo/venv/bin/jebo")
    assert words == ["door", "run", str(at.door)]
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze")
    unit = at.server / "etc/systemd/system/jebo-door.service"
    look = ["systemd-analyze", "verify", "--man=no", str(unit)]
    done = subprocess.run(look, capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if unit.name in line] == []


def test_what_tor_is_told_of_a_second_address_is_taken(at: Place, tmp_path: Path) -> None:
    if shutil.which("tor") is None:
        pytest.skip("needs tor")
    (more,) = (one for one in BLOCK.findall(TEXT) if one.startswith("HiddenServiceDir"))
    told = (at.server / "torrc.seen").read_text() + more.replace("/var/lib/tor", str(tmp_path))
    assert taken_by_tor(told, tmp_path)
    assert not taken_by_tor(told.replace("ExportCircuitID haproxy", "ExportCircuitID nginx"), tmp_path), (
        "the control"
    )


def taken_by_tor(told: str, folder: Path) -> bool:
    (folder / "torrc").write_text(told)
    look = ["tor", "--defaults-torrc", "/dev/null", "-f", str(folder / "torrc"), "--verify-config", "--hush"]
    return subprocess.run(look, capture_output=True, check=False).returncode == 0


WRONG: Final[Mapping[str, tuple[int, str, str]]] = {
    "the user": (
        3,
        "runuser -u jebo-door -- /srv/jebo/venv/bin/jebo door init",
        "runuser -u root -- /srv/jebo/venv/bin/jebo door init",
    ),
    "a folder": (3, "jebo door init /srv/jebo/door", "jebo door init /srv/jebo/venv"),
    "an option": (3, "--name-ko", "--name-kr"),
    "the list": (2, "--require-hashes -r door.txt", "--require-hashes -r doors.txt"),
    "what Tor is told": (4, "# cat /srv/jebo/door/torrc >> /etc/tor/torrc\n", ""),
    "the folder of Tor": (4, "/var/lib/tor/door-desk/hostname", "/var/lib/tor/desk/hostname"),
    "the unit": (5, "cp /srv/jebo/door/jebo-door.service", "cp /srv/jebo/door/door.service"),
    "the key": (6, "--key desk.key", "--key door.key"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_page_with_a_wrong_word_would_be_seen(at: Place, tmp_path: Path, what: str) -> None:
    """The control: the page fails at the step that is wrong, or whose outcome it spoils."""
    number, right, wrong = WRONG[what]
    assert right in TEXT
    other = place(tmp_path)
    other.printed[1] = at.printed[1]
    for held in ("server/home", "desk-data"):
        shutil.copytree(at.room / held, other.room / held, dirs_exist_ok=True)
    with pytest.raises(AssertionError, match=f"^step {number}: "):
        followed(other, TEXT.replace(right, wrong), begin=2)


def test_what_the_rest_of_the_page_has_typed_is_taken_by_the_command() -> None:
    """Steps of later days: each command of jebo with its options, whoever it is typed as."""
    typed = re.findall(r"(?:^\$ |-- /srv/jebo/venv/bin/|`)(jebo (?:door|desk) \w+)([^`\n]*)", TEXT, re.M)
    assert {call for call, _ in typed} == {
        "jebo door init", "jebo door doctor", "jebo door run", "jebo door carry", "jebo desk door", "jebo desk fetch",
    }  # fmt: skip
    for call, rest in typed:
        known = jebo(*call.split()[1:], "--help").stdout
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in known, f"{call} {option}"
    fetch = jebo("desk", "fetch", "--help").stdout
    assert {one for one in re.findall(r"--[a-z-]+", fetch) if one not in TEXT} == {
        "--help",
        "--folder",
        "--lang",
    }
