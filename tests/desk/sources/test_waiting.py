"""Work waits when a source is lost or at risk, or a day was agreed on; colleagues learn that it waits and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.conftest import DAY, DeskOf, MakeSource
from tests.desk.sources.conftest import shared

from jebo.desk.people.models import Entry, Member
from jebo.desk.sources.models import NeverPrint, Source, Status
from jebo.desk.sources.waiting import agreed, never_printed, same_person, stopped, waits
from jebo.desk.wall import seen_by, whole_desk

pytestmark = pytest.mark.django_db
STOPPING = [Status.LOST, Status.AT_RISK]


@pytest.mark.parametrize("status", list(Status))
def test_only_a_lost_source_or_one_at_risk_stops_what_rests_on_it(
    mina: Member, joon: Member, source_of: MakeSource, status: Status
) -> None:
    one, other = source_of(mina, "푸른 항아리", status=status), source_of(mina, "느린 우산")
    with seen_by(joon.pk):  # who sees neither
        assert stopped([one.pk, other.pk]) is (status in STOPPING)
        assert not stopped([other.pk])
        assert not stopped([])


def test_what_rests_on_an_earlier_alias_of_the_same_person_is_stopped_too(
    mina: Member, source_of: MakeSource
) -> None:
    first = source_of(mina, "푸른 항아리")
    second = source_of(mina, "느린 우산", once_known_as=first)
    third = source_of(mina, "까만 의자", once_known_as=second, status=Status.AT_RISK)
    stranger = source_of(mina, "하얀 접시")
    assert same_person([first.pk]) == same_person([third.pk]) == {first.pk, second.pk, third.pk}
    assert stopped([first.pk])
    assert not stopped([stranger.pk])


def test_a_day_that_was_agreed_on_makes_work_wait_and_looks_the_same(
    mina: Member, source_of: MakeSource
) -> None:
    terms = [{"kind": "not before", "value": (DAY + timedelta(days=1)).isoformat()}]
    promised = source_of(mina, "푸른 항아리", terms=terms)
    at_risk = source_of(mina, "느린 우산", status=Status.AT_RISK)
    assert waits([promised.pk], DAY) == waits([at_risk.pk], DAY) == True  # noqa: E712 - the same answer
    assert not waits([promised.pk], DAY + timedelta(days=1))
    assert waits([at_risk.pk], DAY + timedelta(days=400))


def test_the_release_check_learns_what_to_keep_to_and_never_why(mina: Member, jar: Source) -> None:
    with whole_desk():
        NeverPrint.objects.create(source=jar, term="량정사업소", why="한 곳뿐이다")
        jar.terms = [{"kind": "no numbers", "value": ""}]
        jar.save()
    with seen_by(None):
        assert never_printed([jar.pk]) == ("량정사업소",)
        assert [one.kind.value for one in agreed([jar.pk])] == ["no numbers"]


# The pages.


def test_the_trail_does_not_say_which_way_a_status_changed(
    mina: Member, jar: Source, desk_of: DeskOf
) -> None:
    browser = desk_of(mina)
    for status in ("at risk", "active"):
        browser.post(f"/sources/{jar.pk}/status", {"status": status})
    assert list(Entry.objects.values_list("action", flat=True)) == ["source.edit", "source.edit"]


def test_a_colleague_may_stop_a_source_and_only_its_contact_editor_lets_it_go_on(
    mina: Member, joon: Member, jar: Source, desk_of: DeskOf
) -> None:
    shared(jar, joon)
    browser = desk_of(joon)
    assert browser.post(f"/sources/{jar.pk}/status", {"status": "ended"}).status_code == 200
    assert browser.post(f"/sources/{jar.pk}/status", {"status": "at risk"}).status_code == 302
    assert browser.post(f"/sources/{jar.pk}/status", {"status": "active"}).status_code == 200
    jar_now = reread(jar)
    assert jar_now.status == "at risk"
    assert desk_of(mina).post(f"/sources/{jar.pk}/status", {"status": "active"}).status_code == 302
    assert reread(jar).status == "active"


def reread(source: Source) -> Source:
    with whole_desk():
        found: Source = Source.objects.get(pk=source.pk)
    return found


def test_who_does_not_see_the_source_is_told_nothing_when_it_stops(
    mina: Member, member: object, jar: Source, desk_of: DeskOf
) -> None:
    desk_of(mina).post(f"/sources/{jar.pk}/status", {"status": "at risk"})
    bora = member("Bora", "editor")  # type: ignore[operator]
    page = desk_of(bora).get("/").content.decode()
    assert jar.alias not in page
    assert "at risk" not in page


def test_what_to_do_meanwhile_says_the_same_at_all_times(
    mina: Member, member: object, jar: Source, desk_of: DeskOf
) -> None:
    bora = desk_of(member("Bora", "editor"))  # type: ignore[operator]
    before = words_of(bora.get("/sources/when-it-waits").content.decode())
    desk_of(mina).post(f"/sources/{jar.pk}/status", {"status": "at risk"})
    assert words_of(bora.get("/sources/when-it-waits").content.decode()) == before


def words_of(page: str) -> str:
    return page.partition("<main")[2]


@pytest.mark.parametrize(("status", "listed"), [("active", True), ("resting", False), ("lost", False)])
def test_overdue_are_the_active_ones_not_heard_of_for_longer_than_agreed(
    mina: Member, source_of: MakeSource, status: str, listed: bool
) -> None:
    from jebo.desk.pages import overdue

    source_of(mina, "푸른 항아리", status=status, check_in_days=14, last_heard=DAY - timedelta(days=15))
    source_of(mina, "느린 우산", check_in_days=14, last_heard=DAY - timedelta(days=14))
    source_of(mina, "까만 의자", check_in_days=None, last_heard=DAY - timedelta(days=500))
    source_of(mina, "하얀 접시", check_in_days=14)  # registered today, and never heard of
    with seen_by(mina.pk):
        assert [one.alias for one in overdue(Source.objects.all(), DAY)] == (
            ["푸른 항아리"] if listed else []
        )


def test_who_was_never_heard_of_is_overdue_from_the_day_of_registering(mina: Member, jar: Source) -> None:
    from jebo.desk.pages import overdue

    with whole_desk():
        Source.objects.update(check_in_days=14, last_heard=None)
        assert not overdue(Source.objects.all(), DAY + timedelta(days=14)).exists()
        assert overdue(Source.objects.all(), DAY + timedelta(days=15)).exists()


def test_the_list_of_the_overdue_is_one_look_into_an_index(mina: Member) -> None:
    from django.db import connection

    from jebo.desk.pages import overdue

    with whole_desk():
        plan = overdue(Source.objects.all(), DAY).explain()
    assert connection.vendor != "sqlite" or "who_is_overdue" in plan
