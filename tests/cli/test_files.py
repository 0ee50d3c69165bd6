"""Which files are meant by what is named."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.cli.command import STORY, jebo

from jebo.cli.files import given
from jebo.told.language import language_of
from jebo.told.refusals import OtherLanguage


def test_a_folder_stands_for_all_stories_in_it_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "c/d.docx",
        "c/e.HTML",
        ".git/x.txt",
        ".y.txt",
        "photo.png",
        "f.eml",
        "g.odt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(STORY)
    names = [str(Path(file.name).relative_to(tmp_path)) for file in given([str(tmp_path)])]
    assert names == ["a.md", "b.txt", "f.eml", "g.odt", "c/d.docx", "c/e.HTML"]


def test_a_folder_that_holds_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(given([str(tmp_path)])) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dash_stands_for_standard_input(encoding: str) -> None:
    told = jebo("check", "--find-only", "--format", "json", "-", stdin=STORY.encode("utf-8"))
    found = json.loads(told.stdout)
    assert found["file"] == "-"
    assert found["details"]


def test_a_name_that_is_no_text_is_told_all_the_same(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\x1b[31m.txt")
    told = jebo("check", "--format", "json", tmp_path / name)
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
    assert "\x1b" not in told.stderr


KOREAN = "함경북도 소식통은 최근 Daily NK에 Unified Command 82가 내려왔다고 전했다."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORY, "en"),
        (STORY * 20, "en"),
        (KOREAN, "ko"),
        (STORY + "“소식통”", "en"),
        ("A few words", "en"),
        ("12,000", "en"),
    ],
)
def test_the_language_of_a_story_is_told(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Источник в провинции сообщил об этом в четверг.",
        "省内の消息筋によると、木曜日に検閲員が来たという。",
        "قال مصدر في المحافظة يوم الخميس",
        "Una fuente de la provincia dijo el jueves que veinte inspectores habían llegado de la capital. " * 4,
        "Une source dans la province a dit jeudi que vingt inspecteurs étaient venus de la capitale. " * 4,
        "Ein Informant aus der Provinz sagte am Donnerstag, zwanzig Prüfer seien aus der Stadt gekommen. "
        * 4,
    ],
)
def test_a_story_in_another_language_is_refused_rather_than_passed(text: str) -> None:
    with pytest.raises(OtherLanguage):
        language_of(text)
