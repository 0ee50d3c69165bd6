"""The drill proves what it says it proves, notices what does not hold, and touches no other folder."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.desk.ground.desks import program

from jebo.cli import desk_drill
from jebo.desk import drill
from jebo.desk.drill import Proof
from jebo.told.messages import spoken


def test_every_step_holds_on_an_invented_desk_in_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "drill").mkdir()
    proven = program("drilled", tmp_path / "drill", JEBO_DESK=str(tmp_path / "mine"))
    assert [one for one in proven if not one[2]] == []
    assert {step for step, _, _ in proven} == set(desk_drill._STEPS)
    assert {claim for _, claim, _ in proven} == set(desk_drill._CLAIMS)
    assert not (tmp_path / "mine").exists()


def test_it_notices_a_key_that_is_left(tmp_path: Path) -> None:
    assert [claim for _, claim, held in program("drilled", tmp_path, "broken") if not held] == [
        "history gone"
    ]


@pytest.mark.parametrize(("holds", "status"), [(True, 0), (False, 1)])
@pytest.mark.parametrize(("language", "word"), [("en", "A source is destroyed"), ("ko", "취재원을 파기")])
def test_the_command_tells_each_step_in_both_languages_and_ends_accordingly(
    holds: bool,
    status: int,
    language: str,
    word: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen: list[Path] = []

    def rehearse(root: Path, day: date) -> Iterator[Proof]:
        seen.append(root)
        yield Proof(step="destroy", claim="journal empty", holds=True)
        yield Proof(step="destroy", claim="history gone", holds=holds)

    monkeypatch.setattr(drill, "rehearse", rehearse)
    with spoken(language):
        assert desk_drill.drill(Namespace()) == status
    said = capsys.readouterr().out
    assert word in said
    assert ("DID NOT HOLD" in said or "지켜지지 않음" in said) is not holds
    assert not seen[0].exists()
