"""The desk is made, served, copied and rekeyed from the command line, and nothing that was saved is lost."""

from __future__ import annotations

import re
import signal
import zipfile
from pathlib import Path

from tests.cli.desks import NEW, OLD, QUICK, answered, desk, groups, served

CLOSED = "The desk is closed.\n"


def mark(root: Path, passphrase: str = OLD) -> tuple[str, str]:
    """The number and the mark of the trail's last line."""
    told = answered(desk("audit", "verify", "--folder", root, lines=(passphrase,)))
    found = re.search(r"number (\d+), with the mark:\n([0-9a-f]{64})\n", told)
    assert found
    return found[1], found[2]


def test_a_newsroom_makes_its_desk_and_comes_in(tmp_path: Path) -> None:
    root = tmp_path / "desk"
    told = answered(desk("init", "--folder", root, lines=(OLD, OLD, "Haneul", "Mina"), before=""))
    assert len("".join(groups(told))) == 58
    assert len(set(re.findall(r"^    ([a-z0-9]{4}(?:-[a-z0-9]{4}){4})$", told, re.M))) == 2
    with served(root, before="") as running:
        status, headers, _ = running.page("/")
        assert status == 302
        status, _, body = running.page(headers["location"])
        assert status == 200
        assert 'name="login"' in body
        assert running.end() == (0, CLOSED)


def test_the_desk_is_copied_and_comes_back_as_it_was(where: Path, tmp_path: Path) -> None:
    file = tmp_path / "monday.zip"
    with served(where):
        answered(desk("backup", file, "--folder", where))
    answered(desk("restore", file, "--folder", tmp_path / "again"))
    assert mark(tmp_path / "again") == mark(where)
    assert zipfile.ZipFile(file).testzip() is None


def test_what_was_saved_before_the_desk_was_killed_is_there(where: Path) -> None:
    with served(where) as running:
        answered(desk("member", "add", "Bora", "reporter", "editor", "--folder", where))
        assert running.end(signal.SIGKILL)[0] == -signal.SIGKILL
    with served(where) as running:
        assert running.end()[0] == 0
    assert mark(where)[0] == "2"
    assert "this name already" in desk("member", "add", "bora", "reporter", "--folder", where).stderr


def test_after_a_change_of_passphrase_only_the_new_one_opens_and_nothing_is_gone(where: Path) -> None:
    before = mark(where)
    answered(desk("rekey", "--folder", where, lines=(OLD, NEW, NEW)))
    told = desk("audit", "verify", "--folder", where)
    assert (told.returncode, told.stdout) == (2, "")
    assert (
        told.stderr == "jebo: this does not open the desk; check the keyboard's language and type it again\n"
    )
    assert mark(where, NEW) == before


def test_backups_that_open_with_the_old_passphrase_are_listed(where: Path, tmp_path: Path) -> None:
    digest = answered(desk("backup", tmp_path / "a.zip", "--folder", where)).split()[-1]
    told = answered(desk("rekey", "--folder", where, lines=(OLD, NEW, NEW)))
    assert digest in told


def test_the_recovery_key_opens_a_desk_whose_passphrase_is_lost_and_is_then_another(tmp_path: Path) -> None:
    root = tmp_path / "desk"
    made = answered(desk("init", "--folder", root, lines=(OLD, OLD)))
    assert "jebo desk member add" in made  # no names were given
    typed = "".join(groups(made))
    told = answered(desk("rekey", "--folder", root, lines=(f"age-secret-key-1 {typed.lower()}", NEW, NEW)))
    assert "".join(groups(told)) != typed
    assert desk("rekey", "--folder", root, lines=(typed, OLD, OLD)).returncode == 2
    assert answered(desk("audit", "verify", "--folder", root, lines=(NEW,))) == "The trail is empty.\n"


def test_a_lost_passkey_and_another_role_are_helped_at_the_machine_and_leave_a_trace(where: Path) -> None:
    assert "Haneul comes in once" in answered(desk("member", "password", "haneul", "--folder", where))
    answered(desk("member", "roles", "Haneul", "administrator", "safety editor", "--folder", where))
    assert mark(where)[0] == "3"
    assert (
        desk("member", "password", "Nobody", "--folder", where).stderr
        == "jebo: nobody at the desk has this name\n"
    )


def test_a_desk_is_seeded_only_where_nothing_is(where: Path) -> None:
    few = (
        "seed",
        "--sources",
        "3",
        "--testimonies",
        "5",
        "--statements",
        "9",
        "--stories",
        "2",
        "--folder",
        where,
    )
    assert "Invented people" in answered(desk(*few))
    again = desk(*few)
    assert (again.returncode, "holds sources already" in again.stderr) == (2, True)


def test_a_trail_that_somebody_changed_is_told_by_its_line(where: Path) -> None:
    change = """
from jebo.desk.people import trail
real = trail.digest
trail.digest = lambda number, *rest: "0" * 64 if number == 1 else real(number, *rest)
"""
    told = desk("audit", "verify", "--folder", where, before=_with_django(change))
    assert (told.returncode, told.stdout) == (1, "Line 1 of the trail was changed, taken out or put in.\n")


def _with_django(change: str) -> str:
    """Has *change* run once Django is set up."""
    return (
        f"{QUICK}\nfrom jebo.desk import serve\nset_up = serve.set_up\n"
        f"def then(*given, **named):\n    set_up(*given, **named)\n    exec({change!r})\n"
        "serve.set_up = then\n"
    )


def test_the_doctor_finds_nothing_wrong_and_then_what_is(where: Path, tmp_path: Path) -> None:
    answered(desk("backup", tmp_path / "a.zip", "--folder", where))
    well = desk("doctor", "--folder", where)
    assert "E001" not in well.stdout
    where.chmod(0o755)
    ill = desk("doctor", "--folder", where)
    assert (ill.returncode, ill.stderr) == (1, "")
    assert (
        "error[E001]: others on this machine may enter the data folder\n  = give it mode 0700\n" in ill.stdout
    )


def test_the_start_says_the_errors_that_the_doctor_would_find(where: Path) -> None:
    where.chmod(0o755)
    with served(where) as running:
        assert "error[E001]" in running.told
        assert "W001" not in running.told
