"""What an event rests on is worked out over the wall, and follows whatever it hangs on."""

from __future__ import annotations

from datetime import date

import pytest
from tests.desk.conftest import MakeSource
from tests.desk.events.conftest import State, again, now, rest, standing

from jebo.desk.events import rests
from jebo.desk.events.models import Contradiction, Event, Standing, Support, Verdict
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.testimony.statement import Article, Stage, ToldOn
from jebo.desk.wall import whole_desk

pytestmark = pytest.mark.django_db


def test_one_statement_is_a_report_and_two_independent_ones_corroborate(
    event: Event, jar: Source, oar: Source, state: State
) -> None:
    rest(event, state(jar))
    assert (now(event).status, now(event).independent) == ("reported", 1)
    rest(event, state(oar))
    assert (now(event).status, now(event).independent) == ("corroborated", 2)


def test_a_source_that_says_it_twice_is_one_voice(event: Event, jar: Source, state: State) -> None:
    rest(event, state(jar), state(jar))
    assert (now(event).status, now(event).independent, now(event).resting_on) == ("reported", 1, 2)


def test_the_same_person_under_a_new_alias_is_no_new_voice(
    event: Event, mina: Member, jar: Source, source_of: MakeSource, state: State
) -> None:
    rest(event, state(jar), state(source_of(mina, "새 이름", once_known_as=jar)))
    assert now(event).independent == 1


def test_who_heard_it_from_the_other_adds_nothing(
    event: Event, jar: Source, oar: Source, state: State
) -> None:
    first = state(jar)
    second = state(oar, access="told", origin="statement", heard_from=first.pk)
    rest(event, first, second)
    assert now(event).independent == 1
    assert (standing(second).tie, standing(second).hangs_on) == ("chain", standing(first))


def test_a_common_origin_that_is_not_under_the_event_is_seen(
    event: Event, jar: Source, lamp: Source, oar: Source, state: State
) -> None:
    behind = state(lamp)
    heard = {"access": "told", "origin": "statement", "heard_from": behind.pk}
    one, other = state(jar, **heard), state(oar, **heard)
    rest(event, one, other)
    assert now(event).independent == 1
    assert {standing(one).tie, standing(other).tie} == {"", "shared_origin"}


def test_what_lies_behind_is_known_to_stand_on_its_own_feet_though_the_event_does_not_rest_on_it(
    event: Event, jar: Source, lamp: Source, oar: Source, state: State
) -> None:
    behind = state(lamp)
    rest(event, state(jar, access="told", origin="statement", heard_from=behind.pk), state(oar))
    assert (now(event).status, now(event).independent) == ("corroborated", 2)


def test_a_group_given_to_any_statement_of_two_sources_ties_them_everywhere(
    event: Event, jar: Source, oar: Source, state: State
) -> None:
    rest(event, state(jar), state(oar))
    with whole_desk():
        for source in (jar, oar):  # elsewhere, about something else
            elsewhere = state(source, event_type="PRICE")
            elsewhere.group = "g" * 22
            elsewhere.save()
    assert (now(event).status, now(event).independent) == ("reported", 1)


def test_a_group_taken_off_unties_them(event: Event, jar: Source, oar: Source, state: State) -> None:
    one, other = state(jar, group="g" * 22), state(oar, group="g" * 22)
    rest(event, one, other)
    assert now(event).independent == 1
    with whole_desk():
        untied = again(other)
        untied.group = ""
        untied.save()
    assert now(event).independent == 2


@pytest.mark.parametrize(
    ("one", "other", "matters"),
    [
        ({"quantity": "20명", "counted": "people"}, {"quantity": "20여 명", "counted": "people"}, ["number"]),
        ({"quantity": "20명", "counted": "people"}, {"quantity": "약 20명", "counted": "people"}, []),
        ({"quantity": "20명", "counted": "people"}, {"quantity": "다섯 채", "counted": "homes"}, []),
        ({"quantity": "20명", "counted": "other"}, {"quantity": "30명", "counted": "other"}, []),
        (
            {"roles": [{"part": "agent", "class": {"ko": "검열조"}, "said": "20여 명"}]},
            {"roles": [{"part": "agent", "class": {"ko": "검열 성원"}, "said": "40명"}]},
            ["number"],
        ),
        (
            {"goods": [{"code": "G1.1", "said": "3상자"}]},
            {"goods": [{"code": "G2", "said": "9상자"}]},
            [],
        ),
        ({"when": "2026-07-03"}, {"when": "2026-07-13"}, ["date"]),
        ({"when": "2026-07-03"}, {"when": "2026-07"}, []),
        ({"place": "KP0205"}, {"place": "KP0203"}, ["place"]),
        ({"place": "KP0205"}, {"place": "KP-09"}, []),
    ],
)
def test_numbers_dates_and_places_that_cannot_both_be_right_dispute_the_event(
    event: Event, jar: Source, oar: Source, state: State, one: dict[str, object], other: dict[str, object],
    matters: list[str],
) -> None:  # fmt: skip
    rest(event, state(jar, **one), state(oar, **other))
    assert [one.matter for one in Contradiction.objects.all()] == matters
    assert now(event).status == ("disputed" if matters else "corroborated")


def test_a_statement_held_to_be_mistaken_no_longer_disputes_until_it_is_changed(
    event: Event, jar: Source, oar: Source, state: State
) -> None:
    one, other = state(jar, quantity="20명"), state(oar, quantity="30명")
    rest(event, one, other)
    assert again(other).stage == Stage.CONTESTED
    assert rests.hold_mistaken(event, standing(other).pk, "number", wrong=True)
    assert (now(event).status, again(other).contested) == ("corroborated", False)
    with whole_desk():
        changed = again(other)
        changed.quantity = "40명"
        changed.save()
    assert (now(event).status, standing(other).mistaken) == ("disputed", [])


def test_who_looked_and_found_nothing_is_no_voice(
    event: Event, jar: Source, oar: Source, state: State
) -> None:
    rest(event, state(jar), state(oar, sort="not found", quantity="3명"))
    assert (now(event).independent, now(event).resting_on, now(event).status) == (1, 1, "reported")


def test_talk_that_comes_back_through_an_article_is_a_circle(
    event: Event, jar: Source, oar: Source, state: State
) -> None:
    article = Article.objects.create(title="Homes searched", published=date(2026, 7, 18))
    second = state(oar, access="talk", origin="article", heard_from=article.pk)
    first = state(jar, access="told", origin="statement", heard_from=second.pk, day=date(2026, 7, 16))
    with whole_desk():
        ToldOn.objects.create(source=jar, statement=first, article=article)
    rest(event, first, second)
    (circle,) = now(event).circles
    assert {tuple(step) for step in circle} == {
        ("standing", standing(first).pk),
        ("standing", standing(second).pk),
        ("article", article.pk),
    }
    assert standing(second).refusal == "circular"
    assert now(event).independent == 1


def test_a_verdict_ties_two_or_outweighs_an_origin_that_nobody_knows(
    event: Event, jar: Source, oar: Source, mina: Member, state: State
) -> None:
    one, other = state(jar), state(oar, access="talk", origin="unknown")
    rest(event, one, other)
    assert standing(other).tie == "origin_unknown"
    mine = {standing(one).pk}
    pair = (standing(one).pk, standing(other).pk)
    assert rests.say(event, *pair, mine, independent=True, by=mina, day=date(2026, 7, 21))
    assert now(event).independent == 2
    assert rests.say(event, *pair, mine, independent=False, by=mina, day=date(2026, 7, 21))
    assert now(event).independent == 1
    assert not rests.say(event, *pair, set(), independent=True, by=mina, day=date(2026, 7, 21))
    assert Verdict.objects.get().independent is False


def test_a_verdict_falls_when_the_origin_that_it_was_about_changes(
    event: Event, jar: Source, oar: Source, mina: Member, state: State
) -> None:
    one, other = state(jar), state(oar, access="talk", origin="unknown")
    rest(event, one, other)
    pair = (standing(one).pk, standing(other).pk)
    rests.say(event, *pair, set(pair), independent=True, by=mina, day=date(2026, 7, 21))
    with whole_desk():
        changed = again(other)
        changed.origin = "person"
        changed.save()
    assert not Verdict.objects.exists()


def test_a_grade_of_one_falls_with_what_carried_it_and_a_person_judges_again(
    event: Event, jar: Source, oar: Source, state: State
) -> None:
    one, other = state(jar), state(oar)
    rest(event, one, other)
    with whole_desk():
        confirmed = again(one)
        confirmed.credibility, confirmed.graded = 1, date(2026, 7, 21)
        confirmed.save()
        assert again(one).credibility == 1
        again(other).delete()
    assert (again(one).credibility, again(one).graded, again(one).stage) == (6, None, Stage.UNGRADED)
    assert (now(event).status, now(event).independent) == ("reported", 1)


def test_an_event_whose_source_is_destroyed_is_worked_out_again(
    event: Event, jar: Source, oar: Source, state: State
) -> None:
    heard = state(oar)
    rest(event, state(jar), heard)
    with whole_desk():
        jar.delete()
    assert (now(event).status, now(event).independent, now(event).resting_on) == ("reported", 1, 1)
    assert Standing.objects.get() == standing(heard)
    with whole_desk():
        oar.delete()
    assert (now(event).status, now(event).resting_on) == ("reported", 0)
    assert not Standing.objects.exists()


def test_a_source_destroyed_behind_the_others_leaves_an_origin_that_nobody_knows(
    event: Event, jar: Source, lamp: Source, oar: Source, state: State
) -> None:
    behind = state(lamp)
    rest(event, state(jar, access="told", origin="statement", heard_from=behind.pk), state(oar))
    assert now(event).independent == 2
    with whole_desk():
        lamp.delete()
    assert now(event).independent == 1


def test_a_withdrawn_event_stays_withdrawn_whatever_comes(
    event: Event, jar: Source, oar: Source, state: State
) -> None:
    Event.objects.update(status="withdrawn")
    rest(event, state(jar), state(oar))
    assert (now(event).status, now(event).independent) == ("withdrawn", 2)


def test_the_desk_follows_a_source_whose_letter_changes(event: Event, jar: Source, state: State) -> None:
    one = state(jar)
    rest(event, one)
    with whole_desk():
        jar.reliability = "D"
        jar.save()
    assert standing(one).reliability == "D"


def test_events_that_are_gone_are_passed_over(db: None) -> None:
    rests.recompute(["nowhere"])


def test_what_all_of_the_desk_may_know_holds_no_word_and_no_name(
    event: Event, jar: Source, oar: Source, state: State
) -> None:
    one = state(jar, korean="표식 QX7", quantity="20명", hedge="QX7")
    rest(event, one, state(oar, quantity="30명"))
    tables = (Standing.objects, Contradiction.objects, Verdict.objects, Event.objects)
    kept = repr([list(table.values()) for table in tables])
    assert "QX7" not in kept
    assert jar.alias not in kept
    assert "20명" not in kept
    assert jar.pk not in kept
    with whole_desk():  # and it would be seen if the contact editor showed it
        Support.objects.filter(statement=one).update(named=True, shown=True)
    rests.recompute([event.pk])
    kept = repr([list(table.values()) for table in tables])
    assert jar.alias in kept
    assert "20명" in kept
