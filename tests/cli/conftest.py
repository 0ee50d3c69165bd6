"""The command speaks English in a test that asks for nothing else, whatever this machine speaks."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, until the test says otherwise."""
    monkeypatch.setenv("LANGUAGE", "en")
