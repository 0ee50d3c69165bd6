"""``jebo compare``: both phrases in their lines, what changed, what to write; one sentence where it cannot
be told.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.command import jebo
from tests.disclosure.drift.pairs import PAIRS

from jebo.cli.compare import run
from jebo.disclosure.drift import Change
from jebo.told.compared import SAYS, WRITE

SOURCES = Path(__file__).parents[2] / "src/jebo"
PAGE = (Path(__file__).parents[2] / "docs/reference/compare.md").read_text(encoding="utf-8")
SCHEMA = json.loads((SOURCES / "cli/compare.schema.json").read_text(encoding="utf-8"))
RADIOS = PAIRS[0]


def faults(value: object) -> list[str]:
    """What the schema finds wrong."""
    return [fault.message for fault in Draft202012Validator(SCHEMA).iter_errors(value)]


@pytest.fixture
def editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a story in Korean, a faithful translation and a changing one; the command runs in it."""
    for name in ("ko", "faithful", "changing"):
        (tmp_path / f"{name}.md").write_text(RADIOS.text(name), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def row(*names: str) -> dict[str, Any]:
    found = json.loads(jebo("compare", *names, "--format", "json").stdout)
    assert isinstance(found, dict)
    return found


def test_a_faithful_translation_ends_with_0(editions: Path) -> None:
    told = jebo("compare", "ko.md", "faithful.md")
    assert told.returncode == 0
    assert "nothing changed that jebo can tell" in told.stdout
    assert told.stderr == ""


def test_a_changing_translation_ends_with_1_and_shows_both_phrases_in_their_lines(editions: Path) -> None:
    told = jebo("compare", "ko.md", "changing.md")
    assert told.returncode == 1
    assert "warn[R15]: the Korean leaves the number open, the English makes it exact" in told.stdout
    assert re.search(r" --> ko\.md:7:33\n7 \| .*30여 명.*\n  \| +\^{7}\n", told.stdout)
    assert re.search(r" --> changing\.md:7:122\n7 \| .* 30 inspectors.*\n  \| +\^\^\n", told.stdout)
    assert "= write in the English edition: “more than 30”" in told.stdout
    assert "= write in the English edition: “trade worker; trade official”" in told.stdout


def test_a_report_is_no_wider_than_a_page(editions: Path) -> None:
    from jebo.cli.cells import WIDTH, width

    lines = jebo("compare", "ko.md", "changing.md").stdout.splitlines()
    assert [line for line in lines[1:] if width(line) > WIDTH] == []


def test_both_editions_together_are_shown(editions: Path) -> None:
    told = jebo("compare", "ko.md", "changing.md").stdout
    assert "Both editions together" in told
    assert re.search(r"Korean +.*\n +English +.*\n +together +", told)


def test_it_speaks_korean_when_it_is_asked_for(editions: Path) -> None:
    told = jebo("compare", "--lang", "ko", "ko.md", "changing.md").stdout
    assert "한국어" in told
    assert not re.search(r"the (Korean|English)", told)


def test_every_kind_of_change_has_its_sentence_and_its_line_in_the_docs() -> None:
    assert {str(kind) for kind in Change} == {re.sub(r"^(\w+\.\w+)(\..*)?$", r"\1", says) for says in SAYS}
    assert {str(kind) for kind in Change if f"| `{kind}` |" not in PAGE} == set()


def test_what_the_engine_says_has_a_sentence() -> None:
    from tests.disclosure.drift.changes import comparison

    for pair in PAIRS:
        for one in comparison(pair.text("ko"), pair.text("changing"), pair.pack).drifts:
            assert one.says in SAYS
            assert not one.write or one.write_in in WRITE


def test_the_schema_is_one_and_knows_every_kind() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["drift"]["properties"]["kind"]["enum"] == [str(kind) for kind in Change]


def test_json_is_one_line_as_the_schema_says_and_its_offsets_hold(editions: Path) -> None:
    told = jebo("compare", "ko.md", "changing.md", "--format", "json")
    assert told.returncode == 1
    assert told.stdout.count("\n") == 1
    found = json.loads(told.stdout)
    assert faults(found) == []
    for drift in found["drifts"]:
        for side, name in (("korean", "ko"), ("english", "changing")):
            if drift[side]:
                assert RADIOS.text(name)[drift[side]["start"] : drift[side]["end"]] == drift[side]["text"]


@pytest.mark.parametrize(
    "breach", [{"jebo": 2}, {"mood": 1}, {"drifts": [{"kind": "number.exact"}]}, {"year": "2023"}]
)
def test_json_that_is_otherwise_would_be_seen(editions: Path, breach: dict[str, Any]) -> None:
    assert faults(row("ko.md", "faithful.md")) == []
    assert faults(row("ko.md", "faithful.md") | breach) != []


def test_front_matter_counts_in_offsets_and_tells_the_year(editions: Path) -> None:
    front = "---\ndate: 2024-05-02\n---\n"
    (editions / "dated.md").write_text(front + RADIOS.text("ko"), encoding="utf-8")
    found = row("dated.md", "faithful.md")
    assert found["year"] == 2024
    assert [drift["kind"] for drift in found["drifts"]] == ["term.out_of_date"]
    phrase = found["drifts"][0]["korean"]
    assert (front + RADIOS.text("ko"))[phrase["start"] : phrase["end"]] == "예심" == phrase["text"]


def test_the_pack_and_the_year_can_be_given(editions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ko.md", "faithful.md", "json", pack="kp", year=2025) == 1
    assert json.loads(capsys.readouterr().out)["year"] == 2025
    assert run("ko.md", "faithful.md", "json", pack="world") == 0
    assert json.loads(capsys.readouterr().out)["pack"] == "world"


def test_one_edition_may_come_from_standard_input(editions: Path) -> None:
    told = jebo("compare", "-", "changing.md", "--format", "json", stdin=RADIOS.text("ko").encode())
    assert told.returncode == 1
    assert json.loads(told.stdout)["korean"] == "-"


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (("none.md", "faithful.md"), "none.md: there is no such file"),
        (("ko.md", "none.md"), "none.md: there is no such file"),
        (("faithful.md", "ko.md"), "faithful.md: give the Korean edition first and the English one second"),
        (("ko.md", "ko.md"), "ko.md: give the Korean edition first and the English one second"),
        ((".", "faithful.md"), ".: a folder is no edition"),
        (("-", "-"), "only one of the two editions can come from standard input"),
        (("empty.md", "faithful.md"), "empty.md: "),
        (("ko.md", "wrong.md"), "wrong.md: "),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_sentence(
    editions: Path, names: tuple[str, str], sentence: str
) -> None:
    (editions / "empty.md").write_text("")
    (editions / "wrong.md").write_text("---\nlimitt: 3\n---\n" + RADIOS.text("faithful"))
    for form in ("text", "json"):
        told = jebo("compare", *names, "--format", form)
        assert told.returncode == 2
        assert told.stderr.startswith(f"jebo: {sentence}")
        assert told.stderr.count("\n") == 1
        assert told.stdout == "" if form == "text" else faults(json.loads(told.stdout)) == []


@pytest.mark.parametrize(("pack", "year"), [("atlantis", None), (None, "23"), (None, "two thousand")])
def test_a_wrong_pack_or_year_is_said(
    editions: Path, pack: str | None, year: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ko.md", "faithful.md", "text", pack=pack, year=year) == 2
    assert capsys.readouterr().err.startswith("jebo: ")


def test_no_error_tells_what_stands_in_a_story(editions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import jebo.disclosure.drift

    def broken(*_words: object, **_more: object) -> None:
        raise ValueError("단천시의 canary")

    monkeypatch.setattr(jebo.disclosure.drift, "compare", broken)
    monkeypatch.setattr("sys.stderr", Heard())
    assert run("ko.md", "faithful.md", "text") == 2
    assert "ValueError" in Heard.said
    assert "canary" not in Heard.said


class Heard:
    """Standard error as a string."""

    said = ""

    def write(self, words: str) -> None:
        Heard.said += words


def test_a_story_cannot_command_the_terminal(editions: Path) -> None:
    (editions / "odd.md").write_text(RADIOS.text("changing").replace("Five", "\x1b[2JFive"), encoding="utf-8")
    assert "\x1b" not in jebo("compare", "ko.md", "odd.md").stdout
