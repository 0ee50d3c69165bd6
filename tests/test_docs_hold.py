"""What the documents promise, count and print is so."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

import pytest
from tests.cli.command import jebo

from jebo.disclosure.detail import Kind

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
FINDING = (DOCS / "explanation/finding.md").read_text(encoding="utf-8")
TUTORIAL = (DOCS / "tutorial/first-check.md").read_text(encoding="utf-8")
DEMO = ROOT / "src/jebo/cli/demo"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)

# Runs the command in a process that tells of every connection and every name that it looks up.
WATCHED = """
import sys
def heed(event, arguments):
    if event.startswith(("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostby", "urllib.")):
        sys.stderr.write("REACHED OUT\\n")
sys.addaudithook(heed)
"""


@cache
def promised() -> dict[str, set[str]]:
    """The tests that the table of promises names, by promise."""
    table = SECURITY[SECURITY.index("| promise |") :]
    rows = re.findall(r"^\| ([^|`]+) \| (`test_.*) \|$", table, re.M)
    return {promise: set(re.findall(r"`(test_\w+)`", names)) for promise, names in rows}


@cache
def known_tests() -> frozenset[str]:
    files = (ROOT / "tests").rglob("test_*.py")
    return frozenset(
        name for path in files for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.M)
    )


def missing(names: set[str]) -> set[str]:
    return names - known_tests()


def test_every_promise_of_the_threat_model_has_its_tests() -> None:
    assert len(promised()) == 6
    assert {promise: lost for promise, names in promised().items() if (lost := missing(names))} == {}


def test_a_promise_without_its_test_would_be_seen() -> None:
    assert missing({"test_every_reader_is_kind"}) == {"test_every_reader_is_kind"}


def watched(*words: str | Path) -> str:
    """What ``jebo words`` writes to standard error while its connections are watched."""
    import subprocess

    program = f"{WATCHED}\nfrom jebo.cli import main\nsys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stderr


def test_the_command_opens_no_connection() -> None:
    assert "REACHED OUT" not in watched("check", DEMO / "story.en.md", DEMO / "story.ko.md")


def test_a_connection_would_be_seen() -> None:
    import subprocess

    program = (
        f"{WATCHED}\nimport socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
        "s.connect(('127.0.0.1', 9))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "REACHED OUT" in done.stderr


def answer(seed: str, *options: str) -> str:
    """The JSON of the demo stories, from a process with its own order of sets."""
    stories = (DEMO / "story.en.md", DEMO / "story.ko.md", DEMO / "world.en.md")
    return jebo("check", "--format", "json", *options, *stories, PYTHONHASHSEED=seed).stdout


def test_another_process_gives_the_same_answer() -> None:
    assert answer("1") == answer("2") != ""


def test_another_answer_would_be_seen() -> None:
    assert answer("1") != answer("1", "--limit", "19")
