"""A bad file gets one clear sentence that tells nothing of it, and the others are still judged."""

from __future__ import annotations

import json
import os
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.cli.command import STORY, jebo, model_is_there
from tests.texts.documents import docx, odt, paragraph, zipped

CANARY = "canary7"
BYTES = CANARY.encode()
FRONT = "---\n{}\n---\n" + STORY

FILES: dict[str, tuple[str, bytes]] = {
    "empty": ("empty.txt", b""),
    "blank": ("blank.txt", b" \n\n "),
    "binary": ("binary.txt", BYTES + bytes(range(256))),
    "a PDF under another name": ("pdf.txt", b"%PDF-1.7 " + BYTES),
    "an encoding that is none": ("wrong.txt", BYTES + b" \xff\xfe\xfd\x81\x8d" * 9),
    "half a surrogate": ("half.txt", f"{CANARY}\ud800".encode("utf-8", "surrogatepass")),
    "no Word document": ("broken.docx", BYTES),
    "a broken Word document": ("cut.docx", docx(paragraph(CANARY))[:-40]),
    "a zip bomb": ("bomb.docx", docx(paragraph(CANARY + "0" * 1_000_000))),
    "no OpenDocument": ("broken.odt", zipped({CANARY: CANARY})),
    "a broken OpenDocument": ("cut.odt", odt(f"<text:p>{CANARY}<{CANARY}>")),
    "no mail": ("broken.eml", f"{CANARY}: a\n\n{CANARY}".encode()),
    "front matter without an end": ("open.md", f"---\n{CANARY}: a\n".encode()),
    "front matter that is none": ("none.md", FRONT.format(f"a: {{{CANARY}").encode()),
    "a wrong key": ("key.md", FRONT.format(f"{CANARY}: 20").encode()),
    "a mistyped key": ("near.md", FRONT.format("limts: {middle: 20}").encode()),
    "a wrong limit": ("limit.md", FRONT.format(f"limit: {CANARY}").encode()),
    "a limit below zero": ("minus.md", FRONT.format("limits: {middle: -1}").encode()),
    "a chance above one": ("chance.md", FRONT.format("limits: {suspected: 2}").encode()),
    "a size upside down": ("size.md", FRONT.format("circles: {KC03: [30, 15]}").encode()),
    "an unknown circle": ("circle.md", FRONT.format(f"circles: {{{CANARY}: [15, 30]}}").encode()),
    "an unknown pack": ("pack.md", FRONT.format(f"pack: {CANARY}").encode()),
    "an unknown language": ("language.md", FRONT.format(f"language: {CANARY}").encode()),
    "a kind that is none": ("kind.md", FRONT.format(f"forbidden: {{{CANARY}: [1]}}").encode()),
    "another language": ("russian.txt", f"{CANARY} Источник в провинции сообщил об этом в четверг.".encode()),
    "a missing file": (f"{CANARY}/missing.txt", b""),
}
OF_ITS_OWN_NAME = {"a missing file"}  # the name is repeated as it was given


def bad(folder: Path, case: str) -> Path:
    name, data = FILES[case]
    path = folder / name
    if case not in OF_ITS_OWN_NAME:
        path.write_bytes(data)
    return path


def tells_one_sentence(stderr: str, name: str) -> bool:
    """One line that names the file as given and says something, with no trace of what went on inside."""
    return (
        stderr.startswith(f"jebo: {name}: ")
        and stderr.count("\n") == 1
        and len(stderr) > len(f"jebo: {name}: ") + 10
        and "Traceback" not in stderr
        and "jebo failed" not in stderr
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, CompletedProcess[str]]:
    """What one call says of all the bad files, and of a good one behind each."""
    folder = tmp_path_factory.mktemp("bad")
    good = folder / "good.txt"
    good.write_text(STORY)
    names = [name for case in FILES for name in (bad(folder, case), good)]
    return folder, jebo("check", "--find-only", "--format", "json", *names)


@pytest.mark.parametrize("case", FILES)
def test_a_bad_file_gets_one_sentence_and_its_neighbour_is_still_judged(
    told: tuple[Path, CompletedProcess[str]], case: str
) -> None:
    folder, answer = told
    at = list(FILES).index(case)
    path = str(folder / FILES[case][0])
    sentence = answer.stderr.splitlines(keepends=True)[at]
    assert tells_one_sentence(sentence, path), sentence
    first, second = map(json.loads, answer.stdout.splitlines()[2 * at : 2 * at + 2])
    assert first["file"] == path
    assert first["error"] in sentence
    assert second["details"]


def test_nothing_of_a_bad_file_is_told(told: tuple[Path, CompletedProcess[str]]) -> None:
    folder, answer = told
    missing = str(folder / FILES["a missing file"][0])
    assert answer.returncode == 2
    assert answer.stderr.count("\n") == len(FILES)
    assert CANARY not in (answer.stdout + answer.stderr).replace(missing, "")


def test_a_sentence_that_quotes_or_leaves_a_trace_would_be_seen() -> None:
    assert not tells_one_sentence("Traceback (most recent call last):\n  File\n", "a.txt")
    assert not tells_one_sentence("jebo: a.txt: \n", "a.txt")
    assert not tells_one_sentence("jebo: a.txt: jebo failed at x.py:1 (ValueError)\n", "a.txt")


def test_two_hundred_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    answer = jebo("check", "--find-only", path)
    assert answer.returncode == 2
    assert tells_one_sentence(answer.stderr, str(path))
    assert "20 MB" in answer.stderr


def test_a_folder_without_stories_is_told(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(BYTES)
    (tmp_path / ".hidden.txt").write_text(STORY)
    answer = jebo("check", tmp_path)
    assert answer.returncode == 2
    assert tells_one_sentence(answer.stderr, str(tmp_path))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever runs this may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(STORY)
    path.chmod(0)
    answer = jebo("check", path)
    assert answer.returncode == 2
    assert tells_one_sentence(answer.stderr, str(path))


@pytest.mark.parametrize(
    "words",
    [
        ["--limit", "minus"],
        ["--limit", "-5"],
        ["--limit", "nan"],
        ["--limit", "inf"],
        ["--jobs", "0"],
        ["--pack", "atlantis"],
        ["--format", "pdf"],
        ["--lang", "de"],
        ["--limits", "4"],
        ["--output", "no/such/folder/a.html"],
    ],
)
def test_a_wrong_option_is_told_in_one_line_and_nothing_is_judged(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    answer = jebo("check", *words, "story.txt", cwd=tmp_path)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr.startswith("jebo: ")
    assert answer.stderr.count("\n") == 1


def test_the_output_is_never_one_of_the_stories(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY)
    (tmp_path / "link.txt").symlink_to(story)
    answer = jebo("check", "--output", "link.txt", "story.txt", cwd=tmp_path)
    assert answer.returncode == 2
    assert story.read_text() == STORY


def test_a_broken_jebo_toml_stops_the_files_under_it_only(tmp_path: Path) -> None:
    for name in ("broken", "whole"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "story.txt").write_text(STORY)
    (tmp_path / "broken/jebo.toml").write_text(f"limit = {CANARY}")
    answer = jebo("check", "--find-only", "--format", "json", "broken", "whole", cwd=tmp_path)
    first, second = map(json.loads, answer.stdout.splitlines())
    assert answer.returncode == 2
    assert "jebo.toml" in first["error"]
    assert "details" in second
    assert CANARY not in answer.stdout + answer.stderr


def test_a_fault_of_jebo_itself_is_told_by_its_place_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jebo.cli import judging
    from jebo.cli.files import Given
    from jebo.told.answer import Unjudged

    def fail(document: object) -> str:
        raise ValueError(CANARY)

    monkeypatch.setattr("jebo.told.judging.story_of", fail)
    (tmp_path / "story.txt").write_text(STORY)
    answer = judging.judged(Given(name="story.txt", path=tmp_path / "story.txt"), judging.Options())
    assert isinstance(answer, Unjudged)
    assert "ValueError" in answer.error
    assert CANARY not in answer.error


@model_is_there
@pytest.mark.parametrize("case", ["half a surrogate", "a zip bomb", "a wrong key", "an unknown circle"])
def test_with_the_model_a_bad_file_is_told_as_well(tmp_path: Path, case: str) -> None:
    path = bad(tmp_path, case)
    answer = jebo("check", path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert tells_one_sentence(answer.stderr, str(path))
