"""The house holds no address of its builders, and its lists agree with one another."""

from __future__ import annotations

import re
import socket
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import jebo

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PARTS = ("cli desk door redteam told observatory press packs texts disclosure sealing errors").split()

# Written in pieces, so that this file does not name what it forbids.
REGISTRIES = [
    ".".join(words)
    for words in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "com"),
        ("npmjs", "org"),
        ("deb", "debian", "org"),
        ("crates", "io"),
        ("anaconda", "org"),
    )
]
FOLDERS = "work farm root home Users opt".split()
OPTIONS = r"(?<![\w-])--(?:extra-)?index-url|index[-_]url\s*=|--trusted-ho[s]t|--find-link[s]"
PATHS = rf"(?<![\w.:/-])/(?:{'|'.join(FOLDERS)})/\w"
FORBIDDEN = re.compile("|".join([*map(re.escape, REGISTRIES), OPTIONS, PATHS]))


def committed_files() -> list[Path]:
    """What git holds or would take; in an unpacked archive, all but what is built or hidden."""
    if (ROOT / ".git").exists():
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return [path for name in names if name and (path := ROOT / name).is_file()]
    built = {"build", "dist", "__pycache__"}
    every = (path for path in ROOT.rglob("*") if path.is_file())
    return [
        p for p in every if not any(s in built or s.startswith(".") for s in p.relative_to(ROOT).parts[:-1])
    ]


def text_of(path: Path) -> str:
    """The file as text; empty when it is none."""
    raw = path.read_bytes()
    return "" if b"\0" in raw[:4096] else raw.decode("utf-8", errors="replace")


def addresses(text: str) -> list[str]:
    return [match.group() for match in FORBIDDEN.finditer(text)]


def test_no_file_names_a_registry_an_index_or_a_path_of_a_building_machine() -> None:
    named = {
        str(path.relative_to(ROOT)): found
        for path in committed_files()
        if (found := addresses(text_of(path)))
    }
    assert named == {}


OFFENCES = [
    *(f"see files.{host}/simple" for host in REGISTRIES),
    *(
        f"pip install --{option} example"
        for option in ("-".join(["index", "url"]), "-".join(["trusted", "host"]))
    ),
    "-".join(["--extra", "index", "url=example"]),
    "-".join(["index", "url"]) + ' = "example"',
    *("open('" + "/".join(["", folder, "notes"]) + "')" for folder in FOLDERS),
]


@pytest.mark.parametrize("text", OFFENCES)
def test_an_address_would_be_seen(text: str) -> None:
    assert addresses(text)


@pytest.mark.parametrize(
    "text", ["--no-emit-index-url", "homework/root/cause", "https://example.org/" + "work/a", "../shared"]
)
def test_what_only_looks_like_an_address_passes(text: str) -> None:
    assert not addresses(text)


def test_the_files_looked_at_are_those_of_the_project() -> None:
    names = {str(path.relative_to(ROOT)) for path in committed_files()}
    assert {"README.md", "src/jebo/__init__.py", "requirements/dev.txt"} <= names
    assert not any(name.startswith((".venv", "build/")) for name in names)


def test_the_package_and_its_metadata_tell_one_version(tmp_path: Path) -> None:
    assert f"-{jebo.__version__}-" in wheel(tmp_path).name


def test_the_wheel_carries_all_that_lies_in_the_package(tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel(tmp_path)) as archive:
        carried = set(archive.namelist())
    package = {p.relative_to(ROOT / "src").as_posix() for p in committed_files() if ROOT / "src" in p.parents}
    assert "jebo/py.typed" in package
    assert package <= carried


def wheel(folder: Path) -> Path:
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return Path(built)


def contracts() -> dict[str, dict[str, object]]:
    return {contract["name"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}


def test_every_part_of_the_design_has_its_layer() -> None:
    layers = contracts()["jebo is layered"]["layers"]
    assert isinstance(layers, list)
    assert re.findall(r"\w+", " ".join(layers)) == PARTS


def test_a_part_that_is_built_is_no_longer_optional() -> None:
    layers = contracts()["jebo is layered"]["layers"]
    assert isinstance(layers, list)
    optional = re.findall(r"\((\w+)\)", " ".join(layers))
    package = ROOT / "src/jebo"
    assert [
        p for p in optional if (package / f"{p}.py").exists() or (package / p / "__init__.py").exists()
    ] == []


def test_the_door_comes_with_a_contract_of_its_own() -> None:
    built = (ROOT / "src/jebo/door").exists()
    assert not built or "the door knows only sealing" in contracts()


def names_of(requirements: list[str]) -> set[str]:
    return {
        found.group().lower().replace("_", "-")
        for line in requirements
        if (found := re.match(r"[A-Za-z][\w.-]*", line))
    }


def test_what_the_package_needs_is_what_is_pinned() -> None:
    listed = (ROOT / "requirements/run.in").read_text(encoding="utf-8").splitlines()
    assert names_of(listed) == names_of(PROJECT["project"]["dependencies"])
    sealing = (ROOT / "requirements/sealing.in").read_text(encoding="utf-8").splitlines()
    assert names_of(sealing) == names_of(PROJECT["project"]["optional-dependencies"]["sealing"])
    door = (ROOT / "requirements/door.in").read_text(encoding="utf-8").splitlines()
    assert names_of(door) == names_of(PROJECT["project"]["optional-dependencies"]["door"])


LISTS = "build run sealing press observatory pdf desk door dev bench data money".split()


@pytest.mark.parametrize("name", LISTS)
def test_every_requirement_is_pinned_with_a_hash(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^[a-z0-9].*(?:\n +--hash=.*|\n +#.*)*", text, re.M)
    assert entries
    assert [
        entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry
    ] == []


def test_everything_that_was_asked_for_is_pinned() -> None:
    for name in LISTS:
        asked = names_of((ROOT / f"requirements/{name}.in").read_text(encoding="utf-8").splitlines())
        pinned = names_of((ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8").splitlines())
        assert asked <= pinned


def test_ci_installs_the_debian_packages_that_the_readme_names() -> None:
    found = [
        set(match.group(1).split())
        for name in ("README.md", ".ci/run")
        if (
            match := re.search(
                r"apt-get install (?:-\S+ )*([a-z0-9 +.-]+)", (ROOT / name).read_text(encoding="utf-8")
            )
        )
    ]
    assert len(found) == 2
    assert found[0] == found[1]


def test_the_licence_is_the_whole_agpl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.split() == (ROOT / "LICENSE").read_bytes().decode().split()
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text.splitlines()[0]
    assert "13. Remote Network Interaction" in text
    assert PROJECT["project"]["license"] == "AGPL-3.0-or-later"


def test_a_test_cannot_reach_the_network() -> None:
    with socket.socket() as connection, pytest.raises(AssertionError, match="connection"):
        connection.connect(("127.0.0.1", 9))
