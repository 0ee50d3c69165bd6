"""Each demand of the release check stops something that no other part of the check would stop in its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from tests.desk.publication.conftest import DAY, KOREAN, Rest, codes, of
from tests.desk.publication.test_release import BROKEN, PNG
from tests.desk.publication.test_together import JOB, PLACE, written

from jebo.desk.events.models import Event
from jebo.desk.people.models import Member
from jebo.desk.publication import check as checking
from jebo.desk.publication.check import DEMANDS
from jebo.desk.publication.models import Notice
from jebo.desk.sources.models import NeverPrint, Status
from jebo.desk.stories.models import Edition, Photo, RestsOn, StandingText
from jebo.desk.stories.saving import add, save
from jebo.desk.wall import whole_desk

pytestmark = pytest.mark.django_db
Breach = Callable[[Any], object]


def text(words: str, **more: object) -> Breach:
    return lambda at: at.rest(save(at.korean.pk, {"text": words, **more}, at.korean.version, DAY, at.bora))


def photo(data: bytes, **fields: object) -> Breach:
    def shown(at: Any) -> None:
        one = Photo.objects.create(story=at.korean.story, data=data, kind="image/png", name="a.png", **fields)
        text(f"{KOREAN}\n\n::photo {one.pk}")(at)

    return shown


def source(**fields: object) -> Breach:
    def changed(at: Any) -> None:
        with whole_desk():
            found = of(at.korean)
            for name, value in fields.items():
                setattr(found, name, value)
            found.save()

    return changed


def never_printed(at: Any) -> None:
    with whole_desk():
        NeverPrint.objects.create(source=of(at.korean), term="장마당에서")


def disputed(at: Any) -> None:
    del at
    Event.objects.update(status=Event.Status.DISPUTED)


def correction(at: Any) -> None:
    Notice.objects.create(story=at.korean.story, kind="correction", english="a day", by=at.bora, day=DAY)


def two_editions(at: Any) -> None:
    written(at.korean, (PLACE, JOB), at.bora)


def another_price(at: Any) -> None:
    text("북한 소식통은 쌀값이 킬로그램당 6000원이라고 전했다.")(at)
    english = add(at.korean.story, "en", DAY, at.bora)
    words = {"text": "A source in North Korea said that rice cost 7,000 won a kilogram."}
    save(english.pk, words, english.version, DAY, at.bora)


BREACHES: dict[str, tuple[str, Breach]] = {
    "waits": ("waits", source(status=Status.LOST)),
    "nobody": ("nobody", lambda at: RestsOn.objects.all().delete()),
    "unheard": ("unheard", text("7월 9일 목요일 혜산시 련봉동 제방에서 검열원 20명이 상인 6명을 체포했다.")),
    "never": ("never-print", never_printed),
    "terms": ("ask-first", source(terms=[{"kind": "ask first"}])),
    "limits": ("limits", text(BROKEN["limits"])),
    "blocks": ("blocks", text(BROKEN["blocks"])),
    "union": ("together", two_editions),
    "others": ("third-party", text(KOREAN.replace("전했다", "전했다. 상인의 가족들이 집을 내놓고 있다"))),
    "bare": ("contested", disputed),
    "changed": ("drift", another_price),
    "photos": ("caption", photo(PNG, credit="가상", korean_caption="천")),
    "drawn_anew": (
        "not-drawn-anew",
        photo(PNG + b"GPS", credit="가상", korean_caption="천", korean_alt="천"),
    ),
    "notes": ("note", correction),
    "texts": ("headline", text(KOREAN, headline="")),
    "set_in_print": ("not-set", text(KOREAN.replace("장마당", "\u202e장마당", 1))),
    "credits_said": ("credits", text(KOREAN, credits=[{"role": "writing", "name": "보라"}])),
}


@pytest.fixture
def at(korean: Edition, bora: Member, rest: Rest) -> SimpleNamespace:
    return SimpleNamespace(korean=korean, bora=bora, rest=rest)


def test_every_demand_has_its_breach() -> None:
    assert list(BREACHES) == [one.__name__ for one in DEMANDS]


@pytest.mark.parametrize("guard", BREACHES)
def test_a_breach_is_stopped_and_without_its_guard_it_would_not_be(
    at: SimpleNamespace, guard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, breach = BREACHES[guard]
    assert code not in codes(at.korean.story)
    breach(at)
    assert code in codes(at.korean.story)
    monkeypatch.setattr(checking, "DEMANDS", tuple(one for one in DEMANDS if one.__name__ != guard))
    assert code not in codes(at.korean.story)


def test_a_standing_text_is_no_breach_while_it_holds(at: SimpleNamespace) -> None:
    """What is put in by these tests stops nothing by itself."""
    one = StandingText.objects.create(sort="gloss", korean_term="천", korean="풀이", until=date(2030, 1, 1))
    text(f"{KOREAN}\n\n::gloss {one.pk}")(at)
    assert codes(at.korean.story) == []
