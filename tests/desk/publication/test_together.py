"""What counts is what both editions leave together, on the draws of a release, with all that was published before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from tests.desk.publication.conftest import DAY, QUICK, codes

from jebo.desk.exposure import releasing
from jebo.desk.people.models import Member
from jebo.desk.publication.check import check
from jebo.desk.stories.models import Edition, Story
from jebo.desk.stories.saving import add, save
from jebo.disclosure.anonymity import BadScene
from jebo.disclosure.anonymity.scene import Lives, Published
from jebo.disclosure.drift import together as drift_together
from jebo.disclosure.settings import Settings

pytestmark = pytest.mark.django_db
KOREAN = (
    "{who} 장마당에서 천을 파는 일이 어려워졌다고 전했다.\n\n장마당은 오래전부터 주민들의 생계를 이어 왔다."
)
ENGLISH = (
    "{who} said that selling cloth at the market has become hard.\n\nMarkets have long kept people alive."
)
PLACE, JOB = "삼지연의 소식통은", "A hospital director"


def written(korean: Edition, who: tuple[str, str], by: Member) -> Story:
    """Both editions, each with its own words for the source."""
    save(korean.pk, {"text": KOREAN.format(who=who[0])}, korean.version, DAY, by)
    english = add(korean.story, "en", DAY, by)
    save(english.pk, {"text": ENGLISH.format(who=who[1])}, english.version, DAY, by)
    return korean.story


@pytest.mark.parametrize(
    ("who", "demanded"),
    [
        ((PLACE, JOB), True),  # the one tells where, the other what
        ((PLACE, "A source"), False),
        (("북한 소식통은", JOB), False),
    ],
)
def test_two_editions_that_hold_each_by_itself_are_stopped_where_both_are_too_much(
    korean: Edition, bora: Member, who: tuple[str, str], demanded: bool
) -> None:
    found = codes(written(korean, who, bora))
    assert "limits" not in found
    assert ("together" in found) is demanded


def test_both_are_counted_with_what_was_published_before_and_on_the_draws_of_a_release(
    korean: Edition, bora: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = (Published(id="a", tells=Lives(place="KP-09"), story="earlier", linked=True),)

    def with_past(settings: Settings, story: Story, source: str, texts: Mapping[str, str]) -> Settings:
        return replace(settings, history=past)

    asked: list[Settings] = []
    real = drift_together.together

    def noted(*given: Any, **named: Any) -> Any:
        asked.append(given[-1])
        return real(*given, **named)

    monkeypatch.setattr(releasing, "settings_for", with_past)
    monkeypatch.setattr(drift_together, "together", noted)
    check(written(korean, (PLACE, "A source"), bora), DAY, replace(QUICK, draws=96))
    assert asked
    assert {(one.history, one.draws) for one in asked} == {(past, 96)}


def test_what_cannot_be_counted_together_is_stopped(
    korean: Edition, bora: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = written(korean, (PLACE, "A source"), bora)
    assert "together" not in codes(story)

    def apart(*_: object) -> None:
        raise BadScene("two countries")

    monkeypatch.setattr(drift_together, "union", apart)
    assert "together" in codes(story)
