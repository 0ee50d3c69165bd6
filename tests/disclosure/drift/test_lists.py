"""The word lists and tables of the comparison are read whole, and each of their lines does something."""

from __future__ import annotations

from pathlib import Path

import pytest

import jebo.packs
from jebo.packs.drift import tongues

FOLDER = Path(jebo.packs.__file__).parent / "languages"
LISTS = sorted(FOLDER.glob("*/drift/*.txt"))


def phrases(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_list_says_what_it_is_and_each_phrase_is_found_once(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")
    tongue = tongues().korean if path.parts[-3] == "ko" else tongues().english
    listed = phrases(path)
    assert len(listed) == len(set(listed))
    assert [one for one in listed if not tongue.cues[path.stem].search(one.strip("|"))] == []


def test_both_languages_have_the_lists_that_are_looked_for_in_both() -> None:
    shared = {
        "anonymity",
        "caption",
        "gender",
        "guess",
        "hearsay",
        "may",
        "outlet",
        "standing",
        "telling",
        "total",
    }
    assert shared | {"total_like", "even"} <= set(tongues().korean.cues) & set(tongues().english.cues)


def test_both_languages_have_the_same_wordings() -> None:
    assert set(tongues().korean.wording) == set(tongues().english.wording)


def test_every_anchor_has_both_sides_in_their_own_script() -> None:
    for korean, english in tongues().anchors:
        assert korean
        assert english
        assert all("가" <= letter <= "힣" or letter == " " for word in korean for letter in word)
        assert all(letter.isascii() for word in english for letter in word)
