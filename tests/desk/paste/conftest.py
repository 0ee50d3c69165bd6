"""The demo stories, and what a browser holds of them."""

from __future__ import annotations

from pathlib import Path

import pytest

DEMO = Path(__file__).parents[3] / "src/jebo/cli/demo"


@pytest.fixture
def korean() -> str:
    return (DEMO / "story.ko.md").read_text(encoding="utf-8")


@pytest.fixture
def english() -> str:
    return (DEMO / "story.en.md").read_text(encoding="utf-8")
