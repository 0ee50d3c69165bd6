"""The report for a terminal: what it points at, how wide it is, and what it never says or does."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.answers import ENGLISH, KOREAN, answer, judged, korean, of
from tests.cli.command import CALL, STORY, jebo

from jebo.cli.as_text import report
from jebo.cli.cells import clean, width, wrapped
from jebo.cli.places import Places
from jebo.cli.snippet import snippet
from jebo.disclosure.anonymity import Verdict
from jebo.disclosure.detail import Detail, Kind, Severity
from jebo.disclosure.judgement import Judgement
from jebo.told.answer import Answer

NAUGHTY = "\x1b[2J\x1b]0;owned\x07\x9b1m\u202eevil\u2066\x00\r"


@pytest.fixture(params=["en", "ko"])
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both languages of messages, in turn."""
    monkeypatch.setenv("LANGUAGE", request.param)
    from jebo.cli.messages import speak

    speak([])
    return str(request.param)


def every() -> list[Answer]:
    return [answer(), answer(Verdict.NOT_LIKE_THIS, unique=True), answer(Verdict.WITHIN), korean()]


def pointed_at(lines: list[str]) -> str:
    """What stands above the carets, told by cells as a terminal shows them."""
    shown, carets = lines
    start, end = carets.index("^"), carets.rindex("^") + 1
    cells = [(sum(width(letter) for letter in shown[:at]), letter) for at, letter in enumerate(shown)]
    return "".join(letter for at, letter in cells if start <= at < end)


@pytest.mark.parametrize("phrase", ["A source", "on Thursday", "20 inspectors", "she", "taken away."])
def test_the_carets_stand_under_the_phrase(phrase: str) -> None:
    start = ENGLISH.index(phrase)
    assert pointed_at(snippet(Places(ENGLISH), start, start + len(phrase), "red", False)) == phrase


@pytest.mark.parametrize("phrase", ["함경북도", "지난 13일", "데일리NK", "20여 명", "이름을", "덧붙였다."])
def test_the_carets_stand_under_wide_letters_too(phrase: str) -> None:
    start = KOREAN.index(phrase)
    assert pointed_at(snippet(Places(KOREAN), start, start + len(phrase), "red", False)) == phrase


def test_carets_that_count_letters_for_cells_would_be_seen() -> None:
    start = KOREAN.index("지난 13일")
    shown, _carets = snippet(Places(KOREAN), start, start + 6, "red", False)
    at = shown.index("지난")
    assert pointed_at([shown, " " * at + "^" * 6]) != "지난 13일"


@given(text=st.text(min_size=1, max_size=300), ends=st.tuples(st.integers(0, 299), st.integers(1, 60)))
def test_a_line_is_never_wider_than_the_terminal_whatever_the_text(text: str, ends: tuple[int, int]) -> None:
    start = min(ends[0], len(text) - 1)
    lines = snippet(Places(text), start, min(len(text), start + ends[1]), "red", False)
    assert len(lines) == 2
    assert all(width(line) <= 80 for line in lines)
    assert "^" in lines[1]


@given(text=st.text(max_size=400), room=st.integers(20, 80))
def test_wrapped_lines_keep_their_room_and_lose_no_word(text: str, room: int) -> None:
    told = clean(text)
    lines = wrapped(told, room, first="- ", rest="  ")
    assert all(width(line) <= room for line in lines)
    assert "".join(lines).replace(" ", "")[1:] == told.replace(" ", "")


def test_every_line_of_a_report_fits_in_eighty_columns(spoken: str) -> None:
    for found in every():
        for whole in (False, True):
            wide = [line for line in report(found, colour=False, all=whole).splitlines() if width(line) > 80]
            assert wide == []


def test_the_report_never_says_safe(spoken: str) -> None:
    for found in every():
        told = report(found, colour=False, all=True)
        assert not re.search(r"\bsafe(?:ly|r|st)?\b|안전(?!원|부|성)", told, re.I)


def test_five_findings_are_shown_those_that_block_first_and_the_rest_is_folded() -> None:
    told = report(answer(), colour=False, all=False)
    assert re.findall(r"^(?:block|warn|note)\[(\w+)\]", told, re.M) == ["R01", "R31", "R26", "R17", "R14"]
    assert "… 3 more; --all shows them" in told


def test_all_shows_all() -> None:
    told = report(answer(), colour=False, all=True)
    assert len(re.findall(r"^(?:block|warn|note)\[", told, re.M)) == 8
    assert "--all" not in told


def test_a_finding_tells_phrase_revelation_reader_and_rewrite() -> None:
    first = report(answer(), colour=False, all=False).split("\n\n")[1]
    assert "story.md:6:43" in first
    assert "the day on which the source was in touch" in first
    assert "to whom: those who hunt for sources" in first
    assert "write instead: “recently”" in first
    assert "from 120 to 410" in first


def test_both_figures_stand_with_their_ranges_their_meaning_and_the_attribution() -> None:
    told = report(answer(), colour=False, all=False)
    for words in (
        "people who could have said this  about 120 (11 to 410)",
        "among the first 20 suspected     about 2\u00a0% (1\u00a0% to 14\u00a0%)",
        "how specific the attribution is  ■■■□□ 0.6",
        "About 120 other people could truthfully have said all this",
        "the authorities and the families: few people know both",
        "inspectors sent to one city: 15 to 30 people",
        "+ A source in the province told us recently",
        "6:116 “four names”",
        "KC01 people at a public session",
        "Limits: at least 20 other people",
    ):
        assert words in told


def test_a_source_to_be_treated_as_unique_gets_no_chance() -> None:
    told = report(answer(unique=True), colour=False, all=False)
    assert "Treat this source as unique" in told
    assert "among the first 20 suspected" not in told.split("Rewrite 1")[0]


def test_where_no_rewrite_gets_there_the_ways_out_are_told() -> None:
    told = report(answer(Verdict.NOT_LIKE_THIS), colour=False, all=False)
    assert "not in this wording" in told
    assert "Find a second source" in told
    assert "Find a second source" not in report(answer(), colour=False, all=False)


def hostile() -> Answer:
    """A story that tries to command the terminal."""
    text = f"before {NAUGHTY} after"
    found = judged(
        Detail(
            id=0,
            kind=Kind.TIME,
            start=3,
            end=len(text) - 2,
            sources=(0,),
            severity=Severity.BLOCK,
            check="R01",
        )
    )
    judgement = Judgement(
        language="en",
        pack="kp",
        verdict=None,
        details=(found,),
        sources=(),
        rewrites=(),
        third_parties=(),
        notes=(),
    )
    return of(judgement, text=text, file="a\x1b[31m.md")


def commands_in(text: str) -> set[str]:
    """Characters that a terminal would obey."""
    return {letter for letter in text if letter != "\n" and not letter.isprintable() and letter != "\u00a0"}


def test_a_story_cannot_command_the_terminal() -> None:
    assert commands_in(NAUGHTY)
    assert commands_in(report(hostile(), colour=False, all=True)) == set()


def test_colour_is_only_an_addition() -> None:
    plain, coloured = (report(answer(), colour=on, all=True) for on in (False, True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def on_a_terminal(folder: Path, *words: str, **settings: str) -> str:
    """What the command prints on a terminal."""
    ours, theirs = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    call = [*CALL, "check", "--find-only", "story.txt", *words]
    with subprocess.Popen(
        call, cwd=folder, env=env | {"TERM": "xterm"} | settings, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        told = b""
        try:
            while piece := os.read(ours, 4096):
                told += piece
        except OSError:  # how Linux tells that the other end is closed
            pass
    os.close(ours)
    return told.decode()


def test_a_terminal_gets_colours_and_no_color_is_respected(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    assert "\x1b[" in on_a_terminal(tmp_path)
    assert "\x1b[" not in on_a_terminal(tmp_path, NO_COLOR="1")


def test_a_pipe_gets_no_colours(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    assert "\x1b[" not in jebo("check", "--find-only", "story.txt", cwd=tmp_path, NO_COLOR="").stdout
