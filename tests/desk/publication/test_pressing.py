"""What the desk released becomes a site, and nothing else does; what is shown once stays, and what is not yet waits for its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.desk.publication.conftest import DAY, HOUSE, QUICK, sign
from tests.desk.publication.test_no_other_way import lifted, shown

from jebo.desk.people.models import Member
from jebo.desk.publication.key import verify_key
from jebo.desk.publication.models import Release, WentOut
from jebo.desk.publication.pressing import carried, press
from jebo.desk.publication.release import release
from jebo.desk.sources.models import Source, Status
from jebo.desk.stories.models import Edition
from jebo.desk.wall import whole_desk
from jebo.press import spread
from jebo.press.build import Built
from jebo.press.carry import of_month, page
from jebo.press.verify import verify
from jebo.press.wrong import NoStories, NotReceipted

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(korean: Edition, duri: Member) -> Release:
    """A story that goes out on a day to come."""
    sign(korean, duri)
    (row,) = release(korean.story, DAY, duri, settings=QUICK)
    return row


def pressed(where: Path, day: date, **more: Any) -> Built:
    return press(where, HOUSE, day, **more)


def at_risk() -> None:
    with whole_desk():
        Source.objects.update(status=Status.AT_RISK)


def test_what_was_released_is_on_the_site_from_its_day_on(out: Release, tmp_path: Path) -> None:
    where = tmp_path / "site"
    assert pressed(where, out.day - timedelta(days=1)).editions == 0
    assert pressed(where, out.day).editions == 1
    key = verify_key()
    assert key
    assert verify(where, [key]).wrong == ()
    page = where / f"ko/{out.day:%Y/%m}/cloth.html"
    assert "장마당 천 장사" in page.read_text(encoding="utf-8")
    assert WentOut.objects.filter(release=out).exists()


def test_what_is_written_and_not_released_is_on_no_page(korean: Edition, tmp_path: Path) -> None:
    pressed(tmp_path / "site", date(2030, 1, 1))
    assert not any("장마당" in one.read_text(encoding="utf-8") for one in (tmp_path / "site").rglob("*.html"))


def test_what_is_not_out_yet_waits_for_its_source_and_what_is_out_stays(out: Release, tmp_path: Path) -> None:
    at_risk()
    assert pressed(tmp_path / "site", out.day).editions == 0
    assert not WentOut.objects.exists()
    with whole_desk():
        Source.objects.update(status=Status.ACTIVE)
    assert pressed(tmp_path / "site", out.day).editions == 1
    at_risk()
    assert pressed(tmp_path / "site", out.day + timedelta(days=9)).editions == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the triggers of PostgreSQL are lifted elsewhere")
def test_what_was_changed_in_the_database_afterwards_goes_out_nowhere(out: Release, tmp_path: Path) -> None:
    lifted(lambda: Release.objects.filter(pk=out.pk).update(content=out.content | {"headline": "다른 제목"}))
    with pytest.raises(NotReceipted) as refused:
        pressed(tmp_path / "site", out.day)
    assert refused.value.edition == out.edition_id
    assert not (tmp_path / "site").exists()
    assert not WentOut.objects.exists()


def test_a_site_without_signatures_is_made_where_it_is_asked_for(out: Release, tmp_path: Path) -> None:
    pressed(tmp_path / "site", out.day, signed=False)
    assert not (tmp_path / "site/manifest").exists()


def test_what_is_in_a_language_without_a_site_is_not_out(out: Release, tmp_path: Path) -> None:
    assert pressed_in("en", tmp_path / "site", out.day).editions == 0
    assert not WentOut.objects.exists()
    at_risk()
    assert pressed_in("ko", tmp_path / "site", out.day).editions == 0


def pressed_in(language: str, where: Path, day: date) -> Built:
    return press(where, replace(HOUSE, languages=(language,)), day)


def test_what_is_carried_by_hand_is_out_once_it_is_made(out: Release, tmp_path: Path) -> None:
    month = partial(of_month, year=out.day.year, month=out.day.month)
    issue, made = carried(HOUSE, out.day, "ko", "", month)
    assert "장마당 천 장사" in page(issue, 0).decode()
    assert not WentOut.objects.exists()
    made()
    assert WentOut.objects.filter(release=out).exists()


def test_what_waits_for_its_source_is_not_carried(out: Release) -> None:
    at_risk()
    with pytest.raises(NoStories):
        carried(HOUSE, out.day, "ko", "", partial(of_month, year=out.day.year, month=out.day.month))


@pytest.mark.django_db(transaction=True)
def test_many_editions_are_set_by_several_processes_each_with_a_connection_of_its_own(
    out: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread, "ALONE", 0)
    assert press(tmp_path / "many", HOUSE, out.day, workers=3).editions == 1
    assert press(tmp_path / "one", HOUSE, out.day, workers=1).editions == 1
    assert shown(tmp_path / "many") == shown(tmp_path / "one")
    assert WentOut.objects.filter(release=out).exists()  # and this process still has its own
