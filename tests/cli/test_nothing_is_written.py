"""The check leaves nothing behind: no file but the one that was named."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from tests.cli.command import STORY, jebo


def tree(folder: Path) -> dict[str, tuple[int, int, int]]:
    """All that lies in a folder, with mode, size and time of the last change."""
    return {
        str(path.relative_to(folder)): (found.st_mode, found.st_size, found.st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        for found in [path.lstat()]
    }


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with stories, and in it all places where a program may leave something."""
    for name in ("home", "tmp", "cache", "stories"):
        (tmp_path / name).mkdir()
    for number in range(3):
        (tmp_path / f"stories/{number}.md").write_text(STORY)
    (tmp_path / "stories/broken.docx").write_bytes(b"x")
    return tmp_path


def run(desk: Path, *words: str) -> None:
    places = {"HOME": desk / "home", "TMPDIR": desk / "tmp", "XDG_CACHE_HOME": desk / "cache"}
    jebo(
        "check",
        *words,
        "stories",
        cwd=desk,
        PYTHONDONTWRITEBYTECODE="1",
        env={key: str(path) for key, path in places.items()},
    )


@pytest.mark.parametrize(
    "options",
    [
        ["--format", "text"],
        ["--format", "json", "--find-only", "--jobs", "2"],
        ["--format", "html"],
        ["--format", "github", "--find-only"],
    ],
)
def test_nothing_is_written_unasked(desk: Path, options: list[str]) -> None:
    before = tree(desk)
    run(desk, *options)
    assert tree(desk) == before


def test_the_file_that_was_named_is_written_and_would_be_seen(desk: Path) -> None:
    before = tree(desk)
    run(desk, "--find-only", "--format", "html", "--output", "map.html")
    assert set(tree(desk)) - set(before) == {"map.html"}


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_the_file_that_was_named_is_for_its_owner_alone(desk: Path) -> None:
    run(desk, "--find-only", "--output", "report.txt")
    assert stat.S_IMODE((desk / "report.txt").stat().st_mode) == 0o600
