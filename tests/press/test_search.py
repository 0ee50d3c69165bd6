"""What is looked for is found in both languages by a small script, in files of the site itself; without it nothing is missing but that."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.press.newsroom import KEY, content, newsroom, photo, piece, released
from tests.press.test_in_a_browser import opened, root

from jebo.press.build import build
from jebo.press.search import tokens

__all__ = ["root"]  # a fixture


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("press") / "site"
    texts = {
        "one": ("쌀값이 올랐다. 햅쌀도 귀하다.", "Rice rose to 6,000 won."),
        "two": ("장마당 검열이 잦다.", "Markets are inspected </script> often."),
    }
    releases = [
        released(content(f"{name}-{code}", code, headline=f"{name} {text[:4]}", pieces=[piece("paragraph", text)]), day=date(2026, n, 3))
        for n, (name, both) in enumerate(texts.items(), start=10)
        for code, text in zip(("ko", "en"), both, strict=True)
    ]  # fmt: skip
    build(where, releases, photo, newsroom(), keys=[KEY.verify_key], sign=KEY)
    return where


def words(site: Path, month: str) -> dict[str, Any]:
    """What a month's file hands over."""
    script = (site / month / "words.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(script.partition(",")[2].rpartition(")")[0])
    return found


def test_a_month_has_the_words_of_its_stories_and_no_other(site: Path) -> None:
    ten, eleven = words(site, "ko/2026/10"), words(site, "ko/2026/11")
    assert [one[0] for one in ten["pages"]] == ["fish-one"]
    assert {"쌀값", "햅쌀"} <= ten["words"].keys()
    assert "쌀값" not in eleven["words"]
    assert "</script" not in (site / "en/2026/11/words.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("쌀값", {"쌀값"}), ("장마당", {"장마", "마당"}), ("Rice RICE", {"rice"}), ("6,000원", {"6", "000", "원"}), ("·—!", set()),
     ("\u1109\u1161\u11af", {"살"})],
)  # fmt: skip
def test_words_are_cut_alike_however_they_are_written(text: str, wanted: set[str]) -> None:
    assert tokens(text) == wanted


@pytest.mark.parametrize(
    ("language", "asked", "wanted"),
    [
        ("ko", "쌀값", ["one 쌀값이 "]), ("ko", "쌀", ["one 쌀값이 "]), ("ko", "햅", ["one 쌀값이 "]), ("ko", "검열", ["two 장마당 "]),
        ("ko", "장마당 쌀", []), ("en", "rice", ["one Rice"]), ("en", "inspec", ["two Mark"]), ("en", "6,000 won", ["one Rice"]),
        ("en", "o", ["two Mark", "one Rice"]), ("en", "zebra", []), ("ko", "시장", ["two 장마당 ", "one 쌀값이 "]),
    ],
    ids=lambda one: str(one) if isinstance(one, str) else "",
)  # fmt: skip
@pytest.mark.e2e
@pytest.mark.xdist_group("browser")
def test_what_is_looked_for_is_found(
    chromium: Any, root: str, language: str, asked: str, wanted: list[str]
) -> None:
    page = opened(chromium)
    page.goto(f"{root}/{language}/search.html")
    page.locator("#asked").fill(asked)
    page.locator("[role=status]:not(:empty)").wait_for()
    assert [one.strip() for one in page.locator(".search .rows a").all_inner_texts()] == [
        one.strip() for one in wanted
    ]
    assert page.told == []
    assert [url for url in page.asked if not url.startswith(root)] == []
    if wanted:
        page.locator(".search .rows a").first.click()
        assert page.locator("article.story").count() == 1
    page.context.close()


@pytest.mark.e2e
@pytest.mark.xdist_group("browser")
def test_without_a_script_the_page_says_where_else_to_look(chromium: Any, site: Path) -> None:
    page = opened(chromium, java_script_enabled=False)
    page.goto((site.resolve() / "en/search.html").as_uri())
    assert "all stories are found by month and by topic" in page.locator("main").inner_text()
    assert not page.locator("#asked").is_visible()
    page.context.close()
