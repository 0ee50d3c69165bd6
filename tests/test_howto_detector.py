"""docs/howto/add-a-detector.md, followed to the letter."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from jebo.disclosure.detail import Detail, Remark
from jebo.disclosure.find import find
from jebo.disclosure.find import read as read_text
from jebo.disclosure.language import Language
from jebo.disclosure.rules import BadRule, Rule
from jebo.packs import load
from jebo.packs.checks import checks
from jebo.packs.language import read

ROOT = Path(__file__).parents[1]
PACKS = ROOT / "src/jebo/packs"
PAGE = (ROOT / "docs/howto/add-a-detector.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.S)
FILE = re.compile(r"`(trial/\w+/(?:lexicon|rules)/\w+\.(?:txt|toml))`:")
LANGUAGES = ("en", "ko")
DETECTOR = "with-a-body-mark"


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCK.findall(PAGE) if name == kind]


def files() -> dict[str, str]:
    """Each file that the page names, with the block that follows its name."""
    found = {}
    for name in FILE.finditer(PAGE):
        block = BLOCK.search(PAGE, name.end())
        assert block
        assert not PAGE[name.end() : block.start()].strip(), (
            f"something stands between {name[1]} and its block"
        )
        found[name[1]] = block[2]
    return found


def follow(folder: Path) -> None:
    """Copy the languages as the page says, and write its files."""
    shutil.copytree(PACKS / "languages", folder / "trial")
    for name, text in files().items():
        assert not (folder / name).exists()
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("howto")
    follow(folder)
    return folder


@cache
def ear(folder: Path, code: str) -> Language:
    return read(folder / code, code, (load("kp"), load("world")))


def detector(language: Language) -> Rule:
    (rule,) = (rule for rule in language.rules.rules if rule.id == DETECTOR)
    return rule


def phrases(text: str, language: Language) -> list[str]:
    """What is found under the check of the detector."""
    finding = find(text, language)
    found: list[Detail | Remark] = [*finding.details, *finding.third_parties]
    return [text[f.start : f.end] for f in found if f.check == "R44"]


def test_the_page_adds_a_list_and_rules_in_each_language() -> None:
    wanted = [
        f"trial/{code}/{name}" for code in LANGUAGES for name in ("lexicon/body_mark.txt", "rules/body.toml")
    ]
    assert sorted(files()) == sorted(wanted)


@pytest.mark.parametrize("code", LANGUAGES)
def test_who_follows_the_page_finds_the_phrase(trial: Path, code: str) -> None:
    language = ear(trial / "trial", code)
    before, phrase, after = re.split(r"\[\[|\]\]", detector(language).hit)
    assert phrase in phrases(before + phrase + after, language)


@pytest.mark.parametrize("code", LANGUAGES)
def test_who_follows_the_page_finds_nothing_in_the_near_miss(trial: Path, code: str) -> None:
    language = ear(trial / "trial", code)
    assert phrases(detector(language).miss, language) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_near_miss_holds_a_word_of_the_list(trial: Path, code: str) -> None:
    language = ear(trial / "trial", code)
    marks = read_text(detector(language).miss, language).marks
    assert any(mask & language.lexicon.bit["body_mark"] for mask in marks.mask)


@pytest.mark.parametrize("code", LANGUAGES)
def test_without_the_files_of_the_page_nothing_is_found(trial: Path, code: str) -> None:
    hit = re.sub(r"\[\[|\]\]", "", detector(ear(trial / "trial", code)).hit)
    assert phrases(hit, ear(PACKS / "languages", code)) == []


def test_the_program_of_the_page_prints_what_the_page_says(trial: Path) -> None:
    (program,), (printed,) = blocks("python"), blocks("output")
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=trial, env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode() == printed


def test_a_rule_that_cannot_be_read_is_refused_by_its_id(tmp_path: Path) -> None:
    follow(tmp_path)
    rules = tmp_path / "trial/en/rules/body.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("body_mark>", "no_list>"), encoding="utf-8")
    with pytest.raises(BadRule, match=f"rule {DETECTOR}: "):
        read(tmp_path / "trial/en", "en", (load("world"),))


def test_the_row_of_the_check_stands_in_the_table_as_on_the_page(trial: Path) -> None:
    (block,) = blocks("csv")
    (row,) = csv.DictReader(io.StringIO(block))
    with (PACKS / "checks.csv").open(encoding="utf-8", newline="") as file:
        assert row in list(csv.DictReader(file))
    for code in LANGUAGES:
        rule = detector(ear(trial / "trial", code))
        assert rule.check == row["id"]
        assert rule.kind in checks()[rule.check].kinds
