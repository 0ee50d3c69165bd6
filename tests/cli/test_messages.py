"""Every message is there in Korean, and is spoken when it is asked for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from tests.cli.command import STORY, jebo
from tools import messages

PO = messages.read(messages.PO.read_text(encoding="utf-8"))
FIELD = re.compile(
    r"\{\w+\}|%\(\w+\)[a-z]|%[a-z]|--[a-z-]+|jebo\.toml|\.(?:txt|md|docx|odt|html|eml)(?![a-z])"
)


def untranslated(said: dict[str, str], translations: dict[str, str]) -> list[str]:
    return [message for message in said if not translations.get(message)]


def test_every_message_has_a_korean_translation() -> None:
    assert untranslated(messages.gathered(), PO) == []


def test_a_message_without_translation_would_be_seen() -> None:
    assert untranslated({"a new sentence": "x.py"}, PO) == ["a new sentence"]


def test_messages_are_gathered_from_where_they_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text('x = N_("one" " and two")\ny = _("three {n}").format(n=1)\nz = other("four")\n')
    assert set(messages.said(path)) == {"one and two", "three {n}"}


def test_what_only_a_page_of_the_desk_says_is_left_to_the_pages_own_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text('says = N_("an error")\ntitle = _("a label")\n')
    assert set(messages.said(path, messages.MARKS_OF_DESK)) == {"an error"}
    of_desk = {message for message, module in messages.gathered().items() if module.startswith("desk/")}
    assert "the desk is locked; start it with 'jebo desk start'" in of_desk
    assert "house name" not in of_desk


def test_no_message_is_made_of_parts_that_cannot_be_gathered() -> None:
    wrong = []
    for path in messages.SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "N_"):
                wrong += [
                    f"{path.name}:{node.lineno}" for part in node.args if isinstance(part, ast.JoinedStr)
                ]
    assert wrong == []


def test_the_catalogue_holds_nothing_that_is_no_longer_said() -> None:
    assert set(PO) == set(messages.gathered())


def test_the_compiled_catalogue_is_that_of_the_translators() -> None:
    assert messages.PO.with_suffix(".mo").read_bytes() == messages.compiled(PO)


def test_the_text_of_the_catalogue_is_as_the_tool_writes_it() -> None:
    assert messages.PO.read_text(encoding="utf-8") == messages.written(messages.gathered(), PO)


def test_a_translation_keeps_the_places_options_and_names_of_its_message() -> None:
    wrong = {
        message: translation
        for message, translation in PO.items()
        if sorted(FIELD.findall(message)) != sorted(FIELD.findall(translation))
    }
    assert wrong == {}


def test_no_translation_leaves_a_particle_open() -> None:
    ours = {message: said for message, said in PO.items() if message not in messages.OF_ARGPARSE}
    assert [said for said in ours.values() if re.search(r"[은이을와]\([는가를과]\)|\(으\)로", said)] == []


@pytest.mark.parametrize(
    "settings",
    [
        {"LANGUAGE": "ko"},
        {"LANGUAGE": "", "LC_ALL": "ko_KR.UTF-8"},
        {"LANGUAGE": "", "LC_ALL": "", "LANG": "ko"},
    ],
)
def test_the_environment_chooses_the_language(settings: dict[str, str]) -> None:
    assert "파일이 없습니다" in jebo("check", "none.txt", env=settings).stderr


@pytest.mark.parametrize(
    "place", [["--lang", "ko", "check"], ["check", "--lang=ko"], ["check", "--lang", "ko"]]
)
def test_lang_goes_before_the_environment(place: list[str]) -> None:
    assert "파일이 없습니다" in jebo(*place, "none.txt", LANGUAGE="en").stderr
    assert "there is no such file" in jebo("check", "--lang", "en", "none.txt", LANGUAGE="ko").stderr


def test_the_help_is_korean_too() -> None:
    told = jebo("check", "--help", LANGUAGE="ko").stdout
    assert "사용법:" in told
    assert not re.search(r"[a-z]{4,} [a-z]{3,} [a-z]{3,}", told)


def test_the_workers_speak_as_their_parent_does(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    told = jebo("check", "--find-only", "--jobs", "2", "--lang", "ko", "story.txt", "none.txt", cwd=tmp_path)
    assert "파일이 없습니다" in told.stderr
    assert "취재원" in told.stdout
