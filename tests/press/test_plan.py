"""What a change cannot reach is not made again, and what it reaches always is: after any changes the site is as if built anew."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.press.newsroom import KEY, content, newsroom, photo, released
from tests.press.test_tree import files

from jebo.press import plan
from jebo.press.build import build
from jebo.press.edition import Release

BEGUN = date(2026, 9, 20)
TAGS = {"ko": ("시장", "보건", "시 장"), "en": ("Markets", "markets", "Health")}
Change = tuple[int, str, str, tuple[str, ...], int]
"""Number of a story, language, what happens to it, its tags, days after the first."""

changes = st.tuples(
    st.integers(0, 5),
    st.sampled_from(("ko", "en")),
    st.sampled_from(("edition", "correction", "withdrawal", "another address")),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
    st.integers(0, 60),
)


def apply(releases: list[Release], change: tuple[Any, ...]) -> None:
    """One more release of an edition: the first if there is none."""
    number, language, what, tags, days = change
    name = f"n{number}-{language}"
    before = [one for one in releases if one.edition == name]
    kind = "edition" if not before else {"another address": "correction"}.get(what, what)
    slug = f"b{len(before)}-{number}" if what == "another address" else f"fish-n{number}"
    whole = content(
        name, language, kind=kind, headline=f"{what} {len(before)}", slug=slug, note="wrong" if kind == "correction" else "",
        tags=[TAGS[language][one] for one in dict.fromkeys(tags)],
    )  # fmt: skip
    if kind == "withdrawal":
        whole |= {
            "headline": "",
            "standfirst": "",
            "dateline": "",
            "share": "",
            "tags": [],
            "credits": [],
            "pieces": [],
        }
    releases.append(released(whole, number=len(before) + 1, day=BEGUN + timedelta(days=days)))


def made(where: Path, releases: list[Release]) -> dict[str, bytes]:
    build(where, releases, photo, newsroom(), keys=[KEY.verify_key], sign=KEY, workers=1)
    return files(where)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.lists(changes, min_size=1, max_size=4), min_size=2, max_size=4), st.integers(0, 3))
def test_a_site_after_any_changes_is_as_if_it_was_built_anew(steps: list[list[Any]], gone: int) -> None:
    releases: list[Release] = []
    with TemporaryDirectory() as root:
        for number, step in enumerate(steps):
            for change in step:
                apply(releases, change)
            if number == len(steps) - 1:  # what is not released any more, as after a restored backup
                releases = [one for one in releases if not one.edition.startswith(f"n{gone}-")]
            after = made(Path(root) / "site", releases)
        assert after == made(Path(root) / "anew", releases)


EARLY = [(n, "en", "edition", (0, 0), n) for n in range(4)]
LATE = (1, "en", "correction", (2, 2), 1)


def test_a_plan_that_forgot_later_neighbours_would_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    releases: list[Release] = []
    for change in EARLY:
        apply(releases, change)
    made(tmp_path / "site", releases)
    apply(releases, LATE)
    monkeypatch.setattr(plan, "touched", lambda heads, changed: {one.id for one in changed})
    assert made(tmp_path / "site", releases) != made(tmp_path / "anew", releases)


def test_what_no_change_can_reach_is_not_looked_at_again(tmp_path: Path) -> None:
    """Neither an earlier story nor one under other tags."""
    releases: list[Release] = []
    for change in [*EARLY, (5, "en", "edition", (2, 2), 40), (5, "ko", "edition", (1, 1), 40)]:
        apply(releases, change)
    made(tmp_path / "site", releases)
    asked: list[str] = []
    apply(releases, (3, "en", "correction", (0, 0), 3))
    watched = [_watched(one, asked) for one in releases]
    made(tmp_path / "site", watched)
    assert "n3-en" in asked
    assert (tmp_path / "site/en/2026/09/fish-n0.html").is_file()
    before = {one: (tmp_path / ".site/a" / one).stat().st_ino for one in PAGES}
    assert before == {one: (tmp_path / ".site/b" / one).stat().st_ino for one in PAGES}


PAGES = (
    "en/2026/09/fish-n0.html",
    "en/2026/09/fish-n2.json",
    "en/2026/10/fish-n5.html",
    "ko/2026/10/fish-n5.json",
)


def _watched(one: Release, asked: list[str]) -> Release:
    def content_() -> Any:
        asked.append(one.edition)
        return one.content()

    return Release(edition=one.edition, number=one.number, day=one.day, receipt=one.receipt, content=content_)
