"""The page about the command names every subcommand and option, and every key that can be set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.command import jebo

from jebo.told.newsroom import KEYS

PAGE = (Path(__file__).parents[2] / "docs/reference/command.md").read_text(encoding="utf-8")


def options_of(command: str) -> set[str]:
    return set(re.findall(r"--[a-z-]+", jebo(command, "--help").stdout)) - {"--help"}


@pytest.mark.parametrize("command", ["check", "compare", "demo"])
def test_every_option_has_its_line(command: str) -> None:
    part = PAGE.split(f"## jebo {command}\n")[1].split("\n## ")[0]
    assert {option for option in options_of(command) if f"`{option}`" not in part} == set()


def test_every_command_and_option_of_the_desk_has_its_line() -> None:
    part = PAGE.split("## jebo desk\n")[1].split("\n## ")[0]
    commands = (
        "init",
        "start",
        "backup",
        "restore",
        "rekey",
        "doctor",
        "seed",
        "member add",
        "member password",
    )
    for command in (*commands, "member roles", "audit verify", "door", "fetch"):
        assert f"`jebo desk {command}" in part
        told = jebo("desk", *command.split(), "--help").stdout
        assert {option for option in re.findall(r"--[a-z-]+", told) if f"`{option}`" not in part} == {
            "--help"
        }


def test_every_command_and_option_of_the_door_has_its_line() -> None:
    part = PAGE.split("## jebo door\n")[1].split("\n## ")[0]
    for command in ("init", "run", "doctor", "carry"):
        assert f"`jebo door {command} FOLDER" in part
        told = jebo("door", command, "--help").stdout
        assert {option for option in re.findall(r"--[a-z-]+", told) if f"`{option}`" not in part} == {
            "--help"
        }


def test_every_key_has_its_line() -> None:
    assert {key for key in KEYS if f"| `{key}` |" not in PAGE} == set()


def test_the_example_of_an_answer_is_one() -> None:
    """The finding shown is what the report prints of the hand-made story, but for its figures."""
    from tests.cli.answers import answer

    from jebo.cli.as_text import report

    shown = PAGE.split("```\n")[3].splitlines()[:-1]
    assert "\n".join(shown) in report(answer(), colour=False, all=False)
