"""The doctor finds each thing that endangers the desk, and nothing on a healthy one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.desk.ground.desks import OLD, desk, environment, quick

from jebo.desk.doctor import CHECKS, Facts, Postgres, ask_postgres, examine
from jebo.desk.folder import Created, DataFolder, NoDesk
from jebo.desk.key import Passphrase
from jebo.desk.ledger import Backup, remember
from jebo.desk.machine import Machine, Swap, is_synced
from jebo.desk.rekey import rekey

DAY = date(2026, 1, 9)
HEAD = "Filename\tType\tSize\tUsed\tPriority\n"


class Machines:
    """Machines made of files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.number = 0

    def device(self, number: int, identity: str = "", slaves: tuple[int, ...] = ()) -> None:
        """A block device, on top of others."""
        node = self.root / "sys/devices" / f"dm-{number}"
        (node / "slaves").mkdir(parents=True)
        if identity:
            (node / "dm").mkdir()
            (node / "dm/uuid").write_text(identity, encoding="ascii")
        for slave in slaves:
            (node / "slaves" / str(slave)).symlink_to(self.root / "sys/devices" / f"dm-{slave}")
        block = self.root / "sys/dev/block"
        block.mkdir(parents=True, exist_ok=True)
        (block / f"{os.major(number)}:{os.minor(number)}").symlink_to(node)

    def machine(self, *areas: str, pattern: str = "core") -> Machine:
        """One with these swap areas."""
        proc = self.root / "proc"
        (proc / "sys/kernel").mkdir(parents=True, exist_ok=True)
        text = HEAD + "".join(f"{area}\tfile\t1\t0\t-2\n" for area in areas)
        (proc / "swaps").write_text(text, encoding="utf-8")
        (proc / "sys/kernel/core_pattern").write_text(pattern + "\n", encoding="utf-8")
        return Machine(proc=proc, sys=self.root / "sys")


@pytest.fixture
def machines(tmp_path: Path) -> Machines:
    """An encrypted disk under everything."""
    made = Machines(tmp_path / "machine")
    made.device(tmp_path.stat().st_dev, "CRYPT-LUKS2-00")
    return made


@pytest.fixture
def healthy(
    where: DataFolder, created: Created, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> Facts:
    """A desk that lacks nothing."""
    monkeypatch.setattr(Machine, "dumps_core", lambda self: False)
    remember(where, Backup(day=date(2026, 1, 5), digest="0" * 64, generation=1))
    return Facts(
        folder=where,
        day=DAY,
        key=created.key,
        last_day=date(2026, 1, 8),
        machine=machines.machine(),
        free_bytes=1 << 40,
        postgres=Postgres(superuser=False, bypasses_rls=False, disk_confirmed=True),
    )


def ids(facts: Facts) -> list[str]:
    return [check.id for check in examine(facts)]


def test_a_healthy_desk_has_nothing_wrong(healthy: Facts) -> None:
    assert ids(healthy) == []


def damage(facts: Facts) -> Facts:
    data = bytearray(facts.folder.database.read_bytes())
    data[5000] ^= 1
    facts.folder.database.write_bytes(data)
    return facts


def change_settings(facts: Facts) -> Facts:
    text = facts.folder.settings.read_text(encoding="utf-8")
    facts.folder.settings.write_text(text.replace("generation = 1", "generation = 7"), encoding="utf-8")
    return facts


def mode(name: str, bits: int) -> Callable[[Facts], Facts]:
    def change(facts: Facts) -> Facts:
        (facts.folder.root / name).chmod(bits)
        return facts

    return change


def leave(name: str) -> Callable[[Facts], Facts]:
    def change(facts: Facts) -> Facts:
        (facts.folder.root / name).mkdir(mode=0o700)
        return facts

    return change


def no_backup(facts: Facts) -> Facts:
    facts.folder.backups.unlink()
    return facts


def set_(**given: Any) -> Callable[[Facts], Facts]:
    return lambda facts: replace(facts, **given)


GOOD = Postgres(superuser=False, bypasses_rls=False, disk_confirmed=True)


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (mode("", 0o710), ["E001"]),
        (mode("desk.toml", 0o644), ["E002"]),
        (mode("envelopes/a1b2", 0o640), ["E002"]),
        (set_(last_day=date(2026, 1, 10)), ["E005"]),
        (set_(day=date(2026, 1, 4), last_day=None), ["E005"]),
        (set_(debug=True), ["E006"]),
        (damage, ["E008"]),
        (change_settings, ["E009", "W003"]),
        (set_(postgres=replace(GOOD, superuser=True)), ["E010"]),
        (set_(postgres=replace(GOOD, bypasses_rls=True)), ["E010"]),
        (set_(postgres=replace(GOOD, disk_confirmed=False)), ["E011"]),
        (no_backup, ["W001"]),
        (set_(day=date(2026, 1, 13)), ["W002"]),
        (set_(free_bytes=1000), ["W004"]),
        (leave("next.partial"), ["W005"]),
        (leave("backup.partial"), ["W005"]),
    ],
)
def test_what_is_wrong_is_found_and_nothing_else(
    healthy: Facts, wrong: Callable[[Facts], Facts], expected: list[str]
) -> None:
    assert ids(wrong(healthy)) == expected


@pytest.mark.parametrize(
    "right",
    [
        set_(last_day=DAY),
        set_(day=date(2026, 1, 12)),
        set_(postgres=None),
        set_(key=None),
        mode("desk.toml", 0o400),
    ],
)
def test_what_is_only_nearly_wrong_passes(healthy: Facts, right: Callable[[Facts], Facts]) -> None:
    assert ids(right(healthy)) == []


def test_a_backup_under_an_older_passphrase_is_told(healthy: Facts) -> None:
    changed = rekey(
        healthy.folder,
        Passphrase(OLD),
        Passphrase("battery ocean velvet sonnet garlic anvil"),
        derivation=quick(),
    )
    assert ids(replace(healthy, key=changed.key)) == ["W003"]


def test_the_worst_comes_first_and_each_says_what_to_do(healthy: Facts) -> None:
    no_backup(healthy)
    found = examine(replace(healthy, debug=True))
    assert [check.severity for check in found] == ["error", "warning"]
    assert all(check.says and check.hint for check in CHECKS.values())
    assert all(check.id[0] == check.severity[0].upper() for check in CHECKS.values())


def test_without_a_desk_there_is_nothing_to_examine(tmp_path: Path) -> None:
    with pytest.raises(NoDesk):
        examine(Facts(folder=DataFolder(tmp_path), day=DAY))


def test_swap_is_told_by_what_lies_under_it(machines: Machines, tmp_path: Path) -> None:
    area = tmp_path / "swapfile"
    area.write_bytes(b"")
    assert machines.machine().swap() is Swap.NONE
    assert machines.machine(str(area)).swap() is Swap.ENCRYPTED
    assert machines.machine("/dev/zram0").swap() is Swap.ENCRYPTED
    assert machines.machine(str(tmp_path / "gone")).swap() is Swap.UNKNOWN
    assert machines.machine(str(area), str(tmp_path / "gone")).swap() is Swap.UNKNOWN
    assert Machine(proc=tmp_path / "nowhere").swap() is Swap.UNKNOWN


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([(1, "", ())], Swap.PLAIN),
        ([(1, "LVM-x", (2,)), (2, "", ())], Swap.PLAIN),
        ([(1, "LVM-x", (2,)), (2, "CRYPT-LUKS1-x", ())], Swap.ENCRYPTED),
        ([(1, "LVM-x", (2, 3)), (2, "CRYPT-PLAIN-x", ()), (3, "", ())], Swap.PLAIN),
        ([(1, "LVM-x", (1,))], Swap.PLAIN),
        ([(2, "CRYPT-LUKS2-x", ())], Swap.UNKNOWN),
    ],
)
def test_a_device_is_encrypted_if_all_that_it_lies_on_is(
    tmp_path: Path, layers: list[tuple[int, str, tuple[int, ...]]], expected: Swap
) -> None:
    made = Machines(tmp_path)
    for number, identity, slaves in layers:
        made.device(number, identity, slaves)
    assert made.machine().device(1) is expected


def test_unencrypted_swap_and_a_disk_that_tells_nothing_are_told(healthy: Facts, tmp_path: Path) -> None:
    area = tmp_path / "swapfile"
    area.write_bytes(b"")
    plain = Machines(tmp_path / "plain")
    plain.device(tmp_path.stat().st_dev)
    assert ids(replace(healthy, machine=plain.machine(str(area)))) == ["E003", "N002"]
    assert ids(replace(healthy, machine=Machines(tmp_path / "dumb").machine("/dev/gone"))) == ["N001", "N002"]


CORE = """
import resource, sys
from pathlib import Path
from jebo.desk.machine import Machine, hide
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
machine = Machine(proc=Path(sys.argv[1]))
print(machine.dumps_core())
hide()
print(machine.dumps_core(), resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="told by prctl and /proc")
def test_a_hidden_process_writes_its_memory_nowhere_and_another_would(machines: Machines) -> None:
    proc = machines.machine(pattern="|/usr/lib/collector").proc
    done = subprocess.run(
        [sys.executable, "-c", CORE, proc], capture_output=True, text=True, check=True, env=environment()
    )
    assert done.stdout.split("\n")[:2] == ["True", "False (0, 0)"]


@pytest.mark.parametrize(
    "name",
    [
        "Dropbox",
        "OneDrive - Newsroom",
        "Mobile Documents",
        "Google Drive",
        "네이버 MYBOX",
        "CloudStorage",
        "坚果云",
    ],
)
def test_a_folder_that_is_copied_to_a_service_is_told(healthy: Facts, tmp_path: Path, name: str) -> None:
    where, created = desk(tmp_path / name / "desk")
    remember(where, Backup(day=DAY, digest="0" * 64, generation=1))
    assert ids(replace(healthy, folder=where, key=created.key)) == ["E007"]


@pytest.mark.parametrize("name", ["Dropboxes", "my box of papers", "drive", "cloud", "Documents"])
def test_a_folder_that_only_sounds_so_is_not(tmp_path: Path, name: str) -> None:
    assert not is_synced(tmp_path / name)


def test_a_link_into_such_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")
    assert is_synced(tmp_path / "plain" / "desk")


class Cursor:
    """Answers as PostgreSQL would."""

    def __init__(self, *row: bool) -> None:
        self.row = row

    def execute(self, statement: str) -> None:
        assert "pg_roles" in statement

    def fetchone(self) -> tuple[bool, ...]:
        return self.row


def test_postgres_is_asked_for_the_powers_of_the_role() -> None:
    assert ask_postgres(Cursor(True, False), disk_confirmed=True) == Postgres(
        superuser=True, bypasses_rls=False, disk_confirmed=True
    )
