"""The command speaks English in a test that asks for nothing else, whatever this machine speaks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.desks import OLD, answered, desk

from jebo.desk import folder, key
from jebo.desk.folder import DataFolder
from jebo.desk.key import Passphrase


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, until the test says otherwise."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk whose key is derived at once, with all its tables and one member; it is copied."""
    root = tmp_path_factory.mktemp("pattern") / "desk"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(key, "MEMORY_KIB", 64)
        patched.setattr(key, "ITERATIONS", 1)
        quick = key.Derivation(memory_kib=64, iterations=1)
        folder.create(DataFolder(root), Passphrase(OLD), derivation=quick)
    answered(desk("member", "add", "Haneul", "administrator", "--folder", root))
    return root


@pytest.fixture
def where(pattern: Path, tmp_path: Path) -> Path:
    """A desk of the test's own."""
    shutil.copytree(pattern, tmp_path / "desk")
    (tmp_path / "desk").chmod(0o700)
    return tmp_path / "desk"
