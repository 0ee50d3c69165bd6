"""A desk for each test of the ground, made once and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.desk.ground.desks import desk, quick

from jebo.desk import key
from jebo.desk.folder import Created, DataFolder


@pytest.fixture(autouse=True)
def quick_argon2(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deriving a key takes a millisecond, not half a second."""
    monkeypatch.setattr(key, "MEMORY_KIB", 64)
    monkeypatch.setattr(key, "ITERATIONS", 1)
    quick()


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataFolder, Created]:
    """The desk that is copied."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(key, "MEMORY_KIB", 64)
        patched.setattr(key, "ITERATIONS", 1)
        return desk(tmp_path_factory.mktemp("pattern") / "desk")


@pytest.fixture
def created(pattern: tuple[DataFolder, Created]) -> Created:
    """Its key and its recovery key."""
    return pattern[1]


@pytest.fixture
def where(pattern: tuple[DataFolder, Created], tmp_path: Path) -> DataFolder:
    """A desk of the test's own."""
    shutil.copytree(pattern[0].root, tmp_path / "desk")
    (tmp_path / "desk").chmod(0o700)
    return DataFolder(tmp_path / "desk")
