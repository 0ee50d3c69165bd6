"""What endangers a door is found, each fault by a test that plants it; and a door that is in order is left in peace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.door.conftest import DESK, OTHER

from jebo.door import doctor
from jebo.door.doctor import CHECKS, Machine, examine, machine
from jebo.door.making import DESK_KEY, TORRC, make
from jebo.door.refusals import NoDoor
from jebo.door.settings import FILE
from jebo.told.messages import _, spoken

TODAY = date(2026, 11, 26)
Plant = Callable[[Path, Machine], Machine]


@pytest.fixture
def door(tmp_path: Path) -> Path:
    make(tmp_path / "door", {"en": "Rainbow News"}, (DESK.recipient, OTHER.recipient), date(2027, 6, 1))
    return tmp_path / "door"


@pytest.fixture
def sound(door: Path) -> Machine:
    return Machine(root=False, swaps=0, torrc=(door / TORRC).read_text(encoding="utf-8"), tor=True)


def told(door: Path, old: str, new: str) -> None:
    file = door / FILE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def mode(name: str, mode: int) -> Plant:
    def plant(door: Path, found: Machine) -> Machine:
        (door / name).chmod(mode)
        return found

    return plant


def setting(old: str, new: str) -> Plant:
    def plant(door: Path, found: Machine) -> Machine:
        told(door, old, new)
        return found

    return plant


def key(whole: str | None) -> Plant:
    def plant(door: Path, found: Machine) -> Machine:
        (door / DESK_KEY).unlink()
        if whole is not None:
            (door / DESK_KEY).touch(mode=0o600)
            (door / DESK_KEY).write_text(whole)
        return found

    return plant


def torrc(old: str, new: str) -> Plant:
    def plant(_: Path, found: Machine) -> Machine:
        assert found.torrc is not None
        assert old in found.torrc
        return replace(found, torrc=found.torrc.replace(old, new))

    return plant


POW, CIRCUITS = "HiddenServicePoWDefensesEnabled 1", "HiddenServiceExportCircuitID haproxy"
UNTIL, SECOND_KEY = "until = 2027-06-01", f',\n  "{OTHER.recipient.text}"'
FAULTS: list[tuple[str, Plant]] = [
    ("E001", mode(".", 0o750)),
    ("E001", mode(".", 0o701)),
    ("E002", mode(FILE, 0o640)),
    ("E002", mode(DESK_KEY, 0o604)),
    ("E003", lambda _, found: replace(found, swaps=1)),
    ("E004", setting(UNTIL, "until = 2026-11-25")),
    ("E005", lambda _, found: replace(found, root=True)),
    ("E006", key(None)),
    ("E006", key("")),
    ("E006", key("\n")),
    ("W001", setting(UNTIL, "until = 2026-11-26")),
    ("W001", setting(UNTIL, "until = 2026-12-25")),
    ("W002", setting('reserve = "2GB"', 'reserve = "999999GB"')),
    ("W003", setting(SECOND_KEY, "")),
    ("W003", setting(OTHER.recipient.text, DESK.recipient.text)),
    ("W004", lambda _, found: replace(found, tor=False, torrc=None)),
    ("W005", torrc(POW, "")),
    ("W005", torrc(POW, f"#{POW}")),
    ("W005", torrc(POW, POW.replace("1", "0"))),
    ("W005", torrc(POW, f"{POW}0")),
    ("W006", torrc(CIRCUITS, "")),
    ("W006", torrc(CIRCUITS, f"# {CIRCUITS}")),
    (
        "W006",
        lambda _, found: replace(found, torrc=f"{(found.torrc or '').replace(CIRCUITS, '')}\n{CIRCUITS}\n"),
    ),
    (
        "W005",
        lambda _, found: replace(
            found, torrc=f"HiddenServiceDir /x\n{POW}\n{(found.torrc or '').replace(POW, '')}"
        ),
    ),
]


@pytest.mark.parametrize("at", range(len(FAULTS)))
def test_each_planted_fault_is_found_and_no_other(door: Path, sound: Machine, at: int) -> None:
    wanted, plant = FAULTS[at]
    assert [one.id for one in examine(door, plant(door, sound), TODAY)] == [wanted]


def test_no_check_is_without_a_fault_that_it_finds() -> None:
    assert sorted({check.id for check, _ in CHECKS}) == sorted({wanted for wanted, _ in FAULTS})
    assert len({check.id for check, _ in CHECKS}) == len(CHECKS)


GOOD: list[Plant] = [
    lambda _, found: found,
    lambda _, found: replace(found, torrc=None),
    torrc(POW, POW.lower()),
    torrc(POW, f"  {POW}  # against floods"),
    torrc(POW, POW.replace(" ", "\t ")),
    torrc(CIRCUITS, CIRCUITS.upper()),
    setting(UNTIL, "until = 2026-12-26"),
    mode(TORRC, 0o644),
]


@pytest.mark.parametrize("at", range(len(GOOD)))
def test_a_door_that_is_in_order_is_left_in_peace(door: Path, sound: Machine, at: int) -> None:
    assert list(examine(door, GOOD[at](door, sound), TODAY)) == []


def test_a_door_that_asks_for_no_circuits_misses_none(door: Path, sound: Machine) -> None:
    told(door, "circuits = true", "circuits = false")
    assert list(examine(door, torrc(CIRCUITS, "")(door, sound), TODAY)) == []


def test_faults_come_together_and_the_severe_ones_first(door: Path, sound: Machine) -> None:
    door.chmod(0o777)
    found = list(examine(door, replace(sound, root=True, torrc=""), TODAY))
    assert [one.id for one in found] == ["E001", "E005", "W005", "W006"]
    assert [one.severe for one in found] == [True, True, False, False]


def test_where_there_is_no_door_nothing_is_looked_at(tmp_path: Path, sound: Machine) -> None:
    with pytest.raises(NoDoor):
        list(examine(tmp_path, sound, TODAY))


def test_the_machine_is_asked_itself(tmp_path: Path) -> None:
    (tmp_path / "torrc").write_bytes(b"SafeLogging 1 \xff")
    found = machine(tmp_path / "torrc")
    assert found.tor
    assert found.torrc is not None
    assert found.torrc.startswith("SafeLogging 1")
    assert machine(tmp_path / "none").torrc is None


@pytest.mark.parametrize("at", range(len(CHECKS)))
def test_each_finding_says_what_is_wrong_and_what_to_do_in_both_languages(at: int) -> None:
    check = CHECKS[at][0]
    with spoken("ko"):
        assert _(check.says) != check.says
        assert _(check.hint) != check.hint
    assert check.severe == check.id.startswith("E")
    assert doctor.SOON.days == 30
