"""A server installs what requirements/door.txt lists, and jebo: it is enough, and each library in it was let in by a person."""

from __future__ import annotations

import ast
import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from tests.door.conftest import DESK, OTHER
from tests.door.live import Caller, free_port

import jebo.door

ROOT = Path(__file__).parents[2]
DOOR = Path(jebo.door.__file__).parent
PINNED = re.findall(r"(?m)^([a-z0-9-]+)==", (ROOT / "requirements/door.txt").read_text(encoding="utf-8"))

LOADED = {
    "_cffi_backend": "cffi, which cryptography loads for itself",
    "click": "uvicorn's own command, which it imports and the door never calls",
    "cryptography": "Argon2id, HKDF",
    "httptools": "parses requests",
    "jinja2": "pages",
    "markupsafe": "pages",
    "multipart": "parses forms",
    "pyrage": "age",
    "uvicorn": "answers requests",
}
"""All that an open door loads beyond the standard library. A new one is read by a person before it is added here."""
PARTS = {"cli", "door", "errors", "sealing", "told"}
OF_CLI = {
    "arguments",
    "desk_arguments",
    "door",
    "door_arguments",
    "memory",
    "messages",
    "observatory_arguments",
    "press_arguments",
    "saying",
}
NEVER = {
    "logging",
    "tempfile",
    "sqlite3",
    "subprocess",
    "smtplib",
    "http",
    "shelve",
    "dbm",
    "syslog",
    "traceback",
    "pdb",
}

START = """
import json, signal, sys
sys.path.insert(0, sys.argv.pop(1))
def tell(*_):
    held = {name: getattr(one, "__file__", None) or "" for name, one in list(sys.modules.items())}
    print("\\n" + json.dumps(held), flush=True)
signal.signal(signal.SIGUSR1, tell)
from jebo.cli import main
sys.exit(main())
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the pinned distributions, and jebo, and nothing else of this machine."""
    folder = tmp_path_factory.mktemp("site")
    for name in PINNED:
        try:
            held = distribution(name)
        except PackageNotFoundError:
            pytest.skip("needs what requirements/door.txt lists")
        for file in held.files or []:
            if ".." not in file.parts:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).symlink_to(Path(str(file.locate())))
    (folder / "jebo").symlink_to(DOOR.parent)
    return folder


def alone(site: Path, *words: str | Path) -> list[str]:
    """The command in a Python that sees *site* and the standard library alone."""
    return [sys.executable, "-I", "-S", "-c", START, *map(str, (site, "door", *words))]


def done(site: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        alone(site, *words), capture_output=True, text=True, check=False, env=os.environ | {"LANGUAGE": "en"}
    )


def init(site: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    keys = ("--recipient", DESK.recipient.text, "--recipient", OTHER.recipient.text)
    return done(site, "init", folder, *keys, "--until", "2100-01-01", "--name-en", "Rainbow News")


@pytest.fixture(scope="module")
def loaded(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Make a door, open it, send something, come back, and tell what the process has loaded by then: names, and their files."""
    folder = tmp_path_factory.mktemp("alone") / "door"
    assert init(site, folder).returncode == 0
    port, desk = free_port(), free_port()
    text = (
        (folder / "door.toml")
        .read_text(encoding="utf-8")
        .replace("8480", str(port))
        .replace("8481", str(desk))
    )
    (folder / "door.toml").write_text(re.sub("circuits = true", "circuits = false", text), encoding="utf-8")
    process = subprocess.Popen(alone(site, "run", folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        assert process.stdout
        assert b"127.0.0.1" in process.stdout.readline()
        caller, poll = Caller(port, "ko"), Caller(desk)
        words, box = caller.begin()
        assert "봉인되어 들어왔습니다" in caller.send(box.token, "한마디", ("a.jpg", bytes(400_000))).plain
        assert caller.post("return", phrase=words).status == 200
        assert poll.ask("POST", "/poll").status == 404
        poll.line.close()
        process.send_signal(signal.SIGUSR1)
        caller.get()
        caller.line.close()
        process.terminate()
        said, _ = process.communicate(timeout=30)
    finally:
        if process.poll() is None:
            process.kill()
    found: dict[str, str] = json.loads(said.decode().strip().splitlines()[-1])
    return found


def test_a_door_is_made_and_looked_at_with_nothing_else_installed(site: Path, tmp_path: Path) -> None:
    made = init(site, tmp_path / "door")
    assert (made.returncode, made.stderr) == (0, "")
    looked = done(site, "doctor", tmp_path / "door")
    assert looked.returncode in (0, 1)
    assert looked.stderr == ""


def test_without_one_of_them_there_is_a_sentence_and_no_door(site: Path, tmp_path: Path) -> None:
    """The control: it is this folder that is used, and no other."""
    (tmp_path / "site").mkdir()
    for one in site.iterdir():
        if one.name != "jinja2":
            (tmp_path / "site" / one.name).symlink_to(one)
    made = init(tmp_path / "site", tmp_path / "door")
    assert made.returncode == 2
    assert "requirements/door.txt" in made.stderr
    assert not (tmp_path / "door").exists()


def test_an_open_door_has_loaded_what_is_listed_here_and_nothing_else(
    site: Path, loaded: dict[str, str]
) -> None:
    standard = (sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"))
    beyond = {name: file for name, file in loaded.items() if file and not file.startswith(standard)}
    assert {name: file for name, file in beyond.items() if not file.startswith(str(site))} == {}
    tops = {name.partition(".")[0] for name in beyond}
    assert tops - {"jebo"} == set(LOADED), "read what is new, and then list it above"


def test_an_open_door_has_loaded_few_parts_of_jebo(loaded: dict[str, str]) -> None:
    ours = {tuple(name.split(".")[1:3]) for name in loaded if name.startswith("jebo.")}
    assert {one[0] for one in ours} == PARTS
    assert {one[1] for one in ours if one[0] == "cli" and len(one) > 1} == OF_CLI
    assert not {"numpy", "django", "lxml", "sqlite3", "smtplib"} & loaded.keys()


def test_what_is_pinned_is_no_more_than_what_is_loaded_and_what_that_needs() -> None:
    """``h11`` uvicorn asks for and the door does not load; ``pycparser`` cffi asks for when it is built."""
    called = {"_cffi_backend": "cffi"}
    assert {called.get(name, name) for name in LOADED} | {"h11", "pycparser"} == set(PINNED)


# By itself the door imports nothing that could keep what somebody sent.


def imported(code: str) -> set[str]:
    """Everything that a module imports, wherever in it: the names and what is above them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name.partition(".")[0] for name in found}


def keeps(code: str) -> set[str]:
    """What is imported, or loaded by its name, of what could keep something."""
    named = set(re.findall(r"""(?:__import__|import_module)\(\s*["']([a-z0-9_]+)""", code))
    return (imported(code) | named) & NEVER


@pytest.mark.parametrize("path", sorted(DOOR.rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_of_the_door_imports_what_keeps_or_tells(path: Path) -> None:
    assert keeps(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "code",
    [
        "import logging", "import os, tempfile as t", "from logging import getLogger", "from logging.handlers import SysLogHandler",
        "def late():\n    import sqlite3", "try:\n    import http.client\nexcept ImportError:\n    pass", '__import__("tempfile")',
        "from importlib import import_module\nimport_module('subprocess')",
    ],
)  # fmt: skip
def test_an_import_of_that_kind_would_be_seen(code: str) -> None:
    assert keeps(code)


@pytest.mark.parametrize(
    "code", ["import os", "from http_tools import x", "log = 1", "import loggings", "# import logging"]
)
def test_what_only_looks_like_one_passes(code: str) -> None:
    assert not keeps(code)
