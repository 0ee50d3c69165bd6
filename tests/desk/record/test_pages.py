"""The pages of the record at the desk: what readers would learn is shown, and only an editor lets it out."""

from __future__ import annotations

import pytest
from tests.desk.conftest import DeskOf
from tests.desk.publication.conftest import KOREAN
from tests.desk.record.conftest import Tell
from tests.desk.record.test_recording import holds_for_the_default

from jebo.desk.events.models import Event
from jebo.desk.people.models import Member
from jebo.desk.record import asked
from jebo.desk.record.models import Entry, Tie

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "within", holds_for_the_default)


def test_an_editor_enters_an_event_sees_what_readers_learn_and_takes_it_out(
    event: Event, tell: Tell, duri: Member, desk_of: DeskOf
) -> None:
    tell(KOREAN)
    inside, page = desk_of(duri), f"/record/{event.pk}"
    assert "Enter it in the record" in inside.get(page).content.decode()
    assert inside.post(f"{page}/enter").headers["Location"] == page
    shown = inside.get(page).content.decode()
    assert "the third quarter of 2026" in shown
    assert "North Hamgyong Province" in shown
    assert "Chongjin" not in shown.partition("A reader would learn")[2]
    assert event.title in inside.get("/record/").content.decode()
    inside.post(f"{page}/enter", {"leave": "1"})
    assert "taken out" in inside.get(page).content.decode()


def test_who_may_not_enter_sees_and_cannot(event: Event, bora: Member, duri: Member, desk_of: DeskOf) -> None:
    inside = desk_of(bora)
    shown = inside.get(f"/record/{event.pk}").content.decode()
    assert "Enter it in the record" not in shown
    assert inside.post(f"/record/{event.pk}/enter").status_code == 404
    assert inside.post(f"/record/{event.pk}/tie", {"how": "causes", "other": event.pk}).status_code == 404
    assert Entry.objects.count() == 0
    desk_of(duri).post(f"/record/{event.pk}/enter")
    assert Entry.objects.count() == 1, "the control"


def test_events_are_tied_and_untied_and_a_circle_is_said(event: Event, duri: Member, desk_of: DeskOf) -> None:
    other = Event.objects.create(event_type="ARREST", place="KP-09", when="2026-08", english="Somebody taken")
    inside = desk_of(duri)
    inside.post(f"/record/{event.pk}/tie", {"how": "causes", "other": other.pk})
    assert "Somebody taken" in inside.get(f"/record/{event.pk}").content.decode()
    assert "was brought about by" in inside.get(f"/record/{other.pk}").content.decode()
    answer = inside.post(
        f"/record/{other.pk}/tie", {"how": "precedes", "other": event.pk}, follow=True
    ).content.decode()
    assert "run in a circle" in answer
    assert (
        "Choose an event"
        in inside.post(f"/record/{event.pk}/tie", {"how": "x"}, follow=True).content.decode()
    )
    inside.post(f"/record/{other.pk}/tie", {"away": Tie.objects.get().pk})
    assert Tie.objects.count() == 0


def test_why_an_event_cannot_enter_is_said_on_the_page(event: Event, duri: Member, desk_of: DeskOf) -> None:
    Event.objects.update(public=["what"])
    inside = desk_of(duri)
    assert "all three may be public" in inside.get(f"/record/{event.pk}").content.decode()
    answer = inside.post(f"/record/{event.pk}/enter", follow=True).content.decode()
    assert "then enter it in the record" in answer
    assert inside.get("/record/nothing").status_code == 404


def test_a_kind_that_is_only_counted_is_said_and_asked_for(
    event: Event, duri: Member, desk_of: DeskOf
) -> None:
    Event.objects.update(event_type="REMIT")
    inside = desk_of(duri)
    assert "only counted, for the whole country" in inside.get(f"/record/{event.pk}").content.decode()
    inside.post(f"/record/{event.pk}/enter", {"named": "1"})
    assert Entry.objects.get().named


def test_an_official_is_marked_only_with_name_office_and_word_that_it_was_held(
    event: Event, duri: Member, bora: Member, desk_of: DeskOf
) -> None:
    inside, page = desk_of(duri), f"/record/{event.pk}"
    told = {
        "part": "agent",
        "name_ko": "안지어",
        "name_en": "An Invented",
        "office_ko": "소장",
        "office_en": "head",
    }
    assert inside.post(f"{page}/official", told).status_code == 404, "there is no entry yet"
    inside.post(f"{page}/enter")
    assert "say that it was held then" in inside.post(f"{page}/official", told, follow=True).content.decode()
    inside.post(f"{page}/official", told | {"in_office": "1"})
    assert "An Invented, head" in inside.get(page).content.decode()
    assert desk_of(bora).post(f"{page}/official", told | {"in_office": "1"}).status_code == 404
    inside.post(f"{page}/official", {"away": "0"})
    assert Entry.objects.get().officials == []


def test_what_may_be_the_same_event_is_proposed_and_tied_by_a_person_alone(
    event: Event, duri: Member, desk_of: DeskOf
) -> None:
    twin = Event.objects.create(
        event_type="MARKET_CURB", place="KP-09", when="2026-07", english="A market closed"
    )
    Event.objects.create(event_type="MARKET_CURB", place="KP-08", when="2026-07", english="Another market")
    inside, page = desk_of(duri), f"/record/{event.pk}"
    shown = inside.get(page).content.decode().partition("May be the same")[2]
    assert "A market closed" in shown
    assert "Another market" not in shown
    assert Tie.objects.count() == 0
    inside.post(f"{page}/tie", {"how": "same_as", "other": twin.pk})
    assert Tie.objects.get().how == "same_as"
    assert "May be the same" not in inside.get(page).content.decode()
