"""The desk and its door at the command line: what one needs of the other, and what somebody carries between them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.command import ENGLISH
from tests.cli.desks import NEW, OLD, answered, desk, free_port
from tests.desk.ground.desks import environment

ADDRESS = "b" * 56 + ".onion"
SECRET = "d" * 64


def door(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """What ``jebo door words`` prints, and how it ends."""
    command = [
        sys.executable,
        "-c",
        "import sys; from jebo.cli import main; sys.exit(main())",
        "door",
        *map(str, words),
    ]
    return subprocess.run(
        command, env=environment() | ENGLISH, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def recipients(told: str) -> list[str]:
    return re.findall(r"--recipient (age1[a-z0-9]{58})", told)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "desk.key"
    file.write_text(f"{SECRET}\n")
    return file


def test_the_desk_says_what_a_door_seals_for_and_always_the_same(where: Path) -> None:
    first = recipients(answered(desk("door", "--folder", where)))
    assert len(first) == 2, "its own key, and the one on paper"
    answered(desk("rekey", "--folder", where, lines=(OLD, NEW, NEW)))
    again = answered(desk("door", "--folder", where, lines=(NEW,)))
    assert recipients(again) == first, "a new passphrase changes nothing for the door"
    other = recipients(answered(desk("door", "--new-key", "--folder", where, lines=(NEW,))))
    assert (other[0] != first[0], other[1]) == (True, first[1])


def test_each_side_of_tor_is_told_its_own_half(where: Path, key_file: Path) -> None:
    before = answered(desk("door", "--folder", where))
    assert re.search(r"^    descriptor:x25519:[A-Z2-7]{52}$", before, re.M)
    assert ADDRESS[:-6] not in before
    told = answered(desk("door", "--address", ADDRESS, "--key", key_file, "--folder", where))
    public = re.search(r"^    descriptor:x25519:([A-Z2-7]{52})$", told, re.M)
    private = re.search(rf"^    {ADDRESS[:-6]}:descriptor:x25519:([A-Z2-7]{{52}})$", told, re.M)
    assert public
    assert private
    assert public[1] != private[1]
    assert SECRET not in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--address", ADDRESS], "together"),
        (["--key", "KEY"], "together"),
        (["--address", "door.example", "--key", "KEY"], "no address of an onion service"),
        (["--address", ADDRESS, "--key", "nothing there"], "not the desk.key"),
    ],
)
def test_what_cannot_be_a_door_is_refused_in_one_sentence(
    where: Path, key_file: Path, words: list[str], says: str
) -> None:
    told = desk("door", *(str(key_file) if one == "KEY" else one for one in words), "--folder", where)
    assert (told.returncode, told.stdout) == (2, "")
    assert says in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1
    assert SECRET not in told.stderr


def test_a_desk_that_knows_no_door_says_how_it_gets_to_know_one(where: Path) -> None:
    told = desk("fetch", "--folder", where)
    assert (told.returncode, told.stdout) == (2, "")
    assert "jebo desk door --address" in told.stderr


def test_without_tor_the_visit_is_refused_and_says_so(where: Path, key_file: Path) -> None:
    answered(desk("door", "--address", ADDRESS, "--key", key_file, "--folder", where))
    told = desk("fetch", "--folder", where, "--socks", str(free_port()))
    assert told.returncode == 2
    assert "Tor does not answer" in told.stderr
    assert ADDRESS not in told.stderr


def test_what_somebody_carried_is_filed_and_the_door_is_told(where: Path, tmp_path: Path) -> None:
    named = [
        word for one in recipients(answered(desk("door", "--folder", where))) for word in ("--recipient", one)
    ]
    folder, stick = tmp_path / "door", tmp_path / "stick"
    made = door("init", folder, *named, "--until", "2099-01-01", "--name-en", "Rainbow News")
    assert made.returncode == 0, made.stderr
    assert "Envelopes to carry: 0." in door("carry", folder, stick).stdout
    (folder / "spool/tips" / ("a" * 32)).write_bytes(b"no envelope at all")
    assert "Envelopes to carry: 1." in door("carry", folder, stick).stdout
    told = answered(desk("fetch", "--from", stick, "--folder", where))
    assert told.startswith("Came: 0. Set aside: 1.")
    assert "Envelopes to carry: 0." in door("carry", folder, stick).stdout, (
        "the desk has it, so the door dropped it"
    )


def test_a_folder_from_nowhere_is_refused(where: Path, tmp_path: Path) -> None:
    told = desk("fetch", "--from", tmp_path, "--folder", where)
    assert told.returncode == 2
    assert "jebo door carry" in told.stderr
    refused = door("carry", tmp_path / "no door", tmp_path / "stick")
    assert (refused.returncode, refused.stdout) == (2, "")
