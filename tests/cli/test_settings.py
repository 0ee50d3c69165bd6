"""What a newsroom sets is followed: the command line before front matter, that before jebo.toml."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.command import STORY, jebo, model_is_there

from jebo.cli.newsroom import file_above, from_file
from jebo.disclosure.country import Range
from jebo.packs import load
from jebo.told.newsroom import Newsroom, from_front_matter
from jebo.told.refusals import Refused, UnknownCircle, UnknownKey, UnknownKeyNear, WrongValue

TOML = """
language = "en"
pack = "kp"
outlets = ["The Atlantis Letter"]
limits = { middle = 100, low = 5, suspected = 0.1, k = 30 }

[circles]
KC03 = [10, 60]

[knowers]
"contact.time" = 40

[forbidden]
"contact.time" = [2, 3]
"""


def test_a_jebo_toml_sets_all_that_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "jebo.toml").write_text(TOML)
    found = from_file(tmp_path / "jebo.toml")
    settings = found.settings(load("kp"))
    assert (found.language, found.pack, found.outlets) == ("en", "kp", ("The Atlantis Letter",))
    assert (settings.limits.middle, settings.limits.low, settings.limits.suspected, settings.limits.k) == (
        100,
        5,
        0.1,
        30,
    )
    assert settings.circles == {"KC03": Range(low=10, high=60)}
    assert settings.knowers == {"contact.time": Range(low=40, high=40)}
    assert settings.forbidden == {"contact.time": frozenset({2, 3})}


def test_the_nearest_jebo_toml_above_a_story_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "jebo.toml").write_text("")
    assert file_above(tmp_path / "a/b") == tmp_path / "jebo.toml"
    (tmp_path / "a/jebo.toml").write_text("")
    assert file_above(tmp_path / "a/b") == tmp_path / "a/jebo.toml"


def test_front_matter_goes_before_jebo_toml_and_the_command_line_before_both() -> None:
    front = from_front_matter({"limits": {"middle": 50}, "circles": {"KC01": 300}, "outlets": "B"})
    above = Newsroom(
        pack="kp", limits={"middle": 100, "low": 5}, circles={"KC03": Range(low=1, high=2)}, outlets=("A",)
    )
    both = front.over(above)
    assert both.pack == "kp"
    assert both.outlets == ("A", "B")
    assert set(both.circles) == {"KC01", "KC03"}
    assert (both.settings(load("kp")).limits.middle, both.settings(load("kp")).limits.low) == (50, 5)
    assert both.settings(load("kp"), limit=7).limits.middle == 7


def test_limit_in_front_matter_is_that_of_the_command_line() -> None:
    found = from_front_matter({"limit": 50, "limits": {"low": 2}})
    assert found.limits == {"middle": 50, "low": 2}


def test_what_publishing_programs_write_is_passed_over() -> None:
    assert from_front_matter({"title": "A", "Date": "B", "tags": ["c"], "draft": True}) == Newsroom()


@pytest.mark.parametrize(
    ("front", "error"),
    [
        ({"mood": 1}, UnknownKey),
        ({"limts": 1}, UnknownKeyNear),
        ({"circle": {"KC01": 3}}, UnknownKeyNear),
        ({"language": "de"}, WrongValue),
        ({"language": True}, WrongValue),
        ({"pack": ""}, WrongValue),
        ({"outlets": [1]}, WrongValue),
        ({"limit": "20"}, WrongValue),
        ({"limit": True}, WrongValue),
        ({"limit": float("nan")}, WrongValue),
        ({"limit": float("inf")}, WrongValue),
        ({"limits": {"midle": 1}}, WrongValue),
        ({"limits": [1]}, WrongValue),
        ({"circles": {"KC01": [1, 2, 3]}}, WrongValue),
        ({"circles": {"KC01": [2, 1]}}, WrongValue),
        ({"circles": {"KC01": "many"}}, WrongValue),
        ({"circles": {"KC01": ["a", 1, 2]}}, WrongValue),
        ({"forbidden": {"contact.time": [0]}}, WrongValue),
        ({"forbidden": {"contact.tim": [1]}}, WrongValue),
        ({"forbidden": {"contact.time": [True]}}, WrongValue),
    ],
)
def test_a_wrong_setting_is_refused(front: dict[str, object], error: type[Refused]) -> None:
    with pytest.raises(error) as caught:
        from_front_matter(front)
    assert type(caught.value) is error


@pytest.mark.parametrize(
    "found",
    [
        Newsroom(circles={"KC99": Range(low=1, high=2)}),
        Newsroom(knowers={"KC01": Range(low=1, high=2)}),
    ],
)
def test_a_size_of_what_the_pack_does_not_have_is_refused(found: Newsroom) -> None:
    with pytest.raises(UnknownCircle):
        found.settings(load("kp"))


def test_a_chance_above_one_is_refused() -> None:
    with pytest.raises(WrongValue):
        Newsroom(limits={"suspected": 3}).settings(load("kp"))


def test_pack_and_language_that_were_set_are_taken(tmp_path: Path) -> None:
    (tmp_path / "jebo.toml").write_text('pack = "kp"\n')
    (tmp_path / "a.md").write_text(STORY)
    (tmp_path / "b.md").write_text(f"---\npack: world\n---\n{STORY}")
    told = jebo("check", "--find-only", "--format", "json", ".", cwd=tmp_path).stdout
    assert [json.loads(line)["pack"] for line in told.splitlines()] == ["kp", "world"]
    told = jebo("check", "--find-only", "--format", "json", "--pack", "kp", "b.md", cwd=tmp_path).stdout
    assert json.loads(told)["pack"] == "kp"


def day_of(text: str, *outlets: str) -> set[str]:
    """The kind that the one day of a text is found to be, for a newsroom of these names."""
    front = f"---\npack: kp\noutlets: {json.dumps(outlets)}\n---\n"
    told = jebo("check", "--find-only", "--format", "json", "-", stdin=(front + text).encode()).stdout
    return {
        detail["kind"] for detail in json.loads(told)["details"] if detail["text"] in ("on Wednesday", "28일")
    }


SUMMED_UP = """Prices rose in the market.

A source summed up a memo from the county for Polar Gazette on Wednesday. The memo was read to traders."""


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (SUMMED_UP, "Polar Gazette"),
        ("함경북도 소식통은 28일 극지소리에 보위부가 새 도청장비 4대를 들여왔다고 밝혔다.", "극지소리"),
        ("함경북도 소식통은 28일 PGN에 보위부가 새 도청장비 4대를 들여왔다고 밝혔다.", " PGN "),
    ],
)
def test_a_day_on_which_the_newsroom_of_that_name_was_told_is_a_day_of_contact(
    text: str, outlet: str
) -> None:
    assert day_of(text, outlet) == {"contact.time"}
    assert day_of(text) != {"contact.time"}


@model_is_there
def test_the_report_tells_limits_and_where_settings_came_from(tmp_path: Path) -> None:
    (tmp_path / "jebo.toml").write_text("limit = 300\n")
    (tmp_path / "a.md").write_text(STORY)
    told = " ".join(jebo("check", "a.md", cwd=tmp_path).stdout.split())
    assert "at least 300 other people" in told
    assert "jebo.toml" in told
