"""What endangers a door: its folder, its keys, its machine, and how Tor is told of it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from jebo.door.making import DESK_KEY, key_in
from jebo.door.settings import FILE, Settings, read
from jebo.errors import N_

SOON: Final = timedelta(days=30)
"""Before the keys are over. Chosen by us: to bring new ones takes a visit to the server."""
_OTHERS: Final = 0o077


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that is not as it should be: a sentence on what, and one on what to do. ``severe``: do not open the door."""

    id: str
    severe: bool
    says: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What the door's machine is asked.

    :param swaps: lines of /proc/swaps after its head; :param torrc: what Tor was told, as far as it can be read.
    """

    root: bool
    swaps: int
    torrc: str | None
    tor: bool


def machine(torrc: Path = Path("/etc/tor/torrc")) -> Machine:
    """This one."""
    try:
        told = torrc.read_text(encoding="utf-8", errors="replace")
    except OSError:
        told = None
    swaps = Path("/proc/swaps")
    lines = swaps.read_text().splitlines()[1:] if swaps.exists() else []
    return Machine(
        root=os.geteuid() == 0,
        swaps=len(lines),
        torrc=told,
        tor=shutil.which("tor") is not None or told is not None,
    )


Finds = Callable[[Path, Settings, Machine, date], bool]


def examine(folder: Path, found: Machine, today: date) -> Iterator[Check]:
    """What is wrong with the door of *folder*.

    :raises jebo.door.refusals.DoorRefusal: there is none, or a setting cannot be used.
    """
    settings = read(folder)
    for check, wrong in CHECKS:
        if wrong(folder, settings, found, today):
            yield check


def _open(folder: Path, *_: object) -> bool:
    return bool(folder.stat().st_mode & _OTHERS)


def _readable(folder: Path, *_: object) -> bool:
    return any(
        (folder / name).stat().st_mode & _OTHERS for name in (FILE, DESK_KEY) if (folder / name).exists()
    )


def _no_desk(folder: Path, *_: object) -> bool:
    return not key_in(folder)


def _full(folder: Path, settings: Settings, *_: object) -> bool:
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize < 2 * settings.reserve


def _without(line: str) -> Finds:
    """Whether Tor was told, and not this of the service that leads to sources' pages: of another it would help nobody."""
    words = r"[ \t]+".join(map(re.escape, line.split()))
    pattern = re.compile(rf"^[ \t]*{words}[ \t]*(#.*)?$", re.MULTILINE | re.IGNORECASE)

    def wrong(_: Path, settings: Settings, found: Machine, today: date) -> bool:
        return found.torrc is not None and not pattern.search(_of_sources(found.torrc, settings))

    return wrong


def _of_sources(torrc: str, settings: Settings) -> str:
    """What Tor is told of the onion service that leads to the door's public port; nothing where there is none (tor(1))."""
    services = re.split(r"^(?=[ \t]*HiddenServiceDir\b)", torrc, flags=re.MULTILINE | re.IGNORECASE)
    leads = re.compile(
        rf"^[ \t]*HiddenServicePort[ \t]+\S+[ \t]+127\.0\.0\.1:{settings.port}\b",
        re.MULTILINE | re.IGNORECASE,
    )
    return next(filter(leads.search, services), "")


def _check(id: str, says: str, hint: str) -> Check:
    return Check(id=id, severe=id.startswith("E"), says=says, hint=hint)


def _swaps(_: Path, settings: Settings, found: Machine, today: date) -> bool:
    return found.swaps > 0


def _over(_: Path, settings: Settings, found: Machine, today: date) -> bool:
    return today > settings.until


def _soon_over(_: Path, settings: Settings, found: Machine, today: date) -> bool:
    return today <= settings.until < today + SOON


def _root(_: Path, settings: Settings, found: Machine, today: date) -> bool:
    return found.root


def _one_key(_: Path, settings: Settings, found: Machine, today: date) -> bool:
    return len(set(settings.recipients)) < 2


def _no_tor(_: Path, settings: Settings, found: Machine, today: date) -> bool:
    return not found.tor


def _no_circuits(folder: Path, settings: Settings, found: Machine, today: date) -> bool:
    return settings.circuits and _without(_CIRCUITS)(folder, settings, found, today)


_CIRCUITS: Final = "HiddenServiceExportCircuitID haproxy"
_LATER_KEYS: Final = N_("put the desk's keys of today into door.toml, with a later day")
CHECKS: Final[tuple[tuple[Check, Finds], ...]] = (
    (
        _check("E001", N_("others on this machine may enter the door's folder"), N_("give it mode 0700")),
        _open,
    ),
    (
        _check(
            "E002",
            N_("others on this machine may read the settings or the desk's key"),
            N_("give them mode 0600"),
        ),
        _readable,
    ),
    (
        _check(
            "E003",
            N_("memory may be written to the disk (swap), with what somebody is just sending"),
            N_("run swapoff -a, and take swap out of /etc/fstab"),
        ),
        _swaps,
    ),
    (_check("E004", N_("the keys are over, and only an offline page is shown"), _LATER_KEYS), _over),
    (
        _check(
            "E005",
            N_("this was asked as root, who should not run the door"),
            N_("let the user of the door run it, as in jebo-door.service"),
        ),
        _root,
    ),
    (
        _check(
            "E006",
            N_("the desk's key is missing, so nobody can fetch what comes"),
            N_("put desk.key back into the door's folder; the desk has the same"),
        ),
        _no_desk,
    ),
    (_check("W001", N_("the keys are over within 30 days"), _LATER_KEYS), _soon_over),
    (
        _check(
            "W002",
            N_("the disk is nearly full, so new sources can send no files"),
            N_("fetch what is there, or make room"),
        ),
        _full,
    ),
    (
        _check(
            "W003",
            N_("there is one key, and if it is lost, so is everything that waits here"),
            N_("add a key that is kept on paper"),
        ),
        _one_key,
    ),
    (
        _check(
            "W004",
            N_("there is no Tor on this machine"),
            N_("install it with apt-get install tor, and add the lines of torrc in the door's folder"),
        ),
        _no_tor,
    ),
    (
        _check(
            "W005",
            N_("Tor's proof of work is off, so that a flood costs nothing"),
            N_("add HiddenServicePoWDefensesEnabled 1 to torrc"),
        ),
        _without("HiddenServicePoWDefensesEnabled 1"),
    ),
    (
        _check(
            "W006",
            N_("Tor does not say over which circuit somebody comes, so one sender can hold up all"),
            N_("add HiddenServiceExportCircuitID haproxy to torrc"),
        ),
        _no_circuits,
    ),
)
