"""The demo shows each story as printed and as reworded, and writes its heat maps only where it is told to."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import STORY, jebo, model_is_there

from jebo.cli import demo
from jebo.cli.cells import width

STORIES_ARE_THERE = (demo.HERE / "story.en.md").exists()
stories_are_there = pytest.mark.skipif(not STORIES_ARE_THERE, reason="the stories are not written yet")
NAMES = tuple(
    f"{version}.{code}.md" for story in demo.STORIES for version in story.versions for code in ("en", "ko")
)
KOREAN = "함경북도 소식통은 지난 13일 본지에 검열원 20여 명이 평양에서 내려왔다고 전했다.\n"


@pytest.fixture
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of short stories in place of those that come with jebo."""
    for name in NAMES:
        (tmp_path / name).write_text(KOREAN if ".ko." in name else STORY, encoding="utf-8")
    monkeypatch.setattr(demo, "HERE", tmp_path)
    return tmp_path


@model_is_there
def test_both_versions_stand_side_by_side_in_eighty_columns(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert demo.run(None) == 0
    told = capsys.readouterr().out.splitlines()
    assert sum("As printed" in line and "Reworded" in line for line in told) == 4
    assert any("[on Thursday]" in line for line in told)
    assert any("지난 13일]" in line for line in told)
    assert [line for line in told if width(line) > 80] == []


@model_is_there
def test_nothing_is_written_unless_a_folder_is_named(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.run(None)
    assert {path.name for path in stories.iterdir()} == set(NAMES)
    demo.run(str(stories / "a/maps"))
    assert {path.name for path in (stories / "a/maps").iterdir()} == {
        "story.en.html",
        "story.ko.html",
        "world.en.html",
        "world.ko.html",
    }
    assert str(stories / "a/maps/story.ko.html") in capsys.readouterr().out


@stories_are_there
@model_is_there
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_demo_story_needs_rewording_and_its_reworded_version_does_not(language: str) -> None:
    printed, reworded = (demo._judged(f"{name}.{language}.md") for name in demo.STORIES[0].versions)
    assert printed is not None
    assert reworded is not None
    assert printed.verdict in ("reword", "not_like_this")
    assert reworded.verdict == "within"
    assert (printed.body, reworded.body) == (0, 0), "no front matter helps"


@stories_are_there
@model_is_there
def test_the_demo_ends_by_itself_and_tells_of_another_country_too() -> None:
    told = jebo("demo")
    assert told.returncode == 0
    assert told.stderr == ""
    assert "A second story, from another country" in told.stdout


def test_a_story_that_cannot_be_judged_ends_the_demo_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "HERE", tmp_path)
    assert demo.run(None) == 2
    assert "story.en.md: there is no such file" in capsys.readouterr().err
