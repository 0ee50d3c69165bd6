"""What the desk cannot do it says in one sentence, with status 2, and leaves everything as it was."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from tests.cli.command import jebo
from tests.cli.desks import NEW, OLD, QUICK, desk, served
from tests.desk.ground.desks import files


def refused(*words: str | Path, lines: tuple[str, ...] = (OLD,), before: str = QUICK, **settings: str) -> str:
    """The one sentence."""
    told = desk(*words, lines=lines, before=before, env=settings)
    assert (told.returncode, told.stderr.count("\n"), told.stderr[:6]) == (2, 1, "jebo: "), told.stderr
    return told.stderr[6:-1]


def test_a_wrong_passphrase_opens_nothing(where: Path) -> None:
    for command in ("start", "rekey"):
        assert "does not open the desk" in refused(command, "--folder", where, lines=(NEW, OLD, OLD))


def test_a_folder_that_is_not_empty_is_left_as_it_is(where: Path, tmp_path: Path) -> None:
    before = files(where)
    assert "not empty" in refused("init", "--folder", where, lines=(OLD, OLD))
    assert "not empty" in refused("restore", tmp_path / "none.zip", "--folder", where)
    assert files(where) == before


def test_where_there_is_no_desk_nothing_is_asked(tmp_path: Path) -> None:
    for command in ("start", "rekey"):
        assert "there is no desk in this folder" in refused(command, "--folder", tmp_path / "none", lines=())
    assert "there is no desk" in refused("audit", "verify", lines=(), JEBO_DESK=str(tmp_path / "none"))


def test_a_desk_that_is_served_is_neither_served_again_nor_rekeyed(where: Path) -> None:
    with served(where):
        for command in ("start", "rekey"):
            assert "in use by another jebo" in refused(command, "--folder", where, lines=())


def test_a_desk_whose_passphrase_is_being_changed_takes_no_new_member(where: Path) -> None:
    (where / "next.partial").mkdir(mode=0o700)
    with served(where) as running:  # which takes away what was begun and never decided
        assert not (where / "next.partial").exists()
        (where / "next.partial").mkdir(mode=0o700)
        assert "in use" in refused("member", "add", "Bora", "reporter", "--folder", where)
        assert running.end()[0] == 0


def test_a_backup_overwrites_nothing(where: Path, tmp_path: Path) -> None:
    (tmp_path / "there.zip").write_bytes(b"mine")
    assert "overwritten" in refused("backup", tmp_path / "there.zip", "--folder", where)
    assert (tmp_path / "there.zip").read_bytes() == b"mine"


def test_a_port_that_another_program_has_is_told(where: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert "--port" in refused("start", "--port", port, "--folder", where)


@pytest.mark.parametrize(
    "name", ["192.168.0.7", "desk", "*", ".example", "desk.example:443", "https://desk.example"]
)
def test_the_desk_is_reached_by_a_name(name: str, tmp_path: Path) -> None:
    assert "passkey belongs to a name" in refused("start", "--name", name, "--folder", tmp_path, lines=())


def test_names_of_two_kinds_are_not_mixed(tmp_path: Path) -> None:
    names = ("--name", "desk.example", "--name", f"{'a' * 56}.onion")
    assert "names of one kind" in refused("start", *names, "--folder", tmp_path, lines=())


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ((), "nothing was typed"),
        (("correct horse battery staple",) * 2, "could be guessed"),
        ((OLD, NEW), "were not the same"),
    ],
)
def test_a_passphrase_that_will_not_do_makes_no_desk(
    lines: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    assert says in refused("init", "--folder", tmp_path / "desk", lines=lines)
    assert not (tmp_path / "desk").exists()


def test_a_line_that_is_no_text_is_told_without_quoting_it(where: Path) -> None:
    told = refused("start", "--folder", where, lines=("\udcff\udcfe",))
    assert told == "standard input is not a line of text in UTF-8"


@pytest.mark.parametrize(
    "address", ["mysql://desk@host/desk", "postgresql://desk@host", "postgresql://%%QX7", "QX7"]
)
def test_an_address_that_is_none_of_postgresql_is_not_quoted(address: str, tmp_path: Path) -> None:
    says = refused("start", "--folder", tmp_path, lines=(), JEBO_DATABASE=address)
    assert says.startswith("JEBO_DATABASE is no address")
    assert "QX7" not in says


def test_a_server_that_does_not_answer_is_told_without_its_name(tmp_path: Path) -> None:
    address = f"postgresql://desk@/QX7?host={tmp_path}"
    says = refused("init", "--folder", tmp_path / "desk", lines=(), JEBO_DATABASE=address)
    assert says.startswith("the PostgreSQL server does not answer")
    assert "QX7" not in says
    assert not (tmp_path / "desk").exists()


def test_without_the_extra_it_is_told_what_to_install(tmp_path: Path) -> None:
    says = refused(
        "start", "--folder", tmp_path, lines=(), before="import sys; sys.modules['django'] = None; "
    )
    assert says == "the desk is not installed here; install it with: pip install 'jebo[desk]'"


def test_a_fault_of_jebo_itself_is_told_by_its_place_and_quotes_nothing(where: Path) -> None:
    broken = f"""{QUICK}
from jebo.desk import serve
def at_work(*given):
    raise ValueError("QX7")
serve.at_work = at_work
"""
    says = refused("audit", "verify", "--folder", where, before=broken)
    assert says.startswith("jebo failed at ")
    assert "(ValueError)" in says
    assert "QX7" not in says


def test_no_option_takes_a_passphrase() -> None:
    for command in ("init", "start", "backup", "restore", "rekey", "doctor"):
        assert "--pass" not in jebo("desk", command, "--help").stdout
