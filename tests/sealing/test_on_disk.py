"""On disk: a name stands for a whole envelope or for none."""

import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.sealing.cast import ALICE, BOB, LETTER

from jebo.sealing import rewrap_file, seal, sealing_file, unseal
from jebo.sealing.on_disk import replacing
from jebo.sealing.refusals import NotForUs, NotWritten

BOTH = [ALICE.recipient, BOB.recipient]


def write_letter(path: Path) -> None:
    with sealing_file(path, BOTH) as sealing:
        sealing.begin(LETTER[0].name)
        sealing.write(LETTER[0].content)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_envelope_appears_under_its_name_when_it_is_whole(tmp_path: Path) -> None:
    with sealing_file(tmp_path / "tip.age", BOTH) as sealing:
        sealing.begin("a")
        assert "tip.age" not in names(tmp_path)
    assert names(tmp_path) == ["tip.age"]
    write_letter(tmp_path / "tip.age")
    assert unseal((tmp_path / "tip.age").read_bytes(), ALICE) == LETTER


@pytest.mark.skipif(os.name == "nt", reason="needs the modes of Unix")
def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    write_letter(tmp_path / "tip.age")
    assert stat.S_IMODE((tmp_path / "tip.age").stat().st_mode) == 0o600


def test_after_an_error_nothing_is_left_and_the_old_one_stays(tmp_path: Path) -> None:
    write_letter(tmp_path / "tip.age")
    old = (tmp_path / "tip.age").read_bytes()
    with pytest.raises(ZeroDivisionError), sealing_file(tmp_path / "tip.age", BOTH) as sealing:  # noqa: PT012
        sealing.begin("a")
        sealing.write(bytes(200_000))
        raise ZeroDivisionError
    assert names(tmp_path) == ["tip.age"]
    assert (tmp_path / "tip.age").read_bytes() == old


def test_it_is_synced_before_it_gets_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def noted(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def both(*given: Any) -> Any:
            done.append(name)
            return act(*given)

        return both

    monkeypatch.setattr(os, "fsync", noted("sync", os.fsync))
    monkeypatch.setattr(Path, "replace", noted("rename", Path.replace))
    write_letter(tmp_path / "tip.age")
    assert done[:2] == ["sync", "rename"]


def test_a_folder_that_is_not_there_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotWritten) as caught:
        write_letter(tmp_path / "gone" / "tip.age")
    assert "gone" not in f"{caught.value} {caught.value.__context__}"


def test_a_rename_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "tip.age").mkdir()
    with pytest.raises(NotWritten):
        write_letter(tmp_path / "tip.age")
    assert names(tmp_path) == ["tip.age"]


def test_a_disk_that_is_full_in_the_middle_of_a_write_is_told(tmp_path: Path) -> None:
    """The system may take a part of what is given and say nothing; only the next write fails."""
    said = (
        "import sys; from pathlib import Path; from jebo.sealing.on_disk import replacing\n"
        "try:\n  with replacing(Path(sys.argv[1])) as file: file.write(b'x' * 5000)\n"
        "except Exception as error: print(type(error).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", said, tmp_path / "out"], capture_output=True, text=True, check=True, preexec_fn=limited
    )  # fmt: skip
    assert done.stdout == "NotWritten\n"
    assert names(tmp_path) == []


def limited() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))


def test_an_error_in_reading_the_callers_own_file_stays_his(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "out"):
        (tmp_path / "missing").read_bytes()
    assert names(tmp_path) == []


def test_a_file_is_rewrapped_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "tip.age").write_bytes(seal(LETTER, [ALICE.recipient]))
    rewrap_file(tmp_path / "tip.age", ALICE, [BOB.recipient])
    assert unseal((tmp_path / "tip.age").read_bytes(), BOB) == LETTER
    with pytest.raises(NotForUs):
        rewrap_file(tmp_path / "tip.age", ALICE, [ALICE.recipient])
    assert unseal((tmp_path / "tip.age").read_bytes(), BOB) == LETTER
    assert names(tmp_path) == ["tip.age"]
