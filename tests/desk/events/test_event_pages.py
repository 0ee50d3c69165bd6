"""From a testimony to a corroborated event, through the pages; and what a colleague is shown on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.conftest import MakeMember
from tests.desk.events.conftest import State, again, now, rest, standing

from jebo.desk.events.models import Event, Support
from jebo.desk.people.models import Entry, Member
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Testimony
from jebo.desk.testimony.statement import Article, Statement
from jebo.desk.wall import whole_desk

pytestmark = pytest.mark.django_db
MARK = "표식 QX7ZQXQ7"


def page_of(browser: Client, event: Event) -> str:
    answer = browser.get(f"/events/{event.pk}")
    assert answer.status_code == 200
    return answer.content.decode()


def support_of(statement: Statement) -> Support:
    with whole_desk():
        found: Support = Support.objects.get(statement=statement)
    return found


def test_from_testimony_to_a_corroborated_event(
    minas_desk: Client, joons_desk: Client, jar: Source, oar: Source
) -> None:
    with whole_desk():
        testimony = Testimony.objects.create(
            source=jar, day=date(2026, 7, 20), words="7월 13일 청진시에서 가택수색을 했다. 말들이 많다."
        )
    # Split, keep what is proposed, grade it.
    minas_desk.post(f"/testimony/{testimony.pk}/statements/split")
    with whole_desk():
        first = Statement.objects.get()
    minas_desk.post(f"/testimony/statements/{first.pk}/keep")
    form = minas_desk.get(f"/testimony/statements/{first.pk}/change").context["draft"].form
    fields = {name: form[name].value() or "" for name in form.fields} | {
        "access": "saw", "origin": "own", "credibility": "3", "circle_low": "5", "circle_high": "50",
        "roles-TOTAL_FORMS": "0", "roles-INITIAL_FORMS": "0", "goods-TOTAL_FORMS": "0", "goods-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert minas_desk.post(f"/testimony/statements/{first.pk}/change", fields).status_code == 302
    # An event out of it: its codes are taken over, not its words.
    page = minas_desk.get(f"/events/new/{first.pk}").content.decode()
    assert "청진시" in page
    assert first.when_told == "7월 13일"
    assert "7월 13일" not in page
    assert "가택수색을 했다" not in page
    made = minas_desk.post(
        f"/events/new/{first.pk}",
        {
            "english": "Homes searched in Chongjin", "event_type": "SEARCH", "when": "2026-07-13", "place": "Chongjin",
            "place_how": "in", "public": ["what"], "public_when": "month", "public_where": "province",
            "roles-TOTAL_FORMS": "0", "roles-INITIAL_FORMS": "0", "goods-TOTAL_FORMS": "0", "goods-INITIAL_FORMS": "0",
        },
    )  # fmt: skip
    assert made.status_code == 302
    event = Event.objects.get()
    page = page_of(minas_desk, event)
    assert "One statement: a report, not a corroboration." in page
    assert "July 2026" in page
    assert "North Hamgyong Province" in page
    # A colleague's source says so too, and Joon finds the event from his statement.
    with whole_desk():
        heard = Testimony.objects.create(source=oar, day=date(2026, 7, 22), words="청진에서 수색이 있었다.")
        second = Statement.objects.create(
            source=oar, testimony=heard, korean="청진에서 수색이 있었다", event_type="SEARCH", when="2026-07",
            place="KP-09", access="took part", origin="own",
        )  # fmt: skip
    assert (
        "Homes searched in Chongjin" in joons_desk.get(f"/testimony/statements/{second.pk}").content.decode()
    )
    joons_desk.post(f"/events/{event.pk}/rest", {"statement": second.pk})
    assert now(event).status == "corroborated"
    assert "2 of 2 statements stand independently" in page_of(minas_desk, event)
    # Now it may be confirmed.
    minas_desk.post(f"/events/{event.pk}/support/{support_of(first).pk}", {"credibility": "1"})
    assert again(first).credibility == 1
    assert {"statement.write", "event.write", "event.rest", "statement.grade"} <= set(
        Entry.objects.values_list("action", flat=True)
    )


def test_what_contradicts_stands_side_by_side(
    minas_desk: Client, event: Event, jar: Source, lamp: Source, state: State
) -> None:
    rest(
        event,
        state(jar, quantity="20여 명", counted="people"),
        state(lamp, quantity="40명", counted="people"),
    )
    page = page_of(minas_desk, event)
    assert "They contradict each other" in page
    assert "The number: people" in page
    assert "20여 명 (20-odd)" in page
    assert "40명" in page
    assert "disputed" in page


def test_a_contradiction_with_a_colleagues_source_is_found_and_its_value_shown_only_if_the_colleague_says_so(
    minas_desk: Client, joons_desk: Client, event: Event, jar: Source, oar: Source, state: State
) -> None:
    mine, theirs = state(jar, quantity="20명"), state(oar, quantity="31명")
    rest(event, mine, theirs)
    page = page_of(minas_desk, event)
    assert "20명" in page
    assert "31명" not in page
    assert "not shown to you" in page
    joons_desk.post(f"/events/{event.pk}/support/{support_of(theirs).pk}", {"shown": "on"})
    page = page_of(minas_desk, event)
    assert "31명" in page
    assert oar.alias not in page


def test_a_contradiction_is_settled_by_saying_which_is_mistaken(
    minas_desk: Client, event: Event, jar: Source, lamp: Source, state: State
) -> None:
    one, other = state(jar, quantity="20명"), state(lamp, quantity="31명")
    rest(event, one, other)
    wrong = {"standing": standing(other).pk, "matter": "number"}
    minas_desk.post(f"/events/{event.pk}/mistaken", wrong)
    assert now(event).status == "corroborated"
    assert "Held to be mistaken in" in page_of(minas_desk, event)
    minas_desk.post(f"/events/{event.pk}/mistaken", wrong | {"right": "1"})
    assert now(event).status == "disputed"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (None, "Nobody else says so yet"),
        ({"quantity": "31명"}, "contradicts this one"),
        ({"access": "talk", "origin": "unknown"}, "Nobody knows where this"),
    ],
)
def test_confirmed_is_refused_with_the_reason(
    minas_desk: Client,
    event: Event,
    jar: Source,
    lamp: Source,
    state: State,
    other: dict[str, Any] | None,
    reason: str,
) -> None:
    one = state(jar, quantity="20명")
    rest(event, one)
    if other is not None:
        rest(event, state(lamp, **other))
    answer = minas_desk.post(
        f"/events/{event.pk}/support/{support_of(one).pk}", {"credibility": "1"}, follow=True
    )
    page = answer.content.decode()
    assert "cannot be graded 1" in page
    assert reason in page
    assert again(one).graded is None


def test_talk_that_goes_in_a_circle_is_shown_as_one(
    minas_desk: Client, event: Event, jar: Source, lamp: Source, state: State
) -> None:
    article = Article.objects.create(title="Homes searched", published=date(2026, 7, 18))
    second = state(lamp, access="talk", origin="article", heard_from=article.pk)
    first = state(jar, access="told", origin="statement", heard_from=second.pk, day=date(2026, 7, 16))
    rest(event, first, second)
    minas_desk.post(
        f"/testimony/statements/{first.pk}/told-on",
        {"article_title": "Homes searched", "article_outlet": "", "article_published": "2026-07-18"},
    )
    page = page_of(minas_desk, event)
    assert "Talk that comes back to where it began" in page
    assert "Homes searched" in page


def test_a_colleague_is_shown_how_it_is_known_the_grades_and_the_verdict_and_nothing_else(
    minas_desk: Client, joons_desk: Client, reporters_desk: Client, event: Event, jar: Source, oar: Source,
    state: State,
) -> None:  # fmt: skip
    mine = state(
        jar, korean=MARK, english=MARK, quantity="23명", when_told=MARK, hedge=MARK, access="took part"
    )
    theirs = state(oar, access="told", origin="statement", heard_from=mine.pk)
    rest(event, mine, theirs)
    for browser in (joons_desk, reporters_desk):
        page = page_of(browser, event)
        assert "QX7ZQXQ7" not in page
        assert jar.alias not in page
        assert "23명" not in page
        assert mine.pk not in page
        assert "a source (1)" in page
        assert "took part" in page
    assert "QX7ZQXQ7" in page_of(minas_desk, event)
    assert jar.alias in page_of(minas_desk, event)
    minas_desk.post(f"/events/{event.pk}/support/{support_of(mine).pk}", {"named": "on"})
    assert jar.alias in page_of(reporters_desk, event)


def test_a_circle_among_statements_of_others_is_not_drawn(
    reporters_desk: Client, minas_desk: Client, event: Event, jar: Source, lamp: Source, state: State
) -> None:
    one, other = state(jar, access="told", origin="statement"), state(lamp, access="told", origin="statement")
    with whole_desk():
        Statement.objects.filter(pk=one.pk).update(heard_from=other.pk)
        Statement.objects.filter(pk=other.pk).update(heard_from=one.pk)
    rest(event, one, other)
    assert "Talk that comes back" in page_of(minas_desk, event)
    assert "Talk that comes back" not in page_of(reporters_desk, event)


def test_nobody_puts_a_colleagues_statement_under_an_event_or_takes_it_away(
    joons_desk: Client, event: Event, jar: Source, state: State
) -> None:
    one, other = state(jar), state(jar)
    rest(event, one)
    joons_desk.post(f"/events/{event.pk}/rest", {"statement": other.pk})
    gone = joons_desk.post(f"/events/{event.pk}/support/{support_of(one).pk}", {"away": "1"})
    graded = joons_desk.post(f"/events/{event.pk}/support/{support_of(one).pk}", {"credibility": "5"})
    assert (gone.status_code, graded.status_code) == (404, 404)
    assert joons_desk.get(f"/events/new/{one.pk}").status_code == 404
    with whole_desk():
        assert [one.statement_id for one in Support.objects.all()] == [one.pk]
    assert again(one).graded is None


def test_who_sees_neither_statement_has_no_verdict_on_them(
    joons_desk: Client, minas_desk: Client, event: Event, jar: Source, lamp: Source, state: State
) -> None:
    one, other = state(jar), state(lamp)
    rest(event, one, other)
    said = {"one": standing(one).pk, "other": standing(other).pk, "independent": "no"}
    joons_desk.post(f"/events/{event.pk}/verdict", said)
    assert now(event).independent == 2
    minas_desk.post(f"/events/{event.pk}/verdict", said)
    assert now(event).independent == 1
    page = page_of(minas_desk, event)
    assert "Mina, " in page
    verdict = event.verdicts.get()
    joons_desk.post(f"/events/{event.pk}/verdict", {"away": verdict.pk})
    assert now(event).independent == 1
    minas_desk.post(f"/events/{event.pk}/verdict", {"away": verdict.pk})
    assert now(event).independent == 2


def test_deleting_a_statement_works_its_event_out_again(
    minas_desk: Client, event: Event, jar: Source, lamp: Source, state: State
) -> None:
    one, other = state(jar), state(lamp)
    rest(event, one, other)
    assert "worked out again" in minas_desk.get(f"/testimony/statements/{one.pk}/drop").content.decode()
    minas_desk.post(f"/testimony/statements/{one.pk}/drop")
    assert (now(event).status, now(event).resting_on) == ("reported", 1)
    minas_desk.post(f"/events/{event.pk}/support/{support_of(other).pk}", {"away": "1"})
    assert "This event rests on no statement." in page_of(minas_desk, event)
    assert not again(other).rested_on


def test_an_event_is_withdrawn_with_a_reason_and_held_again(minas_desk: Client, event: Event) -> None:
    minas_desk.post(f"/events/{event.pk}/withdraw", {"because": ""})
    assert now(event).status == "reported"
    minas_desk.post(f"/events/{event.pk}/withdraw", {"because": "It was another town."})
    assert "It was another town." in page_of(minas_desk, event)
    minas_desk.post(f"/events/{event.pk}/withdraw", {"again": "1"})
    assert (now(event).status, now(event).withdrawn_because) == ("reported", "")


@pytest.mark.parametrize("role", ["translator", "safety editor", "administrator"])
def test_who_writes_no_events_is_offered_no_way_to(
    member: MakeMember, desk_of: Callable[[Member], Client], event: Event, role: str
) -> None:
    browser = desk_of(member("Haru", role))
    assert browser.get("/events/new").status_code == 404
    assert browser.post(f"/events/{event.pk}/withdraw", {"because": "x"}).status_code == 404
    shown = browser.get(f"/events/{event.pk}")
    assert shown.status_code == (404 if role == "administrator" else 200)
    assert "Withdraw the event" not in shown.content.decode()


def test_what_is_not_written_as_an_event_is_said_and_stays(minas_desk: Client) -> None:
    sent = {"when": "soon", "roles-TOTAL_FORMS": "0", "roles-INITIAL_FORMS": "0",
            "goods-TOTAL_FORMS": "0", "goods-INITIAL_FORMS": "0"}  # fmt: skip
    page = minas_desk.post("/events/new", sent).content.decode()
    assert "Say in one language at least what happened." in page
    assert 'value="soon"' in page
    assert not Event.objects.exists()


def test_candidates_are_of_the_same_kind_near_in_time_and_in_place(
    minas_desk: Client, event: Event, jar: Source, state: State
) -> None:
    fitting = [
        state(jar, korean="가까운 하나"),
        state(jar, korean="가까운 도", place="KP-09"),
        state(jar, korean="가까운 달", when="2026-08"),
        state(jar, korean="날짜 없음", when=""),
    ]
    others = [
        state(jar, korean="먼 때", when="2025-07"),
        state(jar, korean="먼 곳", place="KP0203"),
        state(jar, korean="다른 일", event_type="PRICE"),
        state(jar, korean="아직 제안", proposed=True),
    ]
    page = page_of(minas_desk, event)
    assert all(str(one) in page for one in fitting)
    assert not any(str(one) in page for one in others)


def test_an_event_costs_as_many_questions_with_eight_statements_as_with_two(
    minas_desk: Client, event: Event, jar: Source, oar: Source, state: State
) -> None:
    rest(event, state(jar), state(oar))
    page_of(minas_desk, event)  # the first page of a session asks once more
    with CaptureQueriesContext(connection) as few:
        page_of(minas_desk, event)
    rest(event, *(state(source, quantity=f"{n}명") for n in range(2, 5) for source in (jar, oar)))
    with CaptureQueriesContext(connection) as more:
        page_of(minas_desk, event)
    assert len(more) == len(few)


def test_the_list_of_events_costs_as_many_questions_for_fifty_as_for_one(
    minas_desk: Client, event: Event
) -> None:
    minas_desk.get("/events/")
    with CaptureQueriesContext(connection) as one:
        minas_desk.get("/events/")
    for n in range(60):
        Event.objects.create(english=f"event {n}", event_type="SEARCH", when="2026-07", place="KP0205")
    with CaptureQueriesContext(connection) as fifty:
        answer = minas_desk.get("/events/")
    assert len(answer.context["sheet"].rows) == 50
    assert len(fifty) == len(one)


def test_a_chain_that_leads_over_the_wall_ends_at_the_number_that_the_colleagues_source_has_here(
    joons_desk: Client, event: Event, jar: Source, lamp: Source, oar: Source, state: State
) -> None:
    first = state(jar)
    rest(event, state(lamp), first, state(oar, access="told", origin="statement", heard_from=first.pk))
    page = page_of(joons_desk, event)
    assert '<li class="broken">a source (2)</li>' in page
    assert jar.alias not in page


@pytest.mark.parametrize(("status", "stops"), [("lost", True), ("at risk", True), ("active", False)])
def test_all_of_the_desk_is_told_that_work_on_an_event_waits_and_not_because_of_whom(
    reporters_desk: Client, event: Event, jar: Source, oar: Source, state: State, status: str, stops: bool
) -> None:
    rest(event, state(jar), state(oar))
    with whole_desk():
        Source.objects.filter(pk=jar.pk).update(status=status)
    page = page_of(reporters_desk, event)
    assert ("moves on for now" in page) == stops
    assert jar.alias not in page
