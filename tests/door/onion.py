"""A Tor network of its own on 127.0.0.1: authorities, relays, the two onion services of a door by the door's own torrc, and who comes.

Nothing of it leaves this machine, and nothing of it is left afterwards: each process ends by its number, and by itself if the test is gone.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from tests.door.live import Live, free_port

AUTHORITIES, RELAYS = 3, 3
"""With fewer relays there are no circuits, or they take longer to be there."""
PATIENCE_S = 240
"""How long a network may take on a busy machine; some twenty seconds are usual."""
EVERYWHERE = """
TestingTorNetwork 1
AssumeReachable 1
Address 127.0.0.1
AddressDisableIPv6 1
PathsNeededToBuildCircuits 0.25
TestingDirAuthVoteGuard *
TestingDirAuthVoteHSDir *
TestingDirAuthVoteExit *
TestingMinExitFlagThreshold 0
V3AuthNIntervalsValid 2
ExitPolicy reject *:*
ExitRelay 0
ShutdownWaitLength 0
# The usual scheduler waits for the network card, which costs 45 ms a word on loopback and nothing elsewhere.
Schedulers Vanilla
# A way through relays that have just begun may lead nowhere; the next one is tried soon.
LearnCircuitBuildTimeout 0
CircuitBuildTimeout 3
"""
AUTHORITY = """
SocksPort 0
AuthoritativeDirectory 1
V3AuthoritativeDirectory 1
ContactInfo nobody
TestingV3AuthInitialVotingInterval 5
TestingV3AuthInitialVoteDelay 2
TestingV3AuthInitialDistDelay 2
V3AuthVotingInterval 10
V3AuthVoteDelay 2
V3AuthDistDelay 2
"""


class TooSlow(AssertionError):
    """What was waited for did not come."""


def until(done: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
    """Wait for something.

    :raises TooSlow: it did not come in time.
    """
    over, pause = monotonic() + seconds, threading.Event()
    while not done():
        if monotonic() > over:
            raise TooSlow(what)
        pause.wait(0.1)


def needed() -> None:
    """Leave a test out where there is no Tor that can do it."""
    if not shutil.which("tor") or not shutil.which("tor-gencert"):
        pytest.skip("needs Debian's package tor")
    told = subprocess.run(["tor", "--list-modules"], capture_output=True, text=True, check=True).stdout
    if "pow: yes" not in told:
        pytest.skip("needs a tor that was built with proof of work (tor --list-modules)")


@dataclass
class Tor:
    """One process of Tor and its folder."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None
    port: int = field(default_factory=free_port)

    @property
    def log(self) -> str:
        file = self.folder / "log"
        return file.read_text(errors="replace") if file.exists() else ""

    @property
    def told(self) -> str:
        """What it says of onion services."""
        return (self.folder / "rend").read_text(errors="replace")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def made(self) -> Tor:
        """Its folders."""
        (self.data / "keys").mkdir(mode=0o700, parents=True)
        self.data.chmod(0o700)
        return self

    def begin(self, *told: str) -> None:
        """Begin it, with what it is told."""
        own = f"DataDirectory {self.data}\nLog notice file {self.folder}/log\n__OwningControllerProcess {os.getpid()}\n"
        (self.folder / "torrc").write_text("\n".join((own, EVERYWHERE, *told)), encoding="utf-8")
        self.process = subprocess.Popen(
            [*COMMAND, str(self.folder / "torrc")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def ready(self) -> bool:
        """Whether it has its place in the network; a process that ended will never have."""
        assert self.process
        assert self.process.poll() is None, self.log[-2_000:]
        return "Bootstrapped 100%" in self.log

    def published(self) -> bool:
        """Whether its two services are known everywhere; who asks too early is not answered for a while."""
        asked, answered = (
            self.told.count("initiated upload request"),
            self.told.count("descriptor: finished with status"),
        )
        return self.told.count("Initiating upload for") >= 2 * 2 and answered >= asked

    def end(self) -> None:
        """End it."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


COMMAND = ("tor", "--defaults-torrc", os.devnull, "-f")


@dataclass(frozen=True)
class DeskKey:
    """By which Tor shows the desk's address to the desk alone: the half at the door, and the half at the desk."""

    private: X25519PrivateKey = field(default_factory=X25519PrivateKey.generate)

    @property
    def at_the_door(self) -> str:
        return f"descriptor:x25519:{_base32(self.private.public_key().public_bytes_raw())}\n"

    def at_the_desk(self, address: str) -> str:
        return f"{address.removesuffix('.onion')}:descriptor:x25519:{_base32(self.private.private_bytes_raw())}\n"


def _base32(told: bytes) -> str:
    return base64.b32encode(told).decode().rstrip("=")


@contextmanager
def network(folder: Path, door: Live) -> Iterator[Network]:
    """A network while the ``with`` lasts, with the door in it; ready, but for its clients."""
    made = Network(folder)
    try:
        made.begin()
        until(made.complete, "all relays to be listed")
        service = made.service(door)
        until(service.ready, "the door's Tor")
        until(service.published, "its addresses to be known")
        yield made
    finally:
        for one in made.running:
            one.end()


@dataclass
class Network:
    """All of it. ``everybody`` is the address of the door's sources, ``desk`` that of its desk."""

    folder: Path
    authorities: list[str] = field(default_factory=list)
    running: list[Tor] = field(default_factory=list)
    key: DeskKey = field(default_factory=DeskKey)
    everybody: str = ""
    desk: str = ""

    def tor(self, name: str) -> Tor:
        made = Tor(self.folder / name).made()
        self.running.append(made)
        return made

    def begin(self) -> None:
        """Authorities and relays."""
        some = [self.tor(f"authority{n}") for n in range(AUTHORITIES)]
        ports = [free_port() for _ in some]
        with ThreadPoolExecutor() as two:  # large primes are looked for on each core
            self.authorities = list(two.map(_introduced, some, ports))
        for one, port in zip(some, ports, strict=True):
            one.begin(
                AUTHORITY, f"OrPort 127.0.0.1:{one.port}", f"DirPort 127.0.0.1:{port}", *self.authorities
            )
        for n in range(RELAYS):
            relay = self.tor(f"relay{n}")
            relay.begin(
                "SocksPort 0", f"Nickname relay{n}", f"OrPort 127.0.0.1:{relay.port}", *self.authorities
            )

    def complete(self) -> bool:
        """Whether every authority lists every relay."""
        lists = [one.data / "cached-microdesc-consensus" for one in self.running[:AUTHORITIES]]
        return all(one.exists() and one.read_text().count("\nr ") == AUTHORITIES + RELAYS for one in lists)

    def service(self, door: Live) -> Tor:
        """The door's Tor, as its torrc says; only folders, ports and the log are those of here."""
        made = self.tor("service")
        homes = [made.folder / name for name in ("door", "door-desk")]
        for home in homes:
            home.mkdir(mode=0o700)
        (homes[1] / "authorized_clients").mkdir(mode=0o700)
        (homes[1] / "authorized_clients" / "desk.auth").write_text(self.key.at_the_door)
        made.begin(settings(door, made.folder), f"Log [rend]info file {made.folder}/rend", *self.authorities)
        until(lambda: all((home / "hostname").exists() for home in homes), "the addresses of the services")
        self.everybody, self.desk = ((home / "hostname").read_text().strip() for home in homes)
        return made

    def let_in(self, line: str) -> None:
        """Let one more desk find its address, by a line for ``authorized_clients``."""
        service = next(one for one in self.running if one.folder.name == "service")
        (service.folder / "door-desk" / "authorized_clients" / "newsroom.auth").write_text(f"{line}\n")
        assert service.process
        service.process.send_signal(signal.SIGHUP)

    def client(self, name: str, *, with_key: bool = False, line: str = "") -> Tor:
        """Somebody's Tor, with a port for a browser, and the desk's key or not, or a *line* with a key of their own.

        Its log ``rend`` tells of onion services.
        """
        made = self.tor(name)
        keys = made.folder / "keys"
        keys.mkdir(mode=0o700)
        if with_key or line:
            (keys / "desk.auth_private").write_text(line or self.key.at_the_desk(self.desk))
        made.begin(
            f"SocksPort 127.0.0.1:{made.port} ExtendedErrors", f"ClientOnionAuthDir {keys}",
            f"Log [rend]debug file {made.folder}/rend", *self.authorities,
        )  # fmt: skip
        until(made.ready, f"the Tor of {name}")
        return made


LOOPBACK, ANYBODY = "0100007F", "00000000"
"""127.0.0.1, and the other end of a line on which nobody is yet, as proc(5) writes them."""


def ends(pid: int) -> tuple[set[str], set[str]]:
    """Where lines of a process begin and where they end, as proc(5) writes addresses."""
    held = set()
    for one in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            held.update(re.findall(r"socket:\[(\d+)\]", one.readlink().as_posix()))
    rows = [
        line.split()
        for kind in ("tcp", "tcp6", "udp", "udp6")
        for line in Path(f"/proc/{pid}/net/{kind}").read_text().splitlines()[1:]
    ]
    own = [row for row in rows if row[9] in held]
    return {row[1].partition(":")[0] for row in own}, {row[2].partition(":")[0] for row in own}


def settings(door: Live, folder: Path) -> str:
    """What ``jebo door init`` wrote into the door's folder for Tor."""
    told = (door.folder / "torrc").read_text(encoding="utf-8")
    for written, here in (
        ("/var/lib/tor/", f"{folder}/"),
        ("127.0.0.1:8480", f"127.0.0.1:{door.port}"),
        ("127.0.0.1:8481", f"127.0.0.1:{door.desk_port}"),
        ("Log warn syslog", ""),
    ):
        assert written in told, f"the door's torrc no longer says {written}"
        told = told.replace(written, here)
    return told


def _introduced(one: Tor, port: int) -> str:
    """Make an authority's keys; gives the line by which the others know it."""
    keys = one.data / "keys"
    subprocess.run(
        ["tor-gencert", "--create-identity-key", "--passphrase-fd", "0", "-m", "12", "-a", f"127.0.0.1:{port}"],
        input=b"nothing\n", cwd=keys, check=True, capture_output=True,
    )  # fmt: skip
    certificate = (keys / "authority_certificate").read_text()
    identity = re.search(r"(?m)^fingerprint (\w+)$", certificate)
    dummy = f"DirAuthority x orport=1 no-v2 v3ident={'0' * 40} 127.0.0.1:1 {'0' * 40}\n"
    (one.folder / "torrc").write_text(
        f"DataDirectory {one.data}\nOrPort 127.0.0.1:{one.port}\nDirPort 127.0.0.1:{port}\n"
        f"Nickname {one.folder.name}\n{EVERYWHERE}{AUTHORITY}{dummy}"
    )
    listed = subprocess.run(
        [*COMMAND, str(one.folder / "torrc"), "--list-fingerprint"],
        check=True,
        capture_output=True,
        text=True,
    )
    fingerprint = re.search(r"(?m)^\w+ ((?:[0-9A-F]{4} ?){10})$", listed.stdout)
    assert identity
    assert fingerprint, listed.stdout
    return (
        f"DirAuthority {one.folder.name} orport={one.port} no-v2 v3ident={identity[1]} "
        f"127.0.0.1:{port} {fingerprint[1].replace(' ', '')}"
    )
