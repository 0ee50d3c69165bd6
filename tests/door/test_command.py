"""``jebo door`` as somebody types it: makes a door that is closed to others, opens it once, and says in a sentence what it will not do."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.cli.command import jebo
from tests.door.conftest import DESK, OTHER
from tests.door.live import begun, free_port, live, made

from jebo.door.making import DESK_KEY, TORRC, UNIT, make
from jebo.door.serve import listening
from jebo.door.settings import FILE, read

KEYS = ["--recipient", DESK.recipient.text, "--recipient", OTHER.recipient.text]
NAMED = ["--name-ko", "무지개소식", "--name-en", "Rainbow News"]
GOOD = [*KEYS, "--until", "2100-01-01", *NAMED]
SOUND = """
import sys
from jebo.cli import main
from jebo.door import doctor
torrc = open(sys.argv.pop(1), encoding="utf-8").read()
doctor.machine = lambda: doctor.Machine(root=False, swaps=0, torrc=torrc, tor=True)
sys.exit(main())
"""
"""The command on a machine that is in order, whatever this one is."""


def modes(folder: Path) -> dict[str, int]:
    return {
        one.relative_to(folder).as_posix(): one.stat().st_mode & 0o777 for one in [folder, *folder.rglob("*")]
    }


# A door is made.


def test_a_door_that_is_made_is_closed_to_others_and_says_what_to_do_next(tmp_path: Path) -> None:
    done = jebo("door", "init", tmp_path / "new" / "door", *GOOD)
    assert (done.returncode, done.stderr) == (0, "")
    for word in (FILE, TORRC, UNIT, DESK_KEY, "jebo door doctor"):
        assert word in done.stdout
    found = modes(tmp_path / "new" / "door")
    files = {FILE, DESK_KEY, TORRC, UNIT}
    assert {name: mode for name, mode in found.items() if name in files} == dict.fromkeys(files, 0o600)
    assert {mode for name, mode in found.items() if name not in files} == {0o700}
    assert DESK.recipient.text not in done.stdout


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert jebo("door", "init", tmp_path / "door", *GOOD).returncode == 0
    found = read(tmp_path / "door")
    assert found.recipients == (DESK.recipient, OTHER.recipient)
    assert (found.name, found.until) == ({"ko": "무지개소식", "en": "Rainbow News"}, date(2100, 1, 1))
    assert re.fullmatch(r"[0-9a-f]{64}\n", (tmp_path / "door" / DESK_KEY).read_text())


@pytest.mark.parametrize(
    "name",
    ['The "Rainbow"', "back\\slash", "{name}", "# 1", "소식 🙂", "'''", "a\\u0041", "tab\tend", "%(x)s"],
)
def test_whatever_the_newsroom_is_called_is_read_again(tmp_path: Path, name: str) -> None:
    found = make(tmp_path / "door", {"en": name}, (DESK.recipient,), date(2100, 1, 1))
    assert found.called("en") == name.replace("\t", " ")


def test_two_doors_have_nothing_in_common(tmp_path: Path) -> None:
    one, other = (
        make(tmp_path / name, {"en": "R"}, (DESK.recipient,), date(2100, 1, 1)) for name in ("one", "other")
    )
    assert one.salt != other.salt
    assert (tmp_path / "one" / DESK_KEY).read_text() != (tmp_path / "other" / DESK_KEY).read_text()


@pytest.mark.parametrize("there", ["door.toml", "spool/tips/x", ".hidden", ""])
def test_nothing_is_overwritten(tmp_path: Path, there: str) -> None:
    folder = tmp_path / "door"
    held = folder / there if there else folder
    held.parent.mkdir(parents=True, exist_ok=True)
    held.write_text("mine")
    done = jebo("door", "init", folder, *GOOD)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is something in this folder already" in done.stderr
    assert held.read_text() == "mine"
    assert len(list(tmp_path.rglob("*"))) == len(there.split("/")) + bool(there)


def test_an_empty_folder_may_become_a_door(tmp_path: Path) -> None:
    (tmp_path / "door").mkdir(mode=0o755)
    make(tmp_path / "door", {"en": "R"}, (DESK.recipient,), date(2100, 1, 1))
    assert modes(tmp_path / "door")["."] == 0o700


BAD = [
    (
        ["--recipient", "canary7", "--until", "2100-01-01", *NAMED],
        "this is not an age recipient",
        "공개 키가 아닙니다",
    ),
    (
        ["--recipient", DESK.reveal(), "--until", "2100-01-01", *NAMED],
        "this is not an age recipient",
        "공개 키가 아닙니다",
    ),
    ([*KEYS, "--until", "canary7", *NAMED], "a day is needed", "날짜"),
    ([*KEYS, "--until", "2100-02-30", *NAMED], "a day is needed", "날짜"),
    ([*KEYS, "--until", "2100-01-01"], "say what the newsroom is called", "--name-ko"),
    ([*KEYS, "--until", "2100-01-01", "--name-en", "  "], "say what the newsroom is called", "--name-ko"),
    (["--until", "2100-01-01", *NAMED], "--recipient", "--recipient"),
    ([*KEYS, *NAMED], "--until", "--until"),
]


@pytest.mark.parametrize("at", range(len(BAD)))
def test_what_cannot_be_used_is_refused_in_one_sentence_of_either_language_and_leaves_nothing(
    tmp_path: Path, at: int
) -> None:
    words, english, korean = BAD[at]
    for language, wanted in (("en", english), ("ko", korean)):
        done = jebo("door", "init", tmp_path / "door", *words, "--lang", language)
        assert (done.returncode, done.stdout) == (2, "")
        assert wanted in done.stderr
        assert done.stderr.count("\n") == 1
        assert "canary7" not in done.stderr
        assert DESK.reveal() not in done.stderr
        assert not (tmp_path / "door").exists()


def test_the_environment_chooses_the_language_as_everywhere(tmp_path: Path) -> None:
    done = jebo("door", "run", tmp_path / "none", env={"LANGUAGE": "", "LC_ALL": "", "LANG": "ko_KR.UTF-8"})
    assert done.returncode == 2
    assert re.search("[가-힣]", done.stderr)
    assert jebo("door", "run", tmp_path / "none", LANGUAGE="en").stderr.startswith(
        "jebo: there is no door in this folder"
    )


@pytest.mark.parametrize("name", ["x" * 300, "a/../" * 2_000])
@pytest.mark.parametrize("does", ["init", "run", "doctor"])
def test_a_folder_that_cannot_be_is_refused_in_one_sentence(tmp_path: Path, does: str, name: str) -> None:
    done = jebo("door", does, tmp_path / name, *(GOOD if does == "init" else []))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "Traceback" not in done.stderr


# What Tor and systemd are told.


@pytest.fixture
def door(tmp_path: Path) -> Path:
    make(tmp_path / "door", {"en": "Rainbow News"}, (DESK.recipient, OTHER.recipient), date(2100, 1, 1))
    return tmp_path / "door"


@pytest.mark.parametrize(
    "line",
    [
        "StandardOutput=null", "StandardError=null", "LimitCORE=0", "MemorySwapMax=0", "UMask=0077", "ProtectSystem=strict", "PrivateTmp=yes",
        "NoNewPrivileges=yes", "IPAddressDeny=any", "IPAddressAllow=localhost", "User=jebo-door",
    ],
)  # fmt: skip
def test_the_unit_takes_away_what_the_door_does_not_need(door: Path, line: str) -> None:
    assert line in (door / UNIT).read_text(encoding="utf-8").splitlines()


def test_the_unit_names_this_program_and_this_folder_and_nothing_else_may_be_written(door: Path) -> None:
    unit = (door / UNIT).read_text(encoding="utf-8")
    assert re.search(rf'(?m)^ExecStart="/[^"]*/jebo" door run "{re.escape(str(door.resolve()))}"$', unit)
    assert re.findall(r"(?m)^ReadWritePaths=(.*)$", unit) == [f'"{door.resolve()}"']


def complaints(unit: Path) -> list[str]:
    """What systemd says of a unit; the program in it is one that is there."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze")
    text = re.sub(r'(?m)^ExecStart="[^"]*/jebo"', 'ExecStart="/bin/true"', unit.read_text(encoding="utf-8"))
    looked = unit.parent.parent / UNIT
    looked.write_text(text, encoding="utf-8")
    words = ["systemd-analyze", "verify", "--man=no", str(looked)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return [line for line in done.stderr.splitlines() if UNIT in line]


@pytest.mark.parametrize("name", ["door", "my door", "100%", "$HOME", 'the "door"', "창구", "back\\slash"])
def test_systemd_takes_the_unit_whatever_the_folder_is_called(tmp_path: Path, name: str) -> None:
    make(tmp_path / name, {"en": "R"}, (DESK.recipient,), date(2100, 1, 1))
    assert complaints(tmp_path / name / UNIT) == []


def test_systemd_would_complain_of_a_folder_without_quotation_marks(tmp_path: Path) -> None:
    """The control."""
    make(tmp_path / "my door", {"en": "R"}, (DESK.recipient,), date(2100, 1, 1))
    unit = tmp_path / "my door" / UNIT
    unit.write_text(unit.read_text(encoding="utf-8").replace('"', ""), encoding="utf-8")
    assert complaints(unit)


def test_systemd_itself_finds_the_unit_well_closed(door: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze")

    def exposed(unit: Path) -> float:
        words = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        found = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
        if found is None:
            pytest.skip("this systemd-analyze cannot look at a file")
        return float(found[1])

    assert exposed(door / UNIT) < 2
    loose = door / "loose.service"
    loose.write_text("[Service]\nExecStart=/bin/true\n")
    assert exposed(loose) > 8, "the control: a unit that takes nothing away"


def test_tor_brings_sources_and_the_desk_where_the_door_listens(door: Path) -> None:
    torrc, settings = (door / TORRC).read_text(encoding="utf-8"), read(door)
    assert re.findall(r"(?m)^HiddenServicePort 80 127\.0\.0\.1:(\d+)$", torrc) == [
        str(settings.port),
        str(settings.desk_port),
    ]
    desk = torrc.partition("door-desk")[2]
    assert "authorized_clients" in desk
    assert "ExportCircuitID" not in desk, "the desk's port is told no circuits"


# It is opened.


def test_a_door_that_is_open_is_not_opened_twice(tmp_path: Path) -> None:
    with live(tmp_path / "door") as door:
        for language, wanted in (("en", "this door is open already"), ("ko", "이미 열려")):
            again = jebo("door", "run", door.folder, "--lang", language)
            assert (again.returncode, again.stdout) == (2, "")
            assert wanted in again.stderr
        assert door.caller().get().status == 200, "and the first stays open"


@pytest.mark.parametrize("which", [0, 1])
def test_a_port_that_something_else_has_is_refused(tmp_path: Path, which: int) -> None:
    ports = made(tmp_path / "door")
    with listening(ports[which]):
        done = jebo("door", "run", tmp_path / "door")
    assert (done.returncode, done.stdout) == (2, "")
    assert "something else listens at this address" in done.stderr


def test_the_door_tells_that_it_is_open_and_ends_quietly_when_it_is_told_to(tmp_path: Path) -> None:
    with live(tmp_path / "door") as door:
        assert door.caller().get().status == 200
        assert door.end() == b""


def test_a_setting_that_was_spoiled_closes_the_door_in_one_sentence(tmp_path: Path) -> None:
    made(tmp_path / "door", salt='"canary7"')
    for does in ("run", "doctor"):
        done = jebo("door", does, tmp_path / "door")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "jebo: a setting in door.toml is missing or not as it should be: salt\n"


def test_a_folder_that_the_disk_spoiled_is_refused_and_not_emptied(tmp_path: Path) -> None:
    made(tmp_path / "door")
    (tmp_path / "door/spool/coming/folder").mkdir()
    done = jebo("door", "run", tmp_path / "door")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "the disk refused" in done.stderr


def test_after_a_kill_the_door_opens_again_at_once(tmp_path: Path) -> None:
    with live(tmp_path / "door") as door:
        door.kill()
        again = begun(door.folder, (door.port, door.desk_port))
        assert again.end() == b""


def test_an_open_door_gives_back_the_memory_that_it_no_longer_needs(tmp_path: Path) -> None:
    """The command loads without looking for garbage; a door that went on so would grow for months."""
    tells = "import gc, signal, sys; from jebo.cli import main\n"
    tells += "signal.signal(signal.SIGUSR1, lambda *_: print(gc.isenabled(), flush=True))\nsys.exit(main())"
    with live(tmp_path / "door", tells) as door:
        door.process.send_signal(signal.SIGUSR1)
        assert door.process.stdout
        assert door.process.stdout.readline() == b"True\n"


# It is looked at.


@pytest.mark.parametrize(
    ("planted", "status"), [("", 0), ("# HiddenServicePoWDefensesEnabled 1", 0), ("open", 1)]
)
def test_the_doctor_ends_with_one_only_where_the_door_should_not_be_opened(
    door: Path, planted: str, status: int
) -> None:
    told = (door / TORRC).read_text(encoding="utf-8")
    (door / "torrc.told").write_text(
        told.replace(planted.removeprefix("# "), planted) if planted else told, encoding="utf-8"
    )
    if planted == "open":
        door.chmod(0o755)
    for language in ("en", "ko"):
        done = doctored(door, door / "torrc.told", language)
        assert done.returncode == status
        assert len(re.findall(r"(?m)^\S+\[[EW]\d\d\d\]: .+\n  = .+$", done.stdout)) == bool(planted)
        assert bool(re.search("[가-힣]", done.stdout)) == (language == "ko")


def doctored(folder: Path, torrc: Path, language: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", SOUND, str(torrc), "door", "doctor", str(folder), "--lang", language]
    return subprocess.run(words, env=os.environ, capture_output=True, text=True, check=False)


def test_the_door_listens_on_this_machine_alone() -> None:
    with listening(free_port()) as socket:
        assert socket.getsockname()[0] == "127.0.0.1"
