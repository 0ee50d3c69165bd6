"""The release check in a real browser: what stops a story is read in both languages, on a desk and on a telephone, and without a script."""

from __future__ import annotations

import pytest
from tests.desk.look.conftest import Browse, Served, browse, served

__all__ = ["browse", "served"]  # fixtures

pytestmark = pytest.mark.slow
LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


@LANGUAGES
@pytest.mark.parametrize("width", [1280, 360])
def test_what_stops_a_story_is_read_and_leads_to_the_questions(
    browse: Browse, served: Served, language: str, width: int
) -> None:
    page = browse("Mina", language=language, width=width, java_script_enabled=False)
    page.goto(f"/publication/{served.ids['Story']}")
    assert page.locator(".demands > li").count() > 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("a[href$='/questions']").click()
    assert page.locator(".questions > li").count() == 16
